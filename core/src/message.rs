//! Messages as key and arguments, with the English rendering: other languages come later without touching a rule.

use crate::ordered::IntoOrdered;
use serde::Serialize;
use std::collections::BTreeMap;

/// A sentence for people: `{key, args, text}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Message {
    /// What is said, as a stable key (`sg-in.no-match`).
    pub key: &'static str,
    /// The names and numbers in it.
    pub args: BTreeMap<&'static str, String>,
    /// The English rendering.
    pub text: String,
}

impl Message {
    /// Renders a template: every `{name}` is replaced by the argument of that name.
    ///
    /// A name without an argument stays as it is, so that a slip shows instead of vanishing.
    pub fn new(key: &'static str, template: &str, args: impl Into<Vec<(&'static str, String)>>) -> Self {
        Self::render(key, template, args.into())
    }

    fn render(key: &'static str, template: &str, args: Vec<(&'static str, String)>) -> Self {
        let args = args.into_iter().into_map();
        let mut text = String::with_capacity(template.len() + 32);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            match after.split_once('}') {
                Some((name, tail)) if args.contains_key(name) => {
                    text.push_str(args.get(name).map_or("", String::as_str));
                    rest = tail;
                }
                _ => {
                    text.push('{');
                    rest = after;
                }
            }
        }
        text.push_str(rest);
        Self { key, args, text }
    }
}

/// A message from its key, its template and its arguments: `say!("k", "{vpc} is full.", vpc = name)`.
macro_rules! say {
    ($key:literal, $template:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::message::Message::new($key, $template, vec![$((stringify!($name), $value.to_string())),*])
    };
}

pub(crate) use say;

#[cfg(test)]
mod tests {
    use super::Message;

    #[test]
    fn arguments_are_not_templates_themselves() {
        let message =
            Message::new("k", "{a} and {b}, {c}", vec![("a", "{b}".to_owned()), ("b", "2".to_owned())]);
        assert_eq!(message.text, "{b} and 2, {c}");
    }
}
