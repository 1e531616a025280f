//! The one way in: an event goes to the editor, and its effects are carried out.

use crate::store::{Dialog, DrawerTab, LeftTab, Moving, Store};
use crate::ui::react;
use leptos::prelude::*;
use netyard_editor::{Alternative, AppAct, CommandId, Effect, Event, RefusalNotice, Request, Toast};

/// Hands an event to the editor and carries out what it asks for.
pub(crate) fn dispatch(store: Store, event: Event) {
    carry_out_all(store, store.update(event));
}

fn carry_out_all(store: Store, effects: Vec<Effect>) {
    for effect in effects {
        carry_out(store, effect);
    }
}

/// Makes what shows and what changes drawings come; what people did meanwhile happens then.
pub(crate) fn begin(store: Store) {
    react(move || {
        if store.demand.sight.get().is_some() {
            untrack(|| carry_out_all(store, store.take_eyes()));
        }
    });
    react(move || {
        if let Some(tools) = store.demand.hands.get() {
            untrack(|| carry_out_all(store, store.take_hands(tools.hands)));
        }
    });
}

/// Carries out a command of the table.
pub(crate) fn command(store: Store, id: CommandId) {
    dispatch(store, Event::Command(id));
}

/// What every effect means for the page. Effects that concern one panel only are heard by that panel itself
/// (see [`Store::listen`]).
fn carry_out(store: Store, effect: Effect) {
    let interface = store.interface;
    match effect {
        Effect::Announce(text) => interface.announce(text),
        Effect::Toast(toast) => show_toast(store, toast),
        Effect::ShowRefusal(refusal) => show_refusal(store, &refusal),
        Effect::OpenDialog(dialog) => interface.dialog.set(Some(dialog_of(dialog))),
        Effect::ChooseContainer { keys, destinations } => {
            interface.moving.set(Some(Moving { keys, destinations }));
            interface.dialog.set(Some(Dialog::MoveInto));
        }
        Effect::OpenInspectorOn(_) => interface.inspector_open.set(true),
        Effect::OpenPacketPanel { .. } => interface.show_drawer(DrawerTab::Trace),
        Effect::App(act) => carry_out_act(store, act),
        Effect::DocumentChanged { .. } => interface.forget_offers(),
        Effect::CopyText(_)
        | Effect::ReadClipboard { .. }
        | Effect::BeginRename(_)
        | Effect::CameraMoved { .. }
        | Effect::OpenMenu { .. }
        | Effect::ScrollIntoView(_) => {}
    }
}

fn dialog_of(dialog: netyard_editor::Dialog) -> Dialog {
    match dialog {
        netyard_editor::Dialog::Share => Dialog::Share,
        netyard_editor::Dialog::Gallery => Dialog::Gallery,
        netyard_editor::Dialog::Drawings => Dialog::Drawings,
        netyard_editor::Dialog::Shortcuts => Dialog::Keys,
        netyard_editor::Dialog::Palette => Dialog::Commands,
        netyard_editor::Dialog::Search => Dialog::Search,
        netyard_editor::Dialog::Import => Dialog::Import,
        netyard_editor::Dialog::Export => Dialog::Export,
    }
}

fn carry_out_act(store: Store, act: AppAct) {
    let interface = store.interface;
    match act {
        AppAct::NextTheme => interface.theme.update(|theme| *theme = theme.next()),
        AppAct::ToggleMinimap => interface.minimap.update(|shown| *shown = !*shown),
        AppAct::ShowOutline => {
            interface.left_open.set(true);
            interface.left_tab.set(LeftTab::Outline);
        }
        AppAct::FindPart => {
            interface.left_open.set(true);
            interface.left_tab.set(LeftTab::Parts);
        }
        AppAct::FocusInspector => interface.inspector_open.set(true),
        // Heard by the parts of the page that have the files, the focus and the packet.
        AppAct::CopyPng
        | AppAct::CopySvg
        | AppAct::SavePng
        | AppAct::SaveSvg
        | AppAct::SaveFile
        | AppAct::OpenFile
        | AppAct::NewDrawing
        | AppAct::FocusCanvas
        | AppAct::NextArea
        | AppAct::PreviousArea
        | AppAct::PlayPause
        | AppAct::StepForward
        | AppAct::StepBack
        | AppAct::ResetRun => {}
    }
}

fn show_toast(store: Store, toast: Toast) {
    let mut actions = alternatives(store, toast.alternatives);
    if toast.undo {
        let undo = Callback::new(move |()| command(store, CommandId::Undo));
        actions.push(("Undo".to_owned(), undo));
    }
    store.interface.toast_of_step(toast.text, actions);
}

fn show_refusal(store: Store, refusal: &RefusalNotice) {
    let mut text = refusal.message.clone();
    if let Some(code) = &refusal.code {
        text.push(' ');
        text.push_str(code);
    }
    store.interface.toast_of_step(text, alternatives(store, refusal.alternatives.clone()));
}

/// One button for each thing that can be done instead.
fn alternatives(store: Store, alternatives: Vec<Alternative>) -> Vec<(String, Callback<()>)> {
    let button = |alternative: Alternative| {
        let Alternative { label, changes } = alternative;
        let words = label.clone();
        let press = Callback::new(move |()| {
            let request = Request::Apply { label: label.clone(), changes: changes.clone() };
            dispatch(store, Event::Request(request));
        });
        (words, press)
    };
    alternatives.into_iter().map(button).collect()
}
