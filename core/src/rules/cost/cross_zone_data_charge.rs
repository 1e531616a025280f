//! A load balancer sends to targets of other zones, and every gigabyte between zones is billed.

use crate::message::say;
use crate::model::{LoadBalancerKind, ResourceId};
use crate::ordered::IntoOrdered;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::load_balancers;
use crate::rules::{Group, Severity};
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// Cross-zone load balancing of a Network or a Gateway Load Balancer is on, or that of one of its target groups, and a target
    /// stands in another zone than a node.
    ///
    /// # Why it matters
    /// What such a load balancer sends to another zone, and what comes back, is billed by the gigabyte in both directions. An
    /// Application Load Balancer sends to every zone without that charge.
    ///
    /// # How to fix
    /// Keep it where zones have unequal numbers of targets, or where one zone must stand in for another. Else turn it off, and
    /// register targets in every zone of the load balancer. There is no automatic fix: it is a choice between price and balance.
    ///
    /// # Limits
    /// How much is sent is not in a drawing, so that there is no sum. Classic Load Balancers are not charged for it.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html>
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/gateway-load-balancers.html>
    RuleInfo {
        id: "cross-zone-data-charge",
        title: "Cross-zone load balancing is billed",
        group: Group::Cost,
        book: &["R-NLB-8", "R-GWLB-9"],
        severity: Severity::Hint,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for drawn in load_balancers(context) {
        if !matches!(drawn.kind, LoadBalancerKind::Network | LoadBalancerKind::Gateway) {
            continue;
        }
        let groups: BTreeSet<&ResourceId> = drawn
            .balancer
            .listeners
            .values()
            .flat_map(|listener| listener.actions().flat_map(|(_, action)| action.forwards()))
            .map(|(group, _)| group)
            .into_set();
        let zones: BTreeSet<&str> =
            drawn.nodes.iter().filter_map(|(_, subnet)| subnet.zone.as_deref()).into_set();
        for id in groups {
            let written = context.document.target_group(id.as_str());
            let node = context.network.target_groups.get(id);
            let Some((written, node)) = written.zip(node) else { continue };
            let mut targets = node.targets.iter().filter_map(|target| target.zone.as_deref());
            let is_far = targets.any(|zone| zones.iter().any(|own| *own != zone));
            if !drawn.balancer.is_cross_zone_for(written) || !is_far {
                continue;
            }
            let book: &[&str] =
                if drawn.kind == LoadBalancerKind::Network { &["R-NLB-8"] } else { &["R-GWLB-9"] };
            let message = say!(
                "cross-zone-data-charge",
                "{balancer} sends to targets of {group} in other zones, too. Every GB between zones is billed, each way.",
                balancer = context.name(drawn.id),
                group = context.name(id)
            );
            let help = say!(
                "cross-zone-data-charge.help",
                "Turn cross-zone load balancing off where every zone of {balancer} has targets enough, or keep it for the balance.",
                balancer = context.name(drawn.id)
            );
            report.push(Found::new([drawn.id, id], message, help).book(book));
        }
    }
}
