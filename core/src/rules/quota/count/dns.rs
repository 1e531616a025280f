use super::Counted;
use crate::model::{Resource, ResourceType};
use crate::rules::context::Context;
use crate::topology::domain_of;
use std::collections::BTreeMap;

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

/// Hosted zones of an account, public and private ones.
pub(in crate::rules::quota) fn hosted_zones_per_account(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let all = context.document.resources.iter();
    let zones = all.filter(|(_, resource)| matches!(resource.as_ref(), Resource::HostedZone(_)));
    super::per_account(context, limit, zones.map(|(id, _)| id))
}

/// Records of a zone.
pub(in crate::rules::quota) fn records_per_zone(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let zones = context.document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::HostedZone(zone) => Some((id, zone.resource_record_sets.len())),
        _ => None,
    });
    super::over(context, limit, zones)
}

/// Health checks of an account.
pub(in crate::rules::quota) fn health_checks_per_account(
    context: &Context<'_>,
    limit: usize,
) -> Vec<Counted> {
    let all = context.document.resources.iter();
    let checks = all.filter(|(_, resource)| matches!(resource.as_ref(), Resource::HealthCheck(_)));
    super::per_account(context, limit, checks.map(|(id, _)| id))
}

/// Records of one name and type among which Route 53 chooses, but for those by nearness, which have a number of their own.
/// Plain ones and pairs cannot be many.
pub(in crate::rules::quota) fn records_per_name(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let mut found = Vec::new();
    for (id, resource) in &context.document.resources {
        let Resource::HostedZone(zone) = resource.as_ref() else { continue };
        let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
        for set in zone.resource_record_sets.values() {
            if matches!(set.policy(), "simple" | "failover" | "geoproximity") {
                continue;
            }
            let name = set.name.as_deref().map(domain_of).unwrap_or_default();
            let kind = set.r#type.as_deref().unwrap_or_default().to_uppercase();
            *counts.entry((name, kind)).or_default() += 1;
        }
        let over = counts.into_iter().filter(|(_, count)| *count > limit);
        found.extend(over.map(|((name, kind), count)| Counted {
            elements: vec![id.clone()],
            subject: format!("{name}, type {kind}"),
            count,
        }));
    }
    found
}
