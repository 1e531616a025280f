//! A VPC combines ranges that AWS does not let one VPC combine.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::ResourceId;
use crate::net::{CidrBlock, FreeBlocks, well_known::RFC1918};
use crate::rules::addressing::restricted_pairs::RESTRICTIONS;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::pointer;
use crate::rules::{Group, Severity};
use ipnet::IpNet;

rule! {
    /// # What it checks
    /// A later IPv4 block of a VPC comes from a range that AWS refuses because of an earlier block. A VPC
    /// from 10.0.0.0/8, for instance, gets no block from 172.16.0.0/12, 192.168.0.0/16 or 198.19.0.0/16.
    ///
    /// # Why it matters
    /// AWS refuses to associate the block. Other services that live in these ranges would collide with the
    /// VPC.
    ///
    /// # How to fix
    /// Add a block from the range of the first one, from 100.64.0.0/10, or public addresses of your own. The
    /// fix takes the next free block of the first one's range.
    ///
    /// # Limits
    /// The order counts: a VPC may add 100.64.0.0/10 to a private range, but not the other way round. The
    /// table is that of November 2026; AWS has relaxed it before.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
    RuleInfo {
        id: "vpc-cidr-combination-restricted",
        title: "AWS does not combine these ranges in one VPC",
        group: Group::Addressing,
        book: &["R-VPC-6", "R-VPC-7", "R-VPC-8", "R-VPC-9", "R-VPC-10", "R-VPC-11"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for node in context.vpcs() {
        let Some(vpc) = context.document.vpc(node.id.as_str()) else { continue };
        let nets: Vec<Option<IpNet>> = vpc.cidr_blocks.iter().map(CidrBlock::net).collect();
        let mut free = None;
        for (index, added) in nets.iter().enumerate() {
            let Some(added) = added.filter(|net| net.addr().is_ipv4()) else { continue };
            let earlier: Vec<IpNet> =
                nets.iter().take(index).flatten().copied().filter(|net| net.addr().is_ipv4()).collect();
            if let Some((existing, range, book)) = refusal(&earlier, &added) {
                let free = free
                    .get_or_insert_with(|| FreeBlocks::new(nets.iter().flatten().copied().chain(closed())));
                let found = found(context, &node.id, index, added, existing, range, free);
                report.push(found.book(book));
            }
        }
    }
}

fn refusal(earlier: &[IpNet], added: &IpNet) -> Option<(IpNet, IpNet, &'static [&'static str])> {
    let is_overlap = earlier.iter().any(|existing| crate::net::cidrs_overlap(existing, added));
    let mut pairs = RESTRICTIONS.iter().flat_map(|row| earlier.iter().map(move |existing| (row, existing)));
    if is_overlap {
        return None;
    }
    pairs.find_map(|(row, existing)| Some((*existing, row.refuses(existing, added)?, row.book)))
}

/// The parts that are closed although the range is the VPC's own, and the one that containers use.
fn closed() -> impl Iterator<Item = IpNet> {
    ["10.0.0.0/15", "172.31.0.0/16", "172.17.0.0/16"].into_iter().filter_map(|net| net.parse().ok())
}

fn found(
    context: &Context<'_>,
    id: &ResourceId,
    index: usize,
    added: IpNet,
    existing: IpNet,
    range: IpNet,
    free: &mut FreeBlocks,
) -> Found {
    let name = context.name(id);
    let message = say!(
        "vpc-cidr-combination-restricted",
        "{vpc} has {existing}. AWS adds no {added} to it: {range} is closed to such a VPC.",
        vpc = name,
        existing = existing,
        added = added,
        range = range
    );
    let own = RFC1918.into_iter().find(|own| own.contains(&existing));
    let free = own.and_then(|own| free.take(&own, added.prefix_len()));
    let fix = free.map(|free| Fix {
        title: format!("Add {free} instead of {added}"),
        changes: vec![Change::set(id, &pointer(&["cidrBlocks", &index.to_string()]), free.to_string())],
    });
    let help = match free {
        Some(free) => say!(
            "vpc-cidr-combination-restricted.help",
            "Add a block from the range of {existing}. Next free: {free}.",
            existing = existing,
            free = free
        ),
        None => say!(
            "vpc-cidr-combination-restricted.help-none",
            "Add a block from the range of {existing}, or make another VPC.",
            existing = existing
        ),
    };
    Found::new([id], message, help).fix(fix)
}
