//! The configuration while it is written.

use super::hcl::{Arguments, Block, References, Value};
use crate::given_names;
use netyard_core::model::{Document, Resource, ResourceId, Tags};
use std::collections::{BTreeMap, BTreeSet};

/// Letters of a name.
const MOST_LETTERS: usize = 60;

/// A value that the configuration asks for.
pub(super) struct Variable {
    /// What it is.
    pub(super) what: String,
    /// What it is where nobody says anything.
    pub(super) usual: Option<&'static str>,
}

pub(super) struct Writer<'a> {
    pub(super) document: &'a Document,
    /// What is in the account and Region.
    pub(super) here: BTreeSet<ResourceId>,
    pub(super) references: References,
    pub(super) blocks: Vec<Block>,
    pub(super) left_out: Vec<String>,
    /// Variables that the configuration needs, with what they are.
    pub(super) variables: BTreeMap<String, Variable>,
    /// Images that are looked up, by name: where AWS keeps the newest of them.
    pub(super) images: BTreeMap<&'static str, &'static str>,
    /// Instances that Auto Scaling groups have started, and by which.
    pub(super) started: BTreeMap<ResourceId, ResourceId>,
    /// Listeners and their rules, by the target groups to which they lead.
    pub(super) listeners: BTreeMap<ResourceId, Vec<String>>,
    /// The names that load balancers have in the drawing.
    pub(super) host_names: BTreeMap<ResourceId, String>,
    /// What is not written because the drawing lacks what AWS wants.
    pub(super) lacking: BTreeSet<ResourceId>,
    /// Names as AWS takes them.
    given: BTreeMap<ResourceId, String>,
    names: BTreeSet<(&'static str, String)>,
    /// Names by resource, so that its parts are called like it.
    own: BTreeMap<ResourceId, String>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(document: &'a Document, here: BTreeSet<ResourceId>) -> Self {
        let given = given_names::names(document, &here);
        Self {
            document,
            here,
            references: References::new(),
            blocks: Vec::new(),
            left_out: Vec::new(),
            variables: BTreeMap::new(),
            images: BTreeMap::new(),
            started: BTreeMap::new(),
            listeners: BTreeMap::new(),
            host_names: BTreeMap::new(),
            lacking: BTreeSet::new(),
            given,
            names: BTreeSet::new(),
            own: BTreeMap::new(),
        }
    }

    /// Whether a resource is in the account and Region that is written.
    pub(super) fn is_here(&self, id: &ResourceId) -> bool {
        self.here.contains(id)
    }

    /// "web (i-1)", for sentences.
    pub(super) fn called(&self, id: &ResourceId) -> String {
        let name = self.document.display_name(id.as_str());
        if name == id.as_str() { name.to_owned() } else { format!("{name} ({id})") }
    }

    /// Gives a resource its name and the expression that gives its id.
    pub(super) fn name(&mut self, id: &ResourceId, type_name: &'static str) {
        let name = self.document.display_name(id.as_str()).to_owned();
        let name = self.free(type_name, &identifier(&name, id.as_str()));
        self.references.insert(id.clone(), format!("{type_name}.{name}.id"));
        self.own.insert(id.clone(), name);
    }

    /// A name that nothing of this type has. Each name of a block comes from here: whatever the wish is, it is a name.
    pub(super) fn free(&mut self, type_name: &'static str, wish: &str) -> String {
        let wish = word(wish);
        let mut name = wish.clone();
        let mut number = 2;
        while !self.names.insert((type_name, name.clone())) {
            name = format!("{wish}_{number}");
            number += 1;
        }
        name
    }

    /// How a resource is called.
    pub(super) fn name_of(&self, id: &ResourceId) -> String {
        self.own.get(id).cloned().unwrap_or_else(|| identifier("", id.as_str()))
    }

    /// The address of a resource that is written.
    pub(super) fn address_of(&self, id: &ResourceId) -> String {
        let own = self.references.get(id).map(String::as_str).unwrap_or_default();
        own.strip_suffix(".id").unwrap_or(own).to_owned()
    }

    /// What AWS makes with a VPC; nothing where that is not written.
    pub(super) fn made_with(&self, vpc: Option<&ResourceId>, key: &str, id: &ResourceId) -> Option<Value> {
        let vpc = vpc.filter(|vpc| self.references.contains_key(*vpc))?;
        let expression = format!("{}.{key}", self.address_of(vpc));
        Some(Value::Expression(expression, Box::new(Value::from(id))))
    }

    /// Adds a resource of the drawing.
    pub(super) fn add(&mut self, id: &ResourceId, type_name: &'static str, arguments: Arguments) {
        let name = self.name_of(id);
        self.blocks.push(Block { type_name, name, id: Some(id.clone()), of: None, arguments });
    }

    /// The name that AWS takes for a thing that has one.
    pub(super) fn given_name(&self, id: &ResourceId) -> Option<String> {
        self.given.get(id).cloned()
    }

    /// Adds a part of a resource; gives its name.
    pub(super) fn part(
        &mut self,
        of: &ResourceId,
        end: &str,
        type_name: &'static str,
        arguments: Arguments,
    ) -> String {
        let wish = format!("{}{end}", self.name_of(of));
        let name = self.free(type_name, &wish);
        self.blocks.push(Block { type_name, name: name.clone(), id: None, of: Some(of.clone()), arguments });
        name
    }

    /// What has a way to the internet waits for the internet gateway of its VPC: AWS refuses it before that is attached.
    pub(super) fn after_gateway(&self, arguments: Arguments, subnet: Option<&ResourceId>) -> Arguments {
        let document = self.document;
        let vpc =
            subnet.and_then(|subnet| document.subnet(subnet.as_str())).and_then(|it| it.vpc_id.as_ref());
        let gateway = document.resources.iter().find(|(id, resource)| {
            let is_it =
                matches!(resource.as_ref(), Resource::InternetGateway(it) if it.vpc_id.as_ref() == vpc);
            vpc.is_some() && is_it && self.references.contains_key(*id)
        });
        let Some((id, _)) = gateway else { return arguments };
        let address = format!("aws_internet_gateway.{}", self.name_of(id));
        let gateway = Value::Expression(address.clone(), Box::new(Value::Text(address)));
        arguments.with("depends_on", Value::List(vec![gateway]))
    }

    /// A value that the drawing does not hold.
    pub(super) fn variable(&mut self, name: &str, what: &str) -> Value {
        self.variables.insert(name.to_owned(), Variable { what: what.to_owned(), usual: None });
        Value::Expression(format!("var.{name}"), Box::new(Value::Nothing))
    }

    /// A value that the drawing does not hold, and that has a usual one.
    pub(super) fn variable_or(&mut self, name: &str, what: &str, usual: &'static str) -> Value {
        let value = self.variable(name, what);
        self.variables.insert(name.to_owned(), Variable { what: what.to_owned(), usual: Some(usual) });
        value
    }
}

