//! A packet starts: the instance runs, its zone is up, and the interface sends from its own addresses (R-ENI-1), or
//! from those of others with its check off (R-ENI-2).
//!
//! <https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html>. Not modelled: what the operating
//! system itself filters.

use crate::message::Message;
use crate::net::Header;
use crate::simulate::packet::{Identity, Packet};
use crate::simulate::place::Place;
use crate::simulate::state::{self, Part};
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::{HopKind, Outcome, codes, device, fix};
use crate::topology::{InterfaceNode, SubnetNode};

/// Asks whether the interface may send the packet. `false` where nothing can be said of it at all.
pub(in crate::simulate) fn run<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    interface: &'a InterfaceNode,
) -> bool {
    let world = walk.world;
    packet.hub_subnet = None;
    if let Some(subnet) = world.subnet(interface.subnet.as_ref()) {
        packet.zone = packet.zone.or(subnet.zone.as_deref());
    }
    state::check(walk, packet, Part::Interface(interface), HopKind::Forward);
    if walk.is_over() {
        return false;
    }
    if let Some(endpoint) = world.endpoint(interface).filter(|_| !walk.is_return()) {
        device::interface_endpoint::refuse_to_send(walk, packet, interface, endpoint);
    }
    check_source(walk, packet, interface);
    if walk.is_over() {
        return false;
    }
    if let Identity::Of(sender) = packet.identity
        && sender.id != interface.id
    {
        packet.identity = packet.identity.passed_by(interface.component());
    }
    true
}

fn check_source<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, interface: &'a InterfaceNode) {
    let is_own = interface.owns(packet.header.source) || is_link_local(&packet.header);
    if is_own || !interface.source_dest_check || walk.session.is_assumed_good(&interface.id) {
        return;
    }
    if super::source_dest_check::is_not_known(walk, interface) {
        return;
    }
    if forwards(walk, interface) {
        return refuse_to_forward(walk, packet, interface);
    }
    let world = walk.world;
    let name = world.name(interface.component()).to_owned();
    // The reply leaves by another interface than the request came by (R-ENI-8).
    let asymmetric = walk.is_return()
        && walk.session.arrived_at.is_some_and(|arrived| {
            arrived.id != interface.id
                && arrived.instance == interface.instance
                && arrived.owns(packet.header.source)
        });
    let (detail, book): (_, &[&'static str]) = if asymmetric {
        (Some(codes::ASYMMETRIC_ENI), &["R-ENI-8", "R-ENI-1"])
    } else {
        (None, &["R-ENI-1"])
    };
    let message = if asymmetric {
        Message::new(
            "source-check.asymmetric",
            "{instance} answers by {interface}, which sends only from its own addresses, not from {source}. Give the system policy routing, or send to an address of {interface}.",
            [
                ("instance", name.clone()),
                ("interface", world.name(&interface.id).to_owned()),
                ("source", packet.header.source.to_string()),
            ],
        )
    } else {
        Message::new(
            "source-check.foreign-source",
            "{interface} of {instance} sends only from its own addresses, not from {source}.",
            [
                ("instance", name.clone()),
                ("interface", world.name(&interface.id).to_owned()),
                ("source", packet.header.source.to_string()),
            ],
        )
    };
    let text = format!("{name} sends from {}, which is not its own address", packet.header.source);
    let decision = Decision::new(&interface.id, Outcome::Deny, book, text);
    let stop = Stop::new(codes::ENI_ADDRESS_RESTRICTION, message)
        .detail(detail)
        .fix((!asymmetric).then(|| fix::source_dest_check::off(world, interface)).flatten());
    walk.block(At::interface(interface), HopKind::SourceCheck, &packet.header, decision, stop);
}

/// Whether what leaves here was sent by another host.
fn forwards(walk: &Walk<'_>, interface: &InterfaceNode) -> bool {
    let session = &walk.session;
    let origin = if walk.is_return() { session.arrived_at } else { session.sender };
    origin.is_some_and(|origin| origin.component() != interface.component())
}

/// An instance may take what is not for it by one interface, and still not send it on by another one (R-ENI-2).
fn refuse_to_forward<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, interface: &'a InterfaceNode) {
    let world = walk.world;
    let name = world.name(interface.component()).to_owned();
    let message = Message::new(
        "source-check.forwarding-out",
        "{instance} cannot pass it on by {interface}: the source/destination check of {interface} is on, so it sends only from its own addresses, not from {source}.",
        [
            ("instance", name.clone()),
            ("interface", world.name(&interface.id).to_owned()),
            ("source", packet.header.source.to_string()),
        ],
    );
    let text = format!("the source/destination check of {} is on", world.name(&interface.id));
    let decision = Decision::new(&interface.id, Outcome::Deny, ["R-ENI-2"], text);
    let stop = Stop::new(codes::ENI_SOURCE_DEST_CHECK_RESTRICTION, message)
        .fix(fix::source_dest_check::off(world, interface));
    walk.block(At::interface(interface), HopKind::SourceCheck, &packet.header, decision, stop);
}

fn is_link_local(header: &Header) -> bool {
    match header.source {
        std::net::IpAddr::V4(v4) => v4.is_link_local(),
        std::net::IpAddr::V6(v6) => v6.is_unicast_link_local(),
    }
}

/// A packet of an address in a subnet starts, unless the zone of the subnet is down (R-FLOW-11).
pub(in crate::simulate) fn in_subnet<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, subnet: &'a SubnetNode) {
    let Some(zone) = subnet.zone.as_deref().filter(|_| walk.world.is_down(subnet)) else { return };
    let message = Message::new(
        "state.zone-down",
        "{component} is in {zone}, and {zone} is down.",
        [("component", walk.world.name(&subnet.id).to_owned()), ("zone", zone.to_owned())],
    );
    let decision = Decision::new(&subnet.id, Outcome::Deny, ["R-FLOW-11"], format!("{zone} is down"));
    let stop = Stop::new(codes::AZ_DOWN, message);
    walk.block(At::component(&subnet.id), HopKind::Forward, &packet.header, decision, stop);
}

/// An interface without a subnet leads nowhere: the drawing lacks it.
pub(in crate::simulate) fn nowhere<'a>(walk: &mut Walk<'a>, interface: &'a InterfaceNode) -> Place<'a> {
    let missing = format!("{} is in no subnet of the drawing.", walk.world.name(interface.component()));
    walk.unknown(interface.component(), missing);
    Place::Over
}

/// More hops than any sound way has (R-FLOW-8).
pub(in crate::simulate) fn too_far<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>) {
    let Some(last) = walk.last_component() else { return };
    let message = Message::new(
        "walk.hop-limit",
        "The packet passes more than {limit} hops without arriving. Make the routes shorter.",
        [("limit", crate::simulate::loop_guard::MOST_HOPS.to_string())],
    );
    let decision = Decision::new(&last, Outcome::Deny, ["R-FLOW-8"], "more than 64 hops".to_owned());
    walk.block(
        At::component(&last),
        HopKind::Forward,
        &packet.header,
        decision,
        Stop::new(codes::HOP_LIMIT, message),
    );
}
