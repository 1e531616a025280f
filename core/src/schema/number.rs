//! Numbers of unknown fields and types, as they were written: `1e3`, `1.50` or thirty digits are kept to the letter.
//!
//! A value of serde_json holds what fits into 64 bits. Any other number stands in it as an object with one field, which
//! no typed field takes for a number, and becomes the number again when the document is written down.

use super::OpenError;
use crate::model::{Document, Resource};
use serde_json::{Number, Value, json};
use std::collections::VecDeque;

/// The character that no name in a file begins with.
const FIRST: char = '\0';
/// The name of that field.
const FIELD: &str = "\u{0}number";
/// How the field is written down.
const WRITTEN: &str = "\"\\u0000number\": \"";

/// What holds the number.
pub(super) fn kept(number: &str) -> Value {
    json!({ FIELD: number })
}

/// Whether a key is kept from files, so that nothing in one is taken for a number that is kept.
pub(super) fn is_reserved(key: &str) -> bool {
    key.starts_with(FIRST)
}

/// Refuses a value that has such a key, where that does not hold a number: it would be saved as what does not open.
pub(super) fn check(value: &Value) -> Result<(), OpenError> {
    foreign(value).map_or(Ok(()), |path| Err(OpenError::ReservedKey { path }))
}

/// The path of the first object with such a key that holds no number.
fn foreign(value: &Value) -> Option<String> {
    match value {
        Value::Object(fields) if fields.keys().any(|key| is_reserved(key)) => {
            let number = fields.get(FIELD).and_then(Value::as_str).filter(|_| fields.len() == 1);
            (!number.is_some_and(is_number)).then(String::new)
        }
        Value::Object(fields) => fields.iter().find_map(|(key, value)| Some(join(key, &foreign(value)?))),
        Value::Array(items) => {
            let mut items = items.iter().enumerate();
            items.find_map(|(index, item)| Some(join(&format!("[{index}]"), &foreign(item)?)))
        }
        _ => None,
    }
}

fn join(part: &str, rest: &str) -> String {
    let between = if rest.is_empty() || rest.starts_with('[') { "" } else { "." };
    format!("{part}{between}{rest}")
}

/// The path of a number that was read as an object: every field of some objects may be left out, so that what holds a
/// number passes for one of them. `unknown_fields` are the paths that opening tells.
pub(super) fn read_as_object(document: &Document, unknown_fields: &[String]) -> Option<String> {
    let field = unknown_fields.iter().find_map(|path| path.strip_suffix(FIELD)?.strip_suffix('.'));
    let has_no_tags = |resource: &Resource| resource.tags().keys().any(|key| is_reserved(key));
    let mut resources = document.resources.iter();
    let tags = || {
        resources.find(|(_, resource)| has_no_tags(resource)).map(|(id, _)| format!("resources.{id}.tags"))
    };
    field.map(str::to_owned).or_else(tags)
}

/// Whether a text is a number as JSON writes it.
fn is_number(text: &str) -> bool {
    text.bytes().all(is_of_number) && serde_json::from_str::<Number>(text).is_ok()
}

/// The numbers of a text that do not fit into 64 bits as whole ones, in their order.
pub(super) fn floats(text: &str) -> VecDeque<String> {
    let bytes = text.as_bytes();
    let mut found = VecDeque::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = behind_text(bytes, at + 1),
            b'-' | b'0'..=b'9' => {
                let rest = bytes.get(at..).unwrap_or_default();
                let end = at + rest.iter().take_while(|byte| is_of_number(**byte)).count();
                let number = text.get(at..end).unwrap_or_default();
                if number == "-0" || number.parse::<i64>().is_err() && number.parse::<u64>().is_err() {
                    found.push_back(number.to_owned());
                }
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

/// The place behind the quotation mark that ends a text.
fn behind_text(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    at
}

fn is_of_number(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E')
}

/// Puts the numbers back into a written document.
pub(super) fn restore(text: String) -> String {
    if !text.contains(WRITTEN) {
        return text;
    }
    let mut restored = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, behind)) = rest.split_once(WRITTEN) {
        let open = before.trim_end().strip_suffix('{');
        let close = behind
            .split_once('"')
            .and_then(|(number, behind)| Some((number, behind.trim_start().strip_prefix('}')?)))
            .filter(|(number, _)| is_number(number));
        if let (Some(open), Some((number, behind))) = (open, close) {
            restored.push_str(open);
            restored.push_str(number);
            rest = behind;
        } else {
            restored.push_str(before);
            restored.push_str(WRITTEN);
            rest = behind;
        }
    }
    restored + rest
}

#[cfg(test)]
mod tests {
    use super::{floats, kept, restore};
    use serde_json::json;

    #[test]
    fn only_numbers_outside_of_texts_count() {
        let text = r#"{"1.5": "2.5 \" 3.5", "a": [4, -5, 6.50, -0, 18446744073709551615, 18446744073709551616], "b":1e3}"#;
        assert_eq!(floats(text), ["6.50", "-0", "18446744073709551616", "1e3"]);
    }

    #[test]
    fn what_only_looks_like_one_stays() {
        let value = json!({"a": kept("1e3"), "b": [kept("-0")], "c": "\"\\u0000number\": \"1\"", "d": kept("x"),
            "e": {"\u{0}number": "5", "more": 1}});
        let text = restore(serde_json::to_string_pretty(&value).unwrap());
        assert!(text.starts_with("{\n  \"a\": 1e3,\n  \"b\": [\n    -0\n  ],"), "{text}");
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!((&read["c"], &read["d"], &read["e"]), (&value["c"], &value["d"], &value["e"]));
        for no_number in ["-", "1e", "1e999", "+1", "01", "1.", ".5", "--1", "", "1 "] {
            let value = json!({ "a": kept(no_number) });
            let text = restore(serde_json::to_string_pretty(&value).unwrap());
            assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value, "{no_number}");
        }
    }
}
