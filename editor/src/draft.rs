//! An edit in the making: every change is carried out on a copy at once, so that the next one sees it.

use netyard_core::change::{Change, apply};
use netyard_core::model::{
    Document, IdGenerator, Note, Placement, Resource, ResourceId, ResourceType, RowId,
};
use serde_json::Value;

/// A copy of the document with the changes that led to it.
pub(crate) struct Draft<'a> {
    document: Document,
    changes: Vec<Change>,
    ids: &'a mut IdGenerator,
}

impl<'a> Draft<'a> {
    /// A draft without changes.
    pub(crate) fn new(document: &Document, ids: &'a mut IdGenerator) -> Self {
        Self { document: document.clone(), changes: Vec::new(), ids }
    }

    /// The document as it is by now.
    pub(crate) fn document(&self) -> &Document {
        &self.document
    }

    /// The changes so far.
    pub(crate) fn finish(self) -> Vec<Change> {
        self.changes
    }

    /// Makes a change. One that cannot be carried out is left out.
    pub(crate) fn change(&mut self, change: Change) {
        if apply(&mut self.document, &change).is_ok() {
            self.changes.push(change);
        }
    }

    /// Adds a resource under a new id.
    pub(crate) fn add(&mut self, resource: impl Into<Resource>) -> ResourceId {
        let resource = resource.into();
        let resource_type = resource.resource_type().unwrap_or(ResourceType::Vpc);
        let id = self.ids.resource(resource_type, &self.document);
        self.change(Change::add(id.clone(), resource));
        id
    }

    /// A new id for a resource of that type, in use neither in the document nor in `reserved`.
    pub(crate) fn new_id(
        &mut self,
        resource_type: ResourceType,
        reserved: impl Fn(&str) -> bool,
    ) -> ResourceId {
        loop {
            let id = self.ids.resource(resource_type, &self.document);
            if !reserved(id.as_str()) {
                return id;
            }
        }
    }

    /// A new id with that prefix, for a type of a later version.
    pub(crate) fn new_other_id(&mut self, prefix: &str, reserved: impl Fn(&str) -> bool) -> ResourceId {
        let document = &self.document;
        let id = self.ids.key(prefix, |id| document.resources.contains_key(id) || reserved(id));
        ResourceId::new(&id)
    }

    /// Adds a resource under an id that is given.
    pub(crate) fn add_as(&mut self, id: &ResourceId, resource: impl Into<Resource>) {
        self.change(Change::add(id.clone(), resource));
    }

    /// Sets a field.
    pub(crate) fn set(&mut self, id: &ResourceId, path: &str, to: impl Into<Value>) {
        self.change(Change::set(id, path, to));
    }

    /// Takes a field or row away, if it is there.
    pub(crate) fn unset(&mut self, id: &ResourceId, path: &str) {
        self.change(Change::RemovePath { id: id.clone(), path: path.to_owned() });
    }

    /// Removes a resource, and the place it had.
    pub(crate) fn remove(&mut self, id: &ResourceId) {
        self.change(Change::Remove { id: id.clone() });
        self.unplace(id.as_str());
    }

    /// Gives a thing a place.
    pub(crate) fn place(&mut self, key: &str, to: Placement) {
        if self.document.placement.get(key) != Some(&to) {
            self.change(Change::Place { key: key.to_owned(), to: Some(to) });
        }
    }

    /// Leaves the place of a thing to the layout.
    pub(crate) fn unplace(&mut self, key: &str) {
        if self.document.placement.contains_key(key) {
            self.change(Change::Place { key: key.to_owned(), to: None });
        }
    }

    /// Adds a note and gives its key.
    pub(crate) fn add_note(&mut self, note: Note) -> ResourceId {
        let document = &self.document;
        let id = self.ids.key("note", |id| document.notes.contains_key(id));
        self.change(Change::Note { id: id.clone(), to: Some(note) });
        ResourceId::new(&id)
    }

    /// A new row id with this first letter, free in the resource at `rows`.
    pub(crate) fn row(&mut self, prefix: &str, taken: impl Fn(&str) -> bool) -> RowId {
        self.ids.row(prefix, taken)
    }

    /// Writes a list of ids at a path.
    pub(crate) fn set_ids(&mut self, id: &ResourceId, path: &str, ids: &[ResourceId]) {
        if ids.is_empty() {
            self.unset(id, path);
        } else {
            let list: Vec<Value> = ids.iter().map(|id| Value::from(id.as_str())).collect();
            self.set(id, path, list);
        }
    }
}

impl Draft<'_> {
    /// The changes that something would make, without making them.
    pub(crate) fn try_out(&mut self, what: impl FnOnce(&mut Draft<'_>)) -> Vec<Change> {
        let mut draft = Draft::new(&self.document, self.ids);
        what(&mut draft);
        draft.finish()
    }
}
