//! Commands of the packet panel.

use super::{CommandId, Entry, Group, Keys, Scope, always};
use crate::editor::Editor;
use crate::effect::{AppAct, Effect};

const fn entry(
    id: CommandId,
    label: &'static str,
    keys: &'static [Keys],
    scope: Scope,
    run: fn(&mut Editor),
) -> Entry {
    Entry { id, label, group: Group::Packet, keys, scope, enabled: always, run }
}

pub(super) const COMMANDS: &[Entry] = &[
    entry(CommandId::PlayPause, "Play or pause", &[Keys::named(" ").shift()], Scope::Panels, |editor| {
        editor.emit(Effect::App(AppAct::PlayPause));
    }),
    entry(CommandId::StepForward, "Next hop", &[Keys::named("ArrowRight")], Scope::Simulation, |editor| {
        editor.emit(Effect::App(AppAct::StepForward));
    }),
    entry(CommandId::StepBack, "Previous hop", &[Keys::named("ArrowLeft")], Scope::Simulation, |editor| {
        editor.emit(Effect::App(AppAct::StepBack));
    }),
    entry(CommandId::ResetRun, "First hop", &[Keys::named("Home")], Scope::Simulation, |editor| {
        editor.emit(Effect::App(AppAct::ResetRun));
    }),
];
