//! A missing route: the right gateway for the destination, and the row that leads to it.

use super::{free_id, free_row, hub, other_table, row_path, tunnel_route, way_out};
use crate::change::{Change, Fix};
use crate::model::reserved::GatewayService;
use crate::model::{ResourceId, Route, RouteTable, RowId};
use crate::net::{CidrBlock, Family, well_known};
use crate::routing::propagation::learned;
use crate::routing::{EffectiveTable, Lookup};
use crate::simulate::packet::Packet;
use crate::simulate::place::NextHop;
use crate::simulate::stage;
use crate::simulate::walk::Walk;
use crate::simulate::world::World;
use crate::topology::{NatNode, PeeringNode, SubnetNode, VpcNode, VpnGatewayNode};
use ipnet::IpNet;
use std::collections::BTreeMap;

/// Where a route is missing: the subnet that a packet leaves, its table and its VPC; and the NAT gateway that sends it, if
/// one does.
#[derive(Clone, Copy)]
pub(in crate::simulate) struct Gap<'a> {
    pub(in crate::simulate) table: &'a EffectiveTable,
    pub(in crate::simulate) subnet: &'a SubnetNode,
    pub(in crate::simulate) vpc: &'a VpcNode,
    pub(in crate::simulate) nat: Option<&'a NatNode>,
}

/// A route that would lead on: where to, and the edit that makes it.
pub(in crate::simulate) struct Proposal<'a> {
    pub(in crate::simulate) next_hop: NextHop<'a>,
    /// The edit; `None` where no single one helps, although the way is known.
    pub(in crate::simulate) fix: Option<Fix>,
    /// The field and id of the target, for a row that is changed instead of added.
    pub(in crate::simulate) target: (&'static str, &'a ResourceId),
    /// What the edit does.
    pub(in crate::simulate) way: Way,
}

/// What an edit does for a missing route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::simulate) enum Way {
    /// It adds a row, with which all is done.
    Row,
    /// It adds a row, and the sender has no public address yet.
    NeedsPublicAddress,
    /// It gives the subnet another table.
    OtherTable,
    /// It makes the target as well.
    New,
}

impl<'a> Proposal<'a> {
    pub(super) fn new(
        next_hop: NextHop<'a>,
        fix: Option<Fix>,
        target: (&'static str, &'a ResourceId),
    ) -> Self {
        Self { next_hop, fix, target, way: Way::Row }
    }

    pub(super) fn without_fix(self) -> Self {
        Self { fix: None, ..self }
    }
}

/// The gateway by which the packet could leave: a table that was made for it, a peering connection to the VPC that has the
/// address, a transit gateway, a virtual private gateway, else the way to the internet.
pub(in crate::simulate) fn propose<'a>(
    walk: &Walk<'a>,
    packet: &Packet<'a>,
    gap: Gap<'a>,
) -> Option<Proposal<'a>> {
    let world = walk.world;
    let destination = packet.header.destination;
    if let Some(proposal) = other_table::unused(walk, packet, gap) {
        return Some(proposal);
    }
    if let Some(proposal) = endpoint_of(walk, packet, gap.table, gap.vpc) {
        return Some(proposal);
    }
    if let Some((next_hop, gateway, block)) = tunnel_route::end_of(walk, packet, gap.vpc) {
        return Some(row(world, gap, next_hop, "transitGatewayId", gateway, block));
    }
    if let Some(proposal) = hub::known_appliance(walk, packet, gap) {
        return Some(proposal);
    }
    if let Some((peering, block)) = peering_to(walk, gap.vpc, destination) {
        return Some(row(
            world,
            gap,
            NextHop::Peering(peering),
            "vpcPeeringConnectionId",
            &peering.id,
            block,
        ));
    }
    if let Some(proposal) = hub::propose(walk, packet, gap) {
        return Some(proposal);
    }
    if let Some((gateway, block)) = vpn_gateway_to(walk, gap.vpc, destination) {
        let in_the_way = stage::gateway_route::in_the_way(walk, packet, gap.vpc, &gateway.id);
        let through =
            in_the_way.and_then(|middlebox| way_out::by_middlebox(world, packet, gap, middlebox, block));
        if through.is_some() {
            return through;
        }
        let proposal = row(world, gap, NextHop::VpnGateway(gateway), "gatewayId", &gateway.id, block);
        return Some(if is_there(gateway) { proposal } else { proposal.without_fix() });
    }
    if !well_known::is_public(destination) && !walk.session.assumed_public.contains(&destination) {
        return None;
    }
    way_out::propose(walk, packet, gap)
}

