use leptos::prelude::*;

/// A fact: a label and what is so, not to be edited.
#[component]
pub(super) fn Line(
    /// The label.
    label: &'static str,
    /// The fact.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="fact">
            <span class="fact-label">{label}</span>
            <span class="fact-value">{children()}</span>
        </div>
    }
}
