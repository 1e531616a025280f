//! A pool of the IP Address Manager gave out what it cannot give.

use crate::message::say;
use crate::model::{IpamPool, Resource, ResourceId, RowId};
use crate::net::CidrBlock;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::take_away;
use crate::rules::{Group, Severity};
use ipnet::IpNet;

rule! {
    /// # What it checks
    /// An allocation of a pool lies outside the blocks of the pool, is wider or narrower than the pool gives out, or
    /// overlaps another allocation of the pool.
    ///
    /// # Why it matters
    /// The IP Address Manager refuses the allocation, and with it the VPC that asks for it.
    ///
    /// # How to fix
    /// Take a free block of the pool. The fix takes the allocation away.
    ///
    /// # Limits
    /// A pool without blocks is not judged by them. Tags that a pool asks for are not looked at.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/ipam/allocate-cidrs-ipam.html>
    RuleInfo {
        id: "ipam-pool-violation",
        title: "A pool gave out a block that it cannot give",
        group: Group::Addressing,
        book: &["R-IP-6"],
        codes: &["IPAM_POOL_VIOLATION"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::IpamPool(pool) = resource.as_ref() else { continue };
        let blocks: Vec<IpNet> = pool.cidrs.iter().filter_map(CidrBlock::net).collect();
        let mut given: Vec<(IpNet, &RowId)> = Vec::new();
        for (row, allocation) in &pool.allocations {
            let Some(block) = allocation.cidr.as_ref().and_then(CidrBlock::net) else { continue };
            let overlapped = given.iter().find(|(other, _)| overlap(*other, block)).map(|(other, _)| *other);
            let outside = !blocks.is_empty() && !blocks.iter().any(|own| own.contains(&block));
            let why = match (outside, overlapped) {
                (true, _) => Some("which is in none of its blocks".to_owned()),
                (false, Some(other)) => Some(format!("which overlaps {other}, given out already")),
                (false, None) => wrong_length(pool, block),
            };
            given.push((block, row));
            if let Some(why) = why {
                report.push(found(context, (id, row), block, &why, allocation.resource_id.as_ref()));
            }
        }
    }
}

fn overlap(one: IpNet, other: IpNet) -> bool {
    one.contains(&other) || other.contains(&one)
}

fn wrong_length(pool: &IpamPool, block: IpNet) -> Option<String> {
    let length = block.prefix_len();
    if let Some(widest) = pool.allocation_min_netmask_length.filter(|widest| length < *widest) {
        return Some(format!("and its widest one is a /{widest}"));
    }
    let narrowest = pool.allocation_max_netmask_length.filter(|narrowest| length > *narrowest)?;
    Some(format!("and its narrowest one is a /{narrowest}"))
}

fn found(
    context: &Context<'_>,
    (pool, row): (&ResourceId, &RowId),
    block: IpNet,
    why: &str,
    of: Option<&ResourceId>,
) -> Found {
    let name = context.name(pool);
    let message =
        say!("ipam-pool-violation", "{pool} gave out {block}, {why}.", pool = name, block = block, why = why);
    let help =
        say!("ipam-pool-violation.help", "Take a free block of {pool} that it gives out.", pool = name);
    let fix = take_away(format!("Take {block} back to {name}"), pool, &["allocations", row.as_str()]);
    let of = of.filter(|of| context.document.resource(of.as_str()).is_some());
    Found::new([pool].into_iter().chain(of), message, help).fix(Some(fix))
}
