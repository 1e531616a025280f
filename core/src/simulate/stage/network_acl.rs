//! One passage of a network ACL, either way: stateless, first match decides (R-NACL-1, R-NACL-2).
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html>. Replies are tested for every port that the
//! client may have chosen (R-NACL-3); requests for their destination port.

use crate::message::Message;
use crate::model::ResourceId;
use crate::net::PortRange;
use crate::simulate::describe::what;
use crate::simulate::filter::Direction;
use crate::simulate::filter::network_acl::{Entry, Ruling, admits_other_family, entries, rule};
use crate::simulate::packet::Packet;
use crate::simulate::settled::{Parts, Split};
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::{HopKind, Outcome, codes, fix};
use crate::topology::{Source, SubnetNode};

/// Asks the ACL of a subnet. `book` are the numbers of the walk that the passage shows.
pub(in crate::simulate) fn pass<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    subnet: &'a SubnetNode,
    direction: Direction,
    mut book: Vec<&'static str>,
) {
    if walk.is_return() {
        book.push("R-NACL-2");
    }
    let id = match &subnet.network_acl {
        Source::Unknown => {
            walk.unknown(
                &subnet.id,
                format!("The network ACL of {} is not known.", walk.world.name(&subnet.id)),
            );
            return;
        }
        Source::Implicit => {
            book.extend(["R-NACL-6", "R-NACL-4"]);
            return admit_by_default(walk, packet, subnet, &subnet.id, direction, book);
        }
        Source::Default(id) => {
            book.push("R-NACL-6");
            id
        }
        Source::Explicit(id) => id,
    };
    let Some(acl) = walk.world.network.document.network_acl(id.as_str()) else { return };
    if acl.entries.is_none() {
        book.push("R-NACL-4");
        if acl.is_default {
            return admit_by_default(walk, packet, subnet, id, direction, book);
        }
    }
    let entries = entries(acl, direction);
    let shown = packet.header.destination_port.unwrap_or(0);
    let range = reply_range(walk, packet).unwrap_or(PortRange::single(shown));
    let ruling = rule(&entries, direction, &packet.header, range, shown);
    book.insert(0, "R-NACL-1");
    if range.from != range.to {
        book.push("R-NACL-3");
        let sender = walk.session.sender.and_then(|sender| walk.world.service(sender));
        if sender.is_some_and(crate::topology::ManagedServiceNode::is_function) {
            book.push("R-LAM-6");
        }
    }
    if ruling.parts.iter().all(|(_, allow)| *allow) {
        return allow(walk, packet, subnet, id, direction, ruling.decider, book);
    }
    let lost = ruling.parts.iter().find(|(_, allow)| !*allow).map(|(lost, _)| *lost);
    if ruling.parts.iter().any(|(_, allow)| *allow) {
        let Some(range) = lost.filter(|_| walk.is_lost()) else {
            return part(walk, packet, subnet, id, &ruling);
        };
        // The packet is lost already, so its ports part no more: what would be lost here too is listed.
        let mut packet = packet.clone();
        packet.header.destination_port = Some(range.from);
        let decider = rule(&entries, direction, &packet.header, range, range.from).decider;
        let passage = Passage { acl: id, direction, range };
        return deny(walk, &packet, subnet, &passage, &entries, decider, book);
    }
    if entries.iter().any(|entry| admits_other_family(entry.entry, &packet.header)) {
        book.push("R-NACL-11");
    }
    if walk.settled.ports.is_narrowed() && walk.is_return() {
        book.push("R-FLOW-10");
    }
    deny(walk, packet, subnet, &Passage { acl: id, direction, range }, &entries, ruling.decider, book);
}

/// One ACL, one way, and the ports it is asked for.
struct Passage<'a> {
    acl: &'a ResourceId,
    direction: Direction,
    range: PortRange,
}

/// The ports that a reply may go to; `None` for requests and protocols without ports.
fn reply_range(walk: &Walk<'_>, packet: &Packet<'_>) -> Option<PortRange> {
    (walk.is_return() && packet.header.protocol.has_ports())
        .then(|| walk.settled.ports.range(&packet.chooser))
}

