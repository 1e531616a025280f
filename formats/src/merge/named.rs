//! Expectations that call a thing by its name: after a merge two things may be called so, and nobody can say which one is
//! meant.

use super::plan::Kept;
use netyard_core::model::{Document, Expectation, ResourceId};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What is to be told of expectations of which an end is called as two things are then.
pub(super) fn told(open: &Document, imported: &Document) -> Vec<Kept> {
    let sides = [(open, imported), (imported, open)];
    let pairs = sides.into_iter().map(|(own, other)| (own, other, called(own), called(other)));
    let mut told = Vec::new();
    for (own, other, here, there) in pairs {
        for (id, expectation) in &own.expectations {
            for name in ends(expectation) {
                let is_clear =
                    own.resource(name).is_none() && here.get(name).is_some_and(|ids| ids.len() == 1);
                // The id of one is asked for before the name of another.
                let is_other = other.resource(name).is_some()
                    || there.get(name).is_some_and(|others| !others.is_subset(&all(&here, name)));
                if is_clear && is_other {
                    let what = format!("Expectation {id} ({})", expectation.title);
                    let why = format!(
                        "It speaks of \"{name}\", and two things are called so then. Give one of them another name, or \
                         write its id into the expectation."
                    );
                    told.push(Kept { what, why });
                }
            }
        }
    }
    told
}

/// Who is called how.
fn called(document: &Document) -> BTreeMap<&str, BTreeSet<&ResourceId>> {
    let mut called: BTreeMap<&str, BTreeSet<&ResourceId>> = BTreeMap::new();
    for (id, resource) in &document.resources {
        if let Some(name) = resource.name() {
            called.entry(name).or_default().insert(id);
        }
    }
    called
}

fn all<'a>(called: &BTreeMap<&str, BTreeSet<&'a ResourceId>>, name: &str) -> BTreeSet<&'a ResourceId> {
    called.get(name).cloned().unwrap_or_default()
}

/// The ends that an expectation names.
fn ends(expectation: &Expectation) -> impl Iterator<Item = &str> {
    let checks = expectation.check.as_object().into_iter().flat_map(|check| check.values());
    checks
        .flat_map(|check| ["from", "to"].into_iter().filter_map(|end| check.get(end).and_then(Value::as_str)))
}
