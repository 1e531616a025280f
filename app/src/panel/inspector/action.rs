use crate::panel::desk::use_desk;
use crate::panel::words;
use crate::ui::ResourceGlyph;
use leptos::prelude::*;

/// The name of a thing as a button that selects it.
#[component]
pub(super) fn Link(
    /// The key of the thing.
    #[prop(into)]
    to: String,
) -> impl IntoView {
    let desk = use_desk();
    let id = StoredValue::new(to);
    view! {
        <button type="button" class="text-link" on:click=move |_| id.with_value(|id| desk.reveal(id))>
            {move || id.with_value(|id| desk.name(id))}
        </button>
    }
}

/// A row that stands for a thing: glyph, name, fact; a press selects it.
#[component]
pub(super) fn ThingRow(
    /// The key of the thing.
    #[prop(into)]
    id: String,
) -> impl IntoView {
    let desk = use_desk();
    let id = StoredValue::new(id);
    let glyph =
        desk.store.document.with_untracked(|document| id.with_value(|id| words::glyph_of(document, id)));
    view! {
        <li>
            <button
                type="button"
                class="thing-row"
                on:click=move |_| id.with_value(|id| desk.reveal(id))
                on:mouseenter=move |_| id.with_value(|id| desk.hover(Some(id)))
                on:mouseleave=move |_| desk.hover(None)
            >
                <ResourceGlyph glyph/>
                <span class="thing-name">{move || id.with_value(|id| desk.name(id))}</span>
                <span class="thing-fact">{move || id.with_value(|id| words::fact_of(&desk.network(), id))}</span>
            </button>
        </li>
    }
}
