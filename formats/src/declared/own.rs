//! A resource of a template as its reader sees it. Every property that is asked for is remembered, so that the report can
//! name the others.

use super::ids;
use super::node::{Kind, Node, Place};
use netyard_core::model::{ResourceId, Tags};
use netyard_core::net::{Address, CidrBlock, Protocol};
use serde_json::Value;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A property that could not be read: its path, its place, and why.
pub(crate) type Lost = (String, Place, String);

/// A resource that is made.
#[derive(Debug)]
pub(crate) struct Own {
    /// The file.
    pub(crate) file: Rc<str>,
    /// Its name in the template.
    pub(crate) logical: String,
    /// Its type.
    pub(crate) type_name: String,
    /// Its id in the drawing.
    pub(crate) id: ResourceId,
    /// Where it stands.
    pub(crate) place: Place,
    /// Its path in the file, where lines say nothing.
    path: String,
    /// Why nobody knows whether it is made.
    pub(crate) perhaps: Option<String>,
    /// Its properties, worked out.
    properties: Node,
    asked: RefCell<BTreeSet<String>>,
    lost: RefCell<Vec<Lost>>,
    /// What AWS gives it when it makes it, or what stands for that, by its name.
    pub(crate) given: BTreeMap<&'static str, String>,
}

/// What a resource is, without its properties.
#[derive(Debug)]
pub(crate) struct About<'a> {
    pub(crate) file: Rc<str>,
    pub(crate) logical: &'a str,
    pub(crate) type_name: &'a str,
    pub(crate) id: String,
    pub(crate) place: Place,
    pub(crate) path: String,
    pub(crate) perhaps: Option<String>,
    pub(crate) given: BTreeMap<&'static str, String>,
}

impl Own {
    pub(crate) fn new(about: About<'_>, properties: Node) -> Self {
        Self {
            file: about.file,
            logical: about.logical.to_owned(),
            type_name: about.type_name.to_owned(),
            id: ResourceId::new(&about.id),
            place: about.place,
            path: about.path,
            perhaps: about.perhaps,
            properties,
            asked: RefCell::default(),
            lost: RefCell::default(),
            given: about.given,
        }
    }

    /// The same resource with other properties.
    pub(crate) fn with(&self, properties: Node) -> Self {
        Self {
            file: Rc::clone(&self.file),
            logical: self.logical.clone(),
            type_name: self.type_name.clone(),
            id: self.id.clone(),
            place: self.place,
            path: self.path.clone(),
            perhaps: self.perhaps.clone(),
            properties,
            asked: RefCell::default(),
            lost: RefCell::default(),
            given: self.given.clone(),
        }
    }

    /// Its properties as a tree.
    pub(crate) fn properties(&self) -> &Node {
        &self.properties
    }

    /// How the report names its place.
    pub(crate) fn place(&self) -> String {
        if self.path.is_empty() {
            format!("line {}, {}", self.place.line, self.logical)
        } else {
            format!("{}, {}", self.logical, self.path)
        }
    }

    /// How the report names the place of one of its properties.
    pub(super) fn place_of(&self, at: Place) -> String {
        if self.path.is_empty() && at.line > 0 {
            format!("line {}, {}", at.line, self.logical)
        } else {
            self.place()
        }
    }

    /// Its name as a part of ids: letters, digits, dots, lines and underscores.
    pub(crate) fn label(&self) -> String {
        ids::label(&self.logical)
    }

