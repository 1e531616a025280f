//! Removing what is selected.

use super::{CommandId, Entry, Group, Keys, Scope, with_selection};
use crate::editor::Editor;

pub(super) const COMMANDS: &[Entry] = &[
    Entry {
        id: CommandId::Delete,
        label: "Delete",
        group: Group::Edit,
        keys: &[Keys::named("Delete"), Keys::named("Backspace")],
        scope: Scope::Elements,
        enabled: with_selection,
        run: |editor| editor.delete_selection(false),
    },
    Entry {
        id: CommandId::DeleteKeepContent,
        label: "Delete, keep the content",
        group: Group::Edit,
        keys: &[Keys::named("Delete").shift()],
        scope: Scope::Elements,
        enabled: Editor::selection_has_content,
        run: |editor| editor.delete_selection(true),
    },
];
