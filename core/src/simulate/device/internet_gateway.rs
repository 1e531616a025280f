//! An internet gateway: one to one between private and public IPv4 addresses, IPv6 as it is (R-IGW-3, R-IGW-8).
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html>. What comes in goes by the route table of the
//! gateway, where it has one (`stage/gateway_route.rs`).

use super::nat64;
use crate::message::Message;
use crate::model::ResourceId;
use crate::net::{Family, Header, well_known};
use crate::simulate::describe::kind_of;
use crate::simulate::packet::Packet;
use crate::simulate::place::Place;
use crate::simulate::stage::gateway_route;
use crate::simulate::stage::public_access::{self, Border};
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::world::{Receiver, World};
use crate::simulate::{HopKind, Outcome, codes, fix};
use crate::topology::{InterfaceNode, ManagedServiceNode, SubnetNode, VpcNode};
use std::net::IpAddr;

/// A packet leaves the VPC; `from` is the subnet whose route says so, if it is one.
pub(super) fn out<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    id: &'a ResourceId,
    vpc: &'a VpcNode,
    from: Option<&'a SubnetNode>,
) -> Place<'a> {
    let inside = packet.header.source;
    let border = Border { gateway: id, is_egress_only: false, vpc, inside, is_inward: false };
    let spared = public_access::run(walk, packet, border);
    if walk.is_over() {
        return Place::Over;
    }
    gateway_route::check_way_out(walk, packet, id, vpc);
    let place = let_out(walk, packet, id, vpc, from);
    if let Some(number) = spared {
        walk.add_to_last_book(number);
    }
    place
}

fn let_out<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    id: &'a ResourceId,
    vpc: &'a VpcNode,
    from: Option<&'a SubnetNode>,
) -> Place<'a> {
    if is_private_range(walk, packet, id, from) || is_beyond_reach(walk, packet, id) {
        return Place::Over;
    }
    match packet.header.family {
        Family::Ipv4 => out_ipv4(walk, packet, id, vpc),
        Family::Ipv6 => out_ipv6(walk, packet, id, vpc),
    }
}

fn out_ipv6<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    id: &'a ResourceId,
    vpc: &'a VpcNode,
) -> Place<'a> {
    let source = packet.header.source;
    let is_own = walk.world.receiver(vpc, source).is_some() || packet.hypothetical && vpc.contains(source);
    if !is_own {
        spoofed(walk, packet, id);
        // Nothing stands for an address of another VPC, and no reply to it would come here.
        return if vpc.contains(source) { Place::OnInternet(Some(vpc)) } else { Place::Over };
    }
    let text = format!("{} passes IPv6 on as it is", walk.world.name(id));
    let decision = Decision::new(id, Outcome::Route, ["R-IGW-8"], text);
    walk.pass(At::component(id), HopKind::Forward, &packet.header, decision);
    Place::OnInternet(Some(vpc))
}

fn out_ipv4<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    id: &'a ResourceId,
    vpc: &'a VpcNode,
) -> Place<'a> {
    let source = packet.header.source;
    if let Some(nat) = walk.world.regional_nat(vpc, source) {
        let text = format!("{source} of {} is a public address already", walk.world.name(&nat.id));
        let decision = Decision::new(id, Outcome::Route, ["R-RNAT-2"], text);
        walk.pass(At::component(id), HopKind::Forward, &packet.header, decision);
        return Place::OnInternet(Some(vpc));
    }
    let owner = walk.world.receiver(vpc, source);
    if owner.is_none() && !packet.hypothetical && !walk.brought(vpc, &packet.header) {
        spoofed(walk, packet, id);
        return Place::OnInternet(Some(vpc));
    }
    let public = owner.and_then(|(_, owner)| public_address(owner, source));
    let before = packet.header.clone();
    let name = walk.world.name(id);
    match public {
        Some(public) => {
            packet.header.source = public;
            packet.identity = packet.identity.translated_by(id);
            let text = format!("{name} puts {public} in place of {source}");
            let decision = Decision::new(id, Outcome::Translate, ["R-IGW-2", "R-IGW-3"], text);
            walk.pass_changed(At::component(id), HopKind::Translate, &before, &packet.header, decision);
        }
        None if walk.session.assumed_public.contains(&source) => {
            let text = format!("{name} would put a public address in place of {source}");
            let decision = Decision::new(id, Outcome::Translate, ["R-IGW-3"], text);
            walk.pass(At::component(id), HopKind::Translate, &before, decision);
        }
        None if vpc.does_not_know("elasticIp") && owner.is_some() => {
            let missing = format!(
                "Whether {source} has a public address is not known: those of {} were not all read.",
                walk.world.name(&vpc.id)
            );
            walk.unknown(id, missing);
            return Place::Over;
        }
        None => {
            let brought = walk.brought(vpc, &packet.header);
            no_public_address(walk, packet, id, owner.map(|(_, owner)| owner), brought);
            if brought {
                // No address of this VPC could stand for the sender, so there is nothing to go on with.
                return Place::Over;
            }
        }
    }
    Place::OnInternet(Some(vpc))
}

