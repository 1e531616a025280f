//! NAT64: a NAT gateway makes IPv4 of IPv6 for the prefix 64:ff9b::/96, whose last 32 bits are an IPv4 address
//! (R-NAT-17).
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html>. A host is told such addresses by DNS64,
//! or knows them by itself. Of icmpv6 it takes echo requests.

use crate::net::{Family, Header, Protocol, well_known};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The type of an echo request of icmpv6, and that of icmp.
const ECHO: (u8, u8) = (128, 8);

/// Whether a packet is for an IPv4 address in the prefix.
pub(in crate::simulate) fn is_for(header: &Header) -> bool {
    well_known::NAT64.contains(&header.destination)
}

/// Whether the protocol has a form in both families.
pub(super) fn is_carried(header: &Header) -> bool {
    match header.protocol {
        Protocol::Tcp | Protocol::Udp => true,
        Protocol::Icmpv6 => header.icmp_type == Some(ECHO.0),
        _ => false,
    }
}

/// The same packet in IPv4, from this address. A packet that is not for the prefix only gets the address.
pub(super) fn in_ipv4(header: &Header, own: IpAddr) -> Header {
    let IpAddr::V6(destination) = header.destination else { return Header { source: own, ..header.clone() } };
    let [.., a, b, c, d] = destination.octets();
    let is_icmp = header.protocol == Protocol::Icmpv6;
    Header {
        family: Family::Ipv4,
        protocol: if is_icmp { Protocol::Icmp } else { header.protocol.clone() },
        source: own,
        destination: IpAddr::V4(Ipv4Addr::new(a, b, c, d)),
        icmp_type: if is_icmp { Some(ECHO.1) } else { header.icmp_type },
        ..header.clone()
    }
}

/// The address in the prefix that stands for an IPv4 address.
pub(in crate::simulate) fn standing_for(address: IpAddr) -> IpAddr {
    let IpAddr::V4(v4) = address else { return address };
    let [a, b, c, d] = v4.octets();
    let (high, low) = (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]));
    IpAddr::V6(Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, high, low))
}
