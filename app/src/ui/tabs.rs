use super::When;
use super::badge::{Count, Tint};
use super::focus::focus_sibling;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// One tab.
#[derive(Clone)]
pub(crate) struct Tab {
    /// Its key; its panel has the id `panel-KEY`.
    pub(crate) key: &'static str,
    /// Its words.
    pub(crate) label: Signal<String>,
    /// A count after the words; empty for none.
    pub(crate) count: Signal<(String, Tint)>,
}

impl Tab {
    /// A tab without a count.
    pub(crate) fn new(key: &'static str, label: &'static str) -> Self {
        Self {
            key,
            label: Signal::stored(label.to_owned()),
            count: Signal::stored((String::new(), Tint::Quiet)),
        }
    }

    /// The same tab with a count.
    pub(crate) fn counted(mut self, count: impl Into<Signal<(String, Tint)>>) -> Self {
        self.count = count.into();
        self
    }
}

/// A row of tabs; one of them takes the focus, arrow keys move along.
#[component]
pub(crate) fn Tabs(
    /// The accessible name of the row.
    label: &'static str,
    /// The tabs.
    tabs: Vec<Tab>,
    /// The key of the one that is open.
    #[prop(into)]
    selected: Signal<&'static str>,
    /// Whether the panel of the open tab is there: not while it is folded.
    #[prop(default = Signal::stored(true), into)]
    has_panel: Signal<bool>,
    /// Further classes: `segments` draws them as one control.
    #[prop(optional)]
    class: &'static str,
    /// What a person opened.
    #[prop(into)]
    on_select: Callback<&'static str>,
) -> impl IntoView {
    let on_key = move |event: web_sys::KeyboardEvent| {
        let root = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if let Some(root) = root {
            focus_sibling(&event, &root, "[role=tab]");
        }
    };
    let tab_view = move |tab: Tab| {
        let key = tab.key;
        let is_selected = move || selected.get() == key;
        let count = tab.count;
        view! {
            <button
                type="button"
                role="tab"
                class="tab"
                id=format!("tab-{key}")
                aria-controls=move || (is_selected() && has_panel.get()).then(|| format!("panel-{key}"))
                aria-selected=move || if is_selected() { "true" } else { "false" }
                tabindex=move || if is_selected() { "0" } else { "-1" }
                on:click=move |_| on_select.run(key)
                on:focus=move |_| if !is_selected() { on_select.run(key) }
            >
                {tab.label}
                <When holds=move || !count.with(|(text, _)| text.is_empty())>
                    <Count text=Signal::derive(move || count.get().0) tint=Signal::derive(move || count.get().1)/>
                </When>
            </button>
        }
    };
    view! {
        <div class=format!("tabs {class}") role="tablist" aria-label=label on:keydown=on_key>
            {tabs.into_iter().map(tab_view).collect_view()}
        </div>
    }
}
