//! An Application Load Balancer stands in one zone only.

use crate::message::say;
use crate::model::{LoadBalancerKind, Resource};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// The nodes of an Application Load Balancer stand in one Availability Zone, or two of them in subnets of one zone.
    ///
    /// # Why it matters
    /// AWS asks for subnets of two zones at least, one in each: when a zone fails, the nodes of the others serve on.
    ///
    /// # How to fix
    /// Give it one subnet in each of two zones: a network interface there that names it in `attachment.instanceId`.
    ///
    /// # Limits
    /// One without a node in the drawing is not checked, nor one on an Outpost, which has one subnet.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html>
    RuleInfo {
        id: "alb-needs-two-azs",
        title: "An Application Load Balancer needs one subnet in each of two zones",
        group: Group::Structure,
        book: &["R-ALB-1", "R-VAL-32"],
        codes: &["ALB_NEEDS_TWO_AZ"],
        api_errors: &["InvalidConfigurationRequest"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let network = context.network;
    for (id, resource) in &context.document.resources {
        let Resource::LoadBalancer(balancer) = resource.as_ref() else { continue };
        if balancer.kind() != Some(LoadBalancerKind::Application) {
            continue;
        }
        let nodes = network.managed_services.get(id).into_iter().flat_map(|service| &service.interfaces);
        let subnets =
            nodes.filter_map(|node| network.subnets.get(network.interfaces.get(node)?.subnet.as_ref()?));
        let zones: Vec<&str> = subnets.filter_map(|subnet| subnet.zone.as_deref()).collect();
        let different: BTreeSet<&str> = crate::ordered::IntoOrdered::into_set(zones.iter().copied());
        let Some(first) = zones.first() else { continue };
        let name = context.name(id);
        let message = if different.len() < 2 {
            say!(
                "alb-needs-two-azs",
                "{name} stands in {zone} only: an Application Load Balancer needs a subnet in each of two zones.",
                name = name,
                zone = first
            )
        } else if different.len() < zones.len() {
            say!(
                "alb-needs-two-azs.twice",
                "{name} has two subnets in one zone: an Application Load Balancer has one in each.",
                name = name
            )
        } else {
            continue;
        };
        let help = say!(
            "alb-needs-two-azs.help",
            "Give {name} one subnet in each of two zones.",
            name = context.name(id)
        );
        report.push(Found::new([id], message, help));
    }
}
