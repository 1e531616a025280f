//! What attachments bring into the tables of a transit gateway to which they propagate (R-TGW-20, R-TGW-28).

use super::{BgpPath, HubOrigin, RoutedNetwork};
use crate::ordered::Order;
use crate::topology::{
    AttachmentKind, ConnectPeerNode, TransitGatewayAttachmentNode, TransitGatewayNode, VpnConnectionNode,
    VpnPrefix,
};
use ipnet::IpNet;

/// What an attachment brings.
pub(super) enum Brought {
    Nothing,
    /// These blocks, in use or idle: of an attachment that is not up, or without a tunnel, AWS has no route.
    Blocks {
        origin: HubOrigin,
        blocks: Vec<(IpNet, Option<BgpPath>)>,
        is_idle: bool,
    },
    /// Every path to these blocks, of several speakers: in use, and of those that are not up.
    Paths {
        origin: HubOrigin,
        blocks: Vec<(IpNet, Option<BgpPath>)>,
        idle: Vec<(IpNet, Option<BgpPath>)>,
    },
    Unknown,
}

pub(super) fn brought_by(
    routed: &RoutedNetwork,
    gateway: &TransitGatewayNode,
    node: &TransitGatewayAttachmentNode,
) -> Brought {
    let network = &routed.network;
    let unknown = if node.is_up() { Brought::Unknown } else { Brought::Nothing };
    match node.kind {
        AttachmentKind::Vpc => match node.vpc().and_then(|vpc| network.vpcs.get(vpc)) {
            Some(vpc) => Brought::Blocks {
                origin: HubOrigin::Vpc,
                blocks: vpc
                    .cidrs
                    .iter()
                    .filter(|cidr| matches!(cidr, IpNet::V4(_)) || node.propagates_ipv6)
                    .map(|cidr| (*cidr, None))
                    .collect(),
                is_idle: !node.is_up(),
            },
            None => unknown,
        },
        AttachmentKind::Peering | AttachmentKind::NetworkFunction => Brought::Nothing,
        AttachmentKind::Vpn => {
            let connection = node.connection().and_then(|id| network.vpn_connections.get(id));
            connection.map_or(unknown, |connection| announced(gateway, node, connection))
        }
        AttachmentKind::Connect => over_connect(routed, gateway, node),
        AttachmentKind::Other => unknown,
    }
}

/// What appliances announce over a Connect attachment (R-TGW-43): idle while the attachment that carries it is not up, and
/// what only peers announce over which BGP does not speak. Without peers nothing, but what an importer did not see or
/// somebody wrote down; and nothing while the gateway has no block for the ends of their tunnels.
fn over_connect(
    routed: &RoutedNetwork,
    gateway: &TransitGatewayNode,
    node: &TransitGatewayAttachmentNode,
) -> Brought {
    let network = &routed.network;
    let transport = node.resource.as_ref().and_then(|id| network.transit_gateway_attachments.get(id));
    let is_up = node.is_up() && transport.is_none_or(TransitGatewayAttachmentNode::is_up);
    let origin = HubOrigin::Connect;
    if node.peers.is_empty() {
        let drawn = network.document.transit_gateway(gateway.id.as_str());
        if drawn.is_none_or(|drawn| drawn.options.transit_gateway_cidr_blocks.is_empty()) {
            return Brought::Nothing;
        }
        let is_unread = node.is_up() && gateway.does_not_know("transitGatewayConnectPeer");
        let unknown = if is_unread { Brought::Unknown } else { Brought::Nothing };
        return node.announced.as_ref().map_or(unknown, |announced| Brought::Blocks {
            origin,
            blocks: best_of(announced, false),
            is_idle: !is_up,
        });
    }
    let peers = || node.peers.iter().filter_map(|id| network.connect_peers.get(id));
    let speaks = |peer: &ConnectPeerNode| is_up && routed.peer_fault(peer).is_none();
    if peers().any(|peer| peer.announced.is_none() && speaks(peer)) {
        return Brought::Unknown;
    }
    let of = |is_wanted: bool| {
        let mut paths: Vec<(IpNet, Option<BgpPath>)> = Vec::new();
        for peer in peers().filter(|peer| speaks(peer) == is_wanted) {
            let is_internal = i64::from(peer.asn) == gateway.asn;
            for prefix in peer.announced.iter().flatten() {
                let path = BgpPath { as_path: prefix.as_path.clone(), med: prefix.med, is_internal };
                let path = (prefix.net, Some(path));
                if !paths.contains(&path) {
                    paths.push(path);
                }
            }
        }
        paths
    };
    let blocks = of(true);
    let mut idle = of(false);
    idle.retain(|path| !blocks.contains(path));
    Brought::Paths { origin, blocks, idle }
}

/// Of each prefix the best way.
fn best_of(prefixes: &[VpnPrefix], is_internal: bool) -> Vec<(IpNet, Option<BgpPath>)> {
    let mut prefixes: Vec<_> = prefixes.iter().collect();
    prefixes.order_by_key(|prefix| (prefix.as_path.len(), prefix.med));
    let mut blocks: Vec<(IpNet, Option<BgpPath>)> = Vec::new();
    for prefix in prefixes {
        if !blocks.iter().any(|(net, _)| *net == prefix.net) {
            let path = BgpPath { as_path: prefix.as_path.clone(), med: prefix.med, is_internal };
            blocks.push((prefix.net, Some(path)));
        }
    }
    blocks
}

/// What BGP tells over a VPN connection while a tunnel is up, each prefix by its best way. A connection with static routes
/// brings none: somebody writes them into the tables of the gateway.
fn announced(
    gateway: &TransitGatewayNode,
    node: &TransitGatewayAttachmentNode,
    connection: &VpnConnectionNode,
) -> Brought {
    if connection.is_static {
        return Brought::Nothing;
    }
    let is_idle = !connection.has_tunnel() || !node.is_up();
    if !connection.knows_prefixes {
        return if is_idle { Brought::Nothing } else { Brought::Unknown };
    }
    let is_internal = i64::from(connection.asn) == gateway.asn;
    let blocks = best_of(&connection.prefixes, is_internal);
    let origin = if connection.concentrator.is_some() { HubOrigin::VpnConcentrator } else { HubOrigin::Vpn };
    Brought::Blocks { origin, blocks, is_idle }
}
