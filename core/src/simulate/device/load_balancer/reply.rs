//! The reply of a target comes back by the node, which puts the client's connection in place again.

use crate::simulate::packet::Packet;
use crate::simulate::place::Place;
use crate::simulate::session::Balanced;
use crate::simulate::stage;
use crate::simulate::walk::{At, Decision, Walk};
use crate::simulate::world::Receiver;
use crate::simulate::{HopKind, Outcome};
use crate::topology::{InterfaceNode, SubnetNode};

/// A node takes the reply to a connection of its own, and answers the client.
pub(in crate::simulate) fn restore<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    interface: &'a InterfaceNode,
) -> Option<Place<'a>> {
    let known = |entry: &&Balanced<'a>| {
        entry.node.id == interface.id && !entry.keeps_client && entry.is_answered_by(&packet.header)
    };
    let entry = walk.session.balanced.iter().rev().find(known)?.clone();
    Some(answer_client(walk, packet, &entry))
}

/// What a target answers to the address of a client that a node kept goes back to that node.
pub(in crate::simulate) fn keep_client<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    interface: &'a InterfaceNode,
) -> Option<Place<'a>> {
    if !walk.is_return() {
        return None;
    }
    let known = |entry: &&Balanced<'a>| entry.keeps_client && entry.is_answered_by(&packet.header);
    let entry = walk.session.balanced.iter().rev().find(known)?.clone();
    let world = walk.world;
    let (from, to) = (world.subnet(interface.subnet.as_ref())?, world.subnet(entry.node.subnet.as_ref())?);
    if from.id != to.id {
        cross(walk, packet, from, to, entry.node);
        if walk.is_over() {
            return Some(Place::Over);
        }
    }
    Some(answer_client(walk, packet, &entry))
}

/// Out of the subnet of the target and into that of the node: their network ACLs are asked (R-NLB-10), no route is.
fn cross<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    from: &'a SubnetNode,
    to: &'a SubnetNode,
    node: &'a InterfaceNode,
) {
    stage::egress_network_acl::run(walk, packet, from, None, None);
    walk.add_to_last_book("R-NLB-10");
    stage::ingress_network_acl::run(walk, packet, to, Some(from), None, Some(Receiver::Interface(node)));
}

fn answer_client<'a>(walk: &mut Walk<'a>, packet: &mut Packet<'a>, entry: &Balanced<'a>) -> Place<'a> {
    let before = packet.header.clone();
    let after = walk.hop_count();
    if let Some(exchange) = &mut walk.http {
        exchange.answered.push((after, entry.node.id.clone()));
    }
    packet.chooser = entry.before_port.clone();
    packet.header = entry.before.reply();
    let component = entry.node.component();
    let text = format!(
        "{} knows the connection and answers {} from {}",
        walk.world.name(component),
        packet.header.destination,
        packet.header.source
    );
    let decision = Decision::new(component, Outcome::State, [entry.book], text);
    walk.pass_changed(At::interface(entry.node), HopKind::Translate, &before, &packet.header, decision);
    packet.identity = crate::simulate::packet::Identity::Of(entry.node);
    Place::Leave(entry.node)
}
