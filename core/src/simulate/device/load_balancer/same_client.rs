//! A node hands the connection of the client on: the target sees the client's address (R-NLB-4, R-NLB-15).
//!
//! What it sends takes the short way to the target, inside the VPC or over a peering connection of the Region (R-NLB-6); the
//! reply comes back by the node, whatever the routes of the target's subnet say.

use super::targets::Candidate;
use super::{Node, put_in_place, refuse};
use crate::model::LoadBalancerKind;
use crate::net::Family;
use crate::simulate::packet::{Identity, Packet};
use crate::simulate::place::{NextHop, Place};
use crate::simulate::stage;
use crate::simulate::walk::{At, Decision, Walk};
use crate::simulate::world::{Receiver, World};
use crate::simulate::{HopKind, Outcome};
use crate::topology::{InterfaceNode, ManagedServiceNode, PeeringNode, SubnetNode};
use std::net::IpAddr;

/// Whether the target sees the address of the client.
pub(super) fn is_kept<'a>(
    walk: &Walk<'a>,
    packet: &Packet<'a>,
    node: Node<'a>,
    target: &Candidate<'a>,
    address: IpAddr,
) -> bool {
    let group = walk.world.network.document.target_group(target.group.as_str());
    // What came by an endpoint never shows its client (R-EPS-4).
    walk.session.private_link.is_none()
        && node.is(LoadBalancerKind::Network)
        && Family::of(address) == packet.header.family
        && group.is_some_and(crate::model::TargetGroup::preserves_client_ip)
}

pub(super) fn send<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    node: Node<'a>,
    target: &Candidate<'a>,
    address: IpAddr,
) -> Place<'a> {
    let world = walk.world;
    if address == packet.header.source {
        refuse::hairpin(walk, packet, node, target);
        return Place::Over;
    }
    if let Some(interface) = target.interface.filter(|interface| loses_client(world, interface)) {
        refuse::lost_with_client(walk, packet, node, target, interface);
        return Place::Over;
    }
    let before = packet.header.clone();
    let after =
        crate::net::Header { destination: address, destination_port: target.port, ..packet.header.clone() };
    let is_balancer = target.interface.is_some_and(|node| world.load_balancer(node).is_some());
    let number = if is_balancer { "R-NLB-15" } else { "R-NLB-4" };
    put_in_place(walk, packet, node, after, true, number);
    packet.identity = Identity::Of(node.interface);
    packet.hypothetical = false;
    let text = format!(
        "{} hands it to {}, which sees the address of the client, {}",
        world.name(node.id),
        target.label(world),
        before.source
    );
    let decision = Decision::new(target.group, Outcome::Translate, [number], text).with_row(target.row);
    walk.pass_changed(At::interface(node.interface), HopKind::Translate, &before, &packet.header, decision);
    stage::egress_security_group::run(walk, packet, node.interface);
    let Some(subnet) = world.subnet(node.interface.subnet.as_ref()) else { return Place::Over };
    if subnet.contains(address) {
        return Place::InSubnet { subnet, nat: None };
    }
    let Some(next_hop) = stage::route_lookup::run(walk, packet, subnet, None) else { return Place::Over };
    match next_hop {
        NextHop::Local => {}
        NextHop::Peering(peering) if !peering.is_cross_region() && !is_udp(packet) => {
            stage::egress_network_acl::run(walk, packet, subnet, Some(next_hop), None);
            return over_peering(walk, packet, peering, subnet);
        }
        _ => refuse::way_with_client(walk, packet, node, target),
    }
    stage::egress_network_acl::run(walk, packet, subnet, Some(next_hop), None);
    Place::At(next_hop, subnet)
}

/// Whether a target takes no packet that keeps the address of its client: an endpoint, or another load balancer of this kind
/// (R-NLB-11).
fn loses_client(world: World<'_>, target: &InterfaceNode) -> bool {
    let kind = |own: &ManagedServiceNode| world.network.document.load_balancer(own.id.as_str())?.kind();
    world.endpoint(target).is_some()
        || world.load_balancer(target).and_then(kind) == Some(LoadBalancerKind::Network)
}

fn is_udp(packet: &Packet<'_>) -> bool {
    packet.header.protocol == crate::net::Protocol::Udp
}

/// The other side of a peering connection takes what the node sends, although the client is in neither VPC.
fn over_peering<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    peering: &'a PeeringNode,
    from: &'a SubnetNode,
) -> Place<'a> {
    let world = walk.world;
    let far =
        from.vpc.as_ref().and_then(|vpc| peering.other_side(vpc.as_str())).and_then(|side| side.vpc.as_ref());
    let owner = world.vpc(far).and_then(|vpc| world.receiver(vpc, packet.header.destination));
    let text = format!("{} carries what the node sends", world.name(&peering.id));
    let decision = Decision::new(&peering.id, Outcome::Route, ["R-NLB-6"], text);
    walk.pass(At::component(&peering.id), HopKind::Forward, &packet.header, decision);
    if let Some((subnet, receiver @ Receiver::Interface(_))) = owner {
        Place::Enter { subnet, receiver, from: None, came_by: Some(peering) }
    } else {
        let name = world.name(&peering.id);
        let missing = format!("Who has {} behind {name} is not in the drawing.", packet.header.destination);
        walk.unknown(&peering.id, missing);
        Place::Over
    }
}
