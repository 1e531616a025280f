use super::{VERSION, number};
use crate::model::{Accepted, Document, Expectation, Extra, Note, Placement, Resource, ResourceId};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The document as it is written: the same drawing always gives the same bytes.
///
/// Two-space indentation, line feeds, one at the end; keys sorted, known fields in schema order.
pub fn save(document: &Document) -> String {
    // By way of the value, so that there is one copy of the code that writes each type.
    let mut text = number::restore(serde_json::to_string_pretty(&to_value(document)).unwrap_or_default());
    text.push('\n');
    text
}

/// The document as a value, for those who write it in another way than [`save`].
///
/// Numbers that do not fit into 64 bits still stand in it as `number` holds them: objects with one field, which
/// [`super::open_value`] takes.
pub fn to_value(document: &Document) -> Value {
    let mut value = serde_json::to_value(Envelope::of(document)).unwrap_or(Value::Null);
    let mut places = value.get_mut("placement").and_then(Value::as_object_mut);
    for (key, extra) in &document.placement_extra {
        // Nothing is said of a thing whose placement is gone.
        let Some(place) = places.as_mut().and_then(|places| places.get_mut(key)?.as_object_mut()) else {
            continue;
        };
        place.extend(extra.iter().map(|(name, value)| (name.clone(), value.clone())));
    }
    value
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Envelope<'a> {
    r#type: &'static str,
    version: u64,
    title: &'a str,
    rules_date: &'a str,
    resources: &'a BTreeMap<ResourceId, Arc<Resource>>,
    placement: &'a BTreeMap<String, Placement>,
    expectations: &'a BTreeMap<String, Expectation>,
    notes: &'a BTreeMap<String, Note>,
    accepted: &'a BTreeMap<String, Accepted>,
    #[serde(flatten)]
    extra: &'a Extra,
}

impl<'a> Envelope<'a> {
    fn of(document: &'a Document) -> Self {
        Self {
            r#type: "netyard",
            version: VERSION,
            title: &document.title,
            rules_date: &document.rules_date,
            resources: &document.resources,
            placement: &document.placement,
            expectations: &document.expectations,
            notes: &document.notes,
            accepted: &document.accepted,
            extra: &document.extra,
        }
    }
}
