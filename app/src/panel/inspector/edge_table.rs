use super::shown::use_shown;
use crate::ui::{Choice, Section, Select};
use leptos::prelude::*;
use netyard_core::change::Change;
use netyard_core::model::{Document, Resource, RouteTable};

/// The route table that steers what enters a VPC through the shown gateway: only internet gateways and virtual private
/// gateways have one (R-EDGE-1).
#[component]
pub(super) fn EdgeTable() -> impl IntoView {
    let shown = use_shown();
    let value = Signal::derive(move || {
        let document = shown.desk.document();
        let id = shown.id();
        let found = tables(&document).find(|(_, table)| table.gateway_id.as_ref() == Some(&id));
        found.map(|(id, _)| id.to_owned()).unwrap_or_default()
    });
    let choices = Signal::derive(move || {
        let document = shown.desk.document();
        let (id, vpc) = (shown.id(), shown.text("/vpcId"));
        let mut choices = vec![Choice::new("", "none: straight to its destination")];
        for (table, own) in tables(&document) {
            if own.vpc_id.as_ref().is_none_or(|own| *own != vpc.as_str()) {
                continue;
            }
            let refused = if own.gateway_id.as_ref().is_some_and(|gateway| *gateway != id) {
                Some("at another gateway")
            } else if own.main || !own.subnet_ids.is_empty() {
                Some("decides for subnets")
            } else if !own.propagating_vgws.is_empty() {
                Some("takes propagated routes")
            } else {
                None
            };
            let choice = Choice::new(table, document.display_name(table));
            choices.push(Choice { refused: refused.map(str::to_owned), ..choice });
        }
        choices
    });
    let choose = move |chosen: String| {
        let document = shown.desk.document();
        let id = shown.id();
        let mut changes = Vec::new();
        for (table, own) in
            document.resources.keys().filter_map(|key| Some((key, document.route_table(key.as_str())?)))
        {
            if own.gateway_id.as_ref() == Some(&id) && table.as_str() != chosen {
                changes.push(Change::RemovePath { id: table.clone(), path: "/gatewayId".to_owned() });
            } else if table.as_str() == chosen {
                changes.push(Change::set(table, "/gatewayId", id.as_str()));
            }
        }
        if let Err(reason) = shown.desk.edit(format!("Change the edge table of {}", shown.name()), changes) {
            shown.desk.say(reason);
        }
    };
    view! {
        <Section title="Edge route table" note="steers what comes in">
            <Select label="Edge route table" value choices on_choose=choose/>
        </Section>
    }
}

fn tables(document: &Document) -> impl Iterator<Item = (&str, &RouteTable)> {
    document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::RouteTable(table) => Some((id.as_str(), table)),
        _ => None,
    })
}
