//! A rule group of the DNS Firewall has no rule.

use crate::message::say;
use crate::model::Resource;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A rule group of the DNS Firewall has no rule.
    ///
    /// # Why it matters
    /// It lets every name pass, also in the VPCs that it is associated with.
    ///
    /// # How to fix
    /// Give it a rule with the names that it is for, or delete it.
    ///
    /// # Limits
    /// A rule without names is not reported.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-rule-groups.html>
    RuleInfo {
        id: "dns-firewall-without-rules",
        title: "A DNS Firewall rule group has no rule",
        group: Group::Reachability,
        book: &[],
        severity: Severity::Hint,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::FirewallRuleGroup(group) = resource.as_ref() else { continue };
        if !group.firewall_rules.is_empty() {
            continue;
        }
        let name = context.name(id);
        let associated = group.firewall_rule_group_associations.values().filter_map(|it| it.vpc_id.as_ref());
        let vpcs = context.names(associated);
        let message = if vpcs.is_empty() {
            say!("dns-firewall-without-rules", "{group} has no rule: it blocks no name.", group = name)
        } else {
            say!(
                "dns-firewall-without-rules.associated",
                "{group} has no rule: in {vpcs} it blocks no name.",
                group = name,
                vpcs = vpcs
            )
        };
        let help = say!(
            "dns-firewall-without-rules.help",
            "Give {group} a rule with the names that it is for, or delete it.",
            group = name
        );
        report.push(Found::new([id], message, help));
    }
}
