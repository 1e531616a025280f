//! The canvas: the drawing, what lies on top of it, and the hands on it.
//!
//! The framework places the regions of the page; inside the stage, elements are made and changed by hand
//! ([`painter`]), because a drawing holds thousands of nodes and a frame has 16 ms. Nothing in the stage listens by
//! itself: the stage hears pointer and keys, the editor knows what is under them.

mod badges;
mod context_menu;
mod details;
mod drawn;
mod empty;
mod finding_card;
mod groups;
mod hint;
mod hud;
mod input;
mod keyboard;
mod minimap;
mod names;
mod off;
mod over;
mod overlay;
mod painter;
pub(crate) mod part_drag;
mod rename;
mod show;
mod stage;
mod toasts;
mod trace;
mod view;
mod what_if;

use crate::demand::OfSight;
use crate::platform::page::is_embedded;
use crate::store::use_store;
use crate::ui::When;
use context_menu::ContextMenu;
use empty::EmptyState;
use finding_card::FindingCard;
use hint::PointerHint;
use hud::Hud;
pub(crate) use keyboard::focus_canvas;
use leptos::prelude::*;
use minimap::Minimap;
use rename::RenameField;
use stage::Stage;
pub(crate) use stage::draw_into;
use toasts::Toasts;
use trace::Legend;
pub(crate) use trace::PacketWays;
use what_if::WhatIf;

/// The canvas with everything that floats over it.
#[component]
pub(crate) fn Canvas() -> impl IntoView {
    let store = use_store();
    let is_empty = Memo::new(move |_| {
        store.document.with(|document| document.resources.is_empty() && document.notes.is_empty())
    });
    let has_history = move || store.session.undo.get().is_some() || store.session.redo.get().is_some();
    let still = store.demand.holds_still();
    let going_on = move || store.session.overlay.get().ghost.is_some();
    view! {
        <Stage/>
        <PointerHint/>
        <div class="over-canvas" inert=still>
            <When holds=move || is_empty.get() && !has_history() && !going_on()>
                {if is_embedded() {
                    view! { <p class="empty empty-lead">"No drawing is shown yet."</p> }.into_any()
                } else {
                    view! { <EmptyState/> }.into_any()
                }}
            </When>
            <OfSight piece=|sight| (sight.floating)(Floating::Around)/>
            <Hud/>
            <OfSight piece=|sight| (sight.floating)(Floating::AtTrace)/>
        </div>
        <OfSight piece=|sight| (sight.floating)(Floating::AtThing)/>
        <Toasts/>
    }
}

/// What floats over the canvas and comes with the drawing, by its place in the order of Tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Floating {
    /// In its corners.
    Around,
    /// At the way of a packet.
    AtTrace,
    /// At the thing that is looked at.
    AtThing,
}

/// What floats there.
pub(crate) fn floating(place: Floating) -> AnyView {
    match place {
        Floating::Around => around(),
        Floating::AtTrace => at_trace(),
        Floating::AtThing => view! {
            <FindingCard/>
            <RenameField/>
            <ContextMenu/>
        }
        .into_any(),
    }
}

/// What floats at the way of a packet comes with the first packet.
fn at_trace() -> AnyView {
    let store = use_store();
    let is_there =
        Memo::new(move |was: Option<&bool>| was == Some(&true) || store.trace.with(Option::is_some));
    let callout = move || store.demand.checks.now().map(|checks| (checks.ways.callout)());
    (move || is_there.get().then(callout)).into_any()
}

fn around() -> AnyView {
    let store = use_store();
    let has_map = move || {
        let is_empty =
            || store.document.with(|document| document.resources.is_empty() && document.notes.is_empty());
        store.interface.minimap.get() && !is_empty()
    };
    view! {
        <When holds=has_map>
            <Minimap/>
        </When>
        <Legend/>
        <WhatIf/>
    }
    .into_any()
}
