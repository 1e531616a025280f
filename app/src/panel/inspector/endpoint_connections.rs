use super::action::Link;
use super::shown::use_shown;
use crate::ui::{Button, ButtonKind, Each, Section, When};
use leptos::prelude::*;
use netyard_core::change::Change;
use netyard_core::model::{Resource, ResourceId};

/// The endpoints that lead to a service, each with whether it is accepted.
#[component]
pub(super) fn EndpointConnections() -> impl IntoView {
    let shown = use_shown();
    let endpoints = Memo::new(move |_| {
        let routed = shown.desk.network();
        let own = shown.id();
        let all = routed.network.document.resources.iter();
        let leading = all.filter(|(_, resource)| match resource.as_ref() {
            Resource::VpcEndpoint(endpoint) => {
                routed.network.service_behind(endpoint).is_some_and(|service| service.id == own)
            }
            _ => false,
        });
        leading.map(|(id, _)| id.to_string()).collect::<Vec<_>>()
    });
    view! {
        <Section title="Connections">
            <ul class="plain-list">
                <Each keys=endpoints row=|id: String| view! { <Connection id/> }.into_any()/>
            </ul>
            <When holds=move || endpoints.with(Vec::is_empty)>
                <p class="quiet-text">"No endpoint of the drawing leads to it yet. Connect one with it."</p>
            </When>
        </Section>
    }
}

/// One endpoint: its state, and what its owner can do about it.
#[component]
fn Connection(
    /// The key of the endpoint.
    id: String,
) -> impl IntoView {
    let shown = use_shown();
    let key = StoredValue::new(ResourceId::new(&id));
    let state = Memo::new(move |_| {
        let document = shown.desk.document();
        key.with_value(|id| document.vpc_endpoint(id.as_str()).map(|own| own.state.clone()))
            .unwrap_or_default()
    });
    let words = move || match state.get().as_str() {
        "available" => "accepted".to_owned(),
        "pendingAcceptance" => "waits to be accepted".to_owned(),
        other => other.to_owned(),
    };
    let set = move |act: &str, to: &str| {
        let id = key.get_value();
        let label = format!("{act} {}", shown.desk.name(id.as_str()));
        if let Err(reason) = shown.desk.edit(label, vec![Change::set(&id, "/state", to)]) {
            shown.desk.say(reason);
        }
    };
    view! {
        <li class="link-row">
            <Link to=id/>
            <span class="quiet-text">{words}</span>
            <When holds=move || state.with(|state| state != "available")>
                <Button kind=ButtonKind::Link on_press=move |()| set("Accept", "available")>"Accept"</Button>
            </When>
            <When holds=move || state.with(|state| state != "rejected")>
                <Button kind=ButtonKind::Link on_press=move |()| set("Reject", "rejected")>"Reject"</Button>
            </When>
        </li>
    }
}
