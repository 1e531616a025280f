use super::Sign;
use leptos::prelude::*;

/// A button with a sign only; the words are its accessible name and its tooltip.
#[component]
pub(crate) fn IconButton(
    /// The id of the sign.
    sign: &'static str,
    /// Its id, where something else focuses it.
    #[prop(optional)]
    id: Option<&'static str>,
    /// What it does, in words.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// For a button that stays down: whether it is.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
    /// What it does.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            id=id
            class=format!("icon-button {class}")
            aria-label=label
            data-tip=label
            aria-pressed=move || pressed.map(|pressed| if pressed.get() { "true" } else { "false" })
            disabled=disabled
            on:click=move |_| on_press.run(())
        >
            <Sign id=sign/>
        </button>
    }
}
