//! A packet of a host to itself: its operating system hands it over, so that it never meets a group, a route or an ACL.
//! AWS sees packets only once they leave an interface (R-FLOW-2), and no address of a VPC is a loopback one (R-VPC-2).
//!
//! Not modelled: hosts that bind a listener to one address only.

use super::{deliver, find_receiver};
use crate::simulate::describe::what;
use crate::simulate::flow_plan::{Plan, Target};
use crate::simulate::packet::Packet;
use crate::simulate::place::{Arrival, Place};
use crate::simulate::walk::Walk;
use crate::topology::{InterfaceNode, SubnetNode};

/// Hands the packet to the sender itself, if it is for an address of its own and from one: the reply to the address of
/// somebody else would not be for this host.
pub(in crate::simulate) fn run<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &Packet<'a>,
    interface: &'a InterfaceNode,
) -> Option<Place<'a>> {
    let is_sender = walk.session.sender.is_some_and(|sender| sender.id == interface.id);
    if walk.is_return() || !is_sender || walk.hop_count() > 0 {
        return None;
    }
    let owner = owner(walk, plan, packet, interface)?;
    let source = packet.header.source;
    if !source.is_loopback() && !of_host(walk, interface).any(|own| own.owns(source)) {
        return None;
    }
    take(walk, packet, owner);
    Some(Place::Arrived(Arrival::OwnHost(owner)))
}

/// The host takes what it sent itself: the request, or the reply to it.
pub(in crate::simulate) fn take<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, owner: &'a InterfaceNode) {
    let text = format!(
        "{} takes {} from itself: the packet never leaves the host, so no group, route or ACL is asked",
        walk.world.name(owner.component()),
        what(&packet.header)
    );
    deliver::hand_over(walk, packet, owner, text);
}

/// The interface of the sending host that has the destination; for a loopback address the one that sends.
fn owner<'a>(
    walk: &Walk<'a>,
    plan: &Plan<'a>,
    packet: &Packet<'a>,
    interface: &'a InterfaceNode,
) -> Option<&'a InterfaceNode> {
    let destination = packet.header.destination;
    if destination.is_loopback() || interface.owns(destination) {
        return Some(interface).filter(|own| is_meant(plan, own));
    }
    of_host(walk, interface).find(|own| own.owns(destination) && is_meant(plan, own))
}

/// The interface, and the others of its instance.
fn of_host<'a>(walk: &Walk<'a>, interface: &'a InterfaceNode) -> impl Iterator<Item = &'a InterfaceNode> {
    let network = walk.world.network;
    let instance = interface.instance.as_ref().and_then(|id| network.instances.get(id));
    let all = instance.into_iter().flat_map(|instance| &instance.interfaces);
    std::iter::once(interface).chain(all.filter_map(|id| network.interfaces.get(id)))
}

/// Another host may have the same address in a wrong drawing, and be the one that is meant.
fn is_meant(plan: &Plan<'_>, own: &InterfaceNode) -> bool {
    !matches!(plan.to, Target::Interface(meant) if meant.component() != own.component())
}

/// A subnet as sender is no host: nobody in it has a loopback address. Says whether the packet is for one.
pub(in crate::simulate) fn refuse_loopback<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    subnet: &'a SubnetNode,
) -> bool {
    let is_loopback = packet.header.destination.is_loopback();
    if is_loopback {
        find_receiver::no_such_address(
            walk,
            packet,
            &subnet.id,
            "address.loopback",
            "{address} is every host itself, and {place} is none. Send from an instance.",
        );
    }
    is_loopback
}
