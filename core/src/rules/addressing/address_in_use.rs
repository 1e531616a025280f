//! Two interfaces of one VPC have one address.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{OwnedAddress, owned_addresses, readdress_fix};
use crate::rules::{Group, Severity};
use std::collections::BTreeMap;
use std::net::IpAddr;

rule! {
    /// # What it checks
    /// Two interfaces or NAT gateways of one VPC have the same private or IPv6 address, or one interface has
    /// it twice.
    ///
    /// # Why it matters
    /// An address belongs to one interface. AWS does not give it to a second one.
    ///
    /// # How to fix
    /// Give one of them another address. The fix takes the first free one of the subnet.
    ///
    /// # Limits
    /// The same address in two VPCs is no fault.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html>
    RuleInfo {
        id: "address-in-use",
        title: "An address is in use twice",
        group: Group::Addressing,
        book: &["R-ENI-5", "R-VAL-27"],
        api_errors: &["InvalidIPAddress.InUse"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for vpc in context.vpcs() {
        let mut first: BTreeMap<IpAddr, OwnedAddress<'_>> = BTreeMap::new();
        for subnet in context.subnets_of(vpc) {
            for owned in owned_addresses(context, subnet) {
                let Some(earlier) = first.get(&owned.address) else {
                    first.insert(owned.address, owned);
                    continue;
                };
                let (name, other) = (context.name(owned.owner), context.name(earlier.owner));
                let message = if owned.owner == earlier.owner {
                    say!(
                        "address-in-use.same",
                        "{owner} has {address} twice.",
                        owner = name,
                        address = owned.address
                    )
                } else {
                    say!(
                        "address-in-use",
                        "{owner} has {address}, which {other} has already.",
                        owner = name,
                        address = owned.address,
                        other = other
                    )
                };
                let help = say!("address-in-use.help", "Give {owner} another address.", owner = name);
                let fix = readdress_fix(context, subnet, &owned);
                report.push(Found::new([owned.owner, earlier.owner], message, help).fix(fix));
            }
        }
    }
}
