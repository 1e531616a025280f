//! An interface in an IPv6-only subnet has an IPv4 address.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::owned_addresses;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A subnet has an IPv6 block and no IPv4 block, and an interface in it has a private IPv4 address.
    ///
    /// # Why it matters
    /// Nothing in an IPv6-only subnet has IPv4. Instance metadata and the resolver are reached at their
    /// link-local addresses all the same.
    ///
    /// # How to fix
    /// Take the IPv4 address away, or use a subnet with both families.
    ///
    /// # Limits
    /// A subnet without any block is not finished yet and not reported.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html>
    RuleInfo {
        id: "ipv4-in-ipv6-only-subnet",
        title: "An IPv4 address stands in an IPv6-only subnet",
        group: Group::Addressing,
        book: &["R-SUB-9"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let only_ipv6 =
        |subnet: &&crate::topology::SubnetNode| subnet.cidr.is_none() && subnet.ipv6_cidr.is_some();
    for subnet in context.network.subnets.values().filter(only_ipv6) {
        for owned in owned_addresses(context, subnet).into_iter().filter(|owned| owned.address.is_ipv4()) {
            let (name, subnet_name) = (context.name(owned.owner), context.name(&subnet.id));
            let message = say!(
                "ipv4-in-ipv6-only-subnet",
                "{owner} has {address}, and {subnet} has IPv6 only.",
                owner = name,
                address = owned.address,
                subnet = subnet_name
            );
            let help = say!(
                "ipv4-in-ipv6-only-subnet.help",
                "Take {address} away, or put {owner} into a subnet with both families.",
                owner = name,
                address = owned.address
            );
            let path = owned.path().trim_end_matches("/privateIpAddress").to_owned();
            let fix = Fix {
                title: format!("Take {} away", owned.address),
                changes: vec![Change::RemovePath { id: owned.owner.clone(), path }],
            };
            report.push(Found::new([owned.owner, &subnet.id], message, help).fix(Some(fix)));
        }
    }
}
