use super::inside::Things;
use super::shown::use_shown;
use crate::ui::{Choice, Select};
use leptos::prelude::*;
use netyard_core::model::Resource;

/// What the gateways of a VPC share: where it is attached, and which tables lead to it.
#[component]
pub(super) fn GatewayVpc(
    /// What is worth knowing about it.
    note: &'static str,
) -> impl IntoView {
    let shown = use_shown();
    let value = Signal::derive(move || shown.text("/vpcId"));
    let choices = Signal::derive(move || {
        let document = shown.desk.document();
        let mut choices = vec![Choice::new("", "not attached")];
        for (id, resource) in &document.resources {
            if matches!(resource.as_ref(), Resource::Vpc(_)) {
                choices.push(Choice::new(id.to_string(), document.display_name(id.as_str())));
            }
        }
        choices
    });
    let choose = move |id: String| {
        if id.is_empty() {
            shown.remove_or_say("the attachment", "/vpcId");
        } else {
            shown.set_or_say("the attachment", "/vpcId", id);
        }
    };
    let tables = Signal::derive(move || {
        let routed = shown.desk.network();
        let id = shown.id();
        let leads_here = |table: &netyard_core::routing::EffectiveTable| {
            table.routes.iter().any(|route| route.target.id() == Some(&id))
        };
        routed
            .tables
            .iter()
            .filter(|(_, table)| leads_here(table))
            .map(|(id, _)| id.to_string())
            .collect::<Vec<_>>()
    });
    view! {
        <div class="section settings">
            <div class="field">
                <label class="field-label" for="gateway-vpc">"Attached to"</label>
                <Select label="Attached to" id="gateway-vpc" value choices on_choose=choose/>
            </div>
            <p class="quiet-text">{note}</p>
        </div>
        <Things title="Route tables that lead here" ids=tables none="None yet. Add a route to it in a route table."/>
    }
}
