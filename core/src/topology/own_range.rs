//! Ranges of public addresses of one's own (R-IP-4, R-IP-5).

use super::Network;
use crate::model::{Document, Resource, ResourceId};
use crate::net::CidrBlock;
use ipnet::IpNet;
use std::net::IpAddr;

/// A range of public addresses of one's own.
#[derive(Clone, Debug)]
pub struct OwnRangeNode {
    /// Its id.
    pub id: ResourceId,
    /// The range.
    pub block: IpNet,
    /// Whether the internet knows it.
    pub is_advertised: bool,
}

impl Network {
    pub(super) fn add_own_ranges(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::ByoipCidr(range) = resource.as_ref() else { continue };
            if let Some(block) = range.cidr.as_ref().and_then(CidrBlock::net) {
                let is_advertised = range.state == "advertised";
                self.own_ranges.push(OwnRangeNode { id: id.clone(), block, is_advertised });
            }
        }
    }

    /// The narrowest range of one's own that holds an address.
    pub fn own_range_of(&self, address: IpAddr) -> Option<&OwnRangeNode> {
        let around = self.own_ranges.iter().filter(|range| range.block.contains(&address));
        around.max_by_key(|range| range.block.prefix_len())
    }
}
