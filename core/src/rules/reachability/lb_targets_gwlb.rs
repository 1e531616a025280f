//! A load balancer is the target of another one that AWS does not take there.

use crate::message::say;
use crate::model::{LoadBalancer, LoadBalancerKind, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::TargetPlace;

rule! {
    /// # What it checks
    /// A target group names a Network, Gateway or Classic Load Balancer as target, or the address of a node of a
    /// Gateway Load Balancer.
    ///
    /// # Why it matters
    /// AWS takes only an Application Load Balancer as target. A Gateway Load Balancer is reached by routes to its
    /// endpoints, and has no address for clients.
    ///
    /// # How to fix
    /// Lead routes to an endpoint of the Gateway Load Balancer, or register the instances themselves.
    ///
    /// # Limits
    /// Other addresses of load balancers as targets are not reported.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html>
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/introduction.html>
    RuleInfo {
        id: "lb-targets-gwlb",
        title: "A load balancer as target that is no Application Load Balancer",
        group: Group::Reachability,
        book: &["R-NLB-15"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let kind_of = |id: &ResourceId| context.document.load_balancer(id.as_str()).and_then(LoadBalancer::kind);
    for group in context.network.target_groups.values() {
        for target in &group.targets {
            let balancer = match &target.place {
                TargetPlace::LoadBalancer => Some(&target.id),
                _ => target.interface().and_then(|id| context.network.interfaces.get(id)?.service.as_ref()),
            };
            let Some((balancer, kind)) = balancer.and_then(|id| Some((id, kind_of(id)?))) else { continue };
            let is_named = target.place == TargetPlace::LoadBalancer;
            let is_wrong = match kind {
                LoadBalancerKind::Application => false,
                LoadBalancerKind::Gateway => true,
                LoadBalancerKind::Network | LoadBalancerKind::Classic => is_named,
            };
            if !is_wrong {
                continue;
            }
            let (name, target_name) = (context.name(&group.id), context.name(balancer));
            let message = say!(
                "lb-targets-gwlb",
                "{group} has the target {target}, {kind}: only an Application Load Balancer can be a target.",
                group = name,
                target = target_name,
                kind = kind.in_words()
            );
            let help = if kind == LoadBalancerKind::Gateway {
                say!(
                    "lb-targets-gwlb.gateway-help",
                    "Lead routes to an endpoint of {target} instead.",
                    target = target_name
                )
            } else {
                say!(
                    "lb-targets-gwlb.help",
                    "Register what {target} leads to in {group}.",
                    target = target_name,
                    group = name
                )
            };
            report.push(Found::new([&group.id, balancer], message, help));
        }
    }
}
