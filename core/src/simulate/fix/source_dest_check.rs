//! An interface that has to forward: its check goes off (R-ENI-2).

use super::route::{self, Gap};
use crate::change::{Change, Fix};
use crate::routing::{EffectiveTable, Lookup, Target};
use crate::simulate::device;
use crate::simulate::packet::Packet;
use crate::simulate::walk::Walk;
use crate::simulate::world::World;
use crate::topology::{InterfaceNode, SubnetNode};

/// Switches the source/destination check of an interface off; not that of an endpoint, which nobody but AWS sets up.
pub(in crate::simulate) fn off(world: World<'_>, interface: &InterfaceNode) -> Option<Fix> {
    if world.endpoint(interface).is_some() {
        return None;
    }
    let name = world.network.display_name(interface.component().as_str());
    Some(Fix {
        title: format!("Switch off the source/destination check of {name}"),
        changes: vec![Change::set(&interface.id, "/sourceDestCheck", false)],
    })
}

/// The same for a packet that is there; where the host's own table would send it to the host again, the route is led on
/// instead.
pub(in crate::simulate) fn for_packet<'a>(
    walk: &Walk<'a>,
    packet: &Packet<'a>,
    interface: &'a InterfaceNode,
) -> Option<Fix> {
    let world = walk.world;
    let switched = off(world, interface)?;
    let Some((table, subnet)) = comes_back(walk, packet, interface) else { return Some(switched) };
    let vpc = world.vpc(Some(&table.vpc))?;
    route::that_wins(walk, packet, Gap { table, subnet, vpc, nat: None })
}

/// The table by which the host sends, where that leads the packet back to the host.
fn comes_back<'a>(
    walk: &Walk<'a>,
    packet: &Packet<'a>,
    interface: &'a InterfaceNode,
) -> Option<(&'a EffectiveTable, &'a SubnetNode)> {
    let world = walk.world;
    let destination = packet.header.destination;
    let out_by = device::way_out(walk, destination, interface);
    let subnet = world.subnet(out_by.subnet.as_ref())?;
    let table = world.routed.table_of(subnet)?;
    let Lookup::Route { winner, .. } = table.look_up(destination) else { return None };
    let Target::NetworkInterface(id) = &winner.target else { return None };
    let next = world.network.interfaces.get(id)?;
    (next.component() == interface.component()).then_some((table, subnet))
}