/// The public address that stands for a private one.
fn public_address(owner: Receiver<'_>, private: IpAddr) -> Option<IpAddr> {
    match owner {
        Receiver::Interface(interface) => interface.address(private)?.public,
        Receiver::Nat(nat) => nat.public_ip.filter(|_| nat.is_public),
    }
}

fn no_public_address<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    id: &'a ResourceId,
    owner: Option<Receiver<'a>>,
    brought: bool,
) {
    let world = walk.world;
    let source = packet.header.source;
    let (sender, book, key, template): (_, &[&'static str], _, _) = match owner {
        Some(Receiver::Nat(nat)) if !nat.is_public => (
            world.name(&nat.id),
            &["R-IGW-2", "R-NAT-16"],
            "igw.private-nat",
            "{gateway} dropped it: {sender} is a private NAT gateway, so {source} has no public address. Make it a public one.",
        ),
        Some(Receiver::Nat(nat)) => {
            (world.name(&nat.id), &["R-IGW-2"], "igw.nat-without-address", NAT_WITHOUT_ADDRESS)
        }
        Some(Receiver::Interface(interface)) if is_function(world, interface) => {
            (world.name(interface.component()), &["R-IGW-2", "R-LAM-1"], "igw.function", FUNCTION)
        }
        Some(Receiver::Interface(interface)) => {
            (world.name(interface.component()), &["R-IGW-2"], "igw.no-public-address", NO_PUBLIC_ADDRESS)
        }
        None if brought => ("", &["R-IGW-2"], "igw.brought", BROUGHT),
        None => ("the sender", &["R-IGW-2"], "igw.no-public-address", NO_PUBLIC_ADDRESS),
    };
    let hub = walk.hubs.last().map_or("", |hub| world.name(&hub.gateway.id));
    let message = Message::new(
        key,
        template,
        [
            ("gateway", world.name(id).to_owned()),
            ("sender", sender.to_owned()),
            ("source", source.to_string()),
            ("hub", hub.to_owned()),
        ],
    );
    let text = format!("{source} has no public address");
    let mut book = book.to_vec();
    if brought {
        book.push("R-TGW-38");
    }
    if well_known::is_public(source) {
        // The block is public, and its addresses are private to the VPC all the same.
        book.push("R-VPC-19");
    }
    let decision = Decision::new(id, Outcome::Deny, book, text);
    let fix = owner.and_then(|owner| fix::public_address::allocate(world, owner, source));
    let detail = owner.and_then(|owner| match owner {
        Receiver::Interface(interface) if is_function(world, interface) => Some(codes::LAMBDA_NO_PUBLIC_IP),
        _ => None,
    });
    let stop = Stop::new(codes::IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS, message).detail(detail).fix(fix);
    walk.block(At::component(id), HopKind::Translate, &packet.header, decision, stop);
    walk.session.assumed_public.push(source);
}

/// Whether a function stands behind an interface: AWS gives it private addresses only (R-LAM-1).
fn is_function(world: World<'_>, interface: &InterfaceNode) -> bool {
    world.service(interface).is_some_and(ManagedServiceNode::is_function)
}

const FUNCTION: &str = "{gateway} dropped it: {sender} is a function, which has private addresses only, also in a public subnet. Put it into a private subnet that leads to a NAT gateway.";
const BROUGHT: &str = "{gateway} dropped it: {source} came over {hub} from another network, so no public address of this VPC stands for it. Send what {hub} brings through a NAT gateway.";
const NO_PUBLIC_ADDRESS: &str = "{gateway} dropped it: {source} of {sender} has no public address, so nobody could answer. Give it one, or send through a NAT gateway.";
const NAT_WITHOUT_ADDRESS: &str = "{gateway} dropped it: {source} of {sender} has no public address, so nobody could answer. Associate an Elastic IP address with {sender}.";

/// Blocks a packet from an address that no interface of the VPC has (R-IGW-10).
pub(super) fn spoofed<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, id: &'a ResourceId) {
    let message = Message::new(
        "igw.spoofed",
        "{gateway} dropped it: {source} is no address of an interface in this VPC, and nobody else sends through it.",
        [("gateway", walk.world.name(id).to_owned()), ("source", packet.header.source.to_string())],
    );
    let text = format!("{} is no address of an interface in this VPC", packet.header.source);
    let decision = Decision::new(id, Outcome::Deny, ["R-IGW-10"], text);
    let stop = Stop::new(codes::GATEWAY_REJECTS_SPOOFED_TRAFFIC, message);
    let kind = if packet.header.family == Family::Ipv4 { HopKind::Translate } else { HopKind::Forward };
    walk.block(At::component(id), kind, &packet.header, decision, stop);
    walk.session.assumed_public.push(packet.header.source);
}

