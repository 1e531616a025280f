//! A VPC that has asked for a peering connection gets another block while the request is pending (R-VPC-14).

use super::{Act, Refusal, added_blocks::added_blocks, info::refusal};
use crate::message::say;
use crate::model::Resource;

refusal! {
    /// # What it checks
    /// The VPC that asked for a peering connection gets another block before the other side has answered.
    ///
    /// # Why it matters
    /// The request names the blocks of the VPC. AWS adds none to the requester until it is answered.
    ///
    /// # How to fix
    /// Have the request accepted, or remove it, then add the block.
    ///
    /// # Limits
    /// The accepter is asked only whether the blocks overlap, which the finding about overlapping VPCs tells.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
    RefusalInfo {
        id: "vpc-cidr-added-while-peering-pending",
        title: "A VPC gets a block while its peering request is pending",
        book: &["R-VPC-14"],
    }
}

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let (vpc, added) = added_blocks(act)?;
    let block = added.first()?;
    let pending = act.before.resources.iter().find_map(|(id, resource)| match resource.as_ref() {
        Resource::VpcPeeringConnection(peering)
            if peering.status_code() == "pending-acceptance" && peering.vpc_ids()[0] == Some(vpc) =>
        {
            Some(id)
        }
        _ => None,
    })?;
    Some(RULE.refused(say!(
            "vpc-cidr-added-while-peering-pending",
            "AWS adds no {block} to {vpc} while its request {peering} is pending. Wait until it is accepted, or remove it.",
            block = block,
            vpc = act.name(vpc),
            peering = act.name(pending)
        )))
}
