//! What the router of a site knows: its networks, the rows that somebody wrote, and what BGP tells it.

use super::hub_teller::{self, Told};
use super::vpn_choice::{carries, is_up};
use crate::model::{ResourceId, RowId};
use crate::net::{Family, well_known};
use crate::ordered::Order;
use crate::simulate::walk::Walk;
use crate::topology::{SiteNode, SiteTarget, VpnConnectionNode, VpnGatewayNode, VpnPrefix};
use ipnet::IpNet;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

/// Where a router sends an address.
pub(super) enum Way<'a> {
    /// It is in this network of the site itself.
    Own(IpNet),
    /// Over one of these VPN connections, that rank alike.
    Vpn(Vec<OverVpn<'a>>),
    /// Out by the site's own line.
    Internet { row: &'a RowId },
    /// To another site, over a line of the two.
    Site { row: &'a RowId, other: &'a SiteNode, net: IpNet },
    /// Nobody knows: at this component, because of this.
    Unknown { at: &'a ResourceId, missing: String },
    /// Nowhere.
    None,
}

/// A route over a VPN connection: by a row, or without one by BGP.
pub(super) struct OverVpn<'a> {
    pub(super) connection: &'a VpnConnectionNode,
    pub(super) row: Option<&'a RowId>,
    pub(super) net: IpNet,
    /// How many autonomous systems are on the way; none for a row.
    hops: usize,
    /// Whether BGP tells it only because of what is to blame there.
    is_idle: bool,
}

/// The narrowest route; of several the site's own network, then a row, then the shortest way that BGP tells; ways over VPN
/// connections that rank alike are given together. A connection
/// without a tunnel that is up comes last: BGP takes its routes back, and a route over a tunnel goes with it; a row to
/// another site is what is left then. So does what BGP would tell over a gateway or an attachment that is not up, or of one.
pub(super) fn look_up<'a>(walk: &Walk<'a>, site: &'a SiteNode, destination: IpAddr) -> Way<'a> {
    let Heard { mut routes, unclear } = routes_over_vpn(walk, site, destination);
    let is_lost = |route: &OverVpn<'a>| {
        !carries(walk, route.connection)
            || route.row.is_none() && (route.is_idle || is_detached(walk, route.connection))
    };
    let rank = |route: &OverVpn<'a>| {
        (is_lost(route), Reverse(route.net.prefix_len()), route.row.is_none(), route.hops)
    };
    routes.order_by_key(|route| (rank(route), &route.connection.id));
    if let Some(best) = routes.first().map(rank) {
        // Of ways that are lost one stands for all: that it is lost is what is told.
        let mut taken = BTreeSet::new();
        routes.retain(|route| {
            rank(route) == best && (!best.0 || taken.is_empty()) && taken.insert(&route.connection.id)
        });
    }
    let over_vpn = routes.first();
    let internet = internet_row(site, destination);
    let line = line_row(walk, site, destination);
    let length = |net: Option<IpNet>| net.map(|net| net.prefix_len());
    let told = over_vpn.filter(|route| !route.is_idle);
    let widest = length(told.map(|route| route.net)).max(length(internet.map(|(_, net)| net)));
    let widest = widest.max(length(line.map(|(.., net)| net)));
    if let Some(own) = site.network_of(destination).filter(|own| Some(own.prefix_len()) >= widest) {
        return Way::Own(*own);
    }
    // What is told over the connection that is taken anyway changes nothing.
    let taken = over_vpn.map(|route| &route.connection.id);
    if let Some(unclear) = unclear.into_iter().find(|unclear| Some(unclear.over) != taken) {
        return Way::Unknown { at: unclear.at, missing: unclear.missing };
    }
    // As any row it stands before what BGP tells of the same block.
    let loses = |net: IpNet, route: &OverVpn<'_>| {
        let (length, by) = (net.prefix_len(), route.net.prefix_len());
        let is_lost = route.is_idle || !is_up(walk, route.connection);
        length > by || length == by && route.row.is_none() || is_lost
    };
    if let Some((row, other, net)) = line
        && over_vpn.is_none_or(|route| loses(net, route))
        && internet.is_none_or(|(_, by)| by.prefix_len() < net.prefix_len())
    {
        return Way::Site { row, other, net };
    }
    match (over_vpn, internet) {
        (Some(route), internet)
            if internet.is_none_or(|(_, net)| net.prefix_len() <= route.net.prefix_len()) =>
        {
            Way::Vpn(routes)
        }
        (_, Some((row, _))) => Way::Internet { row },
        _ => Way::None,
    }
}

