use super::action::Link;
use super::line::Line;
use super::setting::{ChoiceSetting, SwitchSetting};
use super::shown::use_shown;
use crate::ui::{Button, Section, When};
use leptos::prelude::*;
use netyard_core::change::Change;
use netyard_core::model::ResourceId;
use netyard_core::routing::RoutedNetwork;
use serde_json::json;

/// A peering connection: both sides, its status, the routes that it needs.
#[component]
pub(super) fn PeeringInspector() -> impl IntoView {
    let shown = use_shown();
    // AWS decides the status of a connection between VPCs that overlap, whatever is written (R-PEER-1).
    let fails = Memo::new(move |_| {
        let written = shown.text("/status/code");
        let routed = shown.desk.network();
        let status = routed.network.peerings.get(&shown.id()).map(|node| node.status.as_str());
        status == Some("failed") && written != "failed"
    });
    view! {
        <div class="section settings">
            <Side label="Requester" path="/requesterVpcInfo/vpcId"/>
            <Side label="Accepter" path="/accepterVpcInfo/vpcId"/>
            <When
                holds=move || fails.get()
                otherwise=|| view! { <Status/> }
            >
                <Line label="Status">"failed: the blocks of both VPCs overlap"</Line>
            </When>
            <SwitchSetting label="Accepter gets private addresses for the requester's names" path="/requesterVpcInfo/peeringOptions/allowDnsResolutionFromRemoteVpc"/>
            <SwitchSetting label="Requester gets private addresses for the accepter's names" path="/accepterVpcInfo/peeringOptions/allowDnsResolutionFromRemoteVpc"/>
        </div>
        <When
            holds=move || fails.get()
            otherwise=|| view! { <MissingRoutes/> }
        >
            <Section title="Routes over it">
                <p class="quiet-text">"AWS joins no VPCs whose blocks overlap: no route makes this connection carry a packet."</p>
            </Section>
        </When>
    }
}

/// The status, to choose.
#[component]
fn Status() -> impl IntoView {
    view! {
            <ChoiceSetting label="Status" path="/status/code" default="active" choices=&[
                ("active", "active"), ("pending-acceptance", "pending acceptance"), ("provisioning", "provisioning"),
                ("rejected", "rejected"), ("expired", "expired"), ("failed", "failed"), ("deleted", "deleted"),
            ]/>
    }
}

/// One side.
#[component]
fn Side(
    /// The label.
    label: &'static str,
    /// The JSON pointer of its VPC.
    path: &'static str,
) -> impl IntoView {
    let shown = use_shown();
    let vpc = Memo::new(move |_| shown.text(path));
    view! {
        <Line label=label>
            {move || match vpc.get() {
                id if id.is_empty() => view! { <span class="quiet">"not known"</span> }.into_any(),
                id => view! { <Link to=id/> }.into_any(),
            }}
        </Line>
    }
}

/// A route that one side lacks: the table, and the block of the other side.
#[derive(Clone, Debug, PartialEq)]
struct Missing {
    table: ResourceId,
    block: String,
    is_ipv6: bool,
}

/// The tables of both sides that have no route to the other, and one button that adds them.
#[component]
fn MissingRoutes() -> impl IntoView {
    let shown = use_shown();
    let missing = Memo::new(move |_| missing_routes(&shown.desk.network(), &shown.id()));
    let add = move |()| {
        let id = shown.id();
        let mut ids = shown.desk.ids();
        let change = |missing: Missing| {
            let row = ids.row("r", |_| false);
            let field = if missing.is_ipv6 { "destinationIpv6CidrBlock" } else { "destinationCidrBlock" };
            Change::set(
                &missing.table,
                &format!("/routes/{row}"),
                json!({field: missing.block, "vpcPeeringConnectionId": id.as_str()}),
            )
        };
        let changes: Vec<Change> = missing.get_untracked().into_iter().map(change).collect();
        if let Err(reason) = shown.desk.edit(format!("Add the routes of {}", shown.name()), changes) {
            shown.desk.say(reason);
        }
    };
    view! {
        <Section title="Routes over it">
            <When
                holds=move || missing.with(|missing| !missing.is_empty())
                otherwise=|| view! { <p class="quiet-text">"Every drawn table of both sides has a route to the other."</p> }
            >
                <ul class="plain-list">
                    {move || missing.get().into_iter().map(|missing| view! {
                        <li class="read-text"><Link to=missing.table.to_string()/>{format!(" has no route to {}", missing.block)}</li>
                    }).collect_view()}
                </ul>
                <Button sign="plus" on_press=add>"Add the missing routes"</Button>
            </When>
        </Section>
    }
}

fn missing_routes(routed: &RoutedNetwork, peering: &ResourceId) -> Vec<Missing> {
    let Some(node) = routed.network.peerings.get(peering) else { return Vec::new() };
    let [requester, accepter] = &node.sides;
    let mut missing = Vec::new();
    for (own, other) in [(requester, accepter), (accepter, requester)] {
        let Some(vpc) = own.vpc.as_ref().and_then(|id| routed.network.vpcs.get(id)) else { continue };
        for table in vpc.route_tables.iter().filter_map(|id| routed.tables.get(id)) {
            for block in &other.cidrs {
                let is_there = table.routes.iter().any(|route| {
                    route.target.id() == Some(peering)
                        && (route.destination.contains(block) || block.contains(&route.destination))
                });
                if let (false, Some(id)) = (is_there, &table.id) {
                    let is_ipv6 = block.addr().is_ipv6();
                    missing.push(Missing { table: id.clone(), block: block.to_string(), is_ipv6 });
                }
            }
        }
    }
    missing
}
