//! What is counted of virtual private gateways and VPN connections.

use super::{most, over, per_place};
use crate::model::{Resource, ResourceId, VpnConnection};
use crate::rules::context::Context;
use crate::rules::quota::Counted;
use std::collections::BTreeMap;

/// A gateway is in the Region of the VPC that it is attached to; AWS tells nothing of one that is detached.
pub(in crate::rules::quota) fn vpn_gateways_per_region(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let placed = context.document.resources.iter().filter_map(|(id, resource)| {
        let Resource::VpnGateway(gateway) = resource.as_ref() else { return None };
        let vpc = context.network.vpcs.get(gateway.vpc_id.as_ref()?)?;
        (gateway.state != "deleted").then_some((vpc.region.as_deref()?, id))
    });
    per_place(context, limit, placed)
}

/// A connection is in the Region of the gateway at AWS's end.
pub(in crate::rules::quota) fn vpn_connections_per_region(
    context: &Context<'_>,
    limit: usize,
) -> Vec<Counted> {
    let placed = connections(context);
    per_place(context, limit, placed.filter_map(|(id, own)| Some((region_of(context, own)?, id))))
}

/// A customer gateway is in the Region of its connections: it says none itself.
pub(in crate::rules::quota) fn customer_gateways_per_region(
    context: &Context<'_>,
    limit: usize,
) -> Vec<Counted> {
    let mut placed: BTreeMap<&ResourceId, &str> = BTreeMap::new();
    for (_, own) in connections(context) {
        let Some((gateway, region)) = own.customer_gateway_id.as_ref().zip(region_of(context, own)) else {
            continue;
        };
        let drawn = context.document.customer_gateway(gateway.as_str());
        if drawn.is_some_and(|gateway| gateway.state != "deleted") {
            placed.entry(gateway).or_insert(region);
        }
    }
    per_place(context, limit, placed.into_iter().map(|(id, region)| (region, id)))
}

fn region_of<'a>(context: &Context<'a>, connection: &VpnConnection) -> Option<&'a str> {
    let network = context.network;
    let hub = connection.transit_gateway_id.as_ref().and_then(|id| network.transit_gateways.get(id));
    let gateway = || network.vpn_gateways.get(connection.vpn_gateway_id.as_ref()?);
    let vpc = || network.vpcs.get(gateway()?.vpc.as_ref()?);
    hub.and_then(|hub| hub.region.as_deref()).or_else(|| vpc()?.region.as_deref())
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
