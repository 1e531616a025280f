//! What the configuration does not carry: it is read back by the import, and what then differs from the drawing is said.

use super::hcl::{self, Block};
use super::writer::Writer;
use crate::declared::node::{Kind, Member, Node, Place};
use crate::terraform::{Thing, drawing_of};
use netyard_core::model::{Resource, ResourceId};
use netyard_core::net::CidrBlock;
use serde_json::{Map, Value};

/// Fields that are compared elsewhere, or that AWS gives.
const GIVEN: [&str; 4] = ["dnsName", "publicIp", "type", "unknown"];

/// Says of every thing what is not carried.
pub(super) fn compare(writer: &mut Writer<'_>, region: &str) {
    let things: Vec<Thing> = writer.blocks.iter().map(|block| thing(block, region)).collect();
    let back = match drawing_of(things, region) {
        Ok(back) => back,
        Err(error) => {
            writer.left_out.push(format!("The configuration could not be read back: {error}"));
            return;
        }
    };
    let document = writer.document;
    let written: Vec<(&ResourceId, &Resource)> = document
        .resources
        .iter()
        .filter(|(id, _)| writer.is_here(id))
        .map(|(id, resource)| (id, resource.as_ref()))
        .collect();
    let mut said = Vec::new();
    for (id, resource) in written {
        let Some(again) = back.resource(id.as_str()) else {
            let is_said = writer.lacking.contains(id);
            if !writer.references.contains_key(id) && !is_said && !comes_with(writer, resource) {
                said.push(format!(
                    "{} is not written: {}",
                    writer.called(id),
                    super::why_not(writer, id, resource)
                ));
            }
            continue;
        };
        let fields = differing(resource, again);
        if !fields.is_empty() {
            said.push(format!("{}: not carried as drawn: {}.", writer.called(id), fields.join(", ")));
        }
    }
    writer.left_out.append(&mut said);
}

/// Whether AWS makes it with something that is written.
fn comes_with(writer: &Writer<'_>, resource: &Resource) -> bool {
    match resource {
        Resource::NetworkInterface(it) => {
            let is_written = |holder| {
                writer.references.contains_key(holder)
                    || writer.started.contains_key(holder)
                    || writer.lacking.contains(holder)
            };
            it.instance_id().is_some_and(is_written)
        }
        Resource::NetworkAcl(it) => super::filter::is_as_made(it),
        _ => false,
    }
}

fn thing(block: &Block, region: &str) -> Thing {
    let address = format!("{}.{}", block.type_name, block.name);
    let mut values = hcl::node(&block.arguments);
    let told = values.get("id").and_then(Node::scalar).map(str::to_owned);
    let id = block.id.as_ref().map(ToString::to_string).or(told).unwrap_or_else(|| address.replace('.', "-"));
    let place = Place::default();
    if let Kind::Map(members) = &mut values.kind {
        members.retain(|member| member.key != "id");
        members.push(Member { key: "id".to_owned(), place, value: Node::text_at(place, id.as_str()) });
        members.push(Member { key: "region".to_owned(), place, value: Node::text_at(place, region) });
    }
    Thing {
        address,
        module: String::new(),
        is_data: false,
        type_name: block.type_name.to_owned(),
        name: block.name.clone(),
        key: None,
        values,
        path: String::new(),
        place,
        id,
    }
}

/// The fields that differ, as the file calls them.
fn differing(one: &Resource, other: &Resource) -> Vec<String> {
    let fields = |resource: &Resource| match serde_json::to_value(resource) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    };
    let (one, other) = (fields(one), fields(other));
    let mut names: Vec<&String> = one.keys().chain(other.keys()).collect();
    names.sort();
    names.dedup();
    let differs = |name: &&String| {
        // A group without rules for what leaves has those of AWS, which are written.
        let is_usual = *name == "ipPermissionsEgress" && !one.contains_key(*name);
        // What somebody else has named is said by that.
        let is_named = *name == "name" && !one.contains_key(*name);
        let same = one.get(*name).map(plain) == other.get(*name).map(plain);
        !GIVEN.contains(&name.as_str()) && !is_usual && !is_named && !same
    };
    names.into_iter().filter(differs).cloned().collect()
}

/// A value in which the ids of rows, and the order of what has none, say nothing.
fn plain(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let is_rows = !members.is_empty() && members.values().all(Value::is_object);
            let members = members.iter().filter(|(key, _)| *key != "publicIp");
            if is_rows {
                let mut rows: Vec<Value> = members.map(|(_, value)| plain(value)).collect();
                rows.sort_by_key(ToString::to_string);
                Value::Array(rows)
            } else {
                Value::Object(members.map(|(key, value)| (key.clone(), plain(value))).collect())
            }
        }
        Value::Array(items) => Value::Array(items.iter().map(plain).collect()),
        // A block with bits behind its length is the block that AWS makes of it.
        Value::String(text) if text.contains('/') => {
            Value::String(super::network::text(&CidrBlock::new(text)))
        }
        other => other.clone(),
    }
}
