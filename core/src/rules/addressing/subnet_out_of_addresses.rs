//! More addresses are wanted in a subnet than AWS can give.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{usable_addresses, wanted_addresses};
use crate::rules::{Group, Severity};
use ipnet::IpNet;

rule! {
    /// # What it checks
    /// The interfaces and NAT gateways of a subnet need more IPv4 addresses than its block has: all but five.
    ///
    /// # Why it matters
    /// AWS does not create the interface that finds no free address.
    ///
    /// # How to fix
    /// Move some of them into another subnet, or make the subnet again with a wider block.
    ///
    /// # Limits
    /// An interface without a written address counts as one. Addresses that managed services would take are
    /// not counted.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html>
    RuleInfo {
        id: "subnet-out-of-addresses",
        title: "A subnet has too few addresses",
        group: Group::Addressing,
        book: &["R-SUB-7", "R-VAL-26"],
        api_errors: &["InsufficientFreeAddressesInSubnet"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for subnet in context.network.subnets.values() {
        let Some(IpNet::V4(block)) = subnet.cidr else { continue };
        let usable = usable_addresses(block);
        let wanted = wanted_addresses(context, subnet, &|_| true);
        if wanted <= usable {
            continue;
        }
        let name = context.name(&subnet.id);
        let message = say!(
            "subnet-out-of-addresses",
            "{subnet} ({block}) has {usable} addresses to give, and {wanted} are wanted.",
            subnet = name,
            block = block,
            usable = usable,
            wanted = wanted
        );
        let help = say!(
            "subnet-out-of-addresses.help",
            "Move interfaces into another subnet, or make {subnet} again with a wider block.",
            subnet = name
        );
        report.push(Found::new([&subnet.id], message, help));
    }
}
