use super::Counted;
use crate::model::{Resource, ResourceType};
use crate::rules::context::Context;

/// Interfaces of an endpoint of the resolver: each is an address.
pub(in crate::rules::quota) fn addresses_per_resolver_endpoint(
    context: &Context<'_>,
    limit: usize,
) -> Vec<Counted> {
    let endpoints = context.network.managed_services.values();
    let endpoints = endpoints.filter(|node| node.traits.resource_type == ResourceType::ResolverEndpoint);
    super::over(context, limit, endpoints.map(|node| (&node.id, node.interfaces.len())))
}

/// VPCs that a private zone is associated with.
pub(in crate::rules::quota) fn vpcs_per_private_zone(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let zones = context.document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::HostedZone(zone) if zone.config.private_zone => Some((id, zone.vpcs.len())),
        _ => None,
    });
    super::over(context, limit, zones)
}
