//! Two blocks of one VPC share addresses.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::net::CidrBlock;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{nested_pairs, pointer};
use crate::rules::{Group, Severity};
use ipnet::IpNet;

rule! {
    /// # What it checks
    /// A VPC has two blocks of one family that share an address.
    ///
    /// # Why it matters
    /// Each block has a local route of its own. AWS refuses to associate a block that overlaps another one of the VPC.
    ///
    /// # How to fix
    /// Take the later block away: its addresses belong to the earlier one already. If more addresses are wanted, add
    /// a block beside it.
    ///
    /// # Limits
    /// Overlaps with other VPCs are no fault by themselves; `peering-cidr-overlap` finds those that matter.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
    RuleInfo {
        id: "vpc-cidr-overlap",
        title: "Blocks of a VPC overlap",
        group: Group::Addressing,
        book: &["R-VPC-3"],
        codes: &["VPC_CIDR_OVERLAP"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for node in context.vpcs() {
        let Some(vpc) = context.document.vpc(node.id.as_str()) else { continue };
        for (field, blocks) in [("cidrBlocks", &vpc.cidr_blocks), ("ipv6CidrBlocks", &vpc.ipv6_cidr_blocks)] {
            for ((one_net, one), (other_net, other)) in nested_pairs(&nets(blocks)) {
                let (early, late, index) =
                    if one < other { (one_net, other_net, other) } else { (other_net, one_net, one) };
                let message = say!(
                    "vpc-cidr-overlap",
                    "{vpc} has {late} beside {early}, which overlaps it.",
                    vpc = context.name(&node.id),
                    late = late,
                    early = early
                );
                let help = say!(
                    "vpc-cidr-overlap.help",
                    "Take {late} away, or replace it by a block outside {early}.",
                    late = late,
                    early = early
                );
                let path = pointer(&[field, &index.to_string()]);
                let fix = Fix {
                    title: format!("Take away {late}"),
                    changes: vec![Change::RemovePath { id: node.id.clone(), path }],
                };
                report.push(Found::new([&node.id], message, help).fix(Some(fix)));
            }
        }
    }
}

fn nets(blocks: &[CidrBlock]) -> Vec<(IpNet, usize)> {
    blocks.iter().enumerate().filter_map(|(index, block)| Some((block.net()?, index))).collect()
}
