//! Undo and redo: every step is its changes with their inverses.

use netyard_core::change::Change;

use crate::session::Key;

/// One step: what a person did in one go.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Step {
    /// What was done.
    pub(crate) label: String,
    /// The changes, in order.
    pub(crate) changes: Vec<Change>,
    /// Their inverses, in the order in which they undo them.
    pub(crate) inverses: Vec<Change>,
    /// The date of the rules in the document before the step.
    pub(crate) rules_date_before: String,
    /// The date of the rules in the document after the step.
    pub(crate) rules_date_after: String,
    /// What was selected before.
    pub(crate) selected_before: Vec<Key>,
    /// What was selected after.
    pub(crate) selected_after: Vec<Key>,
    /// Steps of one kind in quick succession fold into one: the kind, and when the last came.
    pub(crate) fold: Option<Fold>,
}

/// What makes two steps one: nudges of the same things within a moment.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fold {
    /// The kind of step, and what it is about.
    pub(crate) kind: String,
    /// When.
    pub(crate) time: f64,
}

/// How long after one another steps still fold.
const FOLD_WITHIN: f64 = 800.0;
/// The most steps that are kept.
const MOST_STEPS: usize = 500;
/// The most bytes, roughly, that kept steps take.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// The steps that can be taken back and done again.
#[derive(Clone, Debug, Default)]
pub(crate) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    bytes: usize,
}

impl History {
    /// Notes a step; what was undone before can no longer be done again.
    pub(crate) fn record(&mut self, step: Step) {
        self.undone.clear();
        self.bytes += weight(&step);
        match self.done.last_mut().filter(|last| folds(last, &step)) {
            Some(last) => fold(last, step),
            None => self.done.push(step),
        }
        self.cap();
    }

    /// Whether there is a step to take back.
    pub(crate) fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is a step to do again.
    pub(crate) fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// The step that would be taken back.
    pub(crate) fn last_done(&self) -> Option<&Step> {
        self.done.last()
    }

    /// The step that would be done again.
    pub(crate) fn last_undone(&self) -> Option<&Step> {
        self.undone.last()
    }

    /// Takes the last step, to take it back; it can then be done again.
    pub(crate) fn step_back(&mut self) -> Option<&Step> {
        let step = self.done.pop()?;
        self.undone.push(step);
        self.undone.last()
    }

    /// Takes the last step that was taken back, to do it again.
    pub(crate) fn step_forward(&mut self) -> Option<&Step> {
        let step = self.undone.pop()?;
        self.done.push(step);
        self.done.last()
    }

    /// How many steps can be taken back.
    pub(crate) fn len(&self) -> usize {
        self.done.len()
    }

    fn cap(&mut self) {
        let mut drop = 0;
        while self.done.len() - drop > 1 && (self.done.len() - drop > MOST_STEPS || self.bytes > MOST_BYTES) {
            self.bytes = self.bytes.saturating_sub(self.done.get(drop).map_or(0, weight));
            drop += 1;
        }
        self.done.drain(..drop);
    }
}

fn folds(last: &Step, next: &Step) -> bool {
    match (&last.fold, &next.fold) {
        (Some(last), Some(next)) => last.kind == next.kind && (next.time - last.time).abs() <= FOLD_WITHIN,
        _ => false,
    }
}

fn fold(last: &mut Step, next: Step) {
    last.changes.extend(next.changes);
    let mut inverses = next.inverses;
    inverses.append(&mut last.inverses);
    last.inverses = inverses;
    last.rules_date_after = next.rules_date_after;
    last.selected_after = next.selected_after;
    last.fold = next.fold;
}

/// A rough number of bytes; resources are shared with the document, so they count little while it holds them.
fn weight(step: &Step) -> usize {
    let of = |change: &Change| match change {
        Change::Add { .. } => 900,
        Change::Set { path, to, .. } => 96 + path.len() + value_weight(to),
        Change::Note { to: Some(note), .. } => 96 + note.text.len(),
        _ => 96,
    };
    step.changes.iter().chain(&step.inverses).map(of).sum()
}

fn value_weight(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::String(text) => text.len() + 24,
        serde_json::Value::Array(items) => 24 + items.iter().map(value_weight).sum::<usize>(),
        serde_json::Value::Object(fields) => {
            24 + fields.iter().map(|(name, value)| name.len() + value_weight(value)).sum::<usize>()
        }
        _ => 24,
    }
}
