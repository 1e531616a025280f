//! A virtual private gateway: between its VPC and the sites behind its VPN connections, and nobody else (R-VGW-2,
//! R-VGW-4, R-VGW-5).
//!
//! <https://docs.aws.amazon.com/vpn/latest/s2svpn/how_it_works.html>.

use super::vpn_choice::{Candidate, Choice, choose};
use super::{edge_to_edge, vpn_connection};
use crate::message::Message;
use crate::net::{Family, well_known};
use crate::routing::Origin;
use crate::simulate::flow_plan::Plan;
use crate::simulate::packet::Packet;
use crate::simulate::place::Place;
use crate::simulate::stage::gateway_route;
use crate::simulate::state::{self, Part};
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::{HopKind, Outcome, codes};
use crate::topology::{PeeringNode, VpcNode, VpnConnectionNode, VpnGatewayNode};
use std::net::IpAddr;

/// A packet leaves the VPC for a site.
pub(super) fn out<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    gateway: &'a VpnGatewayNode,
    vpc: &'a VpcNode,
) -> Place<'a> {
    if carries_ipv4_only(walk, packet, gateway) {
        return Place::Over;
    }
    let is_working = state::check(walk, packet, Part::VpnGateway(gateway), HopKind::Forward);
    let destination = packet.header.destination;
    let source = packet.header.source;
    let is_own = walk.world.receiver(vpc, source).is_some() || packet.hypothetical && vpc.contains(source);
    if !is_own {
        foreign_source(walk, packet, gateway, vpc);
    }
    match choose(walk, gateway, destination, None) {
        Choice::Up(found) => {
            if is_own && is_working {
                pass(walk, packet, gateway, found, &[]);
            }
            vpn_connection::to_site(walk, packet, found.connection)
        }
        Choice::Down(found) => {
            vpn_connection::down(walk, packet, &gateway.id, found.connection);
            vpn_connection::to_site(walk, packet, found.connection)
        }
        Choice::Parted => Place::Over,
        Choice::None => nothing_known(walk, packet, gateway, vpc),
    }
}

/// Says which prefix leads on, and why this connection.
fn pass<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    gateway: &'a VpnGatewayNode,
    found: Candidate<'a>,
    more: &[&'static str],
) {
    let mut book = vec!["R-VGW-2"];
    if found.has_rival {
        book.push("R-VGW-3");
    }
    if found.is_alike {
        book.push("R-FLOW-10");
    }
    book.extend(more);
    let how = if found.connection.is_static { "by a static route" } else { "by BGP" };
    let text = format!(
        "{} knows {} {how} behind {}",
        walk.world.name(&gateway.id),
        found.prefix.net,
        walk.world.name(&found.connection.id)
    );
    let decision = Decision::new(&gateway.id, Outcome::Route, book, text);
    walk.pass(At::component(&gateway.id), HopKind::Forward, &packet.header, decision);
}

/// The VPN of a virtual private gateway carries IPv4 only (R-VGW-10).
fn carries_ipv4_only<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, gateway: &'a VpnGatewayNode) -> bool {
    if packet.header.family == Family::Ipv4 {
        return false;
    }
    let name = walk.world.name(&gateway.id);
    let message = Message::new(
        "vgw.ipv4-only",
        "{gateway} dropped it: the VPN of a virtual private gateway carries IPv4 only. IPv6 needs a transit gateway.",
        [("gateway", name.to_owned())],
    );
    let decision =
        Decision::new(&gateway.id, Outcome::Deny, ["R-VGW-10"], format!("{name} carries IPv4 only"));
    let stop = Stop::new(codes::CANNOT_ROUTE, message).detail(Some(codes::VGW_IPV4_ONLY));
    walk.block(At::component(&gateway.id), HopKind::Forward, &packet.header, decision, stop);
    true
}

