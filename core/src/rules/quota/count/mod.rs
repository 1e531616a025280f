//! What is counted for each quota. Each function gives the subjects that have more than the limit.

mod dns;
mod load_balancer;
mod sharing;
mod transit_gateway;
mod vpn;

pub(super) use dns::{
    addresses_per_resolver_endpoint, health_checks_per_account, hosted_zones_per_account, records_per_name,
    records_per_zone, vpcs_per_private_zone,
};
pub(super) use load_balancer::{
    listeners_per_load_balancer, load_balancers_per_region, rules_per_load_balancer,
    target_groups_per_action, target_groups_per_load_balancer, targets_per_load_balancer,
};
pub(super) use sharing::{participants_per_vpc, shared_subnets_per_account};
pub(super) use transit_gateway::{
    attachments_per_transit_gateway, attachments_per_vpc, blocks_per_transit_gateway,
    connect_peers_per_attachment, peerings_per_transit_gateway, routes_announced_by_connect_peer,
    tables_per_transit_gateway, transit_gateways_per_region,
};
pub(super) use vpn::{
    connections_per_vpn_gateway, customer_gateways_per_region, routes_announced_to_transit_gateway,
    routes_announced_to_vpn_gateway, vpn_connections_per_region, vpn_gateways_per_region,
};

use super::Counted;
use crate::model::{ElasticIp, IpPermission, Resource, ResourceId, Route};
use crate::net::Family;
use crate::routing::{EffectiveTable, Origin};
use crate::rules::context::Context;
use crate::topology::{FlowLogScope, PeeringNode, VpcNode};
use std::collections::BTreeMap;

/// Counts per VPC; a VPC over the limit is the element.
fn per_vpc(context: &Context<'_>, limit: usize, count: impl Fn(&VpcNode) -> usize) -> Vec<Counted> {
    let counted = context.vpcs().map(|vpc| (&vpc.id, count(vpc)));
    over(context, limit, counted)
}

/// Those of the counted resources that are over the limit.
fn over<'a>(
    context: &Context<'_>,
    limit: usize,
    counted: impl Iterator<Item = (&'a ResourceId, usize)>,
) -> Vec<Counted> {
    counted
        .filter(|(_, count)| *count > limit)
        .map(|(id, count)| Counted { elements: vec![id.clone()], subject: context.name(id), count })
        .collect()
}

/// Counts how often each is named.
fn most<'a>(
    context: &Context<'_>,
    limit: usize,
    named: impl Iterator<Item = &'a ResourceId>,
) -> Vec<Counted> {
    let mut counts: BTreeMap<&ResourceId, usize> = BTreeMap::new();
    for id in named {
        *counts.entry(id).or_default() += 1;
    }
    over(context, limit, counts.into_iter())
}

/// Counts per account and place that may have no entry of its own (a Region, a zone): the surplus resources are the
/// elements.
fn per_place<'a>(
    context: &Context<'_>,
    limit: usize,
    placed: impl Iterator<Item = (&'a str, &'a ResourceId)>,
) -> Vec<Counted> {
    let mut found: BTreeMap<(&str, Option<&str>), Vec<&ResourceId>> = BTreeMap::new();
    for (place, id) in placed {
        found.entry((place, context.network.owner_of(id.as_str()))).or_default().push(id);
    }
    found
        .into_iter()
        .filter(|(_, ids)| ids.len() > limit)
        .map(|((place, owner), ids)| Counted {
            elements: ids.iter().skip(limit).copied().cloned().collect(),
            subject: subject(context, place, owner),
            count: ids.len(),
        })
        .collect()
}

