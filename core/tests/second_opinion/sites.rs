//! Sites, the hosts in them, and the VPN connections that lead there, from sections 10 and 11 of the rule book.

use super::facts::Facts;
use super::holders::{client_ports, is_heard, listeners};
use super::opinion::Reason;
use super::transit::{IDLE, Way, associated, routes};
use super::walk::{Arrival, Fate, Packet, Walk, stop};
use ipnet::IpNet;
use netyard_core::model::{Document, Resource, TransitGatewayAttachment};
use netyard_core::net::{CidrBlock, Protocol};
use std::net::IpAddr;

/// A site.
pub(crate) struct Site {
    pub(crate) id: String,
    pub(crate) blocks: Vec<IpNet>,
    /// What somebody told its router, and the connection that it leads to.
    pub(crate) rows: Vec<(IpNet, String)>,
}

/// A host of a site.
pub(crate) struct SiteHost {
    pub(crate) id: String,
    pub(crate) site: String,
    pub(crate) addresses: Vec<IpAddr>,
    pub(crate) ports: (u16, u16),
    pub(crate) listens: Option<Vec<(Protocol, u16, u16)>>,
}

/// A VPN connection.
pub(crate) struct Connection {
    pub(crate) id: String,
    pub(crate) vpn_gateway: Option<String>,
    pub(crate) customer_gateway: String,
    pub(crate) site: String,
    /// The number by which its site is known to BGP.
    pub(crate) asn: u32,
    pub(crate) is_static: bool,
    pub(crate) has_tunnel: bool,
    /// Which addresses may talk over it, at AWS's end and at the site's; all where nothing is written.
    ranges: [Option<IpNet>; 2],
    /// What the gateway at AWS's end learns by it, written down or by BGP.
    pub(crate) brings: Vec<IpNet>,
}

fn nets<'b>(blocks: impl Iterator<Item = &'b CidrBlock>) -> Vec<IpNet> {
    blocks.filter_map(CidrBlock::net).collect()
}

fn text(id: Option<&impl ToString>) -> String {
    id.map(ToString::to_string).unwrap_or_default()
}

pub(crate) fn sites(document: &Document) -> Vec<Site> {
    let each = document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::OnPremisesSite(site) => Some(Site {
            id: id.to_string(),
            blocks: nets(site.cidr_blocks.iter().chain(&site.ipv6_cidr_blocks)),
            rows: site
                .routes
                .values()
                .filter_map(|row| {
                    Some((row.destination_cidr()?.net()?, text(row.vpn_connection_id.as_ref())))
                })
                .collect(),
        }),
        _ => None,
    });
    each.collect()
}

pub(crate) fn hosts(document: &Document) -> Vec<SiteHost> {
    let each = document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::OnPremisesHost(host) => Some(SiteHost {
            id: id.to_string(),
            site: text(host.on_premises_site_id.as_ref()),
            addresses: host.ip_addresses.iter().filter_map(netyard_core::net::Address::ip).collect(),
            ports: client_ports(host.platform.as_deref() == Some("windows")),
            listens: listeners(host.listens.as_ref()),
        }),
        _ => None,
    });
    each.collect()
}

pub(crate) fn connections(document: &Document) -> Vec<Connection> {
    let mut all = Vec::new();
    for (id, resource) in &document.resources {
        let Resource::VpnConnection(one) = resource.as_ref() else { continue };
        let customer_gateway = text(one.customer_gateway_id.as_ref());
        let gateway = document.customer_gateway(&customer_gateway);
        let site = text(gateway.and_then(|gateway| gateway.on_premises_site_id.as_ref()));
        let asn = gateway.and_then(|gateway| gateway.bgp_asn).unwrap_or(65000);
        let is_static = one.options.static_routes_only;
        let brings = if is_static {
            nets(one.routes.values().filter_map(|row| row.destination_cidr_block.as_ref()))
        } else if let Some(rows) = &one.advertisements {
            nets(rows.values().filter_map(|row| row.cidr_block.as_ref()))
        } else {
            let site = document.on_premises_site(&site);
            nets(site.iter().flat_map(|site| site.cidr_blocks.iter().chain(&site.ipv6_cidr_blocks)))
        };
        all.push(Connection {
            id: id.to_string(),
            vpn_gateway: one.vpn_gateway_id.as_ref().map(ToString::to_string),
            customer_gateway,
            site,
            asn,
            is_static,
            has_tunnel: one.tunnels().iter().any(|(_, is_up)| *is_up),
            ranges: [&one.options.remote_ipv4_network_cidr, &one.options.local_ipv4_network_cidr]
                .map(|block| block.as_ref().and_then(CidrBlock::net)),
            brings,
        });
    }
    all
}

impl Connection {
    /// Whether its ranges let these two addresses talk.
    fn lets(&self, at_aws: IpAddr, at_site: IpAddr) -> bool {
        let pairs = self.ranges.iter().zip([at_aws, at_site]);
        let mut written = pairs.filter_map(|(range, address)| Some((range.as_ref()?, address)));
        at_aws.is_ipv6() || written.all(|(range, address)| range.contains(&address))
    }
}

/// The VPN connection behind an attachment.
pub(crate) fn connection<'a>(
    facts: &'a Facts,
    attachment: &TransitGatewayAttachment,
) -> Option<&'a Connection> {
    let id = attachment.resource_id.as_ref().filter(|_| attachment.resource_type == "vpn")?;
    facts.connections.iter().find(|connection| connection.id == id.as_str())
}

