//! An interface needs more groups times rules than AWS gives at all (R-SG-12).

use super::count::rules_of_group;
use super::table::filtering::{GROUPS_PER_INTERFACE, GROUPS_TIMES_RULES, RULES_PER_GROUP};
use crate::message::say;
use crate::model::Resource;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// The number of security groups of a network interface, times the rules of the largest of them in one direction, is
    /// more than 1,000.
    ///
    /// # Why it matters
    /// AWS raises the quota of groups per interface (5) and that of rules per group (60) on request, but only as long as
    /// the two numbers multiply to no more than 1,000.
    ///
    /// # How to fix
    /// Join groups, or use groups and prefix lists as sources in place of many blocks.
    ///
    /// # Limits
    /// Only what is drawn is counted. A prefix list counts with all the entries that it may have. The numbers are those
    /// of November 2026.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html>
    RuleInfo {
        id: "sg-times-rules-per-eni",
        title: "An interface has more groups times rules than AWS gives",
        group: Group::Quota,
        book: &["R-SG-12", "R-SG-13"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::NetworkInterface(interface) = resource.as_ref() else { continue };
        let groups = interface.group_ids.len();
        let counted = interface.group_ids.iter().map(|group| (rules_of_group(context, group), group));
        let Some((rules, largest)) = counted.max_by_key(|(rules, _)| *rules) else { continue };
        let product = groups * rules;
        if product <= GROUPS_TIMES_RULES.default {
            continue;
        }
        let message = say!(
            "sg-times-rules-per-eni",
            "{interface} has {groups} security groups, and {group} has {rules} rules: {groups} times {rules} is {product}. AWS gives {most_groups} groups and {most_rules} rules by default, and raises them to a product of {most} at most.",
            interface = context.name(id),
            group = context.name(largest),
            groups = groups,
            rules = rules,
            product = product,
            most_groups = GROUPS_PER_INTERFACE.default,
            most_rules = RULES_PER_GROUP.default,
            most = GROUPS_TIMES_RULES.default
        );
        let help = say!(
            "sg-times-rules-per-eni.help",
            "Take groups off {interface}, or rules out of {group}.",
            interface = context.name(id),
            group = context.name(largest)
        );
        report.push(Found::new([id, largest], message, help));
    }
}