/// Counts per account; where nobody says whose they are, all are of one. The surplus resources are the elements.
fn per_account<'a>(
    context: &Context<'_>,
    limit: usize,
    counted: impl Iterator<Item = &'a ResourceId>,
) -> Vec<Counted> {
    let mut found: BTreeMap<Option<&str>, Vec<&ResourceId>> = BTreeMap::new();
    for id in counted {
        found.entry(context.network.owner_of(id.as_str())).or_default().push(id);
    }
    let named = |owner: Option<&str>| match owner {
        Some(owner) => context.account_name(owner),
        None => "The account".to_owned(),
    };
    found
        .into_iter()
        .filter(|(_, ids)| ids.len() > limit)
        .map(|(owner, ids)| Counted {
            elements: ids.iter().skip(limit).copied().cloned().collect(),
            subject: named(owner),
            count: ids.len(),
        })
        .collect()
}

/// How the user calls a place of an account: "eu-west-1 of payments".
fn subject(context: &Context<'_>, place: &str, owner: Option<&str>) -> String {
    let place = context.document.display_name(place);
    owner.map_or_else(|| place.to_owned(), |owner| format!("{place} of {}", context.account_name(owner)))
}

pub(super) fn vpcs_per_region(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    per_place(context, limit, context.vpcs().filter_map(|vpc| Some((vpc.region.as_deref()?, &vpc.id))))
}

pub(super) fn igws_per_region(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let attached = context.vpcs().filter_map(|vpc| Some((vpc.region.as_deref()?, &vpc.internet_gateways)));
    per_place(context, limit, attached.flat_map(|(region, ids)| ids.iter().map(move |id| (region, id))))
}

pub(super) fn groups_per_region(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let groups = context.vpcs().filter_map(|vpc| Some((vpc.region.as_deref()?, &vpc.security_groups)));
    per_place(context, limit, groups.flat_map(|(region, ids)| ids.iter().map(move |id| (region, id))))
}

/// Also one that AWS does not take into account any more counts while it exists.
pub(super) fn public_access_exclusions_per_region(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let placed = context.document.resources.iter().filter_map(|(id, resource)| {
        let Resource::VpcBlockPublicAccessExclusion(exclusion) = resource.as_ref() else { return None };
        let of_subnet = || context.network.vpc_of_subnet(exclusion.subnet_id.as_ref()?.as_str());
        let of_vpc = exclusion.vpc_id.as_ref().and_then(|vpc| context.network.vpcs.get(vpc));
        Some((of_vpc.or_else(of_subnet)?.region.as_deref()?, id))
    });
    per_place(context, limit, placed)
}

/// Transit gateways have a quota of their own.
pub(super) fn flow_logs_per_resource(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let placed = context.network.flow_logs.values().filter_map(|log| match log.scope.as_ref()? {
        FlowLogScope::Vpc(id) | FlowLogScope::Subnet(id) | FlowLogScope::Interface(id) => {
            Some((id.as_str(), &log.id))
        }
        FlowLogScope::TransitGateway(_) => None,
    });
    per_place(context, limit, placed)
}

pub(super) fn gateway_endpoints_per_region(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let gateways = context.network.endpoints.values().filter(|endpoint| endpoint.is_gateway);
    let placed = gateways.filter_map(|endpoint| {
        let vpc = context.network.vpcs.get(endpoint.vpc.as_ref()?)?;
        Some((vpc.region.as_deref()?, &endpoint.id))
    });
    per_place(context, limit, placed)
}

/// Those with interfaces of either kind count together. One that is gone counts no more.
pub(super) fn interface_endpoints_per_vpc(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let counts = |id: &&ResourceId| {
        let endpoint = context.document.vpc_endpoint(id.as_str());
        endpoint.is_some_and(|endpoint| {
            let is_gone = ["deleted", "rejected", "failed", "expired"].contains(&endpoint.state.as_str());
            !is_gone && (endpoint.is_interface() || endpoint.is_gateway_load_balancer())
        })
    };
    per_vpc(context, limit, |vpc| vpc.endpoints.iter().filter(counts).count())
}

