//! What is counted of Application Load Balancers.

use super::{over, per_place};
use crate::model::{LoadBalancerAction, LoadBalancerKind, LoadBalancerListener, ResourceId};
use crate::rules::context::Context;
use crate::rules::quota::Counted;
use crate::rules::support::{DrawnBalancer, load_balancers};
use std::collections::BTreeSet;

/// Those that are Application Load Balancers.
fn application<'a>(context: &Context<'a>) -> impl Iterator<Item = DrawnBalancer<'a>> + use<'a> {
    load_balancers(context).filter(|drawn| drawn.kind == LoadBalancerKind::Application)
}

/// Counts for each load balancer; one over the limit is the element.
fn per_balancer<'a>(
    context: &Context<'a>,
    limit: usize,
    count: impl Fn(&DrawnBalancer<'a>) -> usize,
) -> Vec<Counted> {
    over(context, limit, application(context).map(|drawn| (drawn.id, count(&drawn))))
}

fn listeners<'a>(drawn: &DrawnBalancer<'a>) -> impl Iterator<Item = &'a LoadBalancerListener> + use<'a> {
    drawn.balancer.listeners.values()
}

/// The groups that it forwards to, each once.
fn groups<'a>(drawn: &DrawnBalancer<'a>) -> BTreeSet<&'a ResourceId> {
    let actions = listeners(drawn).flat_map(LoadBalancerListener::actions);
    crate::ordered::IntoOrdered::into_set(
        actions.flat_map(|(_, action)| action.forwards()).map(|(group, _)| group),
    )
}

pub(in crate::rules::quota) fn load_balancers_per_region(
    context: &Context<'_>,
    limit: usize,
) -> Vec<Counted> {
    let placed = application(context).filter_map(|drawn| Some((drawn.region(context)?, drawn.id)));
    per_place(context, limit, placed)
}

pub(in crate::rules::quota) fn listeners_per_load_balancer(
    context: &Context<'_>,
    limit: usize,
) -> Vec<Counted> {
    per_balancer(context, limit, |drawn| drawn.balancer.listeners.len())
}

/// The default rules of the listeners do not count.
pub(in crate::rules::quota) fn rules_per_load_balancer(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    per_balancer(context, limit, |drawn| listeners(drawn).map(|listener| listener.rules.len()).sum())
}

pub(in crate::rules::quota) fn target_groups_per_load_balancer(
    context: &Context<'_>,
    limit: usize,
) -> Vec<Counted> {
    per_balancer(context, limit, |drawn| groups(drawn).len())
}

/// A target counts once for each group that it is registered in.
pub(in crate::rules::quota) fn targets_per_load_balancer(
    context: &Context<'_>,
    limit: usize,
) -> Vec<Counted> {
    let targets =
        |group: &ResourceId| context.network.target_groups.get(group).map_or(0, |it| it.targets.len());
    per_balancer(context, limit, |drawn| groups(drawn).into_iter().map(targets).sum())
}

/// Counted where an action has most.
pub(in crate::rules::quota) fn target_groups_per_action(context: &Context<'_>, limit: usize) -> Vec<Counted> {
    let count = |action: &LoadBalancerAction| action.forwards().len();
    per_balancer(context, limit, |drawn| {
        let actions = listeners(drawn).flat_map(LoadBalancerListener::actions);
        actions.map(|(_, action)| count(action)).max().unwrap_or(0)
    })
}
