//! The end of a Connect peer at the transit gateway.

use super::{blame, pack, unpack};
use crate::model::ResourceId;
use crate::routing::HubRoute;
use crate::simulate::device::transit_gateway::zone;
use crate::simulate::flow_plan::Plan;
use crate::simulate::packet::{Identity, Packet};
use crate::simulate::place::Place;
use crate::simulate::session::HubCrossing;
use crate::simulate::state::{self, Part};
use crate::simulate::walk::{At, Decision, Walk};
use crate::simulate::{HopKind, Outcome};
use crate::topology::{ConnectPeerNode, TransitGatewayAttachmentNode, TransitGatewayNode};

/// A peer that takes a packet, and the numbers that the choice shows.
struct Chosen<'a> {
    peer: &'a ConnectPeerNode,
    book: Vec<&'static str>,
}

/// Sends a packet into the tunnel of one of the peers of a Connect attachment, and that over the attachment that carries it.
/// `route` is the one that leads there, where it is not only assumed.
pub(in crate::simulate::device) fn send<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &mut Packet<'a>,
    crossing: HubCrossing<'a>,
    route: Option<&HubRoute>,
) -> Place<'a> {
    let HubCrossing { gateway, from, to: attachment } = crossing;
    let world = walk.world;
    let Some(Chosen { peer, book }) = choose(walk, gateway, attachment, route) else { return Place::Over };
    let carrier = peer.transport.as_ref();
    let Some(transport) = carrier.and_then(|id| world.network.transit_gateway_attachments.get(id)) else {
        let (name, hub) = (world.name(&attachment.id), world.name(&gateway.id));
        let missing = format!(
            "What is behind {name} is not known: what carries it is no VPC attachment of {hub} in the drawing."
        );
        return end(walk, &gateway.id, missing);
    };
    state::check(walk, packet, Part::Attachment(transport, gateway), HopKind::Forward);
    if !blame::at_hub(walk, packet, gateway, peer) {
        return Place::Over;
    }
    let Some((own, other)) = peer.hub_address.zip(peer.peer_address) else {
        let missing = format!("The ends of the tunnel of {} are not known.", world.name(&peer.id));
        return end(walk, &peer.id, missing);
    };
    let before = pack(packet, peer, (own, other), Identity::None);
    let text = format!(
        "{} packs it into the GRE tunnel of {}, from {own} to {other} over {}",
        world.name(&gateway.id),
        world.name(&peer.id),
        world.name(&transport.id)
    );
    let decision = Decision::new(&peer.id, Outcome::Route, book, text);
    walk.pass_changed(At::component(&peer.id), HopKind::Forward, &before, &packet.header, decision);
    let Some(chosen) = zone::way_out(walk, plan, packet, gateway, transport) else { return Place::Over };
    walk.hubs.push(HubCrossing { gateway, from, to: transport });
    packet.zone = chosen.subnet.zone.as_deref().or(packet.zone);
    packet.hub_subnet = Some(&chosen.subnet.id);
    Place::InSubnet { subnet: chosen.subnet, nat: None }
}

fn end<'a>(walk: &mut Walk<'a>, at: &ResourceId, missing: String) -> Place<'a> {
    walk.unknown(at, missing);
    Place::Over
}

