//! Two tasks ask for one port of an instance.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// Two containers on one instance ask for the same port of it.
    ///
    /// # Why it matters
    /// The second one does not start: a port leads to one container. A service with a fixed port runs one copy on each
    /// instance, whatever its desired count.
    ///
    /// # How to fix
    /// Leave the port of the instance out, so that AWS chooses a free one for each copy, and let a load balancer find them;
    /// or let the second copy run on another instance.
    ///
    /// # Limits
    /// Only tasks that run are compared. Ports on which the instance itself listens are not.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html>
    RuleInfo {
        id: "ecs-host-port-twice",
        title: "Two containers on one port of an instance",
        group: Group::Structure,
        book: &["R-LAM-7"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (instance, ports) in &context.network.published_ports {
        for (nth, port) in ports.iter().enumerate() {
            let is_same = |other: &&crate::topology::PublishedPort| {
                other.host_port == port.host_port && other.protocol == port.protocol
            };
            let Some(first) = ports.iter().take(nth).find(is_same) else { continue };
            let message = say!(
                "ecs-host-port-twice",
                "{one} and {other} both ask for {protocol} port {port} of {instance}: the second one does not start.",
                one = context.name(&first.task),
                other = context.name(&port.task),
                protocol = port.protocol,
                port = port.host_port,
                instance = context.name(instance)
            );
            let help = say!(
                "ecs-host-port-twice.help",
                "Leave the port of {instance} out of {other}, so that AWS chooses one, or run it on another instance.",
                instance = context.name(instance),
                other = context.name(&port.task)
            );
            report.push(Found::new([&port.task, &first.task, instance], message, help));
        }
    }
}
