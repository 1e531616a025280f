//! A calculated health check with too many children.

use crate::message::say;
use crate::model::Resource;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A calculated health check of Route 53 names more than 255 other checks.
    ///
    /// # Why it matters
    /// AWS takes 255 and does not raise that number.
    ///
    /// # How to fix
    /// Check fewer things, or let an alarm of CloudWatch count them.
    ///
    /// # Limits
    /// Sources of AWS disagree between 255 and 256.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html>
    RuleInfo {
        id: "calculated-check-children",
        title: "A calculated health check with too many children",
        group: Group::Reachability,
        book: &["R-R53-11"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

/// How many children AWS takes.
const MOST: usize = 255;

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::HealthCheck(own) = resource.as_ref() else { continue };
        let count = own.health_check_config.child_health_checks.len();
        if count <= MOST {
            continue;
        }
        let message = say!(
            "calculated-check-children",
            "{check} counts {count} health checks. AWS takes {most}.",
            check = context.name(id),
            count = count,
            most = MOST
        );
        let help = say!(
            "calculated-check-children.help",
            "Let {check} count fewer of them.",
            check = context.name(id)
        );
        report.push(Found::new([id], message, help));
    }
}
