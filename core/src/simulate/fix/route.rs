//! A missing route: the right gateway for the destination, and the row that leads to it.

use super::{free_id, free_row, public_table, row_path};
use crate::change::{Change, Fix};
use crate::model::reserved::GatewayService;
use crate::model::{EgressOnlyInternetGateway, ResourceId, Route, RouteTable, RowId};
use crate::net::{CidrBlock, Family, well_known};
use crate::routing::propagation::learned;
use crate::routing::{EffectiveRoute, EffectiveTable, Target};
use crate::simulate::device::nat64;
use crate::simulate::packet::Packet;
use crate::simulate::place::NextHop;
use crate::simulate::walk::Walk;
use crate::simulate::world::World;
use crate::topology::{NatNode, PeeringNode, VpcNode, VpnGatewayNode};
use ipnet::IpNet;
use std::collections::BTreeMap;

/// A route that would lead on: where to, and the edit that adds it.
pub(in crate::simulate) struct Proposal<'a> {
    pub(in crate::simulate) next_hop: NextHop<'a>,
    pub(in crate::simulate) fix: Fix,
    /// The field and id of the target, for a row that is changed instead of added.
    pub(in crate::simulate) target: (&'static str, &'a ResourceId),
}

/// The gateway by which the packet could leave: a peering connection to the VPC that has the address, the way that a
/// reply's request came by, a NAT gateway for hosts without a public address, an internet gateway for the others.
pub(in crate::simulate) fn propose<'a>(
    walk: &Walk<'a>,
    packet: &Packet<'a>,
    table: &EffectiveTable,
    nat: Option<&'a NatNode>,
) -> Option<Proposal<'a>> {
    let world = walk.world;
    let vpc = world.vpc(Some(&table.vpc))?;
    let destination = packet.header.destination;
    if let Some(proposal) = endpoint_of(walk, packet, table, vpc) {
        return Some(proposal);
    }
    if let Some((peering, block)) = peering_to(walk, vpc, destination) {
        return proposal(
            world,
            table,
            NextHop::Peering(peering),
            "vpcPeeringConnectionId",
            &peering.id,
            block,
        );
    }
    if let Some((next_hop, gateway, block)) = hub_to(walk, vpc, destination) {
        return proposal(world, table, next_hop, "transitGatewayId", gateway, block);
    }
    if let Some((gateway, block)) = vpn_gateway_to(walk, vpc, destination) {
        return proposal(world, table, NextHop::VpnGateway(gateway), "gatewayId", &gateway.id, block);
    }
    if !well_known::is_public(destination) && !walk.session.assumed_public.contains(&destination) {
        return None;
    }
    match packet.header.family {
        Family::Ipv4 => out_ipv4(walk, packet, table, vpc, nat),
        Family::Ipv6 if nat64::is_for(&packet.header) => {
            let nat = nat_of(world, packet, vpc)?;
            proposal(world, table, NextHop::NatGateway(nat), "natGatewayId", &nat.id, well_known::NAT64)
        }
        Family::Ipv6 => out_ipv6(walk, table, vpc),
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
    Some(Proposal {
        next_hop: NextHop::Endpoint(endpoint),
        fix: Fix { title, changes: vec![change] },
        target: ("vpcEndpointId", &endpoint.id),
    })
}

fn out_ipv4<'a>(
    walk: &Walk<'a>,
    packet: &Packet<'a>,
    table: &EffectiveTable,
    vpc: &'a VpcNode,
    nat: Option<&'a NatNode>,
) -> Option<Proposal<'a>> {
    let world = walk.world;
    let gateway = vpc.internet_gateways.first();
    let via_gateway = |gateway: &'a ResourceId| {
        proposal(world, table, NextHop::InternetGateway(gateway), "gatewayId", gateway, well_known::ANY_IPV4)
    };
    if let (Some(nat), Some(gateway)) = (nat, gateway)
        && let Some(proposal) = public_table::propose(world, table, nat, vpc, gateway)
    {
        return Some(proposal);
    }
    let came_in = walk.is_return() && walk.session.came_in_by_gateway == Some(&vpc.id);
    if nat.is_some() || came_in || has_public_address(world, packet, vpc) {
        return via_gateway(gateway?);
    }
    match nat_of(world, packet, vpc) {
        Some(nat) => {
            proposal(world, table, NextHop::NatGateway(nat), "natGatewayId", &nat.id, well_known::ANY_IPV4)
        }
        None => via_gateway(gateway?),
    }
}

fn out_ipv6<'a>(walk: &Walk<'a>, table: &EffectiveTable, vpc: &'a VpcNode) -> Option<Proposal<'a>> {
    let came_in = walk.is_return() && walk.session.came_in_by_gateway == Some(&vpc.id);
    let egress_only = vpc.egress_only_internet_gateways.first().filter(|_| !came_in);
    if let Some(id) = egress_only {
        let next_hop = NextHop::EgressOnlyInternetGateway(id);
        return proposal(
            walk.world,
            table,
            next_hop,
            "egressOnlyInternetGatewayId",
            id,
            well_known::ANY_IPV6,
        );
    }
    let id = vpc.internet_gateways.first()?;
    let mut proposal =
        proposal(walk.world, table, NextHop::InternetGateway(id), "gatewayId", id, well_known::ANY_IPV6)?;
    // Who only asks needs no way in: a private subnet stays closed from outside.
    let is_public = |route: &EffectiveRoute| matches!(route.target, Target::InternetGateway(_));
    if !walk.is_return() && !table.routes.iter().any(is_public) {
        proposal.fix = by_new_egress_only(walk.world, table, vpc)?;
    }
    Some(proposal)
}

