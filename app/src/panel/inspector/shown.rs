//! The resource that the inspector shows, and edits of its fields.

use crate::panel::desk::{Desk, use_desk};
use leptos::prelude::*;
use leptos::reactive::graph::Observer;
use netyard_core::change::Change;
use netyard_core::model::{Resource, ResourceId};
use serde_json::Value;
use std::sync::Arc;

/// The resource that is shown.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    /// The desk.
    pub(super) desk: Desk,
    id: StoredValue<ResourceId>,
    /// The resource.
    pub(super) resource: Memo<Option<Arc<Resource>>>,
    json: Memo<Value>,
}

/// The resource around.
pub(super) fn use_shown() -> Shown {
    expect_context::<Shown>()
}

impl Shown {
    /// Shows a resource, and makes it known to everything inside.
    pub(super) fn provide(id: &str) -> Self {
        let desk = use_desk();
        let resource = desk.resource(id);
        let json = Memo::new(move |_| resource.get().map_or(Value::Null, |resource| resource.to_value()));
        let shown = Self { desk, id: StoredValue::new(ResourceId::new(id)), resource, json };
        provide_context(shown);
        shown
    }

    /// Its id.
    pub(super) fn id(self) -> ResourceId {
        self.id.get_value()
    }

    /// Its name, for the history.
    pub(super) fn name(self) -> String {
        self.desk
            .store
            .document
            .with_untracked(|document| crate::panel::words::name_of(document, self.id.get_value().as_str()))
    }

    /// The value at a path.
    pub(super) fn value(self, path: &str) -> Option<Value> {
        if Observer::get().is_some() {
            self.json.with(|json| json.pointer(path).cloned())
        } else {
            self.json.with_untracked(|json| json.pointer(path).cloned())
        }
    }

    /// The text or number at a path; empty where there is none.
    pub(super) fn text(self, path: &str) -> String {
        match self.value(path) {
            Some(Value::String(text)) => text,
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    /// The texts of the list at a path.
    pub(super) fn list(self, path: &str) -> Vec<String> {
        match self.value(path) {
            Some(Value::Array(items)) => {
                items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Sets a field. `what` names it in the history: "the range".
    pub(super) fn set(self, what: &str, path: &str, to: impl Into<Value>) -> Result<(), String> {
        let label = format!("Change {what} of {}", self.name());
        self.desk.edit(label, vec![Change::set(&self.id(), path, to)])
    }

    /// Takes a field or row away.
    pub(super) fn remove(self, what: &str, path: &str) -> Result<(), String> {
        if self.value(path).is_none() {
            return Ok(());
        }
        let label = format!("Remove {what} of {}", self.name());
        self.desk.edit(label, vec![Change::RemovePath { id: self.id(), path: path.to_owned() }])
    }

    /// Sets a field and shows a refusal as toast, with what can be done instead: for boxes and lists that have no line for
    /// it.
    pub(super) fn set_or_say(self, what: &str, path: &str, to: impl Into<Value>) {
        let label = format!("Change {what} of {}", self.name());
        self.desk.ask(label, vec![Change::set(&self.id(), path, to)]);
    }

    /// Takes a field or row away and shows a refusal as toast, with what can be done instead.
    pub(super) fn remove_or_say(self, what: &str, path: &str) {
        if self.value(path).is_some() {
            let label = format!("Remove {what} of {}", self.name());
            self.desk.ask(label, vec![Change::RemovePath { id: self.id(), path: path.to_owned() }]);
        }
    }
}
