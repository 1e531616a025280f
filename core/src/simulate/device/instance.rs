//! An instance, or another host behind an interface: it takes what is for it, and forwards the rest if it may.
//!
//! With its source/destination check off it forwards (R-ENI-2); towards an internet gateway it acts as a NAT instance and puts
//! its own address in place of the source (R-NATI-1, `nat_instance.rs`). <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html>.
//! What is for another interface of the same host it takes by this one too, as Linux does. Not modelled: port forwarding,
//! firewalls of the operating system.

use super::{connect_peer, gateway_load_balancer_endpoint, interface_endpoint, load_balancer, nat_instance};
use crate::simulate::describe::what;
use crate::simulate::packet::Packet;
use crate::simulate::place::Place;
use crate::simulate::session::Translation;
use crate::simulate::stage;
use crate::simulate::state::{self, Part};
use crate::simulate::walk::{At, Decision, Walk};
use crate::simulate::{HopKind, Outcome};
use crate::topology::{InterfaceNode, PeeringNode};
use std::net::IpAddr;

/// Groups in, source/destination check, then the application or the way on (R-FLOW-3).
pub(super) fn receive<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    interface: &'a InterfaceNode,
    came_by: Option<&'a PeeringNode>,
    inside: bool,
) -> Place<'a> {
    if let Some(endpoint) = walk.world.inspection(interface) {
        return gateway_load_balancer_endpoint::receive(walk, packet, interface, endpoint);
    }
    stage::ingress_security_group::run(walk, packet, interface, came_by, inside);
    if inside && packet.hub_subnet.is_some() {
        walk.add_to_last_book("R-TGW-11");
    }
    if inside && stage::same_subnet::beats_narrower_route(walk, packet, interface) {
        walk.add_to_last_book("R-RT-10");
    }
    if walk.is_over() {
        return Place::Over;
    }
    if connect_peer::appliance::is_end(packet, interface) {
        return unpack(walk, packet, interface);
    }
    if walk.is_return()
        && let Some(place) = load_balancer::restore(walk, packet, interface)
    {
        return interface_endpoint::bring_back(walk, packet, interface).unwrap_or(place);
    }
    if walk.is_return() && restore(walk, packet, interface) {
        walk.pass_by(interface.component(), packet.header.source);
        return leave(walk, packet, interface);
    }
    if interface.owns(packet.header.destination) {
        if !walk.is_return() {
            walk.session.arrived_at = Some(interface);
            if let Some(endpoint) = walk.world.endpoint(interface) {
                return interface_endpoint::take(walk, packet, interface, endpoint);
            }
            if let Some(balancer) = walk.world.load_balancer(interface) {
                return load_balancer::take(walk, packet, interface, balancer);
            }
        }
        return stage::deliver::to_interface(walk, packet, interface);
    }
    stage::source_dest_check::run(walk, packet, interface);
    if walk.is_over() {
        return Place::Over;
    }
    if walk.world.endpoint(interface).is_some() || walk.world.load_balancer(interface).is_some() {
        // An endpoint passes nothing on, a node of a load balancer only what is for it.
        return Place::Over;
    }
    if let Some(owner) = owner_in_host(walk, packet.header.destination, interface) {
        return take_for(walk, packet, interface, owner);
    }
    if !state::check(walk, packet, Part::Interface(interface), HopKind::Forward) {
        return Place::Over;
    }
    forward(walk, packet, interface)
}

/// Takes a packet out of the tunnel of a Connect peer: no group and no check of the interface sees what was inside.
fn unpack<'a>(walk: &mut Walk<'a>, packet: &mut Packet<'a>, interface: &'a InterfaceNode) -> Place<'a> {
    if !state::check(walk, packet, Part::Interface(interface), HopKind::Forward) {
        return Place::Over;
    }
    let Some(peer) = connect_peer::appliance::receive(walk, packet, interface) else { return Place::Over };
    if walk.is_return() && restore(walk, packet, interface) {
        walk.pass_by(interface.component(), packet.header.source);
        return leave(walk, packet, interface);
    }
    if interface.owns(packet.header.destination) {
        if !walk.is_return() {
            walk.session.arrived_at = Some(interface);
        }
        return stage::deliver::to_interface(walk, packet, interface);
    }
    if let Some(owner) = owner_in_host(walk, packet.header.destination, interface) {
        return take_for(walk, packet, interface, owner);
    }
    if !connect_peer::appliance::knows_way(walk, packet, interface, peer) {
        return Place::Over;
    }
    forward(walk, packet, interface)
}

