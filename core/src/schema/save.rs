use super::{VERSION, number};
use crate::model::Document;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

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
    let resources = document.resources.iter();
    let resources: Map<String, Value> =
        resources.map(|(id, resource)| (id.as_str().to_owned(), resource.to_value())).collect();
    let mut placement = written(&document.placement);
    for (key, extra) in &document.placement_extra {
        // Nothing is said of a thing whose placement is gone.
        let Some(place) = placement.get_mut(key).and_then(Value::as_object_mut) else { continue };
        place.extend(extra.iter().map(|(name, value)| (name.clone(), value.clone())));
    }
    let known = [
        ("type", "netyard".into()),
        ("version", VERSION.into()),
        ("title", document.title.as_str().into()),
        ("rulesDate", document.rules_date.as_str().into()),
        ("resources", resources.into()),
        ("placement", placement),
        ("expectations", written(&document.expectations)),
        ("notes", written(&document.notes)),
        ("accepted", written(&document.accepted)),
    ];
    let known = known.into_iter().map(|(name, value)| (name.to_owned(), value));
    let unknown = document.extra.iter().map(|(name, value)| (name.clone(), value.clone()));
    Value::Object(known.chain(unknown).collect())
}

fn written<T: Serialize>(map: &BTreeMap<String, T>) -> Value {
    serde_json::to_value(map).unwrap_or_default()
}
