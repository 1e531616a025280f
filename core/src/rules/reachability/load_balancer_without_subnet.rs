//! A load balancer stands in no subnet.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::load_balancers;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A load balancer has no node in any subnet.
    ///
    /// # Why it matters
    /// It is reached by the addresses of its nodes. AWS makes none without a subnet.
    ///
    /// # How to fix
    /// Connect it with a subnet in each zone that it is to serve: AWS puts a node there.
    ///
    /// # Limits
    /// Where an importer did not see the interfaces of a VPC, nothing is said. The nodes are the interfaces that name the
    /// load balancer in attachment.instanceId.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html>
    RuleInfo {
        id: "load-balancer-without-subnet",
        title: "A load balancer stands in no subnet",
        group: Group::Reachability,
        book: &[],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for drawn in load_balancers(context) {
        let vpc = drawn.balancer.vpc_id.as_ref().and_then(|id| context.network.vpcs.get(id));
        let is_unseen = match vpc {
            Some(vpc) => vpc.does_not_know("networkInterface"),
            None => context.vpcs().any(|vpc| vpc.does_not_know("networkInterface")),
        };
        let service = context.network.managed_services.get(drawn.id);
        let has_node = service.is_some_and(|service| !service.interfaces.is_empty());
        if has_node || is_unseen || service.is_some_and(|service| !service.is_up()) {
            continue;
        }
        let name = context.name(drawn.id);
        let message = say!(
            "load-balancer-without-subnet",
            "{balancer} has no node in any subnet: nobody reaches it.",
            balancer = name
        );
        let help = say!(
            "load-balancer-without-subnet.help",
            "Connect {balancer} with a subnet in each zone that it is to serve.",
            balancer = name
        );
        report.push(Found::new([drawn.id], message, help));
    }
}
