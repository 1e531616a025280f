//! A template: its sections, and where a file is none.

use crate::declared::node::{Member, Node};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The sections that are looked up by name.
const SECTIONS: [&str; 5] = ["Parameters", "Mappings", "Conditions", "Resources", "Outputs"];

/// A template of the import.
#[derive(Debug)]
pub(super) struct Template {
    /// The file.
    pub(super) file: Rc<str>,
    root: Node,
    /// Where the members of the sections stand, by section and name.
    index: BTreeMap<(&'static str, String), usize>,
}

impl Template {
    pub(super) fn new(file: Rc<str>, root: Node) -> Self {
        let mut index = BTreeMap::new();
        for section in SECTIONS {
            for (at, member) in members(&root, section).iter().enumerate() {
                index.insert((section, member.key.clone()), at);
            }
        }
        Self { file, root, index }
    }

    /// The members of a section, in the order in which they are written.
    pub(super) fn section(&self, section: &str) -> &[Member] {
        members(&self.root, section)
    }

    /// A member of a section.
    pub(super) fn member(&self, section: &'static str, name: &str) -> Option<&Member> {
        let at = self.index.get(&(section, name.to_owned()))?;
        self.section(section).get(*at)
    }

    /// A resource.
    pub(super) fn resource(&self, name: &str) -> Option<&Member> {
        self.member("Resources", name)
    }

    /// The type of a resource.
    pub(super) fn type_of(&self, name: &str) -> Option<&str> {
        type_of(&self.resource(name)?.value)
    }

    /// The whole of it.
    pub(super) fn root(&self) -> &Node {
        &self.root
    }

    /// How a stack that is made of it is called: by the file, without its folder and ending.
    pub(super) fn stem(&self) -> String {
        let name = self.file.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = name.split('.').next().unwrap_or_default();
        let word: String =
            stem.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
        let word = word.trim_matches('-').to_owned();
        if word.is_empty() { "stack".to_owned() } else { word }
    }
}

/// The type that a resource names.
pub(super) fn type_of(resource: &Node) -> Option<&str> {
    resource.get("Type").and_then(Node::scalar)
}

fn members<'a>(root: &'a Node, section: &str) -> &'a [Member] {
    root.get(section).map(Node::members).unwrap_or_default()
}

/// Whether it is a template: it has resources, or says that it is one.
pub(super) fn is_template(root: &Node) -> bool {
    let has_types = || members(root, "Resources").iter().any(|member| type_of(&member.value).is_some());
    root.get("AWSTemplateFormatVersion").is_some() && root.get("Resources").is_some() || has_types()
}
