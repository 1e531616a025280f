//! A VPC gets a block that is equal to or wider than the destination of one of its routes (R-VPC-12).

use super::{Act, Refusal, added_blocks::added_blocks, info::refusal};
use crate::message::say;
use crate::model::{Resource, ResourceId};
use crate::net::CidrBlock;
use ipnet::IpNet;

refusal! {
    /// # What it checks
    /// A block is added that is equal to or wider than the destination of a route of the VPC.
    ///
    /// # Why it matters
    /// The new block brings a local route, and it would take the packets of the route that is there. AWS adds a
    /// block that is narrower than the route, no other.
    ///
    /// # How to fix
    /// Remove the route first, or add a narrower block.
    ///
    /// # Limits
    /// Routes by prefix list are not compared.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
    RefusalInfo {
        id: "vpc-cidr-covers-route",
        title: "A VPC gets a block that covers one of its routes",
        book: &["R-VPC-12"],
    }
}

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let (vpc, added) = added_blocks(act)?;
    let (table, block, destination) = added.iter().find_map(|block| {
        let (table, destination) = covered_route(act, vpc, block)?;
        Some((table, block, destination))
    })?;
    Some(RULE.refused(say!(
            "vpc-cidr-covers-route",
            "AWS adds no {block} to {vpc}: {table} has a route to {destination}, which lies in it. Remove the route first, or add a narrower block.",
            block = block,
            vpc = act.name(vpc),
            table = act.name(table),
            destination = destination
        )))
}

fn covered_route<'a>(act: &Act<'a>, vpc: &ResourceId, block: &IpNet) -> Option<(&'a ResourceId, IpNet)> {
    act.before.resources.iter().find_map(|(id, resource)| {
        let Resource::RouteTable(table) = resource.as_ref() else { return None };
        if table.vpc_id.as_ref() != Some(vpc) {
            return None;
        }
        let destinations =
            table.routes.values().filter_map(|route| route.destination_cidr().and_then(CidrBlock::net));
        let covered = destinations.into_iter().find(|destination| block.contains(destination));
        covered.map(|destination| (id, destination))
    })
}
