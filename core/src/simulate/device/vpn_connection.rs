//! A Site-to-Site VPN connection: two tunnels between a gateway at AWS and the router of a site. AWS sends into one of
//! them; what comes out of either is taken (R-VGW-7).
//!
//! <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html>. Not modelled: bandwidth (R-VGW-12).

use super::{vpn_choice, vpn_gateway};
use crate::message::Message;
use crate::simulate::flow_plan::Plan;
use crate::simulate::packet::Packet;
use crate::simulate::place::Place;
use crate::simulate::state::{self, Part};
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::{HopKind, Outcome, codes};
use crate::topology::VpnConnectionNode;

/// From AWS to the site; the gateway has found out before whether a tunnel is up.
pub(super) fn to_site<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    connection: &'a VpnConnectionNode,
) -> Place<'a> {
    packet.zone = None;
    packet.identity = packet.identity.behind_another();
    carry(walk, packet, connection, ["R-VGW-7"].into());
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
    if !vpn_choice::is_up(walk, connection) {
        down(walk, packet, customer, connection);
    } else if is_working {
        let text = format!("{} sends it into {}", walk.world.name(customer), walk.world.name(&connection.id));
        let decision = Decision::new(customer, Outcome::Route, [], text);
        walk.pass(At::component(customer), HopKind::Forward, &packet.header, decision);
    }
    carry(walk, packet, connection, Vec::new());
    let network = walk.world.network;
    if let Some(gateway) = connection.vpn_gateway.as_ref().and_then(|id| network.vpn_gateways.get(id)) {
        return vpn_gateway::inward(walk, plan, packet, gateway, connection);
    }
    let (at, missing) = match &connection.transit_gateway {
        Some(transit) => (
            transit,
            format!("What {} does with a packet of a VPN connection is not known.", walk.world.name(transit)),
        ),
        None => (&connection.id, format!("{} has no gateway at AWS's end.", walk.world.name(&connection.id))),
    };
    walk.unknown(at, missing);
    Place::Over
}

/// Blocks a packet whose connection has no tunnel up (R-VGW-9).
pub(super) fn down<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    at: &'a crate::model::ResourceId,
    connection: &'a VpnConnectionNode,
) {
    let name = walk.world.name(&connection.id);
    let (key, template, text) = if connection.is_available {
        (
            "vpn.down",
            "{gateway} dropped it: both tunnels of {connection} are down.",
            format!("no tunnel of {name} is up"),
        )
    } else {
        (
            "vpn.not-available",
            "{gateway} dropped it: {connection} is not available.",
            format!("{name} is not available"),
        )
    };
    let message = Message::new(
        key,
        template,
        [("gateway", walk.world.name(at).to_owned()), ("connection", name.to_owned())],
    );
    let decision = Decision::new(&connection.id, Outcome::Deny, ["R-VGW-9", "R-FLOW-11"], text);
    let stop = Stop::new(codes::BAD_STATE_VPN, message);
    walk.block(At::component(at), HopKind::Forward, &packet.header, decision, stop);
    walk.session.assume_good(&connection.id);
}

fn carry<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    connection: &'a VpnConnectionNode,
    book: Vec<&'static str>,
) {
    let name = walk.world.name(&connection.id);
    let tunnel = vpn_choice::active_tunnel(walk, connection);
    let (row, text) = match tunnel.filter(|_| connection.is_available) {
        Some(row) => (Some(row), format!("tunnel {row} of {name} carries it")),
        None => (None, format!("{name} would carry it")),
    };
    let decision = Decision::new(&connection.id, Outcome::Route, book, text).with_row(row);
    walk.pass(At::component(&connection.id), HopKind::Forward, &packet.header, decision);
}
