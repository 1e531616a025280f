//! A VPC peering connection: it carries what is addressed to the VPC on its other side, and nothing else (R-PEER-8).
//!
//! <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html>

use super::edge_to_edge;
use crate::message::Message;
use crate::net::{Family, well_known};
use crate::routing::propagation::learned;
use crate::simulate::flow_plan::Plan;
use crate::simulate::packet::Packet;
use crate::simulate::place::Place;
use crate::simulate::session::Crossing;
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::{HopKind, Outcome, codes};
use crate::topology::{PeeringNode, SubnetNode, VpcNode};

/// Carries a packet from this VPC to the other.
pub(super) fn cross<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &mut Packet<'a>,
    peering: &'a PeeringNode,
    vpc: &'a VpcNode,
    from: &'a SubnetNode,
) -> Place<'a> {
    let Some(side) = peering.other_side(vpc.id.as_str()) else { return Place::Over };
    let other = walk.world.vpc(side.vpc.as_ref());
    if !side.cidrs.iter().any(|cidr| cidr.contains(&packet.header.destination)) {
        if side.cidrs.is_empty() {
            walk.unknown(
                &peering.id,
                format!("The VPC behind {} is not known.", walk.world.name(&peering.id)),
            );
            return Place::Over;
        }
        return refuse(walk, plan, packet, peering, vpc, other);
    }
    pass(walk, packet, peering, vpc, from);
    let Some(vpc) = other else {
        walk.unknown(
            &peering.id,
            format!("The VPC behind {} is not in the drawing.", walk.world.name(&peering.id)),
        );
        return Place::Over;
    };
    Place::InVpc { vpc, from: None, came_by: Some(peering) }
}

fn pass<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    peering: &'a PeeringNode,
    vpc: &'a VpcNode,
    from: &'a SubnetNode,
) {
    let mut book = vec!["R-PEER-8"];
    if packet.header.family == Family::Ipv6 {
        book.push("R-PEER-18");
    }
    let text = format!("{} carries it to the other VPC", walk.world.name(&peering.id));
    let decision = Decision::new(&peering.id, Outcome::Route, book, text);
    walk.pass(At::component(&peering.id), HopKind::Forward, &packet.header, decision);
    if !walk.is_return() {
        let nat = walk
            .session
            .translations
            .last()
            .filter(|entry| entry.outside == packet.header.source)
            .and_then(|entry| walk.world.network.nat_gateways.get(entry.device))
            .map(|nat| (nat, from));
        walk.session.crossings.push(Crossing { peering, from: vpc, nat });
    }
}

/// Where a packet that may not cross was meant to go.
struct Beyond<'a> {
    detail: Option<&'static str>,
    book: Vec<&'static str>,
    key: &'static str,
    template: &'static str,
    /// The next peering connection of a chain.
    onward: Option<(&'a PeeringNode, &'a VpcNode)>,
}

fn refuse<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &mut Packet<'a>,
    peering: &'a PeeringNode,
    vpc: &'a VpcNode,
    other: Option<&'a VpcNode>,
) -> Place<'a> {
    let beyond = beyond(walk, plan, packet, vpc, other);
    let world = walk.world;
    let other_name = other.map_or("the other VPC", |other| world.name(&other.id));
    let message = Message::new(
        beyond.key,
        beyond.template,
        [
            ("peering", world.name(&peering.id).to_owned()),
            ("other", other_name.to_owned()),
            ("destination", packet.header.destination.to_string()),
        ],
    );
    let text = format!("{} carries only what is addressed to {other_name}", world.name(&peering.id));
    let decision = Decision::new(&peering.id, Outcome::Deny, beyond.book, text);
    let stop = Stop::new(codes::PCX_REQUIRES_ADDRESS_IN_VPC_CIDR, message).detail(beyond.detail);
    walk.block(At::component(&peering.id), HopKind::Forward, &packet.header, decision, stop);
    if let Some((onward, far)) = beyond.onward {
        let text = format!("{} would carry it on", world.name(&onward.id));
        let decision = Decision::new(&onward.id, Outcome::Route, ["R-PEER-8"], text);
        walk.pass(At::component(&onward.id), HopKind::Forward, &packet.header, decision);
        return Place::InVpc { vpc: far, from: None, came_by: Some(onward) };
    }
    if beyond.detail == Some(codes::PCX_EDGE_TO_EDGE) && well_known::is_public(packet.header.destination) {
        edge_to_edge::nat_refuses(walk, packet, other);
    }
    Place::Over
}

fn beyond<'a>(
    walk: &Walk<'a>,
    plan: &Plan<'a>,
    packet: &Packet<'a>,
    vpc: &'a VpcNode,
    other: Option<&'a VpcNode>,
) -> Beyond<'a> {
    let destination = packet.header.destination;
    let mut book = vec!["R-PEER-8"];
    if let Some((onward, far)) = other.and_then(|other| chain(walk, destination, vpc, other)) {
        book.push("R-PEER-6");
        return Beyond {
            detail: Some(codes::PCX_NOT_TRANSITIVE),
            book,
            key: "pcx.not-transitive",
            template: "{peering} dropped it: {destination} is not in {other}, and {other} passes nothing on to another VPC. Peer the two VPCs directly.",
            onward: Some((onward, far)),
        };
    }
    if other.is_some_and(|other| edge_to_edge::has_endpoint(walk, plan, other)) {
        book.extend(["R-PEER-7", "R-GWE-6"]);
        return Beyond {
            detail: Some(codes::VPCE_GATEWAY_SOURCE_OUTSIDE_VPC),
            book,
            key: "pcx.endpoint",
            template: "{peering} dropped it: the gateway endpoint of {other} serves only hosts of {other}. Make an endpoint in this VPC.",
            onward: None,
        };
    }
    let has_site = other.is_some_and(|other| leads_to_site(walk, destination, other));
    if !well_known::is_public(destination) && !has_site {
        return Beyond {
            detail: None,
            book,
            key: "pcx.outside",
            template: "{peering} dropped it: {destination} is not in {other}. Lead it to where it lives.",
            onward: None,
        };
    }
    book.push("R-PEER-7");
    if let Some(other) = other.filter(|_| well_known::is_public(destination)) {
        book.extend(edge_to_edge::gateways(walk, packet, other));
    }
    Beyond {
        detail: Some(codes::PCX_EDGE_TO_EDGE),
        book,
        key: "pcx.edge-to-edge",
        template: "{peering} dropped it: {destination} is not in {other}, and the gateways of {other} are not for its peers. Use a gateway of this VPC.",
        onward: None,
    }
}

/// Whether a virtual private gateway of the other VPC knows a site that has the address.
fn leads_to_site(walk: &Walk<'_>, destination: std::net::IpAddr, other: &VpcNode) -> bool {
    let gateways = other.vpn_gateways.iter();
    gateways.flat_map(|id| learned(walk.world.network, id.as_str())).any(|net| net.contains(&destination))
}

/// The peering connection of the other VPC that leads to the destination: a chain that AWS does not carry (R-PEER-6).
fn chain<'a>(
    walk: &Walk<'a>,
    destination: std::net::IpAddr,
    vpc: &'a VpcNode,
    other: &'a VpcNode,
) -> Option<(&'a PeeringNode, &'a VpcNode)> {
    let network = walk.world.network;
    other.peerings.iter().filter_map(|id| network.peerings.get(id)).find_map(|peering| {
        let side = peering.other_side(other.id.as_str())?;
        let far = walk.world.vpc(side.vpc.as_ref()).filter(|far| far.id != vpc.id)?;
        far.contains(destination).then_some((peering, far))
    })
}
