//! How edits reach the document: asked for refusals, applied whole, noted for undo.

use std::sync::Arc;

use netyard_core::change::{Change, Refusal, apply_all, refuse_all};
use netyard_core::model::{Document, Resource, ResourceId};
use netyard_core::schema::RULES_DATE;
use netyard_scene::Point;

use crate::editor::Editor;
use crate::effect::{Alternative, Effect, RefusalNotice};
use crate::frame::Frame;
use crate::history::{Fold, Step};
use crate::session::Key;

/// An edit before it is carried out.
#[derive(Clone, Debug, Default)]
pub(crate) struct Edit {
    /// What is done, for the history.
    pub(crate) label: String,
    /// The changes, in order.
    pub(crate) changes: Vec<Change>,
    /// Whether AWS is asked before.
    pub(crate) ask: bool,
    /// What is selected afterwards; as before where `None`.
    pub(crate) select: Option<Vec<Key>>,
    /// Whether it may fold into the step before.
    pub(crate) fold: Option<Fold>,
    /// Where it happens, for a refusal.
    pub(crate) at: Option<Point>,
}

impl Edit {
    /// An edit that is carried out without asking.
    pub(crate) fn new(label: impl Into<String>, changes: Vec<Change>) -> Self {
        Self { label: label.into(), changes, ..Self::default() }
    }

    /// The same, but AWS is asked before.
    pub(crate) fn asking(self) -> Self {
        Self { ask: true, ..self }
    }

    /// The same, with this selection afterwards.
    pub(crate) fn selecting(self, keys: Vec<Key>) -> Self {
        Self { select: Some(keys), ..self }
    }
}

impl Editor {
    /// Carries an edit out as one step. Says whether the document changed.
    pub(crate) fn commit(&mut self, edit: Edit) -> bool {
        if edit.changes.is_empty() || self.is_locked(edit.at) {
            return false;
        }
        if edit.ask
            && let Some((refusal, at)) = refuse_all(&self.document, &edit.changes)
        {
            self.show_refusal(&refusal, &edit, at);
            return false;
        }
        self.cancel_gesture();
        let selected_before = self.session.selection.keys().to_vec();
        let rules_date_before = self.document.rules_date.clone();
        let before = Arc::clone(&self.document);
        let document = Arc::make_mut(&mut self.document);
        let mut edit = edit;
        let mut inverses = match apply_all(document, &edit.changes) {
            Ok(inverses) => inverses,
            Err(error) => {
                self.document = before;
                self.refuse_with(edit.at, format!("{error}."));
                return false;
            }
        };
        // A place is measured from what a thing stands in: in another Region it says nothing.
        let moved = names_in_other_frames(&before, document, &edit.changes);
        if let Ok(more) = apply_all(document, &moved) {
            edit.changes.extend(moved);
            inverses = more.into_iter().chain(inverses).collect();
        }
        // A change that is its own inverse changed nothing.
        if inverses.iter().rev().eq(edit.changes.iter()) {
            self.document = before;
            return false;
        }
        RULES_DATE.clone_into(&mut Arc::make_mut(&mut self.document).rules_date);
        if let Some(keys) = edit.select {
            self.session.selection.replace(keys);
        }
        let meaning = edit.changes.iter().any(Change::changes_meaning);
        self.after_change(meaning);
        self.history.record(Step {
            label: edit.label,
            changes: edit.changes,
            inverses,
            rules_date_before,
            rules_date_after: RULES_DATE.to_owned(),
            selected_before,
            selected_after: self.session.selection.keys().to_vec(),
            fold: edit.fold,
        });
        true
    }

    /// Whether the drawing is for reading only; says so.
    fn is_locked(&mut self, at: Option<Point>) -> bool {
        let Some(reason) = self.locked.clone() else { return false };
        self.cancel_gesture();
        self.refuse_with(at, reason);
        true
    }

