//! A subnet gets a route: to the default destination of a gateway, or to the ranges of a peer.

use std::fmt::Write as _;

use netyard_core::model::{Document, Resource, ResourceId, RouteTable};
use serde_json::{Value, json};

use super::{Connected, NotConnected, name};
use crate::draft::Draft;
use crate::effect::Alternative;
use crate::facts;
use crate::session::Key;

const ANY_V4: &str = "0.0.0.0/0";
const ANY_V6: &str = "::/0";

/// Adds the route to the table that decides for the subnet: its own, else the main one, which it may share. Where it
/// does, a table of its own is offered.
pub(super) fn connect(draft: &mut Draft<'_>, subnet: &Key, gateway: &Key) -> Result<Connected, NotConnected> {
    let document = draft.document();
    let subnet_name = name(draft, subnet);
    let gateway_name = name(draft, gateway);
    let Some(vpc) = facts::vpc_of(document, subnet.as_str()) else {
        return Err(format!("{subnet_name} is in no VPC, so it has no routes. Move it into one.").into());
    };
    if document.transit_gateway(gateway.as_str()).is_some() {
        check_attached(draft, &vpc, gateway)?;
    }
    let document = draft.document();
    let attach = check(document, &vpc, subnet, gateway)?;
    let (field, destinations) = target(document, &vpc, subnet, gateway);
    if destinations.is_empty() {
        let advice = match document.resource(gateway.as_str()) {
            Some(Resource::TransitGateway(_)) => "Attach something else to it first",
            Some(Resource::VpnGateway(_)) => "Connect a customer gateway of a site with it first",
            _ => "Attach both of its VPCs first",
        };
        return Err(format!("{gateway_name} leads nowhere yet. {advice}.").into());
    }
    if attach {
        draft.set(gateway, "/vpcId", vpc.as_str());
    }
    let table = table_of_subnet(draft, subnet)?;
    let sharing = others_on(draft.document(), &vpc, &table, subnet);
    let mut added = Vec::new();
    for destination in &destinations {
        match existing(draft.document(), &table, destination) {
            Some((_, own)) if own.as_ref() == Some(gateway) => {}
            Some((row, other)) => {
                let mut refused = taken(draft, &table, &row, destination, other.as_ref(), field, gateway);
                if !sharing.is_empty() {
                    refused
                        .alternatives
                        .insert(0, own_table(draft, subnet, &table, &destinations, field, gateway));
                }
                return Err(refused);
            }
            None => {
                add(draft, &table, destination, field, gateway);
                added.push(destination.as_str());
            }
        }
    }
    let table_name = name(draft, &table);
    if added.is_empty() {
        return Err(format!("{table_name} sends packets to {gateway_name} already.").into());
    }
    let mut connected = Connected {
        text: format!(
            "{} → {gateway_name} added to {table_name}, the table of {subnet_name}.",
            added.join(" and ")
        ),
        ..Connected::default()
    };
    if !sharing.is_empty() {
        let others = facts::name_list(sharing.iter().map(String::as_str), "and");
        let _ = write!(connected.text, " {others} {} it too.", verb(sharing.len()));
        connected.alternatives.push(own_table(draft, subnet, &table, &destinations, field, gateway));
    }
    Ok(connected)
}

/// A table of the subnet's own with the routes of the shared one, in which these destinations go to the gateway; the
/// shared one no longer sends them there.
fn own_table(
    draft: &mut Draft<'_>,
    subnet: &Key,
    shared: &ResourceId,
    destinations: &[String],
    field: &str,
    gateway: &Key,
) -> Alternative {
    let subnet_name = name(draft, subnet);
    let changes = draft.try_out(|draft| {
        let Some(old) = draft.document().route_table(shared.as_str()).cloned() else { return };
        let mut routes = old.routes;
        routes.retain(|_, route| !destinations.contains(&route.destination_text()));
        for destination in destinations {
            if let Some((row, Some(own))) = existing(draft.document(), shared, destination)
                && own == *gateway
            {
                draft.unset(shared, &format!("/routes/{row}"));
            }
        }
        let table_name = facts::unique_name(draft.document(), &format!("rtb-{subnet_name}"));
        let table = draft.add(RouteTable {
            name: Some(table_name),
            vpc_id: old.vpc_id,
            routes,
            ..RouteTable::default()
        });
        for destination in destinations {
            add(draft, &table, destination, field, gateway);
        }
        super::associate::route_table(draft, &table, subnet);
    });
    Alternative { label: format!("Give {subnet_name} a table of its own"), changes }
}

