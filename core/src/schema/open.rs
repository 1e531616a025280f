use super::{OpenError, VERSION, caps, migrations, number, strict, unknown};
use crate::model::expected::expected;
use crate::model::{Document, Extra, Placement, Resource, ResourceId, WrongForm, read};
use crate::ordered::{IntoOrdered, Order};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A document that was opened, and what in it this version does not know.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The document.
    pub document: Document,
    /// JSON paths of unknown fields, sorted. They survive saving.
    pub unknown_fields: Vec<String>,
    /// Ids of resources of unknown types, with the type, sorted by id. They survive to the byte.
    pub unknown_types: Vec<(ResourceId, String)>,
}

/// Opens a saved document of any version up to [`VERSION`].
///
/// Never guesses and never repairs: input that is not understood is refused whole, with the place and the reason.
pub fn open(text: &str) -> Result<Opened, OpenError> {
    if text.len() > caps::FILE_BYTES {
        return Err(OpenError::TooLarge { bytes: text.len() });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    opened(strict::parse(text)?)
}

/// Opens a document that another reader has already turned into a value, as the one of share links does.
///
/// The checks are those of [`open`] from there on. The caller has seen to size, nesting and duplicate keys.
pub fn open_value(value: Value) -> Result<Opened, OpenError> {
    number::check(&value)?;
    opened(value)
}

fn opened(mut value: Value) -> Result<Opened, OpenError> {
    let version = version_of(&value)?;
    migrations::migrate(&mut value, version);
    let Value::Object(mut envelope) = value else { return Err(OpenError::NotNetyard) };
    let opened = report(read(&mut envelope)?);
    match number::read_as_object(&opened.document, &opened.unknown_fields) {
        None => Ok(opened),
        Some(path) => {
            let message = "an object {…} is expected; a number stands there".to_owned();
            Err(OpenError::WrongType { path, message })
        }
    }
}

fn version_of(value: &Value) -> Result<u64, OpenError> {
    let envelope = value.as_object().ok_or(OpenError::NotNetyard)?;
    if envelope.get("type").and_then(Value::as_str) != Some("netyard") {
        return Err(OpenError::NotNetyard);
    }
    let written = envelope.get("version");
    let version = written.and_then(Value::as_u64).filter(|version| *version > 0).ok_or_else(|| {
        let what = "a whole number from 1 on";
        let message = written
            .map_or_else(|| format!("it is missing; {what} is expected"), |found| expected(what, found));
        OpenError::WrongType { path: "version".to_owned(), message }
    })?;
    if version > VERSION {
        let title = envelope.get("title").and_then(Value::as_str).unwrap_or_default();
        return Err(OpenError::NewerVersion {
            title: title.chars().take(caps::NAME_CHARACTERS).collect(),
            version,
        });
    }
    Ok(version)
}

fn read(envelope: &mut Map<String, Value>) -> Result<Document, OpenError> {
    let mut take = |key: &str| envelope.shift_remove(key).filter(|value| !value.is_null());
    take("type");
    take("version");
    let title: String = part("title", take("title"))?;
    let rules_date: String = part("rulesDate", take("rulesDate"))?;
    let raw: BTreeMap<String, Value> = part("resources", take("resources"))?;
    let places: BTreeMap<String, Value> = part("placement", take("placement"))?;
    let expectations = part("expectations", take("expectations"))?;
    let notes = part("notes", take("notes"))?;
    let accepted = part("accepted", take("accepted"))?;
    check_name("title", &title)?;
    let resources = resources(raw)?;
    let (placement, placement_extra) = placements(places)?;
    let extra = std::mem::take(envelope).into_iter().into_map();
    Ok(Document {
        title,
        rules_date,
        resources,
        placement,
        placement_extra,
        expectations,
        notes,
        accepted,
        extra,
    })
}

/// Placements, and what in them is unknown.
#[expect(clippy::type_complexity, reason = "two maps by one key")]
fn placements(
    places: BTreeMap<String, Value>,
) -> Result<(BTreeMap<String, Placement>, BTreeMap<String, Extra>), OpenError> {
    let (mut placement, mut unknown) = (BTreeMap::new(), BTreeMap::new());
    for (key, value) in places {
        let place: Placement =
            read::read(&value).map_err(|wrong| wrong_type(&format!("placement.{key}"), wrong))?;
        if let Value::Object(mut fields) = value {
            fields.retain(|name, _| !place.fields().contains(&name.as_str()));
            if !fields.is_empty() {
                unknown.insert(key.clone(), fields.into_iter().into_map());
            }
        }
        placement.insert(key, place);
    }
    Ok((placement, unknown))
}

fn part<T: DeserializeOwned + Default>(key: &str, value: Option<Value>) -> Result<T, OpenError> {
    let Some(value) = value else { return Ok(T::default()) };
    read::read(&value).map_err(|wrong| wrong_type(key, wrong))
}

fn wrong_type(prefix: &str, wrong: WrongForm) -> OpenError {
    let between = if wrong.path.is_empty() || wrong.path.starts_with('[') { "" } else { "." };
    OpenError::WrongType { path: format!("{prefix}{between}{}", wrong.path), message: wrong.message }
}

fn resources(raw: BTreeMap<String, Value>) -> Result<BTreeMap<ResourceId, Arc<Resource>>, OpenError> {
    if raw.len() > caps::RESOURCES {
        return Err(OpenError::TooManyResources { count: raw.len() });
    }
    let mut resources = BTreeMap::new();
    for (id, value) in raw {
        let path = format!("resources.{id}");
        check_name(&path, &id)?;
        match value.get("type") {
            Some(Value::String(_)) => {}
            Some(found) => {
                let message = expected("a text as \"vpc\"", found);
                return Err(OpenError::WrongType { path: format!("{path}.type"), message });
            }
            None => {
                let message = expected("an object {…} with a \"type\"", &value);
                return Err(OpenError::WrongType { path, message });
            }
        }
        let resource = Resource::from_value(value).map_err(|wrong| wrong_type(&path, wrong))?;
        check_name(&format!("{path}.name"), resource.name().unwrap_or_default())?;
        resources.insert(ResourceId::new(&id), Arc::new(resource));
    }
    Ok(resources)
}

fn check_name(path: &str, name: &str) -> Result<(), OpenError> {
    let length = name.chars().count();
    if length > caps::NAME_CHARACTERS {
        let path = path.chars().take(60).collect();
        return Err(OpenError::NameTooLong { path, length });
    }
    Ok(())
}

fn report(document: Document) -> Opened {
    let mut unknown_fields: Vec<String> = document.extra.keys().cloned().collect();
    let mut unknown_types = Vec::new();
    for (id, resource) in &document.resources {
        if let Resource::Other(other) = resource.as_ref() {
            unknown_types.push((id.clone(), other.type_name().to_owned()));
        }
        unknown_fields.extend(resource.extra().keys().map(|key| format!("resources.{id}.{key}")));
        unknown_fields
            .extend(unknown::in_parts(resource).into_iter().map(|path| format!("resources.{id}.{path}")));
    }
    let mut tell = |map: &str, id: &str, extra: &Extra| {
        unknown_fields.extend(extra.keys().map(|key| format!("{map}.{id}.{key}")));
    };
    document.expectations.iter().for_each(|(id, it)| tell("expectations", id, &it.extra));
    document.placement_extra.iter().for_each(|(key, extra)| tell("placement", key, extra));
    document.notes.iter().for_each(|(id, it)| tell("notes", id, &it.extra));
    document.accepted.iter().for_each(|(id, it)| tell("accepted", id, &it.extra));
    unknown_fields.order();
    Opened { document, unknown_fields, unknown_types }
}
