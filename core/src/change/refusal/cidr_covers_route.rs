//! A VPC gets a block that is equal to or wider than the destination of one of its routes (R-VPC-12).

use super::{Act, Refusal, added_blocks::added_blocks};
use crate::message::say;
use crate::model::{Resource, ResourceId};
use crate::net::CidrBlock;
use ipnet::IpNet;

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let (vpc, added) = added_blocks(act)?;
    let (table, block, destination) = added.iter().find_map(|block| {
        let (table, destination) = covered_route(act, vpc, block)?;
        Some((table, block, destination))
    })?;
    Some(Refusal {
        rule: "vpc-cidr-covers-route",
        book: vec!["R-VPC-12"],
        code: None,
        api_error: None,
        message: say!(
            "vpc-cidr-covers-route",
            "AWS adds no {block} to {vpc}: {table} has a route to {destination}, which lies in it. Remove the route first, or add a narrower block.",
            block = block,
            vpc = act.name(vpc),
            table = act.name(table),
            destination = destination
        ),
    })
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
