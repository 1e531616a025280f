//! Commands of the view.

use super::{CommandId, Entry, Group, Keys, Scope, always, with_selection};
use crate::editor::Editor;
use crate::effect::{AppAct, Effect};

const fn entry(
    id: CommandId,
    label: &'static str,
    keys: &'static [Keys],
    scope: Scope,
    run: fn(&mut Editor),
) -> Entry {
    Entry { id, label, group: Group::View, keys, scope, enabled: always, run }
}

pub(super) const COMMANDS: &[Entry] = &[
    entry(
        CommandId::ZoomIn,
        "Zoom in",
        &[Keys::sign('+').primary(), Keys::sign('=').primary()],
        Scope::Panels,
        |editor| editor.zoom_to(editor.session().camera.next_step()),
    ),
    entry(CommandId::ZoomOut, "Zoom out", &[Keys::sign('-').primary()], Scope::Panels, |editor| {
        editor.zoom_to(editor.session().camera.previous_step());
    }),
    entry(
        CommandId::ZoomReset,
        "Zoom to 100 %",
        &[Keys::digit('0').primary(), Keys::digit('0').shift()],
        Scope::Panels,
        |editor| editor.zoom_to(1.0),
    ),
    entry(CommandId::FitAll, "Fit everything", &[Keys::digit('1').shift()], Scope::Canvas, Editor::fit_all),
    Entry {
        enabled: with_selection,
        ..entry(
            CommandId::FitSelection,
            "Fit the selection",
            &[Keys::digit('2').shift()],
            Scope::Canvas,
            Editor::fit_selection,
        )
    },
    Entry {
        enabled: Editor::can_fold,
        ..entry(
            CommandId::ToggleFold,
            "Fold or unfold",
            &[Keys::letter('F')],
            Scope::Canvas,
            Editor::fold_selection,
        )
    },
    Entry {
        enabled: Editor::can_fold_vpcs,
        ..entry(
            CommandId::FoldVpcs,
            "Fold all VPCs",
            &[Keys::letter('F').shift()],
            Scope::Canvas,
            Editor::fold_vpcs,
        )
    },
    Entry {
        enabled: Editor::can_unfold_all,
        ..entry(
            CommandId::UnfoldAll,
            "Unfold everything",
            &[Keys::letter('F').alt().shift()],
            Scope::Canvas,
            Editor::unfold_all,
        )
    },
    entry(CommandId::ScrollUp, "Scroll up", &[Keys::named("PageUp")], Scope::Canvas, |editor| {
        editor.scroll_views(0.0, -1.0);
    }),
    entry(CommandId::ScrollDown, "Scroll down", &[Keys::named("PageDown")], Scope::Canvas, |editor| {
        editor.scroll_views(0.0, 1.0);
    }),
    entry(CommandId::ScrollLeft, "Scroll left", &[Keys::named("PageUp").shift()], Scope::Canvas, |editor| {
        editor.scroll_views(-1.0, 0.0);
    }),
    entry(
        CommandId::ScrollRight,
        "Scroll right",
        &[Keys::named("PageDown").shift()],
        Scope::Canvas,
        |editor| {
            editor.scroll_views(1.0, 0.0);
        },
    ),
    entry(CommandId::ToggleGrid, "Grid", &[Keys::sign('\'').primary()], Scope::Panels, Editor::toggle_grid),
    entry(
        CommandId::ToggleSnapping,
        "Snapping",
        &[Keys::sign('\'').primary().shift()],
        Scope::Panels,
        Editor::toggle_snapping,
    ),
    entry(
        CommandId::NextTheme,
        "Theme: system, light, dark",
        &[Keys::letter('D').alt().shift()],
        Scope::Panels,
        |editor| editor.emit(Effect::App(AppAct::NextTheme)),
    ),
    entry(CommandId::ToggleMinimap, "Minimap", &[Keys::letter('M')], Scope::Canvas, |editor| {
        editor.emit(Effect::App(AppAct::ToggleMinimap));
    }),
];