/// Blocks what is sent to RFC 1918 or RFC 6598 space (R-IGW-6).
fn is_private_range<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    id: &'a ResourceId,
    from: Option<&'a SubnetNode>,
) -> bool {
    let destination = packet.header.destination;
    let (code, range) = if well_known::is_rfc1918(destination) {
        (codes::IGW_DESTINATION_RFC1918, "private")
    } else if well_known::RFC6598.contains(&destination) {
        (codes::IGW_DESTINATION_RFC6598, "shared")
    } else {
        return false;
    };
    let message = Message::new(
        "igw.private-destination",
        "{gateway} dropped it: {destination} is a {range} address, which the internet does not know. Route it to where it lives.",
        [
            ("gateway", walk.world.name(id).to_owned()),
            ("destination", destination.to_string()),
            ("range", range.to_owned()),
        ],
    );
    let decision =
        Decision::new(id, Outcome::Deny, ["R-IGW-6"], format!("{destination} is a {range} address"));
    let kind = if packet.header.family == Family::Ipv4 { HopKind::Translate } else { HopKind::Forward };
    // The way to where it lives, by a narrower route.
    let gap = || {
        let subnet = from?;
        let table = walk.world.routed.table_of(subnet)?;
        let vpc = walk.world.vpc(Some(&table.vpc))?;
        Some(fix::route::Gap { table, subnet, vpc, nat: None })
    };
    let edit = gap().and_then(|gap| fix::route::that_wins(walk, packet, gap));
    let stop = Stop::new(code, message).fix(edit);
    walk.block(At::component(id), kind, &packet.header, decision, stop);
    true
}

/// Blocks what no gateway can carry: multicast, link-local, loopback, unique local addresses, the prefix of NAT64
/// (R-RT-39).
pub(super) fn is_beyond_reach<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, id: &'a ResourceId) -> bool {
    if well_known::is_public(packet.header.destination) && !nat64::is_for(&packet.header) {
        return false;
    }
    let destination = packet.header.destination;
    if well_known::is_public(destination) {
        cannot_carry(walk, packet, id, &destination.to_string());
        return true;
    }
    let (name, kind) = (walk.world.name(id), kind_of(destination));
    let message = Message::new(
        "gateway.unknown-to-the-internet",
        "{gateway} cannot carry {what}: it is {kind}, and the internet knows none. Send to a public address.",
        [("gateway", name.to_owned()), ("what", destination.to_string()), ("kind", kind.to_owned())],
    );
    let text = format!("{name} cannot carry {destination}");
    let decision = Decision::new(id, Outcome::Deny, ["R-RT-39"], text);
    let stop = Stop::new(codes::CANNOT_ROUTE, message);
    walk.block(At::component(id), HopKind::Forward, &packet.header, decision, stop);
    true
}