/// Only addresses of interfaces of the VPC send through its gateway (R-VGW-4).
fn foreign_source<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    gateway: &'a VpnGatewayNode,
    vpc: &'a VpcNode,
) {
    let world = walk.world;
    let source = packet.header.source;
    let message = Message::new(
        "vgw.foreign-source",
        "{gateway} dropped it: {source} is no address of an interface in {vpc}, and nobody else sends through it.",
        [
            ("gateway", world.name(&gateway.id).to_owned()),
            ("source", source.to_string()),
            ("vpc", world.name(&vpc.id).to_owned()),
        ],
    );
    let text = format!("{source} is no address of an interface in {}", world.name(&vpc.id));
    let decision = Decision::new(&gateway.id, Outcome::Deny, ["R-VGW-4"], text);
    let stop = Stop::new(codes::VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS, message);
    walk.block(At::component(&gateway.id), HopKind::Forward, &packet.header, decision, stop);
}

/// No connection is known to lead there: AWS drops it (R-VGW-2), or the drawing does not hold what AWS knows.
fn nothing_known<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    gateway: &'a VpnGatewayNode,
    vpc: &'a VpcNode,
) -> Place<'a> {
    let world = walk.world;
    let destination = packet.header.destination;
    let name = world.name(&gateway.id);
    let connections = gateway.connections.iter().filter_map(|id| world.network.vpn_connections.get(id));
    if let Some(unclear) = connections.clone().find(|connection| !connection.knows_prefixes) {
        let at = unclear.customer_gateway.as_ref().unwrap_or(&unclear.id);
        let missing =
            format!("What {} announces to {name} is not known: no site is drawn there.", world.name(at));
        walk.unknown(at, missing);
        return Place::Over;
    }
    if vpc.does_not_know("vpnConnection") {
        walk.unknown(&gateway.id, format!("The VPN connections of {name} are not known."));
        return Place::Over;
    }
    if let Some(net) = told_by_a_table(walk, destination, gateway, vpc) {
        let missing =
            format!("Who announces {net} to {name} is not known: no VPN connection of the drawing does.");
        walk.unknown(&gateway.id, missing);
        return Place::Over;
    }
    let refused = connections.clone().find_map(|connection| {
        let prefix = connection.refused.iter().find(|prefix| prefix.net.contains(&destination))?;
        Some((connection, prefix.net))
    });
    if let Some((connection, net)) = refused {
        let message = Message::new(
            "vgw.own-number",
            "{gateway} dropped it: {connection} announces {block} with the AS number of {gateway} on its way, and BGP takes no such route. Take the number out of the path.",
            [
                ("gateway", name.to_owned()),
                ("connection", world.name(&connection.id).to_owned()),
                ("block", net.to_string()),
            ],
        );
        let text = format!("{name} finds its own number on the way to {net}");
        let decision = Decision::new(&gateway.id, Outcome::NoMatch, ["R-VGW-2"], text);
        let stop = Stop::new(codes::VGW_UNKNOWN_PREFIX, message);
        walk.block(At::component(&gateway.id), HopKind::Forward, &packet.header, decision, stop);
        return Place::Over;
    }
    let (key, template) = if gateway.connections.is_empty() {
        ("vgw.no-connection", "{gateway} dropped it: {gateway} has no VPN connection. Make one to the site.")
    } else {
        (
            "vgw.unknown-prefix",
            "{gateway} dropped it: no VPN connection of {gateway} leads to {destination}. Add a static route to one, or announce the network by BGP.",
        )
    };
    let message =
        Message::new(key, template, [("gateway", name.to_owned()), ("destination", destination.to_string())]);
    let text = format!("{name} knows no way to {destination}");
    let decision = Decision::new(&gateway.id, Outcome::NoMatch, ["R-VGW-2"], text);
    let stop = Stop::new(codes::VGW_UNKNOWN_PREFIX, message);
    walk.block(At::component(&gateway.id), HopKind::Forward, &packet.header, decision, stop);
    Place::Over
}

