//! DHCP: how a host asks for its addresses, in IPv4 of everybody, in IPv6 of all DHCP servers.

use super::{Family, Header, Protocol};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The group of all DHCP servers and relays of a link.
const ALL_SERVERS: Ipv6Addr = Ipv6Addr::new(0xff02, 0, 0, 0, 0, 0, 1, 2);

/// The ports of client and server.
fn ports(family: Family) -> [u16; 2] {
    match family {
        Family::Ipv4 => [68, 67],
        Family::Ipv6 => [546, 547],
    }
}

/// Whether the datagram is for a DHCP server, by its port.
pub fn asks_dhcp(header: &Header) -> bool {
    let [_, server] = ports(header.family);
    header.protocol == Protocol::Udp && header.destination_port == Some(server)
}

/// Whether it is for whoever answers, as when a host has no address yet.
pub fn is_for_any_server(header: &Header) -> bool {
    match header.destination {
        IpAddr::V4(address) => address == Ipv4Addr::BROADCAST,
        IpAddr::V6(address) => address == ALL_SERVERS,
    }
}

/// Whether the datagram looks like DHCP, there or back: both ports do, or it is for everybody at one of them.
pub fn is_dhcp(header: &Header) -> bool {
    let is_port = |port: Option<u16>| port.is_some_and(|port| ports(header.family).contains(&port));
    header.protocol == Protocol::Udp
        && is_port(header.destination_port)
        && (is_for_any_server(header) || is_port(header.source_port))
}
