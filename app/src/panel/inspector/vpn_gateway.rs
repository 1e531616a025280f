use super::edge_table::EdgeTable;
use super::gateway_vpc::GatewayVpc;
use super::inside::Things;
use super::setting::{ChoiceSetting, Setting};
use super::shown::use_shown;
use super::transit_gateway::asn;
use crate::ui::{Checkbox, Each, Section, When};
use leptos::prelude::*;
use netyard_core::change::Change;
use netyard_core::model::{Resource, ResourceId};
use serde_json::json;

/// A virtual private gateway: its VPC, what it learns and where that goes, its VPN connections.
#[component]
pub(super) fn VpnGatewayInspector() -> impl IntoView {
    view! {
        <GatewayVpc note="It sends to networks that it learns by BGP or that its connections name. Tables need a route to it, or let it propagate."/>
        <div class="section settings">
            <Setting label="ASN" path="/amazonSideAsn" read=asn placeholder="64512"/>
            <ChoiceSetting label="State" path="/state" default="available" choices=&[
                ("pending", "pending"), ("available", "available"), ("deleting", "deleting"), ("deleted", "deleted"),
            ]/>
        </div>
        <Propagation/>
        <Connections path="vpnGatewayId"/>
        <EdgeTable/>
    }
}

/// The tables of its VPC, each of which may take the routes that it learns.
#[component]
fn Propagation() -> impl IntoView {
    let shown = use_shown();
    let tables = Memo::new(move |_| {
        let routed = shown.desk.network();
        let vpc = shown.text("/vpcId");
        let tables = routed.network.vpcs.get(vpc.as_str()).map(|vpc| vpc.route_tables.clone());
        tables.unwrap_or_default().iter().map(ToString::to_string).collect::<Vec<_>>()
    });
    let row = move |table: String| {
        let label = {
            let table = table.clone();
            Signal::derive(move || shown.desk.name(&table))
        };
        let list = {
            let table = table.clone();
            move || {
                let document = shown.desk.document();
                document.route_table(&table).map(|table| table.propagating_vgws.clone()).unwrap_or_default()
            }
        };
        let checked = {
            let list = list.clone();
            Signal::derive(move || list().contains(&shown.id()))
        };
        let change = move |on: bool| {
            let id = shown.id();
            let mut all: Vec<String> =
                list().iter().filter(|own| **own != id).map(ToString::to_string).collect();
            if on {
                all.push(id.to_string());
            }
            let label = format!("Change what {} propagates to", shown.name());
            let table = ResourceId::new(&table);
            let change = if all.is_empty() {
                Change::RemovePath { id: table, path: "/propagatingVgws".to_owned() }
            } else {
                Change::set(&table, "/propagatingVgws", json!(all))
            };
            if let Err(reason) = shown.desk.edit(label, vec![change]) {
                shown.desk.say(reason);
            }
        };
        view! { <Checkbox label checked on_change=change/> }.into_any()
    };
    view! {
        <When holds=move || !tables.with(Vec::is_empty)>
            <Section title="Propagates to">
                <div class="stack"><Each keys=tables row/></div>
                <p class="quiet-text">"A chosen table learns the networks behind it."</p>
            </Section>
        </When>
    }
}

/// The VPN connections of which the shown thing is this end.
#[component]
pub(super) fn Connections(
    /// The field of a connection that names the shown thing.
    path: &'static str,
) -> impl IntoView {
    let shown = use_shown();
    let ids = Signal::derive(move || {
        let document = shown.desk.document();
        let id = shown.id();
        let ends_here = |resource: &Resource| match resource {
            Resource::VpnConnection(own) => {
                let end =
                    if path == "customerGatewayId" { &own.customer_gateway_id } else { &own.vpn_gateway_id };
                end.as_ref() == Some(&id)
            }
            _ => false,
        };
        let all = document.resources.iter().filter(|(_, resource)| ends_here(resource));
        all.map(|(id, _)| id.to_string()).collect::<Vec<_>>()
    });
    view! { <Things title="VPN connections" ids none="None yet. Connect a customer gateway with it (C)."/> }
}
