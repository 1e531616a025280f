//! Two security groups of a VPC have one group name.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use std::collections::BTreeMap;

rule! {
    /// # What it checks
    /// Two security groups of one VPC have the same group name.
    ///
    /// # Why it matters
    /// The group name is unique in its VPC. AWS does not create the second group.
    ///
    /// # How to fix
    /// Give one of them another group name.
    ///
    /// # Limits
    /// The group name is AWS's own field, not the name that the drawing shows.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html>
    RuleInfo {
        id: "sg-name-duplicate",
        title: "Two security groups of a VPC have one name",
        group: Group::Structure,
        book: &["R-VAL-16"],
        api_errors: &["InvalidGroup.Duplicate"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for vpc in context.vpcs() {
        let mut first: BTreeMap<&str, &ResourceId> = BTreeMap::new();
        for id in &vpc.security_groups {
            let group = context.document.security_group(id.as_str());
            let Some(name) = group.and_then(|group| group.group_name.as_deref()) else { continue };
            let Some(earlier) = first.get(name) else {
                first.insert(name, id);
                continue;
            };
            let message = say!(
                "sg-name-duplicate",
                "{first} and {second} of {vpc} both have the group name {name}.",
                first = context.name(earlier),
                second = context.name(id),
                vpc = context.name(&vpc.id),
                name = name
            );
            let help = say!(
                "sg-name-duplicate.help",
                "Give {second} another group name.",
                second = context.name(id)
            );
            let other = format!("{name}-2");
            let is_free = !vpc.security_groups.iter().any(|id| {
                context
                    .document
                    .security_group(id.as_str())
                    .is_some_and(|it| it.group_name.as_deref() == Some(&other))
            });
            let fix = is_free.then(|| Fix {
                title: format!("Give it the group name {other}"),
                changes: vec![Change::set(id, "/groupName", other.as_str())],
            });
            report.push(Found::new([id, earlier], message, help).fix(fix));
        }
    }
}
