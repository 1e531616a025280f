//! A target group in use gets another protocol, port or kind of targets: impossible, it is made again.

use super::{Act, Refusal, info::refusal};
use crate::change::{Change, apply};
use crate::message::say;
use crate::model::{Document, LoadBalancerListener, Resource, ResourceId, TargetGroup};

refusal! {
    /// # What it checks
    /// The protocol, the port, the kind of targets, the VPC or the family of addresses of a target group is changed, while a
    /// target is registered or a load balancer, an Auto Scaling group or a container service names it.
    ///
    /// # Why it matters
    /// AWS changes the health check and the attributes of a target group, and nothing else.
    ///
    /// # How to fix
    /// Make the group again, register its targets, and let the listeners forward to the new one.
    ///
    /// # Limits
    /// What is not written yet may be written, and a group that nobody uses may be changed: it could be made again without
    /// anybody noticing.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyTargetGroup.html>
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html>
    RefusalInfo {
        id: "target-group-changed",
        title: "A target group in use gets another protocol or port",
        book: &[],
    }
}

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let (Change::Set { id, .. } | Change::RemovePath { id, .. }) = act.change else { return None };
    let before = act.before.target_group(id.as_str())?;
    let mut changed = act.before.clone();
    apply(&mut changed, act.change).ok()?;
    let after = changed.target_group(id.as_str())?;
    let what = difference(before, after).filter(|_| is_used(act.before, id, before))?;
    Some(RULE.refused(say!(
        "target-group-changed",
        "{group} keeps {what}: AWS never changes that of a target group. Make it again.",
        group = act.name(id),
        what = what
    )))
}

/// What AWS would have to change.
fn difference(before: &TargetGroup, after: &TargetGroup) -> Option<String> {
    if before.target_type != after.target_type {
        return Some("its kind of targets".to_owned());
    }
    if let Some(protocol) = before.protocol.as_ref().filter(|_| before.protocol != after.protocol) {
        return Some(format!("the protocol {protocol}"));
    }
    if let Some(port) = before.port.filter(|_| before.port != after.port) {
        return Some(format!("port {port}"));
    }
    if before.vpc_id.is_some() && before.vpc_id != after.vpc_id {
        return Some("its VPC".to_owned());
    }
    (before.family() != after.family()).then(|| "the family of its addresses".to_owned())
}

/// Whether a target is registered, or anybody leads or registers there.
fn is_used(document: &Document, id: &ResourceId, group: &TargetGroup) -> bool {
    if group.targets.values().any(|target| target.id.is_some()) {
        return true;
    }
    document.resources.values().any(|resource| match resource.as_ref() {
        Resource::LoadBalancer(balancer) => {
            let mut actions = balancer.listeners.values().flat_map(LoadBalancerListener::actions);
            actions.any(|(_, action)| {
                let mut rows = action.target_groups.values();
                action.target_group_arn.as_ref() == Some(id)
                    || rows.any(|row| row.target_group_arn.as_ref() == Some(id))
            })
        }
        Resource::AutoScalingGroup(scaling) => scaling.target_group_arns.contains(id),
        Resource::EcsService(service) => service.target_groups().any(|named| named == id),
        _ => false,
    })
}
