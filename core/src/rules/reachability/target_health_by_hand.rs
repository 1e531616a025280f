//! A target is said to be unhealthy, whatever its health check finds.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::pointer;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A target of a target group, or an instance of a Classic Load Balancer, is marked unhealthy.
    ///
    /// # Why it matters
    /// The mark holds whatever its health check would find: the target gets nothing while others are healthy. What was a trial
    /// is soon forgotten.
    ///
    /// # How to fix
    /// Set its health to *as drawn*. The fix does: the health check decides again.
    ///
    /// # Limits
    /// Targets that an importer found unhealthy are marked, too. What a session switches off is no mark.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html>
    RuleInfo {
        id: "target-health-by-hand",
        title: "A target is marked unhealthy",
        group: Group::Reachability,
        book: &[],
        severity: Severity::Hint,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for node in context.network.target_groups.values() {
        let is_classic = context.document.load_balancer(node.id.as_str()).is_some();
        let (mark, list, field) = if is_classic {
            ("OutOfService", "instances", "state")
        } else {
            ("unhealthy", "targets", "targetHealth")
        };
        for target in node.targets.iter().filter(|target| target.state.as_deref() == Some(mark)) {
            let (name, group) = (context.name(&target.id), context.name(&node.id));
            let message = say!(
                "target-health-by-hand",
                "{target} is marked unhealthy in {group}: it gets nothing while others are healthy.",
                target = name,
                group = group
            );
            let help = say!(
                "target-health-by-hand.help",
                "Set the health of {target} to \"as drawn\" where the health check is to decide.",
                target = name
            );
            let fix = target.row.as_ref().map(|row| Fix {
                title: format!("Let the health check decide about {name}"),
                changes: vec![Change::RemovePath {
                    id: node.id.clone(),
                    path: pointer(&[list, row.as_str(), field]),
                }],
            });
            let target = context.document.resource(target.id.as_str()).map(|_| &target.id);
            report.push(Found::new(std::iter::once(&node.id).chain(target), message, help).fix(fix));
        }
    }
}
