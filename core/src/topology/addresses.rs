//! Elastic IPs, and who owns which address.

use super::Network;
use crate::model::{Document, Resource, ResourceId, ResourceType};
use crate::net::Address;
use std::net::IpAddr;

/// Who owns a private or IPv6 address of a VPC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressOwner {
    /// A network interface.
    Interface(ResourceId),
    /// A NAT gateway.
    NatGateway(ResourceId),
}

impl AddressOwner {
    /// The id of the owner.
    pub fn id(&self) -> &ResourceId {
        match self {
            Self::Interface(id) | Self::NatGateway(id) => id,
        }
    }
}

/// Who owns a public IPv4 address, and the private address that it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicAddress {
    /// The owner.
    pub owner: AddressOwner,
    /// The private address.
    pub private: Option<IpAddr>,
}

impl Network {
    pub(super) fn add_elastic_ips(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::ElasticIp(elastic) = resource.as_ref() else { continue };
            let interface = self.resolve(
                id,
                "/networkInterfaceId",
                elastic.network_interface_id.as_ref(),
                ResourceType::NetworkInterface,
            );
            let nat =
                self.resolve(id, "/natGatewayId", elastic.nat_gateway_id.as_ref(), ResourceType::NatGateway);
            let public = elastic.public_ip.as_ref().and_then(Address::ip);
            if let Some(node) = interface.and_then(|interface| self.interfaces.get_mut(&interface)) {
                let wanted = elastic.private_ip_address.as_ref().and_then(Address::ip);
                let entry = node
                    .addresses
                    .iter_mut()
                    .find(|entry| wanted.is_none_or(|wanted| entry.private == wanted));
                if let Some(entry) = entry.filter(|entry| entry.elastic_ip.is_none()) {
                    entry.public = public.or(entry.public);
                    entry.elastic_ip = Some(id.clone());
                }
            }
            if let Some(node) = nat.and_then(|nat| self.nat_gateways.get_mut(&nat))
                && node.elastic_ip.is_none()
            {
                node.public_ip = public;
                node.elastic_ip = Some(id.clone());
            }
        }
    }

    /// NAT gateways first: an import brings their interfaces too, and the address is the gateway's.
    pub(super) fn index_addresses(&mut self) {
        for (id, node) in &self.nat_gateways {
            // A regional one is seen by its public addresses inside, too.
            for public in node.regional.iter().flat_map(super::RegionalNat::addresses) {
                let owner = AddressOwner::NatGateway(id.clone());
                self.public_addresses.entry(public).or_insert(PublicAddress { owner, private: Some(public) });
            }
            if let Some(public) = node.public_ip.filter(|_| node.regional.is_none()) {
                let owner = AddressOwner::NatGateway(id.clone());
                self.public_addresses
                    .entry(public)
                    .or_insert(PublicAddress { owner, private: node.private_ip });
            }
            if let (Some(vpc), Some(private)) = (&node.vpc, node.private_ip) {
                let owners = self.private_addresses.entry(vpc.clone()).or_default();
                owners.entry(private).or_insert_with(|| AddressOwner::NatGateway(id.clone()));
            }
        }
        for (id, node) in &self.interfaces {
            for entry in &node.addresses {
                if let Some(public) = entry.public {
                    let owner = AddressOwner::Interface(id.clone());
                    self.public_addresses
                        .entry(public)
                        .or_insert(PublicAddress { owner, private: Some(entry.private) });
                }
            }
            let Some(vpc) = &node.vpc else { continue };
            let owners = self.private_addresses.entry(vpc.clone()).or_default();
            for address in node.addresses.iter().map(|entry| entry.private).chain(node.ipv6.iter().copied()) {
                owners.entry(address).or_insert_with(|| AddressOwner::Interface(id.clone()));
            }
        }
    }

    /// Elastic IPs that stand for nobody: an address of theirs is not one of the internet's.
    pub(super) fn index_idle_elastic_ips(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::ElasticIp(elastic) = resource.as_ref() else { continue };
            let address = elastic.public_ip.as_ref().and_then(Address::ip);
            if let Some(address) = address.filter(|address| !self.public_addresses.contains_key(address)) {
                self.idle_elastic_ips.entry(address).or_insert_with(|| id.clone());
            }
        }
    }
}
