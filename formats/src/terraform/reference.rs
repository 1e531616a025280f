//! References of a plan: what an attribute will be that Terraform knows only after it has made something.
//!
//! A plan tells of an expression what it refers to, and not how. What is one thing for certain is taken; where a list refers
//! to nothing but resources, all of them are, and that is said; what a reference leaves open is not known, with the reason.

use super::address::{Key, Part, child, modules, parent, parts};
use super::thing::Thing;
use super::{values, wanted};
use crate::declared::ids::default_part;
use crate::declared::node::{Kind, Node};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

/// References inside of references.
const MOST_DEPTH: usize = 40;
/// How many references are followed for one import.
const MOST_WORK: usize = 2_000_000;

/// Where an expression stands: its module instance, and the instance of its resource or call.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope<'a> {
    pub(super) module: &'a str,
    pub(super) key: Option<&'a Key>,
    /// The keys of all instances of that resource or call.
    pub(super) peers: Option<&'a BTreeSet<Key>>,
}

/// What is asked of an expression.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ask {
    /// The types that can be meant, where they are known.
    types: Option<&'static [&'static str]>,
    /// Whether it gives several.
    many: bool,
}

impl Ask {
    /// What an attribute asks for.
    pub(super) fn of(key: &str) -> Self {
        Self { types: wanted::types(key), many: values::is_many(key) }
    }

    fn fits(self, thing: &Thing) -> bool {
        self.types.is_none_or(|types| types.contains(&thing.type_name.as_str()))
    }
}

/// What a reference leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Found {
    /// A value that the plan tells: what is not known does not come from there.
    Known,
    /// Ids of things that are not there yet.
    Ids(Vec<String>),
    /// Nobody knows, and why.
    Open(String),
}

/// A plan, to look references up in.
pub(super) struct Plan<'a> {
    pub(super) things: &'a [Thing],
    /// Things by module instance and block.
    blocks: BTreeMap<(String, String), Vec<usize>>,
    /// What is not known of things, by address.
    unknown: BTreeMap<&'a str, &'a Node>,
    configuration: Option<&'a Node>,
    depth: Cell<usize>,
    work: Cell<usize>,
    /// The keys of instances, by module and block.
    keys: BTreeMap<(String, String), BTreeSet<Key>>,
    /// The keys of instances of modules, by the module around them and the call.
    calls: BTreeMap<(String, String), BTreeSet<Key>>,
    /// What was taken though the plan does not tell how, since it was asked for last.
    taken: RefCell<BTreeSet<String>>,
}

impl<'a> Plan<'a> {
    pub(super) fn new(root: &'a Node, things: &'a [Thing]) -> Self {
        let mut blocks: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
        let mut keys: BTreeMap<(String, String), BTreeSet<Key>> = BTreeMap::new();
        let mut calls: BTreeMap<(String, String), BTreeSet<Key>> = BTreeMap::new();
        let mut modules: BTreeSet<&str> = BTreeSet::new();
        for (index, thing) in things.iter().enumerate() {
            let block = (thing.module.clone(), thing.block());
            keys.entry(block.clone()).or_default().extend(thing.key.clone());
            blocks.entry(block).or_default().push(index);
            modules.insert(&thing.module);
        }
        for module in modules {
            let mut inner = module.to_owned();
            while let Some((outer, call, key)) = parent(&inner) {
                calls.entry((outer.clone(), call)).or_default().extend(key);
                inner = outer;
            }
        }
        let changes = root.get("resource_changes").map(Node::items).unwrap_or_default();
        let unknown = changes.iter().filter_map(|change| {
            Some((change.get("address")?.scalar()?, change.get("change")?.get("after_unknown")?))
        });
        Self {
            things,
            blocks,
            unknown: unknown.collect(),
            configuration: root.get("configuration").and_then(|node| node.get("root_module")),
            depth: Cell::new(0),
            work: Cell::new(0),
            keys,
            calls,
            taken: RefCell::default(),
        }
    }

    /// What was taken though the plan does not tell how, since this was asked last.
    pub(super) fn taken(&self) -> BTreeSet<String> {
        self.taken.take()
    }

