//! A security group is attached to a NAT gateway: impossible (R-NAT-7).

use super::{Act, Refusal, info::refusal};
use crate::change::Change;
use crate::message::say;
use crate::model::{Resource, ResourceId};

refusal! {
    /// # What it checks
    /// A NAT gateway gets a list of security groups.
    ///
    /// # Why it matters
    /// A NAT gateway has none: AWS offers no such field.
    ///
    /// # How to fix
    /// Use the groups of the instances behind it, or the network ACL of its subnet.
    ///
    /// # Limits
    /// The fields groupIds, securityGroupIds and securityGroups are known.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html>
    RefusalInfo {
        id: "nat-gateway-security-group",
        title: "A security group is attached to a NAT gateway",
        book: &["R-NAT-7"],
    }
}

/// What people call the field.
const FIELDS: [&str; 3] = ["groupIds", "securityGroupIds", "securityGroups"];

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let nat: &ResourceId = match act.change {
        Change::Set { id, path, .. } => {
            act.before.nat_gateway(id.as_str())?;
            let field = path.strip_prefix('/')?.split('/').next()?;
            FIELDS.contains(&field).then_some(id)?
        }
        Change::Add { id, resource } => {
            let Resource::NatGateway(nat) = resource.as_ref() else { return None };
            FIELDS.iter().any(|field| nat.extra.contains_key(*field)).then_some(id)?
        }
        _ => return None,
    };
    Some(RULE.refused(say!(
            "nat-gateway-security-group",
            "{nat} takes no security group: a NAT gateway has none. Use the groups of the instances behind it, or the network ACL of its subnet.",
            nat = act.name(nat)
        )))
}
