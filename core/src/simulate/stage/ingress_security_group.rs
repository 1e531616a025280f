//! The security groups of the receiving interface (R-SG-1, R-FLOW-3).
//!
//! Between two hosts of one subnet they are the only filter, with those of the sender (R-FLOW-4). A reply whose flow they
//! do not know is tested for every port that the client may have chosen (R-NACL-3).

use super::group_words::{self, Asked};
use crate::change::{Change, Fix};
use crate::message::Message;
use crate::model::ResourceId;
use crate::net::PortRange;
use crate::simulate::describe::what;
use crate::simulate::filter::Direction;
use crate::simulate::filter::security_group::{Denial, Question, Ruling};
use crate::simulate::filter::tracking::Tracking;
use crate::simulate::packet::Packet;
use crate::simulate::settled::{Parts, Split};
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::{HopKind, Outcome, codes, device, fix};
use crate::topology::{GroupSource, InterfaceNode, PeeringNode, TransitGatewayAttachmentNode};

/// Asks the groups for what arrives. `inside` says that it comes from the same subnet.
pub(in crate::simulate) fn run<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    interface: &'a InterfaceNode,
    came_by: Option<&'a PeeringNode>,
    inside: bool,
) {
    decide(
        walk,
        packet,
        interface,
        Direction::Inbound,
        came_by,
        if inside { "R-FLOW-4" } else { "R-FLOW-3" },
    );
}

/// One gate of security groups, either way.
pub(super) fn decide<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    interface: &'a InterfaceNode,
    direction: Direction,
    came_by: Option<&'a PeeringNode>,
    walk_rule: &'static str,
) {
    if interface.group_source == GroupSource::Open {
        return;
    }
    let at = At::interface(interface);
    if walk.is_return()
        && let Some(tracking) = walk.session.tracking((&interface.id, packet.in_tunnel_of()))
    {
        let (how, numbers) = tracking.of_reply(&packet.header.protocol);
        let text = format!("the reply of a flow that the groups admitted; {how}");
        let resource = interface.groups.first().unwrap_or(&interface.id);
        let book: Vec<&str> = ["R-SG-2", walk_rule].into_iter().chain(numbers).collect();
        let decision = Decision::new(resource, Outcome::State, book, text);
        walk.pass(at, HopKind::SecurityGroup, &packet.header, decision);
        return;
    }
    let hubs = walk.hubs.clone();
    let question = Question {
        world: walk.world,
        interface,
        direction,
        header: &packet.header,
        identity: packet.identity,
        came_by,
        hubs: &hubs,
    };
    let range = reply_range(walk, packet);
    let mut parts = question.parts(range);
    if parts.len() > 1 && !walk.is_lost() {
        return part(walk, packet, interface, parts.into_iter().map(|(range, _)| range).collect());
    }
    let failing = parts.iter().position(|(_, ruling)| matches!(ruling, Ruling::Denied(_)));
    let mut packet = packet;
    let mut lost = packet.clone();
    let (range, ruling) = match failing.filter(|_| parts.len() > 1) {
        // The packet is lost already, so its ports part no more: what would be lost here too is listed.
        Some(failing) => {
            let part = parts.swap_remove(failing);
            lost.header.destination_port = Some(part.0.from);
            packet = &lost;
            part
        }
        None => match parts.pop() {
            Some(only) if range.from == range.to => only,
            _ => (range, question.rule()),
        },
    };
    let tracking = Tracking::of(&question);
    if !walk.is_return() {
        walk.session.track((&interface.id, packet.in_tunnel_of()), tracking);
    }
    let is_admitted = matches!(ruling, Ruling::Allowed { .. } | Ruling::Default(_));
    if is_admitted && tracking != Tracking::Untracked && walk.world.has_full_table(interface) {
        return table_full(walk, packet, interface, walk_rule);
    }
    match ruling {
        Ruling::Allowed { group, row, mut book } => {
            book.splice(0..0, [walk_rule, "R-SG-1"]);
            let text = format!("{} admits {}", walk.world.name(group), sentence(packet, direction));
            let decision = Decision::new(group, Outcome::Allow, book, text).with_row(Some(row));
            walk.pass(at, HopKind::SecurityGroup, &packet.header, decision);
        }
        Ruling::Default(of) => {
            let text = format!(
                "AWS's default rule of {} admits {}",
                walk.world.name(of),
                sentence(packet, direction)
            );
            let decision = Decision::new(of, Outcome::Allow, [walk_rule, "R-SG-3"], text).implicit(true);
            walk.pass(at, HopKind::SecurityGroup, &packet.header, decision);
        }
        Ruling::Denied(denial) => {
            let refused = Refused { direction, range, denial: &denial };
            deny(walk, packet, interface, &refused, walk_rule);
        }
        Ruling::Unknown(prefix_list) => {
            let name = walk.world.name(interface.component());
            let missing = match prefix_list {
                Some(id) => {
                    format!(
                        "The blocks of {}, which the groups of {name} name, are not known.",
                        walk.world.name(id)
                    )
                }
                None => format!("The security groups of {name} are not known."),
            };
            walk.unknown(interface.component(), missing);
        }
    }
}