/// The attachment of a connection, and the transit gateway that it belongs to.
fn attachment_of<'a>(
    facts: &Facts<'a>,
    connection: &str,
) -> Option<(String, String, &'a TransitGatewayAttachment)> {
    facts.document.resources.iter().find_map(|(id, resource)| match resource.as_ref() {
        Resource::TransitGatewayAttachment(one)
            if one.resource_type == "vpn"
                && one.resource_id.as_ref().is_some_and(|id| id.as_str() == connection) =>
        {
            Some((one.transit_gateway_id.as_ref()?.to_string(), id.to_string(), one))
        }
        _ => None,
    })
}

impl<'a> Walk<'a> {
    /// Into the tunnels of a connection, and to the router of the site.
    pub(crate) fn reach_site(
        &mut self,
        gateway: &str,
        connection: &'a Connection,
        mut packet: Packet,
    ) -> Fate {
        if !connection.has_tunnel {
            return stop(Reason::Vpn, gateway);
        }
        if !connection.lets(packet.from, packet.to) {
            return stop(Reason::CannotRoute, &connection.id);
        }
        packet.sender = None;
        packet.over = None;
        self.at_site(&connection.site, packet)
    }

    /// The router: its own network, else over a connection, by a row or by what BGP told it (R-VGW-14).
    pub(crate) fn at_site(&mut self, id: &str, packet: Packet) -> Fate {
        self.step(id)?;
        let facts = self.facts;
        let Some(site) = facts.sites.iter().find(|site| site.id == id) else { return stop(Reason::Lost, id) };
        if !self.asked.insert((id.to_owned(), packet.from, packet.to)) {
            return stop(Reason::Loop, id);
        }
        if site.blocks.iter().any(|net| net.contains(&packet.to)) {
            let host = facts.hosts.iter().find(|host| host.site == id && host.addresses.contains(&packet.to));
            let Some(host) = host else { return stop(Reason::NoSuchAddress, id) };
            if !self.is_reply && !is_heard(host.listens.as_deref(), &packet.protocol, packet.port) {
                return stop(Reason::Listener, &host.id);
            }
            return Ok(Arrival::Site(id.to_owned(), packet));
        }
        // Longest prefix, then a row before BGP; what BGP told by tunnels that are down counts where nothing else does.
        // A row over a tunnel goes with it.
        let has_tunnel = |to: &String| facts.connections.iter().all(|one| one.id != *to || one.has_tunnel);
        let rows = site.rows.iter();
        let rows = rows.map(|(net, to)| (*net, if has_tunnel(to) { 0 } else { IDLE }, to.clone()));
        let told = facts.connections.iter().filter(|one| one.site == id && !one.is_static).flat_map(|one| {
            // Over a gateway or an attachment that is not up nobody tells anything (R-FLOW-11).
            let is_attached = attachment_of(facts, &one.id)
                .is_none_or(|(.., one)| matches!(one.state.as_str(), "available" | "modifying"))
                && one.vpn_gateway.as_ref().is_none_or(|id| super::vpn_gateway::is_up(facts, id));
            let is_up = one.has_tunnel && is_attached;
            let heard = hears(facts, one, packet.to).into_iter();
            heard.map(move |(net, is_idle)| (net, if is_up && !is_idle { 1 } else { IDLE }, one.id.clone()))
        });
        let best = rows
            .chain(told)
            .filter(|(net, ..)| net.contains(&packet.to))
            .min_by_key(|(net, rank, _)| (*rank == IDLE, u8::MAX - net.prefix_len(), *rank));
        let Some((.., by)) = best else { return stop(Reason::NoRoute, id) };
        let Some(connection) = facts.connections.iter().find(|one| one.id == by) else {
            return stop(Reason::Lost, id);
        };
        if !connection.has_tunnel {
            return stop(Reason::Vpn, &connection.customer_gateway);
        }
        if !connection.lets(packet.to, packet.from) {
            return stop(Reason::CannotRoute, &connection.id);
        }
        if let Some(gateway) = connection.vpn_gateway.clone() {
            return self.take_from_site(&gateway, connection, packet);
        }
        let Some((gateway, id, attachment)) = attachment_of(facts, &by) else {
            return stop(Reason::Lost, id);
        };
        self.across(&gateway, &id, attachment, "", packet)
    }
}

/// What BGP tells the site of ways to an address: at a transit gateway the best route to some block with the address that
/// leads neither back to the site nor nowhere, with whether something is to blame for it that is not up; at a virtual private gateway the VPC and what its other sites announce.
fn hears(facts: &Facts, connection: &Connection, to: IpAddr) -> Vec<(IpNet, bool)> {
    if let Some(gateway) = &connection.vpn_gateway {
        let told = super::vpn_gateway::announces(facts, gateway, connection);
        return told.into_iter().map(|block| (block, false)).collect();
    }
    let Some((gateway, attachment, _)) = attachment_of(facts, &connection.id) else { return Vec::new() };
    let Ok(table) = associated(facts, &gateway, &attachment) else { return Vec::new() };
    let mut all = routes(facts, &gateway, table);
    all.retain(|(block, ..)| block.contains(&to));
    let in_use = all.iter().any(|(_, rank, _)| *rank != IDLE);
    all.retain(|(_, rank, _)| !in_use || *rank != IDLE);
    all.sort_by_key(|(block, rank, _)| (*block, *rank));
    all.dedup_by_key(|(block, ..)| *block);
    let leads = |way: &Way| matches!(way, Way::To(id) if *id != attachment);
    all.into_iter().filter(|(.., way)| leads(way)).map(|(block, rank, _)| (block, rank == IDLE)).collect()
}
