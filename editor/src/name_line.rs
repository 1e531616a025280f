//! Lines of what decides about names, as things of their own: from a zone, a rule of the resolver, a group of DNS Firewall or
//! a DHCP option set to a VPC that it counts for, and from a rule to the endpoint by which it forwards. No resource stands
//! for such a line: the association does.

use netyard_core::model::{Document, Resource, ResourceId};

use crate::connect::names;
use crate::draft::Draft;

/// What a line between the two stands for, in words; `None` where it is another kind of line.
pub fn words_of_name_line(document: &Document, from: &str, to: &str) -> Option<String> {
    let vpc = || document.vpc(to).is_some();
    let is_there = |id: Option<&ResourceId>| id.is_some_and(|id| id.as_str() == to);
    match document.resource(from)? {
        Resource::HostedZone(zone) => {
            let answers = zone.vpcs.iter().any(|own| is_there(own.vpc_id.as_ref()));
            (answers && vpc()).then(|| "the zone answers the VPC".to_owned())
        }
        Resource::ResolverRule(rule) => {
            if is_there(rule.resolver_endpoint_id.as_ref()) {
                return Some("the rule forwards by the endpoint".to_owned());
            }
            let counts = rule.vpc_ids.iter().any(|own| is_there(Some(own)));
            (counts && vpc()).then(|| "the rule counts for the VPC".to_owned())
        }
        Resource::FirewallRuleGroup(group) => {
            let rows = group.firewall_rule_group_associations.values();
            let row = rows.into_iter().find(|row| is_there(row.vpc_id.as_ref())).filter(|_| vpc())?;
            let place = row.priority.map(|priority| format!(" with priority {priority}"));
            Some(format!("the group filters what the VPC asks{}", place.unwrap_or_default()))
        }
        Resource::DhcpOptions(_) => {
            let has = is_set_of(document, from, to);
            has.then(|| "hosts of the VPC are given these options".to_owned())
        }
        _ => None,
    }
}

fn is_set_of(document: &Document, set: &str, vpc: &str) -> bool {
    document.vpc(vpc).and_then(|own| own.dhcp_options_id.as_ref()).is_some_and(|id| id.as_str() == set)
}

/// Takes away what the line stands for and says what went; `None` where it is another kind of line.
pub(crate) fn remove_name_line(draft: &mut Draft<'_>, from: &str, to: &str) -> Option<String> {
    let document = draft.document();
    words_of_name_line(document, from, to)?;
    let (here, there) = (document.display_name(from).to_owned(), document.display_name(to).to_owned());
    let (id, vpc) = (ResourceId::new(from), ResourceId::new(to));
    Some(match document.resource(from)?.clone() {
        Resource::HostedZone(zone) => {
            names::keep_vpcs(draft, &id, &zone, |own| *own != vpc);
            format!("{here} answers {there} no longer")
        }
        Resource::ResolverRule(rule) if rule.resolver_endpoint_id.as_ref() == Some(&vpc) => {
            draft.unset(&id, "/resolverEndpointId");
            format!("{here} forwards by {there} no longer")
        }
        Resource::ResolverRule(rule) => {
            let kept: Vec<ResourceId> = rule.vpc_ids.iter().filter(|own| **own != vpc).cloned().collect();
            draft.set_ids(&id, "/vpcIds", &kept);
            format!("{here} counts for {there} no longer")
        }
        Resource::FirewallRuleGroup(group) => {
            for (row, own) in &group.firewall_rule_group_associations {
                if own.vpc_id.as_ref() == Some(&vpc) {
                    draft.unset(&id, &format!("/firewallRuleGroupAssociations/{row}"));
                }
            }
            format!("{here} filters names for {there} no longer")
        }
        _ => {
            draft.unset(&vpc, "/dhcpOptionsId");
            format!("{there} has the options of AWS instead of {here}")
        }
    })
}
