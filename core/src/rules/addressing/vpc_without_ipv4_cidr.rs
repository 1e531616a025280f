//! A VPC has an IPv6 block and no IPv4 block.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use serde_json::json;

rule! {
    /// # What it checks
    /// A VPC has an IPv6 block but no IPv4 block.
    ///
    /// # Why it matters
    /// Every VPC has an IPv4 block: AWS makes it with the VPC. Only subnets can do with IPv6 alone.
    ///
    /// # How to fix
    /// Give the VPC an IPv4 block, even if no subnet uses it. The fix takes one that no other VPC of the
    /// drawing has.
    ///
    /// # Limits
    /// A VPC without any block is not finished yet; `cidr-not-set` says so.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
    RuleInfo {
        id: "vpc-without-ipv4-cidr",
        title: "A VPC has no IPv4 block",
        group: Group::Addressing,
        book: &["R-VPC-20"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for node in context.vpcs() {
        let Some(vpc) = context.document.vpc(node.id.as_str()) else { continue };
        if vpc.ipv6_cidr_blocks.is_empty() || !vpc.cidr_blocks.is_empty() {
            continue;
        }
        let name = context.name(&node.id);
        let message = say!(
            "vpc-without-ipv4-cidr",
            "{vpc} has an IPv6 block only. A VPC has an IPv4 block as well.",
            vpc = name
        );
        let help = say!(
            "vpc-without-ipv4-cidr.help",
            "Give {vpc} an IPv4 block. Its subnets need not use it.",
            vpc = name
        );
        let fix = context.blocks.for_new_vpc().map(|free| Fix {
            title: format!("Give {name} {free}"),
            changes: vec![Change::set(&node.id, "/cidrBlocks", json!([free.to_string()]))],
        });
        report.push(Found::new([&node.id], message, help).fix(fix));
    }
}
