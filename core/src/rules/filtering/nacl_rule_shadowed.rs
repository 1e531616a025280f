//! An entry of a network ACL never matches, because an earlier one decides otherwise.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{entries_in_order, entry_covers, numbers_taken, pointer};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// Everything that an entry denies is allowed by an entry with a lower number, or the reverse.
    ///
    /// # Why it matters
    /// Entries are read from the lowest number up, and the first match decides. The later entry has no
    /// effect.
    ///
    /// # How to fix
    /// Give the narrower entry a lower number. The fix does.
    ///
    /// # Limits
    /// An entry that several earlier ones cover together is not found. Entries that repeat what an earlier
    /// one decides alike do no harm and are not reported.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html>
    RuleInfo {
        id: "nacl-rule-shadowed",
        title: "A network ACL rule never matches",
        group: Group::Filtering,
        book: &["R-NACL-10"],
        codes: &["NACL_RULE_SHADOWED"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, acl) in context.acls() {
        for egress in [false, true] {
            let entries = entries_in_order(acl, egress);
            let taken = numbers_taken(acl, egress);
            for (index, (row, number, net, entry)) in entries.iter().enumerate() {
                let earlier = entries.iter().take(index);
                let Some((_, first, _, outer)) = earlier
                    .clone()
                    .find(|(_, _, outer_net, outer)| entry_covers((outer, *outer_net), (entry, *net)))
                else {
                    continue;
                };
                if outer.allows() == entry.allows() {
                    continue;
                }
                let verb = |allows| if allows { "allows" } else { "denies" };
                let message = say!(
                    "nacl-rule-shadowed",
                    "{acl}: {direction} rule {number} never matches, because rule {first} {decides} the same first.",
                    acl = context.name(id),
                    direction = if egress { "outbound" } else { "inbound" },
                    number = number,
                    first = first,
                    decides = verb(outer.allows())
                );
                let help = say!(
                    "nacl-rule-shadowed.help",
                    "Give rule {number} a number below {first}.",
                    number = number,
                    first = first
                );
                let free = (1..*first).rev().find(|number| !taken.contains(number));
                let fix = free.map(|free| Fix {
                    title: format!("Make it rule {free}"),
                    changes: vec![Change::set(id, &pointer(&["entries", row.as_str(), "ruleNumber"]), free)],
                });
                report.push(Found::new([id], message, help).fix(fix));
            }
        }
    }
}
