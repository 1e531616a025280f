//! The same drawing, written down in another order: all ids are others, so that what came first by its id may come last,
//! and lists in which order means nothing are turned around.

use crate::random_network::Dice;
use netyard_core::model::Document;
use netyard_core::simulate::FlowSpec;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A drawing with other ids.
pub(crate) struct Shuffled {
    pub(crate) document: Document,
    /// The new id of each old one.
    ids: BTreeMap<String, String>,
}

/// Names of AWS are no ids that anybody chose; those of load balancers, databases, caches and file systems are made of their
/// ids, and records and packets write them down.
const KEPT: &[&str] = &[
    "region",
    "availabilityZone",
    "loadBalancer",
    "dbInstance",
    "cacheCluster",
    "fileSystem",
    "mountTarget",
];

/// The lists in which order means nothing.
const SETS: &[&str] =
    &["associations", "groupIds", "propagatingVgws", "propagations", "routeTableIds", "subnetIds"];

impl Shuffled {
    /// Nothing if the drawing cannot be opened with other ids.
    pub(crate) fn new(dice: &mut Dice, document: &Document) -> Self {
        let mut ids = BTreeMap::new();
        for (id, resource) in &document.resources {
            if !KEPT.contains(&resource.type_name()) {
                let prefix = id.as_str().split('-').next().unwrap();
                ids.insert(id.to_string(), format!("{prefix}-{:05}x{}", dice.below(100_000), ids.len()));
            }
        }
        let mut resources = Map::new();
        for (id, resource) in &document.resources {
            let id = id.to_string();
            let value = renamed(&resource.to_value(), &ids);
            resources.insert(ids.get(&id).cloned().unwrap_or(id), value);
        }
        let text = serde_json::json!({"type": "netyard", "version": 1, "resources": resources}).to_string();
        let document = netyard_core::schema::open(&text).unwrap().document;
        Self { document, ids }
    }

    /// An id, or whatever else an end may be, in the new drawing.
    pub(crate) fn of(&self, end: &str) -> String {
        self.ids.get(end).cloned().unwrap_or_else(|| end.to_owned())
    }

    /// The same flow through the new drawing.
    pub(crate) fn flow(&self, spec: &FlowSpec) -> FlowSpec {
        // AWS makes names of endpoints of their ids.
        let named = spec.to.split_once('.').and_then(|(first, rest)| {
            let (id, new) = self.ids.iter().find(|(id, _)| first.starts_with(id.as_str()))?;
            Some(format!("{new}{}.{rest}", first.strip_prefix(id.as_str())?))
        });
        let to = named.unwrap_or_else(|| self.of(&spec.to));
        FlowSpec { from: self.of(&spec.from), to, ..spec.clone() }
    }
}

fn renamed(value: &Value, ids: &BTreeMap<String, String>) -> Value {
    let other = |text: &str| {
        // A group of another account is named with the account in front.
        let (account, id) =
            text.split_once('/').map_or(("", text), |(account, id)| (&text[..=account.len()], id));
        ids.get(text).cloned().or_else(|| ids.get(id).map(|id| format!("{account}{id}")))
    };
    match value {
        Value::String(text) => Value::String(other(text).unwrap_or_else(|| text.clone())),
        Value::Array(items) => items.iter().map(|item| renamed(item, ids)).collect(),
        Value::Object(fields) => {
            let field = |(key, value): (&String, &Value)| {
                let mut value = renamed(value, ids);
                if let (Value::Array(items), true) = (&mut value, SETS.contains(&key.as_str())) {
                    items.reverse();
                }
                // Names are words, even where one reads like an id.
                let value = if key == "name" { fields[key].clone() } else { value };
                (key.clone(), value)
            };
            Value::Object(fields.iter().map(field).collect())
        }
        other => other.clone(),
    }
}
