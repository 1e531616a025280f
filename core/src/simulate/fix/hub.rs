//! The way over a transit gateway; and, where one brought the packet, the way to the appliance that it was brought for.

use super::route::{Gap, Proposal, row};
use crate::model::ResourceId;
use crate::routing::{HubAssociation, HubTarget, Lookup, Target};
use crate::simulate::packet::Packet;
use crate::simulate::place::NextHop;
use crate::simulate::walk::Walk;
use crate::topology::{InterfaceNode, SubnetNode, TransitGatewayAttachmentNode};
use ipnet::IpNet;

/// A transit gateway to which this VPC and the one that has the address are attached, else one with a site that has it.
pub(super) fn propose<'a>(walk: &Walk<'a>, packet: &Packet<'a>, gap: Gap<'a>) -> Option<Proposal<'a>> {
    let network = walk.world.network;
    let destination = packet.header.destination;
    let to = |is_vpc: bool| {
        let own = gap.vpc.transit_gateway_attachments.iter();
        let own = own.filter_map(|id| network.transit_gateway_attachments.get(id));
        own.filter(|own| own.is_up()).find_map(|own| {
            let gateway = network.transit_gateways.get(own.gateway.as_ref()?).filter(|hub| !hub.is_gone())?;
            let others = gateway.attachments.iter();
            let others = others.filter_map(|id| network.transit_gateway_attachments.get(id));
            let mut others = others.filter(|other| {
                other.is_up()
                    && other.id != own.id
                    && other.vpc().is_some() == is_vpc
                    && walk.may_be_behind(other, destination)
            });
            // A site that announces everything is no better way to the internet than a gateway of the VPC.
            let block = |other| network.block_behind(other, destination).filter(|net| net.prefix_len() > 0);
            let block = others.find_map(block)?;
            Some((gateway, own, block))
        })
    };
    let (gateway, own, block) = to(true).or_else(|| to(false))?;
    if let Some(node) = before_nat(walk, packet, gap, own) {
        return Some(row(walk.world, gap, NextHop::Interface(node), "networkInterfaceId", &node.id, block));
    }
    if may_go(walk, packet, own) {
        let next_hop = NextHop::TransitGateway(gateway, own);
        return Some(row(walk.world, gap, next_hop, "transitGatewayId", &gateway.id, block));
    }
    by_appliance(walk, gap, block)
}

/// The appliance through which the VPC sends what the attachment brings before it comes to the NAT gateway: the reply goes back
/// through it (R-NFW-4).
fn before_nat<'a>(
    walk: &Walk<'a>,
    packet: &Packet<'a>,
    gap: Gap<'a>,
    own: &'a TransitGatewayAttachmentNode,
) -> Option<&'a InterfaceNode> {
    let world = walk.world;
    let mut translated = walk.session.translations.iter();
    if !walk.is_return() || !translated.any(|entry| gap.subnet.nat_gateways.contains(entry.device)) {
        return None;
    }
    let subnets = || own.subnets.iter().filter_map(|id| world.network.subnets.get(id));
    let appliance = |subnet: &'a SubnetNode| {
        let Lookup::Route { winner, .. } = world.routed.table_of(subnet)?.look_up(packet.header.source)
        else {
            return None;
        };
        let Target::NetworkInterface(id) = &winner.target else { return None };
        let node = world.network.interfaces.get(id).filter(|node| world.runs(node))?;
        let of_node = world.routed.table_of(world.subnet(node.subnet.as_ref())?)?;
        (of_node.id != gap.table.id).then_some(node)
    };
    let mut near = subnets().filter(|subnet| subnet.zone == gap.subnet.zone);
    near.find_map(appliance).or_else(|| subnets().find_map(appliance))
}

/// Whether a packet may leave a VPC by this attachment: not where it just came in by it, unless an appliance has seen it
/// and the gateway sends it somewhere else then (R-FLOW-8).
pub(super) fn may_go<'a>(walk: &Walk<'a>, packet: &Packet<'a>, own: &TransitGatewayAttachmentNode) -> bool {
    let came_by = walk.hubs.last().map(|hub| hub.to);
    if came_by.is_none_or(|by| by.id != own.id) {
        return true;
    }
    packet.hub_subnet.is_none() && !comes_back(walk, packet, own)
}

