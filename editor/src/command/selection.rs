//! Selecting, renaming, IPv6, and the way out of everything.

use super::{CommandId, Entry, Group, Keys, Scope, always};
use crate::editor::Editor;

pub(super) const COMMANDS: &[Entry] = &[
    Entry {
        id: CommandId::SelectAll,
        label: "Select all",
        group: Group::Edit,
        keys: &[Keys::letter('A').primary()],
        scope: Scope::Elements,
        enabled: always,
        run: Editor::select_all,
    },
    Entry {
        id: CommandId::Rename,
        label: "Rename",
        group: Group::Edit,
        keys: &[Keys::named("Enter"), Keys::named("F2")],
        scope: Scope::Elements,
        enabled: |editor| editor.session().selection.only().is_some_and(|key| editor.can_rename(key)),
        run: Editor::begin_rename,
    },
    Entry {
        id: CommandId::AddIpv6,
        label: "Add IPv6",
        group: Group::Edit,
        keys: &[Keys::digit('6')],
        scope: Scope::Canvas,
        enabled: Editor::can_add_ipv6,
        run: Editor::add_ipv6,
    },
    Entry {
        id: CommandId::Cancel,
        label: "Cancel, then select the parent",
        group: Group::Edit,
        keys: &[Keys::named("Escape")],
        scope: Scope::Canvas,
        enabled: always,
        run: Editor::cancel,
    },
];
