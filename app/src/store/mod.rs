//! The one place where the page's state lives: the drawing, what follows from it, and the interface around it.
//!
//! Components take the store from context with [`use_store`], read narrow signals, and send changes back. Nothing
//! here draws. What follows from a drawing is a memo: it is computed once per change, whoever reads it.

mod interface;

pub(crate) use interface::{Dialog, DrawerTab, Interface, LeftTab, Saved, Theme, Toast};

use leptos::prelude::*;
use netyard_core::model::Document;
use netyard_core::simulate::FlowSpec;
use std::sync::Arc;

/// The state of the page. Copying it copies handles, not the drawing.
#[derive(Clone, Copy)]
pub(crate) struct Store {
    /// The open drawing.
    pub document: Signal<Arc<Document>>,
    /// The ids that are selected, in the order of selection.
    pub selection: Signal<Arc<Vec<String>>>,
    /// The packet that is asked about, once both ends are known.
    pub packet: RwSignal<Option<FlowSpec>>,
    /// The hop that is looked at: the row of the hop list, from 0.
    pub hop: RwSignal<Option<usize>>,
    /// What the interface shows.
    pub interface: Interface,
    drawing: RwSignal<Arc<Document>>,
    selected: RwSignal<Arc<Vec<String>>>,
}

impl Store {
    /// A store with an empty drawing.
    pub(crate) fn new() -> Self {
        let drawing = RwSignal::new(Arc::new(Document::default()));
        let selected = RwSignal::new(Arc::new(Vec::new()));
        Self {
            document: drawing.into(),
            selection: selected.into(),
            packet: RwSignal::new(None),
            hop: RwSignal::new(None),
            interface: Interface::new(),
            drawing,
            selected,
        }
    }

    /// Replaces the open drawing: another one was opened.
    pub(crate) fn open(&self, document: Document) {
        self.selected.set(Arc::new(Vec::new()));
        self.packet.set(None);
        self.hop.set(None);
        self.drawing.set(Arc::new(document));
    }

    /// Selects exactly these.
    pub(crate) fn select(&self, ids: Vec<String>) {
        self.selected.set(Arc::new(ids));
    }
}

/// The store of this page.
///
/// # Panics
/// Only if a component is mounted outside [`crate::app::App`], which provides it.
pub(crate) fn use_store() -> Store {
    expect_context::<Store>()
}
