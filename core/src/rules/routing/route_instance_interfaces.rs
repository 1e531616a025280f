//! A route names an instance that has not exactly one interface.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::pointer;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A row names an instance as its target, and the instance has no interface, or more than one.
    ///
    /// # Why it matters
    /// A route leads to an interface. AWS takes the instance for its only interface, and refuses the route where it would
    /// have to choose.
    ///
    /// # How to fix
    /// Name the interface. The fix names the primary one.
    ///
    /// # Limits
    /// Instances that the drawing does not hold, and those whose interfaces an import did not see, are not judged.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html>
    RuleInfo {
        id: "route-instance-interfaces",
        title: "A route names an instance with several interfaces",
        group: Group::Routing,
        book: &["R-RT-31"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, table, vpc, _) in context.tables() {
        for (row, route) in &table.routes {
            let Some(("instanceId", target)) = route.targets().next() else { continue };
            let Some(instance) = context.network.instances.get(target) else { continue };
            if instance.interfaces.len() == 1 || vpc.does_not_know("networkInterface") {
                continue;
            }
            let (name, instance_name) = (context.name(id), context.name(target));
            let many = match instance.interfaces.len() {
                0 => "no interface".to_owned(),
                count => format!("{count} interfaces"),
            };
            let message = say!(
                "route-instance-interfaces",
                "{table} sends {destination} to {instance}, which has {many}. An instance can be a target by its only interface.",
                table = name,
                destination = route.destination_text(),
                instance = instance_name,
                many = many
            );
            let help = say!(
                "route-instance-interfaces.help",
                "Name the interface that shall take the packets, instead of {instance}.",
                instance = instance_name
            );
            let path = |field: &str| pointer(&["routes", row.as_str(), field]);
            let fix = instance.interfaces.first().map(|interface| Fix {
                title: format!("Lead {} to {}", route.destination_text(), context.name(interface)),
                changes: vec![
                    Change::RemovePath { id: id.clone(), path: path("instanceId") },
                    Change::set(id, &path("networkInterfaceId"), interface.as_str()),
                ],
            });
            report.push(Found::new([id, target], message, help).fix(fix));
        }
    }
}
