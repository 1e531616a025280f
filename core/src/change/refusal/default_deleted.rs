//! The default security group or the default network ACL of a VPC is deleted: impossible while the VPC stays.

use super::{Act, Refusal};
use crate::message::say;
use crate::model::Resource;

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
    Some(Refusal {
        rule: "default-of-vpc-deleted",
        book: vec![],
        code: None,
        api_error: None,
        message: say!(
            "default-of-vpc-deleted",
            "{name} is the {kind} of {vpc}: AWS removes it with the VPC only. Change its rules instead.",
            name = act.name(id),
            kind = kind,
            vpc = vpc.as_ref().map_or(String::new(), |vpc| act.name(vpc))
        ),
    })
}
