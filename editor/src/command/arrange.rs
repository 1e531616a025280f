//! Aligning, distributing, sizes, new neighbours.

use super::{CommandId, Entry, Group, Keys, Scope};
use crate::arrange::{Alignment, Axis};
use crate::editor::Editor;
use crate::navigate::Direction;
use crate::snap::GRID;

const fn entry(
    id: CommandId,
    label: &'static str,
    keys: &'static [Keys],
    enabled: fn(&Editor) -> bool,
    run: fn(&mut Editor),
) -> Entry {
    Entry { id, label, group: Group::Arrange, keys, scope: Scope::Canvas, enabled, run }
}

const fn neighbour(id: CommandId, label: &'static str, keys: &'static [Keys], run: fn(&mut Editor)) -> Entry {
    entry(id, label, keys, Editor::can_have_neighbour, run)
}

const fn arrow(name: &'static str) -> Keys {
    Keys::named(name).alt().shift()
}

pub(super) const COMMANDS: &[Entry] = &[
    entry(CommandId::AlignLeft, "Align left", &[Keys::letter('A').alt()], Editor::can_align, |editor| {
        editor.align(Alignment::Left);
    }),
    entry(CommandId::AlignRight, "Align right", &[Keys::letter('D').alt()], Editor::can_align, |editor| {
        editor.align(Alignment::Right);
    }),
    entry(CommandId::AlignTop, "Align top", &[Keys::letter('W').alt()], Editor::can_align, |editor| {
        editor.align(Alignment::Top);
    }),
    entry(CommandId::AlignBottom, "Align bottom", &[Keys::letter('S').alt()], Editor::can_align, |editor| {
        editor.align(Alignment::Bottom);
    }),
    entry(CommandId::AlignCenter, "Align centres", &[Keys::letter('H').alt()], Editor::can_align, |editor| {
        editor.align(Alignment::Center);
    }),
    entry(CommandId::AlignMiddle, "Align middles", &[Keys::letter('V').alt()], Editor::can_align, |editor| {
        editor.align(Alignment::Middle);
    }),
    entry(
        CommandId::DistributeHorizontally,
        "Distribute horizontally",
        &[Keys::letter('H').alt().shift()],
        Editor::can_distribute,
        |editor| editor.distribute(Axis::Horizontal),
    ),
    entry(
        CommandId::DistributeVertically,
        "Distribute vertically",
        &[Keys::letter('V').alt().shift()],
        Editor::can_distribute,
        |editor| editor.distribute(Axis::Vertical),
    ),
    entry(
        CommandId::Grow,
        "Make larger",
        &[Keys::sign('=').primary().alt().shift(), Keys::sign('+').primary().alt().shift()],
        Editor::can_resize,
        |editor| editor.resize_selection(GRID),
    ),
    entry(
        CommandId::Shrink,
        "Make smaller",
        &[Keys::sign('-').primary().alt().shift(), Keys::sign('_').primary().alt().shift()],
        Editor::can_resize,
        |editor| editor.resize_selection(-GRID),
    ),
    neighbour(CommandId::NewLeft, "New neighbour to the left", &[arrow("ArrowLeft")], |editor| {
        editor.add_neighbour(Direction::Left);
    }),
    neighbour(CommandId::NewRight, "New neighbour to the right", &[arrow("ArrowRight")], |editor| {
        editor.add_neighbour(Direction::Right);
    }),
    neighbour(CommandId::NewAbove, "New neighbour above", &[arrow("ArrowUp")], |editor| {
        editor.add_neighbour(Direction::Up);
    }),
    neighbour(CommandId::NewBelow, "New neighbour below", &[arrow("ArrowDown")], |editor| {
        editor.add_neighbour(Direction::Down);
    }),
    Entry {
        id: CommandId::MoveInto,
        label: "Move into another container",
        group: Group::Arrange,
        keys: &[Keys::letter('M').shift()],
        scope: Scope::Elements,
        enabled: Editor::can_change_container,
        run: Editor::choose_container,
    },
    entry(CommandId::Tidy, "Tidy up: leave places to the layout", &[], Editor::can_tidy, Editor::tidy),
];
