//! Two sites of one transit gateway with one autonomous system number.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::routing::{HubAssociation, RoutedNetwork};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::{TransitGatewayNode, VpnConnectionNode};

rule! {
    /// # What it checks
    /// The customer gateways of two sites end with BGP at one transit gateway and have the same autonomous system number,
    /// and the route table of one has what the other announces.
    ///
    /// # Why it matters
    /// A router drops what comes with its own number on the way, so the site never learns of the other one.
    ///
    /// # How to fix
    /// Give each site a number of its own, or write the routes at the sites.
    ///
    /// # Limits
    /// Two customer gateways of one site may share a number. AWS tells it of virtual private gateways; that a transit
    /// gateway leaves the numbers on the way as they are, nobody has read on a page of AWS (unconfirmed).
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPN_CloudHub.html>
    RuleInfo {
        id: "tgw-site-duplicate-asn",
        title: "Two sites at one transit gateway have one AS number",
        group: Group::Reachability,
        book: &[],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let network = context.network;
    for gateway in network.transit_gateways.values() {
        let connections = network.vpn_connections.values();
        let connections: Vec<&VpnConnectionNode> = connections
            .filter(|node| node.transit_gateway.as_ref() == Some(&gateway.id))
            .filter(|node| !node.is_static && node.site.is_some())
            .collect();
        let mut numbers: Vec<u32> = connections.iter().map(|node| node.asn).collect();
        for (at, second) in connections.iter().enumerate() {
            let before = connections.iter().take(at);
            let Some(first) = before.into_iter().find(|first| {
                let hears = |one, other| has_routes_of(context.routed, gateway, one, other);
                first.asn == second.asn
                    && first.site != second.site
                    && (hears(first, second) || hears(second, first))
            }) else {
                continue;
            };
            let (Some(one), Some(other)) = (&first.customer_gateway, &second.customer_gateway) else {
                continue;
            };
            let (one_name, other_name) = (context.name(one), context.name(other));
            let message = say!(
                "tgw-site-duplicate-asn",
                "{first} and {second} both have the AS number {asn}: their sites do not learn of each other from {gateway}.",
                first = one_name,
                second = other_name,
                asn = second.asn,
                gateway = context.name(&gateway.id)
            );
            let help = say!(
                "tgw-site-duplicate-asn.help",
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

/// Whether the table that decides for the one holds what the other announces.
fn has_routes_of(
    routed: &RoutedNetwork,
    gateway: &TransitGatewayNode,
    one: &VpnConnectionNode,
    other: &VpnConnectionNode,
) -> bool {
    let (Some(one), Some(other)) = (&one.attachment, &other.attachment) else { return false };
    let HubAssociation::Table(table) = routed.hub_table_of(gateway, one) else { return false };
    table.routes.iter().any(|route| route.path.is_some() && route.attachment() == Some(other))
}