/// The instance tracks as many flows as it can: what begins a new one that would be tracked is lost (R-SG-11).
fn table_full<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    interface: &'a InterfaceNode,
    walk_rule: &'static str,
) {
    let name = walk.world.name(interface.component());
    let message = Message::new(
        "sg.table-full",
        "{instance} dropped it: it tracks as many flows as it can, and a new one finds no place. Shorten its idle timeouts, take a larger type of instance, or admit everybody both ways, so that nothing needs to be tracked.",
        [("instance", name.to_owned())],
    );
    let text = format!("{name} tracks as many flows as it can");
    let decision = Decision::new(interface.component(), Outcome::Deny, [walk_rule, "R-SG-11"], text);
    let stop = Stop::new(codes::CONNTRACK_EXHAUSTED, message);
    walk.block(At::interface(interface), HopKind::SecurityGroup, &packet.header, decision, stop);
}

/// The ports that a reply may go to; the destination port of anything else.
fn reply_range(walk: &Walk<'_>, packet: &Packet<'_>) -> PortRange {
    if walk.is_return() && packet.header.protocol.has_ports() {
        walk.settled.ports.range(&packet.chooser)
    } else {
        PortRange::single(packet.header.destination_port.unwrap_or(0))
    }
}

/// Groups that do not know the flow of a reply admit some of its ports: each part is walked by itself (R-FLOW-10).
fn part<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, interface: &'a InterfaceNode, ranges: Vec<PortRange>) {
    let range = walk.settled.ports.range(&packet.chooser);
    let name = walk.world.name(interface.component());
    let reason = format!(
        "the groups of {name} do not know the flow and decide by port, and replies go to ports {} to {}",
        range.from, range.to
    );
    let parts = Parts::Ports { chooser: packet.chooser.clone(), ranges };
    walk.split(Split { at: interface.component().clone(), reason, parts });
}

/// What no rule admits: which way, to which ports.
struct Refused<'a, 'd> {
    direction: Direction,
    range: PortRange,
    denial: &'d Denial<'a>,
}

fn sentence(packet: &Packet<'_>, direction: Direction) -> String {
    format!("{} {} {}", what(&packet.header), direction.preposition(), direction.far(&packet.header))
}

/// An appliance that has not seen the request: the reply passes it in another zone (R-TGW-24).
fn blame_zones<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    interface: &'a InterfaceNode,
    attachment: &'a TransitGatewayAttachmentNode,
    book: Vec<&'static str>,
) {
    let world = walk.world;
    let name = world.name(interface.component()).to_owned();
    let message = Message::new(
        "sg.other-zone",
        "{instance} dropped it: it has not seen the request, which passed {attachment} in another zone. Turn appliance mode of {attachment} on.",
        [("instance", name.clone()), ("attachment", world.name(&attachment.id).to_owned())],
    );
    let group = interface.groups.first().unwrap_or(&interface.id);
    let decision = Decision::new(group, Outcome::NoMatch, book, format!("{name} has not seen the request"));
    let fix = Fix {
        title: format!("Turn appliance mode of {} on", world.name(&attachment.id)),
        changes: vec![Change::set(&attachment.id, "/options/applianceModeSupport", "enable")],
    };
    let stop = Stop::new(codes::ENI_SG_RULES_MISMATCH, message)
        .detail(Some(codes::TGW_ATTACH_VPC_AZ_RESTRICTION))
        .fix(Some(fix));
    walk.block(At::interface(interface), HopKind::SecurityGroup, &packet.header, decision, stop);
}

