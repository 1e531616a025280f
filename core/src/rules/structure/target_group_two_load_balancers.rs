//! A target group is used by two load balancers.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// Listeners or rules of two load balancers forward to one target group.
    ///
    /// # Why it matters
    /// AWS takes a target group for one load balancer only.
    ///
    /// # How to fix
    /// Make a second group with the same targets for the other load balancer. There is no automatic fix: which one
    /// keeps the group is a choice.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html>
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html>
    RuleInfo {
        id: "target-group-two-load-balancers",
        title: "A target group of two load balancers",
        group: Group::Structure,
        book: &["R-VAL-35"],
        api_errors: &["TargetGroupAssociationLimit"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for group in context.network.target_groups.values() {
        let [first, second, ..] = group.load_balancers.as_slice() else { continue };
        let name = context.name(&group.id);
        let message = say!(
            "target-group-two-load-balancers",
            "{group} is used by {first} and {second}: a target group belongs to one load balancer.",
            group = name,
            first = context.name(first),
            second = context.name(second)
        );
        let help = say!(
            "target-group-two-load-balancers.help",
            "Make another group with the targets of {group} for {second}.",
            group = name,
            second = context.name(second)
        );
        report.push(Found::new([&group.id, first, second], message, help));
    }
}
