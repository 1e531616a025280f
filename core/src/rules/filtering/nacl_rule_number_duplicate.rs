//! Two entries in one direction of a network ACL have one number.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::ordered::IntoOrdered;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::pointer;
use crate::rules::{Group, Severity};
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// Two entries of a network ACL in the same direction have the same rule number.
    ///
    /// # Why it matters
    /// The number is the entry's place and its name. AWS refuses the second one.
    ///
    /// # How to fix
    /// Give one of them another number. The fix takes the next free one.
    ///
    /// # Limits
    /// The same number inbound and outbound is no fault. IPv4 and IPv6 entries share the numbers.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html>
    RuleInfo {
        id: "nacl-rule-number-duplicate",
        title: "Two rules of a network ACL have one number",
        group: Group::Filtering,
        book: &["R-NACL-5", "R-VAL-18"],
        api_errors: &["NetworkAclEntryAlreadyExists"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, acl) in context.acls() {
        let entries = || acl.entries.iter().flatten();
        let mut seen: BTreeSet<(bool, i64)> = BTreeSet::new();
        for (row, entry) in entries() {
            let Some(number) = entry.rule_number else { continue };
            if seen.insert((entry.egress, number)) {
                continue;
            }
            let taken: BTreeSet<i64> = entries()
                .filter(|(_, other)| other.egress == entry.egress)
                .filter_map(|(_, other)| other.rule_number)
                .into_set();
            let free = (number + 1..=32_766).find(|number| !taken.contains(number));
            let message = say!(
                "nacl-rule-number-duplicate",
                "{acl} has two {direction} rules {number}.",
                acl = context.name(id),
                direction = if entry.egress { "outbound" } else { "inbound" },
                number = number
            );
            let help = say!("nacl-rule-number-duplicate.help", "Give one of them another number.");
            let fix = free.map(|free| Fix {
                title: format!("Make it rule {free}"),
                changes: vec![Change::set(id, &pointer(&["entries", row.as_str(), "ruleNumber"]), free)],
            });
            report.push(Found::new([id], message, help).fix(fix));
        }
    }
}
