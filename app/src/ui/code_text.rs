use leptos::prelude::*;

/// Text in the code face: an address, an id, a code.
#[component]
pub(crate) fn CodeText(
    /// The text.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! { <code class="code-text">{text}</code> }
}
