//! An interface has an address that its subnet does not hold.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{list, owned_addresses, readdress_fix};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// An interface or NAT gateway has an address that lies in no block of its subnet.
    ///
    /// # Why it matters
    /// An interface has addresses of its subnet only. AWS refuses any other.
    ///
    /// # How to fix
    /// Choose an address of the subnet, or another subnet. The fix takes the first free one.
    ///
    /// # Limits
    /// IPv4 addresses in an IPv6-only subnet are found by `ipv4-in-ipv6-only-subnet`; a subnet without any
    /// block is not finished yet.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html>
    RuleInfo {
        id: "address-outside-subnet",
        title: "An address lies outside its subnet",
        group: Group::Addressing,
        book: &["R-ENI-5", "R-VAL-27"],
        api_errors: &["InvalidParameterValue"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for subnet in context.network.subnets.values() {
        let blocks: Vec<String> =
            [subnet.cidr, subnet.ipv6_cidr].into_iter().flatten().map(|net| net.to_string()).collect();
        if blocks.is_empty() {
            continue;
        }
        for owned in owned_addresses(context, subnet) {
            let is_ipv4_only_matter = owned.address.is_ipv4() && subnet.cidr.is_none();
            if subnet.contains(owned.address) || is_ipv4_only_matter {
                continue;
            }
            let message = say!(
                "address-outside-subnet",
                "{owner} has {address}, which lies outside {subnet} ({blocks}).",
                owner = context.name(owned.owner),
                address = owned.address,
                subnet = context.name(&subnet.id),
                blocks = list(blocks.iter().cloned())
            );
            let help = say!(
                "address-outside-subnet.help",
                "Choose an address of {subnet}, or put {owner} into the subnet that holds {address}.",
                owner = context.name(owned.owner),
                address = owned.address,
                subnet = context.name(&subnet.id)
            );
            let fix = readdress_fix(context, subnet, &owned);
            report.push(Found::new([owned.owner, &subnet.id], message, help).fix(fix));
        }
    }
}