/// Whether the virtual private gateway or the attachment by which a connection ends at AWS is not up: nothing is told over
/// it, and where it is the only way, it is to blame (R-FLOW-11).
fn is_detached(walk: &Walk<'_>, connection: &VpnConnectionNode) -> bool {
    let network = walk.world.network;
    let gateway = connection.vpn_gateway.as_ref().and_then(|id| network.vpn_gateways.get(id));
    let attachment =
        connection.attachment.as_ref().and_then(|id| network.transit_gateway_attachments.get(id));
    gateway.is_some_and(|node| node.state != "available" && !walk.session.is_assumed_good(&node.id))
        || attachment.is_some_and(|node| !node.is_up())
}

/// The narrowest row that leads to the internet; private addresses are not there.
fn internet_row(site: &SiteNode, destination: IpAddr) -> Option<(&RowId, IpNet)> {
    let rows = site.routes.iter().filter(|route| route.target == SiteTarget::Internet);
    let rows = rows.filter(|route| route.destination.contains(&destination));
    let narrowest = rows.max_by_key(|route| route.destination.prefix_len())?;
    well_known::is_public(destination).then_some((&narrowest.row, narrowest.destination))
}

/// The narrowest row that leads to another site. What leads over a line that is down, the router takes out.
fn line_row<'a>(
    walk: &Walk<'a>,
    site: &'a SiteNode,
    destination: IpAddr,
) -> Option<(&'a RowId, &'a SiteNode, IpNet)> {
    let rows = site.routes.iter().filter(|route| route.destination.contains(&destination));
    let lines = rows.filter_map(|route| {
        let SiteTarget::Site(id) = &route.target else { return None };
        let other = walk.world.network.sites.get(id).filter(|other| other.id != site.id)?;
        if walk.world.is_line_down(&site.id, id) {
            return None;
        }
        Some((&route.row, other, route.destination))
    });
    lines.max_by_key(|(.., net)| net.prefix_len())
}

/// The routes over VPN connections, and what nobody knows of them.
struct Heard<'a> {
    routes: Vec<OverVpn<'a>>,
    unclear: Vec<Unclear<'a>>,
}

/// A connection of which nobody knows what it tells.
struct Unclear<'a> {
    over: &'a ResourceId,
    at: &'a ResourceId,
    missing: String,
}

/// All rows of the site that lead there, and of each connection the best that BGP tells.
fn routes_over_vpn<'a>(walk: &Walk<'a>, site: &'a SiteNode, destination: IpAddr) -> Heard<'a> {
    let network = walk.world.network;
    let (mut routes, mut unclear) = (Vec::new(), Vec::new());
    for route in site.routes.iter().filter(|route| route.destination.contains(&destination)) {
        let SiteTarget::Vpn(id) = &route.target else { continue };
        let connection = network.vpn_connections.get(id).filter(|node| node.site.as_ref() == Some(&site.id));
        routes.extend(connection.map(|connection| OverVpn {
            connection,
            row: Some(&route.row),
            net: route.destination,
            hops: 0,
            is_idle: false,
        }));
    }
    let mut tellers = BTreeMap::new();
    let connections = site.connections.iter().filter_map(|id| network.vpn_connections.get(id));
    // Without a session nothing is heard; without a tunnel it is, and the tunnel is to blame.
    let has_session = |own: &&VpnConnectionNode| is_up(walk, own) || !carries(walk, own);
    for connection in connections.filter(|own| !own.is_static).filter(has_session) {
        let gateway = connection.vpn_gateway.as_ref().and_then(|id| network.vpn_gateways.get(id));
        let told = match gateway {
            Some(gateway) => {
                let teller =
                    tellers.entry(&gateway.id).or_insert_with(|| Teller::new(walk, gateway, destination));
                teller.tell(connection.asn).map_or(Told::Nothing, |(net, hops)| Told::Route(net, hops))
            }
            None => hub_teller::tell(walk, connection, destination),
        };
        match told {
            Told::Route(net, hops) => {
                routes.push(OverVpn { connection, row: None, net, hops, is_idle: false });
            }
            Told::Idle(net, hops) => routes.push(OverVpn { connection, row: None, net, hops, is_idle: true }),
            Told::Nothing => {}
            Told::Unknown(at, missing) => unclear.push(Unclear { over: &connection.id, at, missing }),
        }
    }
    Heard { routes, unclear }
}