    /// Shows a refusal of our own, with no rule behind it.
    pub(crate) fn refuse_with(&mut self, at: Option<Point>, message: impl Into<String>) {
        self.refuse_offering(at, message.into(), Vec::new());
    }

    /// The same, with what can be done instead.
    pub(crate) fn refuse_offering(
        &mut self,
        at: Option<Point>,
        message: String,
        alternatives: Vec<Alternative>,
    ) {
        self.say(message.clone());
        self.emit(Effect::ShowRefusal(RefusalNotice {
            at,
            key: None,
            path: None,
            message,
            code: None,
            book: Vec::new(),
            alternatives,
        }));
    }

    fn show_refusal(&mut self, refusal: &Refusal, edit: &Edit, at: usize) {
        let change = edit.changes.get(at);
        let path = change.and_then(|change| match change {
            Change::Set { path, .. } | Change::RemovePath { path, .. } => Some(path.clone()),
            _ => None,
        });
        let alternatives = change.map(|change| self.alternatives_to(change)).unwrap_or_default();
        self.say(refusal.message.text.clone());
        self.emit(Effect::ShowRefusal(RefusalNotice {
            at: edit.at,
            key: change.and_then(Change::subject).cloned(),
            path,
            message: refusal.message.text.clone(),
            code: refusal.api_error.or(refusal.code).map(str::to_owned),
            book: refusal.book.clone(),
            alternatives,
        }));
    }

    /// Whether there is a step to take back.
    pub(crate) fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    /// Whether there is a step to do again.
    pub(crate) fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// Takes the last step back. In the middle of a gesture only the gesture is given up.
    pub(crate) fn undo(&mut self) {
        if self.cancel_gesture() {
            self.say("Given up");
            return;
        }
        if self.is_locked(None) {
            return;
        }
        let Some(step) = self.history.step_back().cloned() else { return };
        self.replay(&step.inverses, step.rules_date_before, step.selected_before);
        self.say(format!("Undone: {}", step.label));
    }

    /// Does the step again that was last taken back.
    pub(crate) fn redo(&mut self) {
        self.cancel_gesture();
        if self.is_locked(None) {
            return;
        }
        let Some(step) = self.history.step_forward().cloned() else { return };
        self.replay(&step.changes, step.rules_date_after, step.selected_after);
        self.say(format!("Done again: {}", step.label));
    }

    fn replay(&mut self, changes: &[Change], rules_date: String, selected: Vec<Key>) {
        let document = Arc::make_mut(&mut self.document);
        // Steps are replayed on the very document that they were made on or left, so this cannot fail; if it did,
        // the document is as it was.
        let _ = apply_all(document, changes);
        document.rules_date = rules_date;
        self.session.selection.replace(selected);
        self.after_change(changes.iter().any(Change::changes_meaning));
        // The keyboard stands where the selection is, else the next key would act on another thing than is read out.
        if let Some(key) = self.session.selection.main() {
            self.session.focused = Some(key.clone());
        }
    }
}

/// What decides about names and stands in another Region or account now, or in none: the layout finds it a new place.
fn names_in_other_frames(before: &Document, after: &Document, changes: &[Change]) -> Vec<Change> {
    let is_frame = |document: &Document, id: &ResourceId| {
        matches!(document.resource(id.as_str()), Some(Resource::Vpc(_) | Resource::Account(_)))
    };
    let mut subjects = changes.iter().filter_map(Change::subject);
    let frames_change = subjects.any(|id| is_frame(before, id) || is_frame(after, id));
    let is_moved = |key: &&String| {
        let (Some(was), Some(is)) = (before.resources.get(key.as_str()), after.resources.get(key.as_str()))
        else {
            return false;
        };
        (frames_change || !Arc::ptr_eq(was, is))
            && after.placement.get(*key) == before.placement.get(*key)
            && Frame::of_name(before, key) != Frame::of_name(after, key)
    };
    let moved = before.placement.keys().filter(is_moved);
    moved.map(|key| Change::Place { key: key.clone(), to: None }).collect()
}
