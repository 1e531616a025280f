//! Of VPCs whose blocks overlap a transit gateway has only the block of the one that was attached first (R-TGW-21).
//!
//! <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html> and
//! <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayVpcAttachment.html>: the block that
//! overlaps one that is attached already is left out, not the others of its VPC. Nothing in a drawing tells which one was
//! attached first, so every one of them may have been.

use super::super::vpn_choice;
use crate::model::ResourceId;
use crate::routing::{HubLookup, HubRoute, HubTable};
use crate::simulate::walk::Walk;
use std::net::IpAddr;

/// Looks an address up in what AWS has of the table. `None` where the walk parts here.
#[expect(
    clippy::option_option,
    reason = "the table may hold nothing of the address, and the walk may part before that is known"
)]
pub(super) fn look_up<'a>(
    walk: &mut Walk<'a>,
    table: &'a HubTable,
    destination: IpAddr,
) -> Option<Option<HubLookup<'a>>> {
    let mut absent: Vec<&HubRoute> = Vec::new();
    loop {
        let found = {
            let is_withdrawn = |route: &HubRoute| vpn_choice::is_withdrawn(walk, route);
            table.look_up_as(destination, &is_withdrawn, &|route| absent.contains(&route))
        };
        let Some(winner) = found.as_ref().map(|found| found.winner) else { return Some(found) };
        let mut contenders: Vec<&ResourceId> = table.contenders(winner).into_iter().collect();
        contenders.sort_by_key(|id| (walk.world.name(id), *id));
        if contenders.is_empty() {
            return Some(found);
        }
        let first = first_of(walk, table, winner, &contenders)?;
        let is_absent =
            |route: &&HubRoute| route.destination == winner.destination && route.attachment() != Some(first);
        if winner.attachment() == Some(first) {
            // The same block of the others is not there, so it loses against nothing.
            let lost = found.iter().flat_map(|found| &found.lower_priority).copied();
            absent.extend(lost.filter(|route| route.origin == winner.origin).filter(is_absent));
            let is_withdrawn = |route: &HubRoute| vpn_choice::is_withdrawn(walk, route);
            return Some(table.look_up_as(destination, &is_withdrawn, &|route| absent.contains(&route)));
        }
        absent.push(winner);
    }
}

/// Which of them was attached first: one fact of the gateway, the same for request and reply.
fn first_of<'a>(
    walk: &mut Walk<'a>,
    table: &'a HubTable,
    winner: &HubRoute,
    contenders: &[&'a ResourceId],
) -> Option<&'a ResourceId> {
    let world = walk.world;
    let vpc = |id: &ResourceId| {
        let vpc = world.network.transit_gateway_attachments.get(id).and_then(|node| node.vpc());
        vpc.map_or_else(|| world.name(id).to_owned(), |vpc| world.name(vpc).to_owned())
    };
    let names: Vec<String> = contenders.iter().map(|id| vpc(id)).collect();
    let is_taken_twice = |name: &String| names.iter().filter(|other| *other == name).count() > 1;
    let way = |(name, id): (&String, &&ResourceId)| {
        if is_taken_twice(name) { format!("{name} first, by {id}") } else { format!("{name} first") }
    };
    let ways = names.iter().zip(contenders).map(way).collect();
    let ids: Vec<&str> = contenders.iter().map(|id| id.as_str()).collect();
    let choice = format!("attached first {} {}", table.gateway, ids.join(" "));
    let reason = format!(
        "{} has {} only of the VPC that was attached first, and nothing tells which one was",
        world.name(&table.gateway),
        winner.destination
    );
    let at = walk.pick(&table.gateway, choice, ways, reason)?;
    contenders.get(at).copied()
}