fn verb(count: usize) -> &'static str {
    if count == 1 { "uses" } else { "use" }
}

/// The table of a subnet; one is made if the drawing holds none.
pub(super) fn table_of_subnet(draft: &mut Draft<'_>, subnet: &Key) -> Result<ResourceId, NotConnected> {
    if let Some((id, _)) = facts::effective_table(draft.document(), subnet.as_str()) {
        return Ok(id.clone());
    }
    let Some(vpc) = facts::vpc_of(draft.document(), subnet.as_str()) else {
        return Err(format!("{} is in no VPC, so it has no route table.", name(draft, subnet)).into());
    };
    // The main table is implied (R-RT-15): it is written down when its first route is.
    let wanted = format!("rtb-{}", draft.document().display_name(vpc.as_str()));
    let table_name = facts::unique_name(draft.document(), &wanted);
    Ok(draft.add(RouteTable {
        name: Some(table_name),
        vpc_id: Some(vpc),
        main: true,
        ..RouteTable::default()
    }))
}

/// Whether the gateway must be attached first; an error if it cannot be a target here.
fn check(document: &Document, vpc: &ResourceId, subnet: &Key, gateway: &Key) -> Result<bool, NotConnected> {
    let called = |id: &ResourceId| document.display_name(id.as_str()).to_owned();
    match document.resource(gateway.as_str()) {
        Some(Resource::InternetGateway(_) | Resource::VpnGateway(_)) => {
            match facts::vpc_of(document, gateway.as_str()) {
                // R-RT-20, R-IGW-1.
                Some(other) if other != *vpc => Err(format!(
                    "{} is attached to {}, not to {}. A route can only name a gateway of its own VPC.",
                    called(gateway),
                    called(&other),
                    called(vpc)
                )
                .into()),
                Some(_) => Ok(false),
                None => {
                    let (what, other) = match document.internet_gateway(gateway.as_str()) {
                        Some(_) => ("internet gateway", facts::internet_gateway_of(document, vpc.as_str())),
                        None => ("virtual private gateway", facts::vpn_gateway_of(document, vpc.as_str())),
                    };
                    match other {
                        Some(other) => Err(format!(
                            "{} has the {what} {} already: AWS allows one for each VPC.",
                            called(vpc),
                            called(&other)
                        )
                        .into()),
                        None => Ok(true),
                    }
                }
            }
        }
        Some(Resource::NatGateway(_)) => {
            if facts::subnet_of(document, gateway.as_str()).as_ref() == Some(subnet) {
                // R-NAT-20.
                return Err(format!(
                    "{} stands in {} itself: its own packets would come back to it. Connect another subnet to it.",
                    called(gateway),
                    called(subnet)
                )
                .into());
            }
            other_vpc(document, vpc, gateway)
        }
        Some(Resource::EgressOnlyInternetGateway(_)) => other_vpc(document, vpc, gateway),
        Some(Resource::VpcPeeringConnection(peering)) => {
            // R-RT-23.
            if peering.vpc_ids().into_iter().flatten().any(|side| side == vpc) {
                Ok(false)
            } else {
                Err(format!(
                    "{} does not join {}. A route can only name a peering connection of its own VPC.",
                    called(gateway),
                    called(vpc)
                )
                .into())
            }
        }
        _ => Ok(false),
    }
}

/// A route can only name a transit gateway to which its VPC is attached (R-RT-22); the attachment is offered.
fn check_attached(draft: &mut Draft<'_>, vpc: &ResourceId, gateway: &Key) -> Result<(), NotConnected> {
    if facts::attachment_between(draft.document(), gateway.as_str(), vpc.as_str()).is_some() {
        return Ok(());
    }
    let (vpc_name, gateway_name) = (name(draft, vpc), name(draft, gateway));
    let mut attached = Ok(());
    let changes = draft.try_out(|draft| {
        attached = super::transit_gateway::attach_vpc(draft, vpc, gateway).map(|_| ());
    });
    attached?;
    Err(NotConnected {
        message: format!(
            "{vpc_name} is not attached to {gateway_name}. A route can only name a transit gateway to which its VPC is attached."
        ),
        alternatives: vec![Alternative { label: format!("Attach {vpc_name} to {gateway_name}"), changes }],
    })
}

/// A target of another VPC is refused (R-RT-21).
fn other_vpc(document: &Document, vpc: &ResourceId, gateway: &Key) -> Result<bool, NotConnected> {
    match facts::vpc_of(document, gateway.as_str()) {
        Some(other) if other != *vpc => Err(format!(
            "{} belongs to {}. A route of {} cannot name it.",
            document.display_name(gateway.as_str()),
            document.display_name(other.as_str()),
            document.display_name(vpc.as_str())
        )
        .into()),
        _ => Ok(false),
    }
}

