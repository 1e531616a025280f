//! An Auto Scaling group starts its instances from a launch configuration.

use crate::message::say;
use crate::model::Resource;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// An Auto Scaling group names a launch configuration.
    ///
    /// # Why it matters
    /// AWS gives launch configurations no types of instances that are newer than 2022, and new accounts none at all. They have
    /// no versions, so that an instance refresh has nothing to go back to.
    ///
    /// # How to fix
    /// Make a launch template from the launch configuration, and give the group that.
    ///
    /// # Limits
    /// Launch templates are not in a drawing: the group names none there, and that is well.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/autoscaling/ec2/userguide/launch-configurations.html>
    /// - <https://docs.aws.amazon.com/autoscaling/ec2/userguide/migrate-to-launch-templates.html>
    RuleInfo {
        id: "launch-configuration",
        title: "An Auto Scaling group with a launch configuration",
        group: Group::Structure,
        book: &[],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::AutoScalingGroup(group) = resource.as_ref() else { continue };
        let Some(configuration) = &group.launch_configuration_name else { continue };
        let message = say!(
            "launch-configuration",
            "{group} starts instances from the launch configuration {configuration}, which knows no newer types of instances and has no versions.",
            group = context.name(id),
            configuration = configuration
        );
        let help = say!(
            "launch-configuration.help",
            "Make a launch template from {configuration}, and give {group} that.",
            configuration = configuration,
            group = context.name(id)
        );
        report.push(Found::new([id], message, help));
    }
}
