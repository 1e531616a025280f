//! An entry of a network ACL names a security group or a prefix list.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::NetworkAclEntry;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::pointer;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// An entry of a network ACL has a security group or a prefix list as source or destination.
    ///
    /// # Why it matters
    /// A network ACL knows addresses only. AWS has no field for anything else.
    ///
    /// # How to fix
    /// Write the block of addresses. The fix takes the other field away where a block is there.
    ///
    /// # Limits
    /// Such fields are not part of the drawing's own form; they come from files that were written by hand or
    /// by another tool.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html>
    RuleInfo {
        id: "nacl-entry-source-unsupported",
        title: "A network ACL rule names something other than addresses",
        group: Group::Filtering,
        book: &["R-NACL-8"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

/// What people write there when they take a network ACL for a security group.
const FIELDS: &[&str] = &["groupId", "sourceSecurityGroupId", "prefixListId", "destinationPrefixListId"];

/// Whether an entry has such a field.
pub(super) fn names_something_else(entry: &NetworkAclEntry) -> bool {
    FIELDS.iter().any(|field| entry.extra.contains_key(*field))
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, acl) in context.acls() {
        for (row, entry) in acl.entries.iter().flatten() {
            let Some(field) = FIELDS.iter().find(|field| entry.extra.contains_key(**field)) else { continue };
            let value = entry.extra.get(*field).and_then(serde_json::Value::as_str).unwrap_or(field);
            let message = say!(
                "nacl-entry-source-unsupported",
                "{acl} names {value} in a rule. A network ACL knows blocks of addresses only.",
                acl = context.name(id),
                value = context.document.display_name(value)
            );
            let help = say!("nacl-entry-source-unsupported.help", "Write the block of addresses instead.");
            let has_block = entry.cidr_block.is_some() || entry.ipv6_cidr_block.is_some();
            let path = pointer(&["entries", row.as_str(), field]);
            let fix = has_block.then(|| Fix {
                title: format!("Take {value} out of the rule"),
                changes: vec![Change::RemovePath { id: id.clone(), path }],
            });
            report.push(Found::new([id], message, help).fix(fix));
        }
    }
}
