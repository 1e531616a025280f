//! A private NAT gateway sends to an internet gateway.

use crate::message::say;
use crate::model::ResourceId;
use crate::net::Family;
use crate::ordered::IntoOrdered;
use crate::routing::Target;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::has_igw_route;
use crate::rules::{Group, Severity};
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// The subnet of a private NAT gateway leads to an internet gateway in IPv4, and a route of the VPC leads
    /// to the NAT gateway.
    ///
    /// # Why it matters
    /// It translates to its private address, for which no public one stands. The internet gateway drops the
    /// packets.
    ///
    /// # How to fix
    /// Use a public NAT gateway for the internet.
    ///
    /// # Limits
    /// Routes to other networks, which a private NAT gateway is for, are no fault; they are told from the
    /// internet by the route to the internet gateway alone.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-scenarios.html>
    RuleInfo {
        id: "private-nat-behind-igw",
        title: "A private NAT gateway leads to an internet gateway",
        group: Group::Reachability,
        book: &["R-NAT-16"],
        codes: &["IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let used: BTreeSet<&ResourceId> = context
        .tables()
        .flat_map(|(_, _, _, table)| table.routes.iter())
        .filter_map(|route| match &route.target {
            Target::NatGateway(id) => Some(id),
            _ => None,
        })
        .into_set();
    for nat in context.network.nat_gateways.values().filter(|nat| !nat.is_public && used.contains(&nat.id)) {
        let Some(subnet) = nat.subnet.as_ref().and_then(|id| context.network.subnets.get(id)) else {
            continue;
        };
        if has_igw_route(context, subnet, Family::Ipv4) != Some(true) {
            continue;
        }
        let name = context.name(&nat.id);
        let message = say!(
            "private-nat-behind-igw",
            "{nat} is a private NAT gateway, and {subnet} sends on to an internet gateway, which drops it.",
            nat = name,
            subnet = context.name(&subnet.id)
        );
        let help = say!(
            "private-nat-behind-igw.help",
            "Use a public NAT gateway instead of {nat} for the internet.",
            nat = name
        );
        report.push(Found::new([&nat.id, &subnet.id], message, help));
    }
}
