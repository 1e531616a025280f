//! What decides about names, and the VPCs that it counts for.

use netyard_core::model::{ResolverEndpoint, ResourceId};
use serde_json::{Value, json};

use crate::draft::Draft;
use crate::facts;

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
