//! Several drawings into one, as `netyard import --from netyard` does; and an import into a drawing that is open
//! ([`merge_into`], or [`merge_beside`] where things with the same ids are others), which shows what would change before it
//! does.

mod apart;
mod beside;
mod doubt;
mod id_fields;
mod named;
mod plan;
mod rows;
mod text;

pub use beside::merge_beside;
pub use plan::{ChangedThing, FieldChange, Kept, MergePlan, OwnId, Thing, merge_into};

use crate::report::ImportReport;
use apart::Moved;
use netyard_core::model::{Document, ResourceId};
use netyard_core::schema::Opened;
use std::collections::BTreeMap;
use std::net::IpAddr;
use thiserror::Error;

/// A drawing that takes part in a merge.
#[derive(Clone, Debug)]
pub struct Part {
    /// The file, as the user knows it.
    pub file: String,
    /// The drawing.
    pub opened: Opened,
}

/// Why drawings do not become one.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MergeError {
    /// Nothing to merge.
    #[error("There is no drawing to import.")]
    Nothing,
    /// One id, two contents.
    #[error("{id} stands in {first} and in {second}, with different content. Give one of them another id.")]
    Conflict {
        /// The id.
        id: String,
        /// The file that came first.
        first: String,
        /// The other file.
        second: String,
    },
}

/// Makes one drawing of several. What is the same in two of them is taken once; what differs under one id is refused.
///
/// With more than one drawing, placement is left to the layout, because two drawings would lie on top of each other.
pub fn merge(parts: Vec<Part>) -> Result<(Document, ImportReport), MergeError> {
    let mut report = ImportReport::default();
    let is_alone = parts.len() == 1;
    let mut parts = parts.into_iter();
    let Some(Part { file, opened }) = parts.next() else { return Err(MergeError::Nothing) };
    tell(&mut report, &file, &opened);
    let mut document = opened.document;
    if is_alone {
        return Ok((document, report));
    }
    let mut origins = Origins { first: file.clone(), later: BTreeMap::new() };
    leave_out_placement(&mut report, &file, &mut document);
    for Part { file, opened } in parts {
        tell(&mut report, &file, &opened);
        let mut other = opened.document;
        leave_out_placement(&mut report, &file, &mut other);
        if let Some((others, moved)) = apart::apart(&document, &other) {
            for Moved { from, to } in moved {
                report.approximated(&file, &from.to_string(), "Public address", &moved_why(to));
            }
            other = others;
        }
        let Document { resources, expectations, notes, accepted, extra, .. } = other;
        origins.join(&file, ResourceId::to_string, &mut document.resources, resources)?;
        origins.join(&file, String::clone, &mut document.expectations, expectations)?;
        origins.join(&file, String::clone, &mut document.notes, notes)?;
        origins.join(&file, String::clone, &mut document.accepted, accepted)?;
        origins.join(&file, String::clone, &mut document.extra, extra)?;
    }
    Ok((document, report))
}

/// Why an address becomes another one.
fn moved_why(to: IpAddr) -> String {
    format!("It stands for one that AWS gives, and another thing has it already; {to} stands for it here.")
}

/// From which file each id came.
struct Origins {
    first: String,
    later: BTreeMap<String, String>,
}

impl Origins {
    fn join<K: Ord, V: PartialEq>(
        &mut self,
        file: &str,
        name: impl Fn(&K) -> String,
        into: &mut BTreeMap<K, V>,
        from: impl IntoIterator<Item = (K, V)>,
    ) -> Result<(), MergeError> {
        for (key, value) in from {
            let id = name(&key);
            match into.get(&key) {
                Some(same) if *same == value => {}
                Some(_) => {
                    let first = self.later.get(&id).unwrap_or(&self.first).clone();
                    return Err(MergeError::Conflict { id, first, second: file.to_owned() });
                }
                None => {
                    self.later.insert(id, file.to_owned());
                    into.insert(key, value);
                }
            }
        }
        Ok(())
    }
}

fn tell(report: &mut ImportReport, file: &str, opened: &Opened) {
    for (id, resource) in &opened.document.resources {
        let label = resource.resource_type().map_or("Resource of an unknown type", |kind| kind.label());
        report.read(file, &format!("resources.{id}"), label);
    }
    for path in &opened.unknown_fields {
        let why = "This Netyard does not know the field; it is kept as it is.";
        report.approximated(file, path, "Unknown field", why);
    }
    for (id, type_name) in &opened.unknown_types {
        let why =
            format!("This Netyard does not know the type \"{type_name}\"; the resource is kept as it is.");
        report.approximated(file, &format!("resources.{id}"), "Resource of an unknown type", &why);
    }
}

fn leave_out_placement(report: &mut ImportReport, file: &str, document: &mut Document) {
    for key in std::mem::take(&mut document.placement).into_keys() {
        let why = "Drawings that become one are placed anew.";
        report.skipped(file, &format!("placement.{key}"), "Place", why);
    }
}
