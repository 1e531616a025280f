//! The commands: one table that menus, keys, the palette and the shortcut sheet share.
//!
//! A command has no arguments; acts with arguments are [`Request`](crate::Request)s. Each family of commands is one
//! file; adding one means an id in `id.rs` and an entry in the family's list.

mod app;
mod arrange;
mod clipboard;
mod delete;
mod go;
mod history;
mod id;
mod keys;
mod nudge;
mod packet;
mod selection;
mod tools;
mod view;
mod what_if;

pub use id::CommandId;
pub use keys::{Keys, Press};

use crate::editor::Editor;
use crate::event::KeyEvent;
use crate::session::Focus;

/// A command of the table.
pub struct Command {
    /// Its id.
    pub id: CommandId,
    /// What menus and the palette call it.
    pub label: &'static str,
    /// Where it stands in menus and on the shortcut sheet.
    pub group: Group,
    /// Its keys; the first is the one that menus show.
    pub keys: &'static [Keys],
    /// Where its keys work.
    pub scope: Scope,
    /// Whether it can be used now.
    pub(crate) enabled: fn(&Editor) -> bool,
    /// Carries it out.
    pub(crate) run: fn(&mut Editor),
}

/// A group of commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Tools.
    Tools,
    /// The view.
    View,
    /// Editing.
    Edit,
    /// Aligning and moving.
    Arrange,
    /// Moving the selection by keyboard.
    Go,
    /// The packet.
    Packet,
    /// Files, dialogs and panels.
    App,
}

impl Group {
    /// The heading on the shortcut sheet.
    pub fn label(self) -> &'static str {
        match self {
            Self::Tools => "Tools",
            Self::View => "View",
            Self::Edit => "Edit",
            Self::Arrange => "Arrange",
            Self::Go => "Go",
            Self::Packet => "Packet",
            Self::App => "Drawing and panels",
        }
    }
}

/// Where keys work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// On the canvas.
    Canvas,
    /// On the canvas and in the outline: where things are focused.
    Elements,
    /// In the panel that steps through a packet.
    Simulation,
    /// Everywhere but in fields and dialogs.
    Panels,
    /// Everywhere but in dialogs.
    Window,
}

impl Scope {
    /// Whether keys of this scope work when the keyboard is there.
    pub fn covers(self, focus: Focus) -> bool {
        match self {
            Self::Canvas => focus == Focus::Canvas,
            Self::Elements => matches!(focus, Focus::Canvas | Focus::Outline),
            Self::Simulation => focus == Focus::Simulation,
            Self::Panels => !matches!(focus, Focus::Text | Focus::Dialog),
            Self::Window => focus != Focus::Dialog,
        }
    }
}

const FAMILIES: &[&[Command]] = &[
    tools::COMMANDS,
    view::COMMANDS,
    history::COMMANDS,
    clipboard::COMMANDS,
    delete::COMMANDS,
    selection::COMMANDS,
    nudge::COMMANDS,
    arrange::COMMANDS,
    go::COMMANDS,
    packet::COMMANDS,
    what_if::COMMANDS,
    app::COMMANDS,
];

/// Every command, in the order of menus and the shortcut sheet.
pub fn all() -> impl Iterator<Item = &'static Command> {
    FAMILIES.iter().flat_map(|family| family.iter())
}

/// The entry of a command; a test holds the table to every id.
pub fn find(id: CommandId) -> Option<&'static Command> {
    all().find(|command| command.id == id)
}

/// The command that this key means where the keyboard is, if it can be used now.
pub(crate) fn for_key(editor: &Editor, event: &KeyEvent) -> Option<&'static Command> {
    let focus = editor.session().focus;
    all().find(|command| {
        command.scope.covers(focus)
            && command
                .keys
                .iter()
                .any(|keys| keys.matches(event) && !(focus == Focus::Text && keys.types_text()))
            && (command.enabled)(editor)
    })
}

/// For commands that can always be used.
pub(crate) fn always(_: &Editor) -> bool {
    true
}

/// For commands that need a selection.
pub(crate) fn with_selection(editor: &Editor) -> bool {
    !editor.session().selection.is_empty()
}
