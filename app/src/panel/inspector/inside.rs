use super::action::ThingRow;
use crate::ui::Section;
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
        <Show when=is_shown>
            <Section title>
                <ul class="plain-list">
                    <For each=move || ids.get() key=Clone::clone let:id>
                        <ThingRow id/>
                    </For>
                </ul>
                <Show when=move || ids.with(Vec::is_empty)>
                    <p class="quiet-text">{none}</p>
                </Show>
            </Section>
        </Show>
    }
}
