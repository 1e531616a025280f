//! The Amazon resolver of a VPC, asked from outside of it: it answers hosts of its own VPC only (R-PEER-9, R-DNS-3).
//!
//! <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-DSN-queries-to-vpc.html>. Not modelled:
//! inbound endpoints, which answer others in its place.

use super::link_local::resolver_of;
use crate::message::Message;
use crate::simulate::packet::Packet;
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::{HopKind, Outcome, codes};
use crate::topology::{PeeringNode, VpcNode};

/// Drops what comes from another network for the resolver of this VPC; says whether it did.
pub(in crate::simulate) fn run<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    vpc: &'a VpcNode,
    came_by: Option<&'a PeeringNode>,
) -> bool {
    let is_outside =
        came_by.is_some() || walk.brought(vpc, &packet.header) || walk.session.came_in_by_vpn.is_some();
    if walk.is_return() || !is_outside || resolver_of(vpc) != Some(packet.header.destination) {
        return false;
    }
    let (name, address) = (walk.world.name(&vpc.id), packet.header.destination.to_string());
    let mut book = vec!["R-DNS-3"];
    if came_by.is_some() {
        book.push("R-PEER-9");
    }
    let text = format!("{address} is the resolver of {name}, which answers hosts of {name} only");
    let decision = Decision::new(&vpc.id, Outcome::Deny, book, text).implicit(true);
    let message = Message::new(
        "resolver.far",
        "{address} is the Amazon resolver of {vpc}: it answers hosts of {vpc} and nobody else. Ask an inbound endpoint of the resolver there.",
        [("address", address), ("vpc", name.to_owned())],
    );
    let stop = Stop::new(codes::DNS_RESOLVER_NOT_REACHABLE, message);
    walk.block(At::component(&vpc.id), HopKind::Deliver, &packet.header, decision, stop);
    true
}
