use super::shown::use_shown;
use crate::panel::desk::use_desk;
use crate::panel::words;
use crate::ui::{Button, ButtonKind, ResourceGlyph};
use leptos::prelude::*;
use netyard_editor::command::CommandId;

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

/// The button that gives what is selected IPv6, while it has none.
#[component]
pub(super) fn AddIpv6(
    /// Where the thing around keeps it.
    path: &'static str,
) -> impl IntoView {
    let shown = use_shown();
    let is_missing = move || shown.value(path).is_none() && shown.desk.is_enabled(CommandId::AddIpv6);
    move || {
        is_missing().then(|| view! {
            <div class="field-act">
                <Button kind=ButtonKind::Link sign="plus" on_press=move |()| shown.desk.run(CommandId::AddIpv6)>"Add IPv6"</Button>
            </div>
        })
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
