//! The way to the internet: the appliance that a gateway's table names, a NAT gateway for hosts without a public address,
//! an internet gateway for the others.

use super::gateway_route;
use super::other_table;
use super::route::{Gap, Proposal, Way, add, row};
use super::{free_id, public_address};
use crate::change::{Change, Fix};
use crate::model::{EgressOnlyInternetGateway, ElasticIp, NatGateway};
use crate::net::{Address, Family, well_known};
use crate::routing::{EffectiveRoute, Lookup, Target};
use crate::simulate::device::nat64;
use crate::simulate::device::network_firewall::symmetry::FirewallFlow;
use crate::simulate::packet::Packet;
use crate::simulate::place::NextHop;
use crate::simulate::stage;
use crate::simulate::walk::Walk;
use crate::simulate::world::{Receiver, World};
use crate::topology::{InterfaceNode, NatNode, SubnetNode};
use ipnet::IpNet;
use std::net::IpAddr;

/// What leads to the internet from there.
pub(super) fn propose<'a>(walk: &Walk<'a>, packet: &Packet<'a>, gap: Gap<'a>) -> Option<Proposal<'a>> {
    if nat64::is_for(&packet.header) {
        // The NAT gateway sends IPv4, which this route does not send back.
        let nat = nat_of(walk.world, packet, gap, |_| true)?;
        return Some(row(
            walk.world,
            gap,
            NextHop::NatGateway(nat),
            "natGatewayId",
            &nat.id,
            well_known::NAT64,
        ));
    }
    let gateway = gap.vpc.internet_gateways.first();
    let in_the_way = gateway.and_then(|id| stage::gateway_route::in_the_way(walk, packet, gap.vpc, id));
    if let Some(middlebox) = in_the_way {
        let block = other_table::anywhere(packet.header.family);
        return by_middlebox(walk.world, packet, gap, middlebox, block);
    }
    let proposal = match packet.header.family {
        Family::Ipv4 => out_ipv4(walk, packet, gap),
        Family::Ipv6 => out_ipv6(walk, gap),
    };
    // Whoever has no public address is reached by no function outside of the VPC, so that nothing is opened for the reply.
    let is_never_asked =
        walk.session.is_from_function && walk.session.assumed_public.contains(&packet.header.source);
    let is_no_help = is_never_asked
        || leads_around_firewall(walk, packet, gap)
        || is_behind_no_gateway(walk.world, packet);
    if is_no_help { proposal.map(Proposal::without_fix) } else { proposal }
}

/// Whether the destination is an address of a drawn VPC that the internet does not reach: no way out of this one helps.
fn is_behind_no_gateway(world: World<'_>, packet: &Packet<'_>) -> bool {
    let around = world.vpc_around(packet.header.destination);
    packet.header.family == Family::Ipv6 && around.is_some_and(|vpc| vpc.internet_gateways.is_empty())
}

/// Whether a firewall waits for the reply, and the way out leads around it: the reply would be lost there (R-NFW-2). What the
/// NAT gateway of the subnet sends on may come back to the firewall by the table of the subnet.
fn leads_around_firewall(walk: &Walk<'_>, packet: &Packet<'_>, gap: Gap<'_>) -> bool {
    let flows = || walk.session.firewalls.iter();
    if !flows().any(FirewallFlow::waits) {
        return false;
    }
    if gap.nat.is_none() {
        return walk.is_return();
    }
    let sender = walk.session.sender.and_then(|sender| sender.first_address(packet.header.family));
    let back = sender.map(|address| gap.table.look_up(address));
    let Some(Lookup::Route { winner, .. }) = back else { return true };
    !matches!(&winner.target, Target::GatewayLoadBalancerEndpoint(id) if flows().any(|flow| flow.waits_at(id)))
}

/// What comes in for the subnet passes an appliance, so what leaves has to (R-EDGE-9).
pub(super) fn by_middlebox<'a>(
    world: World<'a>,
    packet: &Packet<'a>,
    gap: Gap<'a>,
    middlebox: &'a InterfaceNode,
    block: IpNet,
) -> Option<Proposal<'a>> {
    let target = gateway_route::target_of(world, middlebox);
    let is_endpoint = world.inspection(middlebox).is_some();
    let next_hop = if is_endpoint { NextHop::Inspection(middlebox) } else { NextHop::Interface(middlebox) };
    let own = middlebox.subnet.as_ref();
    if own == Some(&gap.subnet.id) || gateway_route::leads_back(world, packet, gap.table, middlebox) {
        return None;
    }
    // By the same table the middlebox would send to itself.
    if other_table::users(world, gap).any(|subnet| Some(&subnet.id) == own) {
        let fix = other_table::own(world, gap, target.0, target.1, block)?;
        return Some(Proposal { way: Way::OtherTable, ..Proposal::new(next_hop, Some(fix), target) });
    }
    Some(row(world, gap, next_hop, target.0, target.1, block))
}

