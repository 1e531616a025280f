//! One security group of a pair lets the other's traffic pass, and the other does not.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{IpPermission, ResourceId, SecurityGroup};
use crate::net::Protocol;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{GroupReference, group_references, new_row, pointer, rule_ports};
use crate::rules::{Group, Severity};
use serde_json::json;

rule! {
    /// # What it checks
    /// A group has an inbound rule for another group, whose outbound rules are restricted and have none that
    /// could match; or a group has an outbound rule for another group that has no inbound rule that could
    /// match.
    ///
    /// # Why it matters
    /// A packet needs the outbound rule of its sender and the inbound rule of its receiver. With one of the
    /// two nothing passes.
    ///
    /// # How to fix
    /// Add the other half. The fix does.
    ///
    /// # Limits
    /// A rule for addresses or a prefix list counts as the other half if protocol and ports meet: whether the
    /// addresses fit is what a packet shows.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html>
    RuleInfo {
        id: "sg-pair-half-open",
        title: "Two security groups admit each other on one side only",
        group: Group::Filtering,
        book: &["R-SG-17"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for reference in
        group_references(context).into_iter().filter(|reference| reference.group != reference.named)
    {
        let Some(other) = context.document.security_group(reference.named.as_str()) else { continue };
        let is_inbound = reference.field == "ipPermissions";
        if has_other_half(other, &reference, is_inbound) {
            continue;
        }
        let (sender, receiver) =
            if is_inbound { (reference.named, reference.group) } else { (reference.group, reference.named) };
        let what = described(reference.rule);
        let names = (context.name(sender), context.name(receiver));
        let message = if is_inbound {
            say!(
                "sg-pair-half-open.egress",
                "{receiver} admits {what} from {sender}, and {sender} has no outbound rule for it.",
                receiver = names.1,
                what = what,
                sender = names.0
            )
        } else {
            say!(
                "sg-pair-half-open.ingress",
                "{sender} sends {what} to {receiver}, and {receiver} has no inbound rule for it.",
                sender = names.0,
                what = what,
                receiver = names.1
            )
        };
        let help = say!(
            "sg-pair-half-open.help",
            "Add the other half: {what} from {sender} to {receiver}.",
            what = what,
            sender = names.0,
            receiver = names.1
        );
        let fix = fix(context, &reference, other, is_inbound);
        report.push(Found::new([reference.named, reference.group], message, help).fix(Some(fix)));
    }
}

/// Whether the named group has a rule in the other direction that could match what the reference admits.
fn has_other_half(other: &SecurityGroup, reference: &GroupReference<'_>, is_inbound: bool) -> bool {
    let could_match = |rule: &IpPermission| {
        let is_group = rule.group_id.as_ref().is_none_or(|id| id == reference.group);
        is_group && meets(rule, reference.rule)
    };
    if is_inbound {
        // Without outbound rules of its own a group admits everything outbound (R-SG-3).
        other.ip_permissions_egress.as_ref().is_none_or(|rules| rules.values().any(could_match))
    } else {
        other.ip_permissions.values().any(could_match)
    }
}

fn meets(one: &IpPermission, other: &IpPermission) -> bool {
    let protocol = |rule: &IpPermission| rule.ip_protocol.clone().unwrap_or(Protocol::All);
    let (left, right) = (protocol(one), protocol(other));
    if left == Protocol::All || right == Protocol::All {
        return true;
    }
    if left != right {
        return false;
    }
    match (left.has_ports(), rule_ports(one), rule_ports(other)) {
        (true, Some(left), Some(right)) => left.intersect(right).is_some(),
        (true, _, _) => false,
        (false, _, _) => true,
    }
}

fn described(rule: &IpPermission) -> String {
    let protocol = rule.ip_protocol.clone().unwrap_or(Protocol::All);
    match (protocol.has_ports(), rule_ports(rule)) {
        (true, Some(ports)) => format!("{protocol} {ports}"),
        _ if protocol == Protocol::All => "everything".to_owned(),
        _ => protocol.to_string(),
    }
}

fn fix(
    context: &Context<'_>,
    reference: &GroupReference<'_>,
    other: &SecurityGroup,
    is_inbound: bool,
) -> Fix {
    let id: &ResourceId = reference.named;
    let mut half = reference.rule.clone();
    half.group_id = Some(reference.group.clone());
    half.description = None;
    let half = serde_json::to_value(half).unwrap_or_else(|_| json!({}));
    let (field, direction) =
        if is_inbound { ("ipPermissionsEgress", "outbound") } else { ("ipPermissions", "inbound") };
    let row = new_row(id, "g", |row| {
        other.ip_permissions.contains_key(row)
            || other.ip_permissions_egress.as_ref().is_some_and(|rules| rules.contains_key(row))
    });
    Fix {
        title: format!("Add the {direction} rule to {}", context.name(id)),
        changes: vec![Change::Set { id: id.clone(), path: pointer(&[field, row.as_str()]), to: half }],
    }
}
