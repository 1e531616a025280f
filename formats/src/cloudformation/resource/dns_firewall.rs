//! The DNS Firewall: lists of names, groups of rules, and the VPCs that ask them.

use super::resolver::plain;
use crate::declared::maker::Maker;
use crate::declared::own::{Own, View};
use netyard_core::model::{
    FirewallRule, FirewallRuleGroup, FirewallRuleGroupAssociation, Resource, ResourceId, RowId,
};

/// What VPCs do not know where a group is not told whole.
const KIND: &str = "firewallRuleGroup";

/// Reads `AWS::Route53Resolver::FirewallDomainList`: its names are part of the rules that name it.
pub(crate) fn list(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.text("Name");
    let is_told = view.has("Domains") && !view.is_unknown("Domains");
    let names: Vec<String> = view.texts("Domains").iter().map(|name| plain(name)).collect();
    if is_told {
        maker.domain_lists.insert(own.id.clone(), names);
        maker.read(own);
    } else {
        maker
            .note(own, "The template does not tell its names: rules that name it leave open what they stop.");
    }
}

/// Reads `AWS::Route53Resolver::FirewallRuleGroup`, once the lists are there.
pub(crate) fn group(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let mut group = FirewallRuleGroup {
        name: Some(view.text("Name").unwrap_or_else(|| own.name())),
        tags: own.tags(),
        ..FirewallRuleGroup::default()
    };
    let mut is_open = view.lacks_parts("FirewallRules");
    for part in view.list("FirewallRules") {
        let (rule, is_whole) = rule(maker, &part);
        is_open |= !is_whole;
        group.firewall_rules.insert(RowId::new(&format!("f{}", group.firewall_rules.len() + 1)), rule);
    }
    maker.insert(own, group);
    if is_open {
        maker.open_firewalls.insert(own.id.clone());
        maker.note(own, "Not all of its rules are told whole, or of one kind of name only, or nobody can list their names: a question for a name ends as unknown in its VPCs.");
    }
}

/// A rule, and whether it is known what it stops.
pub(crate) fn rule(maker: &Maker<'_>, part: &View<'_>) -> (FirewallRule, bool) {
    let names = part.id("FirewallDomainListId").and_then(|list| maker.domain_lists.get(&list));
    let is_whole = names.is_some()
        && !part.has("Qtype")
        && !part.has("FirewallDomainRedirectionAction")
        && part.has("Action")
        && !part.is_any_unknown(&["Action", "Priority", "BlockResponse", "BlockOverrideDomain"]);
    // How long an answer holds, and that it is a CNAME, changes none.
    part.number("BlockOverrideTtl");
    part.text("BlockOverrideDnsType");
    let rule = FirewallRule {
        priority: part.small("Priority"),
        action: part.text("Action"),
        block_response: part.text("BlockResponse"),
        block_override_domain: part.text("BlockOverrideDomain").map(|name| plain(&name)),
        domains: names.cloned().unwrap_or_default(),
        ..FirewallRule::default()
    };
    (rule, is_whole)
}

/// Reads `AWS::Route53Resolver::FirewallRuleGroupAssociation`.
pub(crate) fn association(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.text("Name");
    let (group, vpc) = (view.id("FirewallRuleGroupId"), view.id("VpcId"));
    let Some(vpc) = vpc.filter(|_| own.perhaps.is_none()) else {
        maker.cannot_join(own, "VpcId", None, KIND);
        return;
    };
    let is_open = group.as_ref().is_none_or(|group| maker.open_firewalls.contains(group))
        || view.is_unknown("Priority");
    let association = FirewallRuleGroupAssociation {
        vpc_id: Some(vpc.clone()),
        priority: view.small("Priority"),
        ..FirewallRuleGroupAssociation::default()
    };
    let joined = group.as_ref().is_some_and(|group| add(maker, group, association));
    if joined {
        maker.read(own);
    } else {
        let found = group.map_or_else(|| "nothing that is told".to_owned(), |group| group.to_string());
        maker.skip(own, &format!("Its FirewallRuleGroupId is {found}, which is not in the drawing: a question for a name ends as unknown in {vpc}."));
    }
    if is_open || !joined {
        maker.vpc_does_not_know(&vpc, KIND);
    }
}

fn add(maker: &mut Maker<'_>, group: &ResourceId, association: FirewallRuleGroupAssociation) -> bool {
    maker.change(
        group,
        |resource| if let Resource::FirewallRuleGroup(it) = resource { Some(it) } else { None },
        |group| {
            let row = RowId::new(&format!("a{}", group.firewall_rule_group_associations.len() + 1));
            group.firewall_rule_group_associations.insert(row, association);
        },
    )
}
