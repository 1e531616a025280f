//! A missing route to the gateway's end of the tunnel of a Connect peer (R-TGW-43).

use crate::model::ResourceId;
use crate::net::CidrBlock;
use crate::simulate::packet::Packet;
use crate::simulate::place::NextHop;
use crate::simulate::walk::Walk;
use crate::topology::VpcNode;
use ipnet::IpNet;

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
    let drawn = network.document.transit_gateway(gateway.id.as_str())?;
    let blocks = drawn.options.transit_gateway_cidr_blocks.iter().filter_map(CidrBlock::net);
    let block = blocks.max_by_key(|block| (block.contains(&end), block.prefix_len()))?;
    let is_carrier = transport.vpc() == Some(&vpc.id) && block.contains(&end);
    is_carrier.then_some((NextHop::TransitGateway(gateway, transport), &gateway.id, block))
}
