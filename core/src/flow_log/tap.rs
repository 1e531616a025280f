//! Interfaces at which packets are recorded: those of the drawing, and those that AWS makes for its own components.

use crate::model::ResourceId;
use crate::net::Family;
use crate::topology::{InterfaceNode, NatNode, Network};
use std::net::IpAddr;

/// An interface at which packets are recorded.
#[derive(Clone, Debug)]
pub(super) struct Tap<'a> {
    /// What people see: the instance, the interface itself, the NAT gateway, the attachment.
    pub(super) component: &'a ResourceId,
    /// The interface, if the drawing holds it.
    pub(super) interface: Option<&'a ResourceId>,
    /// The instance that it is attached to.
    pub(super) instance: Option<&'a ResourceId>,
    /// Its subnet.
    pub(super) subnet: Option<&'a ResourceId>,
    /// Its VPC.
    pub(super) vpc: Option<&'a ResourceId>,
    ipv4: Option<IpAddr>,
    ipv6: Option<IpAddr>,
}

impl<'a> Tap<'a> {
    pub(super) fn of_interface(node: &'a InterfaceNode) -> Self {
        Self {
            component: node.component(),
            interface: Some(&node.id),
            instance: node.instance.as_ref(),
            subnet: node.subnet.as_ref(),
            vpc: node.vpc.as_ref(),
            ipv4: node.first_address(Family::Ipv4),
            ipv6: node.first_address(Family::Ipv6),
        }
    }

    /// The interface of a NAT gateway in a subnet. Its address is known, its id is not.
    pub(super) fn of_nat(nat: &'a NatNode) -> Self {
        Self {
            component: &nat.id,
            interface: None,
            instance: None,
            subnet: nat.subnet.as_ref(),
            vpc: nat.vpc.as_ref(),
            ipv4: nat.private_ip,
            ipv6: None,
        }
    }

    /// The interface of a transit gateway in a subnet of an attachment. Neither its id nor its address is known.
    pub(super) fn of_hub(network: &'a Network, hub: &ResourceId, subnet: &ResourceId) -> Option<Self> {
        let node = network.subnets.get(subnet)?;
        let attachments = network.transit_gateways.get(hub)?.attachments.iter();
        let attachment = attachments
            .filter_map(|id| network.transit_gateway_attachments.get(id))
            .find(|attachment| attachment.subnets.contains(&node.id))?;
        Some(Self {
            component: &attachment.id,
            interface: None,
            instance: None,
            subnet: Some(&node.id),
            vpc: node.vpc.as_ref(),
            ipv4: None,
            ipv6: None,
        })
    }

    /// The address that records show for the interface itself: the primary one, whatever the packet says.
    pub(super) fn address(&self, family: Family) -> Option<IpAddr> {
        match family {
            Family::Ipv4 => self.ipv4,
            Family::Ipv6 => self.ipv6,
        }
    }
}
