//! A load balancer stands twice in one zone.

use crate::message::say;
use crate::model::LoadBalancerKind;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::load_balancers;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// Two nodes of a Network, Gateway or Classic Load Balancer stand in one Availability Zone.
    ///
    /// # Why it matters
    /// AWS takes one subnet of each zone.
    ///
    /// # How to fix
    /// Take one of the two nodes away, or put it into a subnet of another zone. There is no automatic fix: which one
    /// stays is a choice.
    ///
    /// # Limits
    /// Of an Application Load Balancer, which needs two zones as well, `alb-needs-two-azs` tells.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html>
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SetSubnets.html>
    RuleInfo {
        id: "load-balancer-subnets",
        title: "A load balancer has two subnets in one zone",
        group: Group::Structure,
        book: &["R-NLB-1"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for drawn in load_balancers(context).filter(|drawn| drawn.kind != LoadBalancerKind::Application) {
        let zones = || drawn.nodes.iter().filter_map(|(_, subnet)| subnet.zone.as_deref());
        let twice = zones().enumerate().find(|(at, zone)| zones().skip(at + 1).any(|other| other == *zone));
        let Some((_, zone)) = twice else { continue };
        let name = context.name(drawn.id);
        let message = say!(
            "load-balancer-subnets",
            "{name} has two subnets in {zone}: a load balancer has one in each zone.",
            name = name,
            zone = zone
        );
        let help = say!(
            "load-balancer-subnets.help",
            "Take one node of {name} in {zone} away.",
            name = name,
            zone = zone
        );
        let book: &[&str] = if drawn.kind == LoadBalancerKind::Network { &["R-NLB-1"] } else { &[] };
        report.push(Found::new([drawn.id], message, help).book(book));
    }
}
