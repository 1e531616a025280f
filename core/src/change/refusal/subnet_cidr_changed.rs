//! A subnet gets another block in place of its own: impossible, it is made again (R-SUB-10).

use super::{Act, Refusal, info::refusal};
use crate::change::Change;
use crate::message::say;
use crate::net::CidrBlock;

refusal! {
    /// # What it checks
    /// The IPv4 block of a subnet is changed or taken away.
    ///
    /// # Why it matters
    /// AWS fixes the IPv4 block when it makes the subnet.
    ///
    /// # How to fix
    /// Make a subnet with the block that you want, and move what is in it.
    ///
    /// # Limits
    /// IPv6 blocks may be taken off and others associated.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html>
    RefusalInfo {
        id: "subnet-cidr-changed",
        title: "A subnet gets another IPv4 block",
        book: &["R-SUB-10"],
    }
}

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let (id, path, to) = match act.change {
        Change::Set { id, path, to } => (id, path, Some(to)),
        Change::RemovePath { id, path } => (id, path, None),
        _ => return None,
    };
    let subnet = act.before.subnet(id.as_str())?;
    let old = match path.as_str() {
        "/cidrBlock" => subnet.cidr_block.as_ref().and_then(CidrBlock::net)?,
        // An IPv6 block can be taken off and another one be associated.
        _ => return None,
    };
    let message = match to {
        Some(to) => {
            let new = CidrBlock::new(to.as_str()?);
            if new.net() == Some(old) {
                return None;
            }
            say!(
                "subnet-cidr-changed",
                "{subnet} keeps {old}: AWS does not change the block of a subnet to {new}. Make the subnet again.",
                subnet = act.name(id),
                old = old,
                new = new
            )
        }
        None => say!(
            "subnet-cidr-changed.removed",
            "{subnet} keeps {old}: AWS takes no IPv4 block off a subnet. Make the subnet again.",
            subnet = act.name(id),
            old = old
        ),
    };
    Some(RULE.refused(message))
}
