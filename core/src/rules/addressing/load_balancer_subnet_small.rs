//! A load balancer has no room to grow in a subnet.

use crate::message::say;
use crate::model::LoadBalancerKind;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{load_balancers, usable_addresses, wanted_addresses};
use crate::rules::{Group, Severity};
use ipnet::IpNet;

rule! {
    /// # What it checks
    /// A subnet of an Application Load Balancer is smaller than a /27, or a subnet of an Application or Gateway Load
    /// Balancer has fewer than eight free addresses for it.
    ///
    /// # Why it matters
    /// A load balancer takes more addresses when it has more to do. AWS refuses a subnet without room for that.
    ///
    /// # How to fix
    /// Put the node into a larger subnet of the zone, or move others out of this one. There is no automatic fix: the
    /// block of a subnet cannot be changed.
    ///
    /// # Limits
    /// Addresses of its own nodes count as free for it. Looks at IPv4 only, and not at subnets on an Outpost.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html>
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/gateway-load-balancers.html>
    RuleInfo {
        id: "load-balancer-subnet-small",
        title: "The subnet of a load balancer is too small",
        group: Group::Addressing,
        book: &["R-ALB-2", "R-GWLB-8", "R-VAL-33"],
        api_errors: &["InvalidSubnet"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

/// The addresses that it must be able to take.
const FREE: u64 = 8;
/// The longest prefix of a subnet of an Application Load Balancer.
const PREFIX: u8 = 27;

fn check(context: &Context<'_>, report: &mut Report) {
    for drawn in load_balancers(context) {
        let book: &[&str] = match drawn.kind {
            LoadBalancerKind::Application => &["R-ALB-2", "R-VAL-33"],
            LoadBalancerKind::Gateway => &["R-GWLB-8", "R-VAL-33"],
            _ => continue,
        };
        let is_its_own = |id: &_| drawn.nodes.iter().any(|(node, _)| node.id == *id);
        for (_, subnet) in &drawn.nodes {
            let Some(IpNet::V4(block)) = subnet.cidr else { continue };
            let taken = wanted_addresses(context, subnet, &|id| !is_its_own(id));
            let free = usable_addresses(block).saturating_sub(taken);
            let is_small = drawn.kind == LoadBalancerKind::Application && block.prefix_len() > PREFIX;
            if !is_small && free >= FREE {
                continue;
            }
            let (name, subnet_name) = (context.name(drawn.id), context.name(&subnet.id));
            let message = if is_small {
                say!(
                    "load-balancer-subnet-small",
                    "{name} stands in {subnet}, a /{length}: {kind} needs a /27 or larger.",
                    name = name,
                    subnet = subnet_name,
                    length = block.prefix_len(),
                    kind = drawn.kind.in_words()
                )
            } else {
                say!(
                    "load-balancer-subnet-small.full",
                    "{name} stands in {subnet}, where {free} {addresses} free: {kind} needs 8.",
                    name = name,
                    subnet = subnet_name,
                    free = free,
                    addresses = if free == 1 { "address is" } else { "addresses are" },
                    kind = drawn.kind.in_words()
                )
            };
            let help = say!(
                "load-balancer-subnet-small.help",
                "Put the node of {name} into a larger subnet than {subnet}, or move others out of it.",
                name = name,
                subnet = subnet_name
            );
            report.push(Found::new([drawn.id, &subnet.id], message, help).book(book));
        }
    }
}
