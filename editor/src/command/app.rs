//! Commands that the application carries out: files, dialogs, panels.

use super::{CommandId, Entry, Group, Keys, Scope, always};
use crate::editor::Editor;
use crate::effect::{AppAct, Dialog, Effect};

const fn entry(
    id: CommandId,
    label: &'static str,
    keys: &'static [Keys],
    scope: Scope,
    run: fn(&mut Editor),
) -> Entry {
    Entry { id, label, group: Group::App, keys, scope, enabled: always, run }
}

pub(super) const COMMANDS: &[Entry] = &[
    entry(
        CommandId::CommandPalette,
        "Command palette",
        &[Keys::sign('/').primary(), Keys::letter('P').primary().shift()],
        Scope::Window,
        |editor| editor.emit(Effect::OpenDialog(Dialog::Palette)),
    ),
    entry(
        CommandId::Search,
        "Find in the drawing",
        &[Keys::letter('F').primary()],
        Scope::Panels,
        |editor| {
            editor.emit(Effect::OpenDialog(Dialog::Search));
        },
    ),
    entry(CommandId::ShortcutSheet, "Keyboard shortcuts", &[Keys::sign('?')], Scope::Panels, |editor| {
        editor.emit(Effect::OpenDialog(Dialog::Shortcuts));
    }),
    entry(
        CommandId::SaveFile,
        "Save as file",
        &[Keys::letter('S').primary(), Keys::letter('S').primary().shift()],
        Scope::Window,
        |editor| editor.emit(Effect::App(AppAct::SaveFile)),
    ),
    entry(CommandId::CopyPng, "Copy as PNG", &[Keys::letter('C').alt().shift()], Scope::Panels, |editor| {
        editor.emit(Effect::App(AppAct::CopyPng));
    }),
    entry(CommandId::CopySvg, "Copy as SVG", &[], Scope::Panels, |editor| {
        editor.emit(Effect::App(AppAct::CopySvg));
    }),
    entry(CommandId::SavePng, "Save a picture, PNG", &[], Scope::Panels, |editor| {
        editor.emit(Effect::App(AppAct::SavePng));
    }),
    entry(CommandId::SaveSvg, "Save a picture, SVG", &[], Scope::Panels, |editor| {
        editor.emit(Effect::App(AppAct::SaveSvg));
    }),
    entry(CommandId::Export, "Export", &[], Scope::Window, |editor| {
        editor.emit(Effect::OpenDialog(Dialog::Export));
    }),
    entry(CommandId::OpenFile, "Open file", &[Keys::letter('O').primary()], Scope::Window, |editor| {
        editor.emit(Effect::App(AppAct::OpenFile));
    }),
    entry(CommandId::Share, "Share", &[Keys::letter('E').primary().shift()], Scope::Window, |editor| {
        editor.emit(Effect::OpenDialog(Dialog::Share));
    }),
    entry(CommandId::NewDrawing, "New drawing", &[], Scope::Window, |editor| {
        editor.emit(Effect::App(AppAct::NewDrawing));
    }),
    entry(CommandId::Drawings, "Drawings on this device", &[], Scope::Window, |editor| {
        editor.emit(Effect::OpenDialog(Dialog::Drawings));
    }),
    entry(CommandId::Gallery, "Ready drawings", &[], Scope::Window, |editor| {
        editor.emit(Effect::OpenDialog(Dialog::Gallery));
    }),
    entry(CommandId::Import, "Load a real network", &[], Scope::Window, |editor| {
        editor.emit(Effect::OpenDialog(Dialog::Import));
    }),
    entry(CommandId::Outline, "Outline", &[Keys::letter('W').shift()], Scope::Panels, |editor| {
        editor.emit(Effect::App(AppAct::ShowOutline));
    }),
    entry(
        CommandId::FocusInspector,
        "Go to the inspector",
        &[Keys::named("Enter").primary()],
        Scope::Elements,
        |editor| editor.emit(Effect::App(AppAct::FocusInspector)),
    ),
    entry(CommandId::NextArea, "Next region of the page", &[Keys::named("F6")], Scope::Window, |editor| {
        editor.emit(Effect::App(AppAct::NextArea));
    }),
    entry(
        CommandId::PreviousArea,
        "Previous region of the page",
        &[Keys::named("F6").shift()],
        Scope::Window,
        |editor| editor.emit(Effect::App(AppAct::PreviousArea)),
    ),
    entry(
        CommandId::ContextMenu,
        "Menu",
        &[Keys::named("F10").shift(), Keys::named("ContextMenu")],
        Scope::Elements,
        Editor::open_menu_on_selection,
    ),
    entry(
        CommandId::RepeatAnnouncement,
        "Repeat the last announcement",
        &[Keys::letter('R').alt()],
        Scope::Panels,
        Editor::repeat_announcement,
    ),
];
