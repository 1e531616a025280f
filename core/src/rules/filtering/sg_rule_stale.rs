//! A rule names a security group that is gone, or that no active peering connection leads to.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{group_references, pointer};
use crate::rules::{Group, Severity};
use crate::topology::VpcNode;
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// A rule names a security group that the drawing does not hold, or a group of another VPC of the Region
    /// with which no active peering connection exists.
    ///
    /// # Why it matters
    /// AWS keeps the rule and matches nothing with it. What it once admitted is dropped.
    ///
    /// # How to fix
    /// Remove the rule, or bring the connection or the group back.
    ///
    /// # Limits
    /// What an importer did not see is left out. Groups may also be named through a transit gateway, which
    /// this version does not draw.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html>
    RuleInfo {
        id: "sg-rule-stale",
        title: "A security group rule is stale",
        group: Group::Filtering,
        book: &["R-PEER-11", "R-SG-5"],
        codes: &["SG_RULE_STALE"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut joined: BTreeSet<(&ResourceId, &ResourceId)> = BTreeSet::new();
    for peering in context.network.peerings.values().filter(|peering| peering.is_active()) {
        let [one, other] = &peering.sides;
        if let (Some(one), Some(other)) = (&one.vpc, &other.vpc) {
            joined.extend([(one, other), (other, one)]);
        }
    }
    for reference in group_references(context) {
        let vpc_of = |group: &ResourceId| -> Option<&VpcNode> {
            context.network.vpcs.get(context.document.security_group(group.as_str())?.vpc_id.as_ref()?)
        };
        let own = vpc_of(reference.group);
        let names = (context.name(reference.group), context.name(reference.named));
        let is_there = context.document.resource(reference.named.as_str()).is_some();
        let message = match (own, vpc_of(reference.named)) {
            (own, _) if !is_there && !own.is_some_and(|vpc| vpc.does_not_know("securityGroup")) => {
                say!(
                    "sg-rule-stale.gone",
                    "{group} names {named}, which is not in the drawing.",
                    group = names.0,
                    named = names.1
                )
            }
            (Some(own), Some(other))
                if own.id != other.id
                    && own.region == other.region
                    && !joined.contains(&(&own.id, &other.id)) =>
            {
                say!(
                    "sg-rule-stale",
                    "{group} names {named} of {other}, and no active peering connection joins {own} and {other}.",
                    group = names.0,
                    named = names.1,
                    other = context.name(&other.id),
                    own = context.name(&own.id)
                )
            }
            _ => continue,
        };
        let help = say!("sg-rule-stale.help", "Remove the rule: it matches nothing.");
        let path = pointer(&[reference.field, reference.row.as_str()]);
        let fix = Fix {
            title: format!("Remove the rule for {}", names.1),
            changes: vec![Change::RemovePath { id: reference.group.clone(), path }],
        };
        let elements: Vec<&ResourceId> =
            if is_there { vec![reference.group, reference.named] } else { vec![reference.group] };
        report.push(Found::new(elements, message, help).fix(Some(fix)));
    }
}
