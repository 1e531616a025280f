//! Inside a VPC: who owns the destination, and in which subnet (R-RT-5, R-FLOW-14).

use super::{far_resolver, ingress_network_acl};
use crate::message::Message;
use crate::model::ResourceId;
use crate::simulate::flow_plan::{Plan, Sender, Target};
use crate::simulate::packet::Packet;
use crate::simulate::place::Place;
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::world::Receiver;
use crate::simulate::{HopKind, Outcome, codes};
use crate::topology::{PeeringNode, SubnetNode, VpcNode};
use std::net::IpAddr;

/// Finds the owner of the destination.
pub(in crate::simulate) fn run<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &mut Packet<'a>,
    vpc: &'a VpcNode,
    from: Option<&'a SubnetNode>,
    came_by: Option<&'a PeeringNode>,
) -> Place<'a> {
    let destination = packet.header.destination;
    if is_for_site(walk, plan, packet) {
        return overlap(walk, packet, vpc, from, came_by);
    }
    if let Some((subnet, receiver)) = walk.world.receiver(vpc, destination) {
        if is_another(walk, plan, packet, receiver) {
            ingress_network_acl::run(walk, packet, subnet, from, came_by, Some(receiver));
            return somebody_else(walk, packet, receiver, "Give the VPCs different blocks.");
        }
        return Place::Enter { subnet, receiver, from, came_by };
    }
    if far_resolver::run(walk, packet, vpc, came_by) {
        return Place::Over;
    }
    match walk.world.network.subnet_of_address(vpc, destination) {
        Some(subnet) => {
            let hypothetical_sender = is_sender_in(walk, plan, subnet, destination);
            ingress_network_acl::run(walk, packet, subnet, from, came_by, None);
            if hypothetical_sender {
                return super::deliver::to_subnet(walk, packet, subnet);
            }
            nobody_in_subnet(walk, packet, subnet);
        }
        None if vpc.does_not_know("subnet") => {
            walk.unknown(&vpc.id, format!("The subnets of {} are not known.", walk.world.name(&vpc.id)));
        }
        None => no_such_address(
            walk,
            packet,
            &vpc.id,
            "address.no-subnet",
            "{address} lies in {place}, but in none of its subnets.",
        ),
    }
    Place::Over
}

/// Whether a host of a site is meant, whose address this VPC has a block for (R-VGW-16).
fn is_for_site(walk: &Walk<'_>, plan: &Plan<'_>, packet: &Packet<'_>) -> bool {
    let destination = packet.header.destination;
    if walk.is_return() {
        return walk.session.host.is_some_and(|host| host.owns(destination));
    }
    matches!(plan.to, Target::Host(host) if host.owns(destination))
}

/// The local route keeps what is meant for a site with the same addresses (R-VGW-16, R-RT-3).
fn overlap<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    vpc: &'a VpcNode,
    from: Option<&'a SubnetNode>,
    came_by: Option<&'a PeeringNode>,
) -> Place<'a> {
    let subnet = walk.world.network.subnet_of_address(vpc, packet.header.destination);
    if let Some(subnet) = subnet {
        ingress_network_acl::run(walk, packet, subnet, from, came_by, None);
    }
    let (name, address) = (walk.world.name(&vpc.id), packet.header.destination.to_string());
    let message = Message::new(
        "vpc.overlaps-site",
        "{vpc} keeps {address} to itself: its own block holds it, and the local route wins. Give the VPC and the site different blocks.",
        [("vpc", name.to_owned()), ("address", address.clone())],
    );
    let text = format!("{address} is in a block of {name} itself");
    let decision = Decision::new(&vpc.id, Outcome::Deny, ["R-VGW-16"], text);
    let at = subnet.map_or(&vpc.id, |subnet| &subnet.id);
    let stop = Stop::new(codes::ONPREM_CIDR_OVERLAP, message);
    walk.block(At::component(at), HopKind::Deliver, &packet.header, decision, stop);
    Place::Over
}

/// The address belongs to somebody else than whoever is meant.
pub(super) fn somebody_else<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    receiver: Receiver<'a>,
    advice: &str,
) -> Place<'a> {
    let id = match receiver {
        Receiver::Interface(interface) => interface.component(),
        Receiver::Nat(nat) => &nat.id,
    };
    of_another(walk, packet, id, "address.of-another", advice);
    Place::Over
}