/// A block for the address that a table of the VPC holds as propagated by the gateway, as an importer saw it.
fn told_by_a_table(
    walk: &Walk<'_>,
    destination: IpAddr,
    gateway: &VpnGatewayNode,
    vpc: &VpcNode,
) -> Option<ipnet::IpNet> {
    let tables = vpc.route_tables.iter().filter_map(|id| walk.world.routed.tables.get(id));
    let rows = tables.flat_map(|table| &table.routes).filter(|route| route.origin == Origin::Propagated);
    let mut rows = rows.filter(|route| route.target.id() == Some(&gateway.id) && route.is_written());
    rows.find(|route| route.destination.contains(&destination)).map(|route| route.destination)
}

/// A packet comes from a site: for the VPC, or for another site of the same gateway (R-VGW-6).
pub(super) fn inward<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &mut Packet<'a>,
    gateway: &'a VpnGatewayNode,
    by: &'a VpnConnectionNode,
) -> Place<'a> {
    if carries_ipv4_only(walk, packet, gateway) {
        return Place::Over;
    }
    let is_working = state::check(walk, packet, Part::VpnGateway(gateway), HopKind::Forward);
    let destination = packet.header.destination;
    let name = walk.world.name(&gateway.id);
    let vpc = walk.world.vpc(gateway.vpc.as_ref());
    if let Some(vpc) = vpc.filter(|vpc| vpc.contains(destination)) {
        if is_working {
            let text = format!("{name} takes {destination} into {}", walk.world.name(&vpc.id));
            let decision = Decision::new(&gateway.id, Outcome::Route, ["R-VGW-2"], text);
            walk.pass(At::component(&gateway.id), HopKind::Forward, &packet.header, decision);
        }
        if !walk.is_return() {
            walk.session.came_in_by_vpn = Some((gateway, vpc));
        }
        return gateway_route::enter(walk, packet, &gateway.id, vpc, false);
    }
    match choose(walk, gateway, destination, Some(&by.id)) {
        Choice::Up(found) if is_hub(by, found) => {
            if is_working {
                pass(walk, packet, gateway, found, &["R-VGW-6"]);
            }
            vpn_connection::to_site(walk, packet, found.connection)
        }
        Choice::Down(found) if is_hub(by, found) => {
            vpn_connection::down(walk, packet, &gateway.id, found.connection);
            vpn_connection::to_site(walk, packet, found.connection)
        }
        Choice::Up(_) | Choice::Down(_) => {
            refuse(walk, plan, packet, gateway, vpc, Refusal::OtherSite);
            Place::Over
        }
        Choice::Parted => Place::Over,
        Choice::None => {
            let refusal = refusal(walk, plan, destination, vpc);
            refuse(walk, plan, packet, gateway, vpc, refusal);
            if matches!(refusal, Refusal::EdgeToEdge { is_public: true }) {
                edge_to_edge::nat_refuses(walk, packet, vpc);
            }
            Place::Over
        }
    }
}

/// Whether the gateway passes packets between the two sites: both announce by BGP, each with a number of its own.
fn is_hub(by: &VpnConnectionNode, found: Candidate<'_>) -> bool {
    !by.is_static
        && !found.connection.is_static
        && by.asn != found.connection.asn
        && !found.prefix.as_path.contains(&by.asn)
}

/// Why a packet from a site goes nowhere.
#[derive(Clone, Copy)]
enum Refusal {
    /// It is for another site, and the two are not joined.
    OtherSite,
    /// It is for a service, and the endpoint of the VPC is not for sites (R-GWE-6).
    Endpoint,
    /// It is for what the VPC reaches by a gateway of its own (R-VGW-5).
    EdgeToEdge {
        /// On the internet; else in a peered VPC.
        is_public: bool,
    },
    /// Nobody knows the address (R-VGW-2).
    Unknown,
    /// The gateway is attached to no VPC.
    Detached,
}

fn refusal(walk: &Walk<'_>, plan: &Plan<'_>, destination: IpAddr, vpc: Option<&VpcNode>) -> Refusal {
    let Some(vpc) = vpc else { return Refusal::Detached };
    if edge_to_edge::has_endpoint(walk, plan, vpc) {
        return Refusal::Endpoint;
    }
    let holds = |peering: &PeeringNode| {
        let side = peering.other_side(vpc.id.as_str());
        side.is_some_and(|side| side.cidrs.iter().any(|cidr| cidr.contains(&destination)))
    };
    let is_public = well_known::is_public(destination);
    let peerings = vpc.peerings.iter().filter_map(|id| walk.world.network.peerings.get(id));
    if is_public || peerings.into_iter().any(holds) {
        return Refusal::EdgeToEdge { is_public };
    }
    Refusal::Unknown
}

