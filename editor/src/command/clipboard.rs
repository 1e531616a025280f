//! Copy, cut, paste, duplicate.

use super::{CommandId, Entry, Group, Keys, Scope, always, with_selection};
use crate::editor::Editor;
use crate::effect::Effect;

const fn entry(
    id: CommandId,
    label: &'static str,
    keys: &'static [Keys],
    enabled: fn(&Editor) -> bool,
    run: fn(&mut Editor),
) -> Entry {
    Entry { id, label, group: Group::Edit, keys, scope: Scope::Elements, enabled, run }
}

pub(super) const COMMANDS: &[Entry] = &[
    entry(CommandId::Cut, "Cut", &[Keys::letter('X').primary()], with_selection, Editor::cut),
    entry(CommandId::Copy, "Copy", &[Keys::letter('C').primary()], with_selection, Editor::copy),
    entry(CommandId::Paste, "Paste", &[Keys::letter('V').primary()], always, |editor| {
        editor.emit(Effect::ReadClipboard { in_place: false });
    }),
    entry(
        CommandId::PasteInPlace,
        "Paste in place",
        &[Keys::letter('V').primary().shift()],
        always,
        |editor| editor.emit(Effect::ReadClipboard { in_place: true }),
    ),
    entry(
        CommandId::Duplicate,
        "Duplicate",
        &[Keys::letter('D').primary()],
        with_selection,
        Editor::duplicate,
    ),
];
