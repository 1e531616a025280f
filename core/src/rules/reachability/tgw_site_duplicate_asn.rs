//! Two sites of one transit gateway with one autonomous system number.

use crate::message::say;
use crate::routing::{HubAssociation, RoutedNetwork};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::equal_numbers;
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
        let connections = connections.filter(|node| node.transit_gateway.as_ref() == Some(&gateway.id));
        let meet = |one: &VpnConnectionNode, other: &VpnConnectionNode| {
            has_routes_of(context.routed, gateway, one, other)
                || has_routes_of(context.routed, gateway, other, one)
        };
        for equal in equal_numbers(connections, meet) {
            let message = say!(
                "tgw-site-duplicate-asn",
                "{first} and {second} both have the AS number {asn}: their sites do not learn of each other from {gateway}.",
                first = context.name(equal.first),
                second = context.name(equal.second),
                asn = equal.asn,
                gateway = context.name(&gateway.id)
            );
            let help = say!(
                "tgw-site-duplicate-asn.help",
                "Give {second} a number of its own.",
                second = context.name(equal.second)
            );
            let elements = [equal.second, equal.first, &gateway.id];
            report.push(Found::new(elements, message, help).fix(equal.fix(context)));
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
