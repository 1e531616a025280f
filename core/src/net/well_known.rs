//! Address ranges that AWS networking treats in a way of its own.

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The address that stands for a client on the internet.
pub const INTERNET_CLIENT: Ipv4Addr = Ipv4Addr::new(203, 0, 113, 10);
/// The address that stands for a server on the internet.
pub const INTERNET_SERVER: Ipv4Addr = Ipv4Addr::new(198, 51, 100, 10);
/// The address that stands for an internet host in IPv6.
pub const INTERNET_IPV6: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 0xffff, 0, 0, 0, 0, 0x10);

const fn v4(a: u8, b: u8, c: u8, d: u8, length: u8) -> IpNet {
    IpNet::V4(Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, d), length))
}

/// The private ranges of RFC 1918.
pub const RFC1918: [IpNet; 3] = [v4(10, 0, 0, 0, 8), v4(172, 16, 0, 0, 12), v4(192, 168, 0, 0, 16)];
/// The shared range of RFC 6598.
pub const RFC6598: IpNet = v4(100, 64, 0, 0, 10);
/// Link-local IPv4.
pub const LINK_LOCAL: IpNet = v4(169, 254, 0, 0, 16);
/// Loopback IPv4.
pub const LOOPBACK: IpNet = v4(127, 0, 0, 0, 8);
/// Multicast IPv4.
pub const MULTICAST: IpNet = v4(224, 0, 0, 0, 4);
/// Reserved for a future that never came, and the broadcast address.
pub const RESERVED: IpNet = v4(240, 0, 0, 0, 4);
/// "This network".
pub const THIS_NETWORK: IpNet = v4(0, 0, 0, 0, 8);
/// Every IPv4 address.
pub const ANY_IPV4: IpNet = v4(0, 0, 0, 0, 0);
/// Every IPv6 address.
pub const ANY_IPV6: IpNet = IpNet::V6(Ipv6Net::new_assert(Ipv6Addr::UNSPECIFIED, 0));
/// The IPv4 range that routes can not name or be inside of (R-RT-11).
pub const RESERVED_ROUTE_V4: IpNet = v4(169, 254, 168, 0, 22);
/// The IPv6 range that routes can not name or be inside of (R-RT-11).
pub const RESERVED_ROUTE_V6: IpNet =
    IpNet::V6(Ipv6Net::new_assert(Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0), 32));
/// The NAT64 prefix (R-RT-27).
pub const NAT64: IpNet = IpNet::V6(Ipv6Net::new_assert(Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96));
/// What networks may use inside for translating to IPv4 in ways of their own (RFC 8215): no part of [`NAT64`], and the
/// internet does not know it.
pub const LOCAL_NAT64: IpNet =
    IpNet::V6(Ipv6Net::new_assert(Ipv6Addr::new(0x64, 0xff9b, 1, 0, 0, 0, 0, 0), 48));

/// Whether the address is in RFC 1918 space.
pub fn is_rfc1918(address: IpAddr) -> bool {
    RFC1918.iter().any(|range| range.contains(&address))
}

/// Whether the internet could know the address: documentation ranges count as public, private,
/// shared, link-local, loopback, multicast, reserved and unique local ones do not, nor those of a NAT64 of one's own.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(_) => {
            !(is_rfc1918(address)
                || RFC6598.contains(&address)
                || LINK_LOCAL.contains(&address)
                || LOOPBACK.contains(&address)
                || MULTICAST.contains(&address)
                || THIS_NETWORK.contains(&address)
                || RESERVED.contains(&address))
        }
        IpAddr::V6(v6) => {
            !(v6.is_unique_local()
                || v6.is_unicast_link_local()
                || v6.is_loopback()
                || v6.is_multicast()
                || v6.is_unspecified()
                || LOCAL_NAT64.contains(&address))
        }
    }
}
