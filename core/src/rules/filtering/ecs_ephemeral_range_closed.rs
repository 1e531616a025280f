//! A load balancer may not reach every port that AWS gives containers of an instance.

use crate::message::say;
use crate::model::{ResourceId, SecurityGroup, Task};
use crate::net::{PortRange, Protocol};
use crate::ordered::{IntoOrdered, Order};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::rule_ports;
use crate::rules::{Group, Severity};
use crate::topology::PublishedPort;
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// A container of a service that joins a target group has a port of its instance that AWS chose (32768-60999), and the
    /// groups of the instance do not admit all of these ports.
    ///
    /// # Why it matters
    /// The next task gets another port. It starts, its health check does not arrive, and the load balancer answers 504 or
    /// sends it nothing.
    ///
    /// # How to fix
    /// Admit the whole range at the instance from the group of the load balancer, not from everywhere.
    ///
    /// # Limits
    /// From where a rule admits is not asked; whether the packet of today arrives, a trace says.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html>
    RuleInfo {
        id: "ecs-ephemeral-range-closed",
        title: "Ports that AWS gives containers are closed",
        group: Group::Filtering,
        book: &["R-LAM-7"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

const DYNAMIC: PortRange = PortRange { from: Task::FIRST_DYNAMIC_PORT, to: Task::LAST_DYNAMIC_PORT };

fn check(context: &Context<'_>, report: &mut Report) {
    let balanced: BTreeSet<&ResourceId> = balanced_tasks(context);
    for (instance, ports) in &context.network.published_ports {
        let is_chosen =
            |port: &&PublishedPort| DYNAMIC.contains(port.host_port) && balanced.contains(&port.task);
        let Some(port) = ports.iter().find(is_chosen) else { continue };
        let interface = context.network.instances.get(instance).and_then(|node| node.interfaces.first());
        let Some(node) = interface.and_then(|id| context.network.interfaces.get(id)) else { continue };
        let groups: Vec<(&ResourceId, &SecurityGroup)> = node
            .groups
            .iter()
            .filter_map(|id| Some((id, context.document.security_group(id.as_str())?)))
            .collect();
        if groups.is_empty() || admits_all(&groups) {
            continue;
        }
        let message = say!(
            "ecs-ephemeral-range-closed",
            "{task} has a port of {instance} that AWS chose, and not all of {range} is admitted by {groups}: the next task gets another port.",
            task = context.name(&port.task),
            instance = context.name(instance),
            groups = context.names(groups.iter().map(|(id, _)| *id)),
            range = DYNAMIC
        );
        let help = say!(
            "ecs-ephemeral-range-closed.help",
            "Admit tcp {range} at {instance} from the group of the load balancer.",
            range = DYNAMIC,
            instance = context.name(instance)
        );
        let elements = [instance, &port.task].into_iter().chain(groups.iter().map(|(id, _)| *id));
        report.push(Found::new(elements, message, help));
    }
}

/// The tasks of services that join a target group.
fn balanced_tasks<'a>(context: &Context<'a>) -> BTreeSet<&'a ResourceId> {
    let services = context.document.resources.values().filter_map(|resource| match resource.as_ref() {
        crate::model::Resource::EcsService(service) if !service.load_balancers.is_empty() => Some(service),
        _ => None,
    });
    services.flat_map(|service| &service.tasks).into_set()
}

/// Whether the rules together admit every port of the range.
fn admits_all(groups: &[(&ResourceId, &SecurityGroup)]) -> bool {
    let rules = groups.iter().flat_map(|(_, group)| group.ip_permissions.values());
    let mut ranges: Vec<PortRange> = rules
        .filter_map(|rule| match &rule.ip_protocol {
            None | Some(Protocol::All) => Some(PortRange::ALL),
            Some(Protocol::Tcp) => rule_ports(rule),
            Some(_) => None,
        })
        .collect();
    ranges.order();
    let mut next = u32::from(DYNAMIC.from);
    for range in ranges {
        if u32::from(range.from) <= next {
            next = next.max(u32::from(range.to) + 1);
        }
    }
    next > u32::from(DYNAMIC.to)
}
