//! A subnet's block lies in no block of its VPC.

use crate::change::Fix;
use crate::message::say;
use crate::net::Family;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{list, move_subnet};
use crate::rules::{Group, Severity};
use crate::topology::{SubnetNode, VpcNode};
use ipnet::IpNet;

rule! {
    /// # What it checks
    /// The block of a subnet lies in none of the blocks of its VPC, or only in part. IPv4 and IPv6 are looked at
    /// apart.
    ///
    /// # Why it matters
    /// AWS cuts a subnet out of one block of its VPC and refuses any other range.
    ///
    /// # How to fix
    /// Give the subnet a block inside the VPC, or add a block to the VPC. The fix takes the next free block of the
    /// same size.
    ///
    /// # Limits
    /// A VPC that has no block of that family yet is not reported.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html>
    RuleInfo {
        id: "subnet-outside-vpc",
        title: "A subnet lies outside its VPC",
        group: Group::Addressing,
        book: &["R-SUB-2", "R-VAL-2"],
        api_errors: &["InvalidSubnet.Range"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for vpc in context.vpcs() {
        for subnet in context.subnets_of(vpc) {
            for net in [subnet.cidr, subnet.ipv6_cidr].into_iter().flatten() {
                let family = Family::of(net.addr());
                let has_block = vpc.cidrs_of(family).next().is_some();
                if has_block && !vpc.cidrs.iter().any(|block| block.contains(&net)) {
                    report.push(found(context, vpc, subnet, net));
                }
            }
        }
    }
}

fn found<'a>(context: &Context<'a>, vpc: &'a VpcNode, subnet: &SubnetNode, net: IpNet) -> Found {
    let family = Family::of(net.addr());
    let free = context.blocks.for_subnet(vpc, family, net.prefix_len());
    let name = context.name(&subnet.id);
    let vpc_name = context.name(&vpc.id);
    let help = match free {
        Some(free) => say!(
            "subnet-outside-vpc.help",
            "Give {subnet} a block inside {vpc}. Next free: {free}.",
            subnet = name,
            vpc = vpc_name,
            free = free
        ),
        None => say!(
            "subnet-outside-vpc.help-full",
            "{vpc} has no free /{length}: add a block to it, or make the subnet smaller.",
            vpc = vpc_name,
            length = net.prefix_len()
        ),
    };
    let message = say!(
        "subnet-outside-vpc",
        "{subnet} ({net}) lies outside {vpc} ({blocks}).",
        subnet = name,
        net = net,
        vpc = vpc_name,
        blocks = list(vpc.cidrs_of(family).map(ToString::to_string))
    );
    let fix = free.and_then(|free| {
        let changes = move_subnet(context, subnet, free)?;
        Some(Fix { title: format!("Give {name} {free}"), changes })
    });
    Found::new([&subnet.id, &vpc.id], message, help).fix(fix)
}