pub(super) fn addresses_per_region(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let region_of = |elastic: &'_ ElasticIp| -> Option<String> {
        if let Some(region) = &elastic.network_border_group {
            return Some(region.clone());
        }
        let interface =
            elastic.network_interface_id.as_ref().and_then(|id| context.network.interfaces.get(id));
        let nat = elastic.nat_gateway_id.as_ref().and_then(|id| context.network.nat_gateways.get(id));
        let vpc = interface.and_then(|node| node.vpc.as_ref()).or(nat.and_then(|node| node.vpc.as_ref()))?;
        context.network.vpcs.get(vpc)?.region.clone()
    };
    let placed: Vec<(String, &ResourceId)> =
        context.elastic_ips.iter().filter_map(|(id, elastic)| Some((region_of(elastic)?, *id))).collect();
    per_place(context, limit, placed.iter().map(|(region, id)| (region.as_str(), *id)))
}

pub(super) fn nats_per_zone(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let placed = context.network.nat_gateways.values().filter_map(|nat| {
        let subnet = context.network.subnets.get(nat.subnet.as_ref()?)?;
        Some((subnet.zone.as_deref()?, &nat.id))
    });
    per_place(context, limit, placed)
}

pub(super) fn addresses_per_nat(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let mut counts: BTreeMap<&ResourceId, usize> = BTreeMap::new();
    for resource in context.document.resources.values() {
        if let Resource::ElasticIp(elastic) = resource.as_ref()
            && let Some(nat) = &elastic.nat_gateway_id
            && context.document.nat_gateway(nat.as_str()).is_none_or(|nat| !nat.is_regional())
        {
            *counts.entry(nat).or_default() += 1;
        }
    }
    over(context, limit, counts.into_iter())
}

pub(super) fn addresses_per_zone_of_nat(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let zones = context.document.resources.iter().flat_map(|(id, resource)| {
        let zones = match resource.as_ref() {
            Resource::NatGateway(nat) => Some(nat.availability_zone_addresses.values()),
            _ => None,
        };
        zones.into_iter().flatten().map(move |zone| (id, zone.allocation_ids.len()))
    });
    over(context, limit, zones)
}

pub(super) fn cidrs_per_vpc(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let blocks = |vpc: &VpcNode| context.document.vpc(vpc.id.as_str()).map_or(0, |vpc| vpc.cidr_blocks.len());
    per_vpc(context, limit, blocks)
}

pub(super) fn ipv6_cidrs_per_vpc(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let blocks =
        |vpc: &VpcNode| context.document.vpc(vpc.id.as_str()).map_or(0, |vpc| vpc.ipv6_cidr_blocks.len());
    per_vpc(context, limit, blocks)
}

pub(super) fn subnets_per_vpc(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    per_vpc(context, limit, |vpc| vpc.subnets.len())
}

pub(super) fn tables_per_vpc(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    per_vpc(context, limit, |vpc| vpc.route_tables.len())
}

pub(super) fn acls_per_vpc(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    per_vpc(context, limit, |vpc| vpc.network_acls.len())
}

pub(super) fn peerings_per_vpc(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let is_active = |id: &&ResourceId| context.network.peerings.get(*id).is_some_and(PeeringNode::is_active);
    per_vpc(context, limit, |vpc| vpc.peerings.iter().filter(is_active).count())
}

/// Requests count for the VPC that asks.
pub(super) fn outstanding_peerings_per_vpc(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    per_vpc(context, limit, |vpc| {
        let peerings = vpc.peerings.iter().filter_map(|id| context.network.peerings.get(id));
        let is_asked_by_it = |peering: &&PeeringNode| {
            let [requester, _] = &peering.sides;
            peering.status == "pending-acceptance" && requester.vpc.as_ref() == Some(&vpc.id)
        };
        peerings.filter(is_asked_by_it).count()
    })
}

pub(super) fn interfaces_per_zone(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let placed = context.network.interfaces.values().filter_map(|interface| {
        let subnet = context.network.subnets.get(interface.subnet.as_ref()?)?;
        Some((subnet.zone.as_deref()?, &interface.id))
    });
    per_place(context, limit, placed)
}

