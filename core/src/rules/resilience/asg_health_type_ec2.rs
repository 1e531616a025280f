//! An Auto Scaling group behind a load balancer does not hear what the load balancer finds.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::Resource;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// The instances of an Auto Scaling group join a target group or a Classic Load Balancer, and the group looks at the state
    /// of EC2 only: its health check type is `EC2`, which it is where nobody says otherwise.
    ///
    /// # Why it matters
    /// An instance whose application hangs is unhealthy to the load balancer and well to EC2: it gets nothing more and is never
    /// replaced.
    ///
    /// # How to fix
    /// Set the health check type to `ELB`. The fix does.
    ///
    /// # Limits
    /// A group without a load balancer is not reported: there is nobody else to hear. A check that asks a shared backend has
    /// every instance replaced while that fails; what a path asks is not in a drawing.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-checks-overview.html>
    RuleInfo {
        id: "asg-health-type-ec2",
        title: "An Auto Scaling group does not replace what its load balancer finds unhealthy",
        group: Group::Resilience,
        book: &[],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::AutoScalingGroup(group) = resource.as_ref() else { continue };
        let is_ec2 = group.health_check_type.as_deref().is_none_or(|kind| kind == "EC2");
        let joined = group.target_group_arns.iter().chain(&group.load_balancer_names).next();
        let Some(joined) = joined.filter(|_| is_ec2) else { continue };
        let name = context.name(id);
        let message = say!(
            "asg-health-type-ec2",
            "{group} joins {joined}, and goes by the state of EC2 only: an instance whose application hangs is never replaced.",
            group = name,
            joined = context.name(joined)
        );
        let help =
            say!("asg-health-type-ec2.help", "Set the health check type of {group} to ELB.", group = name);
        let fix = Fix {
            title: format!("Set the health check type of {name} to ELB"),
            changes: vec![Change::set(id, "/healthCheckType", "ELB")],
        };
        report.push(Found::new([id], message, help).fix(Some(fix)));
    }
}
