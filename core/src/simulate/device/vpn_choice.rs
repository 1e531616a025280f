//! Which VPN connection of a virtual private gateway takes a packet, and whether its tunnels are up (R-VGW-3, R-VGW-7,
//! R-VGW-9).
//!
//! <https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-route-priority.html>.

use super::equal_ways;
use crate::model::{ResourceId, RowId};
use crate::ordered::Order;
use crate::routing::{EffectiveRoute, HubRoute, Origin, Target};
use crate::simulate::walk::Walk;
use crate::topology::{VpnConnectionNode, VpnGatewayNode, VpnPrefix};
use std::cmp::Reverse;
use std::net::IpAddr;

/// What a gateway does with an address.
pub(super) enum Choice<'a> {
    /// This connection takes it.
    Up(Candidate<'a>),
    /// This one would, but every connection that could has no tunnel up.
    Down(Candidate<'a>),
    /// The walk parts here.
    Parted,
    /// None leads there.
    None,
}

/// A connection that leads to an address.
#[derive(Clone, Copy)]
pub(super) struct Candidate<'a> {
    pub(super) connection: &'a VpnConnectionNode,
    pub(super) prefix: &'a VpnPrefix,
    /// Whether another connection has the same prefix, so that AWS has to choose.
    pub(super) has_rival: bool,
    /// Whether another one ranks alike, so that nobody can tell which AWS takes.
    pub(super) is_alike: bool,
}

/// The connection with the narrowest prefix; of several a static one, then the shortest way, then the lowest
/// discriminator. The health of the tunnels beats all of these. Of those that rank alike AWS takes one, and the walk parts.
/// `except` is the one that the packet came by.
pub(super) fn choose<'a>(
    walk: &mut Walk<'a>,
    gateway: &'a VpnGatewayNode,
    destination: IpAddr,
    except: Option<&ResourceId>,
) -> Choice<'a> {
    let network = walk.world.network;
    let connections = gateway.connections.iter().filter(|id| Some(*id) != except);
    let connections = connections.filter_map(|id| network.vpn_connections.get(id));
    let mut all: Vec<(&VpnConnectionNode, &VpnPrefix)> =
        connections.filter_map(|connection| Some((connection, connection.prefix_of(destination)?))).collect();
    let rank = |(connection, prefix): &(&VpnConnectionNode, &VpnPrefix)| {
        let length = Reverse(prefix.net.prefix_len());
        (!is_up(walk, connection), length, !connection.is_static, prefix.as_path.len(), prefix.med)
    };
    all.order_by_key(|one| (rank(one), one.0.id.clone()));
    let Some(best) = all.first() else { return Choice::None };
    let equal = all.iter().filter(|one| rank(one) == rank(best)).count();
    let candidate = |(connection, prefix): (&'a VpnConnectionNode, &'a VpnPrefix)| Candidate {
        connection,
        prefix,
        has_rival: all.iter().filter(|(_, other)| other.net == prefix.net).count() > 1,
        is_alike: equal > 1,
    };
    let (connection, prefix) = *best;
    if !is_up(walk, connection) {
        return Choice::Down(candidate(*best));
    }
    let ways: Vec<&ResourceId> = all.iter().take(equal).map(|(connection, _)| &connection.id).collect();
    let reason = format!(
        "{} has equal paths to {} and shares nothing among them: AWS chooses one",
        walk.world.name(&gateway.id),
        prefix.net
    );
    // The gateway sends all that is for one block the same way, so request and reply of a flow share the choice.
    let choice = format!("path {} {}", gateway.id, prefix.net);
    let taken = walk.pick(&gateway.id, choice, equal_ways::names(walk, &ways), reason);
    taken.and_then(|way| all.get(way)).map_or(Choice::Parted, |one| Choice::Up(candidate(*one)))
}

/// Whether AWS sends into it: the connection is available and a tunnel is up, with BGP also its session. What is blamed
/// already is taken to be up.
pub(super) fn is_up(walk: &Walk<'_>, connection: &VpnConnectionNode) -> bool {
    walk.session.is_assumed_good(&connection.id)
        || connection.is_available && active_tunnel(walk, connection).is_some()
}

