//! Undo and redo.

use super::{CommandId, Entry, Group, Keys, Scope};
use crate::editor::Editor;

pub(super) const COMMANDS: &[Entry] = &[
    Entry {
        id: CommandId::Undo,
        label: "Undo",
        group: Group::Edit,
        keys: &[Keys::letter('Z').primary()],
        scope: Scope::Panels,
        enabled: Editor::can_undo,
        run: Editor::undo,
    },
    Entry {
        id: CommandId::Redo,
        label: "Redo",
        group: Group::Edit,
        keys: &[Keys::letter('Z').primary().shift(), Keys::letter('Y').primary()],
        scope: Scope::Panels,
        enabled: Editor::can_redo,
        run: Editor::redo,
    },
];
