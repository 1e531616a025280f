//! Commands that take up tools.

use super::{CommandId, Entry, Group, Keys, Scope, always};
use crate::editor::Editor;
use crate::effect::{AppAct, Effect};
use crate::session::Tool;

const fn entry(id: CommandId, label: &'static str, keys: &'static [Keys], run: fn(&mut Editor)) -> Entry {
    Entry { id, label, group: Group::Tools, keys, scope: Scope::Canvas, enabled: always, run }
}

pub(super) const COMMANDS: &[Entry] = &[
    entry(CommandId::SelectTool, "Select", &[Keys::letter('V'), Keys::digit('1')], |editor| {
        editor.take_tool(Tool::Select);
    }),
    entry(CommandId::HandTool, "Hand", &[Keys::letter('H')], |editor| editor.take_tool(Tool::Hand)),
    entry(
        CommandId::ConnectTool,
        "Connect",
        &[Keys::letter('C'), Keys::letter('A')],
        Editor::begin_connecting_from_selection,
    ),
    entry(CommandId::NoteTool, "Note", &[Keys::letter('T')], |editor| editor.take_tool(Tool::Note)),
    entry(CommandId::ToggleToolLock, "Keep the tool in hand", &[Keys::letter('Q')], Editor::toggle_tool_lock),
    entry(CommandId::FindPart, "Find a part", &[Keys::letter('P')], |editor| {
        editor.emit(Effect::App(AppAct::FindPart));
    }),
    entry(CommandId::SendPacket, "Send a packet", &[], Editor::send_packet),
];
