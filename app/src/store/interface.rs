//! The state of the interface that is no part of a drawing: what is open, how wide, what is said.

use leptos::prelude::*;
use netyard_editor::{Destination, Key};

/// The tab of the left panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LeftTab {
    /// The list of parts to draw with.
    Parts,
    /// The drawing as a tree.
    Outline,
}

/// The tab of the drawer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DrawerTab {
    /// What the rules found.
    Findings,
    /// The packet that is asked about, and its way.
    Trace,
    /// The drawing's own tests.
    Expectations,
    /// What is used and free of each address block.
    AddressPlan,
}

/// The dialog that is open; at most one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialog {
    /// Every command, with a search field.
    Commands,
    /// The sheet of keys.
    Keys,
    /// Link and file of the open drawing.
    Share,
    /// The ready drawings.
    Gallery,
    /// The drawings kept in this browser.
    Drawings,
    /// Search in the drawing.
    Search,
    /// Loads a real network.
    Import,
    /// The drawing in other forms.
    Export,
    /// What an import would change in the open drawing.
    Merge,
    /// The containers that take what is selected.
    MoveInto,
    /// What an import read, approximated and skipped.
    ImportReport,
    /// Why a link or file was not opened.
    Refused,
}

/// Whether the drawing is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Saved {
    /// Nothing was drawn yet.
    NotYet,
    /// The last change waits or is being written.
    Saving,
    /// Everything is kept on this device.
    Kept,
    /// It could not be kept, and why.
    Failed(String),
}

/// The theme: the system's until the user chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    /// What the system says.
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// The theme that follows in the cycle of the button.
    pub(crate) fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// The word that is kept for the next visit; none for the system's.
    pub(crate) fn word(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

/// Things that are to be moved into one of these containers.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Moving {
    /// The things.
    pub keys: Vec<Key>,
    /// The containers that take them.
    pub destinations: Vec<Destination>,
}

/// A short sentence at the foot of the canvas, perhaps with something to do.
#[derive(Clone)]
pub(crate) struct Toast {
    /// Tells toasts apart.
    pub id: u32,
    /// What it says.
    pub text: String,
    /// Its buttons: the words of each, and what it does.
    pub actions: Vec<(String, Callback<()>)>,
    /// Whether its buttons act on the drawing as it was then: it goes with the next change.
    pub of_step: bool,
}

/// What the interface shows. Every field is a signal of its own, so that a reader is woken only by what it reads.
#[derive(Clone, Copy)]
pub(crate) struct Interface {
    /// The tab of the left panel.
    pub left_tab: RwSignal<LeftTab>,
    /// The tab of the drawer that was used last.
    pub drawer_tab: RwSignal<DrawerTab>,
    /// Whether the drawer is open.
    pub drawer_open: RwSignal<bool>,
    /// Whether the trace tab shows what flow logs write.
    pub records_shown: RwSignal<bool>,
    /// Whether the left panel is shown.
    pub left_open: RwSignal<bool>,
    /// Whether the inspector is shown.
    pub inspector_open: RwSignal<bool>,
    /// Width of the left panel.
    pub left_width: RwSignal<i32>,
    /// Width of the inspector.
    pub inspector_width: RwSignal<i32>,
    /// Height of the drawer.
    pub drawer_height: RwSignal<i32>,
    /// Whether the page is too narrow for panels beside the canvas.
    pub narrow: RwSignal<bool>,
    /// Whether the minimap is shown.
    pub minimap: RwSignal<bool>,
    /// The chosen theme.
    pub theme: RwSignal<Theme>,
    /// The open dialog.
    pub dialog: RwSignal<Option<Dialog>>,
    /// What is to be moved, while a person chooses where.
    pub moving: RwSignal<Option<Moving>>,
    /// The toasts that are shown, oldest first, at most two.
    pub toasts: RwSignal<Vec<Toast>>,
    /// Every toast of this session, for the history under help.
    pub said: RwSignal<Vec<String>>,
    /// What the polite live region says.
    pub announcement: RwSignal<String>,
    /// Whether the drawing is kept.
    pub saved: RwSignal<Saved>,
    /// Whether the last change waits or is being written, however short that takes.
    pub unsaved: RwSignal<bool>,
}

/// How many toasts are shown at most.
const MOST_TOASTS: usize = 2;

impl Interface {
    /// The interface as a new visitor sees it.
    pub(crate) fn new() -> Self {
        Self {
            left_tab: RwSignal::new(LeftTab::Parts),
            drawer_tab: RwSignal::new(DrawerTab::Findings),
            drawer_open: RwSignal::new(false),
            records_shown: RwSignal::new(false),
            left_open: RwSignal::new(true),
            inspector_open: RwSignal::new(true),
            left_width: RwSignal::new(212),
            inspector_width: RwSignal::new(304),
            drawer_height: RwSignal::new(248),
            narrow: RwSignal::new(false),
            minimap: RwSignal::new(false),
            theme: RwSignal::new(Theme::System),
            dialog: RwSignal::new(None),
            moving: RwSignal::new(None),
            toasts: RwSignal::new(Vec::new()),
            said: RwSignal::new(Vec::new()),
            announcement: RwSignal::new(String::new()),
            saved: RwSignal::new(Saved::NotYet),
            unsaved: RwSignal::new(false),
        }
    }

    /// Shows a tab of the drawer, and opens it if need be.
    pub(crate) fn show_drawer(&self, tab: DrawerTab) {
        self.drawer_tab.set(tab);
        self.drawer_open.set(true);
    }

    /// Says a sentence at the foot of the canvas. `action` is the words of a button and what it does.
    pub(crate) fn toast(&self, text: impl Into<String>, action: Option<(String, Callback<()>)>) {
        self.toast_with(text, action.into_iter().collect());
    }

    /// Says a sentence with any number of buttons.
    pub(crate) fn toast_with(&self, text: impl Into<String>, actions: Vec<(String, Callback<()>)>) {
        self.push_toast(text.into(), actions, false);
    }

    /// Says what was done to the drawing or refused, with what can be done about it until the next change.
    pub(crate) fn toast_of_step(&self, text: String, actions: Vec<(String, Callback<()>)>) {
        let of_step = !actions.is_empty();
        self.push_toast(text, actions, of_step);
    }

    /// The drawing is another one: what was offered for the one before would now act on something else.
    pub(crate) fn forget_offers(&self) {
        if self.toasts.with_untracked(|toasts| toasts.iter().any(|toast| toast.of_step)) {
            self.toasts.update(|toasts| toasts.retain(|toast| !toast.of_step));
        }
    }

    fn push_toast(&self, text: String, actions: Vec<(String, Callback<()>)>, of_step: bool) {
        self.said.update(|said| said.push(text.clone()));
        let id = u32::try_from(self.said.with_untracked(Vec::len)).unwrap_or(u32::MAX);
        self.toasts.update(|toasts| {
            toasts.retain(|toast| toast.text != text);
            toasts.push(Toast { id, text, actions, of_step });
            let surplus = toasts.len().saturating_sub(MOST_TOASTS);
            toasts.drain(..surplus);
        });
    }

    /// Takes a toast away.
    pub(crate) fn dismiss_toast(&self, id: u32) {
        self.toasts.update(|toasts| toasts.retain(|toast| toast.id != id));
    }

    /// Says something to people who listen to the page.
    pub(crate) fn announce(&self, text: impl Into<String>) {
        self.announcement.set(text.into());
    }
}
