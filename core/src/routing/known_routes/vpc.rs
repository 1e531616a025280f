//! The table of a VPC, with what its virtual private gateway hears over each VPN connection.

use super::{KnownRoute, Standing};
use crate::model::{ResourceId, RouteTable};
use crate::ordered::Order;
use crate::routing::{EffectiveRoute, EffectiveTable, Origin, RoutedNetwork};
use crate::topology::{VpnConnectionNode, VpnPrefix};
use ipnet::IpNet;

pub(super) fn routes(routed: &RoutedNetwork, own: &EffectiveTable, table: &RouteTable) -> Vec<KnownRoute> {
    let mut all = Vec::new();
    for route in &own.routes {
        let best = own.best_for(route.destination);
        let winner = best.first().copied().filter(|winner| winner.destination == route.destination);
        // What a gateway brings by itself is told for each of its connections below.
        if route.origin == Origin::Propagated && route.row.is_none() {
            continue;
        }
        let via: Vec<ResourceId> = route.target.id().into_iter().cloned().collect();
        let known = KnownRoute::new(route.destination, word(route.origin), via).row(route.row.as_ref());
        all.push(match winner {
            Some(winner) if winner != route => known.loses(beaten_by(winner), &["R-RT-2"]),
            _ => known,
        });
    }
    let gateways = table.propagating_vgws.iter().filter_map(|id| routed.network.vpn_gateways.get(id));
    for gateway in gateways.filter(|gateway| gateway.vpc.as_ref() == Some(&own.vpc)) {
        all.extend(learned(routed, own, &gateway.id, &gateway.connections));
    }
    all
}

fn word(origin: Origin) -> &'static str {
    match origin {
        Origin::Local => "local",
        Origin::Static => "static",
        Origin::PrefixList => "prefix list",
        Origin::Endpoint => "endpoint",
        Origin::Propagated => "propagated",
    }
}

fn beaten_by(winner: &EffectiveRoute) -> String {
    let what = match winner.origin {
        Origin::Local => "the local route",
        Origin::Static => "a static route",
        Origin::PrefixList => "the route of a prefix list",
        Origin::Endpoint => "the route of an endpoint",
        Origin::Propagated => "a propagated route",
    };
    format!("{what} to the same block wins")
}

/// What the connections of a gateway tell of: of one block a connection with a tunnel that is up, then a static one, then
/// the shortest path, then the lowest discriminator (R-VGW-3).
fn learned(
    routed: &RoutedNetwork,
    own: &EffectiveTable,
    gateway: &ResourceId,
    connections: &[ResourceId],
) -> Vec<KnownRoute> {
    let network = &routed.network;
    let mut offers: Vec<(&VpnConnectionNode, &VpnPrefix)> = Vec::new();
    for connection in connections.iter().filter_map(|id| network.vpn_connections.get(id)) {
        offers.extend(connection.prefixes.iter().map(|prefix| (connection, prefix)));
    }
    offers.order_by_key(|(connection, prefix)| {
        let path = (prefix.as_path.len(), prefix.med, &connection.id);
        (prefix.net, !connection.has_tunnel(), !connection.is_static, path)
    });
    let vpc = network.vpcs.get(&own.vpc);
    let is_inside = |net: &IpNet| vpc.is_some_and(|vpc| vpc.cidrs.iter().any(|cidr| cidr.contains(net)));
    let mut all: Vec<KnownRoute> = Vec::new();
    let mut before: Option<(&VpnConnectionNode, &VpnPrefix)> = None;
    for offer in offers {
        let (connection, prefix) = offer;
        let origin = if connection.is_static { "static VPN" } else { "BGP" };
        let known = KnownRoute::new(prefix.net, origin, [gateway.clone(), connection.id.clone()]);
        let winner = own.best_for(prefix.net);
        let winner = winner.first().filter(|winner| winner.destination == prefix.net);
        let rival = before.filter(|(_, other)| other.net == prefix.net);
        all.push(if is_inside(&prefix.net) {
            known.loses("inside the VPC the local route wins, however narrow the other one is", &["R-RT-3"])
        } else if let Some(winner) = winner.filter(|winner| winner.origin != Origin::Propagated) {
            known.loses(beaten_by(winner), &["R-RT-2"])
        } else if let Some(rival) = rival {
            known.loses(worse(rival, offer), &["R-VGW-3"])
        } else if connection.has_tunnel() {
            known
        } else {
            KnownRoute {
                standing: Standing::Loses,
                why: "no tunnel of the VPN connection is up".to_owned(),
                book: vec!["R-VGW-9"],
                ..known
            }
        });
        if rival.is_none() {
            before = Some(offer);
        }
    }
    all
}

fn worse(
    (winner, by): (&VpnConnectionNode, &VpnPrefix),
    (connection, prefix): (&VpnConnectionNode, &VpnPrefix),
) -> &'static str {
    if winner.has_tunnel() && !connection.has_tunnel() {
        "another VPN connection with the same block has a tunnel that is up"
    } else if winner.is_static && !connection.is_static {
        "a VPN connection with static routes wins over BGP"
    } else if by.as_path.len() < prefix.as_path.len() {
        "a shorter AS path to the same block wins"
    } else if by.med < prefix.med {
        "a lower MED to the same block wins"
    } else {
        "AWS uses one VPN connection at a time, and these rank alike"
    }
}
