//! The menu of what is selected, or of the drawing: the same commands as everywhere, where the pointer is.

use crate::dispatch::dispatch;
use crate::platform::{keys::is_macos, svg};
use crate::store::use_store;
use crate::ui::{MenuItem, MenuSeparator, focus_sibling, react};
use leptos::html;
use leptos::prelude::*;
use netyard_editor::{CommandId, Editor, Effect as EditorEffect, Event, command};
use wasm_bindgen::JsCast;

/// The commands for something; each group is parted from the next.
const OF_THING: &[&[CommandId]] = &[
    &[CommandId::Rename, CommandId::ConnectTool, CommandId::SendPacket, CommandId::SwitchOff],
    &[CommandId::Cut, CommandId::Copy, CommandId::Paste, CommandId::Duplicate],
    &[
        CommandId::AddIpv6,
        CommandId::MoveInto,
        CommandId::ToggleFold,
        CommandId::FitSelection,
        CommandId::Tidy,
        CommandId::FocusInspector,
    ],
    &[CommandId::Delete, CommandId::DeleteKeepContent],
];
/// The commands for the drawing.
const OF_DRAWING: &[&[CommandId]] = &[
    &[CommandId::Paste, CommandId::SelectAll],
    &[CommandId::CopyPng, CommandId::CopySvg],
    &[CommandId::FindPart, CommandId::Search, CommandId::CommandPalette],
    &[CommandId::FoldVpcs, CommandId::UnfoldAll, CommandId::Tidy],
    &[CommandId::FitAll, CommandId::ToggleGrid, CommandId::ToggleSnapping, CommandId::ToggleMinimap],
];

/// The commands that are for few things: shown only where they can be used.
const OF_FEW: &[CommandId] = &[
    CommandId::SwitchOff,
    CommandId::MoveInto,
    CommandId::ToggleFold,
    CommandId::FoldVpcs,
    CommandId::UnfoldAll,
];

/// Room that the menu needs, so that it opens inside the canvas: its width, the heights of a row and of a line
/// between two groups, and the space above and below.
const WIDE: f64 = 300.0;
const ROW: f64 = 28.0;
const LINE: f64 = 9.0;
const AROUND: f64 = 18.0;

/// Where the menu is open, and whether it is about something.
#[derive(Clone, Copy, PartialEq)]
struct Opened {
    x: f64,
    y: f64,
    on_thing: bool,
}

/// The menu, while it is open.
#[component]
pub(super) fn ContextMenu() -> impl IntoView {
    let store = use_store();
    let opened = RwSignal::new(None::<Opened>);
    store.listen(move |effect| {
        if let EditorEffect::OpenMenu { x, y, key } = effect {
            opened.set(Some(Opened { x: *x, y: *y, on_thing: key.is_some() }));
        }
    });
    move || opened.get().map(|at| view! { <Items at opened/> })
}

#[component]
fn Items(
    /// Where, and about what.
    at: Opened,
    /// What is open: nothing closes it.
    opened: RwSignal<Option<Opened>>,
) -> impl IntoView {
    let store = use_store();
    let list = NodeRef::<html::Div>::new();
    react(move || {
        let first =
            list.get().and_then(|list| list.query_selector("[role=menuitem]:not(:disabled)").ok().flatten());
        if let Some(first) = first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = first.focus();
        }
    });
    // The keyboard goes back to where it came from: to a row of the outline, else to the canvas.
    let before = StoredValue::new_local(svg::page().and_then(|page| page.active_element()));
    let finish = move |to_canvas: bool| {
        opened.set(None);
        let row = before.with_value(|before| {
            let before = before.as_ref()?.dyn_ref::<web_sys::HtmlElement>()?;
            before.closest("[data-focus=outline]").ok().flatten().map(|_| before.clone())
        });
        match row.filter(|_| !to_canvas) {
            Some(row) => {
                let _ = row.focus();
            }
            None => super::keyboard::focus_canvas(),
        }
    };
    let item = move |id: CommandId| {
        let entry = command::find(id)?;
        let enabled = store.ask(|editor| editor.is_enabled(id));
        let label = match id {
            CommandId::SwitchOff if store.ask(Editor::is_selection_off) => "Switch on again (what if)",
            CommandId::SwitchOff => "Switch off (what if)",
            CommandId::ToggleFold if store.ask(Editor::would_fold) => "Fold",
            CommandId::ToggleFold => "Unfold",
            _ => entry.label,
        };
        let shown = entry.keys.first().map(|keys| keys.display(is_macos())).unwrap_or_default();
        let press = move |()| {
            // The target of a connection is chosen on the canvas.
            finish(id == CommandId::ConnectTool);
            dispatch(store, Event::Command(id));
        };
        Some(view! { <MenuItem label keys=shown disabled=!enabled on_press=press/> })
    };
    // Few things can be switched off or folded: the others do without the words.
    let is_shown = |id: CommandId| !OF_FEW.contains(&id) || store.ask(|editor| editor.is_enabled(id));
    let groups = if at.on_thing { OF_THING } else { OF_DRAWING };
    let groups: Vec<Vec<CommandId>> =
        groups.iter().map(|group| group.iter().copied().filter(|id| is_shown(*id)).collect()).collect();
    let groups: Vec<Vec<CommandId>> = groups.into_iter().filter(|group| !group.is_empty()).collect();
    let items = groups.iter().enumerate().map(|(index, group)| {
        let separator = (index > 0).then(|| view! { <MenuSeparator/> });
        let rows = group.iter().map(|id| item(*id)).collect_view();
        view! { {separator} {rows} }
    });
    let on_key = move |event: web_sys::KeyboardEvent| {
        event.stop_propagation();
        match event.key().as_str() {
            "Escape" | "Tab" => {
                event.prevent_default();
                finish(false);
            }
            _ => {
                if let Some(list) = list.get_untracked() {
                    focus_sibling(&event, &list, "[role=menuitem]:not(:disabled)");
                }
            }
        }
    };
    // Whoever goes on elsewhere is done with the menu.
    let on_focus_out = move |event: web_sys::FocusEvent| {
        let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Node>().ok());
        let is_inside =
            to.is_some_and(|to| list.get_untracked().is_some_and(|list| list.contains(Some(&to))));
        if !is_inside {
            opened.set(None);
        }
    };
    // A finger that opened the menu by resting is lifted as a press of the mouse, which would take the focus away.
    let keep_focus = |event: web_sys::MouseEvent| event.prevent_default();
    let (width, height) = store.ask(|editor| editor.session().viewport);
    let left = at.x.min((width - WIDE).max(0.0));
    let high = groups.iter().fold(AROUND, |high, group| group.iter().fold(high + LINE, |high, _| high + ROW));
    let top = at.y.min((height - high).max(8.0));
    view! {
        <div
            class="menu-cover"
            on:pointerdown=move |_| finish(true)
            on:mousedown=keep_focus
            on:contextmenu=|event| event.prevent_default()
        ></div>
        <div
            node_ref=list
            class="menu context-menu"
            role="menu"
            aria-label="What can be done"
            style:left=format!("{left}px")
            style:top=format!("{top}px")
            on:keydown=on_key
            on:focusout=on_focus_out
            on:mousedown=keep_focus
            on:contextmenu=|event| event.prevent_default()
        >
            {items.collect_view()}
        </div>
    }
}
