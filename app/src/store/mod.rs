//! The one place where the page's state lives: the drawing, what follows from it, and the interface around it.
//!
//! Components take the store from context with [`use_store`], read narrow signals, and send events back by
//! [`dispatch`](crate::dispatch::dispatch). Nothing here draws. What follows from a drawing is a memo: it is computed
//! once for each change, whoever reads it.

mod interface;
mod session;

pub(crate) use interface::{Dialog, DrawerTab, Interface, LeftTab, Saved, Theme, Toast};
pub(crate) use session::SessionSignals;

use leptos::prelude::*;
use netyard_core::model::Document;
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::FlowSpec;
use netyard_editor::{Editor, Effect, Event};
use netyard_scene::{Link, Scene, SceneInput};
use std::sync::Arc;

/// Somebody who wants to hear of every effect of the editor.
type Listener = Arc<dyn Fn(&Effect) + Send + Sync>;

/// The state of the page. Copying it copies handles, not the drawing.
#[derive(Clone, Copy)]
pub(crate) struct Store {
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
    /// The packet that is asked about, once both ends are known.
    pub packet: RwSignal<Option<FlowSpec>>,
    /// The hop that is looked at: the row of the hop list, from 0.
    pub hop: RwSignal<Option<usize>>,
    /// What the interface shows.
    pub interface: Interface,
    drawing: RwSignal<Arc<Document>>,
    links: RwSignal<Vec<Link>>,
    counter: RwSignal<u64>,
    editor: StoredValue<Editor>,
    listeners: StoredValue<Vec<Listener>>,
}

impl Store {
    /// A store with an empty drawing. The seed decides the ids of what is drawn.
    pub(crate) fn new(seed: u64) -> Self {
        let editor = Editor::new(Document::default(), seed);
        let drawing = RwSignal::new(Arc::clone(editor.document()));
        let counter = RwSignal::new(0);
        let session = SessionSignals::new(&editor);
        let meaning = meaning_of(drawing.into());
        let network = Memo::new_with_compare(
            move |_| Arc::new(RoutedNetwork::build(&meaning.get())),
            |old: Option<&Arc<RoutedNetwork>>, new| is_another(old, new),
        );
        let links = RwSignal::new(Vec::new());
        let scene = Memo::new_with_compare(
            move |_| {
                let public = network.with(|network| network.public_subnets());
                drawing.with(|document| {
                    links.with(|links: &Vec<Link>| {
                        let input = SceneInput { links, ..SceneInput::new(document, &public) };
                        Arc::new(Scene::build(&input))
                    })
                })
            },
            |old: Option<&Arc<Scene>>, new| is_another(old, new),
        );
        Self {
            document: drawing.into(),
            revision: counter.into(),
            session,
            network: network.into(),
            scene: scene.into(),
            packet: RwSignal::new(None),
            hop: RwSignal::new(None),
            interface: Interface::new(),
            drawing,
            links,
            counter,
            editor: StoredValue::new(editor),
            listeners: StoredValue::new(Vec::new()),
        }
    }

    /// Draws further lines, besides those that the drawing implies.
    pub(crate) fn add_links(&self, links: Vec<Link>) {
        self.links.set(links);
    }

    /// Hears of every effect of the editor, for as long as the page lives.
    pub(crate) fn listen(&self, listener: impl Fn(&Effect) + Send + Sync + 'static) {
        self.listeners.update_value(|listeners| listeners.push(Arc::new(listener)));
    }

    /// Asks the editor something.
    pub(crate) fn ask<T>(&self, question: impl FnOnce(&Editor) -> T) -> T {
        self.editor.with_value(question)
    }

    /// Hands an event to the editor, renews what is read from it, and tells the listeners of the effects.
    pub(crate) fn update(&self, event: Event) -> Vec<Effect> {
        let effects = self.editor.try_update_value(|editor| editor.update(event)).unwrap_or_default();
        self.editor.with_value(|editor| {
            self.session.follow(editor);
            if self.drawing.with_untracked(|old| !Arc::ptr_eq(old, editor.document())) {
                self.drawing.set(Arc::clone(editor.document()));
                self.counter.set(editor.revision());
            }
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

/// The drawing as far as it means something: the same value while only places, notes and the title change, so that
/// nothing is worked out anew for a move.
fn meaning_of(document: Signal<Arc<Document>>) -> Memo<Arc<Document>> {
    Memo::new_with_compare(
        move |_| document.get(),
        |old: Option<&Arc<Document>>, new: Option<&Arc<Document>>| match (old, new) {
            (Some(old), Some(new)) => !means_the_same(old, new),
            _ => true,
        },
    )
}

/// Whether both hold the same resources, expectations and accepted findings. Unchanged resources are shared, so this
/// compares addresses, not contents.
fn means_the_same(old: &Document, new: &Document) -> bool {
    old.resources.len() == new.resources.len()
        && old
            .resources
            .iter()
            .zip(&new.resources)
            .all(|((old_id, old), (new_id, new))| Arc::ptr_eq(old, new) && old_id == new_id)
        && old.expectations == new.expectations
        && old.accepted == new.accepted
}

fn is_another<T>(old: Option<&Arc<T>>, new: Option<&Arc<T>>) -> bool {
    match (old, new) {
        (Some(old), Some(new)) => !Arc::ptr_eq(old, new),
        _ => true,
    }
}

/// The store of this page.
///
/// # Panics
/// Only if a component is mounted outside [`crate::app::App`], which provides it.
pub(crate) fn use_store() -> Store {
    expect_context::<Store>()
}
