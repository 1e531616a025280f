//! An entry of a network ACL has a number that AWS does not allow.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::pointer;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// The rule number of an entry is not from 1 to 32766.
    ///
    /// # Why it matters
    /// AWS keeps 32767 for the last entry, which denies what nothing matched, and refuses other numbers.
    ///
    /// # How to fix
    /// Choose a number from 1 to 32766. Steps of 100 leave room in between.
    ///
    /// # Limits
    /// An entry without a number is not finished yet and never matches.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html>
    RuleInfo {
        id: "nacl-rule-number-out-of-range",
        title: "A rule number of a network ACL is out of range",
        group: Group::Filtering,
        book: &["R-NACL-5"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, acl) in context.acls() {
        let entries = || acl.entries.iter().flatten();
        for (row, entry) in entries() {
            let Some(number) = entry.rule_number.filter(|number| !(1..=32_766).contains(number)) else {
                continue;
            };
            let is_free = |number: &i64| {
                !entries()
                    .any(|(_, other)| other.egress == entry.egress && other.rule_number == Some(*number))
            };
            let free = if number < 1 { (1..=32_766).find(is_free) } else { (1..=32_766).rev().find(is_free) };
            let message = say!(
                "nacl-rule-number-out-of-range",
                "{acl} has a rule {number}. Numbers go from 1 to 32766.",
                acl = context.name(id),
                number = number
            );
            let help = say!("nacl-rule-number-out-of-range.help", "Choose a number from 1 to 32766.");
            let fix = free.map(|free| Fix {
                title: format!("Make it rule {free}"),
                changes: vec![Change::set(id, &pointer(&["entries", row.as_str(), "ruleNumber"]), free)],
            });
            report.push(Found::new([id], message, help).fix(fix));
        }
    }
}
