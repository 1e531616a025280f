use super::Sign;
use leptos::prelude::*;

/// How loud a button is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ButtonKind {
    /// An outlined button.
    #[default]
    Plain,
    /// The one filled button of its place.
    Primary,
    /// Words only, as a link.
    Link,
    /// Takes something away.
    Danger,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "button",
            Self::Primary => "button button-primary",
            Self::Link => "button button-link",
            Self::Danger => "button button-danger",
        }
    }
}

/// A button with words.
#[component]
pub(crate) fn Button(
    /// How loud it is.
    #[prop(optional)]
    kind: ButtonKind,
    /// A sign before the words.
    #[prop(optional, into)]
    sign: Option<&'static str>,
    /// Whether it cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// The id of the element, where something else focuses it.
    #[prop(optional, into)]
    id: Option<String>,
    /// What it does.
    #[prop(into)]
    on_press: Callback<()>,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <button type="button" id=id class=kind.class() disabled=disabled on:click=move |_| on_press.run(())>
            {sign.map(|id| view! { <Sign id=id/> })}
            <span class="button-words">{children()}</span>
        </button>
    }
}
