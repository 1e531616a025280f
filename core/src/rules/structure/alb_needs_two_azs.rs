//! An Application Load Balancer stands in one zone only.

use crate::message::say;
use crate::model::{LoadBalancerKind, Resource, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::SubnetNode;
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// The nodes of an Application Load Balancer stand in one Availability Zone, or two of them in subnets of one zone; or they
    /// stand in zones of several kinds: Availability Zones, Local Zones, an Outpost. In Local Zones one is enough, on an
    /// Outpost there is one subnet.
    ///
    /// # Why it matters
    /// AWS asks for subnets of two zones at least, one in each: when a zone fails, the nodes of the others serve on.
    ///
    /// # How to fix
    /// Give it one subnet in each of two zones: a network interface there that names it in `attachment.instanceId`.
    ///
    /// # Limits
    /// One without a node in the drawing is not checked. Local Zones are told by the names of zones.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html>
    RuleInfo {
        id: "alb-needs-two-azs",
        title: "An Application Load Balancer needs one subnet in each of two zones",
        group: Group::Structure,
        book: &["R-ALB-1", "R-VAL-32", "R-EDGEZ-2"],
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
        let subnets: Vec<&SubnetNode> = nodes
            .filter_map(|node| network.subnets.get(network.interfaces.get(node)?.subnet.as_ref()?))
            .collect();
        let zones: Vec<&str> = subnets.iter().filter_map(|subnet| subnet.zone.as_deref()).collect();
        let different: BTreeSet<&str> = crate::ordered::IntoOrdered::into_set(zones.iter().copied());
        let Some(first) = zones.first() else { continue };
        let kinds: Vec<Kind> = subnets.iter().map(|subnet| Kind::of(context, subnet)).collect();
        let name = context.name(id);
        if kinds.iter().any(|kind| Some(kind) != kinds.first()) {
            mixed(context, id, report);
            continue;
        }
        let is_in_region = kinds.first() == Some(&Kind::Zone);
        let message = if kinds.first() == Some(&Kind::Outpost) {
            if subnets.len() < 2 {
                continue;
            }
            say!(
                "alb-needs-two-azs.outpost",
                "{name} has {count} subnets on an Outpost: an Application Load Balancer has one there.",
                name = name,
                count = subnets.len()
            )
        } else if is_in_region && different.len() < 2 {
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
        let help = if is_in_region {
            say!("alb-needs-two-azs.help", "Give {name} one subnet in each of two zones.", name = name)
        } else {
            say!("alb-needs-two-azs.one-help", "Give {name} one subnet in each place.", name = name)
        };
        report.push(Found::new([id], message, help).book(&["R-ALB-1", "R-VAL-32"]));
    }
}

/// Nodes in zones of several kinds (R-EDGEZ-2).
fn mixed(context: &Context<'_>, id: &ResourceId, report: &mut Report) {
    let name = context.name(id);
    let message = say!(
        "alb-needs-two-azs.mixed",
        "{name} has subnets in zones of several kinds: an Application Load Balancer stands in Availability Zones, in Local Zones or on an Outpost.",
        name = name
    );
    let help = say!(
        "alb-needs-two-azs.mixed-help",
        "Keep the subnets of {name} of one kind, and make a second load balancer for the others.",
        name = name
    );
    report.push(Found::new([id], message, help).book(&["R-ALB-1", "R-EDGEZ-2"]));
}

/// Where a subnet is.
#[derive(PartialEq, Eq)]
enum Kind {
    /// In an Availability Zone.
    Zone,
    /// In a Local Zone or a Wavelength Zone: `us-west-2-lax-1a` is the Region, a place and the zone.
    Edge,
    /// On an Outpost.
    Outpost,
}

impl Kind {
    fn of(context: &Context<'_>, subnet: &SubnetNode) -> Self {
        let drawn = context.document.subnet(subnet.id.as_str());
        if drawn.is_some_and(|subnet| subnet.outpost_arn.is_some()) {
            return Self::Outpost;
        }
        let is_edge = subnet.zone.as_deref().is_some_and(|zone| zone.split('-').count() > 3);
        if is_edge { Self::Edge } else { Self::Zone }
    }
}
