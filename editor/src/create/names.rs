//! What decides about names: private zones, rules of the resolver, DHCP option sets. What is dropped on a VPC is associated
//! with it.

use netyard_core::model::{
    AttributeValue, DhcpConfiguration, DhcpOptions, Document, HostedZone, HostedZoneConfig, ResolverRule,
    Resource, ResourceId,
};

use super::{Made, Site, vpc_at};
use crate::connect::names;
use crate::draft::Draft;
use crate::facts;

/// A private zone without records.
///
/// # Errors
/// It cannot be associated with the VPC.
pub(super) fn create_zone(draft: &mut Draft<'_>, site: &Site) -> Result<Made, String> {
    let name = free_domain(draft.document());
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

/// A domain below `.internal`, which nobody has on the internet.
fn free_domain(document: &Document) -> String {
    let zones: Vec<&str> = document
        .resources
        .values()
        .filter_map(|resource| match resource.as_ref() {
            Resource::HostedZone(zone) => zone.name.as_deref(),
            _ => None,
        })
        .collect();
    let mut all = (1..=zones.len() + 1).map(|number| format!("zone-{number}.internal"));
    all.find(|name| !zones.contains(&name.as_str())).unwrap_or_else(|| "zone.internal".to_owned())
}

/// A rule that forwards, by the only outbound endpoint of the VPC where there is one.
///
/// # Errors
/// It cannot be associated with the VPC.
pub(super) fn create_rule(draft: &mut Draft<'_>, site: &Site) -> Result<Made, String> {
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

/// A set that names the Amazon resolver, as AWS's own does.
///
/// # Errors
/// It cannot be associated with the VPC.
pub(super) fn create_options(draft: &mut Draft<'_>, site: &Site) -> Result<Made, String> {
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