/// The tags, without the name.
pub(super) fn tag_pairs(resource: &Resource) -> Tags {
    let mut all = own_tags(resource);
    all.remove("Name");
    all
}

/// The tags, with the name among them.
pub(super) fn tags(arguments: Arguments, resource: &Resource) -> Arguments {
    let mut all: Tags = own_tags(resource);
    if let Some(name) = resource.name() {
        all.insert("Name".to_owned(), name.to_owned());
    }
    if all.is_empty() { arguments } else { arguments.with("tags", Value::Object(all)) }
}

fn own_tags(resource: &Resource) -> Tags {
    let value = serde_json::to_value(resource).unwrap_or_default();
    let tags = value.get("tags").and_then(serde_json::Value::as_object);
    let tags =
        tags.into_iter().flatten().filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned())));
    // AWS alone sets tags that begin so.
    tags.filter(|(key, _)| !key.to_ascii_lowercase().starts_with("aws:")).collect()
}

/// Letters of a name with its end.
const MOST_OF_ALL: usize = 200;

/// A text as an identifier of Terraform: letters, digits and single lines, with a letter first.
fn word(text: &str) -> String {
    let mut made = String::new();
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() {
            made.push(letter.to_ascii_lowercase());
        } else if !made.ends_with('_') {
            made.push('_');
        }
        if made.len() >= MOST_OF_ALL {
            break;
        }
    }
    let mut made = made.trim_matches('_').to_owned();
    if !made.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        made.insert_str(0, "r_");
    }
    made.trim_end_matches('_').to_owned()
}

/// What a thing is called by: its name, or its id where no letter of that can stand in an identifier.
fn identifier(name: &str, id: &str) -> String {
    let has_letters = name.chars().take(MOST_LETTERS).any(|letter| letter.is_ascii_alphanumeric());
    let text: String = if has_letters { name } else { id }.chars().take(MOST_LETTERS).collect();
    word(&text)
}

#[cfg(test)]
mod tests {
    use super::{identifier, word};

    #[test]
    fn every_name_is_a_word() {
        for (text, name) in [
            ("web_http.80", "web_http_80"),
            ("x\" {}\n}\nresource \"evil\" \"e\" {", "x_resource_evil_e"),
            ("${file(\"/etc/passwd\")}", "file_etc_passwd"),
            ("1a", "r_1a"),
            ("日本", "r"),
            ("", "r"),
        ] {
            assert_eq!(word(text), name);
        }
        assert_eq!(word(&"a".repeat(900)).len(), 200);
        assert_eq!(identifier("日本", "vpc-1"), "vpc_1");
        assert_eq!(identifier(&"b".repeat(900), "vpc-1").len(), 60);
    }
}
