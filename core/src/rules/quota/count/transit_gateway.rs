//! What is counted of transit gateways.

use super::{most, per_place};
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
