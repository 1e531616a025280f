//! What is read comes into the open drawing, after somebody has seen what that changes.

use super::Library;
use super::open::is_newest;
use crate::demand::Planned;
use crate::dispatch::{command, dispatch};
use crate::store::Dialog;
use crate::worker::Read;
use leptos::prelude::*;
use leptos::task::spawn_local;
use netyard_editor::{CommandId, Event, Request};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// An import that waits for somebody to say whether it is merged.
#[derive(Clone)]
pub(crate) struct Proposal {
    /// What was read, as people know it.
    pub(crate) name: String,
    /// What it would do.
    pub(crate) planned: Planned,
    /// Why what was asked for last cannot be.
    pub(crate) problem: Option<String>,
    /// How many files of the import were passed by: its report says why.
    pub(crate) passed_by: usize,
    read: Read,
    /// The drawing that the plan was made for.
    revision: u64,
}

thread_local! {
    /// Under which ids things came in that the open drawing had others for, at the last merge.
    static OWN_IDS: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
}

/// Under which id a thing came in that the last import calls so, if under another one.
pub(crate) fn came_in_as(id: &str) -> Option<String> {
    OWN_IDS.with_borrow(|ids| ids.get(id).cloned())
}

impl Library {
    /// Shows what an import would change in the open drawing. Nothing is done yet. Where what changes looks like another
    /// network, both are kept unless somebody says that it is the same one.
    pub(super) async fn propose(self, name: String, read: Read) {
        let number = self.ask();
        let imports = self.store.demand.imports.come().await;
        if !is_newest(number) {
            return;
        }
        let (open, revision) = (self.store.document.get_untracked(), self.store.revision.get_untracked());
        let planned = match (imports.plan)(&open, &read.document, None) {
            Ok(planned) => planned,
            Err(reason) => return self.refuse(name, reason),
        };
        let skipped = read.report.as_ref().map_or(&[][..], |report| &report.skipped);
        let passed_by = skipped.iter().filter(|entry| entry.what == "File").map(|entry| entry.count).sum();
        let proposal = Proposal { name, planned, problem: None, passed_by, read, revision };
        self.proposal.set(Some(Arc::new(proposal)));
        self.store.interface.dialog.set(Some(Dialog::Merge));
    }

    /// Takes what has the same id as something of the open drawing for another thing, or for the same one.
    pub(crate) fn keep_both(self, keeps_both: bool) {
        let Some(proposal) = self.proposal.get_untracked() else { return };
        // Whoever proposed it had it.
        let Some(imports) = self.store.demand.imports.now() else { return };
        let (open, revision) = (self.store.document.get_untracked(), self.store.revision.get_untracked());
        let mut next = Arc::unwrap_or_clone(proposal);
        match (imports.plan)(&open, &next.read.document, Some(keeps_both)) {
            Ok(planned) => next = Proposal { planned, problem: None, revision, ..next },
            // The choice stands as it was made; another one is possible.
            Err(reason) => {
                next.problem = Some(reason);
                next.planned.keeps_both = keeps_both;
            }
        }
        self.proposal.set(Some(Arc::new(next)));
    }

    /// Does what was proposed, as one step.
    pub(crate) fn merge(self) {
        let Some(proposal) = self.proposal.try_update_untracked(Option::take).flatten() else { return };
        let Proposal { name, planned: Planned { plan, .. }, read, revision, .. } =
            Arc::unwrap_or_clone(proposal);
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
        let own_ids = plan.own_ids.into_iter().map(|own| (own.thing.id, own.id)).collect();
        OWN_IDS.set(own_ids);
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
