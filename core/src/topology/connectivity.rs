//! Who is joined with whom, and who has an address: worked out once, so that a packet does not look through all VPCs.

use super::{AddressOwner, Network, VpcNode};
use crate::model::ResourceId;
use crate::ordered::Order;
use ipnet::IpNet;
use petgraph::unionfind::UnionFind;
use prefix_trie::joint::JointPrefixMap;
use std::net::IpAddr;

/// What is found over all VPCs at once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Whereabouts {
    /// For every node of the graph a number that all have which are joined, directly or over others.
    joined: Vec<usize>,
    /// Every private or IPv6 address of a VPC that somebody owns, with the VPC: sorted.
    addresses: Vec<(IpAddr, ResourceId)>,
    /// For every block of a VPC the places of the VPCs that have it.
    blocks: JointPrefixMap<IpNet, Vec<usize>>,
}

impl Network {
    /// Works out what is asked over all VPCs; after everything else.
    pub(super) fn index_whereabouts(&mut self) {
        let mut joined = UnionFind::new(self.graph.node_count());
        for edge in self.graph.raw_edges() {
            joined.union(edge.source().index(), edge.target().index());
        }
        let owned = self
            .private_addresses
            .iter()
            .flat_map(|(vpc, owners)| owners.keys().map(move |address| (vpc, address)));
        let mut addresses: Vec<(IpAddr, ResourceId)> =
            owned.map(|(vpc, address)| (*address, vpc.clone())).collect();
        addresses.order();
        let mut blocks: JointPrefixMap<IpNet, Vec<usize>> = JointPrefixMap::new();
        for (place, vpc) in self.vpcs.values().enumerate() {
            for block in &vpc.cidrs {
                match blocks.get_mut(block) {
                    Some(places) => places.push(place),
                    None => _ = blocks.insert(*block, vec![place]),
                }
            }
        }
        self.whereabouts = Whereabouts { joined: joined.into_labeling(), addresses, blocks };
    }

    /// Whether anything at all joins two VPCs, directly or over others, whatever its state (R-FLOW-13).
    pub fn has_connection(&self, one: &str, other: &str) -> bool {
        let number = |id: &str| self.whereabouts.joined.get(self.graph_nodes.get(id)?.index());
        number(one).zip(number(other)).is_some_and(|(one, other)| one == other)
    }

    /// Who owns a private or IPv6 address inside a VPC, over all VPCs: for ends given as a bare address. More than one
    /// entry means that the address alone does not tell.
    ///
    /// Takes the logarithm of the count of addresses.
    pub fn owners_of_private_address(&self, address: IpAddr) -> Vec<(&ResourceId, &AddressOwner)> {
        let addresses = &self.whereabouts.addresses;
        let first = addresses.partition_point(|(own, _)| *own < address);
        let vpcs = addresses.iter().skip(first).take_while(|(own, _)| *own == address);
        vpcs.filter_map(|(_, vpc)| Some((vpc, self.owner_in_vpc(vpc.as_str(), address)?))).collect()
    }

    /// The VPC one of whose blocks holds an address; of several the first by id.
    ///
    /// Takes time in the length of the address, not in the number of VPCs.
    pub fn vpc_around(&self, address: IpAddr) -> Option<&VpcNode> {
        let around = self.whereabouts.blocks.cover_values(&IpNet::from(address));
        let first = around.flatten().min()?;
        self.vpcs.values().nth(*first)
    }
}