/// The edit for a packet that another route takes: a row for a block as wide as the one of that route, or wider, would win
/// nothing (R-RT-1). To a peering connection a narrower one leads.
pub(in crate::simulate) fn that_wins<'a>(walk: &Walk<'a>, packet: &Packet<'a>, gap: Gap<'a>) -> Option<Fix> {
    let Proposal { next_hop, fix, .. } = propose(walk, packet, gap)?;
    let Lookup::Route { winner, .. } = gap.table.look_up(packet.header.destination) else { return fix };
    let loses = |change: &Change| match change {
        Change::Set { id, to, .. } if Some(id) == gap.table.id.as_ref() => {
            let block = to.get("destinationCidrBlock").and_then(serde_json::Value::as_str);
            let net = block.and_then(|block| block.parse::<IpNet>().ok());
            net.is_some_and(|net| net.prefix_len() <= winner.destination.prefix_len())
        }
        _ => false,
    };
    match next_hop {
        _ if !fix.as_ref()?.changes.iter().any(loses) => fix,
        NextHop::Peering(peering) => narrower(walk.world, packet, gap.table, peering, winner.destination),
        _ => None,
    }
}

/// The gateway endpoint of the VPC that leads to the service, if the table were associated with it (R-GWE-5).
fn endpoint_of<'a>(
    walk: &Walk<'a>,
    packet: &Packet<'a>,
    table: &EffectiveTable,
    vpc: &'a VpcNode,
) -> Option<Proposal<'a>> {
    let (service, region) = walk.service.as_ref().filter(|_| !walk.is_return())?;
    let fits = packet.header.family == Family::Ipv4 || *service == GatewayService::DynamoDb;
    let endpoints = vpc.endpoints.iter().filter_map(|id| walk.world.network.endpoints.get(id));
    let endpoint = endpoints.filter(|_| fits).find(|endpoint| {
        let leads_there =
            endpoint.service.as_ref().is_some_and(|(of, place)| of == service && place == region);
        endpoint.is_gateway && leads_there
    })?;
    let id = table.id.as_ref().filter(|id| !endpoint.route_tables.contains(id))?;
    let document = &walk.world.network.document;
    let written = document.vpc_endpoint(endpoint.id.as_str())?.route_table_ids.len();
    let change = if written == 0 {
        Change::set(&endpoint.id, "/routeTableIds", vec![id.as_str()])
    } else {
        Change::set(&endpoint.id, &format!("/routeTableIds/{written}"), id.as_str())
    };
    let title = format!(
        "Associate {} with {}",
        document.display_name(endpoint.id.as_str()),
        document.display_name(id.as_str())
    );
    let fix = Fix { title, changes: vec![change] };
    let proposal = Proposal::new(NextHop::Endpoint(endpoint), Some(fix), ("vpcEndpointId", &endpoint.id));
    Some(Proposal { way: Way::OtherTable, ..proposal })
}

/// A peering connection of the VPC whose other side has the address; for replies first the one that the request came by.
fn peering_to<'a>(
    walk: &Walk<'a>,
    vpc: &'a VpcNode,
    destination: std::net::IpAddr,
) -> Option<(&'a PeeringNode, IpNet)> {
    let block = |peering: &'a PeeringNode| {
        let side = peering.other_side(vpc.id.as_str())?;
        if !walk.may_be_in(side.vpc.as_ref(), destination) {
            return None;
        }
        side.cidrs.iter().find(|cidr| cidr.contains(&destination)).map(|cidr| (peering, *cidr))
    };
    let crossed = walk
        .session
        .crossings
        .iter()
        .rev()
        .filter(|_| walk.is_return())
        .find_map(|crossing| block(crossing.peering));
    let peerings = || vpc.peerings.iter().filter_map(|id| walk.world.network.peerings.get(id));
    crossed
        .or_else(|| peerings().filter(|peering| peering.is_active()).find_map(block))
        .or_else(|| peerings().find_map(block))
}

/// A virtual private gateway of the VPC that knows a site with the address. The internet is not asked for there, unless
/// the request came from it that way.
fn vpn_gateway_to<'a>(
    walk: &Walk<'a>,
    vpc: &'a VpcNode,
    destination: std::net::IpAddr,
) -> Option<(&'a VpnGatewayNode, IpNet)> {
    let came_in = walk.session.came_in_by_vpn.filter(|_| walk.is_return());
    let came_in = came_in.filter(|(_, by)| by.id == vpc.id).map(|(gateway, _)| gateway);
    if destination.is_ipv6() || well_known::is_public(destination) && came_in.is_none() {
        return None;
    }
    let own = vpc.vpn_gateways.iter().filter_map(|id| walk.world.network.vpn_gateways.get(id));
    let known = came_in.into_iter().chain(own).filter_map(|gateway| {
        let known = learned(walk.world.network, gateway.id.as_str());
        let holding = known.into_iter().filter(|net| net.contains(&destination));
        holding.max_by_key(IpNet::prefix_len).map(|net| (gateway, net))
    });
    let mut known = known.peekable();
    let first = known.peek().copied();
    known.find(|(gateway, _)| is_there(gateway)).or(first)
}

