//! A Gateway Load Balancer endpoint: it takes what routes lead to it, hands it to what stands behind it, and what comes
//! back leaves it as it went in; the route table of its own subnet decides on (R-GWLB-3).
//!
//! <https://docs.aws.amazon.com/vpc/latest/privatelink/vpce-gateway-load-balancer.html>. It has no groups (R-GWLB-11). What
//! stands behind it is one closed list, `Behind`: every kind says for itself what it does with a packet.

use super::endpoint_service;
use super::gateway_load_balancer::{self, Inspected};
use super::network_firewall;
use crate::net::Header;
use crate::simulate::packet::Packet;
use crate::simulate::place::Place;
use crate::simulate::walk::{At, Decision, Walk};
use crate::simulate::world::World;
use crate::simulate::{HopKind, Outcome};
use crate::topology::{EndpointServiceNode, FirewallNode, InterfaceNode, ManagedServiceNode};

/// What stands behind an endpoint.
enum Behind<'a> {
    /// An endpoint service of the drawing, with a Gateway Load Balancer.
    Service(&'a EndpointServiceNode),
    /// A firewall of AWS Network Firewall.
    Firewall(&'a FirewallNode),
    /// Nothing that the drawing holds, and what is missing.
    Unknown(String),
}

impl<'a> Behind<'a> {
    fn of(world: World<'a>, endpoint: &'a ManagedServiceNode) -> Self {
        if let Some(firewall) = world.network.firewall_behind(&endpoint.id) {
            return Self::Firewall(firewall);
        }
        let name = world.name(&endpoint.id);
        let written = world.network.document.vpc_endpoint(endpoint.id.as_str());
        if let Some(service) = written.and_then(|written| world.network.service_behind(written)) {
            return Self::Service(service);
        }
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
    let behind = Behind::of(walk.world, endpoint);
    if !endpoint_service::is_accepted(walk, packet, interface, endpoint, HopKind::Forward) {
        return reappear(walk, packet, interface, endpoint);
    }
    match behind {
        Behind::Service(service) => through(walk, packet, interface, endpoint, service),
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

/// The packet goes through the appliances of a service.
fn through<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    interface: &'a InterfaceNode,
    endpoint: &'a ManagedServiceNode,
    service: &'a EndpointServiceNode,
) -> Place<'a> {
    let world = walk.world;
    let Some(node) = endpoint_service::node(walk, packet, (&endpoint.id, interface), service) else {
        return if walk.is_over() { Place::Over } else { reappear(walk, packet, interface, endpoint) };
    };
    let text = format!("{} hands it to {}", world.name(&endpoint.id), world.name(&node.balancer.id));
    let decision = Decision::new(&endpoint.id, Outcome::Route, [], text);
    walk.pass(At::component(&endpoint.id), HopKind::Forward, &packet.header, decision);
    match gateway_load_balancer::inspect(walk, packet, &endpoint.id, node) {
        Inspected::Back(came_back_as) => {
            come_out(walk, packet, interface, endpoint, &came_back_as);
            reappear(walk, packet, interface, endpoint)
        }
        Inspected::AsIf => reappear(walk, packet, interface, endpoint),
        Inspected::Over => Place::Over,
    }
}

fn come_out<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    interface: &'a InterfaceNode,
    endpoint: &'a ManagedServiceNode,
    came_back_as: &Header,
) {
    let world = walk.world;
    let subnet = interface.subnet.as_ref().map_or("its subnet", |subnet| world.name(subnet));
    let text = format!(
        "it leaves {} with the addresses it came with; the route table of {subnet} takes it on",
        world.name(&endpoint.id)
    );
    let decision = Decision::new(&endpoint.id, Outcome::Route, ["R-GWLB-3"], text);
    let at = At::component(&endpoint.id);
    walk.pass_changed(at, HopKind::Forward, came_back_as, &packet.header, decision);
}

/// The packet leaves the endpoint with the addresses it came with (R-GWLB-3); whose groups it carried nobody sees any more
/// (R-GWLB-7).
fn reappear<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    interface: &'a InterfaceNode,
    endpoint: &'a ManagedServiceNode,
) -> Place<'a> {
    walk.pass_by(&endpoint.id, packet.header.source);
    packet.identity = packet.identity.passed_by(&endpoint.id);
    packet.hub_subnet = None;
    match walk.world.subnet(interface.subnet.as_ref()) {
        Some(subnet) => Place::InSubnet { subnet, nat: None },
        None => Place::Over,
    }
}
