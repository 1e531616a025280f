//! Two load balancers, or two target groups, of a Region have one name.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{LoadBalancerKind, Resource, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::load_balancers;
use crate::rules::{Group, Severity};
use std::collections::BTreeMap;

rule! {
    /// # What it checks
    /// Two Application, Network or Gateway Load Balancers of one account and Region have the same name, or two target
    /// groups.
    ///
    /// # Why it matters
    /// AWS refuses the second one: both are told apart by their names there.
    ///
    /// # How to fix
    /// Give one of them another name. The fix does.
    ///
    /// # Limits
    /// Classic Load Balancers have names of their own and are compared with each other. One without a name, or in a VPC
    /// whose Region is not known, is not checked.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html>
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html>
    RuleInfo {
        id: "load-balancer-name-duplicate",
        title: "Two load balancers or target groups of one name",
        group: Group::Structure,
        book: &["R-VAL-34"],
        api_errors: &["DuplicateLoadBalancerName", "DuplicateTargetGroupName"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

/// What is told apart by its name: which kind of things, whose, where, and how it is called.
type Name<'a> = (&'static str, Option<&'a str>, &'a str, &'a str);

fn check(context: &Context<'_>, report: &mut Report) {
    let mut all: BTreeMap<Name<'_>, Vec<&ResourceId>> = BTreeMap::new();
    for drawn in load_balancers(context) {
        let (Some(region), Some(name)) = (drawn.region(context), drawn.balancer.name.as_deref()) else {
            continue;
        };
        let is_classic = drawn.kind == LoadBalancerKind::Classic;
        let kind = if is_classic { "Classic Load Balancers" } else { "load balancers" };
        let owner = context.network.owner_of(drawn.id.as_str());
        all.entry((kind, owner, region, name)).or_default().push(drawn.id);
    }
    for (id, resource) in &context.document.resources {
        let Resource::TargetGroup(group) = resource.as_ref() else { continue };
        let vpc = group.vpc_id.as_ref().and_then(|vpc| context.network.vpcs.get(vpc));
        let region = vpc.and_then(|vpc| vpc.region.as_deref());
        let (Some(region), Some(name)) = (region, group.name.as_deref()) else { continue };
        let owner = context.network.owner_of(id.as_str());
        all.entry(("target groups", owner, region, name)).or_default().push(id);
    }
    for ((kind, _, region, name), ids) in &all {
        let Some((first, rest)) = ids.split_first() else { continue };
        for (second, id) in rest.iter().enumerate() {
            let message = say!(
                "load-balancer-name-duplicate",
                "{region} has two {kind} that are called {name}.",
                region = context.document.display_name(region),
                kind = kind,
                name = name
            );
            let help = say!(
                "load-balancer-name-duplicate.help",
                "Give one of them another name than {name}.",
                name = name
            );
            let is_taken = |new: &str| {
                all.keys().any(|(other, _, at, name)| other == kind && at == region && *name == new)
            };
            let Some(new) = (second + 2..=second + 2 + all.len())
                .map(|at| format!("{name}-{at}"))
                .find(|new| !is_taken(new))
            else {
                continue;
            };
            let fix = Fix { title: format!("Call it {new}"), changes: vec![Change::set(id, "/name", new)] };
            let error = if *kind == "target groups" {
                "DuplicateTargetGroupName"
            } else {
                "DuplicateLoadBalancerName"
            };
            report.push(Found::new([*id, *first], message, help).api_error(Some(error)).fix(Some(fix)));
        }
    }
}
