//! A mount target of a One Zone file system stands in another zone.

use crate::message::say;
use crate::model::Resource;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A file system keeps its files in one Availability Zone, and a mount target of it stands in another one.
    ///
    /// # Why it matters
    /// AWS refuses the mount target: a One Zone file system has one, in its own zone.
    ///
    /// # How to fix
    /// Put the mount target into a subnet of that zone. Hosts of other zones reach it by its address.
    ///
    /// # Limits
    /// A file system that the drawing does not hold is taken for a Regional one.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html>
    RuleInfo {
        id: "mount-target-other-zone",
        title: "A mount target in another zone than its file system",
        group: Group::Structure,
        book: &["R-LAM-7"],
        api_errors: &["AvailabilityZonesMismatch"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::MountTarget(target) = resource.as_ref() else { continue };
        let Some(system) = &target.file_system_id else { continue };
        let own = context.document.file_system(system.as_str());
        let Some(zone) = own.and_then(|own| own.availability_zone_name.as_deref()) else { continue };
        let interface = context.network.managed_services.get(id).and_then(|node| node.interfaces.first());
        let node = interface.and_then(|interface| context.network.interfaces.get(interface));
        let subnet = node.and_then(|node| context.network.subnets.get(node.subnet.as_ref()?));
        let Some(other) = subnet.and_then(|subnet| subnet.zone.as_deref()).filter(|other| *other != zone)
        else {
            continue;
        };
        let message = say!(
            "mount-target-other-zone",
            "{target} stands in {other}, and {system} keeps its files in {zone} only.",
            target = context.name(id),
            other = other,
            system = context.name(system),
            zone = zone
        );
        let help = say!(
            "mount-target-other-zone.help",
            "Move {target} into a subnet of {zone}.",
            target = context.name(id),
            zone = zone
        );
        report.push(Found::new([id, system], message, help));
    }
}
