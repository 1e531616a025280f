//! Findings as the worker writes them. Their keys and codes are those of the rules, which are compiled in: the few
//! words are kept once each.

use netyard_core::change::{Change, Fix};
use netyard_core::message::Message;
use netyard_core::model::ResourceId;
use netyard_core::rules::{Finding, Severity};
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Reads findings: all of them, or nothing. The worker counts them, and a fix is whole.
pub(crate) fn findings(json: &str) -> Option<Vec<Finding>> {
    let values: Vec<Value> = serde_json::from_str(json).ok()?;
    values.iter().map(finding).collect()
}

fn finding(value: &Value) -> Option<Finding> {
    let flag = |key: &str| value.get(key).and_then(Value::as_bool).unwrap_or_default();
    let word = |key: &str| value.get(key).and_then(Value::as_str).map(kept);
    Some(Finding {
        rule: word("rule")?,
        book: list(value, "book").map(kept).collect(),
        code: word("code"),
        api_error: word("apiError"),
        severity: match value.get("severity")?.as_str()? {
            "error" => Severity::Error,
            "warning" => Severity::Warning,
            _ => Severity::Hint,
        },
        elements: list(value, "elements").map(ResourceId::new).collect(),
        message: message(value.get("message")?)?,
        help: message(value.get("help")?)?,
        fix: match value.get("fix") {
            None | Some(Value::Null) => None,
            Some(value) => Some(fix(value)?),
        },
        expected: flag("expected"),
        accepted: flag("accepted"),
    })
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a str> {
    value.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

fn message(value: &Value) -> Option<Message> {
    let args = value.get("args").and_then(Value::as_object).into_iter().flatten();
    let mut message = Message::new(kept(value.get("key")?.as_str()?), value.get("text")?.as_str()?, []);
    for (name, text) in args {
        message.args.insert(kept(name), text.as_str().unwrap_or_default().to_owned());
    }
    Some(message)
}

fn fix(value: &Value) -> Option<Fix> {
    let changes = value.get("changes")?.as_array()?;
    Some(Fix {
        title: value.get("title")?.as_str()?.to_owned(),
        changes: changes.iter().map(|change| Change::from_value(change).ok()).collect::<Option<_>>()?,
    })
}

thread_local! {
    static WORDS: RefCell<BTreeSet<&'static str>> = const { RefCell::new(BTreeSet::new()) };
}

/// A word that lives as long as the page. There are as many as the rules have.
fn kept(word: &str) -> &'static str {
    WORDS.with_borrow_mut(|words| {
        if let Some(word) = words.get(word) {
            return *word;
        }
        let word: &'static str = Box::leak(word.to_owned().into_boxed_str());
        words.insert(word);
        word
    })
}
