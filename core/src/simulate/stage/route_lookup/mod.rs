//! The route table of a subnet: longest prefix, then origin (R-RT-1, R-RT-2, R-RT-4).
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html>. A blackhole that wins drops; there is
//! no fall-back (R-RT-14). After a drop the walk goes on as if the right route were there.

mod ambiguous;
mod blame;
mod book;
mod circle;

use crate::model::ResourceId;
use crate::routing::{Blackhole, EffectiveRoute, EffectiveTable, Lookup, Target};
use crate::simulate::describe::{table_name, table_resource};
use crate::simulate::device::vpn_choice;
use crate::simulate::packet::Packet;
use crate::simulate::place::NextHop;
use crate::simulate::walk::{At, Decision, Walk};
use crate::simulate::world::World;
use crate::simulate::{HopKind, Outcome};
use crate::topology::{NatNode, PeeringSide, Source, SubnetNode};

/// Looks the destination up. `None` where nothing leads on, not even as if.
pub(in crate::simulate) fn run<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    subnet: &'a SubnetNode,
    nat: Option<&'a NatNode>,
) -> Option<NextHop<'a>> {
    let world = walk.world;
    let Some(table) = world.routed.table_of(subnet) else {
        walk.unknown(&subnet.id, format!("The route table of {} is not known.", world.name(&subnet.id)));
        return None;
    };
    let lookup = Asked { table, subnet, nat };
    if walk.guard.is_seen(&subnet.id, &packet.header) {
        return lookup.blame_loop(walk, packet);
    }
    let found =
        table.look_up_without(packet.header.destination, &|route| vpn_choice::is_taken_out(walk, route));
    let winner = match &found {
        Lookup::Route { winner, .. } | Lookup::Reserved(winner) => Some(*winner),
        Lookup::None => None,
    };
    if let Some(next_hop) = lookup.back_to_nat(walk, packet, winner) {
        return Some(next_hop);
    }
    if let Some(list) = table.unknown_rival(winner) {
        let missing = format!(
            "The entries of {} are not known, and {} has a route for them. Enter the prefix list.",
            world.name(list),
            table_name(world, table)
        );
        walk.unknown(&subnet.id, missing);
        return None;
    }
    match found {
        Lookup::None => lookup.nothing_matches(walk, packet),
        Lookup::Reserved(route) => lookup.reserved(walk, packet, route),
        Lookup::Route { winner, lower_priority, less_specific } => {
            lookup.matched(walk, packet, winner, &lower_priority, &less_specific)
        }
    }
}

/// Which table is asked, for which subnet, and for which NAT gateway in it.
struct Asked<'a> {
    table: &'a EffectiveTable,
    subnet: &'a SubnetNode,
    nat: Option<&'a NatNode>,
}

impl<'a> Asked<'a> {
    fn decision(
        &self,
        route: Option<&EffectiveRoute>,
        outcome: Outcome,
        mut book: Vec<&'static str>,
        text: String,
    ) -> Decision {
        if matches!(self.subnet.route_table, Source::Default(_) | Source::Implicit) {
            book.push("R-RT-15");
        }
        let implicit = self.table.id.is_none() || route.is_some_and(|route| !route.is_written());
        Decision::new(table_resource(self.table), outcome, book, text)
            .with_row(route.and_then(|route| route.row.as_ref()))
            .implicit(implicit)
    }

