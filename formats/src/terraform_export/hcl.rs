//! What is written: blocks with arguments, as text of HCL and as the tree that the import reads.

use crate::declared::node::{Kind, Member, Node, Place};
use netyard_core::model::ResourceId;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What stands behind the name of an argument.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// A text.
    Text(String),
    /// A number.
    Number(i64),
    /// True or false.
    Flag(bool),
    /// A list.
    List(Vec<Value>),
    /// An object.
    Object(BTreeMap<String, String>),
    /// Blocks of that name.
    Blocks(Vec<Arguments>),
    /// Another resource of the drawing.
    Resource(ResourceId),
    /// An expression, with what it gives in the drawing.
    Expression(String, Box<Value>),
    /// What nobody knows before it is applied.
    Nothing,
    /// What only the drawing knows: the import is told, and no text is written.
    Told(Box<Value>),
}

impl Value {
    /// A text that AWS wants and the drawing does not hold.
    pub(super) fn beside(text: &str) -> Self {
        Self::Expression(quoted(text), Box::new(Self::Nothing))
    }

    /// A list of expressions that AWS wants and the drawing does not hold.
    pub(super) fn list_beside(all: &str) -> Self {
        Self::Expression(format!("[{all}]"), Box::new(Self::Nothing))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<&ResourceId> for Value {
    fn from(id: &ResourceId) -> Self {
        Self::Resource(id.clone())
    }
}

/// Arguments in the order in which they are written. Their names are words of this export: no text of a drawing can be one.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Arguments(Vec<(&'static str, Value)>);

impl Arguments {
    /// With one more.
    pub(super) fn with(mut self, key: &'static str, value: impl Into<Value>) -> Self {
        self.0.push((key, value.into()));
        self
    }

    /// With one more, if there is something to say.
    pub(super) fn maybe<T: Into<Value>>(self, key: &'static str, value: Option<T>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// With a list, if there is something in it.
    pub(super) fn list<T: Into<Value>>(self, key: &'static str, items: impl IntoIterator<Item = T>) -> Self {
        let items: Vec<Value> = items.into_iter().map(Into::into).collect();
        if items.is_empty() { self } else { self.with(key, Value::List(items)) }
    }

    /// With blocks, if there are some.
    pub(super) fn blocks(self, key: &'static str, blocks: Vec<Arguments>) -> Self {
        if blocks.is_empty() { self } else { self.with(key, Value::Blocks(blocks)) }
    }

    /// With what only the drawing knows.
    pub(super) fn told<T: Into<Value>>(self, key: &'static str, value: Option<T>) -> Self {
        match value {
            Some(value) => self.with(key, Value::Told(Box::new(value.into()))),
            None => self,
        }
    }

    /// With what each value is changed to; without it where that is nothing.
    pub(super) fn map(self, change: &dyn Fn(&str, Value) -> Option<Value>) -> Self {
        let all = self.0.into_iter();
        Self(all.filter_map(|(key, value)| change(key, value).map(|value| (key, value))).collect())
    }

    pub(super) fn all(&self) -> &[(&'static str, Value)] {
        &self.0
    }
}

/// A resource of the configuration.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) type_name: &'static str,
    pub(super) name: String,
    /// What it is in the drawing; nothing where it is a part of something.
    pub(super) id: Option<ResourceId>,
    /// What it is a part of.
    pub(super) of: Option<ResourceId>,
    pub(super) arguments: Arguments,
}

/// How the resources of the drawing are called in expressions.
pub(super) type References = BTreeMap<ResourceId, String>;

/// Writes a block.
pub(super) fn write(block: &Block, references: &References, text: &mut String) {
    let _ = writeln!(text, "resource \"{}\" \"{}\" {{", block.type_name, block.name);
    arguments(&block.arguments, references, 1, text);
    text.push_str("}\n");
}

/// Writes arguments as `terraform fmt` does: in a run of arguments that have a line each, their values stand below each
/// other; a block, or a value of several lines, ends the run.
fn arguments(all: &Arguments, references: &References, level: usize, text: &mut String) {
    let indent = "  ".repeat(level);
    let written: Vec<&(&'static str, Value)> =
        all.all().iter().filter(|(_, value)| !matches!(value, Value::Told(_))).collect();
    for run in written.chunk_by(|(_, one), (_, next)| is_a_line(one) && is_a_line(next)) {
        let widest = run.iter().map(|(key, _)| key.len()).max().unwrap_or(0);
        for (key, value) in run {
            if let Value::Blocks(blocks) = value {
                for block in blocks {
                    let _ = writeln!(text, "{indent}{key} {{");
                    arguments(block, references, level + 1, text);
                    let _ = writeln!(text, "{indent}}}");
                }
            } else {
                let _ = writeln!(text, "{indent}{key:widest$} = {}", expression(value, references, level));
            }
        }
    }
}

/// Whether an argument takes one line.
fn is_a_line(value: &Value) -> bool {
    !matches!(value, Value::Blocks(_) | Value::Object(_))
}

fn expression(value: &Value, references: &References, level: usize) -> String {
    match value {
        Value::Text(text) => quoted(text),
        Value::Number(number) => number.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| expression(item, references, level)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(members) => {
            let indent = "  ".repeat(level);
            let keys: Vec<String> = members.keys().map(|key| quoted(key)).collect();
            let width = |key: &String| key.chars().count();
            let widest = keys.iter().map(width).max().unwrap_or(0);
            let lines = keys.iter().zip(members.values()).map(|(key, value)| {
                let space = " ".repeat(widest - width(key));
                format!("{indent}  {key}{space} = {}\n", quoted(value))
            });
            format!("{{\n{}{indent}}}", lines.collect::<String>())
        }
        Value::Resource(id) => references.get(id).cloned().unwrap_or_else(|| quoted(id.as_str())),
        Value::Expression(text, _) => text.clone(),
        Value::Blocks(_) | Value::Nothing | Value::Told(_) => String::new(),
    }
}

/// A text that is a text and nothing else: no expression of Terraform begins in it.
pub(super) fn quoted(text: &str) -> String {
    let mut written = String::from("\"");
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            '$' | '%' if letters.peek() == Some(&'{') => {
                written.push(letter);
                written.push(letter);
            }
            letter if letter.is_control() => {
                let _ = write!(written, "\\u{:04x}", u32::from(letter));
            }
            letter => written.push(letter),
        }
    }
    written.push('"');
    written
}

/// The arguments as the import reads them.
pub(super) fn node(all: &Arguments) -> Node {
    let place = Place::default();
    let members =
        all.all().iter().map(|(key, value)| Member { key: (*key).to_owned(), place, value: node_of(value) });
    Node { place, kind: Kind::Map(members.collect()) }
}

fn node_of(value: &Value) -> Node {
    let place = Place::default();
    let plain = |text: String| Node { place, kind: Kind::Scalar { text, quoted: false } };
    match value {
        Value::Text(text) => Node::text_at(place, text.as_str()),
        Value::Number(number) => plain(number.to_string()),
        Value::Flag(flag) => plain(flag.to_string()),
        Value::List(items) => Node::list_at(place, items.iter().map(node_of).collect()),
        Value::Object(members) => {
            let members = members.iter().map(|(key, value)| Member {
                key: key.clone(),
                place,
                value: Node::text_at(place, value.as_str()),
            });
            Node { place, kind: Kind::Map(members.collect()) }
        }
        Value::Blocks(blocks) => Node::list_at(place, blocks.iter().map(node).collect()),
        Value::Resource(id) => Node::text_at(place, id.as_str()),
        Value::Nothing => Node { place, kind: Kind::Null },
        Value::Expression(_, value) | Value::Told(value) => node_of(value),
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_text_is_never_an_expression() {
        for (text, written) in [
            ("a ${b} %{c}", "\"a $${b} %%{c}\""),
            ("\"\\\n", "\"\\\"\\\\\\n\""),
            ("$5 100%", "\"$5 100%\""),
            ("\u{1}", "\"\\u0001\""),
        ] {
            assert_eq!(quoted(text), written);
        }
    }
}
