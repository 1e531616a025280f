//! Two rules of a security group say the same.

use crate::message::say;
use crate::model::{IpPermission, RowId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{rule_key, take_away};
use crate::rules::{Group, Severity};
use std::collections::{BTreeMap, BTreeSet};

rule! {
    /// # What it checks
    /// Two rules in one direction of a security group have the same protocol, ports and source.
    ///
    /// # Why it matters
    /// AWS refuses the second one. It would change nothing.
    ///
    /// # How to fix
    /// Remove one of them.
    ///
    /// # Limits
    /// A rule inside a wider one is allowed and not reported.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html>
    RuleInfo {
        id: "sg-rule-duplicate",
        title: "A security group has one rule twice",
        group: Group::Filtering,
        book: &["R-SG-14", "R-VAL-15"],
        api_errors: &["InvalidPermission.Duplicate"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, group) in context.groups() {
        let lists = [
            ("ipPermissions", "inbound", Some(&group.ip_permissions)),
            ("ipPermissionsEgress", "outbound", group.ip_permissions_egress.as_ref()),
        ];
        for (field, direction, rules) in lists {
            for row in rules.map(repeated).unwrap_or_default() {
                let name = context.name(id);
                let message = say!(
                    "sg-rule-duplicate",
                    "{group} has one {direction} rule twice.",
                    group = name,
                    direction = direction
                );
                let help = say!("sg-rule-duplicate.help", "Remove one of the two rules.");
                let fix = take_away("Remove the second rule".to_owned(), id, &[field, row.as_str()]);
                report.push(Found::new([id], message, help).fix(Some(fix)));
            }
        }
    }
}

fn repeated(rules: &BTreeMap<RowId, IpPermission>) -> Vec<&RowId> {
    let mut seen = BTreeSet::new();
    rules.iter().filter(|(_, rule)| !seen.insert(rule_key(rule))).map(|(row, _)| row).collect()
}