/// A new egress-only internet gateway, and the route to it.
fn by_new_egress_only(world: World<'_>, table: &EffectiveTable, vpc: &VpcNode) -> Option<Fix> {
    let id = free_id(world, "eigw");
    let gateway =
        EgressOnlyInternetGateway { vpc_id: Some(vpc.id.clone()), ..EgressOnlyInternetGateway::default() };
    let route = add(world, table, "egressOnlyInternetGatewayId", &id, well_known::ANY_IPV6)?;
    let mut changes = vec![Change::add(id, gateway)];
    changes.extend(route.changes);
    Some(Fix {
        title: format!("Add route {} to a new egress-only internet gateway", well_known::ANY_IPV6),
        changes,
    })
}

fn has_public_address(world: World<'_>, packet: &Packet<'_>, vpc: &VpcNode) -> bool {
    use crate::simulate::world::Receiver;
    match world.receiver(vpc, packet.header.source) {
        Some((_, Receiver::Interface(node))) => {
            node.address(packet.header.source).is_some_and(|entry| entry.public.is_some())
        }
        _ => false,
    }
}

/// A NAT gateway that is up, in the packet's own zone if there is one.
fn nat_of<'a>(world: World<'a>, packet: &Packet<'_>, vpc: &VpcNode) -> Option<&'a NatNode> {
    let up = || {
        vpc.subnets
            .iter()
            .filter_map(|id| world.network.subnets.get(id))
            .flat_map(|subnet| subnet.nat_gateways.iter().map(move |id| (subnet, id)))
            .filter_map(|(subnet, id)| Some((subnet, world.network.nat_gateways.get(id)?)))
            .filter(|(_, nat)| nat.is_public && nat.state == "available")
    };
    up().find(|(subnet, _)| subnet.zone.as_deref() == packet.zone).or_else(|| up().next()).map(|(_, nat)| nat)
}

/// A peering connection of the VPC whose other side has the address; for replies first the one that the request came by.
fn peering_to<'a>(
    walk: &Walk<'a>,
    vpc: &'a VpcNode,
    destination: std::net::IpAddr,
) -> Option<(&'a PeeringNode, IpNet)> {
    let block = |peering: &'a PeeringNode| {
        let side = peering.other_side(vpc.id.as_str())?;
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

/// A transit gateway to which this VPC and the one that has the address are attached, else one with a site that has it.
fn hub_to<'a>(
    walk: &Walk<'a>,
    vpc: &'a VpcNode,
    destination: std::net::IpAddr,
) -> Option<(NextHop<'a>, &'a ResourceId, IpNet)> {
    let network = walk.world.network;
    let to = |is_vpc: bool| {
        let own = vpc.transit_gateway_attachments.iter();
        let own = own.filter_map(|id| network.transit_gateway_attachments.get(id));
        own.filter(|own| own.is_up()).find_map(|own| {
            let gateway = network.transit_gateways.get(own.gateway.as_ref()?).filter(|hub| !hub.is_gone())?;
            let others = gateway.attachments.iter();
            let others = others.filter_map(|id| network.transit_gateway_attachments.get(id));
            let mut others =
                others.filter(|other| other.is_up() && other.id != own.id && other.vpc().is_some() == is_vpc);
            // A site that announces everything is no better way to the internet than a gateway of the VPC.
            let block = |other| network.block_behind(other, destination).filter(|net| net.prefix_len() > 0);
            let block = others.find_map(block)?;
            Some((NextHop::TransitGateway(gateway, own), &gateway.id, block))
        })
    };
    to(true).or_else(|| to(false))
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
    came_in.into_iter().chain(own).find_map(|gateway| {
        let known = learned(walk.world.network, gateway.id.as_str());
        let holding = known.into_iter().filter(|net| net.contains(&destination));
        holding.max_by_key(IpNet::prefix_len).map(|net| (gateway, net))
    })
}

fn proposal<'a>(
    world: World<'_>,
    table: &EffectiveTable,
    next_hop: NextHop<'a>,
    field: &'static str,
    target: &'a ResourceId,
    block: IpNet,
) -> Option<Proposal<'a>> {
    let fix = add(world, table, field, target, block)?;
    Some(Proposal { next_hop, fix, target: (field, target) })
}

/// Adds a row to a table; where AWS's own main table is not drawn, draws it with the row.
fn add(
    world: World<'_>,
    table: &EffectiveTable,
    field: &'static str,
    target: &ResourceId,
    block: IpNet,
) -> Option<Fix> {
    let document = &world.network.document;
    let mut route = Route::default();
    match block {
        IpNet::V4(_) => route.destination_cidr_block = Some(CidrBlock::from(block)),
        IpNet::V6(_) => route.destination_ipv6_cidr_block = Some(CidrBlock::from(block)),
    }
    let slot = match field {
        "gatewayId" => &mut route.gateway_id,
        "natGatewayId" => &mut route.nat_gateway_id,
        "vpcPeeringConnectionId" => &mut route.vpc_peering_connection_id,
        "transitGatewayId" => &mut route.transit_gateway_id,
        "egressOnlyInternetGatewayId" => &mut route.egress_only_internet_gateway_id,
        _ => return None,
    };
    *slot = Some(target.clone());
    let title = format!("Add route {block} to {}", document.display_name(target.as_str()));
    let change = if let Some(id) = &table.id {
        let row = free_row(&document.route_table(id.as_str())?.routes, "r");
        Change::set(id, &row_path("routes", &row), serde_json::to_value(&route).ok()?)
    } else {
        let routes = BTreeMap::from([(RowId::new("r1"), route)]);
        let vpc_id = Some(table.vpc.clone());
        Change::add(free_id(world, "rtb"), RouteTable { vpc_id, main: true, routes, ..RouteTable::default() })
    };
    Some(Fix { title, changes: vec![change] })
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
