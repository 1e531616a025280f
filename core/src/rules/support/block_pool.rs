use crate::model::ResourceId;
use crate::net::{Family, FreeBlocks, well_known::RFC1918};
use crate::ordered::IntoOrdered;
use crate::topology::{Network, VpcNode};
use ipnet::IpNet;
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

/// Blocks and addresses that fixes may give: each once, so that several fixes go together.
pub(in crate::rules) struct BlockPool<'a> {
    network: &'a Network,
    of_subnets: RefCell<BTreeMap<&'a ResourceId, FreeBlocks>>,
    of_vpcs: OnceCell<RefCell<FreeBlocks>>,
    hosts: RefCell<BTreeMap<&'a ResourceId, BTreeSet<IpAddr>>>,
}

impl<'a> BlockPool<'a> {
    pub(in crate::rules) fn new(network: &'a Network) -> Self {
        Self { network, of_subnets: RefCell::default(), of_vpcs: OnceCell::new(), hosts: RefCell::default() }
    }

    /// A block of that length for a subnet: inside the VPC, and in no other subnet.
    pub(in crate::rules) fn for_subnet(&self, vpc: &'a VpcNode, family: Family, length: u8) -> Option<IpNet> {
        self.for_subnet_inside(vpc, vpc.cidrs_of(family).map(|within| (*within, length)))
    }

    /// The first block that one of these parts of the VPC has, each asked for a length of its own.
    pub(in crate::rules) fn for_subnet_inside(
        &self,
        vpc: &'a VpcNode,
        mut parts: impl Iterator<Item = (IpNet, u8)>,
    ) -> Option<IpNet> {
        let mut pools = self.of_subnets.borrow_mut();
        let pool = pools.entry(&vpc.id).or_insert_with(|| {
            let subnets = vpc.subnets.iter().filter_map(|id| self.network.subnets.get(id));
            FreeBlocks::new(subnets.flat_map(|subnet| [subnet.cidr, subnet.ipv6_cidr]).flatten())
        });
        parts.find_map(|(within, length)| pool.take(&within, length))
    }

    /// A block of that length for a VPC, from one of these ranges: no VPC of the drawing has addresses of it, nor a VPC
    /// elsewhere that is a side of a peering connection.
    pub(in crate::rules) fn for_vpc(&self, ranges: &[IpNet], length: u8) -> Option<IpNet> {
        let vpcs = || {
            let own = self.network.vpcs.values().flat_map(|vpc| &vpc.cidrs);
            let peers = self.network.peerings.values().flat_map(|peering| &peering.sides);
            // What is wider than AWS offers is to be replaced itself, and would leave nothing.
            own.chain(peers.flat_map(|side| &side.cidrs)).filter(|net| net.prefix_len() >= 16).copied()
        };
        let mut pool = self.of_vpcs.get_or_init(|| RefCell::new(FreeBlocks::new(vpcs()))).borrow_mut();
        ranges.iter().find_map(|range| pool.take(range, length))
    }

    /// A /16 of the private ranges for a VPC.
    pub(in crate::rules) fn for_new_vpc(&self) -> Option<IpNet> {
        self.for_vpc(&RFC1918, 16)
    }

    /// The first IPv4 address of a subnet that AWS gives out (R-SUB-5) and nothing in it has.
    pub(in crate::rules) fn host(&self, subnet: &ResourceId) -> Option<IpAddr> {
        let subnet = self.network.subnets.get(subnet)?;
        let Some(IpNet::V4(block)) = subnet.cidr else { return None };
        let mut hosts = self.hosts.borrow_mut();
        let taken = hosts.entry(&subnet.id).or_insert_with(|| {
            let interfaces = subnet.interfaces.iter().filter_map(|id| self.network.interfaces.get(id));
            let nats = subnet.nat_gateways.iter().filter_map(|id| self.network.nat_gateways.get(id));
            interfaces
                .flat_map(|interface| interface.addresses.iter().map(|entry| entry.private))
                .chain(nats.filter_map(|nat| nat.private_ip))
                .into_set()
        });
        let most = taken.len() + 1;
        let free =
            block.hosts().skip(3).map(IpAddr::V4).take(most).find(|address| !taken.contains(address))?;
        taken.insert(free);
        Some(free)
    }
}
