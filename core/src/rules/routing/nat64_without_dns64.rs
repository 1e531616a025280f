//! A subnet has a way to IPv4 hosts, and nobody tells its hosts their addresses.

use super::nat64_support::{has_row_for_nat64, ipv6_subnets};
use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// The route table of a subnet with an IPv6 block has a route for 64:ff9b::/96 to a NAT gateway, or to what may lead
    /// to one (a transit gateway, a peering connection, an instance), and DNS64 of the subnet is off.
    ///
    /// # Why it matters
    /// Hosts reach IPv4 hosts by addresses of that prefix. With DNS64 the resolver gives such addresses for names
    /// that have IPv4 addresses only; without it nobody does, and the route serves those alone who know the
    /// addresses by themselves.
    ///
    /// # How to fix
    /// Switch DNS64 of the subnet on. The fix does.
    ///
    /// # Limits
    /// Hosts may ask another resolver that makes such addresses. A route for ::/0 is no route for NAT64, wherever it
    /// leads.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html>
    RuleInfo {
        id: "nat64-without-dns64",
        title: "NAT64 has a route, and DNS64 is off",
        group: Group::Routing,
        book: &["R-NAT-17"],
        severity: Severity::Hint,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (node, subnet) in ipv6_subnets(context) {
        if subnet.enable_dns64 || !has_row_for_nat64(context, node) {
            continue;
        }
        // A subnet for attachments alone sends on what comes in: nobody in it asks for names.
        if attaches_only(context, &node.id) {
            continue;
        }
        let name = context.name(&node.id);
        let message = say!(
            "nat64-without-dns64",
            "{subnet} has a route for 64:ff9b::/96, and its DNS64 is off: names with IPv4 addresses only stay out of reach.",
            subnet = name
        );
        let help = say!("nat64-without-dns64.help", "Switch DNS64 of {subnet} on.", subnet = name);
        let fix = Fix {
            title: format!("Switch DNS64 of {name} on"),
            changes: vec![Change::set(&node.id, "/enableDns64", true)],
        };
        report.push(Found::new([&node.id], message, help).fix(Some(fix)));
    }
}

/// Whether a transit gateway is attached in a subnet that has no host.
fn attaches_only(context: &Context<'_>, subnet: &ResourceId) -> bool {
    let mut attachments = context.network.transit_gateway_attachments.values();
    attachments.any(|node| node.subnets.contains(subnet))
        && !context.network.interfaces.values().any(|interface| interface.subnet.as_ref() == Some(subnet))
}
