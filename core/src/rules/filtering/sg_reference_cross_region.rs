//! A rule names a security group of a VPC in another Region.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{IpPermission, ResourceId};
use crate::net::CidrBlock;
use crate::ordered::IntoOrdered;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{GroupReference, group_references, list, new_row, pointer};
use crate::rules::{Group, Severity};
use crate::topology::VpcNode;
use std::collections::{BTreeMap, BTreeSet};

rule! {
    /// # What it checks
    /// A rule of a security group names a group whose VPC lies in another Region.
    ///
    /// # Why it matters
    /// Over a peering connection a group can be named within the Region only. AWS does not create the rule.
    ///
    /// # How to fix
    /// Name the addresses of the other VPC instead. The fix writes one rule for each of its blocks.
    ///
    /// # Limits
    /// VPCs without a Region are not judged.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html>
    RuleInfo {
        id: "sg-reference-cross-region",
        title: "A rule names a security group in another Region",
        group: Group::Filtering,
        book: &["R-PEER-10"],
        codes: &["SG_REF_CROSS_REGION"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let vpc_of = |group: &ResourceId| -> Option<&VpcNode> {
        context.network.vpcs.get(context.document.security_group(group.as_str())?.vpc_id.as_ref()?)
    };
    for reference in group_references(context) {
        let (Some(own), Some(other)) = (vpc_of(reference.group), vpc_of(reference.named)) else { continue };
        let (Some(here), Some(there)) = (&own.region, &other.region) else { continue };
        if here == there {
            continue;
        }
        let message = say!(
            "sg-reference-cross-region",
            "{group} in {here} names {named} in {there}. A rule names groups of its own Region only.",
            group = context.name(reference.group),
            here = here,
            named = context.name(reference.named),
            there = there
        );
        let help = say!(
            "sg-reference-cross-region.help",
            "Name the addresses of {vpc} instead.",
            vpc = context.name(&other.id)
        );
        let fix = fix(context, &reference, other);
        report.push(Found::new([reference.group, reference.named], message, help).fix(fix));
    }
}

/// One rule for each block of the other VPC: the first in place of the one that names the group.
fn fix(context: &Context<'_>, reference: &GroupReference<'_>, other: &VpcNode) -> Option<Fix> {
    let group = context.document.security_group(reference.group.as_str())?;
    let mut taken: BTreeSet<String> = group
        .ip_permissions
        .keys()
        .chain(group.ip_permissions_egress.iter().flat_map(BTreeMap::keys))
        .map(ToString::to_string)
        .into_set();
    let rules = other.cidrs.iter().enumerate().map(|(index, net)| {
        let block = Some(CidrBlock::from(*net));
        let (cidr_ip, cidr_ipv6) = if net.addr().is_ipv4() { (block, None) } else { (None, block) };
        let rule = IpPermission { group_id: None, cidr_ip, cidr_ipv6, ..reference.rule.clone() };
        let row = if index == 0 {
            reference.row.to_string()
        } else {
            new_row(reference.group, "g", |row| taken.contains(row)).to_string()
        };
        taken.insert(row.clone());
        let path = pointer(&[reference.field, &row]);
        Change::set(reference.group, &path, serde_json::to_value(rule).unwrap_or_default())
    });
    let changes: Vec<Change> = rules.collect();
    let title = format!("Name {} instead", list(other.cidrs.iter().map(ToString::to_string)));
    (!changes.is_empty()).then_some(Fix { title, changes })
}