    /// Its properties.
    pub(crate) fn view(&self) -> View<'_> {
        View { own: self, node: &self.properties, path: String::new() }
    }

    /// What people call it: its tag `Name`, else its name in the template.
    pub(crate) fn name(&self) -> String {
        let tagged = self.view().tag_pairs().into_iter().find(|(key, _)| key == "Name");
        let tagged = tagged.map(|(_, value)| value).filter(|value| !value.is_empty());
        tagged.unwrap_or_else(|| self.logical.clone())
    }

    /// The tags, without `Name`: that one is the name.
    pub(crate) fn tags(&self) -> Tags {
        self.view().tag_pairs().into_iter().filter(|(key, _)| key != "Name").collect()
    }

    /// Properties that nobody asked for: their paths and places.
    pub(crate) fn unread(&self) -> Vec<(String, Place)> {
        let mut unread = Vec::new();
        self.collect_unread(&self.properties, "", &mut unread);
        unread
    }

    fn collect_unread(&self, node: &Node, path: &str, unread: &mut Vec<(String, Place)>) {
        for item in node.items() {
            self.collect_unread(item, path, unread);
        }
        for member in node.members() {
            let path = if path.is_empty() { member.key.clone() } else { format!("{path}.{}", member.key) };
            let below = format!("{path}.");
            let asked = self.asked.borrow();
            let has_parts = asked.range(below.clone()..).next().is_some_and(|next| next.starts_with(&below));
            let is_asked = asked.contains(&path);
            drop(asked);
            if has_parts {
                self.collect_unread(&member.value, &path, unread);
            } else if !is_asked && says_something(&member.value) {
                unread.push((path, member.place));
            }
        }
    }

    /// Properties that were asked for and could not be read.
    pub(crate) fn lost(&self) -> Vec<Lost> {
        self.lost.borrow().clone()
    }
}

fn says_something(node: &Node) -> bool {
    match &node.kind {
        Kind::Null | Kind::Absent => false,
        Kind::Scalar { text, .. } => !text.is_empty(),
        Kind::List(items) => !items.is_empty(),
        Kind::Map(members) => !members.is_empty(),
        Kind::Unknown(_) => true,
    }
}

/// An object among the properties of a resource.
#[derive(Clone, Debug)]
pub(crate) struct View<'a> {
    own: &'a Own,
    node: &'a Node,
    path: String,
}

