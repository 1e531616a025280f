//! What is read comes into the open drawing, after somebody has seen what that changes.

use super::Library;
use super::open::is_newest;
use crate::dispatch::{command, dispatch};
use crate::store::Dialog;
use crate::worker::Read;
use leptos::prelude::*;
use leptos::task::spawn_local;
use netyard_core::schema::caps;
use netyard_editor::{CommandId, Event, Request};
use netyard_formats::merge::MergePlan;
use std::sync::Arc;

/// An import that waits for somebody to say whether it is merged.
#[derive(Clone)]
pub(crate) struct Proposal {
    /// What was read, as people know it.
    pub(crate) name: String,
    /// What it would do.
    pub(crate) plan: MergePlan,
    /// How many files of the import were passed by: its report says why.
    pub(crate) passed_by: usize,
    read: Read,
    /// The drawing that the plan was made for.
    revision: u64,
}

impl Library {
    /// Shows what an import would change in the open drawing. Nothing is done yet.
    pub(super) async fn propose(self, name: String, read: Read) {
        let number = self.ask();
        let imports = self.store.demand.imports.come().await;
        if !is_newest(number) {
            return;
        }
        let (open, revision) = (self.store.document.get_untracked(), self.store.revision.get_untracked());
        let plan = (imports.plan)(&open, &read.document);
        if open.resources.len() + plan.added.len() > caps::RESOURCES {
            let reason =
                format!("Together they have more resources than a drawing holds, {}.", caps::RESOURCES);
            return self.refuse(name, reason);
        }
        let skipped = read.report.as_ref().map_or(&[][..], |report| &report.skipped);
        let passed_by = skipped.iter().filter(|entry| entry.what == "File").map(|entry| entry.count).sum();
        self.proposal.set(Some(Arc::new(Proposal { name, plan, passed_by, read, revision })));
        self.store.interface.dialog.set(Some(Dialog::Merge));
    }

    /// Does what was proposed, as one step.
    pub(crate) fn merge(self) {
        let Some(proposal) = self.proposal.try_update_untracked(Option::take).flatten() else { return };
        let Proposal { name, plan, read, revision, .. } = Arc::unwrap_or_clone(proposal);
        // Somebody else may have changed the drawing meanwhile: then the plan is another one, and is shown anew.
        if revision != self.store.revision.get_untracked() {
            return spawn_local(self.propose(name, read));
        }
        self.store.interface.dialog.set(None);
        self.proposal.set(None);
        let label = format!("Import {name}");
        dispatch(self.store, Event::Request(Request::Apply { label, changes: plan.changes }));
        // Where the drawing is for reading only, that was said.
        if revision == self.store.revision.get_untracked() {
            return;
        }
        let undo = Callback::new(move |()| command(self.store, CommandId::Undo));
        let words = format!("{name} is in the drawing.");
        self.store.interface.toast_of_step(words, vec![("Undo".to_owned(), undo)]);
        self.tell_unknown(read.unknown);
        if read.report.is_some() {
            self.report.set(read.report);
        }
    }

    /// Opens what was read as a new drawing after all.
    pub(crate) fn open_proposal(self) {
        let Some(proposal) = self.proposal.get_untracked() else { return };
        self.proposal.set(None);
        self.take_read(Ok(Arc::unwrap_or_clone(proposal).read));
    }
}
