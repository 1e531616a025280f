//! Free addresses: never one that AWS keeps for itself (R-SUB-5), never one that is taken.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::IpNet;
use netyard_core::model::{Document, Resource, ResourceId};

/// Where the search for an address begins: the console's habit of small numbers, past the reserved ones.
const FIRST_HOST: u32 = 10;
/// The first addresses of a subnet that AWS keeps: network, router, DNS, future use.
const RESERVED_FIRST: u32 = 4;
/// How many addresses are tried at most.
const MOST_TRIED: u32 = 70_000;

/// The private addresses in use in a subnet.
fn taken_addresses(document: &Document, subnet: &str) -> BTreeSet<IpAddr> {
    let is_here = |id: &Option<ResourceId>| id.as_ref().is_some_and(|id| id.as_str() == subnet);
    let mut taken = BTreeSet::new();
    for resource in document.resources.values() {
        match resource.as_ref() {
            Resource::NetworkInterface(interface) if is_here(&interface.subnet_id) => {
                let four = interface
                    .private_ip_addresses
                    .iter()
                    .filter_map(|entry| entry.private_ip_address.as_ref());
                let six = interface.ipv6_addresses.iter().map(|entry| &entry.ipv6_address);
                taken.extend(four.chain(six).filter_map(netyard_core::net::Address::ip));
            }
            Resource::NatGateway(nat) if is_here(&nat.subnet_id) => {
                taken.extend(nat.private_ip.as_ref().and_then(netyard_core::net::Address::ip));
            }
            _ => {}
        }
    }
    taken
}

/// The next free IPv4 address of a subnet that is neither taken nor in `also_taken`. `None` when it is full or has no
/// IPv4 block.
pub(crate) fn free_address(
    document: &Document,
    subnet: &str,
    also_taken: &BTreeSet<IpAddr>,
) -> Option<IpAddr> {
    let Some(IpNet::V4(block)) = document.subnet(subnet)?.cidr_block.as_ref()?.net() else { return None };
    let taken = taken_addresses(document, subnet);
    let base = u32::from(block.network());
    let size = 1_u64 << (32 - u32::from(block.prefix_len()));
    let last = u32::try_from(size.saturating_sub(2)).unwrap_or(u32::MAX - 1);
    let first = if last > FIRST_HOST + 2 { FIRST_HOST } else { RESERVED_FIRST };
    let hosts = (first..=last).chain(RESERVED_FIRST..first).take(MOST_TRIED as usize);
    hosts
        .filter(|host| *host >= RESERVED_FIRST && u64::from(*host) + 1 < size)
        .map(|host| IpAddr::V4(Ipv4Addr::from(base.wrapping_add(host))))
        .find(|address| !taken.contains(address) && !also_taken.contains(address))
}

/// The next free IPv6 address of a subnet; `None` without an IPv6 block.
pub(crate) fn free_address_v6(
    document: &Document,
    subnet: &str,
    also_taken: &BTreeSet<IpAddr>,
) -> Option<IpAddr> {
    let Some(IpNet::V6(block)) = document.subnet(subnet)?.ipv6_cidr_block.as_ref()?.net() else {
        return None;
    };
    let taken = taken_addresses(document, subnet);
    let base = u128::from(block.network());
    (u128::from(FIRST_HOST)..u128::from(MOST_TRIED))
        .map(|host| IpAddr::V6(Ipv6Addr::from(base.wrapping_add(host))))
        .find(|address| !taken.contains(address) && !also_taken.contains(address))
}

/// A free public address: of the documentation ranges that count as public in drawings, past the addresses that stand
/// for hosts of the internet.
pub(crate) fn free_public_address(document: &Document, also_taken: &BTreeSet<IpAddr>) -> IpAddr {
    let mut taken: BTreeSet<IpAddr> = also_taken.clone();
    for resource in document.resources.values() {
        match resource.as_ref() {
            Resource::NetworkInterface(interface) => {
                let public =
                    interface.private_ip_addresses.iter().filter_map(|entry| entry.public_ip.as_ref());
                taken.extend(public.filter_map(netyard_core::net::Address::ip));
            }
            Resource::ElasticIp(address) => {
                taken.extend(address.public_ip.as_ref().and_then(netyard_core::net::Address::ip));
            }
            Resource::OnPremisesSite(site) => {
                taken.extend(site.public_ip.as_ref().and_then(netyard_core::net::Address::ip));
            }
            Resource::CustomerGateway(gateway) => {
                taken.extend(gateway.ip_address.as_ref().and_then(netyard_core::net::Address::ip));
            }
            _ => {}
        }
    }
    let documentation = (20..255_u8).map(|host| Ipv4Addr::new(203, 0, 113, host));
    // A drawing with hundreds of public addresses goes on in a block that AWS itself hands out.
    let more = (0..=255_u8).flat_map(|third| (1..255_u8).map(move |host| Ipv4Addr::new(52, 95, third, host)));
    documentation
        .chain(more)
        .map(IpAddr::V4)
        .find(|address| !taken.contains(address))
        .unwrap_or(IpAddr::V4(Ipv4Addr::new(203, 0, 113, 254)))
}
