//! A NAT gateway: its own address in place of the source, and back for replies (R-NAT-3); IPv4 in place of IPv6 for the
//! prefix of NAT64 (`nat64.rs`).
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html>. It has no groups. Not modelled: how many
//! ports it has left (R-NAT-13).

use super::nat64;
use crate::message::Message;
use crate::net::{Family, Header, Protocol};
use crate::simulate::packet::{Packet, PortChooser};
use crate::simulate::place::Place;
use crate::simulate::session::Translation;
use crate::simulate::state::{self, Part};
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::{HopKind, Outcome, codes};
use crate::topology::{NatNode, SubnetNode, VpcNode};

/// Takes a packet that a route sent here, or one for its own address.
pub(super) fn receive<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    nat: &'a NatNode,
    subnet: &'a SubnetNode,
) -> Place<'a> {
    let Some(own) = nat.private_ip else {
        walk.unknown(&nat.id, format!("The private address of {} is not known.", walk.world.name(&nat.id)));
        return Place::Over;
    };
    if packet.header.destination == own {
        return put_back(walk, packet, nat, Place::InSubnet { subnet, nat: Some(nat) });
    }
    let crossed = walk.enter_zone_of_nat(packet, nat, subnet);
    let is_up = state::check(walk, packet, Part::Nat(nat), HopKind::Translate);
    if packet.header.family == Family::Ipv6 && !nat64::is_for(&packet.header) {
        super::internet_gateway::cannot_carry(walk, packet, &nat.id, "IPv6");
        return Place::Over;
    }
    if walk.is_return() {
        return unknown_flow(walk, packet, nat, &["R-NAT-5"]);
    }
    if !is_carried(packet) {
        refuse_protocol(walk, packet, nat);
        if nat64::is_for(&packet.header) {
            // It has no form in IPv4 in which it could go on.
            return Place::Over;
        }
    } else if let Some(vpc) = foreign_to(walk, packet, nat) {
        super::edge_to_edge::source_outside(walk, packet, nat, vpc);
    } else if is_up {
        translate(walk, packet, nat, own, crossed);
        return Place::InSubnet { subnet, nat: Some(nat) };
    }
    assume(walk, packet, nat, own);
    Place::InSubnet { subnet, nat: Some(nat) }
}

/// The VPC of the gateway, if the packet comes from outside of it and by no transit gateway: from the internet or a site,
/// through a middlebox (R-NAT-9).
fn foreign_to<'a>(walk: &Walk<'a>, packet: &Packet<'a>, nat: &NatNode) -> Option<&'a VpcNode> {
    let header = &packet.header;
    let vpc = walk.world.vpc(nat.vpc.as_ref()).filter(|_| header.family == Family::Ipv4)?;
    (!vpc.contains(header.source) && !walk.brought(vpc, header) && !packet.hypothetical).then_some(vpc)
}

/// The protocols that it translates (R-NAT-6).
pub(super) fn is_carried(packet: &Packet<'_>) -> bool {
    if packet.header.family == Family::Ipv6 {
        return nat64::is_carried(&packet.header);
    }
    matches!(packet.header.protocol, Protocol::Tcp | Protocol::Udp | Protocol::Icmp)
}

/// Its own address and a port of its own in place of the sender's (R-NAT-3, R-NAT-4).
fn translate<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    nat: &'a NatNode,
    own: std::net::IpAddr,
    crossed: bool,
) {
    let before = packet.header.clone();
    assume(walk, packet, nat, own);
    let mut book = vec!["R-NAT-3", "R-NAT-4"];
    if !nat.is_public {
        book.push("R-NAT-15");
    }
    if crossed {
        book.push("R-NAT-12");
    }
    if walk.world.vpc(nat.vpc.as_ref()).is_some_and(|vpc| walk.brought(vpc, &before)) {
        book.push("R-NAT-10");
    }
    book.extend(nat64::is_for(&before).then_some("R-NAT-17"));
    let text = translation(walk, packet, nat, &before);
    let decision = Decision::new(&nat.id, Outcome::Translate, book, text);
    walk.pass_changed(At::component(&nat.id), HopKind::Translate, &before, &packet.header, decision);
}

/// What was put in place of what.
pub(super) fn translation(walk: &Walk<'_>, packet: &Packet<'_>, nat: &NatNode, before: &Header) -> String {
    let name = walk.world.network.display_name(nat.id.as_str());
    let (own, after) = (packet.header.source, packet.header.destination);
    if after == before.destination {
        return format!("{name} puts {own} in place of {}", before.source);
    }
    format!("{name} makes IPv4 of it, from {own} to {after}")
}

