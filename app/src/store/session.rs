//! What one person does at this moment, as signals: each is set only when its own part of the session changes.

use leptos::prelude::*;
use netyard_core::expect::Fault;
use netyard_editor::{Camera, Cursor, Editor, Key, Overlay, Selection, Tool};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The session of the editor, part by part.
#[derive(Clone, Copy)]
pub(crate) struct SessionSignals {
    /// What is selected, in the order of selection.
    pub selection: RwSignal<Arc<Selection>>,
    /// What the pointer is over, on the canvas or in a panel.
    pub hovered: RwSignal<Option<Key>>,
    /// Where the keyboard stands on the canvas.
    pub focused: RwSignal<Option<Key>>,
    /// The tool in hand.
    pub tool: RwSignal<Tool>,
    /// The view.
    pub camera: RwSignal<Camera>,
    /// Whether the grid is shown.
    pub grid: RwSignal<bool>,
    /// What is switched off to see what happens.
    pub off: RwSignal<Arc<BTreeSet<Fault>>>,
    /// Containers whose content is hidden.
    pub folded: RwSignal<Arc<BTreeSet<Key>>>,
    /// What is drawn above the drawing while something is going on.
    pub overlay: RwSignal<Arc<Overlay>>,
    /// The form of the pointer.
    pub cursor: RwSignal<Cursor>,
    /// What the next undo takes back.
    pub undo: RwSignal<Option<String>>,
    /// What the next redo does.
    pub redo: RwSignal<Option<String>>,
}

impl SessionSignals {
    pub(super) fn new(editor: &Editor) -> Self {
        let session = editor.session();
        Self {
            selection: RwSignal::new(Arc::new(session.selection.clone())),
            hovered: RwSignal::new(None),
            focused: RwSignal::new(None),
            tool: RwSignal::new(session.tool),
            camera: RwSignal::new(session.camera),
            grid: RwSignal::new(session.grid),
            off: RwSignal::default(),
            folded: RwSignal::default(),
            overlay: RwSignal::new(Arc::new(editor.overlay().clone())),
            cursor: RwSignal::new(editor.cursor()),
            undo: RwSignal::new(None),
            redo: RwSignal::new(None),
        }
    }

    /// Takes over what is different in the editor.
    pub(super) fn follow(&self, editor: &Editor) {
        let session = editor.session();
        follow(self.hovered, &session.hovered);
        follow(self.focused, &session.focused);
        follow(self.tool, &session.tool);
        follow(self.camera, &session.camera);
        follow(self.grid, &session.grid);
        follow(self.cursor, &editor.cursor());
        follow_shared(self.selection, &session.selection);
        follow_shared(self.off, &session.off);
        follow_shared(self.folded, &session.folded);
        follow_shared(self.overlay, editor.overlay());
        follow_text(self.undo, editor.undo_label());
        follow_text(self.redo, editor.redo_label());
    }
}

fn follow<T: PartialEq + Clone + Send + Sync + 'static>(signal: RwSignal<T>, now: &T) {
    if signal.with_untracked(|before| before != now) {
        signal.set(now.clone());
    }
}

fn follow_shared<T: PartialEq + Clone + Send + Sync + 'static>(signal: RwSignal<Arc<T>>, now: &T) {
    if signal.with_untracked(|before| before.as_ref() != now) {
        signal.set(Arc::new(now.clone()));
    }
}

fn follow_text(signal: RwSignal<Option<String>>, now: Option<&str>) {
    if signal.with_untracked(|before| before.as_deref() != now) {
        signal.set(now.map(str::to_owned));
    }
}
