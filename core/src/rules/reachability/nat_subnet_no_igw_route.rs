//! A public NAT gateway stands in a subnet that does not lead to an internet gateway.

use crate::change::Fix;
use crate::message::say;
use crate::net::Family;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{has_igw_route, internet_route};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// The subnet of a public NAT gateway has no IPv4 route to an internet gateway of its VPC.
    ///
    /// # Why it matters
    /// A NAT gateway sends what it has translated by the route table of its own subnet. Without a route to an
    /// internet gateway nothing that it takes reaches the internet.
    ///
    /// # How to fix
    /// Put it into a public subnet, or give its subnet a route table that sends 0.0.0.0/0 to the internet gateway.
    /// The fix does the latter, for this subnet only.
    ///
    /// # Limits
    /// Private NAT gateways need no such route.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-scenarios.html>
    RuleInfo {
        id: "nat-subnet-no-igw-route",
        title: "A NAT gateway stands in a private subnet",
        group: Group::Reachability,
        book: &["R-NAT-2"],
        codes: &["NAT_SUBNET_NO_IGW_ROUTE"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for nat in context.network.nat_gateways.values().filter(|nat| nat.is_public) {
        let Some(subnet) = nat.subnet.as_ref().and_then(|id| context.network.subnets.get(id)) else {
            continue;
        };
        if subnet.vpc.is_none() || has_igw_route(context, subnet, Family::Ipv4) != Some(false) {
            continue;
        }
        let (name, subnet_name) = (context.name(&nat.id), context.name(&subnet.id));
        let message = say!(
            "nat-subnet-no-igw-route",
            "{nat} stands in {subnet}, which has no route to an internet gateway.",
            nat = name,
            subnet = subnet_name
        );
        let help = say!(
            "nat-subnet-no-igw-route.help",
            "Put {nat} into a public subnet, or route 0.0.0.0/0 of {subnet} to the internet gateway.",
            nat = name,
            subnet = subnet_name
        );
        let fix = internet_route(context, subnet).map(|(gateway, changes)| Fix {
            title: format!("Route 0.0.0.0/0 of {subnet_name} to {gateway}"),
            changes,
        });
        report.push(Found::new([&nat.id, &subnet.id], message, help).fix(fix));
    }
}
