//! Addresses and references as Terraform writes them: `module.net["a"].aws_subnet.b[0].id`.

use crate::declared::node::{Kind, Node};
use std::fmt;

/// What tells one instance of a resource from the others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    /// Of `count`.
    Number(u64),
    /// Of `for_each`.
    Text(String),
}

impl Key {
    /// The key that `index` of a resource tells.
    pub(super) fn of(node: &Node) -> Option<Self> {
        match &node.kind {
            Kind::Scalar { text, quoted: false } => text.parse().ok().map(Self::Number),
            Kind::Scalar { text, quoted: true } => Some(Self::Text(text.clone())),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(formatter, "[{number}]"),
            Self::Text(text) => write!(formatter, "[{text:?}]"),
        }
    }
}

/// A part of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A word after a dot.
    Name(String),
    /// What stands in brackets.
    Key(Key),
}

/// The parts of an address; nothing where it is none.
pub(super) fn parts(address: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut rest = address;
    while !rest.is_empty() {
        if let Some(inside) = rest.strip_prefix("[\"") {
            let (text, after) = quoted(inside)?;
            parts.push(Part::Key(Key::Text(text)));
            rest = after.strip_prefix(']')?;
        } else if let Some(inside) = rest.strip_prefix('[') {
            let (number, after) = inside.split_once(']')?;
            parts.push(Part::Key(Key::Number(number.parse().ok()?)));
            rest = after;
        } else {
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            let (name, after) = rest.split_at_checked(end)?;
            if name.is_empty() {
                return None;
            }
            parts.push(Part::Name(name.to_owned()));
            rest = after;
        }
        rest = rest.strip_prefix('.').unwrap_or(rest);
    }
    Some(parts)
}

/// The text up to the closing quote, and what follows.
fn quoted(inside: &str) -> Option<(String, &str)> {
    let mut text = String::new();
    let mut letters = inside.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return Some((text, inside.get(at + 1..)?)),
            '\\' => text.push(letters.next()?.1),
            _ => text.push(letter),
        }
    }
    None
}

/// The modules on the way to a module instance: their names and keys. `module.net["a"].module.inner` has two.
pub(super) fn modules(address: &str) -> Option<Vec<(String, Option<Key>)>> {
    let mut found = Vec::new();
    let parts = parts(address)?;
    let mut rest = parts.as_slice();
    while let [Part::Name(word), Part::Name(name), after @ ..] = rest {
        if word != "module" {
            return None;
        }
        let (key, after) = match after {
            [Part::Key(key), after @ ..] => (Some(key.clone()), after),
            _ => (None, after),
        };
        found.push((name.clone(), key));
        rest = after;
    }
    rest.is_empty().then_some(found)
}

/// The address of the module around a module, and the name and the key of that one.
pub(super) fn parent(address: &str) -> Option<(String, String, Option<Key>)> {
    let mut steps = modules(address)?;
    let (name, key) = steps.pop()?;
    Some((
        steps.iter().fold(String::new(), |outer, (name, key)| child(&outer, name, key.as_ref())),
        name,
        key,
    ))
}

/// The address of a module in a module.
pub(super) fn child(outer: &str, name: &str, key: Option<&Key>) -> String {
    let dot = if outer.is_empty() { "" } else { "." };
    let key = key.map(ToString::to_string).unwrap_or_default();
    format!("{outer}{dot}module.{name}{key}")
}

#[cfg(test)]
mod tests {
    use super::{Key, Part, modules, parent, parts};

    #[test]
    fn addresses_have_names_and_keys() {
        let name = |text: &str| Part::Name(text.to_owned());
        let expected = vec![
            name("module"),
            name("net"),
            Part::Key(Key::Text("a.b\"]".to_owned())),
            name("aws_subnet"),
            name("b"),
            Part::Key(Key::Number(0)),
        ];
        assert_eq!(parts(r#"module.net["a.b\"]"].aws_subnet.b[0]"#), Some(expected));
        for broken in ["a[", "a[x]", "a[\"x", ".a", "a..b"] {
            assert_eq!(parts(broken), None, "{broken}");
        }
    }

    #[test]
    fn modules_stand_in_modules() {
        let inner = r#"module.net["a"].module.inner"#;
        assert_eq!(modules(inner).map(|all| all.len()), Some(2));
        let around = (r#"module.net["a"]"#.to_owned(), "inner".to_owned(), None);
        assert_eq!(parent(inner), Some(around));
        assert_eq!(parent(""), None);
        assert_eq!(modules("module.net.aws_subnet.a"), None);
    }
}
