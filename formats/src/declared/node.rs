//! One tree for templates in YAML and in JSON, with the place of every part.

use serde_json::{Map, Number, Value};
use std::fmt;

/// Parts of all templates of one import, those that aliases repeat counted each time: more is a bomb, or no template.
pub(crate) const MOST_NODES: usize = 500_000;
/// Levels of nesting.
pub(crate) const MOST_LEVELS: usize = 64;

/// Where something stands in its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// The line, from 1.
    pub(crate) line: usize,
    /// The column, from 1.
    pub(crate) column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}, column {}", self.line, self.column)
    }
}

/// A part of a template, as it is written or as it is worked out.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    /// Where it stands.
    pub(crate) place: Place,
    /// What it is.
    pub(crate) kind: Kind,
}

/// What a part of a template is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// Nothing was written.
    Null,
    /// A text, a number, or true and false: CloudFormation takes each for the other.
    Scalar {
        /// As it is written.
        text: String,
        /// Whether it is a text for certain.
        quoted: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// An object.
    Map(Vec<Member>),
    /// What the template does not tell, and why. Only what is worked out is so.
    Unknown(String),
    /// `AWS::NoValue`: what has it is left out. Only what is worked out is so.
    Absent,
}

/// A key of an object, with what stands behind it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Member {
    /// The key.
    pub(crate) key: String,
    /// Where the key stands.
    pub(crate) place: Place,
    /// What stands behind it.
    pub(crate) value: Node,
}

impl Node {
    /// A text that was worked out.
    pub(crate) fn text_at(place: Place, text: impl Into<String>) -> Self {
        Self { place, kind: Kind::Scalar { text: text.into(), quoted: true } }
    }

    /// A list that was worked out.
    pub(crate) fn list_at(place: Place, items: Vec<Node>) -> Self {
        Self { place, kind: Kind::List(items) }
    }

    /// A list of texts that was worked out.
    pub(crate) fn texts_at(place: Place, texts: impl IntoIterator<Item = String>) -> Self {
        Self::list_at(place, texts.into_iter().map(|text| Self::text_at(place, text)).collect())
    }

    /// What the template does not tell.
    pub(crate) fn unknown_at(place: Place, why: impl Into<String>) -> Self {
        Self { place, kind: Kind::Unknown(why.into()) }
    }

    /// The text of a scalar.
    pub(crate) fn scalar(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The parts of a list; nothing for anything else.
    pub(crate) fn items(&self) -> &[Node] {
        match &self.kind {
            Kind::List(items) => items,
            _ => &[],
        }
    }

    /// The keys of an object; nothing for anything else.
    pub(crate) fn members(&self) -> &[Member] {
        match &self.kind {
            Kind::Map(members) => members,
            _ => &[],
        }
    }

    /// What stands behind a key.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.members().iter().find(|member| member.key == key).map(|member| &member.value)
    }

    /// The only key of an object with one, which may be a function.
    pub(crate) fn only(&self) -> Option<&Member> {
        match self.members() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// Why it is not known, as far as it is not.
    pub(crate) fn unknown(&self) -> Option<&str> {
        match &self.kind {
            Kind::Unknown(why) => Some(why),
            Kind::List(items) => items.iter().find_map(Node::unknown),
            Kind::Map(members) => members.iter().find_map(|member| member.value.unknown()),
            _ => None,
        }
    }

    /// How many parts it has, itself included.
    pub(crate) fn size(&self) -> usize {
        let inside: usize = match &self.kind {
            Kind::List(items) => items.iter().map(Node::size).sum(),
            Kind::Map(members) => members.iter().map(|member| member.value.size()).sum(),
            _ => 0,
        };
        inside.saturating_add(1)
    }

    /// What a copy of it costs: its parts, and 64 letters of a text count as one.
    pub(crate) fn weight(&self) -> usize {
        let inside: usize = match &self.kind {
            Kind::Scalar { text, .. } | Kind::Unknown(text) => text.len() / 64,
            Kind::List(items) => items.iter().map(Node::weight).sum(),
            Kind::Map(members) => members.iter().map(|member| member.value.weight()).sum(),
            Kind::Null | Kind::Absent => 0,
        };
        inside.saturating_add(1)
    }

    /// How many levels it has.
    pub(crate) fn levels(&self) -> usize {
        let inside = match &self.kind {
            Kind::List(items) => items.iter().map(Node::levels).max(),
            Kind::Map(members) => members.iter().map(|member| member.value.levels()).max(),
            _ => None,
        };
        inside.map_or(0, |levels| levels + 1)
    }

    /// As JSON: what is not known is left out.
    pub(crate) fn to_json(&self) -> Value {
        match &self.kind {
            Kind::Null | Kind::Unknown(_) | Kind::Absent => Value::Null,
            Kind::Scalar { text, quoted: true } => Value::String(text.clone()),
            Kind::Scalar { text, quoted: false } => plain(text),
            Kind::List(items) => Value::Array(items.iter().map(Node::to_json).collect()),
            Kind::Map(members) => Value::Object(
                members
                    .iter()
                    .map(|member| (member.key.clone(), member.value.to_json()))
                    .collect::<Map<_, _>>(),
            ),
        }
    }
}

/// What a word without quotes means.
fn plain(text: &str) -> Value {
    match text {
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => text
            .parse::<i64>()
            .map(Number::from)
            .map_or_else(|_| Value::String(text.to_owned()), Value::Number),
    }
}

/// Why a file is no tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Broken {
    /// Where.
    pub(crate) place: Place,
    /// Why.
    pub(crate) why: String,
}

impl Broken {
    pub(crate) fn new(place: Place, why: impl Into<String>) -> Self {
        Self { place, why: why.into() }
    }

    pub(crate) fn too_deep(place: Place) -> Self {
        Self::new(place, format!("The file is nested deeper than {MOST_LEVELS} levels."))
    }

    pub(crate) fn too_many(place: Place) -> Self {
        Self::new(
            place,
            format!(
                "The templates have more than {} parts, with everything that aliases repeat.",
                crate::number::grouped(MOST_NODES)
            ),
        )
    }

    pub(crate) fn twice(place: Place, key: &str, first: Place) -> Self {
        Self::new(place, format!("The key {key} stands twice here; the first one is on line {}.", first.line))
    }
}
