//! A rule of a security group has a form that AWS does not take.

use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::support::FaultyRow;
use crate::rules::{Group, Severity};
use crate::topology::{RowFault, faults_of_rule};

rule! {
    /// # What it checks
    /// A rule for TCP or UDP lacks its first or last port, a protocol is unknown, or a rule names no source or
    /// destination, or more than one.
    ///
    /// # Why it matters
    /// AWS refuses the rule, so it admits nothing.
    ///
    /// # How to fix
    /// Write both ports, also for a single one; `tcp`, `udp`, `icmp`, `icmpv6`, `all` or a number from 0 to 255
    /// as protocol; and one block, group or prefix list.
    ///
    /// # Limits
    /// A rule without a protocol is for all of them. An ICMP rule without type and code is for all of them.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html>
    RuleInfo {
        id: "sg-rule-incomplete",
        title: "AWS does not take this security group rule",
        group: Group::Filtering,
        book: &["R-SG-15"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, group) in context.groups() {
        let inbound = group.ip_permissions.iter().map(|row| ("inbound", row));
        let outbound = group.ip_permissions_egress.iter().flatten().map(|row| ("outbound", row));
        for (direction, (row, rule)) in inbound.chain(outbound) {
            // Numbers that cannot be are told by a rule of their own.
            let mut faults = faults_of_rule(rule);
            faults.retain(|fault| *fault != RowFault::ImpossibleNumbers);
            let row = FaultyRow {
                keys: ["sg-rule-incomplete", "sg-rule-incomplete.help"],
                owner: id,
                direction,
                kind: "rule",
                row: row.to_string(),
                end: if direction == "inbound" { "source" } else { "destination" },
                effect: "it admits nothing",
            };
            if let Some(found) = row.found(context, &faults) {
                report.push(found);
            }
        }
    }
}
