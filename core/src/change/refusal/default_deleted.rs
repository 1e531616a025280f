//! The default security group or the default network ACL of a VPC is deleted: impossible while the VPC stays.

use super::{Act, Refusal, info::refusal};
use crate::message::say;
use crate::model::Resource;

refusal! {
    /// # What it checks
    /// The default security group or the default network ACL of a VPC is removed while the VPC stays.
    ///
    /// # Why it matters
    /// AWS makes both with the VPC and removes them with it: what names no group or ACL falls back on them.
    ///
    /// # How to fix
    /// Change its rules instead.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html>
    RefusalInfo {
        id: "default-of-vpc-deleted",
        title: "A default group or default network ACL is deleted",
        book: &[],
    }
}

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let (id, resource) = act.removed()?;
    let (vpc, kind) = match resource {
        Resource::SecurityGroup(group) if group.is_default() => (&group.vpc_id, "default security group"),
        Resource::NetworkAcl(acl) if acl.is_default => (&acl.vpc_id, "default network ACL"),
        _ => return None,
    };
    if !act.stays(vpc.as_ref()) {
        return None;
    }
    Some(RULE.refused(say!(
        "default-of-vpc-deleted",
        "{name} is the {kind} of {vpc}: AWS removes it with the VPC only. Change its rules instead.",
        name = act.name(id),
        kind = kind,
        vpc = vpc.as_ref().map_or(String::new(), |vpc| act.name(vpc))
    )))
}
