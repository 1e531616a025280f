//! A firewall with its first endpoint, a policy that sends everything to the stateful rules, and a group for these.

use netyard_core::model::{
    Attachment, Document, Firewall, FirewallPolicy, Resource, ResourceId, RowId, RuleGroup,
    RuleGroupReference, VpcEndpoint,
};
use serde_json::json;

use super::managed_service::service_interface_in;
use super::{Made, Site, inside, subnet_at};
use crate::draft::Draft;
use crate::facts;
use crate::geometry::Geometry;

/// How many rules a new group may hold: AWS asks for it when the group is made.
const CAPACITY: u32 = 100;

/// A firewall with an endpoint in the subnet.
///
/// # Errors
/// There is no subnet, or it is full.
pub(super) fn create(draft: &mut Draft<'_>, geometry: &Geometry, site: &Site) -> Result<Made, String> {
    let Some(subnet) = subnet_at(draft, site) else {
        return Err("A firewall has its endpoints in subnets. Drop it on a subnet of its own.".to_owned());
    };
    let vpc_id = draft.document().subnet(subnet.as_str()).and_then(|subnet| subnet.vpc_id.clone());
    let Some(vpc) = vpc_id else {
        return Err(format!(
            "{} is in no VPC. Put it into one first.",
            draft.document().display_name(subnet.as_str())
        ));
    };
    let name = facts::numbered_name(draft.document(), "firewall");
    let policy = new_policy(draft, true);
    let id = draft.add(Firewall {
        name: Some(name.clone()),
        vpc_id: Some(vpc.clone()),
        firewall_policy_id: Some(policy),
        ..Firewall::default()
    });
    add_endpoint(draft, &id, &subnet)?;
    if let Some(corner) = site.corner {
        draft.place(id.as_str(), inside(geometry, Some(vpc.as_str()), corner));
    }
    let place = draft.document().display_name(subnet.as_str());
    let text = format!("{name} with an endpoint in {place}. Lead routes there");
    Ok(Made::new(id, text))
}

/// A policy without rules.
pub(super) fn create_policy(draft: &mut Draft<'_>) -> Made {
    let id = new_policy(draft, false);
    let name = draft.document().display_name(id.as_str()).to_owned();
    Made::new(id, format!("{name}, a firewall policy without rules")).inspected()
}

/// A group without rules.
pub(super) fn create_group(draft: &mut Draft<'_>) -> Made {
    let id = new_group(draft);
    let name = draft.document().display_name(id.as_str()).to_owned();
    Made::new(id, format!("{name}, a group without rules")).inspected()
}

fn new_group(draft: &mut Draft<'_>) -> ResourceId {
    let name = Some(facts::numbered_name(draft.document(), "rules"));
    draft.add(RuleGroup { name, capacity: Some(CAPACITY), ..RuleGroup::default() })
}

/// AWS asks for the stateless actions when a policy is made.
fn new_policy(draft: &mut Draft<'_>, with_group: bool) -> ResourceId {
    let forward = || vec!["aws:forward_to_sfe".to_owned()];
    let references = with_group.then(|| {
        let rule_group_id = Some(new_group(draft));
        (RowId::new("f1"), RuleGroupReference { rule_group_id, ..RuleGroupReference::default() })
    });
    let name = Some(facts::numbered_name(draft.document(), "policy"));
    draft.add(FirewallPolicy {
        name,
        stateless_default_actions: forward(),
        stateless_fragment_default_actions: forward(),
        stateful_rule_group_references: references.into_iter().collect(),
        ..FirewallPolicy::default()
    })
}

/// One more endpoint of a firewall, with its interface in the subnet.
///
/// # Errors
/// The subnet is full.
pub(crate) fn add_endpoint(
    draft: &mut Draft<'_>,
    firewall: &ResourceId,
    subnet: &ResourceId,
) -> Result<(), String> {
    let mut interface = service_interface_in(draft, subnet)?;
    // It has no groups (R-GWLB-11).
    interface.group_ids.clear();
    let document = draft.document();
    let vpc_id = document.subnet(subnet.as_str()).and_then(|subnet| subnet.vpc_id.clone());
    let row = free_row(document, firewall);
    let endpoint = draft.add(VpcEndpoint {
        name: Some(facts::numbered_name(document, "firewall-endpoint")),
        vpc_endpoint_type: "GatewayLoadBalancer".to_owned(),
        requester_managed: true,
        vpc_id,
        ..VpcEndpoint::default()
    });
    interface.attachment = Some(Attachment {
        instance_id: Some(endpoint.clone()),
        device_index: Some(0),
        ..Attachment::default()
    });
    draft.add(interface);
    let mapping = json!({"subnetId": subnet.as_str(), "endpointId": endpoint.as_str()});
    draft.set(firewall, &format!("/subnetMappings/{row}"), mapping);
    Ok(())
}

/// The id of a row that the firewall does not have yet.
fn free_row(document: &Document, firewall: &ResourceId) -> RowId {
    let taken = document.firewall(firewall.as_str()).map_or(0, |own| own.subnet_mappings.len());
    let is_free = |row: &RowId| {
        document.firewall(firewall.as_str()).is_none_or(|own| !own.subnet_mappings.contains_key(row))
    };
    let mut rows = (1..=taken + 1).map(|number| RowId::new(&format!("m{number}")));
    rows.find(is_free).unwrap_or_else(|| RowId::new("m0"))
}

/// The zones in which a firewall has an endpoint, each with the subnet.
pub(crate) fn zones_of<'a>(document: &'a Document, firewall: &str) -> Vec<(&'a str, &'a ResourceId)> {
    let Some(Resource::Firewall(firewall)) = document.resource(firewall) else { return Vec::new() };
    let subnets = firewall.subnet_mappings.values().filter_map(|mapping| mapping.subnet_id.as_ref());
    subnets.filter_map(|id| Some((document.subnet(id.as_str())?.availability_zone.as_deref()?, id))).collect()
}