/// Blocks a packet that the next hop of its route cannot carry (R-RT-39).
pub(super) fn cannot_carry<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, id: &'a ResourceId, what: &str) {
    let message = Message::new(
        "gateway.cannot-carry",
        "{gateway} cannot carry {what}: the route leads to the wrong kind of target. Lead it to another one.",
        [("gateway", walk.world.name(id).to_owned()), ("what", what.to_owned())],
    );
    let text = format!("{} cannot carry {what}", walk.world.name(id));
    let decision = Decision::new(id, Outcome::Deny, ["R-RT-39"], text);
    walk.block(
        At::component(id),
        HopKind::Forward,
        &packet.header,
        decision,
        Stop::new(codes::CANNOT_ROUTE, message),
    );
}

/// A packet enters the VPC; `private` is the address that the public one stands for.
pub(super) fn inward<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    id: &'a ResourceId,
    vpc: &'a VpcNode,
    private: IpAddr,
) -> Place<'a> {
    let border = Border { gateway: id, is_egress_only: false, vpc, inside: private, is_inward: true };
    let spared = public_access::run(walk, packet, border);
    if walk.is_over() {
        return Place::Over;
    }
    let before = packet.header.clone();
    let name = walk.world.name(id);
    if !walk.is_return() {
        walk.session.came_in_by_gateway = Some(&vpc.id);
    }
    packet.header.destination = private;
    if let Some(nat) = walk.world.regional_nat(vpc, private) {
        let text = format!("{private} is an address of {}", walk.world.name(&nat.id));
        let book: Vec<&'static str> = ["R-RNAT-2"].into_iter().chain(spared).collect();
        let decision = Decision::new(id, Outcome::Route, book, text);
        walk.pass(At::component(id), HopKind::Forward, &packet.header, decision);
        return super::regional_nat_gateway::restore(walk, packet, nat);
    }
    if !vpc.contains(private) {
        outside_the_vpc(walk, &before, id, vpc, private);
        return Place::Over;
    }
    match packet.header.family {
        Family::Ipv4 => {
            // Walked as if there were a public address.
            let text = if before.destination == private {
                format!("{name} would put {private} in place of a public address")
            } else {
                format!("{name} puts {private} in place of {}", before.destination)
            };
            let decision = Decision::new(id, Outcome::Translate, ["R-IGW-3"], text);
            walk.pass_changed(At::component(id), HopKind::Translate, &before, &packet.header, decision);
        }
        Family::Ipv6 => {
            let decision =
                Decision::new(id, Outcome::Route, ["R-IGW-8"], format!("{name} passes IPv6 on as it is"));
            walk.pass_changed(At::component(id), HopKind::Forward, &before, &packet.header, decision);
        }
    }
    if let Some(number) = spared {
        walk.add_to_last_book(number);
    }
    gateway_route::enter(walk, packet, id, vpc, true)
}

/// After translation the address must lie in the VPC (R-IGW-14).
fn outside_the_vpc<'a>(
    walk: &mut Walk<'a>,
    header: &Header,
    id: &'a ResourceId,
    vpc: &'a VpcNode,
    private: IpAddr,
) {
    // IPv6 is translated by nobody.
    let (key, template) = if header.destination == private {
        (
            "igw.outside-vpc-ipv6",
            "{gateway} dropped it: {private} is in no block of {vpc}. Give {vpc} a block that holds it.",
        )
    } else {
        (
            "igw.outside-vpc",
            "{gateway} dropped it: {public} stands for {private}, which is in no block of {vpc}. Associate {public} with an address of {vpc}.",
        )
    };
    let message = Message::new(
        key,
        template,
        [
            ("gateway", walk.world.name(id).to_owned()),
            ("public", header.destination.to_string()),
            ("private", private.to_string()),
            ("vpc", walk.world.name(&vpc.id).to_owned()),
        ],
    );
    let text = format!("{private} is in no block of {}", walk.world.name(&vpc.id));
    let decision = Decision::new(id, Outcome::Deny, ["R-IGW-14"], text);
    let stop = Stop::new(codes::IGW_DESTINATION_IN_VPC, message);
    walk.block(At::component(id), HopKind::Translate, header, decision, stop);
}
