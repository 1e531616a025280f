//! The template read by the import: what then differs from the drawing is carried under `Metadata`, where no template can
//! say it, or is told.

use super::writer::Writer;
use crate::cloudformation::drawn::{may_carry, natural, stands_whole};
use crate::export::called;
use netyard_core::model::{Document, Resource, ResourceId};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What is carried beside the template.
#[derive(Debug, Default)]
pub(super) struct Carried {
    /// Fields that no template has, by the id of their resource; null for what the drawing does not have.
    pub(super) fields: BTreeMap<ResourceId, Map<String, Value>>,
    /// The ids of rows in their order, by the id of their resource and by field.
    pub(super) rows: BTreeMap<ResourceId, BTreeMap<String, Vec<String>>>,
}

/// Compares the drawing with what became of it; gives what is carried beside the template.
pub(super) fn compare(writer: &mut Writer<'_>, back: &Document) -> Carried {
    let document = writer.document;
    let mut all = Carried::default();
    let mut sentences = Vec::new();
    for (id, resource) in &document.resources {
        if !writer.is_here(id) || stands_whole(resource) {
            continue;
        }
        let Some(read) = back.resource(id.as_str()) else {
            if !writer.said.contains(id) {
                sentences.push(format!("{} is not read from the template again.", called(document, id)));
            }
            continue;
        };
        // What the import keeps as a plain node is in the template all the same.
        if matches!(read, Resource::Other(_)) {
            continue;
        }
        let Differences { carried, rows, lost } = differences(resource, read);
        if !carried.is_empty() {
            all.fields.insert(id.clone(), carried);
        }
        if !rows.is_empty() {
            all.rows.insert(id.clone(), rows);
        }
        if !lost.is_empty() {
            let verb = if lost.len() == 1 { "is" } else { "are" };
            sentences.push(format!(
                "{}: {} {verb} not carried as drawn.",
                called(document, id),
                lost.join(", ")
            ));
        }
    }
    for sentence in sentences {
        writer.say(sentence);
    }
    all
}

/// The fields in which two resources differ: those that are carried, those of which only the ids of rows are, and the
/// names of the others.
struct Differences {
    carried: Map<String, Value>,
    rows: BTreeMap<String, Vec<String>>,
    lost: Vec<String>,
}

fn differences(own: &Resource, read: &Resource) -> Differences {
    let (own_value, read_value) = (own.to_value(), read.to_value());
    let empty = Map::new();
    let of = |value: &Value| value.as_object().cloned().unwrap_or_else(|| empty.clone());
    let (own_fields, read_fields) = (of(&own_value), of(&read_value));
    let keys: BTreeSet<&String> = own_fields.keys().chain(read_fields.keys()).collect();
    let (mut carried, mut rows, mut lost) = (Map::new(), BTreeMap::new(), Vec::new());
    for key in keys {
        let (to, from) = (own_fields.get(key), read_fields.get(key));
        if to == from {
            continue;
        }
        if may_carry(own.type_name(), key) {
            carried.insert(key.clone(), to.cloned().unwrap_or(Value::Null));
        } else if SAID.contains(&(own.type_name(), key)) {
            // Where it was written, it was said what became of it.
        } else if to.map(plain) != from.map(plain) {
            lost.push(key.clone());
        } else if let Some(ids) = to.zip(from).and_then(|(to, from)| row_ids(to, from)) {
            rows.insert(key.clone(), ids);
        }
    }
    Differences { carried, rows, lost }
}

/// Options of a rule that say nothing but its number.
fn is_only_a_number(options: &Value) -> bool {
    let options = options.as_array().map(Vec::as_slice).unwrap_or_default();
    options.iter().all(|option| {
        option.get("keyword").and_then(Value::as_str).is_some_and(|word| word.starts_with("sid:"))
    })
}

/// The ids of rows, where they are others and each row is the one at the same place.
fn row_ids(to: &Value, from: &Value) -> Option<Vec<String>> {
    let (to, from) = (in_order(to.as_object()?), in_order(from.as_object()?));
    let same = |((_, own), (_, read)): (&(&String, &Value), &(&String, &Value))| plain(own) == plain(read);
    let is_same = to.len() == from.len() && to.iter().zip(&from).all(same);
    let is_other = to.iter().zip(&from).any(|((own, _), (read, _))| own != read);
    (is_same && is_other).then(|| to.into_iter().map(|(id, _)| id.clone()).collect())
}

fn in_order(rows: &Map<String, Value>) -> Vec<(&String, &Value)> {
    let mut all: Vec<_> = rows.iter().collect();
    all.sort_by(|(left, _), (right, _)| natural(left).cmp(&natural(right)));
    all
}

/// What stands in the template in another form, with a sentence of its own about it.
const SAID: [(&str, &str); 4] = [
    ("networkAcl", "isDefault"),
    ("networkAcl", "subnetIds"),
    ("routeTable", "main"),
    ("routeTable", "subnetIds"),
];

/// A value without what says nothing: ids of rows, their order where they have one, and ranges that are everything.
fn plain(value: &Value) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.iter().map(plain).collect()),
        Value::Object(members) => {
            let is_all = |key: &str| match key {
                "fromPort" => {
                    members.get(key) == Some(&0.into()) && members.get("toPort") == Some(&65535.into())
                }
                "toPort" => {
                    members.get(key) == Some(&65535.into()) && members.get("fromPort") == Some(&0.into())
                }
                _ => false,
            };
            // The rules of a firewall stand in their order, whatever it is called.
            let is_rule = members.contains_key("header");
            let says_nothing = |key: &str, value: &Value| {
                if is_rule && matches!(key, "order" | "ruleOptions") {
                    return key == "order" || is_only_a_number(value);
                }
                let is_any = value.as_i64() == Some(-1);
                is_all(key) || is_any && matches!(key, "fromPort" | "toPort" | "icmpType" | "icmpCode")
            };
            let is_rows = !members.is_empty() && members.values().all(Value::is_object);
            if is_rows {
                let mut rows: Vec<String> = members.values().map(|row| plain(row).to_string()).collect();
                rows.sort();
                return Value::Array(rows.into_iter().map(Value::String).collect());
            }
            let kept = members.iter().filter(|(key, value)| !says_nothing(key, value));
            Value::Object(kept.map(|(key, value)| (key.clone(), plain(value))).collect())
        }
        other => other.clone(),
    }
}