/// The peer that announced the route, or one of those that announced it alike. `None` where the walk parts here, or nobody
/// knows.
fn choose<'a>(
    walk: &mut Walk<'a>,
    gateway: &'a TransitGatewayNode,
    attachment: &'a TransitGatewayAttachmentNode,
    route: Option<&HubRoute>,
) -> Option<Chosen<'a>> {
    let world = walk.world;
    let all = attachment.peers.iter().filter_map(|id| world.network.connect_peers.get(id));
    let all: Vec<&ConnectPeerNode> = all.collect();
    let route = route.filter(|route| route.path.is_some());
    let telling = all.iter().copied().filter(|peer| route.is_none_or(|route| route.is_told_alike_by(peer)));
    let telling: Vec<&ConnectPeerNode> = telling.collect();
    let telling = if telling.is_empty() { all } else { telling };
    let up: Vec<&ConnectPeerNode> = telling.iter().copied().filter(|peer| world.is_peer_up(peer)).collect();
    // Without any that is up there is nothing to choose: the first one is blamed.
    let peers = if up.is_empty() { telling.into_iter().take(1).collect() } else { up };
    let Some(first) = peers.first() else {
        let (name, hub) = (world.name(&attachment.id), world.name(&gateway.id));
        let missing = if gateway.does_not_know("transitGatewayConnectPeer") {
            format!("What is behind {name} is not known: the Connect peers of {hub} were not read.")
        } else {
            format!("What is behind {name} is not known: no Connect peer of it is drawn.")
        };
        walk.unknown(&gateway.id, missing);
        return None;
    };
    let mut book = vec!["R-TGW-43"];
    if peers.len() == 1 {
        return Some(Chosen { peer: first, book });
    }
    let document = &world.network.document;
    let tells_itself = |peer: &&ConnectPeerNode| {
        document
            .transit_gateway_connect_peer(peer.id.as_str())
            .is_some_and(|drawn| drawn.advertisements.is_some())
    };
    let is_exact = |peer: &&ConnectPeerNode| route.is_none_or(|route| route.is_told_by(peer));
    let (hub, name) = (world.name(&gateway.id), world.name(&attachment.id));
    let what = route.map_or_else(|| "it".to_owned(), |route| route.destination.to_string());
    let reason = if !peers.iter().all(tells_itself) {
        format!("Which Connect peer of {name} announces {what} is not written: AWS may take any of them")
    } else if peers.iter().all(is_exact) {
        book.push("R-TGW-32");
        format!(
            "{hub} shares what is for {what} among the Connect peers of {name}, and AWS chooses one for each flow"
        )
    } else {
        format!(
            "The AS paths of {what} over the Connect peers of {name} are equally long and not the same: AWS chooses one"
        )
    };
    let leg = if walk.is_return() { "return" } else { "forward" };
    let choice = format!("{leg} peer {} {what}", attachment.id);
    let at = walk.pick(&gateway.id, choice, names(walk, &peers), reason)?;
    Some(Chosen { peer: peers.get(at).copied()?, book })
}

/// How people call peers, by their ids where two have one name.
pub(super) fn names(walk: &Walk<'_>, peers: &[&ConnectPeerNode]) -> Vec<String> {
    let world = walk.world;
    let is_taken_twice = |name: &str| peers.iter().filter(|peer| world.name(&peer.id) == name).count() > 1;
    let name = |peer: &&ConnectPeerNode| {
        let name = world.network.display_name(peer.id.as_str());
        if is_taken_twice(name) { peer.id.to_string() } else { name.to_owned() }
    };
    peers.iter().map(name).collect()
}

/// Takes a packet out of its tunnel, where it comes by the attachment that carries it, from one end to the other: then the
/// Connect attachment is the one that it comes by. Every other packet comes by what it came by.
pub(in crate::simulate::device) fn receive<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    gateway: &'a TransitGatewayNode,
    came_by: &'a TransitGatewayAttachmentNode,
) -> Option<&'a TransitGatewayAttachmentNode> {
    let world = walk.world;
    let peer = packet.tunnel.as_ref()?.peer;
    let is_matched = peer.gateway.as_ref() == Some(&gateway.id)
        && peer.transport.as_ref() == Some(&came_by.id)
        && peer.peer_address == Some(packet.header.source)
        && peer.hub_address == Some(packet.header.destination);
    let attachment = peer.attachment.as_ref().filter(|_| is_matched)?;
    let attachment = world.network.transit_gateway_attachments.get(attachment)?;
    state::check(walk, packet, Part::Hub(gateway), HopKind::Forward);
    state::check(walk, packet, Part::Attachment(came_by, gateway), HopKind::Forward);
    state::check(walk, packet, Part::ConnectPeer(peer, gateway), HopKind::Forward);
    let tunnel = packet.tunnel.take()?;
    let before = unpack(packet, *tunnel);
    let text =
        format!("{} takes it out of the GRE tunnel of {}", world.name(&gateway.id), world.name(&peer.id));
    let decision = Decision::new(&peer.id, Outcome::Route, ["R-TGW-43"], text);
    walk.pass_changed(At::component(&peer.id), HopKind::Forward, &before, &packet.header, decision);
    Some(attachment)
}
