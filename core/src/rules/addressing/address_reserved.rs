//! An interface has an address that AWS keeps for itself.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{owned_addresses, readdress_fix};
use crate::rules::{Group, Severity};
use ipnet::IpNet;
use std::net::IpAddr;

rule! {
    /// # What it checks
    /// An interface or NAT gateway has one of the first four addresses of its subnet or the last one, in IPv4
    /// or IPv6.
    ///
    /// # Why it matters
    /// They are the network, the router, the DNS server, one kept for later, and the broadcast address. AWS
    /// gives them to nobody.
    ///
    /// # How to fix
    /// Choose an address from the fifth to the last but one. The fix takes the first free one.
    ///
    /// # Limits
    /// Addresses outside the subnet are found by `address-outside-subnet`.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html>
    RuleInfo {
        id: "address-reserved",
        title: "An address is one of the five that AWS keeps",
        group: Group::Addressing,
        book: &["R-SUB-5", "R-SUB-8"],
        codes: &["ADDRESS_RESERVED"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for subnet in context.network.subnets.values() {
        for owned in owned_addresses(context, subnet) {
            let block = [subnet.cidr, subnet.ipv6_cidr]
                .into_iter()
                .flatten()
                .find(|net| net.contains(&owned.address));
            let Some(block) = block.filter(|block| is_reserved(block, owned.address)) else { continue };
            let name = context.name(owned.owner);
            let message = say!(
                "address-reserved",
                "{owner} has {address}, which AWS keeps for itself in {subnet} ({block}).",
                owner = name,
                address = owned.address,
                subnet = context.name(&subnet.id),
                block = block
            );
            let help = say!(
                "address-reserved.help",
                "Choose another address: the first four of a subnet and the last one are never given out."
            );
            let book: &'static [&'static str] =
                if block.addr().is_ipv4() { &["R-SUB-5"] } else { &["R-SUB-8"] };
            let fix = readdress_fix(context, subnet, &owned);
            report.push(Found::new([owned.owner, &subnet.id], message, help).book(book).fix(fix));
        }
    }
}

fn is_reserved(block: &IpNet, address: IpAddr) -> bool {
    let number = |address: IpAddr| match address {
        IpAddr::V4(address) => u128::from(u32::from(address)),
        IpAddr::V6(address) => u128::from(address),
    };
    number(address) < number(block.network()).saturating_add(4) || address == block.broadcast()
}
