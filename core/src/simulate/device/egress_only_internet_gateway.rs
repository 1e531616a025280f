//! An egress-only internet gateway: IPv6 of its own VPC out, and the replies in (R-EIGW-2). It has no groups; the ACL of
//! the subnet applies (R-EIGW-3). What no interface of the VPC has sent it drops, as an internet gateway does (R-IGW-10).
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html>

use crate::message::Message;
use crate::model::ResourceId;
use crate::net::Family;
use crate::simulate::packet::Packet;
use crate::simulate::place::Place;
use crate::simulate::stage::public_access::{self, Border};
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::{HopKind, Outcome, codes};
use crate::topology::VpcNode;

/// Lets a packet out and remembers it. Flows through the gateway are always tracked (R-EIGW-4).
pub(super) fn out<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    id: &'a ResourceId,
    vpc: &'a VpcNode,
) -> Place<'a> {
    let name = walk.world.name(id);
    if packet.header.family == Family::Ipv4 {
        super::internet_gateway::cannot_carry(walk, packet, id, "IPv4");
        return Place::Over;
    }
    if super::internet_gateway::is_beyond_reach(walk, packet, id) {
        return Place::Over;
    }
    let inside = packet.header.source;
    let border = Border { gateway: id, is_egress_only: true, vpc, inside, is_inward: false };
    let spared = public_access::run(walk, packet, border);
    if walk.is_over() {
        return Place::Over;
    }
    let is_own = walk.world.receiver(vpc, inside).is_some() || packet.hypothetical && vpc.contains(inside);
    if !is_own {
        super::internet_gateway::spoofed(walk, packet, id);
        if !vpc.contains(inside) {
            // Nothing stands for an address of another VPC, and no reply to it would come here.
            return Place::Over;
        }
    }
    if !walk.is_return() {
        walk.session.egress_only.push(id);
    }
    if !is_own {
        return Place::OnInternet(Some(vpc));
    }
    let text = format!("{name} lets IPv6 out and remembers it");
    let mut book = vec!["R-EIGW-2"];
    book.extend(spared);
    let decision = Decision::new(id, Outcome::Route, book, text);
    walk.pass(At::component(id), HopKind::Forward, &packet.header, decision);
    Place::OnInternet(Some(vpc))
}

/// A packet from the internet: the reply of a flow passes, everything else does not.
pub(super) fn inward<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    id: &'a ResourceId,
    vpc: &'a VpcNode,
) -> Place<'a> {
    let name = walk.world.name(id);
    let inside = packet.header.destination;
    let border = Border { gateway: id, is_egress_only: true, vpc, inside, is_inward: true };
    let spared = public_access::run(walk, packet, border);
    if walk.is_over() {
        return Place::Over;
    }
    if walk.is_return() && walk.session.egress_only.contains(&id) {
        let text = format!("{name} knows the flow that this answers");
        let book = ["R-EIGW-2", "R-EIGW-4"].into_iter().chain(spared).collect::<Vec<_>>();
        let decision = Decision::new(id, Outcome::State, book, text);
        walk.pass(At::component(id), HopKind::Forward, &packet.header, decision);
    } else {
        let message = Message::new(
            "eigw.inbound",
            "{gateway} dropped it: it lets IPv6 out and the replies in, but no new connections. Send ::/0 to an internet gateway to be reached from outside.",
            [("gateway", name.to_owned())],
        );
        let decision =
            Decision::new(id, Outcome::Deny, ["R-EIGW-2"], format!("{name} knows no flow that this answers"));
        let stop = Stop::new(codes::EIGW_INBOUND_BLOCKED, message);
        walk.block(At::component(id), HopKind::Forward, &packet.header, decision, stop);
        walk.session.egress_only.push(id);
    }
    Place::InVpc { vpc, from: None, came_by: None }
}
