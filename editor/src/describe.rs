//! Things in words: for screen readers, toasts and the history.

use netyard_core::model::Resource;
use netyard_scene::NodeKind;

use crate::editor::Editor;
use crate::facts;
use crate::session::Key;

impl Editor {
    /// A thing in words: "web-1, instance, in app-a, 2 connections". Findings are the application's to add.
    pub fn description(&self, key: &Key) -> String {
        if let Some(text) = self.line_text(key.as_str()) {
            return text;
        }
        let node = self.geometry.node(key.as_str());
        let name = match node {
            Some(node) if node.kind == NodeKind::Note => return format!("Note: {}", node.meta),
            Some(node) => node.name.clone(),
            None => self.document.display_name(key.as_str()).to_owned(),
        };
        let mut parts = vec![name];
        let resource_type = self.document.resource(key.as_str()).and_then(Resource::resource_type);
        match (resource_type, node.map(|node| node.kind)) {
            (Some(resource_type), _) => parts.push(facts::kind_word(resource_type)),
            (None, Some(NodeKind::Zone)) => parts.push("Availability Zone".to_owned()),
            (None, Some(NodeKind::Region)) => parts.push("Region".to_owned()),
            _ => {}
        }
        match self.geometry.parent(key.as_str()) {
            Some(parent) => parts.push(format!("in {}", parent.name)),
            None if node.is_some_and(|node| node.kind == NodeKind::Card) && resource_type.is_some() => {
                parts.push("not placed".to_owned());
            }
            None => {}
        }
        if let Some(folded) = node.filter(|node| node.folded.is_some()) {
            let holds = if folded.inside.is_empty() { "nothing inside" } else { folded.inside.as_str() };
            parts.push(format!("folded: {holds}"));
        } else if node.is_some_and(|node| node.kind.is_container()) {
            let inside = self.geometry.children(Some(key.as_str())).count();
            parts.push(counted(inside, "part inside", "parts inside"));
        }
        match self.neighbours_of(key).len() {
            0 => {}
            connections => parts.push(counted(connections, "connection", "connections")),
        }
        parts.join(", ")
    }

    /// What is selected, in words.
    pub(crate) fn selection_text(&self) -> String {
        match self.session.selection.keys() {
            [] => "Nothing selected".to_owned(),
            [key] => self.description(key),
            keys => format!("{} selected", counted(keys.len(), "part", "parts")),
        }
    }

    /// The names of things for a sentence: "web-1 and db-1", "web-1, db-1 and 3 more".
    pub(crate) fn names_of(&self, keys: &[Key]) -> String {
        let name = |key: &Key| -> String {
            match self.geometry.node(key.as_str()) {
                Some(node) if node.kind == NodeKind::Note => "the note".to_owned(),
                Some(node) => node.name.clone(),
                None => match crate::edge::ends_of_line(key.as_str()) {
                    Some((from, to)) => format!(
                        "the line from {} to {}",
                        self.document.display_name(from),
                        self.document.display_name(to)
                    ),
                    None => self.document.display_name(key.as_str()).to_owned(),
                },
            }
        };
        let names: Vec<String> = keys.iter().map(name).collect();
        facts::name_list(names.iter().map(String::as_str), "and")
    }
}

fn counted(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}
