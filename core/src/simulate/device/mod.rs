//! What one component does with a packet, one file each; this file only tells which one it is.

pub(super) mod connect_peer;
mod edge_to_edge;
mod egress_only_internet_gateway;
mod endpoint_policy;
mod endpoint_ports;
mod endpoint_service;
mod equal_ways;
pub(super) mod function;
mod gateway_load_balancer;
mod gateway_load_balancer_endpoint;
mod hub_teller;
mod instance;
pub(super) mod interface_endpoint;
pub(super) mod internet;
pub(super) mod internet_gateway;
pub(super) mod load_balancer;
pub(super) mod multicast;
pub(super) mod nat64;
mod nat_gateway;
mod nat_instance;
pub(super) mod network_firewall;
pub(super) mod on_premises_site;
mod own_number;
pub(super) mod regional_nat_gateway;
mod site_routes;
pub(super) mod transit_gateway;
mod unknown;
mod vpc_endpoint;
mod vpc_peering_connection;
pub(super) mod vpn_choice;
mod vpn_connection;
mod vpn_gateway;
mod workspace_directory;

pub(super) use instance::way_out;
pub(super) use vpc_endpoint::inward as from_endpoint;

use super::flow_plan::Plan;
use super::packet::Packet;
use super::place::{NextHop, Place};
use super::walk::Walk;
use super::world::Receiver;
use crate::topology::{PeeringNode, SubnetNode};

/// The component that a route names takes the packet. A closed list: a new kind of target shows here.
pub(super) fn take<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &mut Packet<'a>,
    next_hop: NextHop<'a>,
    from: &'a SubnetNode,
) -> Place<'a> {
    let Some(vpc) = walk.world.vpc(from.vpc.as_ref()) else { return Place::Over };
    match next_hop {
        NextHop::Local => Place::InVpc { vpc, from: Some(from), came_by: None },
        NextHop::InternetGateway(id) => internet_gateway::out(walk, packet, id, vpc, Some(from)),
        NextHop::EgressOnlyInternetGateway(id) => egress_only_internet_gateway::out(walk, packet, id, vpc),
        NextHop::NatGateway(nat) => match &nat.regional {
            Some(regional) => regional_nat_gateway::receive(walk, packet, nat, regional, from),
            None => enter(walk, from, nat.subnet.as_ref(), Receiver::Nat(nat)),
        },
        NextHop::Interface(interface) | NextHop::Inspection(interface) => {
            enter(walk, from, interface.subnet.as_ref(), Receiver::Interface(interface))
        }
        NextHop::Peering(peering) => vpc_peering_connection::cross(walk, plan, packet, peering, vpc, from),
        NextHop::TransitGateway(gateway, attachment) => {
            transit_gateway::enter(walk, plan, packet, (gateway, attachment), from)
        }
        NextHop::VpnGateway(gateway) => vpn_gateway::out(walk, packet, gateway, vpc),
        NextHop::Endpoint(endpoint) => vpc_endpoint::out(walk, plan, packet, endpoint, vpc),
        NextHop::Unknown(id) => unknown::run(walk, id, from),
    }
}

/// Somebody in a subnet takes the packet.
pub(super) fn receive<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    subnet: &'a SubnetNode,
    receiver: Receiver<'a>,
    came_by: Option<&'a PeeringNode>,
    inside: bool,
) -> Place<'a> {
    if walk.is_over() {
        return Place::Over;
    }
    match receiver {
        Receiver::Interface(interface) => instance::receive(walk, packet, interface, came_by, inside),
        Receiver::Nat(nat) => nat_gateway::receive(walk, packet, nat, subnet),
    }
}

/// A route leads to something inside a subnet.
fn enter<'a>(
    walk: &mut Walk<'a>,
    from: &'a SubnetNode,
    into: Option<&crate::model::ResourceId>,
    receiver: Receiver<'a>,
) -> Place<'a> {
    match walk.world.subnet(into) {
        Some(subnet) => Place::Enter { subnet, receiver, from: Some(from), came_by: None },
        None => Place::Over,
    }
}