/// Another interface of the same host that has the address.
fn owner_in_host<'a>(
    walk: &Walk<'a>,
    destination: IpAddr,
    interface: &InterfaceNode,
) -> Option<&'a InterfaceNode> {
    let network = walk.world.network;
    let instance = network.instances.get(interface.instance.as_ref()?)?;
    let mut nodes = instance.interfaces.iter().filter_map(|id| network.interfaces.get(id));
    nodes.find(|node| node.id != interface.id && node.owns(destination))
}

/// The host takes what comes by one of its interfaces for the address of another one: the check of the first is off, or is
/// blamed already (R-ENI-1).
fn take_for<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    by: &'a InterfaceNode,
    owner: &'a InterfaceNode,
) -> Place<'a> {
    if walk.is_return() && restore(walk, packet, owner) {
        walk.pass_by(owner.component(), packet.header.source);
        return leave(walk, packet, owner);
    }
    if !walk.is_return() {
        walk.session.arrived_at = Some(owner);
    }
    let world = walk.world;
    let text = format!(
        "{} takes {} by {}: {} is the address of another interface of the same host",
        world.name(owner.component()),
        what(&packet.header),
        world.name(&by.id),
        packet.header.destination
    );
    let place = stage::deliver::hand_over(walk, packet, owner, text);
    walk.add_to_last_book("R-ENI-1");
    place
}

/// Gives a reply its old destination back, if the NAT instance translated the request.
fn restore<'a>(walk: &mut Walk<'a>, packet: &mut Packet<'a>, interface: &'a InterfaceNode) -> bool {
    let Some(entry) = walk.session.translation(&interface.id, packet.header.destination) else {
        return false;
    };
    let before = packet.header.clone();
    packet.header.destination = entry.inside.source;
    packet.header.destination_port = entry.inside.source_port;
    packet.chooser = entry.inside_port.clone();
    let text = format!(
        "{} knows the flow and puts {} back",
        walk.world.name(interface.component()),
        packet.header.destination
    );
    let decision = Decision::new(interface.component(), Outcome::State, ["R-NATI-1"], text);
    walk.pass_changed(At::interface(interface), HopKind::Translate, &before, &packet.header, decision);
    true
}

fn forward<'a>(walk: &mut Walk<'a>, packet: &mut Packet<'a>, interface: &'a InterfaceNode) -> Place<'a> {
    walk.pass_by(interface.component(), packet.header.source);
    let out_by = way_out(walk, packet.header.destination, interface);
    let name = walk.world.name(interface.component());
    let translated = out_by
        .addresses
        .first()
        .map(|entry| entry.private)
        .filter(|_| nat_instance::translates(walk, packet, interface, out_by));
    let Some(own) = translated else {
        packet.identity = packet.identity.passed_by(interface.component());
        let decision =
            Decision::new(interface.component(), Outcome::Route, ["R-ENI-2"], format!("{name} passes it on"));
        walk.pass(At::interface(interface), HopKind::Forward, &packet.header, decision);
        return Place::Leave(out_by);
    };
    packet.identity = packet.identity.translated_by(interface.component());
    let before = packet.header.clone();
    let source = before.source;
    packet.header.source = own;
    walk.session.translations.push(Translation {
        device: &out_by.id,
        inside: before.clone(),
        inside_port: packet.chooser.clone(),
        outside: own,
    });
    let text = format!("{name} acts as a NAT instance and puts {own} in place of {source}");
    let decision = Decision::new(interface.component(), Outcome::Translate, ["R-NATI-1", "R-ENI-2"], text);
    walk.pass_changed(At::interface(interface), HopKind::Translate, &before, &packet.header, decision);
    Place::Leave(out_by)
}

fn leave<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, interface: &'a InterfaceNode) -> Place<'a> {
    Place::Leave(way_out(walk, packet.header.destination, interface))
}

/// The interface by which the operating system sends: the one in the destination's own subnet, else the primary one
/// (R-ENI-8).
pub(in crate::simulate) fn way_out<'a>(
    walk: &Walk<'a>,
    destination: IpAddr,
    interface: &'a InterfaceNode,
) -> &'a InterfaceNode {
    let world = walk.world;
    let Some(instance) = interface.instance.as_ref().and_then(|id| world.network.instances.get(id)) else {
        return interface;
    };
    if instance.interfaces.len() < 2 {
        return interface;
    }
    let own = |node: &&'a InterfaceNode| {
        world.subnet(node.subnet.as_ref()).is_some_and(|subnet| subnet.contains(destination))
    };
    let nodes = || instance.interfaces.iter().filter_map(|id| world.network.interfaces.get(id));
    if own(&interface) {
        return interface;
    }
    nodes()
        .find(own)
        .or_else(|| nodes().next().filter(|primary| primary.subnet != interface.subnet))
        .unwrap_or(interface)
}
