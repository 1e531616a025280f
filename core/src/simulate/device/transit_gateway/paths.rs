//! Which of several equal routes a transit gateway takes: BGP tells them apart by their paths, and shares the traffic among
//! those that it ranks alike (R-TGW-16, R-TGW-32, R-TGW-33, R-VGW-15).
//!
//! <https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html>. Not modelled: which way a single flow takes
//! is worked out from its addresses and ports by a function that AWS keeps to itself, so every way is followed.

use crate::model::ResourceId;
use crate::routing::{HubLookup, HubOrigin, HubRoute};
use crate::simulate::device::equal_ways;
use crate::simulate::walk::Walk;
use crate::topology::{AttachmentKind, TransitGatewayNode};

/// The attachment of the winner, or one of those that rank alike. `None` where the walk parts here.
pub(super) fn choose<'a>(
    walk: &mut Walk<'a>,
    gateway: &'a TransitGatewayNode,
    found: &HubLookup<'a>,
) -> Option<&'a ResourceId> {
    let winner = found.winner.attachment()?;
    if found.equal.is_empty() {
        return Some(winner);
    }
    let attachments: Vec<&ResourceId> =
        [winner].into_iter().chain(found.equal.iter().filter_map(|route| route.attachment())).collect();
    let ways = equal_ways::names(walk, &attachments);
    let hub = walk.world.name(&gateway.id);
    let destination = found.winner.destination;
    let reason = if is_shared(gateway, found) {
        format!("{hub} shares what is for {destination} among equal paths, and AWS chooses one for each flow")
    } else {
        format!("{hub} has equal paths to {destination} and shares nothing among them: AWS chooses one")
    };
    let leg = if walk.is_return() { "return" } else { "forward" };
    let choice = format!("{leg} path {} {destination}", gateway.id);
    let at = walk.pick(&gateway.id, choice, ways, reason)?;
    attachments.get(at).copied()
}

/// Whether equal paths share the traffic: those of Connect if their AS paths are the same, those of VPN connections if the gateway lets them, those
/// of a VPN Concentrator never (R-VGW-15).
fn is_shared(gateway: &TransitGatewayNode, found: &HubLookup<'_>) -> bool {
    let winner = found.winner;
    match winner.origin {
        HubOrigin::Connect => found.equal.iter().all(|route| route.path == winner.path),
        HubOrigin::VpnConcentrator => false,
        _ => gateway.shares_vpn,
    }
}

/// The numbers that equal and lesser paths show.
pub(super) fn book(walk: &Walk<'_>, found: &HubLookup<'_>) -> Vec<&'static str> {
    let winner = found.winner;
    let mut book = Vec::new();
    let is_lesser = |route: &&HubRoute| route.origin == winner.origin && route.path.is_some();
    if winner.path.is_some() && found.lower_priority.iter().any(is_lesser) {
        book.push("R-TGW-16");
    }
    let network = walk.world.network;
    let attachment = |route: &HubRoute| network.transit_gateway_attachments.get(route.attachment()?);
    let hub = attachment(winner).and_then(|node| network.transit_gateways.get(node.gateway.as_ref()?));
    if !found.equal.is_empty() && hub.is_some_and(|hub| is_shared(hub, found)) {
        book.push("R-TGW-32");
    }
    if !found.equal.is_empty() && winner.origin == HubOrigin::VpnConcentrator {
        book.push("R-VGW-15");
    }
    let is_vpn_row = |route: &HubRoute| {
        route.row.is_some() && attachment(route).is_some_and(|node| node.kind == AttachmentKind::Vpn)
    };
    if is_vpn_row(winner) && found.lower_priority.iter().any(|route| is_vpn_row(route)) {
        book.push("R-TGW-33");
    }
    book
}
