//! Sites behind VPN connections of transit gateways, from sections 10 and 11 of the rule book.

use super::facts::Facts;
use super::opinion::Reason;
use super::transit::{Way, associated, routes};
use super::walk::{Arrival, Fate, Packet, Walk, stop};
use ipnet::IpNet;
use netyard_core::model::{Resource, TransitGatewayAttachment, VpnConnection};
use netyard_core::net::CidrBlock;
use std::net::IpAddr;

/// The VPN connection behind an attachment.
pub(crate) fn connection<'a>(
    facts: &Facts<'a>,
    attachment: &TransitGatewayAttachment,
) -> Option<&'a VpnConnection> {
    let id = attachment.resource_id.as_ref().filter(|_| attachment.resource_type == "vpn")?;
    facts.document.vpn_connection(id.as_str())
}

pub(crate) fn has_tunnel(connection: &VpnConnection) -> bool {
    connection.tunnels().iter().any(|(_, is_up)| *is_up)
}

/// The only site of an organisation.
const SITE: &str = "site-0";

/// The networks of the site.
pub(crate) fn networks(facts: &Facts) -> Vec<IpNet> {
    let site = facts.document.on_premises_site(SITE);
    site.into_iter().flat_map(|site| &site.cidr_blocks).filter_map(CidrBlock::net).collect()
}

impl Walk<'_> {
    /// Into the tunnels of a connection, and to the router of the site.
    pub(crate) fn reach_site(
        &mut self,
        gateway: &str,
        connection: &VpnConnection,
        mut packet: Packet,
    ) -> Fate {
        if !has_tunnel(connection) {
            return stop(Reason::Vpn, gateway);
        }
        packet.sender = None;
        packet.over = None;
        self.at_site(packet)
    }

    /// The router: its own network, else over its connection, by a row or by what BGP told it (R-VGW-14).
    pub(crate) fn at_site(&mut self, packet: Packet) -> Fate {
        self.step(SITE)?;
        let facts = self.facts;
        if !self.asked.insert((SITE.to_owned(), packet.from, packet.to)) {
            return stop(Reason::Loop, SITE);
        }
        if networks(facts).iter().any(|net| net.contains(&packet.to)) {
            let has_address = |resource: &Resource| {
                matches!(resource, Resource::OnPremisesHost(host)
                    if host.ip_addresses.iter().any(|one| one.ip() == Some(packet.to)))
            };
            let is_there = facts.document.resources.values().any(|resource| has_address(resource));
            return if is_there { Ok(Arrival::Site(packet)) } else { stop(Reason::NoSuchAddress, SITE) };
        }
        let (id, attachment) = facts
            .document
            .resources
            .iter()
            .find_map(|(id, resource)| match resource.as_ref() {
                Resource::TransitGatewayAttachment(one) if one.resource_type == "vpn" => {
                    Some((id.to_string(), one))
                }
                _ => None,
            })
            .unwrap();
        let own = connection(facts, attachment).unwrap();
        let site = facts.document.on_premises_site(SITE).unwrap();
        let mut rows = site.routes.values().filter_map(|row| row.destination_cidr()?.net());
        let by_row = rows.any(|net| net.contains(&packet.to));
        if !by_row && (own.options.static_routes_only || !hears(facts, &id, packet.to)) {
            return stop(Reason::NoRoute, SITE);
        }
        if !has_tunnel(own) {
            return stop(Reason::Vpn, "cgw-0");
        }
        self.across("tgw-1", &id, attachment, "", packet)
    }
}

/// Whether BGP tells the site of a way: the best route to some block with the address that leads neither back to the site
/// nor nowhere.
fn hears(facts: &Facts, attachment: &str, to: IpAddr) -> bool {
    let Ok(table) = associated(facts, "tgw-1", attachment) else { return false };
    let mut all = routes(facts, "tgw-1", table);
    all.retain(|(block, ..)| block.contains(&to));
    let in_use = all.iter().any(|(_, rank, _)| *rank != super::transit::IDLE);
    all.retain(|(_, rank, _)| !in_use || *rank != super::transit::IDLE);
    all.sort_by_key(|(block, rank, _)| (*block, *rank));
    all.dedup_by_key(|(block, ..)| *block);
    all.iter().any(|(.., way)| matches!(way, Way::To(id) if id != attachment))
}
