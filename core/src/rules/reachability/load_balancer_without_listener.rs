//! A load balancer has no listener.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::load_balancers;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A load balancer of any kind has no listener.
    ///
    /// # Why it matters
    /// It takes what its listeners take, and nothing else. Without one every connection to it fails, and it is billed all the
    /// same.
    ///
    /// # How to fix
    /// Give it a listener. There is no automatic fix: port, protocol and target group are a choice.
    ///
    /// # Limits
    /// Where an importer did not see the listeners, nothing is said.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html>
    RuleInfo {
        id: "load-balancer-without-listener",
        title: "A load balancer has no listener",
        group: Group::Reachability,
        book: &["R-ALB-5"],
        codes: &["ELBV2_LISTENERS_MISMATCH"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for drawn in load_balancers(context) {
        if !drawn.balancer.listeners.is_empty() || drawn.balancer.does_not_know("listeners") {
            continue;
        }
        let name = context.name(drawn.id);
        let message = say!(
            "load-balancer-without-listener",
            "{balancer} has no listener: it takes nothing.",
            balancer = name
        );
        let help = say!(
            "load-balancer-without-listener.help",
            "Give {balancer} a listener with the port that its clients ask for.",
            balancer = name
        );
        report.push(Found::new([drawn.id], message, help));
    }
}
