//! A Site-to-Site VPN connection: two tunnels between a gateway at AWS and the router of a site. A virtual private gateway
//! sends into one of them, a transit gateway with BGP into both (R-TGW-32); what comes out of either is taken (R-VGW-7).
//!
//! <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html>. Not modelled: bandwidth (R-VGW-12).

use super::{vpn_choice, vpn_gateway};
use crate::message::Message;
use crate::model::{ResourceId, ResourceType};
use crate::net::Family;
use crate::simulate::flow_plan::Plan;
use crate::simulate::packet::Packet;
use crate::simulate::place::Place;
use crate::simulate::state::{self, Part};
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::{HopKind, Outcome, codes};
use crate::topology::{TransitGatewayNode, VpnConnectionNode};

/// From AWS to the site; the gateway has found out before whether a tunnel is up.
pub(super) fn to_site<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    connection: &'a VpnConnectionNode,
) -> Place<'a> {
    packet.zone = None;
    packet.identity = packet.identity.passed_by(&connection.id);
    carry(walk, packet, connection, true);
    let Some(gateway) = &connection.customer_gateway else {
        let name = walk.world.name(&connection.id);
        walk.unknown(
            &connection.id,
            format!("What is behind {name} is not known: it has no customer gateway."),
        );
        return Place::Over;
    };
    let is_working = state::check(walk, packet, Part::CustomerGateway(gateway), HopKind::Forward);
    let Some(site) = connection.site.as_ref().and_then(|site| walk.world.network.sites.get(site)) else {
        let name = walk.world.name(gateway);
        walk.unknown(gateway, format!("What is behind {name} is not known: no site is drawn there."));
        return Place::Over;
    };
    if is_working {
        let text =
            format!("{} hands it to the router of {}", walk.world.name(gateway), walk.world.name(&site.id));
        let decision = Decision::new(gateway, Outcome::Route, [], text);
        walk.pass(At::component(gateway), HopKind::Forward, &packet.header, decision);
    }
    Place::AtSite { site, came_by: Some(connection) }
}

/// From the site to AWS.
pub(super) fn to_aws<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &mut Packet<'a>,
    connection: &'a VpnConnectionNode,
) -> Place<'a> {
    let Some(customer) = &connection.customer_gateway else { return Place::Over };
    let is_working = state::check(walk, packet, Part::CustomerGateway(customer), HopKind::Forward);
    if carries_other_family(walk, packet, customer, connection) {
        return Place::Over;
    }
    if !vpn_choice::carries(walk, connection) {
        down(walk, packet, customer, connection);
    } else if is_working {
        let text = format!("{} sends it into {}", walk.world.name(customer), walk.world.name(&connection.id));
        let decision = Decision::new(customer, Outcome::Route, [], text);
        walk.pass(At::component(customer), HopKind::Forward, &packet.header, decision);
    }
    carry(walk, packet, connection, false);
    let network = walk.world.network;
    if let Some(gateway) = connection.vpn_gateway.as_ref().and_then(|id| network.vpn_gateways.get(id)) {
        return vpn_gateway::inward(walk, plan, packet, gateway, connection);
    }
    let Some(gateway) = hub(walk, connection) else {
        let missing = format!("{} has no gateway at AWS's end.", walk.world.name(&connection.id));
        walk.unknown(&connection.id, missing);
        return Place::Over;
    };
    let attachment = connection.attachment.as_ref();
    if let Some(came_by) = attachment.and_then(|id| network.transit_gateway_attachments.get(id)) {
        return Place::AtHub { gateway, came_by };
    }
    if gateway.does_not_know(ResourceType::TransitGatewayAttachment.type_name()) {
        walk.unknown(&gateway.id, unread(walk, connection, gateway));
    }
    Place::Over
}

/// From a transit gateway to the site behind one of its attachments.
pub(super) fn from_hub<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    gateway: &'a TransitGatewayNode,
    connection: &'a VpnConnectionNode,
) -> Place<'a> {
    if carries_other_family(walk, packet, &gateway.id, connection) {
        return Place::Over;
    }
    if !vpn_choice::is_up(walk, connection) {
        down(walk, packet, &gateway.id, connection);
    }
    to_site(walk, packet, connection)
}

/// The transit gateway at AWS's end.
pub(super) fn hub<'a>(walk: &Walk<'a>, connection: &VpnConnectionNode) -> Option<&'a TransitGatewayNode> {
    walk.world.network.transit_gateways.get(connection.transit_gateway.as_ref()?)
}

/// Why nobody knows by which attachment a connection ends at its transit gateway.
pub(super) fn unread(
    walk: &Walk<'_>,
    connection: &VpnConnectionNode,
    gateway: &TransitGatewayNode,
) -> String {
    let (own, hub) = (walk.world.name(&connection.id), walk.world.name(&gateway.id));
    format!("How {own} is attached to {hub} is not known: the attachments of {hub} were not read.")
}

