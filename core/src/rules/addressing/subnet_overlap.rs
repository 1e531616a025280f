//! Two subnets of one VPC share addresses.

use crate::change::Fix;
use crate::message::say;
use crate::net::Family;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{move_subnet, nested_pairs};
use crate::rules::{Group, Severity};
use crate::topology::{SubnetNode, VpcNode};
use ipnet::IpNet;

rule! {
    /// # What it checks
    /// The blocks of two subnets of one VPC share an address, in IPv4 or IPv6.
    ///
    /// # Why it matters
    /// An address belongs to one subnet. AWS does not create the second one.
    ///
    /// # How to fix
    /// Give one of the two a block of its own. The fix takes the next free one of the same size and moves what stands
    /// in the subnet along with it.
    ///
    /// # Limits
    /// Of several subnets inside one another, each is reported with the narrowest one around it.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html>
    RuleInfo {
        id: "subnet-overlap",
        title: "Subnets overlap",
        group: Group::Addressing,
        book: &["R-SUB-3", "R-VAL-3"],
        api_errors: &["InvalidSubnet.Conflict"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for vpc in context.vpcs() {
        for family in [Family::Ipv4, Family::Ipv6] {
            let blocks = context.subnet_blocks(vpc, family);
            for ((outer_net, outer), (inner_net, inner)) in nested_pairs(&blocks) {
                let (Some(outer), Some(inner)) =
                    (context.network.subnets.get(outer), context.network.subnets.get(inner))
                else {
                    continue;
                };
                let pair = if is_busier(inner, outer) {
                    [(outer, outer_net), (inner, inner_net)]
                } else {
                    [(inner, inner_net), (outer, outer_net)]
                };
                report.push(found(context, vpc, pair));
            }
        }
    }
}

/// Whether moving the first subnet would move more than moving the second.
fn is_busier(one: &SubnetNode, other: &SubnetNode) -> bool {
    one.interfaces.len() + one.nat_gateways.len() > other.interfaces.len() + other.nat_gateways.len()
}

fn found<'a>(
    context: &Context<'a>,
    vpc: &'a VpcNode,
    [(subnet, net), (other, other_net)]: [(&SubnetNode, IpNet); 2],
) -> Found {
    let free = context.blocks.for_subnet(vpc, Family::of(net.addr()), net.prefix_len());
    let name = context.name(&subnet.id);
    let help = match free {
        Some(free) => say!(
            "subnet-overlap.help",
            "Give one of them a block of its own. Next free: {free}.",
            free = free
        ),
        None => say!(
            "subnet-overlap.help-full",
            "Give one of them a block of its own. {vpc} has no free /{length}: add a block to it, or make a subnet smaller.",
            vpc = context.name(&vpc.id),
            length = net.prefix_len()
        ),
    };
    let fix = free.and_then(|free| {
        let changes = move_subnet(context, subnet, free)?;
        Some(Fix { title: format!("Give {name} {free}"), changes })
    });
    let message = say!(
        "subnet-overlap",
        "{name} ({net}) overlaps {other} ({otherNet}).",
        name = name,
        net = net,
        other = context.name(&other.id),
        otherNet = other_net
    );
    Found::new([&subnet.id, &other.id], message, help).fix(fix)
}
