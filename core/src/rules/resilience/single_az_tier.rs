//! Several servers do one job, and all of them stand in one zone.

use crate::message::say;
use crate::model::{AutoScalingGroup, Resource, ResourceId};
use crate::ordered::IntoOrdered;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::TargetGroupNode;
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// A target group has two targets or more and a load balancer that leads to it, and all of its targets stand in one
    /// zone; or an Auto Scaling group that may have two instances starts them in one zone only.
    ///
    /// # Why it matters
    /// Several servers are there so that one may fail. A zone takes all of them with it, and nobody answers.
    ///
    /// # How to fix
    /// Put half of them into a subnet of another zone; give an Auto Scaling group a subnet in a second zone.
    ///
    /// # Limits
    /// A single server is not reported: nobody meant it to be spared. Databases and caches have rules of their own. A group of
    /// which one target has no zone that is known is not checked.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html>
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html>
    RuleInfo {
        id: "single-az-tier",
        title: "All servers of a tier stand in one zone",
        group: Group::Resilience,
        book: &[],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut told: BTreeSet<&ResourceId> = BTreeSet::new();
    for (id, resource) in &context.document.resources {
        let Resource::AutoScalingGroup(group) = resource.as_ref() else { continue };
        let Some(zone) = zone_of_scaling(context, group) else { continue };
        told.insert(id);
        let name = context.name(id);
        let message = say!(
            "single-az-tier.scaling",
            "{group} starts all of its instances in {zone}. If that zone fails, it has none.",
            group = name,
            zone = zone
        );
        let help = say!(
            "single-az-tier.scaling-help",
            "Give {group} a subnet in another zone than {zone}.",
            group = name,
            zone = zone
        );
        report.push(Found::new([id], message, help));
    }
    for node in context.network.target_groups.values() {
        // Its Auto Scaling group has been told of.
        if node.load_balancers.is_empty() || node.auto_scaling_groups.iter().any(|id| told.contains(id)) {
            continue;
        }
        let Some(zone) = zone_of_targets(context, node) else { continue };
        let name = context.name(&node.id);
        let message = say!(
            "single-az-tier",
            "All {count} targets of {group} are in {zone}. If that zone fails, nobody answers.",
            count = node.targets.len(),
            group = name,
            zone = zone
        );
        let help = say!(
            "single-az-tier.help",
            "Put some of the targets of {group} into another zone than {zone}.",
            group = name,
            zone = zone
        );
        report.push(Found::new([&node.id], message, help));
    }
}

/// The one zone in which a group of several starts its instances.
fn zone_of_scaling<'a>(context: &Context<'a>, group: &AutoScalingGroup) -> Option<&'a str> {
    let sizes = [group.min_size, group.desired_capacity, group.max_size];
    let most =
        sizes.into_iter().flatten().max().map_or(0, |most| usize::try_from(most).unwrap_or(usize::MAX));
    if most.max(group.instances.len()) < 2 {
        return None;
    }
    let zones: Option<Vec<&str>> = group
        .vpc_zone_identifier
        .iter()
        .map(|subnet| context.network.subnets.get(subnet)?.zone.as_deref())
        .collect();
    the_only_one(&zones?)
}

/// The one zone of all of several targets.
fn zone_of_targets<'a>(context: &Context<'a>, node: &'a TargetGroupNode) -> Option<&'a str> {
    let written = context.document.target_group(node.id.as_str());
    if node.targets.len() < 2 || written.is_some_and(|group| group.does_not_know("targets")) {
        return None;
    }
    let zones: Option<Vec<&str>> = node.targets.iter().map(|target| target.zone.as_deref()).collect();
    the_only_one(&zones?)
}

fn the_only_one<'a>(zones: &[&'a str]) -> Option<&'a str> {
    let different: BTreeSet<&str> = zones.iter().copied().into_set();
    zones.first().copied().filter(|_| different.len() == 1)
}
