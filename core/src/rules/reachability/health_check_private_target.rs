//! A health check of a private address.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::simulate::private_targets;

rule! {
    /// # What it checks
    /// A health check of Route 53 asks an endpoint at a private address, or by a name that gives the internet private
    /// addresses.
    ///
    /// # Why it matters
    /// The checkers of Route 53 are on the internet, outside of every VPC: they never reach a private address, and the check
    /// fails for ever. Its records are left out of the answers while others are healthy.
    ///
    /// # How to fix
    /// Watch the private target with a CloudWatch alarm, and let the check follow the alarm (`CLOUDWATCH_METRIC`); or check a
    /// public address. There is no automatic fix: the alarm is in no drawing.
    ///
    /// # Limits
    /// A check that is disabled asks nobody and is not reported.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-private-hosted-zones.html>
    /// - <https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html>
    RuleInfo {
        id: "health-check-private-target",
        title: "A health check of a private address",
        group: Group::Reachability,
        book: &["R-R53-9"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for found in private_targets(context.routed) {
        let target = match &found.name {
            Some(name) => format!("{name}, which gives the private address {}", found.address),
            None => format!("the private address {}", found.address),
        };
        let message = say!(
            "health-check-private-target",
            "{check} asks {target}: the checkers of Route 53 are on the internet and never reach it.",
            check = context.name(&found.check),
            target = target
        );
        let help = say!(
            "health-check-private-target.help",
            "Let {check} follow a CloudWatch alarm about what is there, or check a public address.",
            check = context.name(&found.check)
        );
        report.push(Found::new([&found.check], message, help));
    }
}
