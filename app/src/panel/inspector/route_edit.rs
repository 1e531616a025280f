//! Writing a row of a route table: its destination, its target, and why AWS would not take it.

use super::hub_routes;
use super::route_choices::possible_targets;
use crate::panel::desk::Desk;
use leptos::prelude::*;
use netyard_core::change::Change;
use netyard_core::model::{Resource, ResourceId};
use netyard_core::net::CidrBlock;
use serde_json::{Map, Value};

/// Whose table it is: a row of it names other targets, in other fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableKind {
    /// A VPC's.
    Vpc,
    /// A transit gateway's.
    Hub,
    /// The router of a site.
    Site,
}

/// Whose the table is.
pub(super) fn kind_of(desk: Desk, table: &ResourceId) -> TableKind {
    desk.store.document.with_untracked(|document| match document.resource(table.as_str()) {
        Some(Resource::TransitGatewayRouteTable(_)) => TableKind::Hub,
        Some(Resource::OnPremisesSite(_)) => TableKind::Site,
        _ => TableKind::Vpc,
    })
}

/// Writes a row of the table.
pub(super) fn write_row(
    desk: Desk,
    table: &ResourceId,
    row: &str,
    value: Map<String, Value>,
) -> Result<(), String> {
    if let Some(reason) = taken_destination(desk, table, row, &value) {
        return Err(reason);
    }
    let label = format!("Change a route of {}", desk.name(table.as_str()));
    desk.edit(label, vec![Change::set(table, &format!("/routes/{row}"), Value::Object(value))])
}

/// Why a destination cannot stand in a row: another row of the table has it already (R-RT-24), or the local route has,
/// whose target can only be one that takes packets inside of the VPC (R-RT-7).
fn taken_destination(
    desk: Desk,
    table: &ResourceId,
    row: &str,
    value: &Map<String, Value>,
) -> Option<String> {
    let text = DESTINATIONS.iter().find_map(|field| value.get(*field)?.as_str())?;
    let block = CidrBlock::new(text).net();
    let routed = untrack(|| desk.network());
    let name = desk.name(table.as_str());
    let rows = routed.network.document.resource(table.as_str())?.to_value();
    let rows = rows.get("routes").and_then(Value::as_object);
    let mut others = rows.into_iter().flatten();
    let is_same = |other: &str| other == text || block.is_some() && CidrBlock::new(other).net() == block;
    let text_of = |route: &Value| {
        DESTINATIONS
            .iter()
            .find_map(|field| route.get(*field)?.as_str().map(str::to_owned))
            .unwrap_or_default()
    };
    if others.any(|(own, route)| own.as_str() != row && is_same(&text_of(route))) {
        return Some(format!(
            "{name} has a route to {text} already: a table holds one for each destination."
        ));
    }
    let vpc = &routed.tables.get(table)?.vpc;
    let is_local = routed.network.vpcs.get(vpc)?.cidrs.iter().any(|cidr| Some(*cidr) == block);
    let inside = ["natGatewayId", "networkInterfaceId", "instanceId", "vpcEndpointId"];
    let stays_inside = inside.iter().any(|field| value.contains_key(*field));
    (is_local && !stays_inside && value.get("gatewayId").is_none_or(|to| to != "local"))
        .then(|| format!("{text} is {}'s own block: its local route stays. Only an interface, a NAT gateway or a Gateway Load Balancer endpoint can take its place.", desk.name(vpc.as_str())))
}

const DESTINATIONS: [&str; 4] =
    ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId", "prefixListId"];

/// Puts a destination into a row, in place of the one that is there.
pub(super) fn set_destination(
    desk: Desk,
    table: &ResourceId,
    row: &mut Map<String, Value>,
    text: &str,
) -> Result<(), String> {
    use netyard_editor::field::Peer;
    let peer = desk.store.document.with_untracked(|document| Peer::read_destination(text, document))?;
    let kind = kind_of(desk, table);
    let is_hub = kind == TableKind::Hub;
    let (field, value) = match peer {
        Peer::Ipv6(block) if is_hub => ("destinationCidrBlock", block.to_string()),
        Peer::PrefixList(id) if is_hub => ("prefixListId", id.to_string()),
        Peer::Ipv4(block) => ("destinationCidrBlock", block.to_string()),
        Peer::Ipv6(block) => ("destinationIpv6CidrBlock", block.to_string()),
        Peer::PrefixList(id) if kind == TableKind::Site => {
            return Err(format!(
                "{} is a prefix list of AWS. A router of a site takes blocks.",
                desk.name(id.as_str())
            ));
        }
        Peer::PrefixList(id) => ("destinationPrefixListId", id.to_string()),
        Peer::Group(_) => return Err("A route leads to a block or a prefix list.".to_owned()),
    };
    for field in DESTINATIONS {
        row.remove(field);
    }
    row.insert(field.to_owned(), Value::String(value));
    Ok(())
}

/// Puts a target into a row, in place of the one that is there.
pub(super) fn set_target(
    desk: Desk,
    table: &ResourceId,
    row: &mut Map<String, Value>,
    text: &str,
) -> Result<(), String> {
    let all = possible_targets(desk, table);
    let found = all.iter().find(|one| one.value == text || one.text == text);
    let Some(found) = found else {
        return Err(format!("Nothing here that a route can lead to is called \"{text}\"."));
    };
    if let Some(reason) = &found.refused {
        return Err(format!("{}: {reason}.", found.text));
    }
    let field = desk.store.document.with_untracked(|document| target_field(document.resource(&found.value)));
    for old in TARGETS {
        row.remove(old);
    }
    if found.value == hub_routes::BLACKHOLE {
        row.insert("blackhole".to_owned(), Value::Bool(true));
        return Ok(());
    }
    row.insert(field.to_owned(), Value::String(found.value.clone()));
    Ok(())
}

/// The fields of a route that name a target.
const TARGETS: [&str; 15] = [
    "gatewayId",
    "natGatewayId",
    "networkInterfaceId",
    "instanceId",
    "vpcPeeringConnectionId",
    "egressOnlyInternetGatewayId",
    "transitGatewayId",
    "vpcEndpointId",
    "localGatewayId",
    "carrierGatewayId",
    "coreNetworkArn",
    "transitGatewayAttachmentId",
    "vpnConnectionId",
    "onPremisesSiteId",
    "blackhole",
];

fn target_field(resource: Option<&Resource>) -> &'static str {
    match resource {
        Some(Resource::NatGateway(_)) => "natGatewayId",
        Some(Resource::NetworkInterface(_)) => "networkInterfaceId",
        Some(Resource::Instance(_)) => "instanceId",
        Some(Resource::VpcPeeringConnection(_)) => "vpcPeeringConnectionId",
        Some(Resource::EgressOnlyInternetGateway(_)) => "egressOnlyInternetGatewayId",
        Some(Resource::TransitGateway(_)) => "transitGatewayId",
        Some(Resource::TransitGatewayAttachment(_)) => "transitGatewayAttachmentId",
        Some(Resource::VpnConnection(_)) => "vpnConnectionId",
        Some(Resource::OnPremisesSite(_)) => "onPremisesSiteId",
        _ => "gatewayId",
    }
}
