//! Sites outside of AWS: what belongs to one, what is free in it, and which networks lie behind a gateway.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr};

use ipnet::{IpNet, Ipv4Net};
use netyard_core::model::{Document, Resource, ResourceId, TransitGatewayAttachment, VpnConnection};
use netyard_core::net::{Address, CidrBlock, cidrs_overlap};

/// The first number of a host in a network.
const FIRST_HOST: u32 = 10;
/// The autonomous system number of the first customer gateway: AWS's own default.
const FIRST_ASN: u32 = 65000;

/// The site that a thing is, or belongs to.
pub(crate) fn site_of(document: &Document, key: &str) -> Option<ResourceId> {
    match document.resource(key)? {
        Resource::OnPremisesSite(_) => Some(ResourceId::new(key)),
        Resource::OnPremisesHost(host) => host.on_premises_site_id.clone(),
        Resource::CustomerGateway(gateway) => gateway.on_premises_site_id.clone(),
        _ => None,
    }
}

/// The customer gateways and hosts of a site.
pub(crate) fn content_of_site(document: &Document, site: &ResourceId) -> Vec<ResourceId> {
    let is_own = |id: &&ResourceId| *id != site && site_of(document, id.as_str()).as_ref() == Some(site);
    document.resources.keys().filter(is_own).cloned().collect()
}

/// The VPN connections of a gateway at either end.
pub(crate) fn connections_of<'a>(
    document: &'a Document,
    gateway: &str,
) -> Vec<(&'a ResourceId, &'a VpnConnection)> {
    let all = document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::VpnConnection(connection) => Some((id, connection)),
        _ => None,
    });
    let ends_at = |own: &VpnConnection| {
        [&own.customer_gateway_id, &own.vpn_gateway_id, &own.transit_gateway_id]
            .into_iter()
            .flatten()
            .any(|id| id.as_str() == gateway)
    };
    all.filter(|(_, own)| ends_at(own)).collect()
}

/// The virtual private gateway of a VPC (R-VGW-1).
pub(crate) fn vpn_gateway_of(document: &Document, vpc: &str) -> Option<ResourceId> {
    document.resources.iter().find_map(|(id, resource)| match resource.as_ref() {
        Resource::VpnGateway(gateway) if gateway.vpc_id.as_ref().is_some_and(|own| own.as_str() == vpc) => {
            Some(id.clone())
        }
        _ => None,
    })
}

/// The networks behind a VPN connection: its static routes, else those of the site that its tunnels carry. One of a
/// transit gateway has no static routes of its own: they stand in the tables there.
pub(crate) fn networks_of_connection<'a>(
    document: &'a Document,
    connection: &'a VpnConnection,
) -> Vec<&'a CidrBlock> {
    if connection.options.static_routes_only && connection.transit_gateway_id.is_none() {
        return connection
            .routes
            .values()
            .filter_map(|route| route.destination_cidr_block.as_ref())
            .collect();
    }
    let carries_ipv6 = connection.options.tunnel_inside_ip_version.as_deref() == Some("ipv6");
    let gateway = connection.customer_gateway_id.as_ref();
    let site = gateway.and_then(|id| site_of(document, id.as_str()));
    let site = site.and_then(|site| document.on_premises_site(site.as_str()));
    let blocks = site.map(|site| if carries_ipv6 { &site.ipv6_cidr_blocks } else { &site.cidr_blocks });
    blocks.map(|blocks| blocks.iter().collect()).unwrap_or_default()
}

/// The networks behind an attachment that is a VPN connection; of another one, none.
pub(crate) fn networks_behind<'a>(
    document: &'a Document,
    attachment: &TransitGatewayAttachment,
) -> Vec<&'a CidrBlock> {
    let id = attachment.resource_id.as_ref().filter(|_| attachment.resource_type == "vpn");
    let connection = id.and_then(|id| document.vpn_connection(id.as_str()));
    connection.map(|connection| networks_of_connection(document, connection)).unwrap_or_default()
}

/// The first of 192.168.0.0/24, 192.168.1.0/24, … that nothing of the drawing overlaps.
pub(crate) fn free_site_block(document: &Document) -> CidrBlock {
    let mut taken: Vec<IpNet> = Vec::new();
    for resource in document.resources.values() {
        let blocks = match resource.as_ref() {
            Resource::Vpc(vpc) => &vpc.cidr_blocks,
            Resource::OnPremisesSite(site) => &site.cidr_blocks,
            _ => continue,
        };
        taken.extend(blocks.iter().filter_map(CidrBlock::net));
    }
    (0..=255_u8)
        .filter_map(|third| Ipv4Net::new(Ipv4Addr::new(192, 168, third, 0), 24).ok())
        .map(IpNet::V4)
        .find(|block| !taken.iter().any(|other| cidrs_overlap(block, other)))
        .map_or_else(|| CidrBlock::new("192.168.0.0/24"), CidrBlock::from)
}

/// The next free address in the first IPv4 network of a site.
pub(crate) fn free_site_address(document: &Document, site: &str) -> Option<IpAddr> {
    let mut blocks = document.on_premises_site(site)?.cidr_blocks.iter().filter_map(CidrBlock::net);
    let block = blocks.find_map(|net| match net {
        IpNet::V4(block) => Some(block),
        IpNet::V6(_) => None,
    })?;
    let hosts = document.resources.values().filter_map(|resource| match resource.as_ref() {
        Resource::OnPremisesHost(host) => Some(&host.ip_addresses),
        _ => None,
    });
    let taken: BTreeSet<IpAddr> = hosts.flatten().filter_map(Address::ip).collect();
    let (base, last) = (u32::from(block.network()), u32::from(block.broadcast()));
    let first = if last - base > FIRST_HOST { base + FIRST_HOST } else { base + 1 };
    (first..last).map(|host| IpAddr::V4(Ipv4Addr::from(host))).find(|address| !taken.contains(address))
}

/// An autonomous system number that no customer gateway has: sites that meet at one gateway need different ones
/// (R-VGW-6). `None` for the first, which has AWS's default.
pub(crate) fn free_asn(document: &Document) -> Option<u32> {
    let gateways = document.resources.values().filter_map(|resource| match resource.as_ref() {
        Resource::CustomerGateway(gateway) => Some(gateway.asn()),
        _ => None,
    });
    let taken: BTreeSet<u32> = gateways.collect();
    (FIRST_ASN..=65534).find(|asn| !taken.contains(asn)).filter(|asn| *asn != FIRST_ASN)
}