    /// Where the expressions of a thing stand.
    pub(super) fn scope_of<'b>(&'b self, thing: &'b Thing) -> Scope<'b> {
        let peers = self.keys.get(&(thing.module.clone(), thing.block()));
        Scope { module: &thing.module, key: thing.key.as_ref(), peers }
    }

    /// What is not known of a thing.
    pub(super) fn unknown(&self, thing: &Thing) -> Option<&'a Node> {
        self.unknown.get(thing.address.as_str()).copied()
    }

    fn module_of(&self, address: &str) -> Option<&'a Node> {
        let mut module = self.configuration?;
        for (name, _) in modules(address)? {
            module = module.get("module_calls")?.get(&name)?.get("module")?;
        }
        Some(module)
    }

    /// The expressions of a thing.
    pub(super) fn expressions(&self, thing: &Thing) -> Option<&'a Node> {
        self.written(thing)?.get("expressions")
    }

    /// A thing as its configuration has it.
    pub(super) fn written(&self, thing: &Thing) -> Option<&'a Node> {
        let block = thing.block();
        let module = self.module_of(&thing.module)?;
        let resources = module.get("resources")?.items();
        // An `aws_alb` is told as it is written.
        let written = block.replacen("aws_lb", "aws_alb", 1);
        let named = |node: &&Node| {
            let address = node.get("address").and_then(Node::scalar);
            address == Some(block.as_str()) || address == Some(written.as_str())
        };
        resources.iter().find(named)
    }

    /// The ids that an expression gives, of these types where they are known.
    pub(super) fn ids(&self, scope: Scope<'_>, expression: &Node, ask: Ask) -> Result<Vec<String>, String> {
        if self.depth.get() >= MOST_DEPTH {
            return Err("References lead from one to another in a circle, or too far.".to_owned());
        }
        if self.work.get() >= MOST_WORK {
            return Err("The references of the plan are more than any network needs.".to_owned());
        }
        self.work.set(self.work.get() + 1);
        self.depth.set(self.depth.get() + 1);
        let ids = self.ids_below(scope, expression, ask);
        self.depth.set(self.depth.get() - 1);
        ids
    }

    fn ids_below(&self, scope: Scope<'_>, expression: &Node, ask: Ask) -> Result<Vec<String>, String> {
        if let Some(constant) = expression.get("constant_value") {
            return Ok(texts(constant));
        }
        let references: Vec<&str> = expression
            .get("references")
            .map(Node::items)
            .unwrap_or_default()
            .iter()
            .filter_map(Node::scalar)
            .collect();
        let own = longest(&references);
        let by_value = references.iter().any(|text| text.starts_with("each.value"));
        let by_key = references.iter().any(|text| matches!(*text, "each.key" | "count.index"));
        let may_choose =
            own.iter().any(|text| is_value(text) && !matches!(*text, "each.key" | "count.index"));
        if ask.many && own.len() > 1 && own.iter().any(|text| is_value(text)) {
            return Err(format!("It depends on {}, and the plan does not tell how.", own.join(", ")));
        }
        let mut ids = Vec::new();
        for text in &own {
            match self.follow(scope, text, by_key && !may_choose, ask) {
                Found::Known => {}
                Found::Ids(found) => ids.extend(found),
                Found::Open(why) => return Err(why),
            }
        }
        if by_value && ids.len() > 1 {
            return Err(format!(
                "It depends on each.value, and the plan does not tell how: {}.",
                own.join(", ")
            ));
        }
        if ids.is_empty() {
            return Err("Terraform knows it only after it has made it.".to_owned());
        }
        if ask.many && ids.len() > 1 {
            self.taken.borrow_mut().insert(format!(
                "A plan does not tell how it refers to {}; all of them are taken.",
                own.join(", ")
            ));
        }
        Ok(ids)
    }

    fn follow(&self, scope: Scope<'_>, text: &str, by_key: bool, ask: Ask) -> Found {
        let Some(all) = parts(text) else {
            return Found::Open(format!("{text} is no reference that Netyard knows."));
        };
        let name = |at: usize| match all.get(at) {
            Some(Part::Name(name)) => name.as_str(),
            _ => "",
        };
        match name(0) {
            "each" | "count" | "path" | "terraform" | "self" => Found::Known,
            "var" => self.variable(scope, name(1), all.get(2..).unwrap_or_default(), ask),
            "local" => Found::Open(format!(
                "It depends on {text}, and a plan does not tell what local values are made of."
            )),
            "module" => self.output(scope, text, &all, ask),
            "data" => self.instances(
                scope,
                text,
                &format!("data.{}.{}", name(1), name(2)),
                all.get(3..).unwrap_or_default(),
                by_key,
                ask,
            ),
            first if all.len() > 1 => {
                let block = format!("{}.{}", first.replacen("aws_alb", "aws_lb", 1), name(1));
                self.instances(scope, text, &block, all.get(2..).unwrap_or_default(), by_key, ask)
            }
            // A name of a `for` of its own.
            _ => Found::Known,
        }
    }

    /// What a module is given for a variable.
    fn variable(&self, scope: Scope<'_>, name: &str, rest: &[Part], ask: Ask) -> Found {
        let Some((outer, call, key)) = parent(scope.module) else { return Found::Known };
        let given = self
            .module_of(&outer)
            .and_then(|module| module.get("module_calls")?.get(&call)?.get("expressions")?.get(name));
        let Some(given) = given else { return Found::Known };
        if given.get("constant_value").is_some() {
            return Found::Known;
        }
        let peers = self.calls.get(&(outer.clone(), call));
        let scope = Scope { module: &outer, key: key.as_ref(), peers };
        match self.ids(scope, given, ask) {
            Ok(ids) => picked(ids, rest, name),
            // A variable may be known though nothing in it is an id of something new.
            Err(_) if !Self::may_be_new(scope, given) => Found::Known,
            Err(why) => Found::Open(why),
        }
    }

    /// Whether an expression refers to anything besides what a plan knows.
    fn may_be_new(scope: Scope<'_>, expression: &Node) -> bool {
        let references = expression.get("references").map(Node::items).unwrap_or_default();
        references.iter().filter_map(Node::scalar).any(|text| {
            let is_outer = text.starts_with("var.") && scope.module.is_empty();
            !is_outer
                && !["each.", "count.", "path.", "terraform."].iter().any(|start| text.starts_with(start))
        })
    }

    /// What a module gives: `module.net["a"].vpc_id`.
    fn output(&self, scope: Scope<'_>, text: &str, all: &[Part], ask: Ask) -> Found {
        let (call, key, rest) = match all {
            [_, Part::Name(call), Part::Key(key), rest @ ..] => (call, Some(key), rest),
            [_, Part::Name(call), rest @ ..] => (call, None, rest),
            _ => return Found::Open(format!("{text} is no reference that Netyard knows.")),
        };
        let [Part::Name(name), rest @ ..] = rest else {
            return Found::Open(format!("The plan does not tell which output of {text} is meant."));
        };
        let module = child(scope.module, call, key);
        let expression =
            self.module_of(&module).and_then(|module| module.get("outputs")?.get(name)?.get("expression"));
        let Some(expression) = expression else {
            return Found::Open(format!(
                "The plan does not tell what the output {name} of {module} is made of."
            ));
        };
        match self.ids(Scope { module: &module, key: None, peers: None }, expression, ask) {
            Ok(ids) => picked(ids, rest, text),
            Err(why) => Found::Open(why),
        }
    }

    fn instances(
        &self,
        scope: Scope<'_>,
        text: &str,
        block: &str,
        rest: &[Part],
        by_key: bool,
        ask: Ask,
    ) -> Found {
        let all = self
            .blocks
            .get(&(scope.module.to_owned(), block.to_owned()))
            .map(Vec::as_slice)
            .unwrap_or_default();
        let (key, rest) = match rest {
            [Part::Key(key), rest @ ..] => (Some(key), rest),
            rest => (None, rest),
        };
        let attribute = match rest {
            [Part::Name(name), ..] => name.as_str(),
            _ => "id",
        };
        let mut found: Vec<usize> = all.to_vec();
        let key_of = |at: &usize| self.things.get(*at).and_then(|thing| thing.key.as_ref());
        if let Some(key) = key {
            found.retain(|at| key_of(at) == Some(key));
        } else if by_key && found.len() > 1 {
            // Where both have the same keys, another one than the same would be hard to write.
            let is_pair = scope.peers.is_some()
                && scope.peers == self.keys.get(&(scope.module.to_owned(), block.to_owned()));
            let own: Vec<usize> = found
                .iter()
                .copied()
                .filter(|at| is_pair && scope.key.is_some() && key_of(at) == scope.key)
                .collect();
            if own.is_empty() {
                return Found::Open(format!(
                    "It depends on one of several of {text}, and the plan does not tell which."
                ));
            }
            found = own;
            self.taken.borrow_mut().insert(format!(
                "A plan does not tell how it refers to {text}; the one with the same key is taken."
            ));
        }
        if found.is_empty() {
            return if block.starts_with("data.") {
                Found::Open(format!("The plan does not tell what {text} reads."))
            } else {
                Found::Open(format!("There is no {text} in the plan."))
            };
        }
        found.sort_by_key(|at| key_of(at).cloned());
        let mut ids = Vec::new();
        for thing in found.iter().filter_map(|at| self.things.get(*at)) {
            match self.attribute(thing, attribute, ask) {
                Found::Known => {}
                Found::Ids(more) => ids.extend(more),
                Found::Open(why) => return Found::Open(why),
            }
        }
        if ids.is_empty() { Found::Known } else { Found::Ids(ids) }
    }

    /// What an attribute of a thing is.
    fn attribute(&self, thing: &Thing, attribute: &str, ask: Ask) -> Found {
        let fits = ask.fits(thing);
        let known = thing.values.get(attribute).filter(|node| node.kind != Kind::Null);
        if let Some(known) = known {
            // Of a list that is not known as a whole, what is known of it is a part, too.
            let is_part = ask.many && fits && matches!(attribute, "id" | "arn");
            return if is_part { Found::Ids(texts(known)) } else { Found::Known };
        }
        match attribute {
            "id" | "arn" | "allocation_id" if !fits => Found::Known,
            "id" | "arn" | "allocation_id" => Found::Ids(vec![thing.id.clone()]),
            "default_security_group_id" => {
                self.default_of(thing, "aws_default_security_group", "vpc_id", default_group)
            }
            "default_network_acl_id" => {
                self.default_of(thing, "aws_default_network_acl", "default_network_acl_id", default_acl)
            }
            "main_route_table_id" | "default_route_table_id" if thing.type_name == "aws_vpc" => {
                self.default_of(thing, "aws_default_route_table", "default_route_table_id", main_table)
            }
            "service_name" if thing.type_name == "aws_vpc_endpoint_service" => {
                Found::Ids(vec![thing.id.clone()])
            }
            "transit_gateway_attachment_id" if thing.type_name == "aws_vpn_connection" => {
                Found::Ids(vec![attachment_of(&thing.id)])
            }
            "primary_network_interface_id" => Found::Ids(vec![primary_interface(&thing.id)]),
            _ => {
                let expression = self.expressions(thing).and_then(|all| all.get(attribute));
                match expression.map(|expression| self.ids(self.scope_of(thing), expression, ask)) {
                    Some(Ok(ids)) => Found::Ids(ids),
                    Some(Err(why)) => Found::Open(why),
                    None => Found::Open(format!("AWS gives {}.{attribute} when it makes it.", thing.address)),
                }
            }
        }
    }

    /// What AWS makes with a VPC: under its own address where the plan takes it over.
    fn default_of(&self, vpc: &Thing, type_name: &str, key: &str, usual: impl Fn(&str) -> String) -> Found {
        let is_taken = |thing: &&Thing| {
            thing.type_name == type_name
                && self.vpc_of(thing, key).is_some_and(|owner| owner.address == vpc.address)
        };
        let taken = self.things.iter().find(is_taken);
        Found::Ids(vec![taken.map_or_else(|| usual(&vpc.id), |thing| thing.id.clone())])
    }

    /// The VPC that an attribute refers to, as far as it is a resource beside it.
    pub(super) fn vpc_of(&self, thing: &Thing, key: &str) -> Option<&'a Thing> {
        let references = self.expressions(thing)?.get(key)?.get("references")?.items();
        let named =
            references.iter().filter_map(Node::scalar).find_map(|text| match parts(text)?.as_slice() {
                [Part::Name(kind), Part::Name(name), rest @ ..]
                    if kind == "aws_vpc" || kind == "aws_default_vpc" =>
                {
                    let key = match rest {
                        [Part::Key(key), ..] => Some(key.clone()),
                        _ => None,
                    };
                    Some((format!("{kind}.{name}"), key))
                }
                _ => None,
            });
        let (block, key) = named?;
        let all = self.blocks.get(&(thing.module.clone(), block))?;
        let mut all = all.iter().filter_map(|at| self.things.get(*at));
        all.find(|vpc| vpc.key == key || key.is_none() && vpc.key == thing.key)
    }

    /// Whether an expression may be about a thing of these types: it names one, or nothing that is a resource at all.
    pub(super) fn may_name(expression: &Node, types: &[&str]) -> bool {
        let references = expression.get("references").map(Node::items).unwrap_or_default();
        references.iter().filter_map(Node::scalar).all(|text| {
            let first = text.split(['.', '[']).next().unwrap_or_default();
            is_value(text) && first != "data" || types.contains(&first)
        })
    }

    /// The only thing of these types of which the plan does not know the id, if there is one and the plan makes nothing else
    /// that could give such an id: whatever is not known and names one of them names this one.
    pub(super) fn only_new(&self, types: &[&str], rivals: &[&str]) -> Option<&'a Thing> {
        let is_new = |thing: &&Thing| thing.values.get("id").is_none_or(|node| node.kind == Kind::Null);
        let is_rival =
            |thing: &Thing| thing.is_data || !thing.is_of_aws() || rivals.contains(&thing.type_name.as_str());
        if self.things.iter().filter(is_new).any(is_rival) {
            return None;
        }
        let mut new =
            self.things.iter().filter(|thing| types.contains(&thing.type_name.as_str())).filter(is_new);
        let only = new.next()?;
        new.next().is_none().then_some(only)
    }
}

