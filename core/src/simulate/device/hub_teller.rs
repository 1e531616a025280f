//! What a transit gateway tells a site, or an appliance, by BGP: the best route to each block of the table with which the
//! attachment of the VPN connection or of the Connect peer is associated, with its own AS number in front. Not what came from the site itself, and no blackhole.
//!
//! <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpn-attachments.html>.

use super::{vpn_choice, vpn_connection};
use crate::model::ResourceId;
use crate::net::Family;
use crate::routing::{HubAssociation, HubRoute, HubTarget};
use crate::simulate::walk::Walk;
use crate::topology::{TransitGatewayNode, VpnConnectionNode};
use ipnet::IpNet;
use std::net::IpAddr;

/// What a site hears about an address.
pub(super) enum Told<'a> {
    /// This block, with how many autonomous systems are on the way.
    Route(IpNet, usize),
    /// The same of a way that is no longer in use: what brought it is to blame where nothing else leads there.
    Idle(IpNet, usize),
    /// Nothing.
    Nothing,
    /// Nobody knows: at this transit gateway, because of this.
    Unknown(&'a ResourceId, String),
}

/// Asks the transit gateway of a connection with BGP.
pub(super) fn tell<'a>(walk: &Walk<'a>, connection: &'a VpnConnectionNode, destination: IpAddr) -> Told<'a> {
    let Some(gateway) = vpn_connection::hub(walk, connection) else { return Told::Nothing };
    if Family::of(destination) != connection.inside {
        return Told::Nothing;
    }
    let Some(attachment) = &connection.attachment else {
        let is_unread = gateway.does_not_know("transitGatewayAttachment");
        let why = || Told::Unknown(&gateway.id, vpn_connection::unread(walk, connection, gateway));
        return if is_unread { why() } else { Told::Nothing };
    };
    tell_over(walk, gateway, attachment, connection.asn, destination)
}

/// What a transit gateway tells by BGP over an attachment, to a speaker with this autonomous system number.
pub(super) fn tell_over<'a>(
    walk: &Walk<'a>,
    gateway: &'a TransitGatewayNode,
    attachment: &'a ResourceId,
    asn: u32,
    destination: IpAddr,
) -> Told<'a> {
    let name = walk.world.name(&gateway.id);
    let table = match walk.world.routed.hub_table_of(gateway, attachment) {
        HubAssociation::Table(table) => table,
        HubAssociation::None => return Told::Nothing,
        HubAssociation::Unknown => {
            return Told::Unknown(&gateway.id, format!("The route tables of {name} are not known."));
        }
    };
    let is_withdrawn = |route: &HubRoute| vpn_choice::is_withdrawn(walk, route);
    let in_use = table.in_use(destination, &is_withdrawn);
    // BGP tells the best route to a block; where that is not for this site, it hears of a wider one.
    let mut best: Vec<&HubRoute> = Vec::new();
    for route in in_use {
        if best.last().is_none_or(|other| other.destination != route.destination) {
            best.push(route);
        }
    }
    // Without any, what has no tunnel is told all the same: its gateway is to blame, not the site.
    let found = table.look_up_without(destination, &is_withdrawn);
    let last = found.as_ref().map(|found| found.winner).filter(|_| best.is_empty());
    if let Some(doubt) = table.doubt(found.as_ref().map(|found| found.winner)) {
        let table = match &table.id {
            Some(id) => walk.world.name(id).to_owned(),
            None => format!("the default table of {name}"),
        };
        return Told::Unknown(&gateway.id, format!("What {table} holds is not known: {doubt}."));
    }
    let is_told = |route: &&HubRoute| {
        let comes_from_there = route.attachment() == Some(attachment)
            || route.path.as_ref().is_some_and(|path| path.as_path.contains(&asn));
        !comes_from_there && !matches!(route.target, HubTarget::Blackhole(_))
    };
    let hops = |route: &HubRoute| route.path.as_ref().map_or(0, |path| path.as_path.len()) + 1;
    if let Some(route) = best.into_iter().find(is_told) {
        return Told::Route(route.destination, hops(route));
    }
    last.filter(is_told).map_or(Told::Nothing, |route| Told::Idle(route.destination, hops(route)))
}
