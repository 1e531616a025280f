//! A block of a VPC or subnet is wider or narrower than AWS allows.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::ResourceId;
use crate::net::{CidrBlock, cidrs_overlap};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::pointer;
use crate::rules::{Group, Severity};
use crate::topology::VpcNode;
use ipnet::IpNet;

rule! {
    /// # What it checks
    /// The IPv4 block of a VPC or subnet is not between /16 and /28.
    ///
    /// # Why it matters
    /// AWS offers no other sizes. A network of more than 65,536 addresses is made of several blocks or
    /// several VPCs.
    ///
    /// # How to fix
    /// Choose a prefix from /16 to /28. A /28 subnet has 11 addresses to give, a /24 has 251.
    ///
    /// # Limits
    /// IPv6 blocks are looked at by `ipv6-cidr-size-invalid`.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html>
    RuleInfo {
        id: "cidr-size-invalid",
        title: "A CIDR block has a size that AWS does not offer",
        group: Group::Addressing,
        book: &["R-VPC-1", "R-SUB-1", "R-VAL-1", "R-VAL-2"],
        codes: &[],
        api_errors: &["InvalidVpc.Range", "InvalidSubnet.Range"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

/// The widest and the narrowest prefix of AWS.
const WIDEST: u8 = 16;
const NARROWEST: u8 = 28;

fn check(context: &Context<'_>, report: &mut Report) {
    for node in context.vpcs() {
        let Some(vpc) = context.document.vpc(node.id.as_str()) else { continue };
        for (index, block) in vpc.cidr_blocks.iter().enumerate() {
            let others = || {
                vpc.cidr_blocks.iter().filter(|other| *other != block).filter_map(CidrBlock::net).collect()
            };
            let path = pointer(&["cidrBlocks", &index.to_string()]);
            let found = found(context, &node.id, block, &path, others);
            report.push_all(found.map(|found| found.book(&["R-VPC-1", "R-VAL-1"])));
        }
        check_subnets(context, node, report);
    }
}

fn check_subnets(context: &Context<'_>, vpc: &VpcNode, report: &mut Report) {
    for id in &vpc.subnets {
        let Some(block) = context.document.subnet(id.as_str()).and_then(|subnet| subnet.cidr_block.as_ref())
        else {
            continue;
        };
        let others = || vpc.subnets.iter().filter(|other| *other != id);
        let taken = || others().filter_map(|id| context.network.subnets.get(id)?.cidr).collect();
        let found = found(context, id, block, "/cidrBlock", taken);
        let api_error = Some("InvalidSubnet.Range");
        report.push_all(found.map(|found| found.book(&["R-SUB-1", "R-VAL-2"]).api_error(api_error)));
    }
}

/// What is wrong with a block. The neighbours are asked for only then: a VPC may have thousands of subnets.
fn found(
    context: &Context<'_>,
    id: &ResourceId,
    block: &CidrBlock,
    path: &str,
    taken: impl FnOnce() -> Vec<IpNet>,
) -> Option<Found> {
    let net = block.net().filter(|net| net.addr().is_ipv4())?;
    let nearest = net.prefix_len().clamp(WIDEST, NARROWEST);
    if nearest == net.prefix_len() {
        return None;
    }
    let name = context.name(id);
    let message = say!(
        "cidr-size-invalid",
        "{name} has {net}. AWS offers blocks from /16 to /28.",
        name = name,
        net = net
    );
    let help = say!("cidr-size-invalid.help", "Give {name} a prefix from /16 to /28.", name = name);
    let taken = taken();
    let resized = IpNet::new(net.addr(), nearest).ok().map(|net| net.trunc());
    let free = resized.filter(|resized| !taken.iter().any(|other| cidrs_overlap(resized, other)));
    let fix = free.map(|free| Fix {
        title: format!("Give {name} {free}"),
        changes: vec![Change::set(id, path, free.to_string())],
    });
    Some(Found::new([id], message, help).fix(fix))
}
