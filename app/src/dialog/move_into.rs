use super::{close, is_open};
use crate::dispatch::dispatch;
use crate::panel::{glyph_of, kind_of, name_of, use_desk};
use crate::store::{Dialog as Which, Moving, use_store};
use crate::ui::{Dialog, ResourceGlyph, SearchField, When, focus_by_id, focus_sibling, once_drawn, react};
use leptos::html;
use leptos::prelude::*;
use netyard_core::model::{Document, ResourceId};
use netyard_editor::{Destination, Event, Request};
use netyard_scene::glyph::Glyph;
use wasm_bindgen::JsCast;

/// One container, as the list shows it.
#[derive(Clone)]
struct Row {
    container: Option<ResourceId>,
    name: String,
    place: String,
    glyph: Option<&'static Glyph>,
}

impl Row {
    fn of(document: &Document, destination: Destination) -> Self {
        let Destination { container, around } = destination;
        let Some(key) = container.as_ref().map(ResourceId::as_str) else {
            let place = "outside of every container".to_owned();
            return Self { container, name: "The open drawing".to_owned(), place, glyph: None };
        };
        let kind = kind_of(document, key);
        let place = match around {
            Some(around) => format!("{kind} in {}", name_of(document, around.as_str())),
            None => kind,
        };
        let (name, glyph) = (name_of(document, key), Some(glyph_of(document, key)));
        Self { container, name, place, glyph }
    }
}

/// The containers that take what is selected.
#[component]
pub(super) fn MoveIntoDialog() -> impl IntoView {
    let store = use_store();
    let desk = use_desk();
    let open = is_open(Which::MoveInto);
    react(move || {
        if open.get() {
            focus_by_id("container-search");
        }
    });
    let title = Signal::derive(move || {
        let keys = store.interface.moving.get().map(|moving| moving.keys).unwrap_or_default();
        match keys.as_slice() {
            [key] => format!("Move {} into", desk.name(key.as_str())),
            keys => format!("Move {} things into", keys.len()),
        }
    });
    view! {
        <Dialog open title class="palette" on_close=close(Which::MoveInto)>
            <Choices/>
        </Dialog>
    }
}

#[component]
fn Choices() -> impl IntoView {
    let store = use_store();
    let desk = use_desk();
    let query = RwSignal::new(String::new());
    let list = NodeRef::<html::Ul>::new();
    let Moving { keys, destinations } = store
        .interface
        .moving
        .get_untracked()
        .unwrap_or(Moving { keys: Vec::new(), destinations: Vec::new() });
    let routed = untrack(|| desk.network());
    let document = &routed.network.document;
    let rows: Vec<Row> = destinations.into_iter().map(|destination| Row::of(document, destination)).collect();
    let (keys, rows) = (StoredValue::new(keys), StoredValue::new(rows));
    let found = Memo::new(move |_| {
        let query = query.get().to_lowercase();
        let fits = |row: &Row| {
            let text = format!("{} {}", row.name, row.place).to_lowercase();
            query.split_whitespace().all(|word| text.contains(word))
        };
        rows.with_value(|rows| {
            rows.iter().enumerate().filter(|(_, row)| fits(row)).map(|(at, _)| at).collect::<Vec<_>>()
        })
    });
    let choose = move |at: usize| {
        let Some(container) = rows.with_value(|rows| rows.get(at).map(|row| row.container.clone())) else {
            return;
        };
        store.interface.dialog.set(None);
        let request = Request::MoveInto { keys: keys.get_value(), container };
        // The dialog gives the focus back first.
        once_drawn(move || dispatch(store, Event::Request(request)));
    };
    let on_key = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            if let Some(first) = found.with_untracked(|found| found.first().copied()) {
                choose(first);
            }
        }
        "ArrowDown" => {
            if let Some(list) = list.get_untracked() {
                focus_sibling(&event, list.unchecked_ref(), ".command");
            }
        }
        _ => {}
    };
    let on_list_key = move |event: web_sys::KeyboardEvent| {
        if let Some(list) = list.get_untracked() {
            focus_sibling(&event, list.unchecked_ref(), ".command");
        }
    };
    let row = move |at: usize| {
        let Row { name, place, glyph, .. } = rows.with_value(|rows| rows.get(at).cloned())?;
        Some(view! {
            <li>
                <button type="button" class="command" on:click=move |_| choose(at)>
                    <span class="command-glyph">{glyph.map(|glyph| view! { <ResourceGlyph glyph size=16/> })}</span>
                    <span>{name}</span>
                    <span class="command-group">{place}</span>
                </button>
            </li>
        })
    };
    view! {
        <div class="dialog-bar"><SearchField id="container-search" clears=false label="Name or kind of the container" query on_key=on_key/></div>
        <ul class="plain-list dialog-list" node_ref=list on:keydown=on_list_key>
            {move || found.get().into_iter().filter_map(row).collect_view()}
        </ul>
        <When holds=move || found.with(Vec::is_empty)><p class="drawer-empty">"No container that takes it is called so."</p></When>
    }
}