/// The field of the target and the destinations that make sense for it.
fn target(document: &Document, vpc: &ResourceId, subnet: &Key, gateway: &Key) -> (&'static str, Vec<String>) {
    let has_v6 = document.subnet(subnet.as_str()).is_some_and(|subnet| subnet.ipv6_cidr_block.is_some());
    match document.resource(gateway.as_str()) {
        Some(Resource::NatGateway(_)) => ("natGatewayId", vec![ANY_V4.to_owned()]),
        Some(Resource::EgressOnlyInternetGateway(_)) => {
            ("egressOnlyInternetGatewayId", vec![ANY_V6.to_owned()])
        }
        Some(Resource::VpcPeeringConnection(peering)) => {
            let peer = peering.vpc_ids().into_iter().flatten().find(|side| *side != vpc);
            let blocks = peer.and_then(|peer| document.vpc(peer.as_str())).map(|peer| {
                peer.cidr_blocks
                    .iter()
                    .chain(&peer.ipv6_cidr_blocks)
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
            });
            ("vpcPeeringConnectionId", blocks.unwrap_or_default())
        }
        Some(Resource::VpnGateway(_)) => ("gatewayId", super::vpn::destinations(document, gateway)),
        Some(Resource::TransitGateway(_)) => {
            ("transitGatewayId", super::transit_gateway::destinations(document, vpc, gateway))
        }
        _ if has_v6 => ("gatewayId", vec![ANY_V4.to_owned(), ANY_V6.to_owned()]),
        _ => ("gatewayId", vec![ANY_V4.to_owned()]),
    }
}

fn destination_field(destination: &str) -> &'static str {
    if destination.contains(':') { "destinationIpv6CidrBlock" } else { "destinationCidrBlock" }
}

fn add(draft: &mut Draft<'_>, table: &ResourceId, destination: &str, field: &str, gateway: &Key) {
    let rows =
        draft.document().route_table(table.as_str()).map(|table| table.routes.clone()).unwrap_or_default();
    let row = draft.row("r", |id| rows.contains_key(id));
    let mut route = json!({});
    if let Some(object) = route.as_object_mut() {
        object.insert(destination_field(destination).to_owned(), Value::from(destination));
        object.insert(field.to_owned(), Value::from(gateway.as_str()));
    }
    draft.set(table, &format!("/routes/{row}"), route);
}

/// The row with that destination, and its target.
fn existing(
    document: &Document,
    table: &ResourceId,
    destination: &str,
) -> Option<(String, Option<ResourceId>)> {
    let table = document.route_table(table.as_str())?;
    table
        .routes
        .iter()
        .find(|(_, route)| route.destination_cidr().is_some_and(|block| block.to_string() == destination))
        .map(|(row, route)| (row.to_string(), route.target().cloned()))
}

/// The destination has a route already (R-RT-24): its target can be changed instead.
fn taken(
    draft: &Draft<'_>,
    table: &ResourceId,
    row: &str,
    destination: &str,
    target: Option<&ResourceId>,
    field: &str,
    gateway: &Key,
) -> NotConnected {
    let document = draft.document();
    let to = target.map_or("nothing", |target| document.display_name(target.as_str()));
    let mut changes = Vec::new();
    let mut route = json!({});
    if let Some(object) = route.as_object_mut() {
        object.insert(destination_field(destination).to_owned(), Value::from(destination));
        object.insert(field.to_owned(), Value::from(gateway.as_str()));
    }
    changes.push(netyard_core::change::Change::set(table, &format!("/routes/{row}"), route));
    NotConnected {
        message: format!(
            "{} sends {destination} to {to} already, and a table holds one route for each destination.",
            document.display_name(table.as_str())
        ),
        alternatives: vec![Alternative {
            label: format!("Send {destination} to {}", document.display_name(gateway.as_str())),
            changes,
        }],
    }
}

/// Other subnets that the same table decides for.
fn others_on(document: &Document, vpc: &ResourceId, table: &ResourceId, subnet: &Key) -> Vec<String> {
    facts::subnets_of(document, vpc.as_str())
        .into_iter()
        .filter(|(id, _)| {
            *id != subnet
                && facts::effective_table(document, id.as_str()).is_some_and(|(own, _)| own == table)
        })
        .map(|(id, _)| document.display_name(id.as_str()).to_owned())
        .collect()
}
