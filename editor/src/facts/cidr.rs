//! Free blocks for new VPCs and subnets.

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use netyard_core::model::{Document, Resource};
use netyard_core::net::{CidrBlock, cidrs_overlap};
use netyard_core::ordered::Order;
use std::net::{Ipv4Addr, Ipv6Addr};

use super::subnets_of;

/// The length of a new subnet where there is room for it.
const USUAL_SUBNET: u8 = 24;
/// The smallest subnet that AWS allows (R-SUB-1).
const SMALLEST_SUBNET: u8 = 28;

/// The first of 10.0.0.0/16, 10.1.0.0/16, … that no VPC of the drawing overlaps, so that any two can be peered.
pub(crate) fn free_vpc_block(document: &Document) -> CidrBlock {
    let taken: Vec<IpNet> = document
        .resources
        .values()
        .filter_map(|resource| match resource.as_ref() {
            Resource::Vpc(vpc) => Some(vpc.cidr_blocks.iter().filter_map(CidrBlock::net)),
            _ => None,
        })
        .flatten()
        .collect();
    let tens = (0..=255_u8).map(|second| Ipv4Addr::new(10, second, 0, 0));
    // 172.17.0.0/16 is the default of container networks (R-VPC-16).
    let others = (16..32_u8).filter(|second| *second != 17).map(|second| Ipv4Addr::new(172, second, 0, 0));
    tens.chain(others)
        .filter_map(|address| Ipv4Net::new(address, 16).ok())
        .map(IpNet::V4)
        .find(|block| !taken.iter().any(|other| cidrs_overlap(block, other)))
        .map_or_else(|| CidrBlock::new("10.0.0.0/16"), CidrBlock::from)
}

/// The next free block for a subnet of a VPC: a /24 where one fits, else the largest smaller one. `None` when the VPC
/// is full or has no IPv4 block.
pub(crate) fn free_subnet_block(document: &Document, vpc: &str) -> Option<CidrBlock> {
    let blocks: Vec<Ipv4Net> = document
        .vpc(vpc)?
        .cidr_blocks
        .iter()
        .filter_map(|block| match block.net() {
            Some(IpNet::V4(net)) => Some(net),
            _ => None,
        })
        .collect();
    let mut taken: Vec<Ipv4Net> = subnets_of(document, vpc)
        .into_iter()
        .filter_map(|(_, subnet)| match subnet.cidr_block.as_ref()?.net() {
            Some(IpNet::V4(net)) => Some(net),
            _ => None,
        })
        .collect();
    taken.order_by_key(|net| (u32::from(net.network()), net.prefix_len()));
    (USUAL_SUBNET..=SMALLEST_SUBNET)
        .find_map(|length| blocks.iter().find_map(|block| gap(*block, &taken, length)))
        .map(|net| CidrBlock::from(IpNet::V4(net)))
}

/// The first of 2001:db8:1::/56, 2001:db8:1:100::/56, … that no VPC of the drawing overlaps. Amazon hands out a /56
/// (R-VPC-18); drawings take it from the documentation range, which counts as public.
pub(crate) fn free_vpc_block_v6(document: &Document) -> CidrBlock {
    let taken = blocks_v6(document.resources.values().filter_map(|resource| match resource.as_ref() {
        Resource::Vpc(vpc) => Some(vpc.ipv6_cidr_blocks.iter()),
        _ => None,
    }));
    free_v6(FIRST_OF_DOCUMENTATION, 56, MOST_VPC_BLOCKS, &taken)
        .map_or_else(|| CidrBlock::new("2001:db8:1::/56"), |net| CidrBlock::from(IpNet::V6(net)))
}

/// The next free /64 of a VPC for a subnet (R-SUB-8). `None` when there is none or the VPC has no IPv6 block.
pub(crate) fn free_subnet_block_v6(document: &Document, vpc: &str) -> Option<CidrBlock> {
    let subnets = subnets_of(document, vpc);
    let taken = blocks_v6(subnets.iter().map(|(_, subnet)| subnet.ipv6_cidr_block.iter()));
    let blocks = blocks_v6(std::iter::once(document.vpc(vpc)?.ipv6_cidr_blocks.iter()));
    blocks.iter().find_map(|block| {
        let rest = SUBNET_V6.checked_sub(block.prefix_len())?;
        // More than these are never taken one by one.
        let count = 1_u128 << rest.min(16);
        free_v6(u128::from(block.network()), SUBNET_V6, count, &taken)
            .map(|net| CidrBlock::from(IpNet::V6(net)))
    })
}

/// The length of a subnet's IPv6 block.
const SUBNET_V6: u8 = 64;
/// 2001:db8:1::, where blocks for drawings begin.
const FIRST_OF_DOCUMENTATION: u128 = 0x2001_0db8_0001_0000 << 64;
/// How many blocks of VPCs are looked at: to 2001:db8:100::, far below the hosts of the internet.
const MOST_VPC_BLOCKS: u128 = 0xff00;

fn blocks_v6<'a>(lists: impl Iterator<Item = impl Iterator<Item = &'a CidrBlock>>) -> Vec<Ipv6Net> {
    lists
        .flatten()
        .filter_map(|block| match block.net() {
            Some(IpNet::V6(net)) => Some(net),
            _ => None,
        })
        .collect()
}

/// The first free block of a length among the `count` ones from `base` on.
fn free_v6(base: u128, length: u8, count: u128, taken: &[Ipv6Net]) -> Option<Ipv6Net> {
    let step = 1_u128 << (128 - u32::from(length));
    (0..count)
        .filter_map(|nth| Ipv6Net::new(Ipv6Addr::from(base.checked_add(nth * step)?), length).ok())
        .find(|block| !taken.iter().any(|other| cidrs_overlap(&IpNet::V6(*block), &IpNet::V6(*other))))
}

/// The first block of a length inside `block` that touches none of `taken` (sorted by their start).
fn gap(block: Ipv4Net, taken: &[Ipv4Net], length: u8) -> Option<Ipv4Net> {
    let length = length.max(block.prefix_len()).max(16);
    let size = 1_u64 << (32 - u32::from(length));
    let end = u64::from(u32::from(block.broadcast())) + 1;
    let mut start = u64::from(u32::from(block.network()));
    while start + size <= end {
        let candidate = Ipv4Net::new(Ipv4Addr::from(u32::try_from(start).ok()?), length).ok()?;
        let blocker = taken.iter().find(|other| cidrs_overlap(&IpNet::V4(candidate), &IpNet::V4(**other)));
        match blocker {
            None => return Some(candidate),
            Some(other) => {
                let after = u64::from(u32::from(other.broadcast())) + 1;
                start = after.max(start + 1).div_ceil(size) * size;
            }
        }
    }
    None
}