/// Whether a reference is to a value, and to no resource and no module: a function or a condition may stand around it.
fn is_value(text: &str) -> bool {
    let first = text.split(['.', '[']).next().unwrap_or_default();
    matches!(first, "count" | "data" | "each" | "local" | "path" | "self" | "terraform" | "var")
}

/// The id of the group that AWS makes with a VPC.
pub(super) fn default_group(vpc: &str) -> String {
    default_part("DefaultSecurityGroup", vpc)
}

/// The id of the network ACL that AWS makes with a VPC.
pub(super) fn default_acl(vpc: &str) -> String {
    default_part("DefaultNetworkAcl", vpc)
}

/// The id of the main route table of a VPC that is not there yet.
pub(super) fn main_table(vpc: &str) -> String {
    format!("rtb-{vpc}-main")
}

/// The id of the first interface of an instance that is not there yet.
pub(super) fn primary_interface(instance: &str) -> String {
    format!("eni-{}", instance.trim_start_matches("i-"))
}

/// The id of the attachment that a VPN connection makes at a transit gateway.
pub(super) fn attachment_of(connection: &str) -> String {
    format!("tgw-attach-{connection}")
}

/// References without those that only begin longer ones.
fn longest<'a>(references: &[&'a str]) -> Vec<&'a str> {
    let begins = |short: &str| {
        references
            .iter()
            .any(|long| long.strip_prefix(short).is_some_and(|rest| rest.starts_with(['.', '['])))
    };
    let mut seen = BTreeSet::new();
    references.iter().copied().filter(|text| !begins(text) && seen.insert(*text)).collect()
}

fn picked(ids: Vec<String>, rest: &[Part], name: &str) -> Found {
    match rest {
        [] => Found::Ids(ids),
        [Part::Key(Key::Number(at))] => {
            let at = usize::try_from(*at).ok().and_then(|at| ids.get(at));
            at.map_or_else(
                || Found::Open(format!("{name} has no such entry.")),
                |id| Found::Ids(vec![id.clone()]),
            )
        }
        // An object has as many ids as it likes: which one is meant is certain only of one.
        _ if ids.len() == 1 => Found::Ids(ids),
        _ => Found::Open(format!("The plan does not tell which part of {name} is meant.")),
    }
}

fn texts(node: &Node) -> Vec<String> {
    match &node.kind {
        Kind::Scalar { text, .. } => vec![text.clone()],
        Kind::List(items) => items.iter().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}
