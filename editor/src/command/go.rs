//! Moving the selection without a pointer.

use super::{CommandId, Entry, Group, Keys, Scope, always, with_selection};
use crate::editor::Editor;
use crate::navigate::Direction;

const fn entry(
    id: CommandId,
    label: &'static str,
    keys: &'static [Keys],
    enabled: fn(&Editor) -> bool,
    run: fn(&mut Editor),
) -> Entry {
    Entry { id, label, group: Group::Go, keys, scope: Scope::Canvas, enabled, run }
}

const fn arrow(name: &'static str) -> Keys {
    Keys::named(name)
}

pub(super) const COMMANDS: &[Entry] = &[
    entry(CommandId::Next, "Next part", &[Keys::named("Tab")], Editor::has_next, |editor| editor.go_along(1)),
    entry(
        CommandId::Previous,
        "Previous part",
        &[Keys::named("Tab").shift()],
        Editor::has_previous,
        |editor| editor.go_along(-1),
    ),
    entry(CommandId::First, "First part", &[Keys::named("Home")], always, Editor::go_first),
    entry(CommandId::Last, "Last part", &[Keys::named("End")], always, Editor::go_last),
    entry(CommandId::NearestLeft, "Nearest to the left", &[arrow("ArrowLeft").primary()], always, |editor| {
        editor.go_nearest(Direction::Left);
    }),
    entry(
        CommandId::NearestRight,
        "Nearest to the right",
        &[arrow("ArrowRight").primary()],
        always,
        |editor| {
            editor.go_nearest(Direction::Right);
        },
    ),
    entry(CommandId::NearestUp, "Nearest above", &[arrow("ArrowUp").primary()], always, |editor| {
        editor.go_nearest(Direction::Up);
    }),
    entry(CommandId::NearestDown, "Nearest below", &[arrow("ArrowDown").primary()], always, |editor| {
        editor.go_nearest(Direction::Down);
    }),
    entry(
        CommandId::EnterContainer,
        "Into the container",
        &[arrow("ArrowDown").primary().shift()],
        with_selection,
        Editor::enter_container,
    ),
    entry(
        CommandId::LeaveContainer,
        "Out to the container",
        &[arrow("ArrowUp").primary().shift()],
        with_selection,
        Editor::leave_container,
    ),
    entry(
        CommandId::NeighbourLeft,
        "Along a connection to the left",
        &[arrow("ArrowLeft").alt()],
        with_selection,
        |editor| editor.go_neighbour(Direction::Left),
    ),
    entry(
        CommandId::NeighbourRight,
        "Along a connection to the right",
        &[arrow("ArrowRight").alt()],
        with_selection,
        |editor| editor.go_neighbour(Direction::Right),
    ),
    entry(
        CommandId::NeighbourUp,
        "Along a connection upwards",
        &[arrow("ArrowUp").alt()],
        with_selection,
        |editor| editor.go_neighbour(Direction::Up),
    ),
    entry(
        CommandId::NeighbourDown,
        "Along a connection downwards",
        &[arrow("ArrowDown").alt()],
        with_selection,
        |editor| editor.go_neighbour(Direction::Down),
    ),
    entry(
        CommandId::NextLine,
        "Next line of the subnet",
        &[Keys::letter('E')],
        Editor::has_lines,
        |editor| {
            editor.go_next_line();
        },
    ),
];
