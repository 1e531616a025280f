//! Commands that switch things off to see what happens.

use super::{CommandId, Entry, Group, Keys, Scope};
use crate::editor::Editor;

pub(super) const COMMANDS: &[Entry] = &[
    Entry {
        id: CommandId::SwitchOff,
        label: "Switch off or on (what if)",
        group: Group::Packet,
        keys: &[Keys::letter('O')],
        scope: Scope::Canvas,
        enabled: Editor::can_switch,
        run: Editor::switch_selection,
    },
    Entry {
        id: CommandId::AllOn,
        label: "Everything on again (what if)",
        group: Group::Packet,
        keys: &[Keys::letter('O').shift()],
        scope: Scope::Panels,
        enabled: |editor| !editor.session().off.is_empty(),
        run: Editor::switch_all_on,
    },
];
