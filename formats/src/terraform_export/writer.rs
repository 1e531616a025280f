//! The configuration while it is written.

use super::hcl::{Arguments, Block, References, Value};
use netyard_core::model::{Document, Resource, ResourceId, Tags};
use std::collections::{BTreeMap, BTreeSet};

/// Letters of a name.
const MOST_LETTERS: usize = 60;

pub(super) struct Writer<'a> {
    pub(super) document: &'a Document,
    /// What is in the account and Region.
    pub(super) here: BTreeSet<ResourceId>,
    pub(super) references: References,
    pub(super) blocks: Vec<Block>,
    pub(super) left_out: Vec<String>,
    /// Variables that the configuration needs, with what they are.
    pub(super) variables: BTreeMap<&'static str, &'static str>,
    names: BTreeSet<(&'static str, String)>,
    /// Names by resource, so that its parts are called like it.
    own: BTreeMap<ResourceId, String>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(document: &'a Document, here: BTreeSet<ResourceId>) -> Self {
        Self {
            document,
            here,
            references: References::new(),
            blocks: Vec::new(),
            left_out: Vec::new(),
            variables: BTreeMap::new(),
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

    /// A name that nothing of this type has.
    pub(super) fn free(&mut self, type_name: &'static str, wish: &str) -> String {
        let mut name = wish.to_owned();
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

    /// Adds a resource of the drawing.
    pub(super) fn add(&mut self, id: &ResourceId, type_name: &'static str, arguments: Arguments) {
        let name = self.name_of(id);
        self.blocks.push(Block { type_name, name, id: Some(id.clone()), arguments });
    }

    /// Adds a part of a resource.
    pub(super) fn part(&mut self, of: &ResourceId, end: &str, type_name: &'static str, arguments: Arguments) {
        let wish = format!("{}{end}", self.name_of(of));
        let name = self.free(type_name, &wish);
        self.blocks.push(Block { type_name, name, id: None, arguments });
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
    pub(super) fn variable(&mut self, name: &'static str, what: &'static str) -> Value {
        self.variables.insert(name, what);
        Value::Expression(format!("var.{name}"), Box::new(Value::Text(String::new())))
    }
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
    tags.collect()
}

/// An identifier of Terraform: letters, digits and lines, with a letter first.
fn identifier(name: &str, id: &str) -> String {
    let plain = |text: &str| {
        let mut made = String::new();
        for letter in text.chars().take(MOST_LETTERS) {
            if letter.is_ascii_alphanumeric() {
                made.push(letter.to_ascii_lowercase());
            } else if !made.ends_with('_') {
                made.push('_');
            }
        }
        made.trim_matches('_').to_owned()
    };
    let mut made = plain(name);
    if made.is_empty() {
        made = plain(id);
    }
    if !made.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        made.insert_str(0, "r_");
    }
    made
}
