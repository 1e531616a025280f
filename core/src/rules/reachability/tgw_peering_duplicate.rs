//! Two transit gateways are peered twice.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::attachments;
use crate::rules::{Group, Severity};
use crate::topology::AttachmentKind;
use std::collections::BTreeMap;

rule! {
    /// # What it checks
    /// Two peering attachments join the same two transit gateways.
    ///
    /// # Why it matters
    /// AWS refuses the second one.
    ///
    /// # How to fix
    /// Remove one of them, and point its routes to the other.
    ///
    /// # Limits
    /// Attachments that failed, or were rejected or deleted, do not count.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-quotas.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html>
    RuleInfo {
        id: "tgw-peering-duplicate",
        title: "Two transit gateways are peered twice",
        group: Group::Reachability,
        book: &["R-TGW-29"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut first: BTreeMap<(&ResourceId, &ResourceId), &ResourceId> = BTreeMap::new();
    for (node, _) in attachments(context).filter(|(node, _)| node.kind == AttachmentKind::Peering) {
        let (Some(one), Some(other)) = (&node.gateway, &node.resource) else { continue };
        let pair = (one.min(other), one.max(other));
        let Some(earlier) = first.get(&pair) else {
            first.insert(pair, &node.id);
            continue;
        };
        let name = context.name(&node.id);
        let message = say!(
            "tgw-peering-duplicate",
            "{first} and {second} both join {one} and {other}. Two transit gateways have one peering.",
            first = context.name(earlier),
            second = name,
            one = context.name(one),
            other = context.name(other)
        );
        let help = say!(
            "tgw-peering-duplicate.help",
            "Remove {second}, and point its routes to {first}.",
            second = name,
            first = context.name(earlier)
        );
        let fix =
            Fix { title: format!("Remove {name}"), changes: vec![Change::Remove { id: node.id.clone() }] };
        report.push(Found::new([&node.id, earlier, one, other], message, help).fix(Some(fix)));
    }
}
