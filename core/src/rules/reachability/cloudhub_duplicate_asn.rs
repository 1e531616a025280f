//! Two sites of one virtual private gateway with one autonomous system number.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::equal_numbers;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// The customer gateways of two sites end with BGP at one virtual private gateway and have the same autonomous system
    /// number.
    ///
    /// # Why it matters
    /// A virtual private gateway joins such sites. A router drops what comes with its own number on the way, so the two
    /// never learn of each other.
    ///
    /// # How to fix
    /// Give each site a number of its own.
    ///
    /// # Limits
    /// Two customer gateways of one site may share a number. Nobody has read on a page of AWS what becomes of the packets
    /// (unconfirmed).
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPN_CloudHub.html>
    RuleInfo {
        id: "cloudhub-duplicate-asn",
        title: "Two sites at one gateway have one AS number",
        group: Group::Reachability,
        book: &["R-VGW-6"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let network = context.network;
    for gateway in network.vpn_gateways.values() {
        let connections = gateway.connections.iter().filter_map(|id| network.vpn_connections.get(id));
        // Every site learns of every other one.
        for equal in equal_numbers(connections, |_, _| true) {
            let message = say!(
                "cloudhub-duplicate-asn",
                "{first} and {second} both have the AS number {asn}: their sites do not reach each other through {gateway}.",
                first = context.name(equal.first),
                second = context.name(equal.second),
                asn = equal.asn,
                gateway = context.name(&gateway.id)
            );
            let help = say!(
                "cloudhub-duplicate-asn.help",
                "Give {second} a number of its own.",
                second = context.name(equal.second)
            );
            let elements = [equal.second, equal.first, &gateway.id];
            report.push(Found::new(elements, message, help).fix(equal.fix(context)));
        }
    }
}