fn refuse<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &Packet<'a>,
    gateway: &'a VpnGatewayNode,
    vpc: Option<&'a VpcNode>,
    refusal: Refusal,
) {
    debug_assert!(walk.is_return() || plan.is_meant_for(packet.header.destination));
    let world = walk.world;
    let (code, detail) = refusal.codes();
    let mut book = refusal.book();
    if let (Refusal::EdgeToEdge { is_public: true }, Some(vpc)) = (refusal, vpc) {
        book.extend(edge_to_edge::gateways(walk, packet, vpc));
    }
    let (key, template) = refusal.words();
    let vpc_name = vpc.map_or("no VPC", |vpc| world.name(&vpc.id));
    let name = world.name(&gateway.id);
    let message = Message::new(
        key,
        template,
        [
            ("gateway", name.to_owned()),
            ("vpc", vpc_name.to_owned()),
            ("destination", packet.header.destination.to_string()),
        ],
    );
    let text = format!(
        "{name} passes on to {vpc_name} and to sites that it knows, not to {}",
        packet.header.destination
    );
    let decision = Decision::new(&gateway.id, Outcome::Deny, book, text);
    let stop = Stop::new(code, message).detail(detail);
    walk.block(At::component(&gateway.id), HopKind::Forward, &packet.header, decision, stop);
}

impl Refusal {
    /// AWS's code for every destination outside of the VPC, and the finer one of the book.
    fn codes(self) -> (&'static str, Option<&'static str>) {
        let detail = match self {
            Self::OtherSite | Self::Unknown => codes::VGW_UNKNOWN_PREFIX,
            Self::Endpoint => codes::VPCE_GATEWAY_SOURCE_OUTSIDE_VPC,
            Self::EdgeToEdge { .. } => codes::EDGE_TO_EDGE_ROUTING,
            Self::Detached => return (codes::GATEWAY_NOT_ATTACHED, None),
        };
        (codes::VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS, Some(detail))
    }

    fn book(self) -> Vec<&'static str> {
        match self {
            Self::OtherSite => vec!["R-VGW-2", "R-VGW-4", "R-VGW-6"],
            Self::Endpoint => vec!["R-VGW-4", "R-VGW-5", "R-GWE-6"],
            Self::EdgeToEdge { .. } => vec!["R-VGW-4", "R-VGW-5"],
            Self::Unknown => vec!["R-VGW-2", "R-VGW-4"],
            Self::Detached => vec!["R-RT-20"],
        }
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::OtherSite => (
                "vgw.other-site",
                "{gateway} dropped it: {destination} is at another site, and {gateway} joins only sites that announce their networks by BGP, each with an AS number of its own.",
            ),
            Self::Endpoint => (
                "vgw.endpoint",
                "{gateway} dropped it: the gateway endpoint of {vpc} serves only hosts of {vpc}. Use an interface endpoint.",
            ),
            Self::EdgeToEdge { is_public: true } => (
                "vgw.edge-to-edge",
                "{gateway} dropped it: {destination} is not in {vpc}, and the gateways of {vpc} are not for sites. Use the line of the site, a proxy in {vpc} or a transit gateway.",
            ),
            Self::EdgeToEdge { is_public: false } => (
                "vgw.edge-to-edge-peer",
                "{gateway} dropped it: {destination} is not in {vpc}, and the peering connections of {vpc} are not for sites. Join the networks by a transit gateway.",
            ),
            Self::Unknown => (
                "vgw.unknown-destination",
                "{gateway} dropped it: {destination} is neither in {vpc} nor at a site that {gateway} knows. Lead it elsewhere at the site.",
            ),
            Self::Detached => ("vgw.detached", "{gateway} dropped it: it is attached to no VPC. Attach it."),
        }
    }
}
