//! What is counted of virtual private gateways and VPN connections.

use super::{most, over, per_place};
use crate::model::{Resource, ResourceId, VpnConnection};
use crate::rules::context::Context;
use crate::rules::quota::Counted;

/// A gateway is in the Region of the VPC that it is attached to; AWS tells nothing of one that is detached.
pub(in crate::rules::quota) fn vpn_gateways_per_region(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let placed = context.document.resources.iter().filter_map(|(id, resource)| {
        let Resource::VpnGateway(gateway) = resource.as_ref() else { return None };
        let vpc = context.network.vpcs.get(gateway.vpc_id.as_ref()?)?;
        (gateway.state != "deleted").then_some((vpc.region.as_deref()?, id))
    });
    per_place(context, limit, placed)
}

pub(in crate::rules::quota) fn connections_per_vpn_gateway(
    context: &Context<'_>,
    limit: usize,
) -> Vec<Counted> {
    most(
        context,
        limit,
        connections(context).filter_map(|(_, connection)| connection.vpn_gateway_id.as_ref()),
    )
}

pub(in crate::rules::quota) fn routes_announced_to_vpn_gateway(
    context: &Context<'_>,
    limit: usize,
) -> Vec<Counted> {
    let own = connections(context).filter(|(_, connection)| connection.vpn_gateway_id.is_some());
    over(context, limit, own.map(|(id, connection)| (id, announced(connection))))
}

pub(in crate::rules::quota) fn routes_announced_to_transit_gateway(
    context: &Context<'_>,
    limit: usize,
) -> Vec<Counted> {
    let own = connections(context).filter(|(_, connection)| connection.transit_gateway_id.is_some());
    over(context, limit, own.map(|(id, connection)| (id, announced(connection))))
}

/// Those that are there: AWS keeps what is deleted in its lists for a while.
fn connections<'a>(
    context: &Context<'a>,
) -> impl Iterator<Item = (&'a ResourceId, &'a VpnConnection)> + use<'a> {
    context.document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::VpnConnection(connection) if connection.state != "deleted" => Some((id, connection)),
        _ => None,
    })
}

/// What the site is written to announce; nothing over a connection with static routes.
fn announced(connection: &VpnConnection) -> usize {
    let written = connection.advertisements.as_ref().filter(|_| !connection.options.static_routes_only);
    written.map_or(0, std::collections::BTreeMap::len)
}
