//! No route leads to a firewall.

use crate::message::say;
use crate::model::ResourceId;
use crate::routing::Target;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// A firewall of AWS Network Firewall has no endpoint, or no route table of a subnet or gateway has a row to an endpoint
    /// of it.
    ///
    /// # Why it matters
    /// A firewall sees what routes bring to its endpoints, and nothing else. Without a route everything goes around it, and
    /// none of its rules stops anything.
    ///
    /// # How to fix
    /// Lead the traffic to the endpoint of its zone: the table of the protected subnet outward, and the table of the internet
    /// gateway, of the transit gateway's subnet or of the NAT gateway's subnet back.
    ///
    /// # Limits
    /// A firewall that is attached to a transit gateway is not checked. That a route exists is checked, not what it matches. Follow a packet to see whether it passes.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/network-firewall/latest/developerguide/vpc-config.html>
    RuleInfo {
        id: "firewall-bypassed",
        title: "No route leads to a firewall",
        group: Group::Reachability,
        book: &["R-NFW-1"],
        codes: &["FIREWALL_BYPASSED"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut routed: BTreeSet<&ResourceId> = BTreeSet::new();
    for table in context.routed.tables.values() {
        routed.extend(table.routes.iter().filter_map(|route| match &route.target {
            Target::GatewayLoadBalancerEndpoint(id) => Some(id),
            _ => None,
        }));
    }
    let attachments = || context.network.transit_gateway_attachments.values();
    for firewall in context.network.firewalls.values() {
        // One that is attached to a transit gateway has no endpoints (R-NFW-9).
        if attachments().any(|attachment| attachment.firewall() == Some(&firewall.id)) {
            continue;
        }
        let name = context.name(&firewall.id);
        let without: Vec<&ResourceId> =
            firewall.endpoints.iter().filter(|endpoint| !routed.contains(endpoint)).collect();
        let message = if firewall.endpoints.is_empty() {
            say!(
                "firewall-bypassed.no-endpoint",
                "{firewall} has no endpoint: it sees nothing, and everything goes around it.",
                firewall = name
            )
        } else if without.is_empty() {
            continue;
        } else if without.len() == firewall.endpoints.len() {
            say!(
                "firewall-bypassed",
                "No route leads to {firewall}: everything goes around it.",
                firewall = name
            )
        } else {
            say!(
                "firewall-bypassed.endpoint",
                "No route leads to {endpoints} of {firewall}: what should pass there goes around it.",
                endpoints = context.names(without.iter().copied()),
                firewall = name
            )
        };
        let help = say!(
            "firewall-bypassed.help",
            "Lead both directions of the traffic to the endpoint of {firewall} in its zone.",
            firewall = name
        );
        report.push(Found::new(std::iter::once(&firewall.id).chain(without), message, help));
    }
}
