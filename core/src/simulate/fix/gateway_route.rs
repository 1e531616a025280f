//! A subnet sends around the middlebox that sees what comes in: its route leads through the middlebox, too (R-EDGE-9).

use crate::change::{Change, Fix};
use crate::routing::Lookup;
use crate::simulate::packet::Packet;
use crate::simulate::walk::Walk;
use crate::topology::{InterfaceNode, SubnetNode};

/// Leads the subnet's own route to the middlebox. None where the middlebox goes by the same table: it would send to itself.
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
    let Lookup::Route { winner, .. } = table.look_up(packet.header.destination) else { return None };
    let row = winner.row.as_ref()?;
    document.route_table(id.as_str())?.routes.get(row)?.gateway_id.as_ref()?;
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
            Change::set(id, &path("networkInterfaceId"), middlebox.id.as_str()),
        ],
    })
}
