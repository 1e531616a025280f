//! A missing route to the gateway's end of the tunnel of a Connect peer (R-TGW-43).

use super::route;
use crate::change::{Change, Fix};
use crate::model::ResourceId;
use crate::net::CidrBlock;
use crate::simulate::packet::Packet;
use crate::simulate::place::NextHop;
use crate::simulate::walk::Walk;
use crate::simulate::world::World;
use crate::topology::{ConnectPeerNode, TransitGatewayNode, VpcNode};
use ipnet::IpNet;
use std::net::IpAddr;

/// The transit gateway that holds the end of the tunnel which the packet is in, by the attachment that carries it, and its
/// block around that end.
pub(super) fn end_of<'a>(
    walk: &Walk<'a>,
    packet: &Packet<'a>,
    vpc: &VpcNode,
) -> Option<(NextHop<'a>, &'a ResourceId, IpNet)> {
    let network = walk.world.network;
    let peer = packet.tunnel.as_ref()?.peer;
    let end = peer.hub_address.filter(|end| *end == packet.header.destination)?;
    let gateway = network.transit_gateways.get(peer.gateway.as_ref()?).filter(|hub| !hub.is_gone())?;
    let transport = network.transit_gateway_attachments.get(peer.transport.as_ref()?)?;
    let block = block_of(walk.world, gateway, end)?;
    let is_carrier = transport.vpc() == Some(&vpc.id);
    is_carrier.then_some((NextHop::TransitGateway(gateway, transport), &gateway.id, block))
}

/// The narrowest block of a transit gateway around an address.
fn block_of(world: World<'_>, gateway: &TransitGatewayNode, end: IpAddr) -> Option<IpNet> {
    let drawn = world.network.document.transit_gateway(gateway.id.as_str())?;
    let blocks = drawn.options.transit_gateway_cidr_blocks.iter().filter_map(CidrBlock::net);
    blocks.filter(|block| block.contains(&end)).max_by_key(IpNet::prefix_len)
}

/// A route from the subnet of the appliance to the gateway's end, where its table has none to that block.
pub(in crate::simulate) fn back(
    world: World<'_>,
    gateway: &TransitGatewayNode,
    peer: &ConnectPeerNode,
) -> Option<Fix> {
    let interface = world.network.interfaces.get(peer.interface.as_ref()?)?;
    let table = world.routed.table_of(world.subnet(interface.subnet.as_ref())?)?;
    let block = block_of(world, gateway, peer.hub_address?)?;
    let is_taken = table.routes.iter().any(|route| route.destination == block);
    if is_taken || gateway.is_gone() {
        return None;
    }
    route::add(world, table, "transitGatewayId", &gateway.id, block)
}

/// Adds the subnet of the appliance to the attachment that carries the tunnel, which has none in its zone (R-TGW-5).
pub(in crate::simulate) fn zone(world: World<'_>, peer: &ConnectPeerNode) -> Option<Fix> {
    let interface = world.network.interfaces.get(peer.interface.as_ref()?)?;
    let transport = world.network.transit_gateway_attachments.get(peer.transport.as_ref()?)?;
    super::hub_zone::add(world, transport, world.subnet(interface.subnet.as_ref())?)
}

/// Leaves the gateway's end to AWS, which takes a free address of a block of the gateway.
pub(in crate::simulate) fn free_end(world: World<'_>, peer: &ConnectPeerNode) -> Option<Fix> {
    let document = &world.network.document;
    let gateway = document.transit_gateway(peer.gateway.as_ref()?.as_str())?;
    let is_v4 = peer.peer_address?.is_ipv4();
    let blocks = gateway.options.transit_gateway_cidr_blocks.iter().filter_map(CidrBlock::net);
    let has_block = blocks.filter(|block| block.addr().is_ipv4() == is_v4).count() > 0;
    let drawn = document.transit_gateway_connect_peer(peer.id.as_str())?;
    let is_written = drawn.connect_peer_configuration.transit_gateway_address.is_some();
    (has_block && is_written).then(|| Fix {
        title: format!("Let AWS choose the end of {}", document.display_name(peer.id.as_str())),
        changes: vec![Change::RemovePath {
            id: peer.id.clone(),
            path: "/connectPeerConfiguration/transitGatewayAddress".to_owned(),
        }],
    })
}
