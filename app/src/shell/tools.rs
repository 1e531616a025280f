//! The tools, in the middle of the top bar or, where there is little room, in a rail at the left.

use crate::dispatch::{command, dispatch};
use crate::store::use_store;
use crate::ui::{IconButton, ResourceGlyph, Sign, When};
use leptos::prelude::*;
use netyard_editor::{CommandId, Event, Request, Tool};
use netyard_scene::glyph::glyph;

/// Tool, sign, name with its key.
const TOOLS: [(Tool, &str, &str); 4] = [
    (Tool::Select, "pointer", "Select (V)"),
    (Tool::Hand, "hand", "Hand (H)"),
    (Tool::Connect, "connect", "Connect (C)"),
    (Tool::Note, "note", "Note (T)"),
];

/// The buttons of the tools.
#[component]
pub(super) fn Tools() -> impl IntoView {
    let store = use_store();
    let buttons = TOOLS.map(|(tool, sign, label)| {
        let pressed = Signal::derive(move || store.session.tool.get() == tool);
        let take = move |()| dispatch(store, Event::Request(Request::TakeTool(tool)));
        view! { <IconButton sign label pressed on_press=take/> }
    });
    view! { {buttons.into_iter().collect_view()} }
}

/// The button that asks for a packet.
#[component]
pub(super) fn SendPacket() -> impl IntoView {
    let store = use_store();
    view! {
        <button type="button" class="send-packet" on:click=move |_| command(store, CommandId::SendPacket)>
            {glyph("pkt").map(|packet| view! { <ResourceGlyph glyph=packet size=20/> })}
            "Send packet"
        </button>
    }
}

/// The rail of a narrow page.
#[component]
pub(super) fn Rail(
    /// Whether nothing of it can be pressed yet.
    #[prop(into)]
    inert: Signal<bool>,
) -> impl IntoView {
    let store = use_store();
    let interface = store.interface;
    let run = move |id: CommandId| move |()| command(store, id);
    let toggle_parts = move |()| interface.left_open.update(|open| *open = !*open);
    let open = Signal::derive(move || interface.left_open.get());
    view! {
        <nav class="rail" aria-label="Tools" data-area="rail" inert=inert>
            <IconButton sign="plus" label="Parts and outline" pressed=open on_press=toggle_parts/>
            <Tools/>
            <span class="rail-line"></span>
            <IconButton sign="play" label="Send packet" on_press=run(CommandId::SendPacket)/>
            <IconButton sign="search" label="Find in the drawing" on_press=run(CommandId::Search)/>
            <span class="rail-line"></span>
            <IconButton sign="fit" label="Show the whole drawing" on_press=run(CommandId::FitAll)/>
        </nav>
    }
}

/// What can be done with the selection where there is no room for panels.
#[component]
pub(super) fn SelectionBar() -> impl IntoView {
    let store = use_store();
    let run = move |id: CommandId| move |_| command(store, id);
    let name = Memo::new(move |_| {
        let selection = store.session.selection.get();
        match (selection.only(), selection.len()) {
            (_, 0) => String::new(),
            (Some(key), _) => store.document.with(|document| document.display_name(key.as_str()).to_owned()),
            (None, many) => format!("{many} selected"),
        }
    });
    let settings = move |_| store.interface.inspector_open.update(|open| *open = !*open);
    view! {
        <When holds=move || !name.with(String::is_empty)>
            <div class="selection-bar" role="toolbar" aria-label="Selection">
                <strong>{name}</strong>
                <button type="button" class="button button-quiet" on:click=run(CommandId::ConnectTool)>
                    <Sign id="connect"/><span>"Connect"</span>
                </button>
                <button type="button" class="button button-quiet" on:click=settings>
                    <Sign id="settings"/><span>"Settings"</span>
                </button>
                <button type="button" class="button button-quiet" on:click=run(CommandId::Duplicate)>
                    <Sign id="copy"/><span>"Duplicate"</span>
                </button>
                <button type="button" class="button button-quiet button-danger" on:click=run(CommandId::Delete)>
                    <Sign id="trash"/><span>"Delete"</span>
                </button>
            </div>
        </When>
    }
}
