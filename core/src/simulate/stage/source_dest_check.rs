//! Source/destination check of an interface that receives what is not for it (R-ENI-2).
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html>

use crate::message::Message;
use crate::simulate::packet::Packet;
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::{HopKind, Outcome, codes, fix};
use crate::topology::InterfaceNode;

/// Drops what is not for the interface, while its check is on. A check that passes makes no hop.
pub(in crate::simulate) fn run<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, interface: &'a InterfaceNode) {
    if !interface.source_dest_check
        || interface.owns(packet.header.destination)
        || walk.session.is_assumed_good(&interface.id)
    {
        return;
    }
    if is_not_known(walk, interface) {
        return;
    }
    let world = walk.world;
    let name = world.name(interface.component()).to_owned();
    let message = Message::new(
        "source-check.forwarding",
        "{instance} dropped it: its source/destination check is on, so it takes only what is for itself, not for {destination}.",
        [("instance", name.clone()), ("destination", packet.header.destination.to_string())],
    );
    let text = format!("the source/destination check of {name} is on");
    let decision = Decision::new(&interface.id, Outcome::Deny, ["R-ENI-2"], text);
    let stop = Stop::new(codes::ENI_SOURCE_DEST_CHECK_RESTRICTION, message)
        .fix(fix::source_dest_check::for_packet(walk, packet, interface));
    walk.block(At::interface(interface), HopKind::SourceCheck, &packet.header, decision, stop);
    walk.session.assume_good(&interface.id);
}

/// Whether nobody knows which checks of the VPC are on; knowledge ends there.
pub(super) fn is_not_known<'a>(walk: &mut Walk<'a>, interface: &'a InterfaceNode) -> bool {
    let vpc = walk.world.vpc(interface.vpc.as_ref());
    let is_unseen = vpc.is_some_and(|vpc| vpc.does_not_know("sourceDestCheck"));
    if is_unseen {
        let name = walk.world.name(interface.component());
        let missing = format!("Whether the source/destination check of {name} is on is not known.");
        walk.unknown(interface.component(), missing);
    }
    is_unseen
}
