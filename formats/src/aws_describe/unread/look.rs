//! Looks for fields that nothing reads, and reports them.

use super::all;
use crate::aws_describe::importer::{AS_A_WHOLE, Importer};
use crate::report::ReportEntry;
use serde_json::Value;
use std::collections::BTreeSet;

/// Remembers the fields of an object that nothing reads. What is null or empty says nothing.
pub(in crate::aws_describe) fn note(unread: &mut BTreeSet<String>, kind: &str, value: &Value) {
    let Some((_, read)) = all().find(|(known, _)| *known == kind) else { return };
    look_into(unread, read, "", value);
    // The name of an interface that a service has made; of any other one it is only a note.
    let is_note = kind == "NetworkInterfaces" && value.get("RequesterManaged") != Some(&Value::Bool(true));
    if is_note && value.get("Description").is_some_and(says_something) {
        unread.insert("Description".to_owned());
    }
}

fn look_into(unread: &mut BTreeSet<String>, read: &[&str], path: &str, value: &Value) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| look_into(unread, read, path, item)),
        Value::Object(fields) => {
            for (key, part) in fields.iter().filter(|(_, part)| says_something(part)) {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                if read.binary_search(&path.as_str()).is_ok() {
                    continue;
                }
                let below = format!("{path}.");
                let next = read.partition_point(|known| *known < below.as_str());
                if read.get(next).is_some_and(|known| known.starts_with(&below)) {
                    look_into(unread, read, &path, part);
                } else {
                    unread.insert(path);
                }
            }
        }
        _ => {}
    }
}

fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

/// One line for each kind.
pub(in crate::aws_describe) fn report(importer: &mut Importer) {
    for (kind, fields) in std::mem::take(&mut importer.unread) {
        if fields.is_empty() {
            continue;
        }
        let (count, verb) = (fields.len(), if fields.len() == 1 { "field is" } else { "fields are" });
        let names: Vec<String> = fields.into_iter().collect();
        importer.report.skipped.push(ReportEntry {
            file: AS_A_WHOLE.to_owned(),
            place: kind.to_owned(),
            also: Vec::new(),
            what: ReportEntry::FIELD.to_owned(),
            count,
            why: format!("{kind}: {count} {verb} not read: {}.", names.join(", ")),
        });
    }
}
