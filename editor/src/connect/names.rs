//! What decides about names, and the VPCs that it counts for.

use netyard_core::model::{
    Document, FirewallRuleGroupAssociation, HostedZone, ResolverEndpoint, Resource, ResourceId,
};
use serde_json::{Value, json};

use crate::draft::Draft;
use crate::facts;

/// The VPCs of the drawing that such a thing counts for; `None` for everything else, and for a public zone, which answers
/// everybody.
pub(crate) fn vpcs_of(document: &Document, id: &str) -> Option<Vec<ResourceId>> {
    let mut vpcs: Vec<ResourceId> = match document.resource(id)? {
        Resource::HostedZone(zone) if zone.config.private_zone => {
            zone.vpcs.iter().filter_map(|vpc| vpc.vpc_id.clone()).collect()
        }
        Resource::ResolverRule(rule) => rule.vpc_ids.clone(),
        Resource::FirewallRuleGroup(group) => {
            let rows = group.firewall_rule_group_associations.values();
            rows.filter_map(|row| row.vpc_id.clone()).collect()
        }
        Resource::DhcpOptions(_) => {
            let has = |resource: &Resource| matches!(resource, Resource::Vpc(vpc) if vpc.dhcp_options_id.as_ref().is_some_and(|own| own.as_str() == id));
            document.resources.iter().filter(|(_, own)| has(own)).map(|(vpc, _)| vpc.clone()).collect()
        }
        _ => return None,
    };
    vpcs.retain(|vpc| document.vpc(vpc.as_str()).is_some());
    Some(vpcs)
}

/// It counts for the VPC from now on; `None` for what does not decide about names in VPCs.
pub(crate) fn associate(
    draft: &mut Draft<'_>,
    id: &ResourceId,
    vpc: &ResourceId,
) -> Option<Result<String, String>> {
    let resource = draft.document().resource(id.as_str())?;
    Some(match resource {
        Resource::HostedZone(_) => zone(draft, id, vpc),
        Resource::ResolverRule(_) => rule(draft, id, vpc),
        Resource::FirewallRuleGroup(_) => group(draft, id, vpc),
        Resource::DhcpOptions(_) => options(draft, id, vpc),
        Resource::HealthCheck(_) => {
            let name = draft.document().display_name(id.as_str());
            Err(format!("{name} checks from the internet and counts for no VPC. Name it in a record."))
        }
        _ => return None,
    })
}

/// A zone keeps the VPCs of which this holds.
pub(crate) fn keep_vpcs(
    draft: &mut Draft<'_>,
    id: &ResourceId,
    zone: &HostedZone,
    stays: impl Fn(&ResourceId) -> bool,
) {
    let left = zone.vpcs.iter().filter(|vpc| vpc.vpc_id.as_ref().is_none_or(&stays));
    let left: Vec<_> = left.cloned().collect();
    if left.len() == zone.vpcs.len() {
        return;
    }
    let written = Resource::HostedZone(HostedZone { vpcs: left, ..HostedZone::default() });
    match written.to_value().get("vpcs") {
        Some(vpcs) => draft.set(id, "/vpcs", vpcs.clone()),
        None => draft.unset(id, "/vpcs"),
    }
}

/// The private zone answers the VPC from now on.
///
/// # Errors
/// It does already, or it is public.
pub(crate) fn zone(draft: &mut Draft<'_>, zone: &ResourceId, vpc: &ResourceId) -> Result<String, String> {
    let document = draft.document();
    let called = |id: &ResourceId| document.display_name(id.as_str()).to_owned();
    let Some(own) = document.hosted_zone(zone.as_str()) else { return Err("Nothing to connect.".to_owned()) };
    if !own.config.private_zone {
        return Err(format!(
            "{} is a public zone: it answers everybody. Only a private zone is associated with VPCs.",
            called(zone)
        ));
    }
    if own.vpcs.iter().any(|other| other.vpc_id.as_ref() == Some(vpc)) {
        return Err(format!("{} answers {} already.", called(zone), called(vpc)));
    }
    let text = format!("{} answers {}", called(zone), called(vpc));
    let region = facts::region_of_vpc(document, vpc.as_str());
    let entry = json!({"vpcId": vpc.as_str(), "vpcRegion": region});
    let at = own.vpcs.len();
    if at == 0 {
        draft.set(zone, "/vpcs", Value::Array(vec![entry]));
    } else {
        draft.set(zone, &format!("/vpcs/{at}"), entry);
    }
    Ok(text)
}

