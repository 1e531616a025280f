//! NAT gateways, with the private address that AWS would give them.

use super::Network;
use super::node::NatNode;
use crate::model::{Document, Resource, ResourceId, ResourceType};
use crate::net::Address;
use ipnet::IpNet;
use std::net::IpAddr;

impl Network {
    pub(super) fn add_nat_gateways(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::NatGateway(nat) = resource.as_ref() else { continue };
            let subnet = self.resolve(id, "/subnetId", nat.subnet_id.as_ref(), ResourceType::Subnet);
            let named = self.resolve(id, "/vpcId", nat.vpc_id.as_ref(), ResourceType::Vpc);
            // A regional one stands in no subnet (R-RNAT-1). Of a zonal one the subnet tells the VPC.
            let subnet = subnet.filter(|_| !nat.is_regional());
            let named = named.filter(|_| nat.is_regional());
            let vpc = subnet
                .as_ref()
                .and_then(|subnet| self.subnets.get(subnet))
                .and_then(|subnet| subnet.vpc.clone())
                .or(named);
            if let Some(subnet) = subnet.as_ref().and_then(|subnet| self.subnets.get_mut(subnet)) {
                subnet.nat_gateways.push(id.clone());
            }
            let written = nat.private_ip.as_ref().and_then(Address::ip).filter(|_| !nat.is_regional());
            let private_ip = written.or_else(|| self.free_address(subnet.as_ref()?));
            let node = NatNode {
                id: id.clone(),
                subnet,
                vpc,
                private_ip,
                public_ip: None,
                elastic_ip: None,
                regional: None,
                is_public: nat.is_regional() || nat.connectivity_type != "private",
                state: nat.state.clone(),
            };
            self.nat_gateways.insert(id.clone(), node);
        }
    }

    /// The first address of a subnet that AWS may give out (R-SUB-5) and nothing in the drawing has.
    fn free_address(&self, subnet: &ResourceId) -> Option<IpAddr> {
        let node = self.subnets.get(subnet)?;
        let Some(IpNet::V4(cidr)) = node.cidr else { return None };
        let taken = |address: IpAddr| {
            node.interfaces
                .iter()
                .filter_map(|id| self.interfaces.get(id))
                .any(|interface| interface.owns(address))
                || self
                    .nat_gateways
                    .values()
                    .any(|nat| nat.private_ip == Some(address) && nat.subnet.as_ref() == Some(subnet))
        };
        cidr.hosts().skip(3).take(4096).map(IpAddr::V4).find(|address| !taken(*address))
    }
}