/// The groups that the interface names are of another VPC, and not associated with its own (R-SG-19).
fn blame_foreign<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    interface: &'a InterfaceNode,
    group: &'a ResourceId,
    book: Vec<&'static str>,
) {
    let world = walk.world;
    let drawn = world.network.document.security_group(group.as_str());
    let home = drawn.and_then(|drawn| drawn.vpc_id.as_ref()).map_or("another VPC", |vpc| world.name(vpc));
    let vpc = interface.vpc.as_ref().map_or("this VPC", |vpc| world.name(vpc));
    let is_refused = drawn.zip(interface.vpc.as_ref()).is_some_and(|(drawn, vpc)| {
        drawn.is_associated_with(vpc.as_str()) && !world.network.may_associate(drawn, vpc.as_str())
    });
    let may_be = drawn.zip(interface.vpc.as_ref()).is_some_and(|(drawn, vpc)| {
        world.network.may_associate(drawn, vpc.as_str())
            && fix::security_group::may_carry(walk, group, interface)
    });
    let (key, template) = if is_refused {
        (
            "sg.association-refused",
            "{instance} dropped it: {group} is a group of {home}, and AWS does not associate it with {vpc}, so no group admits anything here. Give {instance} a group of {vpc}.",
        )
    } else if may_be {
        (
            "sg.not-associated",
            "{instance} dropped it: {group} is a group of {home} and is not associated with {vpc}, so no group admits anything here. Associate it, or give {instance} a group of {vpc}.",
        )
    } else {
        (
            "sg.of-another-vpc",
            "{instance} dropped it: {group} is a group of {home}, so no group admits anything here. Give {instance} a group of {vpc}.",
        )
    };
    let message = Message::new(
        key,
        template,
        [
            ("instance", world.name(interface.component()).to_owned()),
            ("group", world.name(group).to_owned()),
            ("home", home.to_owned()),
            ("vpc", vpc.to_owned()),
        ],
    );
    let text = format!("{} is a group of {home}, not associated with {vpc}", world.name(group));
    let decision = Decision::new(group, Outcome::NoMatch, book, text);
    let fix = fix::security_group::associate(walk, group, interface);
    let stop = Stop::new(codes::ENI_SG_RULES_MISMATCH, message).fix(fix);
    walk.block(At::interface(interface), HopKind::SecurityGroup, &packet.header, decision, stop);
}

fn deny<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    interface: &'a InterfaceNode,
    refused: &Refused<'a, '_>,
    walk_rule: &'static str,
) {
    let Refused { direction, range, denial } = *refused;
    let world = walk.world;
    let group: &ResourceId = denial.group.or(interface.vpc.as_ref()).unwrap_or(&interface.id);
    let group_name = match denial.group {
        Some(group) => world.name(group).to_owned(),
        None => "the default security group".to_owned(),
    };
    let mut book = vec![walk_rule, "R-SG-1"];
    book.extend(denial.book.iter().copied());
    if direction == Direction::Outbound && walk.is_for_gateway_service() {
        book.push("R-GWE-7");
    }
    if direction == Direction::Inbound && world.endpoint(interface).is_some() {
        book.push("R-IFE-3");
    }
    book.extend(device::load_balancer::group_book(walk, interface, direction));
    let what = if range.from == range.to {
        what(&packet.header)
    } else {
        book.push("R-NACL-3");
        format!("replies to {} ports {} to {}", packet.header.protocol, range.from, range.to)
    };
    if walk.settled.ports.is_narrowed() && walk.is_return() {
        book.push("R-FLOW-10");
    }
    let changed_zone = walk.session.changed_zone.filter(|attachment| {
        walk.is_return() && direction == Direction::Inbound && attachment.vpc() == interface.vpc.as_ref()
    });
    if let Some(attachment) = changed_zone {
        book.push("R-TGW-24");
        return blame_zones(walk, packet, interface, attachment, book);
    }
    if let Some(group) = denial.group.filter(|_| denial.is_foreign) {
        return blame_foreign(walk, packet, interface, group, book);
    }
    let far = direction.far(&packet.header).to_string();
    let asked = Asked { world, interface, direction, denial, group: &group_name, what: &what, far };
    let (code, message) = group_words::of(&asked);
    let text = format!(
        "{group_name} has no {} rule for {what} {} {}",
        direction.word(),
        direction.preposition(),
        direction.far(&packet.header)
    );
    let decision = Decision::new(group, Outcome::NoMatch, book, text).implicit(denial.group.is_none());
    let fix = denial.group.and_then(|group| fix::security_group::admit(walk, packet, group, direction));
    let stop = Stop::new(code, message).detail(denial.reference.and_then(|(_, why)| why.detail())).fix(fix);
    walk.block(At::interface(interface), HopKind::SecurityGroup, &packet.header, decision, stop);
}
