use crate::model::{Accepted, Expectation, Note, Placement, Resource, ResourceId};
use serde::{Serialize, Serializer, de::DeserializeOwned};
use serde_json::{Map, Value, json};
use std::sync::Arc;
use thiserror::Error;

/// One edit of the document.
///
/// The first four are what fixes and the `with` of expectations write; they speak of what the drawing means, the others
/// of how it is drawn and what it promises, so that one history covers everything.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// `{"add":id,"resource":{…}}`: a new resource.
    Add {
        /// The new id.
        id: ResourceId,
        /// The resource.
        resource: Arc<Resource>,
    },
    /// `{"remove":id}`: the resource goes; what names it keeps the name, as in AWS.
    Remove {
        /// The id.
        id: ResourceId,
    },
    /// `{"remove":id,"path":"/routes/r1"}`: a row or field goes.
    RemovePath {
        /// The resource.
        id: ResourceId,
        /// A JSON pointer into it.
        path: String,
    },
    /// `{"set":id,"path":"/sourceDestCheck","to":false}`: a field gets a value; a missing path is added.
    Set {
        /// The resource.
        id: ResourceId,
        /// A JSON pointer into it.
        path: String,
        /// The new value.
        to: Value,
    },
    /// `{"place":key,"to":{…}|null}`: where something is drawn; `null` leaves it to the layout.
    Place {
        /// The key of the placement.
        key: String,
        /// The place.
        to: Option<Placement>,
    },
    /// `{"note":id,"to":{…}|null}`: a note appears, changes or goes.
    Note {
        /// The id of the note.
        id: String,
        /// The note.
        to: Option<Note>,
    },
    /// `{"expectation":id,"to":{…}|null}`: an expectation appears, changes or goes.
    Expectation {
        /// The id of the expectation.
        id: String,
        /// The expectation.
        to: Option<Expectation>,
    },
    /// `{"accept":id,"to":{…}|null}`: a finding is accepted, or no longer.
    Accept {
        /// The id of the entry.
        id: String,
        /// The entry.
        to: Option<Accepted>,
    },
    /// `{"title":text}`: the drawing gets another title.
    Title {
        /// The title.
        to: String,
    },
}

/// Why a JSON value is no change.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ChangeFormError {
    /// None of the known forms.
    #[error(
        "a change has one of the keys add, remove, set, place, note, expectation, accept or title, with text"
    )]
    UnknownForm,
    /// A part is missing or has another type.
    #[error("the change lacks a readable `{0}`")]
    Part(&'static str),
    /// The resource of an `add` cannot be read.
    #[error("the resource cannot be read at {path}: {message}")]
    Resource {
        /// Where.
        path: String,
        /// Why.
        message: String,
    },
}

impl Change {
    /// A change that sets one field.
    pub fn set(id: &ResourceId, path: &str, to: impl Into<Value>) -> Self {
        Self::Set { id: id.clone(), path: path.to_owned(), to: to.into() }
    }

    /// A change that adds a resource.
    pub fn add(id: impl Into<ResourceId>, resource: impl Into<Resource>) -> Self {
        Self::Add { id: id.into(), resource: Arc::new(resource.into()) }
    }

    /// The resource that the change is about; `None` for placement, notes and the like.
    pub fn subject(&self) -> Option<&ResourceId> {
        match self {
            Self::Add { id, .. }
            | Self::Remove { id }
            | Self::RemovePath { id, .. }
            | Self::Set { id, .. } => Some(id),
            Self::Place { .. }
            | Self::Note { .. }
            | Self::Expectation { .. }
            | Self::Accept { .. }
            | Self::Title { .. } => None,
        }
    }

    /// Whether the change can alter a verdict or finding. Placement, notes and the title never do.
    pub fn changes_meaning(&self) -> bool {
        !matches!(self, Self::Place { .. } | Self::Note { .. } | Self::Title { .. })
    }

    /// Reads a change from JSON.
    pub fn from_value(value: &Value) -> Result<Self, ChangeFormError> {
        let object = value.as_object().ok_or(ChangeFormError::UnknownForm)?;
        let text = |key: &str| object.get(key).and_then(Value::as_str);
        let path = || text("path").map(str::to_owned);
        if let Some(id) = text("add") {
            let resource = object.get("resource").cloned().ok_or(ChangeFormError::Part("resource"))?;
            let resource = Resource::from_value(resource)
                .map_err(|wrong| ChangeFormError::Resource { path: wrong.path, message: wrong.message })?;
            return Ok(Self::Add { id: id.into(), resource: Arc::new(resource) });
        }
        if let Some(id) = text("remove") {
            return Ok(match path() {
                Some(path) => Self::RemovePath { id: id.into(), path },
                None => Self::Remove { id: id.into() },
            });
        }
        if let Some(id) = text("set") {
            let path = path().ok_or(ChangeFormError::Part("path"))?;
            let to = object.get("to").cloned().ok_or(ChangeFormError::Part("to"))?;
            return Ok(Self::Set { id: id.into(), path, to });
        }
        if let Some(key) = text("place") {
            return Ok(Self::Place { key: key.to_owned(), to: target(object)? });
        }
        if let Some(id) = text("note") {
            return Ok(Self::Note { id: id.to_owned(), to: target(object)? });
        }
        if let Some(id) = text("expectation") {
            return Ok(Self::Expectation { id: id.to_owned(), to: target(object)? });
        }
        if let Some(id) = text("accept") {
            return Ok(Self::Accept { id: id.to_owned(), to: target(object)? });
        }
        if let Some(title) = text("title") {
            return Ok(Self::Title { to: title.to_owned() });
        }
        Err(ChangeFormError::UnknownForm)
    }

    /// The change as JSON.
    pub fn to_value(&self) -> Value {
        match self {
            Self::Add { id, resource } => json!({"add": id, "resource": resource.to_value()}),
            Self::Remove { id } => json!({"remove": id}),
            Self::RemovePath { id, path } => json!({"remove": id, "path": path}),
            Self::Set { id, path, to } => json!({"set": id, "path": path, "to": to}),
            Self::Place { key, to } => json!({"place": key, "to": to}),
            Self::Note { id, to } => json!({"note": id, "to": to}),
            Self::Expectation { id, to } => json!({"expectation": id, "to": to}),
            Self::Accept { id, to } => json!({"accept": id, "to": to}),
            Self::Title { to } => json!({"title": to}),
        }
    }
}

fn target<T: DeserializeOwned>(object: &Map<String, Value>) -> Result<Option<T>, ChangeFormError> {
    match object.get("to") {
        None | Some(Value::Null) => Ok(None),
        Some(value) => T::deserialize(value).map(Some).map_err(|_| ChangeFormError::Part("to")),
    }
}

impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_value().serialize(serializer)
    }
}
