//! What should stand somewhere and what stands there instead, in words of the file and not of the library that reads it.

use serde_json::Value;

/// "a list […] is expected; the text "10.0.0.0/16" stands there".
pub(crate) fn expected(what: &str, found: &Value) -> String {
    format!("{what} is expected; {} stands there", described(found))
}

/// The reason for which a value was not read, in plain words; `found` is the value.
pub(super) fn reworded(reason: &str, found: &Value) -> String {
    if let Some(field) = quoted_after(reason, "missing field ") {
        return format!("\"{field}\" is missing here");
    }
    if let Some(field) = quoted_after(reason, "duplicate field ") {
        return format!("\"{field}\" stands twice here");
    }
    if let Some(field) = quoted_after(reason, "unknown field ") {
        let known = reason.split_once("expected ").map_or("none", |(_, known)| known).replace('`', "\"");
        return format!("\"{field}\" is not known here; expected is {known}");
    }
    let what = match reason.rsplit_once("expected ") {
        Some((_, what)) if reason.starts_with("unknown variant") => what.replace('`', "\""),
        Some((before, what)) if before.starts_with("invalid ") => {
            kind(what, before.starts_with("invalid value: integer"))
        }
        // An enum without a tag says itself what it takes.
        _ => reason.to_owned(),
    };
    expected(&what, found)
}

fn quoted_after<'a>(reason: &'a str, start: &str) -> Option<&'a str> {
    reason.strip_prefix(start)?.strip_prefix('`')?.split('`').next()
}

/// A kind of value as a person calls it who looks at the file. The range of a number counts only where it is left.
fn kind(expected: &str, out_of_range: bool) -> String {
    let whole = |least: String, most: String| {
        let range = if out_of_range { format!(" from {least} to {most}") } else { String::new() };
        format!("a whole number{range}")
    };
    match expected {
        "a string" | "a borrowed string" | "a character" => "a text in quotation marks".to_owned(),
        "a boolean" => "true or false".to_owned(),
        "a sequence" => "a list […]".to_owned(),
        "u8" => whole(u8::MIN.to_string(), u8::MAX.to_string()),
        "u16" => whole(u16::MIN.to_string(), u16::MAX.to_string()),
        "u32" => whole(u32::MIN.to_string(), u32::MAX.to_string()),
        "i32" => whole(i32::MIN.to_string(), i32::MAX.to_string()),
        "u64" | "usize" | "i64" => "a whole number".to_owned(),
        "f32" | "f64" => "a number".to_owned(),
        _ if expected == "a map" || expected.starts_with("struct ") => "an object {…}".to_owned(),
        _ => "a value of another form".to_owned(),
    }
}

/// The longest piece of a value that is quoted.
const MOST_CHARACTERS: usize = 40;

fn described(found: &Value) -> String {
    match found {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => {
            let start: String = text.chars().take(MOST_CHARACTERS).collect();
            let more = if start.len() < text.len() { "…" } else { "" };
            format!("the text \"{start}{more}\"")
        }
        Value::Array(items) if items.is_empty() => "an empty list []".to_owned(),
        Value::Array(_) => "a list […]".to_owned(),
        // A number that is kept as it was written; see `schema::number`.
        Value::Object(fields) if fields.len() == 1 && fields.keys().all(|key| key.starts_with('\0')) => {
            let number = fields.values().find_map(Value::as_str).unwrap_or_default();
            format!("the number {number}")
        }
        Value::Object(fields) if fields.is_empty() => "an empty object {}".to_owned(),
        Value::Object(fields) => {
            let keys: Vec<String> = fields
                .keys()
                .take(3)
                .map(|key| format!("\"{}\"", key.chars().take(20).collect::<String>()))
                .collect();
            let more = if fields.len() > keys.len() { ", …" } else { "" };
            format!("an object with {}{more}", keys.join(", "))
        }
    }
}
