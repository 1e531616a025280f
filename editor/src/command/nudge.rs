//! Moving what is selected by arrow keys.

use super::{CommandId, Entry, Group, Keys, Scope, with_selection};
use crate::editor::Editor;
use crate::snap::GRID;

const fn entry(id: CommandId, label: &'static str, keys: &'static [Keys], run: fn(&mut Editor)) -> Entry {
    Entry { id, label, group: Group::Arrange, keys, scope: Scope::Canvas, enabled: with_selection, run }
}

pub(super) const COMMANDS: &[Entry] = &[
    entry(CommandId::NudgeLeft, "Move left", &[Keys::named("ArrowLeft")], |editor| editor.nudge(-1, 0)),
    entry(CommandId::NudgeRight, "Move right", &[Keys::named("ArrowRight")], |editor| editor.nudge(1, 0)),
    entry(CommandId::NudgeUp, "Move up", &[Keys::named("ArrowUp")], |editor| editor.nudge(0, -1)),
    entry(CommandId::NudgeDown, "Move down", &[Keys::named("ArrowDown")], |editor| editor.nudge(0, 1)),
    entry(CommandId::NudgeLeftGrid, "Move left one step", &[Keys::named("ArrowLeft").shift()], |editor| {
        editor.nudge(-GRID, 0);
    }),
    entry(CommandId::NudgeRightGrid, "Move right one step", &[Keys::named("ArrowRight").shift()], |editor| {
        editor.nudge(GRID, 0);
    }),
    entry(CommandId::NudgeUpGrid, "Move up one step", &[Keys::named("ArrowUp").shift()], |editor| {
        editor.nudge(0, -GRID);
    }),
    entry(CommandId::NudgeDownGrid, "Move down one step", &[Keys::named("ArrowDown").shift()], |editor| {
        editor.nudge(0, GRID);
    }),
];
