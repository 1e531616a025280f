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

/// A command of the table, as menus and keys know it.
#[derive(Clone, Copy)]
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
}

/// A command and what it does, as a family writes it down.
struct Entry {
    id: CommandId,
    label: &'static str,
    group: Group,
    keys: &'static [Keys],
    scope: Scope,
    enabled: fn(&Editor) -> bool,
    run: fn(&mut Editor),
}

impl Entry {
    const fn shown(&self) -> Command {
        let Self { id, label, group, keys, scope, enabled, run: _ } = *self;
        Command { id, label, group, keys, scope, enabled }
    }
}

/// What menus and keys know of a family. It is a table of its own: who lists commands does not lead to what they do,
/// which a host may load later (see [`Hands`](crate::Hands)).
const fn shown<const N: usize>(family: &[Entry]) -> [Option<Command>; N] {
    let mut commands = [None; N];
    let (mut rest, mut places) = (family, commands.as_mut_slice());
    while let ([entry, entries @ ..], [place, others @ ..]) = (rest, places) {
        *place = Some(entry.shown());
        (rest, places) = (entries, others);
    }
    commands
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

const FAMILIES: &[&[Option<Command>]] = &[
    &shown::<{ tools::COMMANDS.len() }>(tools::COMMANDS),
    &shown::<{ view::COMMANDS.len() }>(view::COMMANDS),
    &shown::<{ history::COMMANDS.len() }>(history::COMMANDS),
    &shown::<{ clipboard::COMMANDS.len() }>(clipboard::COMMANDS),
    &shown::<{ delete::COMMANDS.len() }>(delete::COMMANDS),
    &shown::<{ selection::COMMANDS.len() }>(selection::COMMANDS),
    &shown::<{ nudge::COMMANDS.len() }>(nudge::COMMANDS),
    &shown::<{ arrange::COMMANDS.len() }>(arrange::COMMANDS),
    &shown::<{ go::COMMANDS.len() }>(go::COMMANDS),
    &shown::<{ packet::COMMANDS.len() }>(packet::COMMANDS),
    &shown::<{ what_if::COMMANDS.len() }>(what_if::COMMANDS),
    &shown::<{ app::COMMANDS.len() }>(app::COMMANDS),
];

const ACTS: &[&[Entry]] = &[
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
    FAMILIES.iter().flat_map(|family| family.iter().flatten())
}

/// Carries out a command, if it can be used now.
pub(crate) fn run(editor: &mut Editor, id: CommandId) {
    let entry = ACTS.iter().flat_map(|family| family.iter()).find(|entry| entry.id == id);
    if let Some(entry) = entry.filter(|entry| (entry.enabled)(editor)) {
        (entry.run)(editor);
    }
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