    fn matched(
        &self,
        walk: &mut Walk<'a>,
        packet: &mut Packet<'a>,
        winner: &'a EffectiveRoute,
        lower_priority: &[&'a EffectiveRoute],
        less_specific: &[&'a EffectiveRoute],
    ) -> Option<NextHop<'a>> {
        let preferred = self.preferred(walk, winner, lower_priority)?;
        let (winner, lower_priority) = (preferred.winner, preferred.losers.as_slice());
        let mut book = self.book(walk, packet, winner, lower_priority, less_specific);
        if preferred.is_doubtful {
            book.extend(["R-RT-34", "R-FLOW-10"]);
        }
        match &winner.target {
            Target::Blackhole { id, why } => return self.blackhole(walk, packet, winner, id, *why, book),
            Target::None => return self.no_target(walk, packet, winner, book),
            Target::Local if !self.is_in_vpc(walk.world, packet) => {
                return self.local_outside(walk, packet, winner, book);
            }
            Target::NatGateway(id) if self.nat.is_some_and(|nat| nat.id == *id) => {
                return self.blame_loop(walk, packet);
            }
            Target::NetworkInterface(id) if is_stopped(walk.world, id) => {
                return self.blackhole(walk, packet, winner, id, Blackhole::InstanceNotRunning, book);
            }
            _ => {}
        }
        let next_hop = next_hop(walk.world, &self.table.vpc, &winner.target)?;
        if let NextHop::Peering(peering) = next_hop
            && self.leads_astray(walk, packet, peering.other_side(self.table.vpc.as_str())?)
        {
            return self.ambiguous_return(walk, packet, winner, book);
        }
        if let NextHop::TransitGateway(_, attachment) = next_hop {
            if !walk.world.network.serves_zone(attachment, self.subnet) {
                return Some(self.zone_restriction(walk, packet, winner, next_hop, attachment));
            }
            if !attachment.subnets.contains(&self.subnet.id) {
                book.push("R-TGW-6");
            }
        }
        if self.nat.is_none() && packet.hub_subnet == Some(&self.subnet.id) {
            book.push("R-TGW-7");
        }
        self.note_losers(walk, winner, lower_priority, less_specific);
        let text = format!(
            "{} sends {} to {}",
            table_name(walk.world, self.table),
            shown(winner),
            target_name(walk.world, winner)
        );
        let decision = self.decision(Some(winner), Outcome::Route, book, text);
        walk.pass(At::component(&self.subnet.id), HopKind::Route, &packet.header, decision);
        if winner.placeholder && walk.service.is_none() {
            book::placeholder_note(walk, winner);
        }
        Some(next_hop)
    }

    fn is_in_vpc(&self, world: World<'_>, packet: &Packet<'_>) -> bool {
        world.vpc(Some(&self.table.vpc)).is_some_and(|vpc| vpc.contains(packet.header.destination))
    }

    /// Whether a reply would go to another VPC than the request came from, which has a block with the same addresses
    /// (R-PEER-14). Where it has none, the connection does not carry the reply (R-PEER-8).
    fn leads_astray(&self, walk: &Walk<'a>, packet: &Packet<'a>, to: &PeeringSide) -> bool {
        let crossing = walk.session.crossings.last();
        let destination = packet.header.destination;
        walk.is_return()
            && to.cidrs.iter().any(|cidr| cidr.contains(&destination))
            && crossing.is_some_and(|crossing| {
                crossing.from.contains(destination)
                    && to.vpc.as_ref().is_some_and(|to| *to != crossing.from.id)
                    && crossing.from.id != self.table.vpc
            })
    }
}

/// A transit gateway, by the attachment of this VPC.
pub(in crate::simulate) fn hub<'a>(
    world: World<'a>,
    vpc: &ResourceId,
    id: &ResourceId,
) -> Option<NextHop<'a>> {
    let gateway = world.network.transit_gateways.get(id)?;
    let attachment = world.network.attachment_of(vpc.as_str(), id.as_str())?;
    Some(NextHop::TransitGateway(gateway, attachment))
}

fn is_stopped(world: World<'_>, interface: &ResourceId) -> bool {
    world.network.interfaces.get(interface).is_some_and(|node| !world.runs(node))
}

/// The destination of a route as its table shows it.
fn shown(route: &EffectiveRoute) -> String {
    match &route.prefix_list {
        Some(list) => list.to_string(),
        None => route.destination.to_string(),
    }
}

fn target_name(world: World<'_>, route: &EffectiveRoute) -> String {
    match route.target.id() {
        Some(id) => world.network.display_name(id.as_str()).to_owned(),
        None => "local".to_owned(),
    }
}

/// What takes the packet next; `None` for a target that leads nowhere.
pub(in crate::simulate) fn next_hop<'a>(
    world: World<'a>,
    vpc: &ResourceId,
    target: &'a Target,
) -> Option<NextHop<'a>> {
    Some(match target {
        Target::Local => NextHop::Local,
        Target::InternetGateway(id) => NextHop::InternetGateway(id),
        Target::EgressOnlyInternetGateway(id) => NextHop::EgressOnlyInternetGateway(id),
        Target::NatGateway(id) => NextHop::NatGateway(world.network.nat_gateways.get(id)?),
        Target::NetworkInterface(id) => NextHop::Interface(world.network.interfaces.get(id)?),
        Target::VpcPeeringConnection(id) => NextHop::Peering(world.network.peerings.get(id)?),
        Target::TransitGateway(id) => hub(world, vpc, id)?,
        Target::VpnGateway(id) => NextHop::VpnGateway(world.network.vpn_gateways.get(id)?),
        Target::GatewayEndpoint(id) => NextHop::Endpoint(world.network.endpoints.get(id)?),
        Target::GatewayLoadBalancerEndpoint(id) => {
            NextHop::Inspection(world.network.interface_of_inspection(id)?)
        }
        Target::Unknown(id) => NextHop::Unknown(id),
        Target::Blackhole { .. } | Target::None => return None,
    })
}