/// Whether AWS has not taken it away.
fn is_there(gateway: &VpnGatewayNode) -> bool {
    !matches!(gateway.state.as_str(), "deleting" | "deleted")
}

/// A row of the table that leads there; without an edit where the table has that very row, and what it leads to is lost.
pub(super) fn row<'a>(
    world: World<'_>,
    gap: Gap<'_>,
    next_hop: NextHop<'a>,
    field: &'static str,
    target: &'a ResourceId,
    block: IpNet,
) -> Proposal<'a> {
    let fix = add(world, gap.table, field, target, block);
    Proposal::new(next_hop, fix, (field, target))
}

/// Adds a row to a table; where the table has one for that block, leads it there instead, for a table takes a destination
/// once (R-RT-24). Where AWS's own main table is not drawn, draws it with the row.
pub(super) fn add(
    world: World<'_>,
    table: &EffectiveTable,
    field: &'static str,
    target: &ResourceId,
    block: IpNet,
) -> Option<Fix> {
    let document = &world.network.document;
    let mut route = to(field, target)?;
    for_block(&mut route, block);
    let title = format!("Add route {block} to {}", name_of_target(world, target));
    let change = if let Some(id) = &table.id {
        let routes = &document.route_table(id.as_str())?.routes;
        if let Some((row, written)) = routes.iter().find(|(_, written)| is_for(written, block)) {
            return super::blackhole::lead_to(world, (id, row, written), block, (field, target));
        }
        Change::set(id, &row_path("routes", &free_row(routes, "r")), serde_json::to_value(&route).ok()?)
    } else {
        let routes = BTreeMap::from([(RowId::new("r1"), route)]);
        let vpc_id = Some(table.vpc.clone());
        Change::add(free_id(world, "rtb"), RouteTable { vpc_id, main: true, routes, ..RouteTable::default() })
    };
    Some(Fix { title, changes: vec![change] })
}

/// How people call the target of a route: an interface is called as what it belongs to.
pub(super) fn name_of_target<'a>(world: World<'a>, target: &'a ResourceId) -> &'a str {
    let component = world.network.interfaces.get(target).map(crate::topology::InterfaceNode::component);
    world.network.display_name(component.unwrap_or(target).as_str())
}

/// A route that leads there, and says nothing yet of what it is for.
pub(super) fn to(field: &str, target: &ResourceId) -> Option<Route> {
    let mut route = Route::default();
    let slot = match field {
        "gatewayId" => &mut route.gateway_id,
        "natGatewayId" => &mut route.nat_gateway_id,
        "networkInterfaceId" => &mut route.network_interface_id,
        "vpcPeeringConnectionId" => &mut route.vpc_peering_connection_id,
        "transitGatewayId" => &mut route.transit_gateway_id,
        "egressOnlyInternetGatewayId" => &mut route.egress_only_internet_gateway_id,
        _ => return None,
    };
    *slot = Some(target.clone());
    Some(route)
}

/// Says what a route is for.
pub(super) fn for_block(route: &mut Route, block: IpNet) {
    match block {
        IpNet::V4(_) => route.destination_cidr_block = Some(CidrBlock::from(block)),
        IpNet::V6(_) => route.destination_ipv6_cidr_block = Some(CidrBlock::from(block)),
    }
}

/// Whether a row is written for exactly this block.
fn is_for(route: &Route, block: IpNet) -> bool {
    let written = [&route.destination_cidr_block, &route.destination_ipv6_cidr_block];
    written.into_iter().flatten().any(|cidr| cidr.net() == Some(block.trunc()))
}

/// Adds a route to a peering connection that is narrower than the one that won: for the subnet that holds the packet's
/// destination, or for that address alone (R-PEER-14).
pub(in crate::simulate) fn narrower(
    world: World<'_>,
    packet: &Packet<'_>,
    table: &EffectiveTable,
    peering: &PeeringNode,
    winner: IpNet,
) -> Option<Fix> {
    let vpc = world.vpc(peering.other_side(table.vpc.as_str())?.vpc.as_ref())?;
    let destination = packet.header.destination;
    let (subnet, _) = world.receiver(vpc, destination)?;
    let block = [subnet.cidr, subnet.ipv6_cidr, Some(IpNet::from(destination))]
        .into_iter()
        .flatten()
        .find(|cidr| cidr.contains(&destination) && cidr.prefix_len() > winner.prefix_len())?;
    add(world, table, "vpcPeeringConnectionId", &peering.id, block)
}
