//! The health check of a target does not arrive.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::simulate::failing_checks;

rule! {
    /// # What it checks
    /// The health check of a target group is sent from each node of the load balancer to each target, and back, as a packet
    /// is: a security group, a network ACL, a route or a host that does not listen on the port stops it. A Gateway Load
    /// Balancer checks its appliances on port 80 where its group names no other, from the node of their zone.
    ///
    /// # Why it matters
    /// A target that does not answer the check is unhealthy and gets nothing, although it runs. Where all are unhealthy, the
    /// load balancer sends to all of them.
    ///
    /// # How to fix
    /// Let what stops the check pass it, or let the target listen on the port of the check, or check another port.
    ///
    /// # Limits
    /// What an application answers is not in a drawing: who listens is taken to answer well. Targets that somebody says to be
    /// unhealthy are not reported.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html>
    RuleInfo {
        id: "health-check-unreachable",
        title: "The health check of a target does not arrive",
        group: Group::Reachability,
        book: &["R-ALB-7"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for failing in failing_checks(context.routed) {
        let message = say!(
            "health-check-unreachable",
            "{target} is unhealthy for {balancer}: the check of {group} fails. {why}",
            target = context.name(&failing.target),
            balancer = context.name(&failing.balancer),
            group = context.name(&failing.group),
            why = failing.why
        );
        let help = if failing.decider == failing.target {
            say!(
                "health-check-unreachable.target-help",
                "Let {target} run and listen on the port of the check, or let {group} check a port on which it listens.",
                target = context.name(&failing.target),
                group = context.name(&failing.group)
            )
        } else {
            say!(
                "health-check-unreachable.help",
                "Let {decider} pass the check of {balancer} to {target} and its answer, or let {group} check another port.",
                decider = context.name(&failing.decider),
                balancer = context.name(&failing.balancer),
                target = context.name(&failing.target),
                group = context.name(&failing.group)
            )
        };
        let mut elements = vec![&failing.group, &failing.target];
        if context.document.resource(failing.decider.as_str()).is_some()
            && !elements.contains(&&failing.decider)
        {
            elements.push(&failing.decider);
        }
        report.push(Found::new(elements, message, help));
    }
}