/// What a virtual private gateway tells by BGP about one address: the IPv4 blocks of its VPC, and what other sites
/// announce, unless the number of the listener stands on their way (R-VGW-6). Found once for all that listen.
struct Teller<'a> {
    /// The narrowest block of the VPC that holds the address.
    block: Option<IpNet>,
    /// What the connections with BGP announce of it, each with the number of its site: the narrowest first, of several the
    /// shortest way.
    announced: Vec<(u32, &'a VpnPrefix)>,
    /// What was told, by the number of the listener.
    told: BTreeMap<u32, Option<(IpNet, usize)>>,
}

impl<'a> Teller<'a> {
    fn new(walk: &Walk<'a>, gateway: &VpnGatewayNode, destination: IpAddr) -> Self {
        let network = walk.world.network;
        let vpc = walk.world.vpc(gateway.vpc.as_ref());
        let blocks = vpc.into_iter().flat_map(|vpc| &vpc.cidrs);
        let blocks = blocks.filter(|cidr| cidr.addr().is_ipv4() && cidr.contains(&destination));
        let mut announced = Vec::new();
        for other in gateway.connections.iter().filter_map(|id| network.vpn_connections.get(id)) {
            let prefixes =
                other.prefixes.iter().filter(|prefix| !other.is_static && prefix.net.contains(&destination));
            announced.extend(prefixes.map(|prefix| (other.asn, prefix)));
        }
        announced.order_by_key(|(_, prefix)| (Reverse(prefix.net.prefix_len()), prefix.as_path.len()));
        let block = blocks.max_by_key(|cidr| cidr.prefix_len()).copied();
        Self { block, announced, told: BTreeMap::new() }
    }

    /// The best that a site with this number hears, with how many autonomous systems are on the way. Never of itself: its
    /// other connections have its number, too. An announcement is passed over only for the numbers on its way, so that all
    /// listeners together take time in line with what is announced.
    fn tell(&mut self, asn: u32) -> Option<(IpNet, usize)> {
        if let Some(told) = self.told.get(&asn) {
            return *told;
        }
        let is_heard = |(from, prefix): &&(u32, &VpnPrefix)| *from != asn && !prefix.as_path.contains(&asn);
        let heard = self.announced.iter().find(is_heard);
        let heard = heard.map(|(_, prefix)| (prefix.net, prefix.as_path.len() + 1));
        let rank = |(net, hops): &(IpNet, usize)| (net.prefix_len(), Reverse(*hops));
        let told = self.block.map(|net| (net, 1)).into_iter().chain(heard).max_by_key(rank);
        self.told.insert(asn, told);
        told
    }
}

/// The connection of the site over which an address of a VPC could be reached, and the block of the VPC: for a reply the
/// one that the request came by, if it leads there.
pub(super) fn leads_to<'a>(
    walk: &Walk<'a>,
    site: &'a SiteNode,
    destination: IpAddr,
) -> Option<(&'a VpnConnectionNode, IpNet)> {
    let network = walk.world.network;
    let block = |connection: &'a VpnConnectionNode| {
        let gateway = connection.vpn_gateway.as_ref().and_then(|id| network.vpn_gateways.get(id));
        let vpc = gateway.and_then(|gateway| walk.world.vpc(gateway.vpc.as_ref()));
        let vpc = vpc.filter(|vpc| walk.may_be_in(Some(&vpc.id), destination));
        let of_vpc = vpc.and_then(|vpc| vpc.cidrs.iter().find(|cidr| cidr.contains(&destination)).copied());
        of_vpc.or_else(|| behind_hub(walk, connection, destination)).map(|net| (connection, net))
    };
    let came_by = walk.session.came_to_site_by.filter(|by| by.site.as_ref() == Some(&site.id));
    let own = site.connections.iter().filter_map(|id| network.vpn_connections.get(id));
    came_by.filter(|_| walk.is_return()).into_iter().chain(own).find_map(block)
}

/// The block with the address of a VPC that is attached to the transit gateway of a connection.
fn behind_hub(walk: &Walk<'_>, connection: &VpnConnectionNode, destination: IpAddr) -> Option<IpNet> {
    let network = walk.world.network;
    let hub = network.transit_gateways.get(connection.transit_gateway.as_ref()?)?;
    let attachments = hub.attachments.iter().filter_map(|id| network.transit_gateway_attachments.get(id));
    let mut vpcs = attachments
        .filter(|node| node.is_up() && node.vpc().is_some() && walk.may_be_behind(node, destination));
    let is_carried = Family::of(destination) == connection.inside;
    vpcs.find_map(|node| network.block_behind(node, destination)).filter(|_| is_carried)
}
