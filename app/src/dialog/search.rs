use super::{close, is_open};
use crate::panel::{fact_of, glyph_of, kind_of, name_of, use_desk};
use crate::store::{Dialog as Which, use_store};
use crate::ui::{Dialog, ResourceGlyph, SearchField, When, focus_by_id, focus_sibling, once_drawn, react};
use leptos::html;
use leptos::prelude::*;
use netyard_scene::glyph::Glyph;
use wasm_bindgen::JsCast;

/// At most so many finds are listed.
const LISTED: usize = 60;

/// One thing that was found.
#[derive(Clone)]
struct Found {
    id: String,
    name: String,
    kind: String,
    fact: String,
    glyph: &'static Glyph,
}

/// Search in the drawing: names, blocks, kinds, findings.
#[component]
pub(super) fn SearchDialog() -> impl IntoView {
    let open = is_open(Which::Search);
    react(move || {
        if open.get() {
            focus_by_id("canvas-search");
        }
    });
    view! {
        <Dialog open title="Find in the drawing" class="palette" on_close=close(Which::Search)>
            <SearchBody/>
        </Dialog>
    }
}

#[component]
fn SearchBody() -> impl IntoView {
    let store = use_store();
    let desk = use_desk();
    let query = RwSignal::new(String::new());
    let list = NodeRef::<html::Ul>::new();
    let found = move || {
        let query = query.get().trim().to_lowercase();
        if query.is_empty() {
            return Vec::new();
        }
        let routed = desk.network();
        let document = &routed.network.document;
        let findings = desk.findings();
        let matches = |id: &str| {
            let resource =
                document.resource(id).map(|resource| resource.to_value().to_string().to_lowercase());
            name_of(document, id).to_lowercase().contains(&query)
                || kind_of(document, id).to_lowercase().contains(&query)
                || resource.is_some_and(|text| text.contains(&query))
                || findings.iter().any(|finding| {
                    finding.elements.iter().any(|element| element == id)
                        && finding.message.text.to_lowercase().contains(&query)
                })
        };
        let ids = document
            .resources
            .keys()
            .map(netyard_core::model::ResourceId::as_str)
            .chain(document.notes.keys().map(String::as_str));
        // Regions, zones, the internet and services are drawn without an entry.
        let scene = store.scene.get();
        let drawn = scene.nodes().iter().map(|node| node.key.as_str());
        let ids = ids
            .chain(drawn.filter(|id| document.resource(id).is_none() && !document.notes.contains_key(*id)));
        ids.filter(|id| matches(id))
            .take(LISTED)
            .map(|id| Found {
                id: id.to_owned(),
                name: name_of(document, id),
                kind: kind_of(document, id),
                fact: fact_of(&routed, id),
                glyph: glyph_of(document, id),
            })
            .collect()
    };
    let show = move |id: String| {
        store.interface.dialog.set(None);
        once_drawn(move || desk.reveal(&id));
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            if let Some(first) = untrack(found).into_iter().next() {
                show(first.id);
            }
        } else if let ("ArrowDown", Some(list)) = (event.key().as_str(), list.get_untracked()) {
            focus_sibling(&event, list.unchecked_ref(), ".command");
        }
    };
    let on_list_key = move |event: web_sys::KeyboardEvent| {
        if let Some(list) = list.get_untracked() {
            focus_sibling(&event, list.unchecked_ref(), ".command");
        }
    };
    let row = move |found: Found| {
        let Found { id, name, kind, fact, glyph } = found;
        view! {
            <li>
                <button type="button" class="command" on:click=move |_| show(id.clone())>
                    <ResourceGlyph glyph size=16/>
                    <span>{name}</span>
                    <span class="command-group">{kind}</span>
                    <span class="command-keys">{fact}</span>
                </button>
            </li>
        }
    };
    view! {
        <div class="dialog-bar"><SearchField id="canvas-search" clears=false label="Name, CIDR, kind or finding" query on_key=on_key/></div>
        <ul class="plain-list dialog-list" node_ref=list on:keydown=on_list_key>
            {move || found().into_iter().map(row).collect_view()}
        </ul>
        <When holds=move || query.with(|query| !query.trim().is_empty()) && found().is_empty()>
            <p class="drawer-empty">{move || format!("Nothing in the drawing matches \"{}\".", query.get().trim())}</p>
        </When>
        <p class="visually-hidden" role="status">{move || if query.with(String::is_empty) { String::new() } else { format!("{} found", found().len()) }}</p>
    }
}
