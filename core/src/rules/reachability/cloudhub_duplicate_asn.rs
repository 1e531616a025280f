//! Two sites of one virtual private gateway with one autonomous system number.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::VpnConnectionNode;

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
        let connections: Vec<&VpnConnectionNode> =
            connections.filter(|node| !node.is_static && node.site.is_some()).collect();
        let mut numbers: Vec<u32> = connections.iter().map(|node| node.asn).collect();
        for (at, second) in connections.iter().enumerate() {
            let before = connections.iter().take(at);
            let Some(first) =
                before.into_iter().find(|node| node.asn == second.asn && node.site != second.site)
            else {
                continue;
            };
            let (Some(one), Some(other)) = (&first.customer_gateway, &second.customer_gateway) else {
                continue;
            };
            let (one_name, other_name) = (context.name(one), context.name(other));
            let message = say!(
                "cloudhub-duplicate-asn",
                "{first} and {second} both have the AS number {asn}: their sites do not reach each other through {gateway}.",
                first = one_name,
                second = other_name,
                asn = second.asn,
                gateway = context.name(&gateway.id)
            );
            let help = say!(
                "cloudhub-duplicate-asn.help",
                "Give {second} a number of its own.",
                second = other_name
            );
            let free = (second.asn..=u32::MAX).skip(1).find(|number| !numbers.contains(number));
            let fix = free.map(|free| {
                numbers.push(free);
                Fix {
                    title: format!("Give {other_name} the AS number {free}"),
                    changes: vec![Change::set(other, "/bgpAsn", free)],
                }
            });
            report.push(Found::new([other, one, &gateway.id], message, help).fix(fix));
        }
    }
}