/// The tunnels of a transit gateway's connection carry IPv4 or IPv6, and never both (R-VGW-10).
fn carries_other_family<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    at: &'a ResourceId,
    connection: &'a VpnConnectionNode,
) -> bool {
    if connection.vpn_gateway.is_some() || packet.header.family == connection.inside {
        return false;
    }
    let (inside, other) = match connection.inside {
        Family::Ipv4 => ("IPv4", "IPv6"),
        Family::Ipv6 => ("IPv6", "IPv4"),
    };
    let name = walk.world.name(&connection.id);
    let message = Message::new(
        "vpn.other-family",
        "{at} dropped it: the tunnels of {connection} carry {inside} only. {other} needs a VPN connection of its own.",
        [
            ("at", walk.world.name(at).to_owned()),
            ("connection", name.to_owned()),
            ("inside", inside.to_owned()),
            ("other", other.to_owned()),
        ],
    );
    let text = format!("the tunnels of {name} carry {inside} only");
    let decision = Decision::new(&connection.id, Outcome::Deny, ["R-VGW-10"], text);
    let stop = Stop::new(codes::CANNOT_ROUTE, message);
    walk.block(At::component(at), HopKind::Forward, &packet.header, decision, stop);
    true
}

/// Blocks a packet whose connection has no tunnel up (R-VGW-9).
pub(super) fn down<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    at: &'a crate::model::ResourceId,
    connection: &'a VpnConnectionNode,
) {
    let name = walk.world.name(&connection.id);
    let drawn = walk.world.network.document.vpn_connection(connection.id.as_str());
    let state = drawn.map_or("not available", |drawn| &drawn.state);
    let (key, template, text) = if vpn_choice::carries(walk, connection) {
        (
            "vpn.no-session",
            "{gateway} dropped it: no BGP session of {connection} is up, so AWS takes its tunnels for down. Bring one up.",
            format!("no BGP session of {name} is up"),
        )
    } else if connection.is_available {
        (
            "vpn.down",
            "{gateway} dropped it: both tunnels of {connection} are down. Bring one up.",
            format!("no tunnel of {name} is up"),
        )
    } else {
        ("vpn.not-available", "{gateway} dropped it: {connection} is {state}.", format!("{name} is {state}"))
    };
    let message = Message::new(
        key,
        template,
        [
            ("gateway", walk.world.name(at).to_owned()),
            ("connection", name.to_owned()),
            ("state", state.to_owned()),
        ],
    );
    let decision = Decision::new(&connection.id, Outcome::Deny, ["R-VGW-9", "R-FLOW-11"], text);
    let stop = Stop::new(codes::BAD_STATE_VPN, message);
    walk.block(At::component(at), HopKind::Forward, &packet.header, decision, stop);
    walk.session.assume_good(&connection.id);
}

/// Blocks a packet outside of the ranges that may talk over the tunnels; says whether it did. AWS has them in IPv4 and
/// IPv6, and here they are read in IPv4: <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpnConnectionOptions.html>.
fn is_out_of_range<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    connection: &'a VpnConnectionNode,
    is_from_aws: bool,
) -> bool {
    let header = &packet.header;
    let (at_aws, at_site) =
        if is_from_aws { (header.source, header.destination) } else { (header.destination, header.source) };
    let sides = [("AWS's", connection.aws_range, at_aws), ("the site's", connection.site_range, at_site)];
    let outside = sides.into_iter().find_map(|(side, range, address)| {
        let range = range.filter(|_| header.family == Family::Ipv4)?;
        (!range.contains(&address)).then_some((side, range, address))
    });
    let Some((side, range, address)) = outside else { return false };
    let name = walk.world.name(&connection.id);
    let message = Message::new(
        "vpn.out-of-range",
        "{connection} dropped it: {address} is not in {range}, which is all that may talk over its tunnels at {side} end. Widen the range, or send from and to addresses in it.",
        [
            ("connection", name.to_owned()),
            ("address", address.to_string()),
            ("range", range.to_string()),
            ("side", side.to_owned()),
        ],
    );
    let text = format!("{name} takes only {range} at {side} end");
    let decision = Decision::new(&connection.id, Outcome::Deny, ["R-RT-39"], text);
    let stop = Stop::new(codes::CANNOT_ROUTE, message);
    walk.block(At::component(&connection.id), HopKind::Forward, header, decision, stop);
    true
}

/// Which tunnel carries it, as far as anybody knows.
fn carry<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, connection: &'a VpnConnectionNode, is_from_aws: bool) {
    if is_out_of_range(walk, packet, connection, is_from_aws) {
        return;
    }
    let name = walk.world.name(&connection.id);
    let tunnel = if is_from_aws {
        vpn_choice::active_tunnel(walk, connection)
    } else {
        vpn_choice::open_tunnel(walk, connection)
    };
    let tunnel = tunnel.filter(|_| connection.is_available);
    let shares = hub(walk, connection)
        .map(|hub| hub.shares_vpn && !connection.is_static && connection.concentrator.is_none());
    let is_shared = shares == Some(true) && vpn_choice::tunnels_up(walk, connection) > 1;
    let (row, text) = match tunnel {
        Some(_) if is_from_aws && is_shared => (None, format!("the tunnels of {name} share what it carries")),
        Some(row) => (Some(row), format!("tunnel {row} of {name} carries it")),
        None => (None, format!("{name} would carry it")),
    };
    let book: &[&'static str] = match shares {
        _ if !is_from_aws => &[],
        None => &["R-VGW-7"],
        Some(_) if connection.is_static => &["R-TGW-33"],
        Some(_) if connection.concentrator.is_some() => &["R-VGW-15"],
        Some(_) if is_shared => &["R-TGW-32"],
        Some(_) => &[],
    };
    let decision = Decision::new(&connection.id, Outcome::Route, book, text).with_row(row);
    walk.pass(At::component(&connection.id), HopKind::Forward, &packet.header, decision);
}
