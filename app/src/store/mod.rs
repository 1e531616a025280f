//! The one place where the page's state lives: the drawing, what follows from it, and the interface around it.
//!
//! Components take the store from context with [`use_store`], read narrow signals, and send events back by
//! [`dispatch`](crate::dispatch::dispatch). Nothing here draws. What follows from a drawing is a memo: it is computed
//! once for each change, whoever reads it.

mod checker;
mod interface;
mod report;
mod results;
mod session;

pub(crate) use interface::{Dialog, DrawerTab, Interface, LeftTab, Moving, Saved, Theme, Toast};
pub(crate) use report::Known;
pub(crate) use session::SessionSignals;

use crate::demand::Demand;
use crate::platform::page::is_embedded;
use leptos::prelude::*;
use netyard_core::expect::ExpectationResult;
use netyard_core::model::Document;
use netyard_core::routing::RoutedNetwork;
use netyard_core::rules::Finding;
use netyard_core::simulate::{FlowSpec, Trace};
use netyard_editor::{Editor, Effect, Event, Hands};
use netyard_scene::{Link, Scene};
use serde_json::Value;
use std::ops::Deref;
use std::sync::Arc;

/// What the editor derives once for each change; another `Arc` means another value.
#[derive(Clone, Copy)]
struct Derived {
    drawing: RwSignal<Arc<Document>>,
    network: RwSignal<Arc<RoutedNetwork>>,
    scene: RwSignal<Arc<Scene>>,
    counter: RwSignal<u64>,
}

impl Derived {
    /// Takes over what is another one in the editor.
    fn follow(&self, editor: &Editor) {
        follow_shared(self.network, editor.network());
        follow_shared(self.scene, editor.scene());
        if follow_shared(self.drawing, editor.document()) {
            self.counter.set(editor.revision());
        }
    }
}

fn follow_shared<T: Send + Sync + 'static>(signal: RwSignal<Arc<T>>, now: &Arc<T>) -> bool {
    let is_another = signal.with_untracked(|before| !Arc::ptr_eq(before, now));
    if is_another {
        signal.set(Arc::clone(now));
    }
    is_another
}

/// Somebody who wants to hear of every effect of the editor.
type Listener = Arc<dyn Fn(&Effect) + Send + Sync>;

/// The state of the page. Copying it copies an address: there is one, for as long as the page lives.
#[derive(Clone, Copy)]
pub(crate) struct Store(&'static Parts);

impl Deref for Store {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        self.0
    }
}

/// What the store holds.
pub(crate) struct Parts {
    /// The open drawing.
    pub document: Signal<Arc<Document>>,
    /// Counts up with every change of the drawing.
    pub revision: Signal<u64>,
    /// Selection, tool, view and what is under the pointer.
    pub session: SessionSignals,
    /// The network of the drawing, with its effective routes.
    pub network: Signal<Arc<RoutedNetwork>>,
    /// The laid-out drawing.
    pub scene: Signal<Arc<Scene>>,
    /// What the rules found, the worst first.
    pub findings: Signal<Arc<Vec<Finding>>>,
    /// How the expectations came out, in their order.
    pub results: Signal<Arc<Vec<ExpectationResult>>>,
    /// The packet that is asked about, once both ends are known.
    pub packet: RwSignal<Option<FlowSpec>>,
    /// What is supposed to have changed or failed for that packet: items of an expectation's `with`.
    pub conditions: RwSignal<Vec<Value>>,
    /// The way of that packet.
    pub trace: Signal<Option<Arc<Trace>>>,
    /// Why there is no way although both ends are given.
    pub trace_problem: Signal<Option<String>>,
    /// The hop that is looked at: the row of the hop list, from 0.
    pub hop: RwSignal<Option<usize>>,
    /// Of a packet that may go several ways, the one that is looked at: its place among the branches.
    pub branch: RwSignal<Option<usize>>,
    /// Counts up with every drawing that is opened in place of another.
    pub opened: RwSignal<u32>,
    /// The parts of the program that come when they are needed.
    pub demand: Demand,
    /// What the interface shows.
    pub interface: Interface,
    /// How current findings and results are.
    pub known: Memo<Known>,
    checker: checker::Checker,
    derived: Derived,
    editor: StoredValue<Editor>,
    listeners: StoredValue<Vec<Listener>>,
}

