//! What is counted of transit gateways.

use super::{most, over, per_place};
use crate::model::{Resource, TransitGatewayAttachment};
use crate::rules::context::Context;
use crate::rules::quota::Counted;

pub(in crate::rules::quota) fn transit_gateways_per_region(
    context: &Context<'_>,
    limit: usize,
) -> Vec<Counted> {
    let placed = context.document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::TransitGateway(gateway) => Some((gateway.region.as_deref()?, id)),
        _ => None,
    });
    per_place(context, limit, placed)
}

pub(in crate::rules::quota) fn tables_per_transit_gateway(
    context: &Context<'_>,
    limit: usize,
) -> Vec<Counted> {
    let gateways = context.document.resources.values().filter_map(|resource| match resource.as_ref() {
        Resource::TransitGatewayRouteTable(table) => table.transit_gateway_id.as_ref(),
        _ => None,
    });
    most(context, limit, gateways)
}

/// A peering counts on both sides.
pub(in crate::rules::quota) fn attachments_per_transit_gateway(
    context: &Context<'_>,
    limit: usize,
) -> Vec<Counted> {
    most(context, limit, attachments(context).flat_map(TransitGatewayAttachment::transit_gateway_ids))
}

pub(in crate::rules::quota) fn attachments_per_vpc(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    most(context, limit, attachments(context).filter_map(TransitGatewayAttachment::vpc_id))
}

pub(in crate::rules::quota) fn peerings_per_transit_gateway(
    context: &Context<'_>,
    limit: usize,
) -> Vec<Counted> {
    let peerings = attachments(context).filter(|attachment| attachment.is_peering());
    most(context, limit, peerings.flat_map(TransitGatewayAttachment::transit_gateway_ids))
}

pub(in crate::rules::quota) fn connect_peers_per_attachment(
    context: &Context<'_>,
    limit: usize,
) -> Vec<Counted> {
    let peers = context.network.connect_peers.values().filter(|peer| !peer.is_gone());
    most(context, limit, peers.filter_map(|peer| peer.attachment.as_ref()))
}

pub(in crate::rules::quota) fn blocks_per_transit_gateway(
    context: &Context<'_>,
    limit: usize,
) -> Vec<Counted> {
    let gateways = context.document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::TransitGateway(gateway) => Some((id, gateway.options.transit_gateway_cidr_blocks.len())),
        _ => None,
    });
    over(context, limit, gateways)
}

pub(in crate::rules::quota) fn routes_announced_by_connect_peer(
    context: &Context<'_>,
    limit: usize,
) -> Vec<Counted> {
    let peers = context.document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::TransitGatewayConnectPeer(peer) if peer.state != "deleted" => {
            Some((id, peer.advertisements.as_ref().map_or(0, std::collections::BTreeMap::len)))
        }
        _ => None,
    });
    over(context, limit, peers)
}

/// Those that are there: AWS keeps what is deleted or was refused in its lists for a while.
fn attachments<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a TransitGatewayAttachment> + use<'a> {
    context.document.resources.values().filter_map(|resource| match resource.as_ref() {
        Resource::TransitGatewayAttachment(attachment) => {
            let is_gone = ["deleted", "failed", "rejected"].contains(&attachment.state.as_str());
            (!is_gone).then_some(attachment)
        }
        _ => None,
    })
}
