//! A security group is deleted that an interface carries or that a rule of its VPC names (R-SG-14, R-VAL-14).

use super::{Act, Refusal, info::refusal};
use crate::message::{Message, say};
use crate::model::{Resource, ResourceId, SecurityGroup};

refusal! {
    /// # What it checks
    /// A security group is removed that an interface carries or that a rule of its VPC names.
    ///
    /// # Why it matters
    /// AWS deletes a group only when nothing depends on it.
    ///
    /// # How to fix
    /// Give the interfaces another group and remove the rules that name this one, first.
    ///
    /// # Limits
    /// A rule on the other side of a peering connection is not in the way: it becomes stale.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/deleting-security-groups.html>
    RefusalInfo {
        id: "security-group-in-use-deleted",
        title: "A security group in use is deleted",
        book: &["R-SG-14", "R-VAL-14"],
        api_error: "DependencyViolation",
    }
}

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let (id, resource) = act.removed()?;
    let Resource::SecurityGroup(group) = resource else { return None };
    let message =
        act.after.resources.iter().find_map(|(user, resource)| used_by(act, (id, group), user, resource))?;
    Some(RULE.refused(message))
}

fn used_by(
    act: &Act<'_>,
    (id, group): (&ResourceId, &SecurityGroup),
    user: &ResourceId,
    resource: &Resource,
) -> Option<Message> {
    match resource {
        Resource::NetworkInterface(interface) if interface.group_ids.contains(id) => {
            let carrier = interface.instance_id().unwrap_or(user);
            Some(say!(
                "security-group-in-use-deleted",
                "{user} carries {group}: AWS does not delete a group in use. Give {user} another group first.",
                user = act.name(carrier),
                group = act.name(id)
            ))
        }
        // A rule on the other side of a peering connection becomes stale instead (R-PEER-11).
        Resource::SecurityGroup(other) if other.vpc_id == group.vpc_id => {
            let rules = other
                .ip_permissions
                .values()
                .chain(other.ip_permissions_egress.iter().flat_map(|it| it.values()));
            rules.into_iter().any(|rule| rule.group_id.as_ref() == Some(id)).then(|| {
                say!(
                    "security-group-in-use-deleted.named",
                    "A rule of {user} names {group}: AWS does not delete a group that is named. Remove the rule first.",
                    user = act.name(user),
                    group = act.name(id)
                )
            })
        }
        _ => None,
    }
}
