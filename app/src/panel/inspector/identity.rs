use super::shown::use_shown;
use crate::panel::words;
use crate::ui::{CodeText, MenuButton, MenuItem, MenuSeparator, ResourceGlyph, Sign};
use leptos::prelude::*;
use netyard_editor::command::CommandId;

/// The head of the inspector: glyph, name, kind and place, id, and what can be done with the thing.
#[component]
pub(super) fn Identity() -> impl IntoView {
    let shown = use_shown();
    let desk = shown.desk;
    let id = shown.id();
    let glyph = desk.store.document.with_untracked(|document| words::glyph_of(document, id.as_str()));
    let tile = {
        let id = id.clone();
        move || format!("identity-tile tile-{}", tint_of(&desk.network(), id.as_str()))
    };
    let place = {
        let id = id.clone();
        move || words::kind_and_place(&desk.network().network, id.as_str())
    };
    view! {
        <header class="identity">
            <span class=tile><ResourceGlyph glyph size=20/></span>
            <div class="identity-words">
                <NameField/>
                <span class="identity-kind">{place}</span>
            </div>
            <MenuButton label="Acts" face=|| view! { <Sign id="more"/> }>
                <MenuItem label="Send a packet from here" sign="arrow-right" on_press=move |()| desk.run(CommandId::SendPacket)/>
                <MenuItem label="Show on the canvas" sign="fit" on_press=move |()| desk.reveal(shown.id().as_str())/>
                <MenuItem label="Duplicate" sign="copy" keys="Ctrl+D" on_press=move |()| desk.run(CommandId::Duplicate)/>
                <MenuSeparator/>
                <MenuItem label="Delete" sign="trash" keys="Del" on_press=move |()| desk.run(CommandId::Delete)/>
            </MenuButton>
        </header>
        <p class="identity-id"><span class="visually-hidden">"Id: "</span><CodeText text=id.to_string()/></p>
    }
}

/// The name as a field that looks like a heading.
#[component]
fn NameField() -> impl IntoView {
    let shown = use_shown();
    let draft = RwSignal::new(None::<String>);
    let name = move || shown.text("/name");
    let finish = move || {
        if let Some(text) = draft.try_get_untracked().flatten() {
            draft.set(None);
            if text.trim() != shown.text("/name") {
                shown.desk.rename(shown.id().as_str(), text.trim().to_owned());
            }
        }
    };
    view! {
        <input
            id="inspector-name"
            class="name-field"
            type="text"
            aria-label="Name"
            autocomplete="off"
            spellcheck="false"
            maxlength="500"
            placeholder=shown.id().to_string()
            prop:value=move || draft.get().unwrap_or_else(name)
            on:input=move |event| draft.set(Some(event_target_value(&event)))
            on:blur=move |_| finish()
            on:keydown=move |event| match event.key().as_str() {
                "Enter" => { event.stop_propagation(); finish(); }
                "Escape" if draft.with_untracked(Option::is_some) => { event.stop_propagation(); draft.set(None); }
                _ => {}
            }
        />
    }
}

/// The tint of the tile under the glyph: that of the container, else plain.
fn tint_of(routed: &netyard_core::routing::RoutedNetwork, id: &str) -> &'static str {
    use netyard_core::model::Resource;
    match routed.network.document.resource(id) {
        Some(Resource::Vpc(_)) => "vpc",
        Some(Resource::Subnet(_)) if routed.is_public(id) => "public",
        Some(Resource::Subnet(_)) if routed.unknown_subnets().contains(id) => "plain",
        Some(Resource::Subnet(_)) => "private",
        Some(Resource::SecurityGroup(_)) => "sg",
        Some(Resource::AvailabilityZone(_)) => "az",
        Some(Resource::Region(_)) => "region",
        _ => "plain",
    }
}
