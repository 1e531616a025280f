//! Hosts mount a file system in another zone than their own.

use crate::message::say;
use crate::model::{Resource, ResourceId};
use crate::net::{PortRange, Protocol};
use crate::ordered::IntoOrdered;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::rule_ports;
use crate::rules::{Group, Severity};
use crate::topology::{InterfaceNode, SubnetNode};
use std::collections::{BTreeMap, BTreeSet};

rule! {
    /// # What it checks
    /// The groups of a file system's mount targets admit NFS from members of a group, and members stand in an
    /// Availability Zone in which the file system has no mount target.
    ///
    /// # Why it matters
    /// These hosts use the mount target of another zone: the traffic between zones is billed, and when that zone fails
    /// they lose their files although their own zone works.
    ///
    /// # How to fix
    /// Make a mount target in each zone that has such hosts.
    ///
    /// # Limits
    /// Only groups that a rule names are followed, not address blocks.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html>
    RuleInfo {
        id: "efs-az-without-mount-target",
        title: "A zone with hosts has no mount target",
        group: Group::Resilience,
        book: &["R-LAM-7"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

/// The mount targets of a file system: where they are, and whom they admit.
#[derive(Default)]
struct FileSystem<'a> {
    targets: Vec<&'a ResourceId>,
    subnets: Vec<&'a SubnetNode>,
    admitted: BTreeSet<&'a ResourceId>,
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (name, system) in file_systems(context) {
        let zones: BTreeSet<&str> =
            system.subnets.iter().filter_map(|subnet| subnet.zone.as_deref()).into_set();
        let mut without: BTreeMap<&str, BTreeSet<&ResourceId>> = BTreeMap::new();
        for client in context.network.interfaces.values().filter(|node| is_client(node, &system)) {
            let subnet = client.subnet.as_ref().and_then(|id| context.network.subnets.get(id));
            let zone = subnet.and_then(|subnet| subnet.zone.as_deref());
            if let Some(zone) = zone.filter(|zone| !zones.contains(zone)) {
                without.entry(zone).or_default().insert(client.component());
            }
        }
        for (zone, clients) in without {
            let message = say!(
                "efs-az-without-mount-target",
                "{system} has no mount target in {zone}: {clients} would mount it in another zone.",
                system = context.name(name),
                zone = zone,
                clients = context.names(clients.iter().copied())
            );
            let help = say!(
                "efs-az-without-mount-target.help",
                "Make a mount target of {system} in a subnet of {zone}.",
                system = context.name(name),
                zone = zone
            );
            let elements: Vec<&ResourceId> =
                clients.into_iter().chain(system.targets.iter().copied()).collect();
            report.push(Found::new(elements, message, help));
        }
    }
}

fn is_client(node: &InterfaceNode, system: &FileSystem<'_>) -> bool {
    let same_vpc = system.subnets.iter().any(|subnet| subnet.vpc == node.vpc);
    node.holder().is_some() && same_vpc && node.groups.iter().any(|group| system.admitted.contains(group))
}

fn file_systems<'a>(context: &Context<'a>) -> BTreeMap<&'a ResourceId, FileSystem<'a>> {
    let mut systems: BTreeMap<&ResourceId, FileSystem<'_>> = BTreeMap::new();
    for (id, resource) in &context.document.resources {
        let Resource::MountTarget(target) = resource.as_ref() else { continue };
        let Some(file_system) = &target.file_system_id else { continue };
        let Some(service) = context.network.managed_services.get(id) else { continue };
        let system = systems.entry(file_system).or_default();
        system.targets.push(id);
        for node in service.interfaces.iter().filter_map(|id| context.network.interfaces.get(id)) {
            system.subnets.extend(node.subnet.as_ref().and_then(|id| context.network.subnets.get(id)));
            for group in node.groups.iter().filter_map(|id| context.document.security_group(id.as_str())) {
                let rules = group.ip_permissions.values().filter(|rule| {
                    let is_every = rule.ip_protocol.as_ref().is_none_or(|it| *it == Protocol::All);
                    let nfs = PortRange::single(crate::model::MountTarget::PORT);
                    let is_tcp = rule.ip_protocol.as_ref() == Some(&Protocol::Tcp);
                    is_every || is_tcp && rule_ports(rule).is_some_and(|ports| ports.intersect(nfs).is_some())
                });
                system.admitted.extend(rules.filter_map(|rule| rule.group_id.as_ref()));
            }
        }
    }
    systems
}
