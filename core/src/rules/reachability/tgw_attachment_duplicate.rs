//! A VPC is attached to one transit gateway twice.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::attachments;
use crate::rules::{Group, Severity};
use std::collections::BTreeMap;

rule! {
    /// # What it checks
    /// Two attachments join the same VPC and the same transit gateway.
    ///
    /// # Why it matters
    /// A VPC has one attachment to a transit gateway, with one subnet in each zone. AWS refuses the second one.
    ///
    /// # How to fix
    /// Remove one of them, and give the other one its subnets.
    ///
    /// # Limits
    /// Attachments that failed, or were rejected or deleted, do not count. The code of the API is (unconfirmed).
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-quotas.html>
    RuleInfo {
        id: "tgw-attachment-duplicate",
        title: "A VPC is attached to a transit gateway twice",
        group: Group::Reachability,
        book: &["R-TGW-2", "R-VAL-31"],
        api_errors: &["DuplicateTransitGatewayAttachment"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut first: BTreeMap<(&ResourceId, &ResourceId), &ResourceId> = BTreeMap::new();
    for (node, _) in attachments(context) {
        let (Some(gateway), Some(vpc)) = (&node.gateway, node.vpc()) else { continue };
        let Some(earlier) = first.get(&(gateway, vpc)) else {
            first.insert((gateway, vpc), &node.id);
            continue;
        };
        let name = context.name(&node.id);
        let message = say!(
            "tgw-attachment-duplicate",
            "{first} and {second} both attach {vpc} to {gateway}. A VPC is attached to a transit gateway once.",
            first = context.name(earlier),
            second = name,
            vpc = context.name(vpc),
            gateway = context.name(gateway)
        );
        let help = say!(
            "tgw-attachment-duplicate.help",
            "Remove {second}; add its subnets to {first} where they are needed.",
            second = name,
            first = context.name(earlier)
        );
        let fix =
            Fix { title: format!("Remove {name}"), changes: vec![Change::Remove { id: node.id.clone() }] };
        report.push(Found::new([&node.id, earlier, vpc, gateway], message, help).fix(Some(fix)));
    }
}
