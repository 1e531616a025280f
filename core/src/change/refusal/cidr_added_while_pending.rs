//! A VPC that has asked for a peering connection gets another block while the request is pending (R-VPC-14).

use super::{Act, Refusal, added_blocks::added_blocks};
use crate::message::say;
use crate::model::Resource;

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
    Some(Refusal {
        rule: "vpc-cidr-added-while-peering-pending",
        book: vec!["R-VPC-14"],
        code: None,
        api_error: None,
        message: say!(
            "vpc-cidr-added-while-peering-pending",
            "AWS adds no {block} to {vpc} while its request {peering} is pending. Wait until it is accepted, or remove it.",
            block = block,
            vpc = act.name(vpc),
            peering = act.name(pending)
        ),
    })
}
