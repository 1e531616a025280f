//! The template while it is made.

use super::names::{Names, pascal};
use super::types;
use super::yaml::{Object, Value, list};
use crate::cloudformation::drawn::natural;
use crate::export::called;
use crate::given_names;
use netyard_core::model::{Document, ResourceId, RowId, Tags};
use std::collections::{BTreeMap, BTreeSet};

/// The template while it is made.
pub(super) struct Writer<'a> {
    pub(super) document: &'a Document,
    /// What is part of the template's account and Region.
    pub(super) scope: BTreeSet<ResourceId>,
    pub(super) names: Names,
    /// Logical ids and types of what the template makes, by id.
    pub(super) logical: BTreeMap<ResourceId, (String, &'static str)>,
    /// The groups and network ACLs that AWS makes with VPCs: the VPC's logical id, and the attribute.
    pub(super) parts: BTreeMap<ResourceId, (String, &'static str)>,
    /// Interfaces that come with something, and what they come with.
    pub(super) inside: BTreeMap<ResourceId, ResourceId>,
    /// The interfaces of instances and services, in the order of their devices.
    pub(super) interfaces: BTreeMap<ResourceId, Vec<ResourceId>>,
    /// Elastic IP addresses, by the interface or NAT gateway that has them.
    pub(super) elastic: BTreeMap<ResourceId, Vec<ResourceId>>,
    /// Joins of gateways with their VPCs, by gateway, and of transit gateways with VPCs, by both.
    pub(super) joined: BTreeMap<(ResourceId, Option<ResourceId>), String>,
    pub(super) parameters: BTreeMap<String, Object>,
    /// Parameters by the ids that they ask for.
    asked: BTreeMap<String, String>,
    pub(super) resources: Vec<(String, Object)>,
    /// What `Metadata` say: ids, interfaces, blocks and parameters.
    pub(super) ids: BTreeMap<String, String>,
    pub(super) beside: BTreeMap<String, Vec<String>>,
    pub(super) blocks: BTreeMap<String, String>,
    pub(super) given: BTreeMap<String, String>,
    /// What the template does not make, and was said.
    pub(super) said: BTreeSet<ResourceId>,
    pub(super) left_out: Vec<String>,
    /// The Region of the template.
    pub(super) region: Option<String>,
    /// The IP Address Manager that the template makes.
    pub(super) manager: Option<String>,
    /// Names of groups as AWS takes them.
    pub(super) group_names: BTreeMap<ResourceId, String>,
    /// The same, to say each once.
    sentences: BTreeSet<String>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(document: &'a Document, scope: BTreeSet<ResourceId>) -> Self {
        let group_names = given_names::names(document, &scope);
        Self {
            document,
            region: None,
            manager: None,
            group_names,
            scope,
            names: Names::default(),
            logical: BTreeMap::new(),
            parts: BTreeMap::new(),
            inside: BTreeMap::new(),
            interfaces: BTreeMap::new(),
            elastic: BTreeMap::new(),
            joined: BTreeMap::new(),
            parameters: BTreeMap::new(),
            asked: BTreeMap::new(),
            resources: Vec::new(),
            ids: BTreeMap::new(),
            beside: BTreeMap::new(),
            blocks: BTreeMap::new(),
            given: BTreeMap::new(),
            said: BTreeSet::new(),
            left_out: Vec::new(),
            sentences: BTreeSet::new(),
        }
    }

    /// How sentences name a thing: what it is, what people call it, and its id.
    pub(super) fn called(&self, id: &ResourceId) -> String {
        called(self.document, id)
    }

    /// Says what the template does not carry.
    pub(super) fn say(&mut self, sentence: impl Into<String>) {
        let sentence = sentence.into();
        if self.sentences.insert(sentence.clone()) {
            self.left_out.push(sentence);
        }
    }

    /// Says why the template does not make a resource.
    pub(super) fn leave(&mut self, id: &ResourceId, why: &str) {
        if self.said.insert(id.clone()) {
            self.left_out.push(format!("{} is not in the template: {why}", self.called(id)));
        }
    }

    /// The logical id of a resource that the template makes.
    pub(super) fn name(&self, id: &ResourceId) -> Option<&str> {
        self.logical.get(id).map(|(name, _)| name.as_str())
    }

    /// A reference to a resource: to what the template makes, else to a parameter that asks for its id.
    pub(super) fn to(&mut self, id: &ResourceId) -> Value {
        if let Some((vpc, attribute)) = self.parts.get(id) {
            return Value::Attribute(vpc.clone(), attribute);
        }
        let Some((name, type_name)) = self.logical.get(id) else { return self.outside(id) };
        match types::id_attribute(type_name) {
            Some(attribute) => Value::Attribute(name.clone(), attribute),
            None => Value::Ref(name.clone()),
        }
    }

    /// References to several resources.
    pub(super) fn all<'b>(&mut self, ids: impl IntoIterator<Item = &'b ResourceId>) -> Option<Value> {
        list(ids.into_iter().map(|id| self.to(id)).collect())
    }

    /// The id of a resource that the template does not make: a parameter asks for it.
    fn outside(&mut self, id: &ResourceId) -> Value {
        if let Some(name) = self.asked.get(id.as_str()) {
            return Value::Ref(name.clone());
        }
        let name = self.document.display_name(id.as_str()).to_owned();
        let wish = pascal(&name);
        let wish = if wish.is_empty() { "Outside".to_owned() } else { wish };
        let about = if self.document.resource(id.as_str()).is_some() {
            format!("The id of {}, which this template does not make.", self.called(id))
        } else {
            format!("The id of what the drawing calls {id} and does not hold.")
        };
        let parameter = self.names.free(&format!("{wish}Id"));
        self.say(format!("The parameter {parameter} has to be given: {}", lower_first(&about)));
        let object = Object::default().with("Type", "String").with("Description", short(&about));
        self.parameters.insert(parameter.clone(), object);
        self.asked.insert(id.to_string(), parameter.clone());
        self.given.insert(parameter.clone(), id.to_string());
        Value::Ref(parameter)
    }

    /// A parameter that asks for something that no drawing holds.
    pub(super) fn ask(&mut self, key: &str, wish: &str, object: Object) -> Value {
        if let Some(name) = self.asked.get(key) {
            return Value::Ref(name.clone());
        }
        let parameter = self.names.free(wish);
        self.parameters.insert(parameter.clone(), object);
        self.asked.insert(key.to_owned(), parameter.clone());
        Value::Ref(parameter)
    }

    /// Writes a resource of the drawing.
    pub(super) fn make(&mut self, id: &ResourceId, properties: Object, after: &[String]) {
        let Some((name, type_name)) = self.logical.get(id).cloned() else { return };
        self.add(name, type_name, properties, after);
    }

    /// Writes what joins resources of the drawing, or a row of one; gives its logical id.
    pub(super) fn join(
        &mut self,
        wish: &str,
        type_name: &str,
        properties: Object,
        after: &[String],
    ) -> String {
        let name = self.names.free(wish);
        self.add(name.clone(), type_name, properties, after);
        name
    }

    fn add(&mut self, name: String, type_name: &str, properties: Object, after: &[String]) {
        let mut object = Object::default().with("Type", type_name);
        match after {
            [] => {}
            [one] => {
                object.put("DependsOn", one);
            }
            several => {
                object.put("DependsOn", several.iter().map(Value::from).collect::<Vec<_>>());
            }
        }
        if !properties.is_empty() {
            object.put("Properties", properties);
        }
        self.resources.push((name, object));
    }

    /// The tags of a resource, its name among them where the logical id does not tell it.
    pub(super) fn tags(&mut self, id: &ResourceId, name: Option<&str>, tags: &Tags) -> Option<Value> {
        let logical = self.name(id).map(str::to_owned);
        let name = name.filter(|name| !name.is_empty() && Some(*name) != logical.as_deref());
        let pair =
            |key: &str, value: &str| Value::from(Object::default().with("Key", key).with("Value", value));
        let mut all: Vec<Value> = name.map(|name| pair("Name", &cut(name, 256))).into_iter().collect();
        for (key, value) in tags {
            if key.starts_with("aws:") || key.is_empty() {
                let called = self.called(id);
                self.say(format!(
                    "{called}: its tag {key} is not carried: AWS alone sets tags that begin so."
                ));
            } else if key != "Name" {
                all.push(pair(&cut(key, 128), &cut(value, 256)));
            }
        }
        list(all)
    }

    /// The interfaces of a resource.
    pub(super) fn interfaces_of(&self, id: &ResourceId) -> Vec<ResourceId> {
        self.interfaces.get(id).cloned().unwrap_or_default()
    }

    /// The subnets in which a service has interfaces, and the groups that they have; the template makes them with it.
    pub(super) fn nodes(&mut self, id: &ResourceId) -> (Vec<ResourceId>, Vec<ResourceId>) {
        let (mut subnets, mut groups) = (Vec::new(), Vec::new());
        let mut own = Vec::new();
        for interface in self.interfaces_of(id) {
            let Some(node) = self.document.network_interface(interface.as_str()) else { continue };
            let Some(subnet) = &node.subnet_id else { continue };
            if subnets.contains(subnet) {
                continue;
            }
            subnets.push(subnet.clone());
            for group in &node.group_ids {
                if !groups.contains(group) {
                    groups.push(group.clone());
                }
            }
            own.push(interface.to_string());
        }
        if let Some(name) = self.name(id).map(str::to_owned) {
            self.keep_interfaces(id, &name, own);
        }
        (subnets, groups)
    }

    /// Keeps the ids of interfaces that come with a resource, where an import would call them otherwise.
    pub(super) fn keep_interfaces(&mut self, id: &ResourceId, name: &str, own: Vec<String>) {
        let usual = |index: usize| format!("eni-{id}-{}", index + 1);
        if own.iter().enumerate().any(|(index, interface)| *interface != usual(index)) {
            self.beside.insert(name.to_owned(), own);
        }
    }

    /// The Elastic IP addresses of an interface or a NAT gateway.
    pub(super) fn elastic_of(&self, id: &ResourceId) -> Vec<ResourceId> {
        self.elastic.get(id).cloned().unwrap_or_default()
    }

    /// Whether a resource stands in the template's account and Region.
    pub(super) fn is_here(&self, id: &ResourceId) -> bool {
        self.scope.contains(id)
    }
}

/// Rows in the order in which people count them: `r2` before `r10`.
pub(super) fn rows<T>(rows: &BTreeMap<RowId, T>) -> Vec<(&RowId, &T)> {
    let mut all: Vec<(&RowId, &T)> = rows.iter().collect();
    all.sort_by(|(left, _), (right, _)| natural(left.as_str()).cmp(&natural(right.as_str())));
    all
}

/// A text of at most so many letters.
pub(super) fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// A description, as long as CloudFormation lets it be.
fn short(text: &str) -> String {
    cut(text, 1000)
}

fn lower_first(text: &str) -> String {
    text.strip_prefix("The ").map_or_else(|| text.to_owned(), |rest| format!("the {rest}"))
}

/// The letters that AWS lets descriptions of groups and rules have; others become hyphens.
pub(super) fn plain_words(text: &str) -> String {
    let made = text.chars().map(|letter| if given_names::fits_group(letter) { letter } else { '-' });
    made.take(255).collect()
}
