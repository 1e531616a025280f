//! Two rules of a security group say the same.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{IpPermission, RowId};
use crate::net::{CidrBlock, Protocol};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::pointer;
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
                let fix = Fix {
                    title: "Remove the second rule".to_owned(),
                    changes: vec![Change::RemovePath {
                        id: id.clone(),
                        path: pointer(&[field, row.as_str()]),
                    }],
                };
                report.push(Found::new([id], message, help).fix(Some(fix)));
            }
        }
    }
}

fn repeated(rules: &BTreeMap<RowId, IpPermission>) -> Vec<&RowId> {
    let mut seen = BTreeSet::new();
    rules.iter().filter(|(_, rule)| !seen.insert(key(rule))).map(|(row, _)| row).collect()
}

/// What makes two rules the same for AWS: not the description.
fn key(rule: &IpPermission) -> impl Ord + use<> {
    let net =
        |block: &Option<CidrBlock>| block.as_ref().map(|block| block.net().ok_or_else(|| block.to_string()));
    let protocol = rule.ip_protocol.clone().unwrap_or(Protocol::All);
    // -1 is any, as is nothing; only some protocols have ports, or a type and a code.
    let part = |part: Option<i32>| {
        part.filter(|part| *part >= 0 && (protocol.has_ports() || protocol.is_icmp())).unwrap_or(-1)
    };
    (
        protocol.clone(),
        part(rule.from_port),
        part(rule.to_port),
        net(&rule.cidr_ip),
        net(&rule.cidr_ipv6),
        rule.group_id.clone(),
        rule.prefix_list_id.clone(),
    )
}