/// The rule counts for the VPC from now on.
///
/// # Errors
/// It does already.
pub(crate) fn rule(draft: &mut Draft<'_>, rule: &ResourceId, vpc: &ResourceId) -> Result<String, String> {
    let document = draft.document();
    let called = |id: &ResourceId| document.display_name(id.as_str()).to_owned();
    let Some(own) = document.resolver_rule(rule.as_str()) else {
        return Err("Nothing to connect.".to_owned());
    };
    if own.vpc_ids.contains(vpc) {
        return Err(format!("{} counts for {} already.", called(rule), called(vpc)));
    }
    let text = format!("{} counts for {}", called(rule), called(vpc));
    let vpcs: Vec<ResourceId> = own.vpc_ids.iter().chain([vpc]).cloned().collect();
    draft.set_ids(rule, "/vpcIds", &vpcs);
    Ok(text)
}

/// The rule forwards by the endpoint from now on.
///
/// # Errors
/// The other end is no outbound endpoint of the resolver.
pub(crate) fn endpoint(
    draft: &mut Draft<'_>,
    rule: &ResourceId,
    endpoint: &ResourceId,
) -> Result<String, String> {
    let document = draft.document();
    let called = |id: &ResourceId| document.display_name(id.as_str()).to_owned();
    if !document.resolver_endpoint(endpoint.as_str()).is_some_and(ResolverEndpoint::is_outbound) {
        return Err(format!(
            "{} is no outbound resolver endpoint. A rule forwards by one of these only.",
            called(endpoint)
        ));
    }
    let text = format!("{} forwards by {}", called(rule), called(endpoint));
    draft.set(rule, "/resolverEndpointId", endpoint.as_str());
    Ok(text)
}

/// The group filters what the VPC asks from now on, behind the groups that do so already.
///
/// # Errors
/// It does already, or there is no place left.
pub(crate) fn group(draft: &mut Draft<'_>, group: &ResourceId, vpc: &ResourceId) -> Result<String, String> {
    let document = draft.document();
    let called = |id: &ResourceId| document.display_name(id.as_str()).to_owned();
    let Some(Resource::FirewallRuleGroup(own)) = document.resource(group.as_str()) else {
        return Err("Nothing to connect.".to_owned());
    };
    let is_here = |row: &FirewallRuleGroupAssociation| row.vpc_id.as_ref() == Some(vpc);
    if own.firewall_rule_group_associations.values().any(is_here) {
        return Err(format!("{} filters names for {} already.", called(group), called(vpc)));
    }
    let groups = document.resources.values().filter_map(|resource| match resource.as_ref() {
        Resource::FirewallRuleGroup(group) => Some(group.firewall_rule_group_associations.values()),
        _ => None,
    });
    let taken: Vec<u32> =
        groups.flatten().filter(|row| is_here(row)).filter_map(|row| row.priority).collect();
    let Some(place) = (FIRST_PLACE..=LAST_PLACE).find(|place| !taken.contains(place)) else {
        return Err(format!("{} has no place left for another group.", called(vpc)));
    };
    let text = format!("{} filters names for {}", called(group), called(vpc));
    let rows = own.firewall_rule_group_associations.clone();
    let row = draft.row("a", |row| rows.keys().any(|own| own.as_str() == row));
    let entry = json!({"vpcId": vpc.as_str(), "priority": place});
    draft.set(group, &format!("/firewallRuleGroupAssociations/{row}"), entry);
    Ok(text)
}

/// Places of groups at a VPC that people may take.
const FIRST_PLACE: u32 = 101;
const LAST_PLACE: u32 = 9899;

/// The VPC has these options from now on, and no others (R-DNS-13).
///
/// # Errors
/// It has them already.
pub(crate) fn options(draft: &mut Draft<'_>, set: &ResourceId, vpc: &ResourceId) -> Result<String, String> {
    let document = draft.document();
    let called = |id: &ResourceId| document.display_name(id.as_str()).to_owned();
    if document.vpc(vpc.as_str()).and_then(|own| own.dhcp_options_id.as_ref()) == Some(set) {
        return Err(format!("{} has {} already.", called(vpc), called(set)));
    }
    let text = format!("{} has {}", called(vpc), called(set));
    draft.set(vpc, "/dhcpOptionsId", set.as_str());
    Ok(text)
}