impl<'a> View<'a> {
    fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// What stands behind a key. Of an object that is not known nothing is: whatever is asked for may stand there.
    fn get(&self, key: &str) -> Option<&'a Node> {
        let is_open = matches!(self.node.kind, Kind::Unknown(_));
        if is_open { Some(self.node) } else { self.node.get(key) }
    }

    /// What stands behind a key, as it was worked out.
    fn ask(&self, key: &str) -> Option<&'a Node> {
        let path = self.path_of(key);
        self.own.asked.borrow_mut().insert(path);
        self.get(key).filter(|node| says_something(node))
    }

    fn lose(&self, key: &str, place: Place, why: &str) {
        let lost = (self.path_of(key), place, why.to_owned());
        let mut all = self.own.lost.borrow_mut();
        if !all.contains(&lost) {
            all.push(lost);
        }
    }

    /// Whether something is written there, known or not.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.get(key).is_some_and(says_something)
    }

    /// Whether something is written there that the template does not tell.
    pub(crate) fn is_unknown(&self, key: &str) -> bool {
        self.get(key).is_some_and(|node| node.unknown().is_some())
    }

    /// Whether one of these is written and not known, or a part of it.
    pub(crate) fn is_any_unknown(&self, keys: &[&str]) -> bool {
        keys.iter().any(|key| self.is_unknown(key))
    }

    /// Whether a list may have parts that nobody knows, besides what is not known inside of its parts.
    pub(crate) fn lacks_parts(&self, key: &str) -> bool {
        fn lacks(node: &Node) -> bool {
            matches!(node.kind, Kind::Unknown(_)) || node.items().iter().any(lacks)
        }
        self.get(key).is_some_and(lacks)
    }

    /// Why nothing tells what is written there as a whole.
    pub(crate) fn why_unknown(&self, key: &str) -> Option<&'a str> {
        match &self.node.get(key)?.kind {
            Kind::Unknown(why) => Some(why),
            _ => None,
        }
    }

    fn scalar(&self, key: &str, wanted: &str) -> Option<&'a str> {
        let node = self.ask(key)?;
        match &node.kind {
            Kind::Scalar { text, .. } => Some(text.trim()).filter(|text| !text.is_empty()),
            Kind::Unknown(why) => {
                self.lose(key, node.place, why);
                None
            }
            _ => {
                self.lose(key, node.place, &format!("{wanted} is expected here."));
                None
            }
        }
    }

    /// A text.
    pub(crate) fn text(&self, key: &str) -> Option<String> {
        self.scalar(key, "A text").map(str::to_owned)
    }

    /// The id of another resource.
    pub(crate) fn id(&self, key: &str) -> Option<ResourceId> {
        self.scalar(key, "An id").map(ResourceId::new)
    }

    /// A block; what is none is kept as it is written and said.
    pub(crate) fn cidr(&self, key: &str) -> Option<CidrBlock> {
        let text = self.scalar(key, "A CIDR block")?;
        let block = CidrBlock::new(text);
        if block.net().is_none() {
            let place = self.node.get(key).map_or(self.node.place, |node| node.place);
            self.lose(key, place, &format!("{text} is no CIDR block; it is kept as it is written."));
        }
        Some(block)
    }

    /// A block that decides: what is none is not known, because whoever made the files meant something by it.
    pub(crate) fn deciding_cidr(&self, key: &str) -> Option<CidrBlock> {
        let text = self.scalar(key, "A CIDR block")?;
        let block = Some(CidrBlock::new(text)).filter(|block| block.net().is_some());
        if block.is_none() {
            let place = self.node.get(key).map_or(self.node.place, |node| node.place);
            self.lose(key, place, &format!("{text} is no CIDR block; it counts as not known."));
        }
        block
    }

    /// An address; what is none is kept as it is written and said.
    pub(crate) fn address(&self, key: &str) -> Option<Address> {
        let text = self.scalar(key, "An address")?;
        let address = Address::new(text);
        if address.ip().is_none() {
            let place = self.node.get(key).map_or(self.node.place, |node| node.place);
            self.lose(key, place, &format!("{text} is no address; it is kept as it is written."));
        }
        Some(address)
    }

    /// True or false.
    pub(crate) fn flag(&self, key: &str) -> Option<bool> {
        match self.scalar(key, "true or false")? {
            "true" | "True" | "TRUE" | "yes" | "Yes" | "on" => Some(true),
            "false" | "False" | "FALSE" | "no" | "No" | "off" => Some(false),
            other => {
                self.lose(key, self.node.place, &format!("true or false is expected here, not {other}."));
                None
            }
        }
    }

    /// A whole number.
    pub(crate) fn number(&self, key: &str) -> Option<i64> {
        let text = self.scalar(key, "A whole number")?;
        let number = text.parse().ok();
        if number.is_none() {
            self.lose(key, self.node.place, &format!("A whole number is expected here, not {text}."));
        }
        number
    }

    /// A small whole number, such as a port.
    pub(crate) fn small<T: TryFrom<i64>>(&self, key: &str) -> Option<T> {
        let number = self.number(key)?;
        let small = T::try_from(number).ok();
        if small.is_none() {
            self.lose(key, self.node.place, &format!("{number} is too large or too small here."));
        }
        small
    }

    /// The protocol of a rule.
    pub(crate) fn protocol(&self, key: &str) -> Option<Protocol> {
        self.scalar(key, "A protocol").map(Protocol::new)
    }

    /// The texts of a list; one text alone counts as a list of one.
    pub(crate) fn texts(&self, key: &str) -> Vec<String> {
        let Some(node) = self.ask(key) else { return Vec::new() };
        let parts = match &node.kind {
            Kind::List(items) => items.iter().collect(),
            _ => vec![node],
        };
        let mut texts = Vec::new();
        for part in parts {
            match &part.kind {
                // A list in a list, as `!If [a, [b], [c]]` makes it.
                Kind::List(inner) => texts.extend(inner.iter().filter_map(Node::scalar).map(str::to_owned)),
                Kind::Scalar { text, .. } if !text.is_empty() => texts.push(text.trim().to_owned()),
                Kind::Unknown(why) => self.lose(key, part.place, why),
                Kind::Map(_) => self.lose(key, part.place, "A text is expected here."),
                _ => {}
            }
        }
        texts
    }

    /// The ids of a list; none where one of them is not known, because whatever is chosen of them may be that one.
    pub(crate) fn whole_ids(&self, key: &str) -> Vec<ResourceId> {
        let ids = self.ids(key);
        if self.is_unknown(key) { Vec::new() } else { ids }
    }

    /// Every text below a key, each part of a text with commas by itself, as values of parameters are.
    pub(crate) fn words(&self, key: &str) -> BTreeSet<String> {
        fn collect(node: &Node, words: &mut BTreeSet<String>) {
            let parts = node.scalar().unwrap_or_default().split(',').map(str::trim);
            words.extend(parts.filter(|part| !part.is_empty()).map(str::to_owned));
            node.items().iter().for_each(|item| collect(item, words));
            node.members().iter().for_each(|member| collect(&member.value, words));
        }
        let mut words = BTreeSet::new();
        if let Some(node) = self.ask(key) {
            collect(node, &mut words);
        }
        words
    }

    /// The ids of a list.
    pub(crate) fn ids(&self, key: &str) -> Vec<ResourceId> {
        self.texts(key).iter().map(|text| ResourceId::new(text)).collect()
    }

    /// The objects of a list; one object alone counts as a list of one.
    pub(crate) fn list(&self, key: &str) -> Vec<View<'a>> {
        let Some(node) = self.ask(key) else { return Vec::new() };
        let parts = match &node.kind {
            Kind::List(items) => items.iter().collect(),
            _ => vec![node],
        };
        let mut views = Vec::new();
        for part in parts {
            match &part.kind {
                Kind::Map(_) => views.push(View { own: self.own, node: part, path: self.path_of(key) }),
                Kind::Unknown(why) => self.lose(key, part.place, why),
                Kind::Null | Kind::Absent => {}
                Kind::List(_) | Kind::Scalar { .. } => {
                    self.lose(key, part.place, "An object is expected here.");
                }
            }
        }
        views
    }

    /// An object.
    pub(crate) fn object(&self, key: &str) -> Option<View<'a>> {
        let node = self.ask(key)?;
        match &node.kind {
            Kind::Map(_) => Some(View { own: self.own, node, path: self.path_of(key) }),
            Kind::Unknown(why) => {
                self.lose(key, node.place, why);
                None
            }
            _ => {
                self.lose(key, node.place, "An object is expected here.");
                None
            }
        }
    }

    /// Anything, as JSON. What has a part that is not known is not known.
    pub(crate) fn json(&self, key: &str) -> Option<Value> {
        let node = self.ask(key)?;
        if let Some(why) = node.unknown() {
            self.lose(key, node.place, why);
            return None;
        }
        Some(node.to_json())
    }

    /// Tags, as a list of `Key` and `Value`, or as an object.
    fn tag_pairs(&self) -> Vec<(String, String)> {
        let Some(node) = self.ask("Tags") else { return Vec::new() };
        if let Kind::Map(members) = &node.kind {
            let pairs = members
                .iter()
                .filter_map(|member| Some((member.key.clone(), member.value.scalar()?.to_owned())));
            return pairs.collect();
        }
        let tags = self.list("Tags");
        let pairs = tags.iter().filter_map(|tag| {
            // Of Auto Scaling groups.
            tag.ask("PropagateAtLaunch");
            let key = tag.text("Key")?;
            Some((key, tag.text("Value").unwrap_or_default()))
        });
        pairs.collect()
    }
}
