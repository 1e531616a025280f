use super::Sign;
use super::When;
use super::focus::focus_sibling;
use super::react;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Whether the menu around is open; items close it.
#[derive(Clone, Copy)]
struct MenuState {
    open: RwSignal<bool>,
    button: NodeRef<html::Button>,
}

impl MenuState {
    fn close(self) {
        self.open.set(false);
        if let Some(button) = self.button.get_untracked() {
            let _ = button.focus();
        }
    }
}

/// A button that opens a menu.
#[component]
pub(crate) fn MenuButton(
    /// The accessible name of the button and its menu.
    #[prop(into)]
    label: Signal<String>,
    /// The classes of the button.
    #[prop(default = "icon-button")]
    class: &'static str,
    /// What the button shows.
    #[prop(into)]
    face: ViewFn,
    /// The items.
    children: ChildrenFn,
) -> impl IntoView {
    let state = MenuState { open: RwSignal::new(false), button: NodeRef::new() };
    provide_context(state);
    let list = NodeRef::<html::Div>::new();
    react(move || {
        let Some(list) = list.get() else { return };
        if let Ok(Some(first)) = list.query_selector("[role=menuitem]:not(:disabled)")
            && let Ok(first) = first.dyn_into::<web_sys::HtmlElement>()
        {
            let _ = first.focus();
        }
    });
    let on_key = move |event: web_sys::KeyboardEvent| {
        event.stop_propagation();
        if event.key() == "Escape" || event.key() == "Tab" {
            state.close();
            return;
        }
        if let Some(list) = list.get_untracked() {
            focus_sibling(&event, &list, "[role=menuitem]:not(:disabled)");
        }
    };
    let on_focus_out = move |event: web_sys::FocusEvent| {
        let inside = event
            .related_target()
            .and_then(|target| target.dyn_into::<web_sys::Node>().ok())
            .is_some_and(|target| list.get_untracked().is_some_and(|list| list.contains(Some(&target))));
        if !inside {
            state.open.set(false);
        }
    };
    let children = StoredValue::new(children);
    view! {
        <div class="menu-root">
            <button
                type="button"
                node_ref=state.button
                class=class
                aria-label=label
                aria-haspopup="menu"
                aria-expanded=move || if state.open.get() { "true" } else { "false" }
                on:mousedown=move |event| if state.open.get_untracked() { event.prevent_default() }
                on:click=move |_| state.open.update(|open| *open = !*open)
            >
                {face.run()}
            </button>
            <When holds=move || state.open.get()>
                <div
                    node_ref=list
                    class="menu"
                    role="menu"
                    aria-label=label
                    on:keydown=on_key
                    on:focusout=on_focus_out
                >
                    {children.with_value(|children| children())}
                </div>
            </When>
        </div>
    }
}

/// One item of a menu.
#[component]
pub(crate) fn MenuItem(
    /// The words.
    #[prop(into)]
    label: Signal<String>,
    /// The keys that do the same.
    #[prop(optional, into)]
    keys: String,
    /// A sign before the words.
    #[prop(optional, into)]
    sign: Option<&'static str>,
    /// Whether it cannot be chosen now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// What it does.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    let state = use_context::<MenuState>();
    let press = move |_| {
        if let Some(state) = state {
            state.close();
        }
        on_press.run(());
    };
    view! {
        <button type="button" role="menuitem" class="menu-item" tabindex="-1" disabled=disabled on:click=press>
            <span class="menu-sign">{sign.map(|id| view! { <Sign id=id/> })}</span>
            <span class="menu-words">{label}</span>
            <span class="menu-keys">{keys}</span>
        </button>
    }
}

/// A line between groups of items.
#[component]
pub(crate) fn MenuSeparator() -> impl IntoView {
    view! { <div class="menu-separator" role="separator"></div> }
}
