//! The security groups of the receiving interface (R-SG-1, R-FLOW-3).
//!
//! Between two hosts of one subnet they are the only filter, with those of the sender (R-FLOW-4).

use crate::message::Message;
use crate::model::ResourceId;
use crate::simulate::describe::what;
use crate::simulate::filter::Direction;
use crate::simulate::filter::security_group::{Denial, Question, Ruling};
use crate::simulate::packet::Packet;
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::{HopKind, Outcome, codes, fix};
use crate::topology::{InterfaceNode, PeeringNode};

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
    let at = At::interface(interface);
    if walk.is_return() && walk.session.tracks(&interface.id) {
        let text = "the reply of a flow that the groups admitted".to_owned();
        let resource = interface.groups.first().unwrap_or(&interface.id);
        let decision = Decision::new(resource, Outcome::State, ["R-SG-2", walk_rule], text);
        walk.pass(at, HopKind::SecurityGroup, &packet.header, &packet.header, decision);
        return;
    }
    let question = Question {
        world: walk.world,
        interface,
        direction,
        header: &packet.header,
        identity: packet.identity,
        came_by,
    };
    let ruling = question.rule();
    walk.session.track(&interface.id);
    match ruling {
        Ruling::Allowed { group, row, mut book } => {
            book.splice(0..0, [walk_rule, "R-SG-1"]);
            let text = format!("{} admits {}", walk.world.name(group), sentence(packet, direction));
            let decision = Decision::new(group, Outcome::Allow, book, text).with_row(Some(row));
            walk.pass(at, HopKind::SecurityGroup, &packet.header, &packet.header, decision);
        }
        Ruling::Default(of) => {
            let text = format!(
                "AWS's default rule of {} admits {}",
                walk.world.name(of),
                sentence(packet, direction)
            );
            let decision = Decision::new(of, Outcome::Allow, [walk_rule, "R-SG-3"], text).implicit(true);
            walk.pass(at, HopKind::SecurityGroup, &packet.header, &packet.header, decision);
        }
        Ruling::Denied(denial) => deny(walk, packet, interface, direction, &denial, walk_rule),
        Ruling::Unknown => {
            let missing =
                format!("The security groups of {} are not known.", walk.world.name(interface.component()));
            walk.unknown(interface.component(), missing);
        }
    }
}

fn sentence(packet: &Packet<'_>, direction: Direction) -> String {
    format!("{} {} {}", what(&packet.header), direction.preposition(), direction.far(&packet.header))
}

fn deny<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    interface: &'a InterfaceNode,
    direction: Direction,
    denial: &Denial<'a>,
    walk_rule: &'static str,
) {
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
    let (code, key, template) = match (denial.has_no_rules, denial.detail) {
        (true, _) => (
            codes::SG_HAS_NO_RULES,
            "sg.no-rules",
            "{instance} dropped it: {group} has no {direction} rules at all.",
        ),
        (false, Some(codes::SG_REFERENCES_NOT_PRESERVED)) => (
            codes::ENI_SG_RULES_MISMATCH,
            "sg.reference-not-preserved",
            "{instance} dropped it: {group} admits members of a group, but the packet does not carry the private address of a member any more. Name addresses in the rule.",
        ),
        (false, Some(codes::SG_REF_CROSS_REGION)) => (
            codes::ENI_SG_RULES_MISMATCH,
            "sg.reference-cross-region",
            "{instance} dropped it: {group} names a group of another Region, which matches nothing. Name addresses in the rule.",
        ),
        (false, Some(codes::SG_RULE_STALE)) => (
            codes::ENI_SG_RULES_MISMATCH,
            "sg.reference-stale",
            "{instance} dropped it: {group} names a group that is gone, which matches nothing.",
        ),
        (false, _) => (
            codes::ENI_SG_RULES_MISMATCH,
            "sg.no-match",
            "{instance} dropped it: {group} has no {direction} rule for {what} {preposition} {far}.",
        ),
    };
    let message = Message::new(
        key,
        template,
        [
            ("instance", world.name(interface.component()).to_owned()),
            ("group", group_name.clone()),
            ("direction", direction.word().to_owned()),
            ("what", what(&packet.header)),
            ("preposition", direction.preposition().to_owned()),
            ("far", direction.far(&packet.header).to_string()),
        ],
    );
    let text = format!("{group_name} has no {} rule for {}", direction.word(), sentence(packet, direction));
    let decision = Decision::new(group, Outcome::NoMatch, book, text).implicit(denial.group.is_none());
    let fix = denial.group.and_then(|group| fix::security_group::admit(walk, packet, group, direction));
    let stop = Stop::new(code, message).detail(denial.detail).fix(fix);
    walk.block(At::interface(interface), HopKind::SecurityGroup, &packet.header, decision, stop);
}
