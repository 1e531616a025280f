//! Words for what a packet and a decision are.

use super::world::World;
use crate::model::ResourceId;
use crate::net::{Header, Protocol, well_known};
use crate::routing::{EffectiveTable, Origin};
use std::net::IpAddr;

/// What is sent, as `tcp 5432`, `icmp echo request` or `protocol 47`.
pub(super) fn what(header: &Header) -> String {
    match (&header.protocol, header.destination_port, header.icmp_type) {
        (Protocol::Icmp, _, Some(8)) | (Protocol::Icmpv6, _, Some(128)) => "icmp echo request".to_owned(),
        (Protocol::Icmp, _, Some(0)) | (Protocol::Icmpv6, _, Some(129)) => "icmp echo reply".to_owned(),
        (protocol, _, Some(kind)) => format!("{protocol} type {kind}"),
        (protocol, Some(port), None) => format!("{protocol} {port}"),
        (Protocol::Number(number), None, None) => format!("protocol {number}"),
        (protocol, None, None) => protocol.to_string(),
    }
}

/// What an address is that the internet does not know.
pub(super) fn kind_of(address: IpAddr) -> &'static str {
    match address {
        _ if well_known::is_rfc1918(address) => "a private address",
        _ if well_known::RFC6598.contains(&address) => "a shared address",
        _ if well_known::LOCAL_NAT64.contains(&address) => "a local address of NAT64",
        _ if address.is_loopback() => "a loopback address",
        _ if address.is_multicast() => "a multicast address",
        IpAddr::V4(v4) if v4.is_link_local() => "a link-local address",
        IpAddr::V6(v6) if v6.is_unicast_link_local() => "a link-local address",
        IpAddr::V6(v6) if v6.is_unique_local() => "a unique local address",
        _ => "a reserved address",
    }
}

/// How people call the table that decides for a subnet.
pub(super) fn table_name(world: World<'_>, table: &EffectiveTable) -> String {
    match &table.id {
        Some(id) => world.network.display_name(id.as_str()).to_owned(),
        None => {
            format!("The main route table of {}", world.network.display_name(table.vpc.as_str()))
        }
    }
}

/// The same inside of a sentence.
pub(super) fn table_name_inside(world: World<'_>, table: &EffectiveTable) -> String {
    let name = table_name(world, table);
    match &table.id {
        Some(_) => name,
        None => name.replacen("The ", "the ", 1),
    }
}

/// The resource that a trace names for a table: itself, or the VPC of one that AWS makes and nobody drew.
pub(super) fn table_resource(table: &EffectiveTable) -> &ResourceId {
    table.id.as_ref().unwrap_or(&table.vpc)
}

/// The destinations of a table for one family, the first few by name.
pub(super) fn destinations(table: &EffectiveTable, family: crate::net::Family) -> String {
    let mut names: Vec<String> = Vec::new();
    for route in table.routes_of(family) {
        let name = match (&route.prefix_list, route.origin) {
            (Some(list), Origin::PrefixList | Origin::Endpoint) => list.to_string(),
            _ => route.destination.to_string(),
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    list(&names)
}

/// The first three names, and how many more.
pub(super) fn list(names: &[String]) -> String {
    let shown = names.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
    match names.len() {
        0 => "nothing".to_owned(),
        1..=3 => shown,
        more => format!("{shown} and {} more", more - 3),
    }
}
