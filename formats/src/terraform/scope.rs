//! Names that only a part of a configuration knows.

use super::address::Key;
use crate::declared::node::{Kind, Member, Node, Place};
use std::collections::BTreeMap;

/// Names that an expression may use besides those of the configuration.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    pub(super) names: BTreeMap<String, Node>,
    /// Why nobody knows how many instances there are.
    pub(super) open: Option<String>,
}

impl Scope {
    /// That of an instance: `count.index`, `each.key` and `each.value`.
    pub(super) fn of(key: Option<Key>, value: Option<Node>) -> Self {
        let place = Place::default();
        let mut names = BTreeMap::new();
        let object = |key: &str, value: Node| Member { key: key.to_owned(), place, value };
        match key {
            Some(Key::Number(at)) => {
                let index = object("index", number(at));
                names.insert("count".to_owned(), Node { place, kind: Kind::Map(vec![index]) });
            }
            Some(Key::Text(text)) => {
                let members = vec![
                    object("key", Node::text_at(place, text.as_str())),
                    object("value", value.unwrap_or_else(|| Node::text_at(place, text))),
                ];
                names.insert("each".to_owned(), Node { place, kind: Kind::Map(members) });
            }
            None => {}
        }
        Self { names, open: None }
    }

    /// `key` and `value` of a part of a collection.
    pub(super) fn part(key: Node, value: Node) -> Node {
        let place = value.place;
        let member = |name: &str, value: Node| Member { key: name.to_owned(), place, value };
        Node { place, kind: Kind::Map(vec![member("key", key), member("value", value)]) }
    }

    /// With one more name.
    pub(super) fn with(&self, name: &str, value: Node) -> Self {
        let mut inner = self.clone();
        inner.names.insert(name.to_owned(), value);
        inner
    }

    /// That of a resource of which nobody knows how many there are.
    pub(super) fn open(why: String) -> Self {
        Self { names: BTreeMap::new(), open: Some(why) }
    }
}

pub(super) fn number(number: u64) -> Node {
    Node { place: Place::default(), kind: Kind::Scalar { text: number.to_string(), quoted: false } }
}
