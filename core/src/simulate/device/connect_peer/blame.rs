//! Why BGP does not speak over a Connect peer, at whichever end a packet needs the route that it would bring (R-FLOW-11).
//!
//! AWS has no such route; the peer is blamed where nothing else leads to the address.

use crate::change::Fix;
use crate::message::Message;
use crate::routing::PeerFault;
use crate::simulate::packet::Packet;
use crate::simulate::state::{self, Part};
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::world::World;
use crate::simulate::{HopKind, Outcome, codes, fix};
use crate::topology::{ConnectPeerNode, InterfaceNode, TransitGatewayAttachmentNode, TransitGatewayNode};

/// What is said of a fault.
struct Words {
    message: Message,
    text: String,
    book: Vec<&'static str>,
    fix: Option<Fix>,
}

/// Blames what keeps the gateway from sending into the tunnel. What is wrong with the appliance itself is blamed where the
/// packet comes to it. Says whether there is a tunnel at all.
pub(super) fn at_hub<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    gateway: &'a TransitGatewayNode,
    peer: &'a ConnectPeerNode,
) -> bool {
    let world = walk.world;
    let Some(fault) = world.peer_fault(peer) else { return true };
    if walk.session.is_assumed_good(&peer.id) {
        return fault != PeerFault::NoEnd;
    }
    let args = [
        ("gateway", world.name(&gateway.id).to_owned()),
        ("peer", world.name(&peer.id).to_owned()),
        ("end", peer.hub_address.map(|end| end.to_string()).unwrap_or_default()),
    ];
    let words = match fault {
        PeerFault::State => {
            state::check(walk, packet, Part::ConnectPeer(peer, gateway), HopKind::Forward);
            return true;
        }
        PeerFault::Appliance => return true,
        PeerFault::NoEnd => no_end(world, gateway, peer, args),
        PeerFault::Sessions => Words {
            message: Message::new(
                "connect.no-session",
                "{gateway} dropped it: no BGP session of {peer} is up, so it has no route into its tunnel.",
                args,
            ),
            text: format!("no BGP session of {} is up", world.name(&peer.id)),
            book: vec!["R-FLOW-11", "R-TGW-43"],
            fix: None,
        },
        PeerFault::NoWayBack => no_way_back(world, gateway, peer, args),
        PeerFault::Zone => no_zone(world, peer, args),
    };
    stop(walk, packet, At::component(&gateway.id), peer, words);
    fault != PeerFault::NoEnd
}

