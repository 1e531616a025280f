//! A router takes no route with its own AS number on the way: two sites with one number do not learn of each other from the
//! gateway between them (R-VGW-6, and the same at a transit gateway).
//!
//! <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPN_CloudHub.html>.

use super::vpn_choice;
use crate::routing::{HubAssociation, HubRoute};
use crate::simulate::walk::Walk;
use crate::topology::{SiteNode, VpnConnectionNode};
use std::net::IpAddr;

/// The connection of another site that tells the gateway of an address, and by which the router of this site could learn of
/// it if its own number were not on the way; with the connection of this site.
pub(super) fn hides<'a>(
    walk: &Walk<'a>,
    site: &'a SiteNode,
    destination: IpAddr,
) -> Option<(&'a VpnConnectionNode, &'a VpnConnectionNode)> {
    let network = walk.world.network;
    let own = site.connections.iter().filter_map(|id| network.vpn_connections.get(id));
    let mut own = own.filter(|own| !own.is_static && vpn_choice::is_up(walk, own));
    own.find_map(|own| {
        let other = over_vpn_gateway(walk, own, destination).or_else(|| over_hub(walk, own, destination))?;
        Some((own, other))
    })
}

fn over_vpn_gateway<'a>(
    walk: &Walk<'a>,
    own: &VpnConnectionNode,
    destination: IpAddr,
) -> Option<&'a VpnConnectionNode> {
    let network = walk.world.network;
    let gateway = network.vpn_gateways.get(own.vpn_gateway.as_ref()?)?;
    let mut others = gateway.connections.iter().filter_map(|id| network.vpn_connections.get(id));
    others.find(|other| {
        let mut told = other.prefixes.iter().filter(|prefix| prefix.net.contains(&destination));
        !other.is_static && other.site != own.site && told.any(|prefix| prefix.as_path.contains(&own.asn))
    })
}

fn over_hub<'a>(
    walk: &Walk<'a>,
    own: &VpnConnectionNode,
    destination: IpAddr,
) -> Option<&'a VpnConnectionNode> {
    let network = walk.world.network;
    let gateway = network.transit_gateways.get(own.transit_gateway.as_ref()?)?;
    let HubAssociation::Table(table) = walk.world.routed.hub_table_of(gateway, own.attachment.as_ref()?)
    else {
        return None;
    };
    let is_withdrawn = |route: &HubRoute| vpn_choice::is_withdrawn(walk, route);
    let routes = table.in_use(destination, &is_withdrawn).into_iter();
    let hidden =
        routes.filter(|route| route.path.as_ref().is_some_and(|path| path.as_path.contains(&own.asn)));
    let nodes = hidden.filter_map(|route| network.transit_gateway_attachments.get(route.attachment()?));
    let mut others = nodes.filter_map(|node| network.vpn_connections.get(node.connection()?));
    others.find(|other| other.site != own.site)
}
