//! The primary block of a VPC is taken away or replaced: impossible (R-VPC-5, R-VAL-6).

use super::{Act, Refusal, added_blocks::changed_vpc, info::refusal};
use crate::message::say;
use crate::net::CidrBlock;

refusal! {
    /// # What it checks
    /// The first IPv4 block of a VPC is removed or replaced.
    ///
    /// # Why it matters
    /// AWS keeps the block with which a VPC was made for as long as the VPC lives.
    ///
    /// # How to fix
    /// Add a second block and move the subnets there, or make the VPC again.
    ///
    /// # Limits
    /// The first of the list is taken for the primary block.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
    RefusalInfo {
        id: "vpc-primary-cidr-disassociated",
        title: "The first block of a VPC is taken away",
        book: &["R-VPC-5", "R-VAL-6"],
        api_error: "OperationNotPermitted",
    }
}

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let (id, old, new) = changed_vpc(act)?;
    let primary = old.cidr_blocks.first().and_then(CidrBlock::net)?;
    if new.cidr_blocks.first().and_then(CidrBlock::net) == Some(primary) {
        return None;
    }
    Some(RULE.refused(say!(
            "vpc-primary-cidr-disassociated",
            "{vpc} keeps {primary}: AWS does not take the first block of a VPC away. Add another block, or make the VPC again.",
            vpc = act.name(id),
            primary = primary
        )))
}
