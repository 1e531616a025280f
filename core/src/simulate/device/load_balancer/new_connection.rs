//! A node opens a connection of its own to a target: its address in place of the client's (R-ALB-6, R-NLB-4).

use super::targets::Candidate;
use super::{Node, put_in_place};
use crate::message::Message;
use crate::model::LoadBalancerKind;
use crate::net::Family;
use crate::simulate::packet::{Identity, Packet};
use crate::simulate::place::Place;
use crate::simulate::walk::{At, Decision, Walk};
use crate::simulate::{HopKind, Outcome, codes};
use std::net::IpAddr;

pub(super) fn send<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    node: Node<'a>,
    target: &Candidate<'a>,
    address: IpAddr,
) -> Place<'a> {
    let world = walk.world;
    let family = Family::of(address);
    let Some(own) = node.interface.first_address(family) else {
        let name = world.name(node.id);
        walk.unknown(
            node.id,
            format!("The address by which {name} reaches {} is not known.", target.label(world)),
        );
        return Place::Over;
    };
    let mut after = packet.header.clone();
    after.family = family;
    after.source = own;
    after.destination = address;
    after.destination_port = target.port;
    let before = packet.header.clone();
    let number = match node.kind {
        LoadBalancerKind::Network if Family::of(before.source) != family => "R-NLB-17",
        LoadBalancerKind::Network => "R-NLB-4",
        LoadBalancerKind::Classic => "R-CLB-1",
        _ => "R-ALB-6",
    };
    put_in_place(walk, packet, node, after, false, number);
    let mut book = vec![number];
    super::request::opened(walk, node, target);
    packet.identity = Identity::Of(node.interface);
    packet.hypothetical = false;
    let mut text = format!(
        "{} opens a connection of its own from {own} to {}",
        world.name(node.id),
        target.label(world)
    );
    if node.is(LoadBalancerKind::Network) {
        text.push_str(", one of at most 55,000 at once");
        book.push("R-NLB-14");
    }
    let is_outside = world.vpc(node.interface.vpc.as_ref()).is_some_and(|vpc| !vpc.contains(address));
    if is_outside && node.is(LoadBalancerKind::Application) {
        book.push("R-ALB-10");
    }
    let decision = Decision::new(target.group, Outcome::Translate, book, text).with_row(target.row);
    walk.pass_changed(At::interface(node.interface), HopKind::Translate, &before, &packet.header, decision);
    let (key, template) = if node.is(LoadBalancerKind::Network) {
        (
            "note.new-connection-of-network",
            "{target} sees {own}, the address of a node of {balancer}, and a port that the node chose. The client is named only where the group turns the proxy protocol on.",
        )
    } else {
        (
            "note.new-connection",
            "{target} sees {own}, the address of a node of {balancer}, and a port that the node chose. Over HTTP the client is named in X-Forwarded-For.",
        )
    };
    let message = Message::new(
        key,
        template,
        [
            ("target", world.network.display_name(target.id.as_str()).to_owned()),
            ("own", own.to_string()),
            ("balancer", world.name(node.id).to_owned()),
        ],
    );
    walk.note(codes::REMAP_EPHEMERAL_PORT, Some(node.id), message);
    if node.is(LoadBalancerKind::Classic) {
        return super::refuse::past_own_acl(walk, packet, node);
    }
    Place::Leave(node.interface)
}
