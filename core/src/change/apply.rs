use super::Change;
use super::pointer::{self, Previous};
use crate::model::{Document, Resource, ResourceId};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;
use thiserror::Error;

/// Why a change cannot be carried out. The document is as it was.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ChangeError {
    /// The id of an `add` is taken.
    #[error("{0} exists already")]
    Exists(ResourceId),
    /// Nothing has that id.
    #[error("nothing has the id {0}")]
    Missing(ResourceId),
    /// Nothing is at that path, or it leads nowhere.
    #[error("{id} has nothing at {path}")]
    NoSuchPath {
        /// The resource.
        id: ResourceId,
        /// The pointer.
        path: String,
    },
    /// The resource cannot hold that value.
    #[error("{id} cannot take that value at {path}: {message}")]
    Unreadable {
        /// The resource.
        id: ResourceId,
        /// Where the value is wrong.
        path: String,
        /// Why.
        message: String,
    },
}

/// Carries out a change and gives its inverse. On an error the document is untouched.
pub fn apply(document: &mut Document, change: &Change) -> Result<Change, ChangeError> {
    match change {
        Change::Add { id, resource } => {
            if document.resources.contains_key(id) {
                return Err(ChangeError::Exists(id.clone()));
            }
            document.resources.insert(id.clone(), Arc::clone(resource));
            Ok(Change::Remove { id: id.clone() })
        }
        Change::Remove { id } => match document.resources.remove(id) {
            Some(resource) => Ok(Change::Add { id: id.clone(), resource }),
            None => Err(ChangeError::Missing(id.clone())),
        },
        Change::RemovePath { id, path } => edit(document, id, path, |value| {
            let old = pointer::remove(value, path)?;
            Some(Change::Set { id: id.clone(), path: path.clone(), to: old })
        }),
        Change::Set { id, path, to } => edit(document, id, path, |value| {
            Some(match pointer::set(value, path, to.clone())? {
                Previous::Value(old) => Change::Set { id: id.clone(), path: path.clone(), to: old },
                Previous::Missing(made) => Change::RemovePath { id: id.clone(), path: made },
            })
        }),
        Change::Place { key, to } => {
            Ok(Change::Place { key: key.clone(), to: replace(&mut document.placement, key, *to) })
        }
        Change::Note { id, to } => {
            Ok(Change::Note { id: id.clone(), to: replace(&mut document.notes, id, to.clone()) })
        }
        Change::Expectation { id, to } => Ok(Change::Expectation {
            id: id.clone(),
            to: replace(&mut document.expectations, id, to.clone()),
        }),
        Change::Accept { id, to } => {
            Ok(Change::Accept { id: id.clone(), to: replace(&mut document.accepted, id, to.clone()) })
        }
        Change::Title { to } => Ok(Change::Title { to: std::mem::replace(&mut document.title, to.clone()) }),
    }
}

/// Carries out changes in order and gives the inverses in the order in which they undo them.
///
/// All or nothing: if one fails, those before it are taken back.
pub fn apply_all<'a>(
    document: &mut Document,
    changes: impl IntoIterator<Item = &'a Change>,
) -> Result<Vec<Change>, ChangeError> {
    let before = document.clone();
    let mut inverses = Vec::new();
    for change in changes {
        match apply(document, change) {
            Ok(inverse) => inverses.push(inverse),
            Err(error) => {
                *document = before;
                return Err(error);
            }
        }
    }
    inverses.reverse();
    Ok(inverses)
}

fn replace<T>(map: &mut BTreeMap<String, T>, key: &str, to: Option<T>) -> Option<T> {
    match to {
        Some(value) => map.insert(key.to_owned(), value),
        None => map.remove(key),
    }
}

/// Edits a resource as JSON and reads it again, so that a field of any type is set in one way.
fn edit(
    document: &mut Document,
    id: &ResourceId,
    path: &str,
    edit: impl FnOnce(&mut Value) -> Option<Change>,
) -> Result<Change, ChangeError> {
    let slot = document.resources.get_mut(id).ok_or_else(|| ChangeError::Missing(id.clone()))?;
    let nowhere = || ChangeError::NoSuchPath { id: id.clone(), path: path.to_owned() };
    if path == "/type" {
        return Err(nowhere());
    }
    let mut value = slot.to_value();
    let inverse = edit(&mut value).ok_or_else(nowhere)?;
    let edited = Resource::from_value(value).map_err(|wrong| ChangeError::Unreadable {
        id: id.clone(),
        path: format!("/{}", wrong.path.replace('.', "/")),
        message: wrong.message,
    })?;
    *slot = Arc::new(edited);
    Ok(inverse)
}