/// Changes the header and remembers the flow, without a hop.
pub(super) fn assume<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    nat: &'a NatNode,
    own: std::net::IpAddr,
) {
    walk.session.translations.push(Translation {
        device: &nat.id,
        inside: packet.header.clone(),
        inside_port: packet.chooser.clone(),
        outside: own,
    });
    packet.identity = packet.identity.translated_by(&nat.id);
    packet.hypothetical = false;
    packet.header = nat64::in_ipv4(&packet.header, own);
    if packet.header.source_port.is_some() {
        packet.chooser = PortChooser::Nat(nat.id.clone());
        packet.header.source_port = Some(walk.settled.ports.shown(&packet.chooser));
    }
}

/// A packet for the address of the gateway itself: the reply of a flow goes back to its client, everything else is
/// dropped (R-NAT-5). `onward` is where the reply goes on.
pub(super) fn put_back<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    nat: &'a NatNode,
    onward: Place<'a>,
) -> Place<'a> {
    let own = packet.header.destination;
    let known = if walk.is_return() { walk.session.translation(&nat.id, own) } else { None };
    let Some(entry) = known else {
        let inside = walk.world.vpc(nat.vpc.as_ref()).is_some_and(|vpc| vpc.contains(packet.header.source));
        let book: &[&'static str] = if inside { &["R-NAT-5", "R-NAT-20"] } else { &["R-NAT-5"] };
        return unknown_flow(walk, packet, nat, book);
    };
    let before = packet.header.clone();
    let mut book = vec!["R-NAT-3"];
    if nat64::is_for(&entry.inside) {
        packet.header = entry.inside.reply();
        book.push("R-NAT-17");
    } else {
        packet.header.destination = entry.inside.source;
        packet.header.destination_port = entry.inside.source_port;
    }
    packet.chooser = entry.inside_port.clone();
    state::check(walk, packet, Part::Nat(nat), HopKind::Translate);
    let text =
        format!("{} knows the flow and puts {} back", walk.world.name(&nat.id), packet.header.destination);
    let decision = Decision::new(&nat.id, Outcome::State, book, text);
    walk.pass_changed(At::component(&nat.id), HopKind::Translate, &before, &packet.header, decision);
    onward
}

pub(super) fn unknown_flow<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    nat: &'a NatNode,
    book: &[&'static str],
) -> Place<'a> {
    let name = walk.world.name(&nat.id).to_owned();
    let message = Message::new(
        "nat.unsolicited",
        "{nat} dropped it: it belongs to no flow that went out through {nat}. A NAT gateway takes no new connections.",
        [("nat", name.clone())],
    );
    let decision = Decision::new(&nat.id, Outcome::Deny, book, format!("{name} knows no such flow"));
    let stop = Stop::new(codes::NAT_INBOUND_UNSOLICITED, message);
    walk.block(At::component(&nat.id), HopKind::Translate, &packet.header, decision, stop);
    Place::Over
}

pub(super) fn refuse_protocol<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, nat: &'a NatNode) {
    let what = crate::simulate::describe::what(&packet.header);
    let message = Message::new(
        "nat.protocol",
        "{nat} dropped it: a NAT gateway carries tcp, udp and icmp, not {what}. Lead it around {nat}.",
        [("nat", walk.world.name(&nat.id).to_owned()), ("what", what.clone())],
    );
    let decision =
        Decision::new(&nat.id, Outcome::Deny, ["R-NAT-6"], format!("a NAT gateway does not carry {what}"));
    let stop = Stop::new(codes::PROTOCOL_RESTRICTION, message);
    walk.block(At::component(&nat.id), HopKind::Translate, &packet.header, decision, stop);
}

impl<'a> Walk<'a> {
    /// Notes once that a client uses a NAT gateway of another zone (R-NAT-12); says whether it does. The zone of the
    /// packet was set when it entered the subnet, so the client's is asked.
    fn enter_zone_of_nat(
        &mut self,
        packet: &mut Packet<'a>,
        nat: &'a NatNode,
        subnet: &'a SubnetNode,
    ) -> bool {
        let client = self
            .session
            .sender
            .and_then(|sender| self.world.subnet(sender.subnet.as_ref()))
            .and_then(|subnet| subnet.zone.as_deref());
        packet.zone = subnet.zone.as_deref().or(packet.zone);
        let (Some(client), Some(own)) = (client, subnet.zone.as_deref()) else { return false };
        if client == own || self.is_return() {
            return false;
        }
        let message = Message::new(
            "note.nat-cross-zone",
            "The sender is in {client}, {nat} is in {own}: traffic between zones is billed, and {own} failing cuts it off.",
            [
                ("client", client.to_owned()),
                ("nat", self.world.name(&nat.id).to_owned()),
                ("own", own.to_owned()),
            ],
        );
        self.note(codes::NAT_CROSS_AZ, Some(&nat.id), message);
        true
    }
}
