//! Hosts of a subnet are told addresses that no route leads to.

use super::nat64_support::{has_nat64_route, ipv6_subnets};
use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{new_row, pointer};
use crate::rules::{Group, Severity};
use crate::topology::SubnetNode;
use serde_json::json;

rule! {
    /// # What it checks
    /// DNS64 of a subnet is on, and its route table leads 64:ff9b::/96 nowhere, or to a gateway that carries IPv6 as
    /// it is.
    ///
    /// # Why it matters
    /// The resolver gives addresses of that prefix for names that have IPv4 addresses only. Packets to them need a
    /// NAT gateway, which makes IPv4 of them; the internet does not know the prefix.
    ///
    /// # How to fix
    /// Add a route for 64:ff9b::/96 to a NAT gateway, or switch DNS64 off. The fix adds the route to a public NAT
    /// gateway of the VPC, where it has one.
    ///
    /// # Limits
    /// What another VPC or an instance does with the packets is not looked at: a route there counts.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html>
    RuleInfo {
        id: "dns64-without-nat64-route",
        title: "DNS64 is on, and NAT64 has no route",
        group: Group::Routing,
        book: &["R-NAT-17"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (node, subnet) in ipv6_subnets(context) {
        if !subnet.enable_dns64 || has_nat64_route(context, node) != Some(false) {
            continue;
        }
        let name = context.name(&node.id);
        let message = say!(
            "dns64-without-nat64-route",
            "DNS64 of {subnet} is on, and its route table leads 64:ff9b::/96 to no NAT gateway: what the resolver gives for names with IPv4 addresses only is not reached.",
            subnet = name
        );
        let help = say!(
            "dns64-without-nat64-route.help",
            "Lead 64:ff9b::/96 of {subnet} to a NAT gateway, or switch its DNS64 off.",
            subnet = name
        );
        report.push(Found::new([&node.id], message, help).fix(route_to_nat(context, node)));
    }
}

/// A row of the subnet's table to a public NAT gateway of its VPC.
fn route_to_nat(context: &Context<'_>, subnet: &SubnetNode) -> Option<Fix> {
    let mut nats = context.network.nat_gateways.values();
    let nat = nats.find(|nat| nat.is_public && nat.vpc.is_some() && nat.vpc == subnet.vpc)?;
    let id: &ResourceId = context.routed.table_of(subnet)?.id.as_ref()?;
    let table = context.document.route_table(id.as_str())?;
    let row = new_row(id, "r", |row| table.routes.contains_key(row));
    let route = json!({"destinationIpv6CidrBlock": "64:ff9b::/96", "natGatewayId": nat.id});
    Some(Fix {
        title: format!("Lead 64:ff9b::/96 to {} in {}", context.name(&nat.id), context.name(id)),
        changes: vec![Change::set(id, &pointer(&["routes", row.as_str()]), route)],
    })
}
