//! A block of a VPC or subnet is wider or narrower than AWS allows.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::ResourceId;
use crate::net::well_known::{RFC1918, is_public};
use crate::net::{CidrBlock, Family, cidrs_overlap};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{move_subnet, pointer};
use crate::rules::{Group, Severity};
use crate::topology::{SubnetNode, VpcNode};
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
    /// Choose a prefix from /16 to /28. A /28 subnet has 11 addresses to give, a /24 has 251. The fix takes the
    /// nearest size: around what is there, else from a free place of the private ranges or of the VPC.
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
            let Some((net, length)) = wrong_size(block) else { continue };
            let path = pointer(&["cidrBlocks", &index.to_string()]);
            let free = for_vpc(context, node, net, length);
            let fix = free.map(|free| vec![Change::set(&node.id, &path, free.to_string())]);
            let found = found(context, &node.id, net, free.zip(fix));
            report.push(found.book(&["R-VPC-1", "R-VAL-1"]));
        }
        for subnet in context.subnets_of(node) {
            let written = context.document.subnet(subnet.id.as_str());
            let block = written.and_then(|subnet| subnet.cidr_block.as_ref());
            let Some((net, length)) = block.and_then(wrong_size) else { continue };
            let found = found(context, &subnet.id, net, for_subnet(context, node, subnet, net, length));
            report.push(found.book(&["R-SUB-1", "R-VAL-2"]).api_error(Some("InvalidSubnet.Range")));
        }
    }
}

/// A block of a size that AWS does not offer, and the nearest size that it does.
fn wrong_size(block: &CidrBlock) -> Option<(IpNet, u8)> {
    let net = block.net().filter(|net| net.addr().is_ipv4())?;
    let nearest = net.prefix_len().clamp(WIDEST, NARROWEST);
    (nearest != net.prefix_len()).then_some((net, nearest))
}

fn found(context: &Context<'_>, id: &ResourceId, net: IpNet, free: Option<(IpNet, Vec<Change>)>) -> Found {
    let name = context.name(id);
    let message = say!(
        "cidr-size-invalid",
        "{name} has {net}. AWS offers blocks from /16 to /28.",
        name = name,
        net = net
    );
    let help = say!("cidr-size-invalid.help", "Give {name} a prefix from /16 to /28.", name = name);
    let fix = free.map(|(free, changes)| Fix { title: format!("Give {name} {free}"), changes });
    Found::new([id], message, help).fix(fix)
}

/// A block of the right size for a VPC: around its subnets, else at the same place, else a free one of a private range.
fn for_vpc(context: &Context<'_>, vpc: &VpcNode, net: IpNet, length: u8) -> Option<IpNet> {
    let others: Vec<&IpNet> = vpc.cidrs_of(Family::Ipv4).filter(|other| **other != net).collect();
    let subnets: Vec<IpNet> = context.subnets_of(vpc).filter_map(|subnet| subnet.cidr).collect();
    let held = || subnets.iter().filter(|subnet| net.contains(*subnet));
    let start = held().next().map_or(net.addr(), IpNet::addr);
    let resized = IpNet::new(start, length).ok()?.trunc();
    let is_private = |block: &IpNet| RFC1918.iter().any(|range| range.contains(block));
    let holds_private = RFC1918.iter().any(|range| net.contains(range));
    let is_good = !others.iter().any(|other| cidrs_overlap(&resized, other))
        && (is_private(&resized) || (is_public(start) && !holds_private));
    if is_good {
        return held().all(|subnet| resized.contains(subnet)).then_some(resized);
    }
    if held().next().is_some() {
        return None;
    }
    // From the range of the other blocks, so that no restricted combination comes about (R-VPC-6 to R-VPC-11).
    let fits = |range: &&IpNet| match others.first() {
        Some(other) => range.contains(*other),
        None => !holds_private || net.contains(*range),
    };
    let ranges: Vec<IpNet> = RFC1918.iter().filter(fits).copied().collect();
    context.blocks.for_vpc(&ranges, length)
}

/// A block of the right size for a subnet: at the same place, else a free one of the VPC.
fn for_subnet<'a>(
    context: &Context<'a>,
    vpc: &'a VpcNode,
    subnet: &SubnetNode,
    net: IpNet,
    length: u8,
) -> Option<(IpNet, Vec<Change>)> {
    let resized = IpNet::new(net.addr(), length).ok()?.trunc();
    let mut blocks = vpc.cidrs_of(Family::Ipv4).peekable();
    let is_inside = blocks.peek().is_none() || blocks.any(|block| block.contains(&resized));
    let is_free = || {
        let others = context.subnets_of(vpc).filter(|other| other.id != subnet.id);
        !others.filter_map(|other| other.cidr).any(|other| cidrs_overlap(&resized, &other))
    };
    let is_empty = subnet.interfaces.is_empty() && subnet.nat_gateways.is_empty();
    if is_inside && (is_empty || resized.contains(&net)) && is_free() {
        return Some((resized, vec![Change::set(&subnet.id, "/cidrBlock", resized.to_string())]));
    }
    let free = context.blocks.for_subnet(vpc, Family::Ipv4, length)?;
    Some((free, move_subnet(context, subnet, free)?))
}