/// Whether the table of an attachment sends what comes by it back through it.
fn comes_back(walk: &Walk<'_>, packet: &Packet<'_>, own: &TransitGatewayAttachmentNode) -> bool {
    let gateway = own.gateway.as_ref().and_then(|id| walk.world.network.transit_gateways.get(id));
    let Some(gateway) = gateway else { return false };
    let HubAssociation::Table(table) = walk.world.routed.hub_table_of(gateway, &own.id) else { return false };
    let found = table.look_up_without(packet.header.destination, &|_| false);
    found.is_some_and(|found| found.winner.target == HubTarget::Attachment(own.id.clone()))
}

/// Whether the packet is where a transit gateway put it into the VPC, before any host there has seen it.
pub(super) fn is_fresh(packet: &Packet<'_>, gap: Gap<'_>) -> bool {
    gap.nat.is_none() && packet.hub_subnet == Some(&gap.subnet.id)
}

/// The appliance to which the tables of the VPC's other subnets send such packets, for one that a transit gateway brought.
pub(super) fn known_appliance<'a>(
    walk: &Walk<'a>,
    packet: &Packet<'a>,
    gap: Gap<'a>,
) -> Option<Proposal<'a>> {
    if !is_fresh(packet, gap) {
        return None;
    }
    let world = walk.world;
    let tables = gap.vpc.route_tables.iter().filter(|id| gap.table.id.as_ref() != Some(id));
    let named = tables.filter_map(|id| {
        let Lookup::Route { winner, .. } = world.routed.tables.get(id)?.look_up(packet.header.destination)
        else {
            return None;
        };
        let Target::NetworkInterface(id) = &winner.target else { return None };
        Some((world.network.interfaces.get(id)?, winner.destination))
    });
    let named: Vec<_> = named.collect();
    let block = named.first().map(|(_, block)| *block)?;
    by_appliance(walk, gap, block)
}

/// A running host of the VPC that forwards, in the packet's zone if there is one: first one that a route of the VPC leads
/// to.
fn by_appliance<'a>(walk: &Walk<'a>, gap: Gap<'a>, block: IpNet) -> Option<Proposal<'a>> {
    let world = walk.world;
    let candidates = || {
        let subnets = gap.vpc.subnets.iter().filter_map(|id| world.network.subnets.get(id));
        let apart = subnets
            .filter(move |subnet| world.routed.table_of(subnet).is_some_and(|of| of.id != gap.table.id));
        let hosts = apart.flat_map(|subnet| subnet.interfaces.iter().map(move |id| (subnet, id)));
        let hosts = hosts.filter_map(|(subnet, id)| Some((subnet, world.network.interfaces.get(id)?)));
        hosts.filter(|(_, node)| {
            !node.source_dest_check && node.service.is_none() && node.instance.is_some() && world.runs(node)
        })
    };
    let is_near = |zone: Option<&str>| zone == gap.subnet.zone.as_deref();
    let is_named = |node: &InterfaceNode| is_target(walk, gap, &node.id);
    let found = candidates()
        .find(|(subnet, node)| is_near(subnet.zone.as_deref()) && is_named(node))
        .or_else(|| candidates().find(|(subnet, _)| is_near(subnet.zone.as_deref())))
        .or_else(|| candidates().find(|(_, node)| is_named(node)))
        .or_else(|| candidates().next());
    let (_, node) = found?;
    Some(row(world, gap, NextHop::Interface(node), "networkInterfaceId", &node.id, block))
}

fn is_target(walk: &Walk<'_>, gap: Gap<'_>, interface: &ResourceId) -> bool {
    let tables = gap.vpc.route_tables.iter().filter_map(|id| walk.world.routed.tables.get(id));
    let mut routes = tables.flat_map(|table| &table.routes);
    routes.any(|route| matches!(&route.target, Target::NetworkInterface(id) if id == interface))
}
