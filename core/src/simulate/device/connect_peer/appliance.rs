//! The end of a Connect peer at the appliance: what BGP tells it goes into the tunnel, what comes out is for itself or
//! goes on as it would from any host that forwards.
//!
//! Its own VPC it reaches by the router of the VPC, whatever the gateway tells of it: so AWS's examples have it.

use super::{hub, missed, pack, unpack};
use crate::routing::{Lookup, Target};
use crate::simulate::device::hub_teller::{self, Told};
use crate::simulate::device::instance;
use crate::simulate::packet::{Identity, Packet};
use crate::simulate::place::Place;
use crate::simulate::walk::{At, Decision, Walk};
use crate::simulate::{HopKind, Outcome};
use crate::topology::{ConnectPeerNode, InterfaceNode};
use ipnet::IpNet;
use std::net::IpAddr;

/// The tunnels that lead to an address.
enum Tunnels<'a> {
    /// These, alike, with the block that BGP tells.
    Some(IpNet, Vec<&'a ConnectPeerNode>),
    /// None.
    None,
    /// Nobody knows, because of this.
    Unknown(&'a crate::model::ResourceId, String),
}

/// Packs what leaves the host into a tunnel, where one leads to its destination. `None` where it goes as it is.
pub(in crate::simulate) fn send<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    interface: &'a InterfaceNode,
) -> Option<Place<'a>> {
    if packet.tunnel.is_some() {
        return None;
    }
    let world = walk.world;
    let instance = interface.instance.as_ref()?;
    let (net, peers) = match tunnels(walk, packet.header.destination, interface) {
        Tunnels::Some(net, peers) => (net, peers),
        Tunnels::None => return missed::send(walk, packet, interface),
        Tunnels::Unknown(at, missing) => {
            walk.unknown(at, missing);
            return Some(Place::Over);
        }
    };
    let name = world.name(instance);
    let ways = hub::names(walk, &peers);
    let reason =
        format!("BGP tells {name} of {net} over several Connect peers, and nobody knows which it takes");
    let leg = if walk.is_return() { "return" } else { "forward" };
    let Some(at) = walk.pick(instance, format!("{leg} tunnel {instance} {net}"), ways, reason) else {
        return Some(Place::Over);
    };
    let peer = *peers.get(at)?;
    into(walk, packet, peer, &format!("BGP leads to {net}"))
}

/// Packs a packet into the tunnel of a peer, for the reason that is told.
pub(super) fn into<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    peer: &'a ConnectPeerNode,
    why: &str,
) -> Option<Place<'a>> {
    let world = walk.world;
    let own = world.network.interfaces.get(peer.interface.as_ref()?)?;
    let ends = peer.peer_address.zip(peer.hub_address)?;
    let before = pack(packet, peer, ends, Identity::Of(own));
    let text = format!(
        "{} packs it into the GRE tunnel of {}, from {} to {}: {why}",
        world.name(own.component()),
        world.name(&peer.id),
        ends.0,
        ends.1
    );
    let decision = Decision::new(&peer.id, Outcome::Route, ["R-TGW-43"], text);
    walk.pass_changed(At::interface(own), HopKind::Forward, &before, &packet.header, decision);
    Some(Place::Leave(own))
}

/// Whether a packet has come to the end of its tunnel.
pub(in crate::simulate::device) fn is_end(packet: &Packet<'_>, interface: &InterfaceNode) -> bool {
    packet.tunnel.as_ref().is_some_and(|tunnel| {
        tunnel.peer.interface.as_ref() == Some(&interface.id)
            && tunnel.peer.peer_address == Some(packet.header.destination)
            && tunnel.peer.hub_address == Some(packet.header.source)
    })
}

/// Takes a packet out of its tunnel at the end of it. Gives the peer.
pub(in crate::simulate::device) fn receive<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    interface: &'a InterfaceNode,
) -> Option<&'a ConnectPeerNode> {
    let tunnel = packet.tunnel.take()?;
    let peer = tunnel.peer;
    let before = unpack(packet, *tunnel);
    let world = walk.world;
    let text = format!(
        "{} takes it out of the GRE tunnel of {}",
        world.name(interface.component()),
        world.name(&peer.id)
    );
    let decision = Decision::new(&peer.id, Outcome::Route, ["R-TGW-43"], text);
    walk.pass_changed(At::interface(interface), HopKind::Forward, &before, &packet.header, decision);
    Some(peer)
}

