//! Two hosts of one subnet: neither route table nor network ACL is asked (R-FLOW-4), not even a narrower route
//! (R-RT-10).
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html>

use super::{deliver, far_resolver, find_receiver};
use crate::routing::{Lookup, Target};
use crate::simulate::flow_plan::Plan;
use crate::simulate::packet::Packet;
use crate::simulate::place::Place;
use crate::simulate::walk::Walk;
use crate::topology::{InterfaceNode, SubnetNode};

/// Takes the short cut where the destination is in the same subnet.
pub(in crate::simulate) fn run<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &Packet<'a>,
    subnet: &'a SubnetNode,
) -> Option<Place<'a>> {
    let vpc = walk.world.vpc(subnet.vpc.as_ref())?;
    let destination = packet.header.destination;
    let owner = walk.world.receiver(vpc, destination);
    match owner {
        Some((of, receiver))
            if of.id == subnet.id && find_receiver::is_another(walk, plan, packet, receiver) =>
        {
            // A transit gateway may have brought it here.
            let advice = if packet.hub_subnet.is_some() {
                "Give the VPCs different blocks."
            } else {
                "Give one of them another address."
            };
            Some(find_receiver::somebody_else(walk, packet, receiver, advice))
        }
        Some((of, receiver)) if of.id == subnet.id => {
            Some(Place::Enter { subnet, receiver, from: Some(subnet), came_by: None })
        }
        None if find_receiver::is_sender_in(walk, plan, subnet, destination) => {
            Some(deliver::to_subnet(walk, packet, subnet))
        }
        // A transit gateway may have brought it for the resolver, whose address lies in this subnet.
        None if subnet.contains(destination) && far_resolver::run(walk, packet, vpc, None) => {
            Some(Place::Over)
        }
        None if subnet.contains(destination) => {
            find_receiver::nobody_in_subnet(walk, packet, subnet);
            Some(Place::Over)
        }
        Some(_) | None => None,
    }
}

/// Whether the table of the subnet has a route that is narrower than local for this destination, which the short cut
/// passes by (R-RT-10).
pub(in crate::simulate) fn beats_narrower_route(
    walk: &Walk<'_>,
    packet: &Packet<'_>,
    interface: &InterfaceNode,
) -> bool {
    let Some(subnet) = walk.world.subnet(interface.subnet.as_ref()) else { return false };
    let Some(table) = walk.world.routed.table_of(subnet) else { return false };
    let narrower = |lookup| matches!(lookup, Lookup::Route { winner, .. } if winner.target != Target::Local);
    subnet.contains(packet.header.source) && narrower(table.look_up(packet.header.destination))
}
