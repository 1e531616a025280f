//! A route whose target is lost: the target is repaired where one edit does it, else the row gets another.

use super::route::{Proposal, Way};
use crate::change::{Change, Fix};
use crate::model::{Resource, ResourceId, Route, RowId};
use crate::routing::{Blackhole, EffectiveRoute, EffectiveTable};
use crate::simulate::place::NextHop;
use crate::simulate::world::World;
use ipnet::IpNet;

/// Attaches a gateway, accepts a peering connection, starts an instance, or sends the row elsewhere.
pub(in crate::simulate) fn repair(
    world: World<'_>,
    table: &EffectiveTable,
    route: &EffectiveRoute,
    id: &ResourceId,
    why: Blackhole,
    proposal: Option<&Proposal<'_>>,
) -> Option<Fix> {
    let document = &world.network.document;
    let name = document.display_name(id.as_str());
    match why {
        Blackhole::Detached => detached(world, table, route, id),
        Blackhole::PeeringNotActive => {
            let status = &world.network.peerings.get(id)?.status;
            let can_be_accepted = matches!(status.as_str(), "pending-acceptance" | "provisioning");
            can_be_accepted.then(|| Fix {
                title: format!("Accept {name}"),
                changes: vec![Change::RemovePath { id: id.clone(), path: "/status".to_owned() }],
            })
        }
        Blackhole::InstanceNotRunning => {
            let instance = world.network.interfaces.get(id)?.instance.as_ref()?;
            document.instance(instance.as_str()).filter(|instance| instance.state == "stopped")?;
            Some(Fix {
                title: format!("Start {}", document.display_name(instance.as_str())),
                changes: vec![Change::RemovePath { id: instance.clone(), path: "/state".to_owned() }],
            })
        }
        Blackhole::Gone
        | Blackhole::WrongType
        | Blackhole::Deleted
        | Blackhole::OtherVpc
        | Blackhole::InterfaceDetached => another_way(world, table, route, proposal?),
    }
}

/// The row leads to the gateway that the VPC has; where it has none, the one that is meant is attached, if it is attached to
/// nothing else.
fn detached(
    world: World<'_>,
    table: &EffectiveTable,
    route: &EffectiveRoute,
    id: &ResourceId,
) -> Option<Fix> {
    let document = &world.network.document;
    let vpc = world.vpc(Some(&table.vpc))?;
    let (own, field, attached_to) = match document.resource(id.as_str())? {
        Resource::InternetGateway(gateway) => (&vpc.internet_gateways, "gatewayId", &gateway.vpc_id),
        Resource::EgressOnlyInternetGateway(gateway) => {
            (&vpc.egress_only_internet_gateways, "egressOnlyInternetGatewayId", &gateway.vpc_id)
        }
        Resource::VpnGateway(gateway) => (&vpc.vpn_gateways, "gatewayId", &gateway.vpc_id),
        _ => return None,
    };
    if let Some(own) = own.first() {
        let (table, row) = (table.id.as_ref()?, route.row.as_ref()?);
        return Some(Fix {
            title: format!("Send {} to {}", route.destination, document.display_name(own.as_str())),
            changes: vec![Change::set(table, &format!("/routes/{row}/{field}"), own.as_str())],
        });
    }
    let is_idle = attached_to.as_ref().is_none_or(|vpc| !world.network.vpcs.contains_key(vpc));
    is_idle.then(|| Fix {
        title: format!(
            "Attach {} to {}",
            document.display_name(id.as_str()),
            document.display_name(vpc.id.as_str())
        ),
        changes: vec![Change::set(id, "/vpcId", vpc.id.as_str())],
    })
}

/// Another target for the row, else another table for the subnet.
fn another_way(
    world: World<'_>,
    table: &EffectiveTable,
    route: &EffectiveRoute,
    proposal: &Proposal<'_>,
) -> Option<Fix> {
    // What did not lead to an internet gateway is not replaced by one, but for a sender that has a public address: others
    // gain nothing, and their subnet would become public. A NAT gateway is replaced by another one only.
    let was = |field: &str| leads_by(world, table, route, field);
    if matches!(proposal.next_hop, NextHop::InternetGateway(_))
        && (proposal.way == Way::NeedsPublicAddress || was("natGatewayId"))
        && !was("gatewayId")
    {
        return None;
    }
    match proposal.way {
        Way::Row | Way::NeedsPublicAddress => {
            proposal.fix.as_ref()?;
            retarget(world, table, route, proposal)
        }
        Way::OtherTable if was("gatewayId") && proposal.target.0 == "gatewayId" => {
            retarget(world, table, route, proposal)
        }
        Way::OtherTable => proposal.fix.clone(),
        Way::New => None,
    }
}

/// Whether the row names its target in this field.
fn leads_by(world: World<'_>, table: &EffectiveTable, route: &EffectiveRoute, field: &str) -> bool {
    let written = table.id.as_ref().and_then(|id| world.network.document.route_table(id.as_str()));
    let row = route.row.as_ref().and_then(|row| written?.routes.get(row));
    row.is_some_and(|row| row.targets().any(|(of, _)| of == field))
}

/// Gives the row another target.
fn retarget(
    world: World<'_>,
    table: &EffectiveTable,
    route: &EffectiveRoute,
    proposal: &Proposal<'_>,
) -> Option<Fix> {
    let (table, row) = (table.id.as_ref()?, route.row.as_ref()?);
    let old = world.network.document.route_table(table.as_str())?.routes.get(row)?;
    lead_to(world, (table, row, old), route.destination, proposal.target)
}

/// Leads a row of a table to another target. `None` where it leads there already, to what is lost: nothing is gained.
pub(super) fn lead_to(
    world: World<'_>,
    (table, row, old): (&ResourceId, &RowId, &Route),
    block: IpNet,
    (field, target): (&str, &ResourceId),
) -> Option<Fix> {
    if old.targets().any(|(of, id)| of == field && id == target) {
        return None;
    }
    let path = |field: &str| format!("/routes/{row}/{field}");
    let mut changes: Vec<Change> = old
        .targets()
        .filter(|(old, _)| *old != field)
        .map(|(old, _)| Change::RemovePath { id: table.clone(), path: path(old) })
        .collect();
    changes.push(Change::set(table, &path(field), target.as_str()));
    let title = format!("Send {block} to {}", super::route::name_of_target(world, target));
    Some(Fix { title, changes })
}
