use super::action::ThingRow;
use crate::ui::{Each, Section, When};
use leptos::prelude::*;

/// A list of things that each can be selected.
#[component]
pub(super) fn Things(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// The keys of the things.
    #[prop(into)]
    ids: Signal<Vec<String>>,
    /// What is said when there are none; without it the section is not shown then.
    #[prop(optional)]
    none: &'static str,
) -> impl IntoView {
    let is_shown = move || !none.is_empty() || ids.with(|ids| !ids.is_empty());
    view! {
        <When holds=is_shown>
            <Section title>
                <ul class="plain-list">
                    <Each keys=ids row=|id| view! { <ThingRow id/> }.into_any()/>
                </ul>
                <When holds=move || ids.with(Vec::is_empty)>
                    <p class="quiet-text">{none}</p>
                </When>
            </Section>
        </When>
    }
}
