//! The router of a site: its networks, its rows, and what BGP tells it.

use super::KnownRoute;
use crate::net::Family;
use crate::ordered::Order;
use crate::routing::{HubAssociation, HubRoute, HubTarget, RoutedNetwork};
use crate::topology::{SiteNode, SiteTarget, VpnConnectionNode};
use ipnet::IpNet;

pub(super) fn routes(routed: &RoutedNetwork, site: &SiteNode) -> Vec<KnownRoute> {
    let network = &routed.network;
    let mut heard: Vec<(usize, KnownRoute)> = Vec::new();
    for net in &site.cidrs {
        heard.push((0, KnownRoute::new(*net, "local", [])));
    }
    for route in &site.routes {
        let (via, lost) = match &route.target {
            SiteTarget::Vpn(id) => {
                let own = network.vpn_connections.get(id).filter(|own| own.site.as_ref() == Some(&site.id));
                (vec![id.clone()], own.is_none_or(|own| !own.has_tunnel()))
            }
            SiteTarget::Internet => {
                (vec![crate::model::ResourceId::new(crate::model::reserved::INTERNET)], false)
            }
            SiteTarget::Site(id) => (vec![id.clone()], false),
            SiteTarget::Nothing => (Vec::new(), true),
        };
        let known = KnownRoute::new(route.destination, "static", via).row(Some(&route.row));
        let known = if lost { known.loses("what it leads over is not up", &["R-VGW-9"]) } else { known };
        heard.push((1, known));
    }
    for connection in site.connections.iter().filter_map(|id| network.vpn_connections.get(id)) {
        for (net, hops, from) in told(routed, connection) {
            let known = KnownRoute::new(net, "BGP", [connection.id.clone(), from]);
            let known = if connection.has_tunnel() {
                known
            } else {
                known.loses("no tunnel of the VPN connection is up", &["R-VGW-9"])
            };
            heard.push((1 + hops, known));
        }
    }
    settle(heard)
}

/// Of each block the network of the site itself wins, then a row, then the shortest path (R-VGW-14).
fn settle(mut routes: Vec<(usize, KnownRoute)>) -> Vec<KnownRoute> {
    routes.order_by_key(|(rank, route)| (route.destination, *rank, route.via.first().cloned()));
    let mut winner: Option<(IpNet, usize)> = None;
    let mut settled = Vec::new();
    for (rank, route) in routes {
        if route.standing == super::Standing::Loses {
            settled.push(route);
            continue;
        }
        match winner.filter(|(net, _)| *net == route.destination) {
            None => {
                winner = Some((route.destination, rank));
                settled.push(route);
            }
            Some((_, 0)) => settled.push(route.loses("it is a network of the site itself", &["R-VGW-16"])),
            Some((_, 1)) => settled.push(route.loses("a row to the same block wins", &["R-VGW-14"])),
            Some((_, by)) if by < rank => {
                settled.push(route.loses("a shorter AS path to the same block wins", &["R-VGW-14"]));
            }
            Some(_) => settled.push(route.loses("the router takes the first of its lines", &["R-VGW-14"])),
        }
    }
    settled
}

/// What BGP tells over a connection: the block, how many autonomous systems are on the way, and the gateway that tells it.
fn told(
    routed: &RoutedNetwork,
    connection: &VpnConnectionNode,
) -> Vec<(IpNet, usize, crate::model::ResourceId)> {
    let network = &routed.network;
    if connection.is_static {
        return Vec::new();
    }
    let mut all = Vec::new();
    if let Some(gateway) = connection.vpn_gateway.as_ref().and_then(|id| network.vpn_gateways.get(id)) {
        let vpc = gateway.vpc.as_ref().and_then(|vpc| network.vpcs.get(vpc));
        let blocks = vpc.into_iter().flat_map(|vpc| &vpc.cidrs).filter(|cidr| cidr.addr().is_ipv4());
        all.extend(blocks.map(|cidr| (*cidr, 1)));
        let others = gateway.connections.iter().filter_map(|id| network.vpn_connections.get(id));
        for other in others.filter(|other| !other.is_static && other.asn != connection.asn) {
            let heard = other.prefixes.iter().filter(|prefix| !prefix.as_path.contains(&connection.asn));
            all.extend(heard.map(|prefix| (prefix.net, prefix.as_path.len() + 1)));
        }
        return best(all).into_iter().map(|(net, hops)| (net, hops, gateway.id.clone())).collect();
    }
    let gateway = connection.transit_gateway.as_ref().and_then(|id| network.transit_gateways.get(id));
    let (Some(gateway), Some(attachment)) = (gateway, &connection.attachment) else { return Vec::new() };
    let HubAssociation::Table(table) = routed.hub_table_of(gateway, attachment) else { return Vec::new() };
    let is_told = |route: &HubRoute| {
        let own = route.path.as_ref().is_some_and(|path| path.as_path.contains(&connection.asn));
        let is_blackhole = matches!(route.target, HubTarget::Blackhole(_));
        route.attachment() != Some(attachment) && !own && !is_blackhole && !route.is_idle
    };
    for route in &table.routes {
        let is_best = table.best_for(route.destination).first().copied() == Some(route);
        if is_best && Family::of(route.destination.addr()) == connection.inside && is_told(route) {
            let hops = route.path.as_ref().map_or(0, |path| path.as_path.len());
            all.push((route.destination, hops + 1));
        }
    }
    best(all).into_iter().map(|(net, hops)| (net, hops, gateway.id.clone())).collect()
}

/// Of each block the shortest way.
fn best(mut all: Vec<(IpNet, usize)>) -> Vec<(IpNet, usize)> {
    all.order();
    all.dedup_by_key(|(net, _)| *net);
    all
}