fn no_end(
    world: World<'_>,
    gateway: &TransitGatewayNode,
    peer: &ConnectPeerNode,
    args: [(&'static str, String); 3],
) -> Words {
    let drawn = world.network.document.transit_gateway(gateway.id.as_str());
    let mut blocks = drawn.into_iter().flat_map(|drawn| &drawn.options.transit_gateway_cidr_blocks);
    let is_v4 = peer.peer_address.is_none_or(|peer| peer.is_ipv4());
    let has_block = blocks.any(|block| block.net().is_some_and(|block| block.addr().is_ipv4() == is_v4));
    let message = if has_block && peer.hub_address.is_some() {
        Message::new(
            "connect.end-outside",
            "{gateway} dropped it: the end of {peer}, {end}, lies in none of its CIDR blocks, so there is no tunnel. Choose an address of one, or none: AWS then takes a free one.",
            args,
        )
    } else {
        Message::new(
            "connect.no-block",
            "{gateway} dropped it: it has no CIDR block from which {peer} could take its end of the tunnel. Give {gateway} one.",
            args,
        )
    };
    Words {
        message,
        text: format!("{} has no end in a block of {}", world.name(&peer.id), world.name(&gateway.id)),
        book: vec!["R-TGW-43"],
        fix: fix::tunnel_route::free_end(world, peer),
    }
}

fn no_way_back(
    world: World<'_>,
    gateway: &TransitGatewayNode,
    peer: &ConnectPeerNode,
    args: [(&'static str, String); 3],
) -> Words {
    let subnet = subnet_of(world, peer);
    let [gateway_name, peer_name, end] = args;
    let message = Message::new(
        "connect.no-way-back",
        "{gateway} dropped it: no BGP session of {peer} is up, because {subnet}, where its appliance stands, has no route to {end} by {gateway}. Add one.",
        [gateway_name, peer_name, end, ("subnet", subnet.to_owned())],
    );
    Words {
        message,
        text: format!("{subnet} has no route to the end of {}", world.name(&peer.id)),
        book: vec!["R-FLOW-11", "R-TGW-43"],
        fix: fix::tunnel_route::back(world, gateway, peer),
    }
}

fn no_zone(world: World<'_>, peer: &ConnectPeerNode, args: [(&'static str, String); 3]) -> Words {
    let interface = peer.interface.as_ref().and_then(|id| world.network.interfaces.get(id));
    let subnet = interface.and_then(|interface| world.subnet(interface.subnet.as_ref()));
    let zone = subnet.and_then(|subnet| subnet.zone.clone()).unwrap_or_default();
    let transport = peer.transport.as_ref().map(|id| world.name(id).to_owned()).unwrap_or_default();
    let text = format!("{transport} has no subnet in {zone}");
    let [gateway_name, peer_name, _] = args;
    let message = Message::new(
        "connect.no-zone",
        "{gateway} dropped it: no BGP session of {peer} is up, because its appliance stands in {zone}, where {transport} has no subnet. Add one.",
        [gateway_name, peer_name, ("zone", zone), ("transport", transport)],
    );
    let book = vec!["R-FLOW-11", "R-TGW-5", "R-TGW-43"];
    Words { message, text, book, fix: fix::tunnel_route::zone(world, peer) }
}

fn subnet_of<'a>(world: World<'a>, peer: &'a ConnectPeerNode) -> &'a str {
    let interface = peer.interface.as_ref().and_then(|id| world.network.interfaces.get(id));
    interface.and_then(|interface| interface.subnet.as_ref()).map_or("", |subnet| world.name(subnet))
}

/// Blames what keeps the appliance from knowing a way that the gateway would tell it of. What is wrong with its own way to
/// the gateway is blamed there. Says whether there is a tunnel at all.
pub(super) fn at_appliance<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    own: &'a InterfaceNode,
    peer: &'a ConnectPeerNode,
) -> bool {
    let world = walk.world;
    let at = At::interface(own);
    let Some(gateway) = peer.gateway.as_ref().and_then(|id| world.network.transit_gateways.get(id)) else {
        return false;
    };
    let attachments = [peer.attachment.as_ref(), peer.transport.as_ref()];
    let nodes = attachments
        .into_iter()
        .filter_map(|id| world.network.transit_gateway_attachments.get(id?))
        .collect::<Vec<&'a TransitGatewayAttachmentNode>>();
    for node in nodes {
        state::check_at(walk, packet, Part::Attachment(node, gateway), HopKind::Forward, at);
    }
    let fault = world.peer_fault(peer).filter(|_| !walk.session.is_assumed_good(&peer.id));
    let name = world.name(&peer.id);
    let args = || {
        [
            ("appliance", world.name(own.component()).to_owned()),
            ("gateway", world.name(&gateway.id).to_owned()),
            ("peer", name.to_owned()),
            ("destination", packet.header.destination.to_string()),
        ]
    };
    let words = match fault {
        Some(PeerFault::State) => {
            state::check_at(walk, packet, Part::ConnectPeer(peer, gateway), HopKind::Forward, at);
            return true;
        }
        Some(PeerFault::NoEnd) => Words {
            message: Message::new(
                "connect.appliance-no-tunnel",
                "{appliance} dropped it: {peer} has no end in a block of {gateway}, so there is no tunnel to {destination}.",
                args(),
            ),
            text: format!("{name} has no end in a block of {}", world.name(&gateway.id)),
            book: vec!["R-TGW-43"],
            fix: fix::tunnel_route::free_end(world, peer),
        },
        Some(PeerFault::Sessions) => Words {
            message: Message::new(
                "connect.appliance-no-session",
                "{appliance} dropped it: no BGP session of {peer} is up, so it knows no way to {destination}.",
                args(),
            ),
            text: format!("no BGP session of {name} is up"),
            book: vec!["R-FLOW-11", "R-TGW-43"],
            fix: None,
        },
        Some(PeerFault::Appliance | PeerFault::NoWayBack | PeerFault::Zone) | None => return true,
    };
    stop(walk, packet, at, peer, words);
    fault != Some(PeerFault::NoEnd)
}

fn stop<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, at: At<'a>, peer: &'a ConnectPeerNode, words: Words) {
    let Words { message, text, book, fix } = words;
    let decision = Decision::new(&peer.id, Outcome::Deny, book, text);
    let stop = Stop::new(codes::BAD_STATE, message).fix(fix);
    walk.block(at, HopKind::Forward, &packet.header, decision, stop);
    walk.session.assume_good(&peer.id);
}