/// Whether the internet could answer the packet's sender: it has a public address, it is a public NAT gateway, or the
/// internet asked it.
pub(super) fn is_public<'a>(walk: &Walk<'a>, packet: &Packet<'a>, gap: Gap<'a>) -> bool {
    let source = packet.header.source;
    let has_public_address = || match walk.world.receiver(gap.vpc, source) {
        Some((_, Receiver::Interface(node))) => {
            packet.header.family == Family::Ipv6
                || node.address(source).is_some_and(|entry| entry.public.is_some())
        }
        _ => packet.header.family == Family::Ipv6,
    };
    gap.nat.is_some_and(|nat| nat.is_public)
        || walk.is_return() && walk.session.came_in_by_gateway == Some(&gap.vpc.id)
        || has_public_address()
}

fn out_ipv4<'a>(walk: &Walk<'a>, packet: &Packet<'a>, gap: Gap<'a>) -> Option<Proposal<'a>> {
    let world = walk.world;
    if is_public(walk, packet, gap) {
        return by_gateway(world, gap, well_known::ANY_IPV4);
    }
    if gap.nat.is_some() {
        // A private NAT gateway has no way to the internet (R-NAT-16).
        return by_gateway(world, gap, well_known::ANY_IPV4).map(Proposal::without_fix);
    }
    // A NAT gateway whose subnet goes by the same table would send to itself (R-NAT-20).
    let is_apart =
        |nat: &NatNode| !other_table::users(world, gap).any(|of| nat.subnet.as_ref() == Some(&of.id));
    let way = |nat: &'a NatNode| (NextHop::NatGateway(nat), ("natGatewayId", &nat.id));
    if let Some(nat) = nat_of(world, packet, gap, is_apart) {
        let (next_hop, (field, id)) = way(nat);
        let proposal = row(world, gap, next_hop, field, id, well_known::ANY_IPV4);
        return Some(if sends_reply_back(walk, packet, gap) { proposal.without_fix() } else { proposal });
    }
    if let Some(nat) = nat_of(world, packet, gap, |nat| nat.subnet.as_ref() != Some(&gap.subnet.id)) {
        let (next_hop, target) = way(nat);
        let fix = other_table::own(world, gap, target.0, target.1, well_known::ANY_IPV4)?;
        return Some(Proposal { way: Way::OtherTable, ..Proposal::new(next_hop, Some(fix), target) });
    }
    let proposal = by_gateway(world, gap, well_known::ANY_IPV4)?;
    if let Some(fix) = by_new_nat(world, packet, gap) {
        return Some(Proposal { fix: Some(fix), way: Way::New, ..proposal });
    }
    let owner = world.receiver(gap.vpc, packet.header.source);
    let is_service = matches!(owner, Some((_, Receiver::Interface(node))) if node.service.is_some());
    // AWS gives the interfaces of its services no Elastic IP, so that a route alone never helps (R-LAM-1).
    let proposal = if is_service { proposal.without_fix() } else { proposal };
    Some(Proposal { way: Way::NeedsPublicAddress, ..proposal })
}

/// Whether a host of the subnet passed the packet on for a sender in another network, to which its table has no route: with
/// nothing but a way out it would send the reply to the NAT gateway again.
fn sends_reply_back<'a>(walk: &Walk<'a>, packet: &Packet<'a>, gap: Gap<'a>) -> bool {
    let source = packet.header.source;
    let mut hosts = gap.subnet.interfaces.iter().filter_map(|id| walk.world.network.interfaces.get(id));
    !gap.vpc.contains(source)
        && gap.table.look_up(source) == Lookup::None
        && hosts.any(|host| walk.has_passed(host.component(), source))
}

/// By the internet gateway of the VPC; where the table serves others too, the subnet gets another table.
fn by_gateway<'a>(world: World<'a>, gap: Gap<'a>, block: ipnet::IpNet) -> Option<Proposal<'a>> {
    let gateway = gap.vpc.internet_gateways.first()?;
    let next_hop = NextHop::InternetGateway(gateway);
    if other_table::opens_others(world, gap) {
        let fix = other_table::to_gateway(world, gap, gateway, block)?;
        let proposal = Proposal::new(next_hop, Some(fix), ("gatewayId", gateway));
        return Some(Proposal { way: Way::OtherTable, ..proposal });
    }
    Some(row(world, gap, next_hop, "gatewayId", gateway, block))
}

