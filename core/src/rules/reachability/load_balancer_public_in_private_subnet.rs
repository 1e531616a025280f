//! A load balancer that faces the internet stands in a subnet that does not lead there.

use crate::change::Fix;
use crate::message::say;
use crate::model::LoadBalancerKind;
use crate::net::Family;
use crate::routing::Target;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{has_igw_route, internet_route, load_balancers};
use crate::rules::{Group, Severity};
use crate::topology::SubnetNode;

rule! {
    /// # What it checks
    /// A node of an internet-facing load balancer stands in a subnet without a route to an internet gateway: for IPv4, or for
    /// IPv6 where the load balancer has no public IPv4 addresses.
    ///
    /// # Why it matters
    /// The node has a public address, and its answers follow the route table of its subnet. Clients on the internet that are
    /// led to this node wait until they give up.
    ///
    /// # How to fix
    /// Put the node into a public subnet, or route 0.0.0.0/0 of its subnet to the internet gateway. The fix does the
    /// latter, for this subnet only. If nobody on the internet is to reach it, make it again as internal.
    ///
    /// # Limits
    /// A subnet that sends all of the family to a firewall endpoint, a Gateway Load Balancer endpoint or the interface of an
    /// appliance is let pass: the internet gateway may stand behind.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html>
    RuleInfo {
        id: "load-balancer-public-in-private-subnet",
        title: "A public load balancer stands in a private subnet",
        group: Group::Reachability,
        book: &["R-ALB-3"],
        codes: &["ALB_PUBLIC_IN_PRIVATE_SUBNET"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for drawn in load_balancers(context) {
        if drawn.kind == LoadBalancerKind::Gateway || drawn.balancer.scheme != "internet-facing" {
            continue;
        }
        let (family, everywhere) = match drawn.balancer.ip_address_type.as_str() {
            "dualstack-without-public-ipv4" => (Family::Ipv6, "::/0"),
            _ => (Family::Ipv4, "0.0.0.0/0"),
        };
        for (node, subnet) in &drawn.nodes {
            let is_shut = subnet.vpc.is_some() && has_igw_route(context, subnet, family) == Some(false);
            if !is_shut || is_inspected(context, subnet, family) {
                continue;
            }
            let (name, subnet_name) = (context.name(drawn.id), context.name(&subnet.id));
            let message = say!(
                "load-balancer-public-in-private-subnet",
                "{balancer} faces the internet, and its node stands in {subnet}, which has no route to an internet gateway: clients get no answer from there.",
                balancer = name,
                subnet = subnet_name
            );
            let help = say!(
                "load-balancer-public-in-private-subnet.help",
                "Route {everywhere} of {subnet} to the internet gateway, put the node into a public subnet, or make {balancer} again as internal.",
                everywhere = everywhere,
                subnet = subnet_name,
                balancer = name
            );
            let route = internet_route(context, subnet).filter(|_| family == Family::Ipv4);
            let fix = route.map(|(gateway, changes)| Fix {
                title: format!("Route 0.0.0.0/0 of {subnet_name} to {gateway}"),
                changes,
            });
            report.push(Found::new([drawn.id, &subnet.id, &node.id], message, help).fix(fix));
        }
    }
}

/// Whether everything of the family goes to something that looks at it and may pass it on.
fn is_inspected(context: &Context<'_>, subnet: &SubnetNode, family: Family) -> bool {
    let Some(table) = context.routed.table_of(subnet) else { return false };
    table.routes_of(family).any(|route| {
        let passes = matches!(
            route.target,
            Target::GatewayLoadBalancerEndpoint(_) | Target::NetworkInterface(_) | Target::Unknown(_)
        );
        passes && route.destination.prefix_len() == 0
    })
}
