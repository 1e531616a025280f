//! What every panel reads and does: the drawing, what follows from it, and the acts that change it.

use super::decided::{Decided, decided};
use super::words;
use crate::dispatch::dispatch;
use crate::store::{Store, use_store};
use leptos::prelude::*;
use leptos::reactive::graph::Observer;
use netyard_core::change::{self, Change};
use netyard_core::expect::{ExpectationResult, Fault, faults_of};
use netyard_core::model::{Document, IdGenerator, Resource, ResourceId};
use netyard_core::routing::RoutedNetwork;
use netyard_core::rules::Finding;
use netyard_core::simulate::{Faults, Trace};
use netyard_editor::command::CommandId;
use netyard_editor::{Event, Key, PartId, Request, SelectMode};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The handle of a panel on the page's state. Copying it copies handles.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    /// The store behind it.
    pub(crate) store: Store,
}

/// The desk of this page.
pub(crate) fn use_desk() -> Desk {
    Desk { store: use_store() }
}

impl Desk {
    /// The open drawing.
    pub(crate) fn document(self) -> Arc<Document> {
        read(self.store.document)
    }

    /// The network of the drawing, with its routes.
    pub(crate) fn network(self) -> Arc<RoutedNetwork> {
        read(self.store.network)
    }

    /// What the rules found.
    pub(crate) fn findings(self) -> Arc<Vec<Finding>> {
        read(self.store.findings)
    }

    /// The way of the packet that is asked about.
    pub(crate) fn trace(self) -> Option<Arc<Trace>> {
        read(self.store.trace)
    }

    /// Why there is no trace although both ends are given.
    pub(crate) fn trace_problem(self) -> Option<String> {
        read(self.store.trace_problem)
    }

    /// How the expectations came out.
    pub(crate) fn results(self) -> Arc<Vec<ExpectationResult>> {
        read(self.store.results)
    }

    /// What has failed on trial at this moment. Not followed.
    pub(crate) fn faults(self) -> Faults {
        faults_of(self.store.session.off.get_untracked().iter())
    }

    /// What is switched off at this moment. Not followed.
    pub(crate) fn off(self) -> Arc<BTreeSet<Fault>> {
        self.store.session.off.get_untracked()
    }

    /// The keys of what is selected.
    pub(crate) fn selection(self) -> Vec<String> {
        self.store
            .session
            .selection
            .with(|selection| selection.keys().iter().map(ToString::to_string).collect())
    }

    /// Whether a thing is selected.
    pub(crate) fn is_selected(self, id: &str) -> bool {
        self.store.session.selection.with(|selection| selection.contains(id))
    }

    /// One resource, told anew only when it changes itself.
    pub(crate) fn resource(self, id: &str) -> Memo<Option<Arc<Resource>>> {
        let id = ResourceId::new(id);
        Memo::new(move |_| self.store.document.with(|document| document.resources.get(&id).cloned()))
    }

    /// The name of a thing, as people call it.
    pub(crate) fn name(self, id: &str) -> String {
        words::name_of(&self.document(), id)
    }

    /// What decided the hop that is looked at, for the tables of that resource.
    pub(crate) fn decided(self, id: &str) -> Memo<Option<Decided>> {
        let id = id.to_owned();
        Memo::new(move |_| decided(self, &id))
    }

    /// A person edits fields. AWS is asked first; what it would refuse is the error, and nothing changes.
    pub(crate) fn edit(self, label: impl Into<String>, changes: Vec<Change>) -> Result<(), String> {
        let document = self.store.document.get_untracked();
        let mut tried: Option<Document> = None;
        for change in &changes {
            tried = Some(change::attempt(tried.as_ref().unwrap_or(&document), change)?);
        }
        self.request(Request::Edit { label: label.into(), changes });
        Ok(())
    }

    /// The same where no line can say the error: what AWS would refuse is a toast, with what can be done instead.
    pub(crate) fn ask(self, label: impl Into<String>, changes: Vec<Change>) {
        self.request(Request::Edit { label: label.into(), changes });
    }

    /// A fix or an import is carried out as one step, without asking.
    pub(crate) fn apply(self, label: impl Into<String>, changes: Vec<Change>) {
        self.request(Request::Apply { label: label.into(), changes });
    }

    /// Selects several things.
    pub(crate) fn select_all(self, ids: impl IntoIterator<Item = String>) {
        let keys = ids.into_iter().map(|id| Key::new(&id)).collect();
        self.request(Request::Select { keys, mode: SelectMode::Replace });
    }

    /// Adds to the selection, or takes out.
    pub(crate) fn toggle(self, id: &str) {
        self.request(Request::Select { keys: vec![Key::new(id)], mode: SelectMode::Toggle });
    }

    /// Selects one thing and brings it into view.
    pub(crate) fn reveal(self, id: &str) {
        self.request(Request::Reveal(Key::new(id)));
    }

    /// Hides what is in a container, or shows it again.
    pub(crate) fn fold(self, id: &str, folds: bool) {
        self.request(Request::Fold { keys: vec![Key::new(id)], folds });
    }

    /// The pointer is over a row that stands for a thing, or over none.
    pub(crate) fn hover(self, id: Option<&str>) {
        self.request(Request::Hover(id.map(Key::new)));
    }

    /// Gives a thing another name.
    pub(crate) fn rename(self, id: &str, name: String) {
        self.request(Request::Rename { key: Key::new(id), name });
    }

    /// Removes things with their content.
    pub(crate) fn delete(self, ids: impl IntoIterator<Item = String>) {
        let keys = ids.into_iter().map(|id| Key::new(&id)).collect();
        self.request(Request::Delete { keys, keep_content: false });
    }

    /// Adds a part where the selection says.
    pub(crate) fn create(self, part: PartId) {
        self.request(Request::Create { part, inside: None });
    }

    /// Connects two things.
    pub(crate) fn connect(self, from: &str, to: &str) {
        self.request(Request::Connect { from: Key::new(from), to: Key::new(to) });
    }

    /// Carries out a command of the registry.
    pub(crate) fn run(self, command: CommandId) {
        dispatch(self.store, Event::Command(command));
    }

    /// Whether a command can be used now. Not followed: ask again when the drawing or the selection changes.
    pub(crate) fn is_enabled(self, command: CommandId) -> bool {
        self.store.ask(|editor| editor.is_enabled(command))
    }

    /// An act with arguments.
    pub(crate) fn request(self, request: Request) {
        dispatch(self.store, Event::Request(request));
    }

    /// Says a sentence at the foot of the canvas.
    pub(crate) fn say(self, text: impl Into<String>) {
        self.store.interface.toast(text, None);
    }

    /// A generator of new ids, seeded anew.
    #[expect(clippy::unused_self, reason = "asked of the desk like everything else")]
    pub(crate) fn ids(self) -> IdGenerator {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a seed needs bits, not a value"
        )]
        IdGenerator::new((js_sys::Math::random() * 9_007_199_254_740_992.0) as u64)
    }

    /// A new row id for a table of a resource.
    pub(crate) fn row_id(self, prefix: &str) -> String {
        self.ids().row(prefix, |_| false).as_str().to_owned()
    }
}

/// The value of a signal, followed where somebody follows: acts of a person read it once.
fn read<T: Clone + Send + Sync + 'static>(signal: Signal<T>) -> T {
    if Observer::get().is_some() { signal.get() } else { signal.get_untracked() }
}
