//! A file system has two mount targets in one zone, or in two VPCs.

use crate::message::say;
use crate::model::{Resource, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::SubnetNode;
use std::collections::BTreeMap;

rule! {
    /// # What it checks
    /// Two mount targets of one file system stand in one Availability Zone, or in two VPCs.
    ///
    /// # Why it matters
    /// AWS refuses the second one: a file system has one mount target in a zone, and all of them in one VPC.
    ///
    /// # How to fix
    /// Delete one of them. Every host of the zone can use the other, whatever its subnet.
    ///
    /// # Limits
    /// Mount targets that name no file system are not compared.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html>
    RuleInfo {
        id: "mount-target-zone-twice",
        title: "Two mount targets of a file system in one zone",
        group: Group::Structure,
        book: &["R-LAM-7"],
        api_errors: &["MountTargetConflict"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut seen: BTreeMap<&ResourceId, Vec<(&ResourceId, &SubnetNode)>> = BTreeMap::new();
    for (id, resource) in &context.document.resources {
        let Resource::MountTarget(target) = resource.as_ref() else { continue };
        let (Some(file_system), Some(subnet)) = (&target.file_system_id, subnet_of(context, id)) else {
            continue;
        };
        let others = seen.entry(file_system).or_default();
        let clash = others.iter().find(|(_, other)| is_conflict(other, subnet)).copied();
        if let Some((other, place)) = clash {
            let is_zone = place.zone == subnet.zone;
            let message = if is_zone {
                say!(
                    "mount-target-zone-twice",
                    "{one} and {other} are mount targets of {system} in one zone: AWS allows one in a zone.",
                    one = context.name(other),
                    other = context.name(id),
                    system = context.name(file_system)
                )
            } else {
                say!(
                    "mount-target-zone-twice.vpc",
                    "{one} and {other} are mount targets of {system} in two VPCs: AWS allows one VPC.",
                    one = context.name(other),
                    other = context.name(id),
                    system = context.name(file_system)
                )
            };
            let help = say!(
                "mount-target-zone-twice.help",
                "Delete {other}: hosts in other subnets of the zone use {one}.",
                other = context.name(id),
                one = context.name(other)
            );
            report.push(Found::new([other, id], message, help));
        }
        others.push((id, subnet));
    }
}

fn is_conflict(one: &SubnetNode, other: &SubnetNode) -> bool {
    (one.zone.is_some() && one.zone == other.zone) || (one.vpc.is_some() && one.vpc != other.vpc)
}

fn subnet_of<'a>(context: &Context<'a>, target: &ResourceId) -> Option<&'a SubnetNode> {
    let interface = context.network.managed_services.get(target)?.interfaces.first()?;
    context.network.subnets.get(context.network.interfaces.get(interface)?.subnet.as_ref()?)
}
