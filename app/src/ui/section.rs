use leptos::prelude::*;

/// A part of a panel with a heading, a quiet word after it, and perhaps an act at its right.
#[component]
pub(crate) fn Section(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// What stands after the heading.
    #[prop(optional, into)]
    note: Signal<String>,
    /// An act at the right.
    #[prop(optional, into)]
    act: ViewFn,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="section">
            <header class="section-head">
                <h3>{title}</h3>
                <span class="section-note">{note}</span>
                {act.run()}
            </header>
            {children()}
        </section>
    }
}