impl Store {
    /// A store with an empty drawing. The seed decides the ids of what is drawn.
    pub(crate) fn new(seed: u64) -> Self {
        let editor = Editor::blank(seed);
        let drawing = RwSignal::new(Arc::clone(editor.document()));
        let counter = RwSignal::new(0);
        let session = SessionSignals::new(&editor);
        let network = RwSignal::new(Arc::clone(editor.network()));
        let scene = RwSignal::new(Arc::clone(editor.scene()));
        let packet = RwSignal::new(None);
        let conditions = RwSignal::new(Vec::new());
        let demand = Demand::new();
        let checker = checker::Checker::follow(network.into(), session.off, demand.checks);
        let report = report::report_of(network.into(), session.off, checker, demand.checks);
        let asked = results::asked(network.into(), packet, conditions, session.off, demand.checks);
        let known = report::known_of(network.into(), checker, demand.checks);
        let parts = Parts {
            document: drawing.into(),
            revision: counter.into(),
            session,
            network: network.into(),
            scene: scene.into(),
            findings: report::findings_of(report, demand.checks).into(),
            results: report::results_of(report).into(),
            packet,
            conditions,
            trace: results::trace_of(asked).into(),
            trace_problem: results::problem_of(asked).into(),
            hop: RwSignal::new(None),
            branch: RwSignal::new(None),
            opened: RwSignal::new(0),
            demand,
            interface: Interface::new(),
            known,
            checker,
            derived: Derived { drawing, network, scene, counter },
            editor: StoredValue::new(editor),
            listeners: StoredValue::new(Vec::new()),
        };
        Self(Box::leak(Box::new(parts)))
    }

    /// Draws further lines, besides those that the drawing implies.
    pub(crate) fn add_links(self, links: Vec<Link>) {
        self.editor.update_value(|editor| editor.show_links(links));
    }

    /// Hears of every effect of the editor, for as long as the page lives.
    pub(crate) fn listen(self, listener: impl Fn(&Effect) + Send + Sync + 'static) {
        self.listeners.update_value(|listeners| listeners.push(Arc::new(listener)));
    }

    /// Another drawing is about to be opened: nothing that was said of this one holds for it.
    pub(crate) fn forget_report(self) {
        self.checker.forget();
        self.conditions.set(Vec::new());
        self.opened.update(|opened| *opened += 1);
    }

    /// Asks the editor something.
    pub(crate) fn ask<T>(self, question: impl FnOnce(&Editor) -> T) -> T {
        self.editor.with_value(question)
    }

    /// Shows the way of a packet, on the canvas and in the drawer.
    pub(crate) fn show_packet(self, flow: FlowSpec) {
        self.show_packet_under(flow, Vec::new());
    }

    /// The same, as if the items of an expectation's `with` held.
    pub(crate) fn show_packet_under(self, flow: FlowSpec, conditions: Vec<Value>) {
        self.hop.set(None);
        self.conditions.set(conditions);
        self.packet.set(Some(flow));
        self.interface.show_drawer(DrawerTab::Trace);
    }

    /// The way that is looked at: the chosen branch of the shown trace, else the whole.
    pub(crate) fn trace_shown(self) -> Option<Arc<Trace>> {
        let trace = self.trace.get()?;
        match self.branch.get().and_then(|at| trace.branches.get(at)) {
            Some(branch) => Some(Arc::new(branch.trace.clone())),
            None => Some(trace),
        }
    }

    /// Hands an event to the editor, renews what is read from it, and tells the listeners of the effects.
    pub(crate) fn update(self, event: Event) -> Vec<Effect> {
        self.change(|editor| editor.update(event))
    }

    /// What shows drawings is there: what has waited for it happens now.
    pub(crate) fn take_eyes(self) -> Vec<Effect> {
        self.change(|_| Vec::new())
    }

    /// What changes drawings is there: what has waited for it happens now.
    pub(crate) fn take_hands(self, hands: Hands) -> Vec<Effect> {
        self.change(|editor| editor.take_hands(hands))
    }

    fn change(self, change: impl FnOnce(&mut Editor) -> Vec<Effect>) -> Vec<Effect> {
        let sight = self.demand.sight.now();
        let effects = self.editor.try_update_value(|editor| {
            // Whoever has read a drawing by them opens it next: it must not wait for those who tell that they are there.
            let eyes = sight.map(|sight| sight.eyes).filter(|_| !editor.has_eyes());
            let mut effects = eyes.map(|eyes| editor.take_eyes(eyes)).unwrap_or_default();
            effects.extend(change(editor));
            effects
        });
        let mut effects = effects.unwrap_or_default();
        if is_embedded() {
            effects.retain(|effect| !crate::shell::is_kept_back(effect));
        }
        self.editor.with_value(|editor| {
            self.session.follow(editor);
            self.derived.follow(editor);
        });
        let listeners = self.listeners.get_value();
        for effect in &effects {
            for listener in &listeners {
                listener(effect);
            }
        }
        effects
    }
}

/// The store of this page.
///
/// # Panics
/// Only if a component is mounted outside [`crate::app::App`], which provides it.
pub(crate) fn use_store() -> Store {
    expect_context::<Store>()
}
