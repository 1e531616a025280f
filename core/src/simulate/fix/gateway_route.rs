//! A subnet sends around the middlebox that sees what comes in: its route leads through the middlebox, too (R-EDGE-9).

use crate::change::{Change, Fix};
use crate::model::ResourceId;
use crate::routing::{EffectiveTable, Lookup, Target};
use crate::simulate::packet::Packet;
use crate::simulate::walk::Walk;
use crate::simulate::world::World;
use crate::topology::{InterfaceNode, SubnetNode};

/// Leads the subnet's own route to the middlebox. None where the middlebox goes by the same table: it would send to itself;
/// and where it sends to a NAT gateway that goes by this table: that would send to it again.
pub(in crate::simulate) fn send_through(
    walk: &Walk<'_>,
    packet: &Packet<'_>,
    subnet: &SubnetNode,
    middlebox: &InterfaceNode,
) -> Option<Fix> {
    let world = walk.world;
    let document = &world.network.document;
    let table = world.routed.table_of(subnet)?;
    let of_middlebox = world.routed.table_of(world.subnet(middlebox.subnet.as_ref())?)?;
    let id = table.id.as_ref().filter(|id| of_middlebox.id.as_ref() != Some(*id))?;
    if leads_back(world, packet, table, middlebox) {
        return None;
    }
    let Lookup::Route { winner, .. } = table.look_up(packet.header.destination) else { return None };
    let row = winner.row.as_ref()?;
    document.route_table(id.as_str())?.routes.get(row)?.gateway_id.as_ref()?;
    let (field, target) = target_of(world, middlebox);
    let path = |field: &str| format!("/routes/{row}/{field}");
    Some(Fix {
        title: format!(
            "Send {} of {} to {}",
            winner.destination,
            document.display_name(id.as_str()),
            document.display_name(middlebox.component().as_str())
        ),
        changes: vec![
            Change::RemovePath { id: id.clone(), path: path("gatewayId") },
            Change::set(id, &path(field), target.as_str()),
        ],
    })
}

/// How a row names a middlebox: the field, and what it holds.
pub(super) fn target_of<'a>(
    world: World<'a>,
    middlebox: &'a InterfaceNode,
) -> (&'static str, &'a ResourceId) {
    match world.inspection(middlebox) {
        Some(endpoint) => ("vpcEndpointId", &endpoint.id),
        None => ("networkInterfaceId", &middlebox.id),
    }
}

/// Whether a middlebox sends such a packet to a NAT gateway whose subnet goes by this table.
pub(super) fn leads_back(
    world: World<'_>,
    packet: &Packet<'_>,
    table: &EffectiveTable,
    middlebox: &InterfaceNode,
) -> bool {
    let table_of = |subnet: Option<&ResourceId>| world.routed.table_of(world.subnet(subnet)?);
    let Some(of_middlebox) = table_of(middlebox.subnet.as_ref()) else { return false };
    let Lookup::Route { winner, .. } = of_middlebox.look_up(packet.header.destination) else { return false };
    let Target::NatGateway(nat) = &winner.target else { return false };
    let behind = world.network.nat_gateways.get(nat).and_then(|nat| table_of(nat.subnet.as_ref()));
    behind.is_some_and(|behind| behind.id == table.id)
}
