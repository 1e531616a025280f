//! A target is a public address.

use crate::message::say;
use crate::net::well_known;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::TargetPlace;

rule! {
    /// # What it checks
    /// A target group names a public address that is in no block of its VPC.
    ///
    /// # Why it matters
    /// AWS takes addresses of the VPC and private ones only, and refuses this one.
    ///
    /// # How to fix
    /// Register a private address, or the instance itself.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html>
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html>
    RuleInfo {
        id: "target-public-ip",
        title: "A public address as target",
        group: Group::Reachability,
        book: &["R-ALB-9", "R-VAL-33"],
        api_errors: &["InvalidTarget"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for group in context.network.target_groups.values() {
        let vpc = group.vpc.as_ref().and_then(|vpc| context.network.vpcs.get(vpc));
        for target in &group.targets {
            let TargetPlace::Address(address, _) = target.place else { continue };
            if !well_known::is_public(address) || vpc.is_some_and(|vpc| vpc.contains(address)) {
                continue;
            }
            let name = context.name(&group.id);
            let message = say!(
                "target-public-ip",
                "{group} has the target {address}, a public address: a load balancer sends to private ones.",
                group = name,
                address = address
            );
            let help = say!(
                "target-public-ip.help",
                "Register the private address in {group} instead of {address}.",
                group = name,
                address = address
            );
            report.push(Found::new([&group.id], message, help));
        }
    }
}