/// Says that the packet has come to somebody who only has the same address as whoever is meant, or asked.
pub(in crate::simulate) fn of_another<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    id: &ResourceId,
    key: &'static str,
    advice: &str,
) {
    let who = if walk.is_return() { "whoever sent the request" } else { "whoever is meant" };
    let template = format!("{{address}} belongs to {{place}} here, not to {who}. {advice}");
    no_such_address(walk, packet, id, key, &template);
}

/// Whether the sender is an address of this subnet that no interface has. Another VPC may have a subnet with the same
/// addresses.
pub(super) fn is_sender_in(
    walk: &Walk<'_>,
    plan: &Plan<'_>,
    subnet: &SubnetNode,
    destination: IpAddr,
) -> bool {
    walk.is_return()
        && walk.session.hypothetical_sender == Some(destination)
        && matches!(plan.from, Sender::Subnet(from) if from.id == subnet.id)
}

/// Whether the address belongs to somebody else than the resource that is meant, or that the reply is for: two VPCs use
/// one block, or two interfaces one address.
pub(super) fn is_another(
    walk: &Walk<'_>,
    plan: &Plan<'_>,
    packet: &Packet<'_>,
    receiver: Receiver<'_>,
) -> bool {
    if walk.is_return() {
        return is_another_sender(walk, packet, receiver);
    }
    match (plan.to, receiver) {
        (Target::Interface(meant), Receiver::Interface(found)) => {
            meant.owns(packet.header.destination) && meant.id != found.id
        }
        (Target::Interface(meant), Receiver::Nat(_)) => meant.owns(packet.header.destination),
        _ => false,
    }
}

/// Whether a reply comes to somebody who neither sent the request nor put this address in place of the sender's, while
/// somebody else did.
fn is_another_sender(walk: &Walk<'_>, packet: &Packet<'_>, found: Receiver<'_>) -> bool {
    let destination = packet.header.destination;
    let found = match found {
        Receiver::Interface(interface) => &interface.id,
        Receiver::Nat(nat) => &nat.id,
    };
    let session = &walk.session;
    let sender = session.sender.filter(|sender| sender.owns(destination)).map(|sender| &sender.id);
    let translators = session.translations.iter().filter(|entry| entry.outside == destination);
    let mut asked = translators.map(|entry| entry.device).chain(sender).peekable();
    let is_known = asked.peek().is_some() || session.hypothetical_sender == Some(destination);
    is_known && !asked.any(|id| id == found)
}

/// The address lies in the subnet, but no interface has it.
pub(super) fn nobody_in_subnet<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, subnet: &'a SubnetNode) {
    let vpc = walk.world.vpc(subnet.vpc.as_ref());
    if vpc.is_some_and(|vpc| vpc.does_not_know("networkInterface") || vpc.does_not_know("instance")) {
        walk.unknown(&subnet.id, format!("The interfaces of {} are not known.", walk.world.name(&subnet.id)));
        return;
    }
    no_such_address(
        walk,
        packet,
        &subnet.id,
        "address.no-interface",
        "{address} lies in {place}, but no interface there has it.",
    );
}

pub(in crate::simulate) fn no_such_address<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    place: &ResourceId,
    key: &'static str,
    template: &str,
) {
    let name = walk.world.network.display_name(place.as_str()).to_owned();
    let address = packet.header.destination.to_string();
    let mut book = vec!["R-FLOW-14"];
    if walk.world.is_reserved_for_resolver(place, packet.header.destination) {
        book.push("R-SUB-6");
    }
    let decision =
        Decision::new(place, Outcome::NoMatch, book, format!("nothing in {name} has the address {address}"));
    // Nobody chooses the address of a reply.
    let (key, advice) = match key {
        "address.no-subnet" if walk.is_return() => ("address.no-subnet-reply", ""),
        "address.no-interface" if walk.is_return() => ("address.no-interface-reply", ""),
        "address.no-host" if walk.is_return() => ("address.no-host-reply", ""),
        "address.no-subnet" | "address.no-interface" | "address.no-host" => {
            (key, " Send to an address that something has.")
        }
        _ => (key, ""),
    };
    let message = Message::new(key, &format!("{template}{advice}"), [("address", address), ("place", name)]);
    let stop = Stop::new(codes::NO_SUCH_ADDRESS, message);
    walk.block(At::component(place), HopKind::Deliver, &packet.header, decision, stop);
}
