use super::inside::Things;
use crate::panel::desk::use_desk;
use crate::panel::words;
use crate::ui::{Button, ResourceGlyph};
use leptos::prelude::*;
use netyard_core::model::reserved::{self, service_of};
use netyard_core::net::well_known;
use netyard_editor::command::CommandId;

/// The internet and the Regional services: nothing to set, but something to know.
#[component]
pub(super) fn ServiceInspector(
    /// The reserved id.
    id: String,
) -> impl IntoView {
    let desk = use_desk();
    let (glyph, name, kind) = desk.store.document.with_untracked(|document| {
        (words::glyph_of(document, &id), words::name_of(document, &id), words::kind_of(document, &id))
    });
    let facts = if id == reserved::INTERNET { internet_facts() } else { service_facts() };
    let endpoints = {
        let id = id.clone();
        Signal::derive(move || {
            let routed = desk.network();
            let Some((service, region)) = service_of(&id) else { return Vec::new() };
            let leads_here = |node: &&netyard_core::topology::EndpointNode| {
                node.service
                    .as_ref()
                    .is_some_and(|(of, at)| *of == service && region.is_none_or(|region| region == at))
            };
            routed.network.endpoints.values().filter(leads_here).map(|node| node.id.to_string()).collect()
        })
    };
    view! {
        <header class="identity">
            <span class="identity-tile tile-plain"><ResourceGlyph glyph size=20/></span>
            <div class="identity-words">
                <h2 class="identity-name">{name}</h2>
                <span class="identity-kind">{kind}</span>
            </div>
        </header>
        <div class="section">
            {facts.into_iter().map(|fact| view! { <p class="read-text">{fact}</p> }).collect_view()}
            <Button sign="arrow-right" on_press=move |()| desk.run(CommandId::SendPacket)>"Send a packet from here"</Button>
        </div>
        <Things title="Endpoints" ids=endpoints/>
    }
}

fn internet_facts() -> Vec<String> {
    vec![
        "Everything that is in no VPC of this drawing. A public address that nothing here owns lies here."
            .to_owned(),
        format!(
            "As client it is {}, as server {}, in IPv6 {}.",
            well_known::INTERNET_CLIENT,
            well_known::INTERNET_SERVER,
            well_known::INTERNET_IPV6
        ),
    ]
}

fn service_facts() -> Vec<String> {
    vec![
        "A public service of the Region. It is reached through a gateway endpoint, or over the internet."
            .to_owned(),
    ]
}