/// Whether packets of the site pass: a tunnel is enough, whatever BGP does. What is blamed already is taken to be up.
pub(super) fn carries(walk: &Walk<'_>, connection: &VpnConnectionNode) -> bool {
    walk.session.is_assumed_good(&connection.id)
        || connection.is_available && open_tunnel(walk, connection).is_some()
}

/// Whether BGP has taken a route of a transit gateway back: the VPN connection that brought it has no tunnel that is up, or
/// no Connect peer that announces it has a session.
pub(super) fn is_withdrawn(walk: &Walk<'_>, route: &HubRoute) -> bool {
    let network = walk.world.network;
    let attachment = route.attachment().filter(|_| route.path.is_some());
    let attachment = attachment.and_then(|id| network.transit_gateway_attachments.get(id));
    if let Some(own) = attachment.filter(|own| !own.peers.is_empty()) {
        let mut peers = own.peers.iter().filter_map(|id| network.connect_peers.get(id));
        return !peers.any(|peer| walk.world.is_peer_up(peer) && route.is_told_by(peer));
    }
    let connection = attachment.and_then(|node| network.vpn_connections.get(node.connection()?));
    connection.is_some_and(|connection| !is_up(walk, connection))
}

/// Whether AWS has taken a route out of the table of a VPC that its virtual private gateway put there: the gateway is not
/// up, or every VPN connection that tells it of the block has no tunnel that is up. A row that an importer saw is there
/// whatever the drawing says; only what fails takes it out. What is blamed already is taken to be up.
pub(in crate::simulate) fn is_taken_out(walk: &Walk<'_>, route: &EffectiveRoute) -> bool {
    let Target::VpnGateway(id) = &route.target else { return false };
    let network = walk.world.network;
    let Some(gateway) = network.vpn_gateways.get(id).filter(|_| route.origin == Origin::Propagated) else {
        return false;
    };
    let is_told =
        |one: &&VpnConnectionNode| one.prefixes.iter().any(|prefix| prefix.net == route.destination);
    let connections = gateway.connections.iter().filter_map(|id| network.vpn_connections.get(id));
    let tellers: Vec<&VpnConnectionNode> = connections.filter(is_told).collect();
    if route.is_written() && !tellers.iter().any(|one| one.has_tunnel()) {
        return false;
    }
    let is_working = gateway.state == "available" || walk.session.is_assumed_good(id);
    !is_working || !tellers.iter().any(|one| is_up(walk, one))
}

/// How many tunnels AWS may send into.
pub(super) fn tunnels_up(walk: &Walk<'_>, connection: &VpnConnectionNode) -> usize {
    open_tunnels(walk, connection).filter(|row| has_session(walk, connection, row)).count()
}

/// The tunnel that AWS sends into: the first that is up. The other one stands by (R-VGW-7).
pub(super) fn active_tunnel<'c>(walk: &Walk<'_>, connection: &'c VpnConnectionNode) -> Option<&'c RowId> {
    open_tunnels(walk, connection).find(|row| has_session(walk, connection, row))
}

/// The tunnel that the site sends into.
pub(super) fn open_tunnel<'c>(walk: &Walk<'_>, connection: &'c VpnConnectionNode) -> Option<&'c RowId> {
    open_tunnels(walk, connection).next()
}

fn open_tunnels<'a, 'c>(
    walk: &Walk<'a>,
    connection: &'c VpnConnectionNode,
) -> impl Iterator<Item = &'c RowId> + use<'a, 'c> {
    let world = walk.world;
    let tunnels = connection.tunnels.iter().filter(|(_, is_up)| *is_up).map(|(row, _)| row);
    tunnels.filter(move |row| !world.is_tunnel_down(&connection.id, row))
}

/// AWS takes a tunnel without its BGP session for down.
fn has_session(walk: &Walk<'_>, connection: &VpnConnectionNode, tunnel: &RowId) -> bool {
    connection.is_static || !walk.world.is_session_down(&connection.id, tunnel)
}