pub(super) fn groups_per_interface(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let named = context.document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::NetworkInterface(interface) => Some((id, interface.group_ids.len())),
        _ => None,
    });
    over(context, limit, named)
}

pub(super) fn routes_per_table(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let count = |routes: &BTreeMap<crate::model::RowId, Route>| {
        // What a gateway propagates counts for another limit.
        let written = || routes.values().filter(|route| !route.is_propagated());
        let of = |family| written().map(|route| weight_of_route(context, route, family)).sum::<usize>();
        of(Family::Ipv4).max(of(Family::Ipv6))
    };
    over(context, limit, context.tables().map(|(id, table, _, _)| (id, count(&table.routes))))
}

/// What a virtual private gateway tells a table, whoever wrote it down.
pub(super) fn propagated_routes_per_table(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let told = |table: &EffectiveTable| {
        table.routes.iter().filter(|route| route.origin == Origin::Propagated).count()
    };
    let tables = context.routed.tables.iter();
    over(context, limit, tables.map(|(id, table)| (id, told(table))))
}

fn weight_of_route(context: &Context<'_>, route: &Route, family: Family) -> usize {
    match (route.destination_cidr(), &route.destination_prefix_list_id) {
        (Some(block), _) => usize::from(block.family() == Some(family)),
        (None, Some(list)) => weight_of_list(context, list, family),
        (None, None) => 0,
    }
}

/// A list counts with the most entries that it may have, in its own family (R-RT-33, R-SG-13). AWS's own lists of S3
/// and DynamoDB have the weight 1, as has one that is not known.
fn weight_of_list(context: &Context<'_>, id: &ResourceId, family: Family) -> usize {
    let Some(list) = context.document.managed_prefix_list(id.as_str()) else { return 1 };
    if list.address_family != family.label() {
        return 0;
    }
    let node = context.network.prefix_lists.get(id);
    node.filter(|node| node.service.is_none()).map_or(1, |node| node.max_entries.max(node.entries.len()))
}

pub(super) fn rules_per_group(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    over(context, limit, context.groups().map(|(id, _)| (id, rules_of_group(context, id))))
}

/// The rules of a group, of one family in one direction, where it has most. A rule counts once; one with a prefix list as
/// many times as the list may have entries (R-SG-13).
pub(super) fn rules_of_group(context: &Context<'_>, id: &ResourceId) -> usize {
    let weight = |rule: &IpPermission, family: Family| match &rule.prefix_list_id {
        Some(list) => weight_of_list(context, list, family),
        None if family == Family::Ipv4 => usize::from(rule.cidr_ipv6.is_none()),
        None => usize::from(rule.cidr_ip.is_none()),
    };
    let Some(group) = context.document.security_group(id.as_str()) else { return 0 };
    let inbound: Vec<&IpPermission> = group.ip_permissions.values().collect();
    let outbound: Vec<&IpPermission> =
        group.ip_permissions_egress.iter().flat_map(BTreeMap::values).collect();
    let of = |rules: &[&IpPermission], family| rules.iter().map(|rule| weight(rule, family)).sum::<usize>();
    let both = |rules: &[&IpPermission]| of(rules, Family::Ipv4).max(of(rules, Family::Ipv6));
    both(&inbound).max(both(&outbound))
}

/// Lists of customers; AWS's own are AWS's matter.
pub(super) fn entries_per_prefix_list(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let own = context.network.prefix_lists.values().filter(|list| {
        let written = context.document.managed_prefix_list(list.id.as_str());
        list.service.is_none() && written.is_some_and(|list| list.owner_id.as_deref() != Some("AWS"))
    });
    over(context, limit, own.map(|list| (&list.id, list.max_entries.max(list.entries.len()))))
}

pub(super) fn entries_per_acl(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let counted = context.acls().map(|(id, acl)| {
        let entries = || acl.entries.iter().flat_map(BTreeMap::values);
        let outbound = entries().filter(|entry| entry.egress).count();
        (id, outbound.max(entries().count() - outbound))
    });
    over(context, limit, counted)
}
