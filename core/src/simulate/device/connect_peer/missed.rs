//! The tunnel that an appliance would take if the gateway told it of the way. It is blamed, where nothing else leads there.

use super::appliance::{hears, into, peers_of, told};
use super::blame;
use crate::model::ResourceId;
use crate::net::well_known;
use crate::routing::{HubAssociation, Lookup, Target};
use crate::simulate::device::hub_teller::Told;
use crate::simulate::device::instance;
use crate::simulate::device::transit_gateway::table_for;
use crate::simulate::packet::Packet;
use crate::simulate::place::Place;
use crate::simulate::walk::Walk;
use crate::topology::{ConnectPeerNode, InterfaceNode};
use ipnet::IpNet;
use std::net::IpAddr;

/// Packs what leaves the host into a tunnel by which BGP would lead to its destination, were it not for what is blamed.
/// `None` where the packet goes as it is: by its subnet, or because no tunnel would lead there.
pub(super) fn send<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    interface: &'a InterfaceNode,
) -> Option<Place<'a>> {
    if is_led_on(walk, packet.header.destination, interface) {
        return None;
    }
    let mut best: Option<(IpNet, &'a ConnectPeerNode)> = None;
    for peer in peers_of(walk, packet.header.destination, interface) {
        let net = would_lead(walk, packet, peer);
        if let Some(net) = net.filter(|net| best.is_none_or(|(best, _)| net.prefix_len() > best.prefix_len()))
        {
            best = Some((net, peer));
        }
    }
    let (_, peer) = best?;
    let own = walk.world.network.interfaces.get(peer.interface.as_ref()?)?;
    if !blame::at_appliance(walk, packet, own, peer) {
        return Some(Place::Over);
    }
    let name = walk.world.name(own.component());
    let why = format!("as {name} would if the transit gateway told it of the way");
    into(walk, packet, peer, &why)
}

/// The block by which the gateway would lead to the packet's destination over a peer. What an attachment without a table
/// would bring is decided by the table that it is to be associated with (R-TGW-13).
fn would_lead<'a>(walk: &Walk<'a>, packet: &Packet<'a>, peer: &'a ConnectPeerNode) -> Option<IpNet> {
    let world = walk.world;
    let attachment = world.network.transit_gateway_attachments.get(peer.attachment.as_ref()?)?;
    let gateway = world.network.transit_gateways.get(peer.gateway.as_ref()?)?;
    if let HubAssociation::None = world.routed.hub_table_of(gateway, &attachment.id) {
        let table = table_for(walk, packet, gateway, attachment)?;
        let found = world.routed.hub_tables.get(table)?.look_up(packet.header.destination)?;
        let target: Option<&ResourceId> = found.winner.attachment();
        return target.filter(|target| **target != attachment.id).map(|_| found.winner.destination);
    }
    let net = match told(walk, peer, packet.header.destination) {
        Told::Route(net, _) if !hears(walk, peer) => Some(net),
        Told::Idle(net, _) => Some(net),
        _ => None,
    };
    net.filter(|net| net.prefix_len() > 0)
}

/// Whether the table of the subnet leads on by itself.
fn is_led_on(walk: &Walk<'_>, destination: IpAddr, interface: &InterfaceNode) -> bool {
    let world = walk.world;
    let out_by = instance::way_out(walk, destination, interface);
    let subnet = world.subnet(out_by.subnet.as_ref());
    let Some(table) = subnet.and_then(|subnet| world.routed.table_of(subnet)) else { return true };
    let winner = match table.look_up(destination) {
        Lookup::Route { winner, .. } | Lookup::Reserved(winner) => Some(winner),
        Lookup::None => None,
    };
    if table.unknown_rival(winner).is_some() {
        return true;
    }
    match winner.map(|winner| &winner.target) {
        None | Some(Target::None | Target::Blackhole { .. }) => false,
        Some(Target::InternetGateway(_) | Target::EgressOnlyInternetGateway(_)) => {
            well_known::is_public(destination)
        }
        Some(_) => true,
    }
}
