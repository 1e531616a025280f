//! What decides about names: zones, rules of the resolver, groups of DNS Firewall, DHCP option sets. What is dropped on a VPC is associated
//! with it.

use netyard_core::model::{
    AttributeValue, DhcpConfiguration, DhcpOptions, Document, FirewallRuleGroup, HealthCheck,
    HealthCheckConfig, HostedZone, HostedZoneConfig, ResolverRule, Resource, ResourceId,
};

use super::{Made, Site, inside, vpc_at};
use crate::connect::names;
use crate::draft::Draft;
use crate::facts;
use crate::geometry::Geometry;
use crate::part::PartId;

/// What decides about names. What is dropped in the open stays there; beside VPCs the layout finds the place.
///
/// # Errors
/// It cannot be associated with the VPC.
pub(super) fn create(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    part: PartId,
    site: &Site,
) -> Result<Made, String> {
    let made = match part {
        PartId::PublicHostedZone => Ok(create_public_zone(draft)),
        PartId::ResolverRule => create_rule(draft, site),
        PartId::DnsFirewallRuleGroup => create_group(draft, site),
        PartId::DhcpOptions => create_options(draft, site),
        _ => create_zone(draft, site),
    }?;
    if let Some(corner) = site.corner.filter(|_| site.key.is_none()) {
        draft.place(made.key.as_str(), inside(geometry, None, corner));
    }
    Ok(made)
}

/// A public zone without records.
fn create_public_zone(draft: &mut Draft<'_>) -> Made {
    let name = free_domain(draft.document(), ".example");
    let id = draft.add(HostedZone { name: Some(name.clone()), ..HostedZone::default() });
    Made::new(id, format!("{name}, a public zone that answers everybody")).inspected()
}

/// A group of DNS Firewall without rules.
///
/// # Errors
/// It cannot be associated with the VPC.
fn create_group(draft: &mut Draft<'_>, site: &Site) -> Result<Made, String> {
    let name = facts::numbered_name(draft.document(), "dns-firewall");
    let id = draft.add(FirewallRuleGroup { name: Some(name.clone()), ..FirewallRuleGroup::default() });
    let text = match vpc_at(draft, site) {
        Some(vpc) => names::group(draft, &id, &vpc)?,
        None => format!("{name}, a DNS Firewall rule group for no VPC yet"),
    };
    Ok(Made::new(id, text).inspected())
}

/// A private zone without records.
///
/// # Errors
/// It cannot be associated with the VPC.
fn create_zone(draft: &mut Draft<'_>, site: &Site) -> Result<Made, String> {
    let name = free_domain(draft.document(), ".internal");
    let id = draft.add(HostedZone {
        name: Some(name.clone()),
        config: HostedZoneConfig { private_zone: true, ..HostedZoneConfig::default() },
        ..HostedZone::default()
    });
    let text = match vpc_at(draft, site) {
        Some(vpc) => names::zone(draft, &id, &vpc)?,
        None => format!("{name}, a private zone that answers no VPC yet"),
    };
    Ok(Made::new(id, text).inspected())
}

/// A domain below `.internal` or `.example`, which nobody has on the internet.
fn free_domain(document: &Document, below: &str) -> String {
    let zones: Vec<&str> = document
        .resources
        .values()
        .filter_map(|resource| match resource.as_ref() {
            Resource::HostedZone(zone) => zone.name.as_deref(),
            _ => None,
        })
        .collect();
    let mut all = (1..=zones.len() + 1).map(|number| format!("zone-{number}{below}"));
    all.find(|name| !zones.contains(&name.as_str())).unwrap_or_else(|| format!("zone{below}"))
}

/// A rule that forwards, by the only outbound endpoint of the VPC where there is one.
///
/// # Errors
/// It cannot be associated with the VPC.
fn create_rule(draft: &mut Draft<'_>, site: &Site) -> Result<Made, String> {
    let vpc = vpc_at(draft, site);
    let document = draft.document();
    let name = facts::numbered_name(document, "resolver-rule");
    let mut outbound = document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::ResolverEndpoint(own) if own.is_outbound() => Some(id),
        _ => None,
    });
    let only = outbound.next().filter(|_| outbound.next().is_none()).cloned();
    let rule =
        ResolverRule { name: Some(name.clone()), resolver_endpoint_id: only, ..ResolverRule::default() };
    let id = draft.add(rule);
    let text = match vpc {
        Some(vpc) => format!("{}. Give it its domain and servers", names::rule(draft, &id, &vpc)?),
        None => format!("{name}, a rule for no VPC yet. Give it its domain and servers"),
    };
    Ok(Made::new(id, text).inspected())
}

/// A check of HTTPS that names no endpoint yet.
pub(super) fn create_check(draft: &mut Draft<'_>) -> Made {
    let name = facts::numbered_name(draft.document(), "health-check");
    let health_check_config =
        HealthCheckConfig { r#type: Some("HTTPS".to_owned()), ..HealthCheckConfig::default() };
    let id =
        draft.add(HealthCheck { name: Some(name.clone()), health_check_config, ..HealthCheck::default() });
    Made::new(id, format!("{name}. Give it an endpoint, and a record with check= and its id")).inspected()
}

/// A set that names the Amazon resolver, as AWS's own does.
///
/// # Errors
/// It cannot be associated with the VPC.
fn create_options(draft: &mut Draft<'_>, site: &Site) -> Result<Made, String> {
    let name = facts::numbered_name(draft.document(), "dhcp-options");
    let amazon = AttributeValue { value: DhcpOptions::AMAZON.to_owned(), ..AttributeValue::default() };
    let servers = DhcpConfiguration {
        key: DhcpOptions::SERVERS.to_owned(),
        values: vec![amazon],
        ..DhcpConfiguration::default()
    };
    let id: ResourceId = draft.add(DhcpOptions {
        name: Some(name.clone()),
        dhcp_configurations: vec![servers],
        ..DhcpOptions::default()
    });
    let text = match vpc_at(draft, site) {
        Some(vpc) => names::options(draft, &id, &vpc)?,
        None => format!("{name}, a DHCP option set for no VPC yet"),
    };
    Ok(Made::new(id, text).inspected())
}