/// Whether anybody knows what the appliance does with a packet that came out of the tunnel and is not for itself. It knows
/// more ways than those of the VPC, else it would announce nothing; such a way is in no drawing.
pub(in crate::simulate::device) fn knows_way<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    interface: &'a InterfaceNode,
    peer: &'a ConnectPeerNode,
) -> bool {
    let world = walk.world;
    let destination = packet.header.destination;
    let is_in_vpc = world.vpc(interface.vpc.as_ref()).is_some_and(|vpc| vpc.contains(destination));
    let is_default = peer.prefix_of(destination).is_none_or(|prefix| prefix.net.prefix_len() == 0);
    if is_in_vpc || is_default || !matches!(tunnels(walk, destination, interface), Tunnels::None) {
        return true;
    }
    let out_by = instance::way_out(walk, destination, interface);
    let table = world.subnet(out_by.subnet.as_ref()).and_then(|subnet| world.routed.table_of(subnet));
    let is_led_on = table.is_none_or(|table| match table.look_up(destination) {
        Lookup::Route { winner, .. } => match &winner.target {
            Target::TransitGateway(hub) => Some(hub) != peer.gateway.as_ref(),
            Target::InternetGateway(_)
            | Target::EgressOnlyInternetGateway(_)
            | Target::NatGateway(_)
            | Target::Blackhole { .. }
            | Target::None => false,
            _ => true,
        },
        Lookup::Reserved(_) | Lookup::None => false,
    });
    if !is_led_on {
        let name = world.name(interface.component());
        let missing = format!(
            "What is behind {name} is not known: it announces {destination} over {}, and the drawing does not hold how it gets there.",
            world.name(&peer.id)
        );
        walk.unknown(interface.component(), missing);
    }
    is_led_on
}

/// The peers of the host, where BGP may lead to an address at all.
pub(super) fn peers_of<'a>(
    walk: &Walk<'a>,
    destination: IpAddr,
    interface: &'a InterfaceNode,
) -> Vec<&'a ConnectPeerNode> {
    let world = walk.world;
    let peers = interface.instance.as_ref().and_then(|id| world.network.connect_peers_of.get(id));
    let is_in_vpc = world.vpc(interface.vpc.as_ref()).is_some_and(|vpc| vpc.contains(destination));
    let peers = peers.filter(|_| !is_in_vpc && !is_never_routed(destination));
    peers.into_iter().flatten().filter_map(|id| world.network.connect_peers.get(id)).collect()
}

/// The tunnels by which BGP leads to an address: those with the narrowest block, and of these the shortest way.
fn tunnels<'a>(walk: &Walk<'a>, destination: IpAddr, interface: &'a InterfaceNode) -> Tunnels<'a> {
    let world = walk.world;
    let Some(instance) = &interface.instance else { return Tunnels::None };
    let mut best: Option<(IpNet, usize)> = None;
    let mut ways: Vec<&ConnectPeerNode> = Vec::new();
    let peers = peers_of(walk, destination, interface).into_iter();
    for peer in peers.filter(|peer| hears(walk, peer)) {
        match told(walk, peer, destination) {
            Told::Nothing | Told::Idle(..) => {}
            Told::Unknown(at, missing) => return Tunnels::Unknown(at, missing),
            Told::Route(net, hops) => {
                let rank = (net.prefix_len(), std::cmp::Reverse(hops));
                let before = best.map(|(net, hops)| (net.prefix_len(), std::cmp::Reverse(hops)));
                if before.is_none_or(|before| rank > before) {
                    best = Some((net, hops));
                    ways.clear();
                }
                if before.is_none_or(|before| rank >= before) {
                    ways.push(peer);
                }
            }
        }
    }
    match best {
        None => Tunnels::None,
        Some((net, _)) if net.prefix_len() == 0 => {
            let name = world.name(instance);
            let missing = format!(
                "Which default route {name} takes is not known: that of its subnet, or the one that BGP tells it."
            );
            Tunnels::Unknown(instance, missing)
        }
        Some((net, _)) => Tunnels::Some(net, ways),
    }
}

/// Whether BGP tells the appliance anything over a peer: it is up, and so is all that carries it.
pub(super) fn hears(walk: &Walk<'_>, peer: &ConnectPeerNode) -> bool {
    let world = walk.world;
    let attachments = &world.network.transit_gateway_attachments;
    let is_up = |id: Option<&crate::model::ResourceId>| {
        id.and_then(|id| attachments.get(id))
            .is_some_and(|node| node.is_up() || walk.session.is_assumed_good(&node.id))
    };
    let is_peer_up = world.is_peer_up(peer) || walk.session.is_assumed_good(&peer.id);
    is_peer_up && is_up(peer.attachment.as_ref()) && is_up(peer.transport.as_ref())
}

/// What the gateway tells over a peer.
pub(super) fn told<'a>(walk: &Walk<'a>, peer: &'a ConnectPeerNode, destination: IpAddr) -> Told<'a> {
    let gateway = peer.gateway.as_ref().and_then(|id| walk.world.network.transit_gateways.get(id));
    match (gateway, &peer.attachment) {
        (Some(gateway), Some(attachment)) => {
            hub_teller::tell_over(walk, gateway, attachment, peer.asn, destination)
        }
        _ => Told::Nothing,
    }
}

fn is_never_routed(destination: IpAddr) -> bool {
    match destination {
        IpAddr::V4(v4) => v4.is_link_local() || v4.is_multicast() || v4.is_broadcast(),
        IpAddr::V6(v6) => v6.is_unicast_link_local() || v6.is_multicast(),
    }
}
