//! A plain record has a health check.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::Resource;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A record without a routing policy has a health check.
    ///
    /// # Why it matters
    /// Route 53 gives all values of a plain record, whatever the check says: the check does nothing, and costs.
    ///
    /// # How to fix
    /// Take the health check out, as the fix does; or make a record of the multivalue policy for each value, with a check
    /// each.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-simple.html>
    RuleInfo {
        id: "simple-policy-health-check",
        title: "A health check at a plain record",
        group: Group::Reachability,
        book: &["R-R53-2"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::HostedZone(zone) = resource.as_ref() else { continue };
        for (row, set) in &zone.resource_record_sets {
            if set.health_check_id.is_none() || set.policy() != "simple" {
                continue;
            }
            let name = set.name.clone().unwrap_or_default();
            let message = say!(
                "simple-policy-health-check",
                "{name} has a health check and no routing policy: all of its values are given, healthy or not.",
                name = name
            );
            let help = say!(
                "simple-policy-health-check.help",
                "Make a multivalue record of each value of {name}, or take the health check out.",
                name = name
            );
            let fix = Fix {
                title: format!("Take the health check of {name} out"),
                changes: vec![Change::RemovePath {
                    id: id.clone(),
                    path: format!("/resourceRecordSets/{row}/healthCheckId"),
                }],
            };
            report.push(Found::new([id], message, help).fix(Some(fix)));
        }
    }
}
