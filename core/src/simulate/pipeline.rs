//! The order of the stages, and nothing else: the packet walk of AWS (R-FLOW-2, R-FLOW-3).

use super::checkpoint::Checkpoint;
use super::device;
use super::flow_plan::Plan;
use super::loop_guard::MOST_HOPS;
use super::packet::Packet;
use super::place::{Arrival, Place};
use super::stage;
use super::walk::Walk;

/// Walks a packet from a place until it arrives, or until nothing more can be said. Gives where it arrived.
pub(super) fn run<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &mut Packet<'a>,
    start: Place<'a>,
) -> Option<Arrival<'a>> {
    let mut place = start;
    loop {
        if walk.is_over() {
            return None;
        }
        if walk.hop_count() > MOST_HOPS {
            stage::originate::too_far(walk, packet);
            return None;
        }
        Checkpoint::keep(walk, packet, place);
        place = match place {
            Place::Leave(interface) => leave_interface(walk, plan, packet, interface),
            Place::InSubnet { subnet, nat } => leave_subnet(walk, plan, packet, subnet, nat),
            Place::At(next_hop, from) => device::take(walk, plan, packet, next_hop, from),
            Place::InVpc { vpc, from, came_by } => {
                stage::find_receiver::run(walk, plan, packet, vpc, from, came_by)
            }
            Place::Enter { subnet, receiver, from, came_by } => {
                stage::ingress_network_acl::run(walk, packet, subnet, from, came_by, Some(receiver));
                let inside = from.is_some_and(|from| from.id == subnet.id);
                device::receive(walk, packet, subnet, receiver, came_by, inside)
            }
            Place::AtSite { site, .. } if device::multicast::is_for_many(packet.header.destination) => {
                device::multicast::at_site(walk, packet, site)
            }
            Place::AtSite { site, came_by } => {
                device::on_premises_site::run(walk, plan, packet, site, came_by)
            }
            Place::AtHub { gateway, came_by } => {
                device::transit_gateway::carry(walk, plan, packet, gateway, came_by)
            }
            Place::BehindNat(nat) => device::regional_nat_gateway::send_on(walk, plan, packet, nat),
            Place::OnInternet(out_of) => device::internet::run(walk, plan, packet, out_of),
            Place::Arrived(arrival) => return Some(arrival),
            Place::Over => return None,
        };
    }
}

/// Source check, groups out, then the subnet (R-FLOW-2).
fn leave_interface<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &mut Packet<'a>,
    interface: &'a crate::topology::InterfaceNode,
) -> Place<'a> {
    // An endpoint sends nothing, to itself neither; a node of a load balancer sends to others only.
    let is_host = walk.world.endpoint(interface).is_none() && walk.world.load_balancer(interface).is_none();
    if is_host && let Some(place) = stage::own_host::run(walk, plan, packet, interface) {
        return place;
    }
    if let Some(place) = device::connect_peer::appliance::send(walk, packet, interface) {
        return place;
    }
    if !stage::originate::run(walk, packet, interface) {
        return Place::Over;
    }
    if let Some(place) = stage::link_local::run(walk, plan, packet, interface) {
        return place;
    }
    stage::egress_security_group::run(walk, packet, interface);
    device::load_balancer::check_past_own_acl(walk, packet, interface);
    if let Some(place) = device::load_balancer::keep_client(walk, packet, interface) {
        return place;
    }
    match walk.world.subnet(interface.subnet.as_ref()) {
        Some(subnet) => Place::InSubnet { subnet, nat: None },
        None => stage::originate::nowhere(walk, interface),
    }
}

/// The short cut inside a subnet, the route table, the network ACL, the next hop.
fn leave_subnet<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &mut Packet<'a>,
    subnet: &'a crate::topology::SubnetNode,
    nat: Option<&'a crate::topology::NatNode>,
) -> Place<'a> {
    if let Some(place) = device::multicast::leave(walk, packet, subnet) {
        return place;
    }
    if let Some(place) = stage::same_subnet::run(walk, plan, packet, subnet) {
        return place;
    }
    let Some(next_hop) = stage::route_lookup::run(walk, packet, subnet, nat) else {
        if !walk.is_over() {
            stage::egress_network_acl::run(walk, packet, subnet, None, nat);
        }
        return Place::Over;
    };
    if walk.is_over() {
        return Place::Over;
    }
    stage::egress_network_acl::run(walk, packet, subnet, Some(next_hop), nat);
    Place::At(next_hop, subnet)
}
