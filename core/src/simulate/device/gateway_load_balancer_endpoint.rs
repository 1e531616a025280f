//! A Gateway Load Balancer endpoint: it takes what routes lead to it, hands it to what stands behind it, and what comes
//! back leaves it as it went in; the route table of its own subnet decides on (R-GWLB-3).
//!
//! <https://docs.aws.amazon.com/vpc/latest/privatelink/vpce-gateway-load-balancer.html>. It has no groups (R-GWLB-11). What
//! stands behind it is one closed list, `Behind`: every kind says for itself what it does with a packet.

use super::network_firewall;
use crate::simulate::HopKind;
use crate::simulate::packet::Packet;
use crate::simulate::place::Place;
use crate::simulate::state::{self, Part};
use crate::simulate::walk::Walk;
use crate::simulate::world::World;
use crate::topology::{FirewallNode, InterfaceNode, ManagedServiceNode};

/// What stands behind an endpoint.
enum Behind<'a> {
    /// A firewall of AWS Network Firewall.
    Firewall(&'a FirewallNode),
    /// Nothing that the drawing holds, and what is missing.
    Unknown(String),
}

impl<'a> Behind<'a> {
    fn of(world: World<'a>, endpoint: &ManagedServiceNode) -> Self {
        if let Some(firewall) = world.network.firewall_behind(&endpoint.id) {
            return Self::Firewall(firewall);
        }
        let name = world.name(&endpoint.id);
        let written = world.network.document.vpc_endpoint(endpoint.id.as_str());
        Self::Unknown(match written.and_then(|written| written.service_name.as_deref()) {
            Some(service) => {
                format!("What {service} behind {name} does with a packet is not in the drawing.")
            }
            None => format!("The service behind {name} is not known."),
        })
    }
}

/// Takes a packet that a route sent here.
pub(super) fn receive<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    interface: &'a InterfaceNode,
    endpoint: &'a ManagedServiceNode,
) -> Place<'a> {
    if interface.owns(packet.header.destination) {
        let missing = format!(
            "What {} does with a packet for its own address is not known: it takes what routes lead to it.",
            walk.world.name(&endpoint.id)
        );
        walk.unknown(&endpoint.id, missing);
        return Place::Over;
    }
    if !state::check(walk, packet, Part::Interface(interface), HopKind::Forward) {
        return reappear(walk, packet, interface, endpoint);
    }
    match Behind::of(walk.world, endpoint) {
        Behind::Firewall(firewall) => {
            if network_firewall::inspect(walk, packet, endpoint, firewall) {
                return reappear(walk, packet, interface, endpoint);
            }
            Place::Over
        }
        Behind::Unknown(missing) => {
            walk.unknown(&endpoint.id, missing);
            Place::Over
        }
    }
}

/// The packet leaves the endpoint with the addresses it came with (R-GWLB-3); whose groups it carried nobody sees any more
/// (R-GWLB-7).
fn reappear<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    interface: &'a InterfaceNode,
    endpoint: &'a ManagedServiceNode,
) -> Place<'a> {
    walk.pass_by(&endpoint.id);
    packet.identity = packet.identity.passed_by(&endpoint.id);
    packet.hub_subnet = None;
    match walk.world.subnet(interface.subnet.as_ref()) {
        Some(subnet) => Place::InSubnet { subnet, nat: None },
        None => Place::Over,
    }
}
