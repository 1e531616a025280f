//! Multicast domains of transit gateways: which subnets they join, and who gets what is sent to a group (R-TGW-39).

use super::Network;
use crate::model::{Document, Resource, ResourceId, ResourceType, RowId};
use crate::net::Address;
use std::net::IpAddr;

/// A multicast domain.
#[derive(Clone, Debug)]
pub struct MulticastDomainNode {
    /// Its id.
    pub id: ResourceId,
    /// The transit gateway, if it names one that exists.
    pub gateway: Option<ResourceId>,
    /// The subnets that it joins: those of VPCs that are attached to its gateway, whatever the state of the attachment.
    pub subnets: Vec<ResourceId>,
    /// Members and sources of groups, by row.
    pub groups: Vec<MulticastGroupNode>,
    /// Whether only listed sources may send.
    pub has_static_sources: bool,
    /// Whether it passes packets on.
    pub is_up: bool,
    /// Parts of which an importer saw nothing: `subnetIds`, `groups`.
    pub unknown: Vec<String>,
}

/// An interface and a group of a domain.
#[derive(Clone, Debug)]
pub struct MulticastGroupNode {
    /// The row.
    pub row: RowId,
    /// The address of the group.
    pub address: IpAddr,
    /// The interface.
    pub interface: ResourceId,
    /// Whether it gets what is sent to the group.
    pub is_member: bool,
    /// Whether it may send to the group.
    pub is_source: bool,
}

impl MulticastDomainNode {
    /// Whether an importer said that it saw nothing of this part.
    pub fn does_not_know(&self, part: &str) -> bool {
        self.unknown.iter().any(|unknown| unknown == part)
    }
}

impl Network {
    pub(super) fn add_multicast_domains(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::TransitGatewayMulticastDomain(domain) = resource.as_ref() else { continue };
            let named = domain.transit_gateway_id.as_ref();
            let gateway = self.resolve(id, "/transitGatewayId", named, ResourceType::TransitGateway);
            let mut subnets = Vec::new();
            for (index, subnet) in domain.subnet_ids.iter().enumerate() {
                let path = format!("/subnetIds/{index}");
                let Some(subnet) = self.resolve(id, &path, Some(subnet), ResourceType::Subnet) else {
                    continue;
                };
                if self.is_attached(&subnet, gateway.as_ref()) {
                    subnets.push(subnet);
                }
            }
            let mut groups = Vec::new();
            for (row, group) in &domain.groups {
                let path = format!("/groups/{row}/networkInterfaceId");
                let named = group.network_interface_id.as_ref();
                let interface = self.resolve(id, &path, named, ResourceType::NetworkInterface);
                let address = group.group_ip_address.as_ref().and_then(Address::ip);
                if let (Some(interface), Some(address)) = (interface, address) {
                    groups.push(MulticastGroupNode {
                        row: row.clone(),
                        address,
                        interface,
                        is_member: group.group_member,
                        is_source: group.group_source,
                    });
                }
            }
            // A gateway that was made without multicast has no domains.
            let carries = gateway.as_ref().and_then(|gateway| document.transit_gateway(gateway.as_str()));
            let carries = carries.is_some_and(|gateway| gateway.options.multicast_support == "enable");
            let node = MulticastDomainNode {
                id: id.clone(),
                gateway,
                subnets,
                groups,
                has_static_sources: domain.options.static_sources_support == "enable",
                is_up: carries && domain.state == "available",
                unknown: domain.unknown.clone(),
            };
            self.multicast_domains.insert(id.clone(), node);
        }
    }

    fn is_attached(&self, subnet: &ResourceId, gateway: Option<&ResourceId>) -> bool {
        let vpc = self.subnets.get(subnet).and_then(|subnet| subnet.vpc.as_ref());
        vpc.zip(gateway)
            .is_some_and(|(vpc, gateway)| self.attachment_of(vpc.as_str(), gateway.as_str()).is_some())
    }

    /// The multicast domain that joins a subnet: AWS takes one; of two that name it, the first by id counts.
    pub fn multicast_domain_of(&self, subnet: &ResourceId) -> Option<&MulticastDomainNode> {
        self.multicast_domains.values().find(|domain| domain.is_up && domain.subnets.contains(subnet))
    }
}
