//! A target group has no target.

use crate::message::say;
use crate::model::{LoadBalancer, LoadBalancerKind, LoadBalancerListener, Resource, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::TargetGroupNode;
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// No target is registered with a target group, and no Auto Scaling group and no container service joins it. Of a
    /// Classic Load Balancer: no instance is registered with it.
    ///
    /// # Why it matters
    /// Nobody answers what is sent there. An Application Load Balancer answers 503 by itself, the others drop it.
    ///
    /// # How to fix
    /// Register a target, or name the group in an Auto Scaling group or a service. There is no automatic fix: who is to
    /// answer is a choice.
    ///
    /// # Limits
    /// A group that has the weight 0 in every forward is not reported: it waits for its turn. Where an importer did not see
    /// the targets, nothing is said. Whether an Auto Scaling group has instances is not asked.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html>
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html>
    RuleInfo {
        id: "target-group-without-targets",
        title: "A target group has no target",
        group: Group::Reachability,
        book: &["R-ALB-11"],
        codes: &["ELBV2_LISTENER_HAS_NO_TG"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let joined = joined_by_services(context);
    for node in context.network.target_groups.values() {
        let is_joined = !node.auto_scaling_groups.is_empty() || joined.contains(&node.id);
        if !node.targets.is_empty() || is_joined {
            continue;
        }
        if let Some(balancer) = context.document.load_balancer(node.id.as_str()) {
            report.push_all(classic(context, node, balancer));
        } else {
            report.push_all(group(context, node));
        }
    }
}

/// The groups and Classic Load Balancers that a container service names: its tasks join as they start.
fn joined_by_services<'a>(context: &Context<'a>) -> BTreeSet<&'a ResourceId> {
    let services = context.document.resources.values().filter_map(|resource| match resource.as_ref() {
        Resource::EcsService(service) => Some(service),
        _ => None,
    });
    let rows = services.flat_map(|service| service.load_balancers.values());
    rows.flat_map(|row| row.target_group_arn.iter().chain(&row.load_balancer_name)).collect()
}

fn classic(context: &Context<'_>, node: &TargetGroupNode, balancer: &LoadBalancer) -> Option<Found> {
    if balancer.kind() != Some(LoadBalancerKind::Classic) || balancer.does_not_know("targets") {
        return None;
    }
    let name = context.name(&node.id);
    let message = say!(
        "target-group-without-targets.classic",
        "{balancer} has no instance: nobody answers what it takes.",
        balancer = name
    );
    let help = say!(
        "target-group-without-targets.classic-help",
        "Register an instance with {balancer}.",
        balancer = name
    );
    Some(Found::new([&node.id], message, help))
}

fn group(context: &Context<'_>, node: &TargetGroupNode) -> Option<Found> {
    let written = context.document.target_group(node.id.as_str())?;
    if written.does_not_know("targets") {
        return None;
    }
    let sending: Vec<&ResourceId> =
        node.load_balancers.iter().filter(|balancer| sends(context, balancer, &node.id)).collect();
    if sending.is_empty() && !node.load_balancers.is_empty() {
        return None;
    }
    let name = context.name(&node.id);
    let message = if sending.is_empty() {
        say!(
            "target-group-without-targets.idle",
            "{group} has no target, and no load balancer leads to it.",
            group = name
        )
    } else {
        say!(
            "target-group-without-targets",
            "{group} has no target: nobody answers what comes there by {balancers}.",
            group = name,
            balancers = context.names(sending.iter().copied())
        )
    };
    let what = match written.target_type.as_str() {
        "ip" => "an address",
        "lambda" => "a function",
        "alb" => "an Application Load Balancer",
        _ => "an instance",
    };
    let help =
        say!("target-group-without-targets.help", "Register {what} with {group}.", what = what, group = name);
    let found = Found::new(std::iter::once(&node.id).chain(sending.iter().copied()), message, help);
    Some(if sending.is_empty() { found.code(None).book(&[]) } else { found })
}

/// Whether a load balancer sends anything to a group: not with the weight 0.
fn sends(context: &Context<'_>, balancer: &ResourceId, group: &ResourceId) -> bool {
    let Some(balancer) = context.document.load_balancer(balancer.as_str()) else { return false };
    let actions = || balancer.listeners.values().flat_map(LoadBalancerListener::actions);
    actions().any(|(_, action)| {
        let is_only = action.target_groups.is_empty() && action.target_group_arn.as_ref() == Some(group);
        let mut rows = action.target_groups.values();
        is_only || rows.any(|row| row.target_group_arn.as_ref() == Some(group) && row.weight != Some(0))
    })
}
