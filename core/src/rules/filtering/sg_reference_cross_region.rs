//! A rule names a security group of a VPC in another Region.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{group_references, pointer};
use crate::rules::{Group, Severity};
use crate::topology::VpcNode;

rule! {
    /// # What it checks
    /// A rule of a security group names a group whose VPC lies in another Region.
    ///
    /// # Why it matters
    /// Over a peering connection a group can be named within the Region only. AWS does not create the rule.
    ///
    /// # How to fix
    /// Name the addresses of the other VPC instead. The fix takes its first block.
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
        api_errors: &[],
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
        let at = |part| pointer(&[reference.field, reference.row.as_str(), part]);
        let fix = other.cidrs.iter().find(|net| net.addr().is_ipv4()).map(|net| Fix {
            title: format!("Name {net} instead"),
            changes: vec![
                Change::RemovePath { id: reference.group.clone(), path: at("groupId") },
                Change::set(reference.group, &at("cidrIp"), net.to_string()),
            ],
        });
        report.push(Found::new([reference.group, reference.named], message, help).fix(fix));
    }
}
