//! Free blocks for new VPCs and subnets.

use ipnet::{IpNet, Ipv4Net};
use netyard_core::model::{Document, Resource};
use netyard_core::net::{CidrBlock, cidrs_overlap};
use std::net::Ipv4Addr;

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
    taken.sort_by_key(|net| (u32::from(net.network()), net.prefix_len()));
    (USUAL_SUBNET..=SMALLEST_SUBNET)
        .find_map(|length| blocks.iter().find_map(|block| gap(*block, &taken, length)))
        .map(|net| CidrBlock::from(IpNet::V4(net)))
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
