use super::shown::use_shown;
use crate::ui::{Checkbox, Each, When};
use leptos::prelude::*;
use serde_json::json;

/// Things that can be chosen for a list of ids, each with a box.
#[component]
pub(super) fn CheckList(
    /// The keys of what can be chosen.
    #[prop(into)]
    all: Signal<Vec<String>>,
    /// The JSON pointer of the list.
    #[prop(into)]
    path: Signal<&'static str>,
    /// What the list is called in the history: "the route tables".
    what: &'static str,
    /// What is said where nothing can be chosen.
    none: &'static str,
) -> impl IntoView {
    let shown = use_shown();
    let chosen = Memo::new(move |_| shown.list(path.get()));
    let row = move |id: String| {
        let name = {
            let id = id.clone();
            Signal::derive(move || {
                let document = shown.desk.document();
                let zone = document.subnet(&id).and_then(|subnet| subnet.availability_zone.clone());
                let name = shown.desk.name(&id);
                zone.map_or_else(|| name.clone(), |zone| format!("{name}, {zone}"))
            })
        };
        let wanted = id.clone();
        let checked = Signal::derive(move || chosen.with(|chosen| chosen.contains(&wanted)));
        let change = move |on: bool| {
            let mut all = chosen.get_untracked();
            all.retain(|other| *other != id);
            if on {
                all.push(id.clone());
            }
            shown.set_or_say(what, path.get_untracked(), json!(all));
        };
        view! { <Checkbox label=name checked on_change=change/> }.into_any()
    };
    view! {
        <div class="stack"><Each keys=all row/></div>
        <When holds=move || all.with(Vec::is_empty)>
            <p class="quiet-text">{none}</p>
        </When>
    }
}