fn admit_by_default<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    subnet: &'a SubnetNode,
    resource: &ResourceId,
    direction: Direction,
    book: Vec<&'static str>,
) {
    let text = format!("the default network ACL of AWS admits everything {}", direction.word());
    let decision = Decision::new(resource, Outcome::Allow, book, text).implicit(true);
    walk.pass(At::component(&subnet.id), HopKind::NetworkAcl, &packet.header, decision);
}

fn allow<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    subnet: &'a SubnetNode,
    acl: &'a ResourceId,
    direction: Direction,
    decider: Option<Entry<'a>>,
    book: Vec<&'static str>,
) {
    let number = decider.and_then(|decider| decider.entry.rule_number).unwrap_or_default();
    let text = format!(
        "{} {} rule {number} admits {}",
        walk.world.name(acl),
        direction.word(),
        what(&packet.header)
    );
    let decision =
        Decision::new(acl, Outcome::Allow, book, text).with_row(decider.map(|decider| decider.row));
    walk.pass(At::component(&subnet.id), HopKind::NetworkAcl, &packet.header, decision);
}

/// Some ports pass and some do not: the walk ends here and each part is walked by itself (R-FLOW-10).
fn part<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    subnet: &'a SubnetNode,
    acl: &'a ResourceId,
    ruling: &Ruling<'a>,
) {
    let range = walk.settled.ports.range(&packet.chooser);
    let reason = format!(
        "{} decides by port, and replies go to ports {} to {}",
        walk.world.name(acl),
        range.from,
        range.to
    );
    let ranges = ruling.parts.iter().map(|(part, _)| *part).collect();
    let parts = Parts::Ports { chooser: packet.chooser.clone(), ranges };
    walk.split(Split { at: subnet.id.clone(), reason, parts });
}

fn deny<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    subnet: &'a SubnetNode,
    passage: &Passage<'a>,
    entries: &[Entry<'a>],
    decider: Option<Entry<'a>>,
    book: Vec<&'static str>,
) {
    let world = walk.world;
    let (outcome, rule) = match decider {
        Some(decider) => (Outcome::Deny, format!("rule {}", decider.entry.rule_number.unwrap_or_default())),
        None => (Outcome::NoMatch, "rule *".to_owned()),
    };
    let what = if passage.range.from == passage.range.to {
        what(&packet.header)
    } else {
        format!("replies to {} ports {} to {}", packet.header.protocol, passage.range.from, passage.range.to)
    };
    let args = [
        ("acl", world.name(passage.acl).to_owned()),
        ("subnet", world.name(&subnet.id).to_owned()),
        ("direction", passage.direction.word().to_owned()),
        ("rule", rule.clone()),
        ("what", what.clone()),
        ("preposition", passage.direction.preposition().to_owned()),
        ("far", passage.direction.far(&packet.header).to_string()),
    ];
    let (key, template) = match decider {
        Some(_) => (
            "acl.denied",
            "{acl} of {subnet} drops it: {direction} {rule} denies {what} {preposition} {far}.",
        ),
        None => (
            "acl.no-match",
            "{acl} of {subnet} drops it: no {direction} rule admits {what} {preposition} {far}, so the last one, *, denies it.",
        ),
    };
    let message = Message::new(key, template, args);
    let text = format!("{} {} {rule} denies {what}", world.name(passage.acl), passage.direction.word());
    let decision = Decision::new(passage.acl, outcome, book, text)
        .with_row(decider.map(|decider| decider.row))
        .implicit(decider.is_none());
    let is_reply = passage.range.from != passage.range.to || walk.settled.ports.is_narrowed();
    let whole =
        if is_reply && walk.is_return() { walk.settled.ports.whole(&packet.chooser) } else { passage.range };
    let fix = fix::network_acl::admit(walk, packet, passage.acl, passage.direction, whole, entries);
    let stop = Stop::new(codes::SUBNET_ACL_RESTRICTION, message).fix(fix);
    walk.block(At::component(&subnet.id), HopKind::NetworkAcl, &packet.header, decision, stop);
}