fn out_ipv6<'a>(walk: &Walk<'a>, gap: Gap<'a>) -> Option<Proposal<'a>> {
    let world = walk.world;
    let came_in = walk.is_return() && walk.session.came_in_by_gateway == Some(&gap.vpc.id);
    let egress_only = gap.vpc.egress_only_internet_gateways.first().filter(|_| !came_in);
    if let Some(id) = egress_only {
        let next_hop = NextHop::EgressOnlyInternetGateway(id);
        return Some(row(world, gap, next_hop, "egressOnlyInternetGatewayId", id, well_known::ANY_IPV6));
    }
    let proposal = by_gateway(world, gap, well_known::ANY_IPV6)?;
    // Who only asks needs no way in: a private subnet stays closed from outside.
    let is_open = |route: &EffectiveRoute| matches!(route.target, Target::InternetGateway(_));
    if !walk.is_return() && !gap.table.routes.iter().any(is_open) {
        let fix = by_new_egress_only(world, gap)?;
        return Some(Proposal { fix: Some(fix), way: Way::New, ..proposal });
    }
    Some(proposal)
}

/// A new egress-only internet gateway, and the route to it.
fn by_new_egress_only(world: World<'_>, gap: Gap<'_>) -> Option<Fix> {
    let id = free_id(world, "eigw");
    let vpc_id = Some(gap.vpc.id.clone());
    let gateway = EgressOnlyInternetGateway { vpc_id, ..EgressOnlyInternetGateway::default() };
    let route = add(world, gap.table, "egressOnlyInternetGatewayId", &id, well_known::ANY_IPV6)?;
    let mut changes = vec![Change::add(id, gateway)];
    changes.extend(route.changes);
    let title = format!("Add route {} to a new egress-only internet gateway", well_known::ANY_IPV6);
    Some(Fix { title, changes })
}

/// A new NAT gateway in a public subnet, with an Elastic IP, and the route to it: for a host without a public address, in
/// a VPC that keeps such hosts apart. `None` where no other table leads to the internet gateway.
fn by_new_nat(world: World<'_>, packet: &Packet<'_>, gap: Gap<'_>) -> Option<Fix> {
    let is_public = |subnet: &&SubnetNode| {
        let table = world.routed.table_of(subnet).filter(|table| table.id != gap.table.id);
        let leads_out = |route: &EffectiveRoute| {
            route.destination == well_known::ANY_IPV4 && matches!(route.target, Target::InternetGateway(_))
        };
        subnet.cidr.is_some() && table.is_some_and(|table| table.routes.iter().any(leads_out))
    };
    let subnets = || gap.vpc.subnets.iter().filter_map(|id| world.network.subnets.get(id)).filter(is_public);
    let near = subnets().find(|subnet| subnet.zone.as_deref() == packet.zone);
    let place = near.or_else(|| subnets().next())?;
    let (nat_id, eip_id) = (free_id(world, "nat"), free_id(world, "eipalloc"));
    let public_ip = Some(Address::from(IpAddr::V4(public_address::free_address(world)?)));
    let elastic = ElasticIp { public_ip, nat_gateway_id: Some(nat_id.clone()), ..ElasticIp::default() };
    let nat = NatGateway { subnet_id: Some(place.id.clone()), ..NatGateway::default() };
    let route = add(world, gap.table, "natGatewayId", &nat_id, well_known::ANY_IPV4)?;
    let mut changes = vec![Change::add(nat_id, nat), Change::add(eip_id, elastic)];
    changes.extend(route.changes);
    let place = world.network.display_name(place.id.as_str());
    let title = format!("Add route {} to a new NAT gateway in {place}", well_known::ANY_IPV4);
    Some(Fix { title, changes })
}

/// A NAT gateway that is up and wanted: in the packet's own zone if there is one, else a regional one, else any.
fn nat_of<'a>(
    world: World<'a>,
    packet: &Packet<'_>,
    gap: Gap<'a>,
    is_wanted: impl Fn(&NatNode) -> bool,
) -> Option<&'a NatNode> {
    let is_up = |nat: &&NatNode| nat.is_public && nat.state == "available" && is_wanted(nat);
    let zonal = || {
        gap.vpc
            .subnets
            .iter()
            .filter_map(|id| world.network.subnets.get(id))
            .flat_map(|subnet| subnet.nat_gateways.iter().map(move |id| (subnet, id)))
            .filter_map(|(subnet, id)| Some((subnet, world.network.nat_gateways.get(id)?)))
            .filter(|(_, nat)| is_up(nat))
    };
    let regional = || {
        let of_vpc = |nat: &&NatNode| nat.regional.is_some() && nat.vpc.as_ref() == Some(&gap.vpc.id);
        world.network.nat_gateways.values().filter(of_vpc).find(is_up)
    };
    let near = zonal().find(|(subnet, _)| subnet.zone.as_deref() == packet.zone).map(|(_, nat)| nat);
    near.or_else(regional).or_else(|| zonal().next().map(|(_, nat)| nat))
}
