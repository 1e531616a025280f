//! A VPC or subnet has no block yet.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::net::Family;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use serde_json::json;

rule! {
    /// # What it checks
    /// A VPC has no CIDR block, or a subnet has neither an IPv4 nor an IPv6 block.
    ///
    /// # Why it matters
    /// AWS makes neither without a block, and nothing in it can have an address.
    ///
    /// # How to fix
    /// Give it a block. The fix proposes a free one.
    ///
    /// # Limits
    /// A subnet whose VPC has no block, or no room, gets no proposal.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html>
    RuleInfo {
        id: "cidr-not-set",
        title: "A VPC or subnet has no block yet",
        group: Group::Addressing,
        book: &["R-VPC-20"],
        severity: Severity::Hint,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for vpc in context.vpcs() {
        let is_bare = |written: &crate::model::Vpc| {
            written.cidr_blocks.is_empty() && written.ipv6_cidr_blocks.is_empty()
        };
        if context.document.vpc(vpc.id.as_str()).is_some_and(is_bare) {
            let name = context.name(&vpc.id);
            let fix = context.blocks.for_new_vpc().map(|free| Fix {
                title: format!("Give {name} {free}"),
                changes: vec![Change::set(&vpc.id, "/cidrBlocks", json!([free.to_string()]))],
            });
            report.push(Found::new([&vpc.id], message(&name), help(&name)).fix(fix));
        }
        for id in &vpc.subnets {
            let is_bare = |written: &crate::model::Subnet| {
                written.cidr_block.is_none() && written.ipv6_cidr_block.is_none()
            };
            if !context.document.subnet(id.as_str()).is_some_and(is_bare) {
                continue;
            }
            let name = context.name(id);
            let parts = vpc.cidrs_of(Family::Ipv4).map(|within| (*within, within.prefix_len().max(24)));
            let free = context.blocks.for_subnet_inside(vpc, parts);
            let fix = free.map(|free| Fix {
                title: format!("Give {name} {free}"),
                changes: vec![Change::set(id, "/cidrBlock", free.to_string())],
            });
            report.push(Found::new([id], message(&name), help(&name)).fix(fix));
        }
    }
}

fn message(name: &str) -> crate::message::Message {
    say!("cidr-not-set", "{name} has no CIDR block yet.", name = name)
}

fn help(name: &str) -> crate::message::Message {
    say!("cidr-not-set.help", "Give {name} a block.", name = name)
}
