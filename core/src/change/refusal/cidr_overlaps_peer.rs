//! A VPC gets a block that overlaps the VPC on the other side of an active peering connection (R-VPC-13).

use super::{Act, Refusal, added_blocks::added_blocks, added_blocks::blocks, info::refusal};
use crate::message::say;
use crate::model::{PeeringVpcInfo, Resource, ResourceId};
use crate::net::{CidrBlock, cidrs_overlap};
use ipnet::IpNet;

refusal! {
    /// # What it checks
    /// A block is added that overlaps the VPC on the other side of an active peering connection.
    ///
    /// # Why it matters
    /// Both ends of a peering connection need addresses of their own, so AWS does not add the block.
    ///
    /// # How to fix
    /// Add a block that the other VPC does not have.
    ///
    /// # Limits
    /// A peer that is not drawn is known by the block that the connection names.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
    RefusalInfo {
        id: "vpc-cidr-overlaps-peer",
        title: "A VPC gets a block that its peer has",
        book: &["R-VPC-13"],
    }
}

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let (vpc, added) = added_blocks(act)?;
    let (peering, block, other) = act.before.resources.iter().find_map(|(id, resource)| {
        let Resource::VpcPeeringConnection(peering) = resource.as_ref() else { return None };
        if peering.status_code() != "active" {
            return None;
        }
        let is_ours =
            |info: &Option<PeeringVpcInfo>| info.as_ref().and_then(|info| info.vpc_id.as_ref()) == Some(vpc);
        let far = match (is_ours(&peering.requester_vpc_info), is_ours(&peering.accepter_vpc_info)) {
            (true, false) => peering.accepter_vpc_info.as_ref(),
            (false, true) => peering.requester_vpc_info.as_ref(),
            _ => None,
        }?;
        let far = far_blocks(act, far);
        let pairs = added.iter().flat_map(|block| far.iter().map(move |other| (*block, *other)));
        pairs
            .into_iter()
            .find(|(block, other)| cidrs_overlap(block, other))
            .map(|(block, other)| (id, block, other))
    })?;
    Some(refusal(act, vpc, peering, block, other))
}

fn far_blocks(act: &Act<'_>, info: &PeeringVpcInfo) -> Vec<IpNet> {
    let drawn = info.vpc_id.as_ref().and_then(|id| act.before.vpc(id.as_str()));
    drawn.map_or_else(|| info.cidr_block.iter().filter_map(CidrBlock::net).collect(), blocks)
}

fn refusal(act: &Act<'_>, vpc: &ResourceId, peering: &ResourceId, block: IpNet, other: IpNet) -> Refusal {
    RULE.refused(say!(
            "vpc-cidr-overlaps-peer",
            "AWS adds no {block} to {vpc}: over {peering} it reaches {other}, which overlaps it. Add a block outside {other}.",
            block = block,
            vpc = act.name(vpc),
            peering = act.name(peering),
            other = other
        ))
}
