//! An entry of a network ACL has a form that AWS does not take.

use super::nacl_entry_source_unsupported::names_something_else;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::support::FaultyRow;
use crate::rules::{Group, Severity};
use crate::topology::{RowFault, faults_of_entry};

rule! {
    /// # What it checks
    /// An entry has no number, neither `allow` nor `deny`, an unknown protocol, no ports for TCP or UDP or
    /// ports in the wrong order, or no block of addresses, or two.
    ///
    /// # Why it matters
    /// AWS refuses the entry, so it is never read.
    ///
    /// # How to fix
    /// Write what is missing. Both ports are needed, also for a single one.
    ///
    /// # Limits
    /// An entry without a protocol is for all of them. Numbers outside 1 to 32766 and sources that are no
    /// addresses are told by `nacl-rule-number-out-of-range` and `nacl-entry-source-unsupported`.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html>
    RuleInfo {
        id: "nacl-entry-incomplete",
        title: "AWS does not take this network ACL entry",
        group: Group::Filtering,
        book: &["R-NACL-5"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, acl) in context.acls() {
        for (row, entry) in acl.entries.iter().flatten() {
            let mut faults = faults_of_entry(entry);
            faults.retain(|fault| match fault {
                RowFault::NumberOutOfRange => false,
                RowFault::NoEnd => !names_something_else(entry),
                _ => true,
            });
            let row = FaultyRow {
                keys: ["nacl-entry-incomplete", "nacl-entry-incomplete.help"],
                owner: id,
                direction: if entry.egress { "outbound" } else { "inbound" },
                kind: "entry",
                row: entry.rule_number.map_or_else(|| row.to_string(), |number| number.to_string()),
                end: "block of addresses",
                effect: "it is never read",
            };
            if let Some(found) = row.found(context, &faults) {
                report.push(found);
            }
        }
    }
}
