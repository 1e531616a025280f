use super::{close, is_open};
use crate::library::use_library;
use crate::panel::count;
use crate::platform::page;
use crate::store::Dialog as Which;
use crate::ui::{Dialog, SearchField, focus_by_id, react};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;

/// Where the ready drawings lie, relative to the page.
const FOLDER: &str = "assets/scenarios";
/// The list of them; a test of core keeps it current.
const LIST: &str = "assets/gallery.json";

/// A ready drawing, as the list beside the drawings says.
#[derive(Clone, Debug, Deserialize)]
struct Ready {
    id: String,
    title: String,
    #[serde(default)]
    note: String,
    parts: usize,
    expectations: usize,
    /// Path data for each of [`LOOKS`].
    #[serde(default)]
    picture: Vec<String>,
}

/// The looks of the paths of a picture, from back to front.
const LOOKS: [&str; 5] = ["pic-line", "pic-vpc", "pic-public", "pic-private", "pic-part"];

/// The ready drawings.
#[component]
pub(super) fn GalleryDialog() -> impl IntoView {
    let open = is_open(Which::Gallery);
    let query = RwSignal::new(String::new());
    let list = RwSignal::new(None::<Result<Vec<Ready>, String>>);
    react(move || {
        if open.get() {
            focus_by_id("gallery-search");
        }
    });
    react(move || {
        if open.get() && list.with_untracked(|list| !matches!(list, Some(Ok(_)))) {
            spawn_local(async move {
                let read = page::fetch(LIST).await;
                list.set(Some(
                    read.and_then(|text| serde_json::from_str(&text).map_err(|error| error.to_string())),
                ));
            });
        }
    });
    let rows = move || match list.get() {
        None => ().into_any(),
        Some(Err(reason)) => view! { <p class="drawer-empty">{reason}</p> }.into_any(),
        Some(Ok(list)) => {
            let query = query.get().to_lowercase();
            let query = query.trim();
            let found: Vec<_> = list
                .into_iter()
                .filter(|ready| {
                    [&ready.title, &ready.note, &ready.id]
                        .iter()
                        .any(|text| text.to_lowercase().contains(query))
                })
                .map(|ready| view! { <Card ready/> })
                .collect();
            if found.is_empty() {
                let words =
                    format!("No ready drawing speaks of \"{query}\". Try \"peering\", \"NAT\" or \"ACL\".");
                return view! { <p class="drawer-empty" role="status">{words}</p> }.into_any();
            }
            view! { <ul class="plain-list gallery">{found}</ul> }.into_any()
        }
    };
    view! {
        <Dialog open title="Ready drawings" class="dialog-wide" on_close=close(Which::Gallery)>
            <div class="dialog-bar"><SearchField id="gallery-search" clears=false label="Find a drawing" query/></div>
            <div class="dialog-body dialog-list">{rows}</div>
        </Dialog>
    }
}

/// One ready drawing.
#[component]
fn Card(
    /// The drawing.
    ready: Ready,
) -> impl IntoView {
    let library = use_library();
    let path = StoredValue::new(format!("{FOLDER}/{}.json", ready.id));
    let facts = format!("{}, {}", count(ready.parts, "part"), count(ready.expectations, "expectation"));
    let paths = LOOKS.into_iter().zip(ready.picture).filter(|(_, data)| !data.is_empty());
    let picture: Vec<_> = paths.map(|(look, data)| view! { <path class=look d=data></path> }).collect();
    view! {
        <li>
            <button type="button" class="ready" on:click=move |_| library.open_ready(path.get_value())>
                <svg class="ready-thumbnail" viewBox="0 0 120 76" aria-hidden="true">{picture}</svg>
                <span class="ready-words">
                    <span class="drawing-title">{ready.title}</span>
                    <span class="ready-note">{ready.note}</span>
                    <span class="quiet-text">{facts}</span>
                </span>
            </button>
        </li>
    }
}
