//! A rule of a security group has ports, or an ICMP type, that do not exist.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::IpPermission;
use crate::net::Protocol;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::pointer;
use crate::rules::{Group, Severity};
use crate::topology::{RowFault, faults_of_rule};

rule! {
    /// # What it checks
    /// A TCP or UDP rule has a port outside 0 to 65535 or a first port above the last one, or an ICMP rule
    /// has a type or code outside -1 to 255.
    ///
    /// # Why it matters
    /// AWS refuses the rule, and no packet could match it.
    ///
    /// # How to fix
    /// Write ports from 0 to 65535, the lower one first. For ICMP, -1 means any. The fix exchanges ports that
    /// are the wrong way round.
    ///
    /// # Limits
    /// Protocols without ports may carry numbers; AWS ignores them.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html>
    RuleInfo {
        id: "sg-rule-ports-out-of-range",
        title: "A security group rule has impossible ports",
        group: Group::Filtering,
        book: &["R-SG-15"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, group) in context.groups() {
        let inbound = group.ip_permissions.iter().map(|row| ("ipPermissions", row));
        let outbound = group.ip_permissions_egress.iter().flatten().map(|row| ("ipPermissionsEgress", row));
        for (field, (row, rule)) in inbound.chain(outbound) {
            let Some(what) = what_is_wrong(rule) else { continue };
            let message = say!(
                "sg-rule-ports-out-of-range",
                "{group} has a rule for {protocol} with {what} {from} to {to}.",
                group = context.name(id),
                protocol = rule.ip_protocol.clone().unwrap_or(Protocol::All),
                what = what,
                from = rule.from_port.map_or("none".to_owned(), |port| port.to_string()),
                to = rule.to_port.map_or("none".to_owned(), |port| port.to_string())
            );
            let help = say!(
                "sg-rule-ports-out-of-range.help",
                "Write ports from 0 to 65535, the lower one first; for ICMP a type and a code up to 255, or -1 for any."
            );
            let at = |part| pointer(&[field, row.as_str(), part]);
            let fix = exchanged(rule).map(|(from, to)| Fix {
                title: format!("Write {from} to {to}"),
                changes: vec![Change::set(id, &at("fromPort"), from), Change::set(id, &at("toPort"), to)],
            });
            report.push(Found::new([id], message, help).fix(fix));
        }
    }
}

fn what_is_wrong(rule: &IpPermission) -> Option<&'static str> {
    let what = if rule.ip_protocol.as_ref()?.has_ports() { "ports" } else { "type and code" };
    faults_of_rule(rule).contains(&RowFault::ImpossibleNumbers).then_some(what)
}

fn exchanged(rule: &IpPermission) -> Option<(i32, i32)> {
    let (from, to) = (rule.from_port?, rule.to_port?);
    let is_swapped =
        rule.ip_protocol.as_ref()?.has_ports() && (0..=65535).contains(&to) && to < from && from <= 65535;
    is_swapped.then_some((to, from))
}
