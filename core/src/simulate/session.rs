use super::device::network_firewall::symmetry::FirewallFlow;
use super::filter::tracking::Tracking;
use super::packet::PortChooser;
use crate::model::ResourceId;
use crate::net::Header;
use crate::topology::{
    EndpointNode, HostNode, InterfaceNode, NatNode, PeeringNode, SubnetNode, TransitGatewayAttachmentNode,
    TransitGatewayNode, VpcNode, VpnConnectionNode, VpnGatewayNode,
};
use std::net::IpAddr;

/// What groups remember: an interface, and the Connect peer whose tunnel passes it, where it is not the flow itself.
pub(super) type Tracked<'a> = (&'a ResourceId, Option<&'a ResourceId>);

/// What the components of the network remember of the request, for the reply (R-FLOW-6).
#[derive(Clone, Default)]
pub(super) struct Session<'a> {
    /// Interfaces whose groups know a flow (R-SG-2): the flow itself, or that of the tunnel of a Connect peer.
    tracked: Vec<(Tracked<'a>, Tracking)>,
    /// Translations, in the order of the walk.
    pub(super) translations: Vec<Translation<'a>>,
    /// Connections that load balancers handed on, in the order of the walk.
    pub(super) balanced: Vec<Balanced<'a>>,
    /// Regional NAT gateways that the request passed, each with the subnet that it came from.
    pub(super) regional_nat: Vec<(&'a ResourceId, &'a SubnetNode)>,
    /// What endpoints of firewalls saw of the request.
    pub(super) firewalls: Vec<FirewallFlow<'a>>,
    /// Egress-only internet gateways that the flow went out by.
    pub(super) egress_only: Vec<&'a ResourceId>,
    /// The gateway endpoint that the flow went out by.
    pub(super) endpoint: Option<(&'a EndpointNode, &'a VpcNode)>,
    /// The endpoint by which the request came to a service of the drawing, and the node that took it.
    pub(super) private_link: Option<PrivateLink<'a>>,
    /// Nodes of Gateway Load Balancers that the request passed.
    pub(super) inspections: Vec<Inspection<'a>>,
    /// Peering connections that the request crossed.
    pub(super) crossings: Vec<Crossing<'a>>,
    /// The subnets by which transit gateways brought the request into VPCs, by attachment.
    pub(super) hub_zones: Vec<(&'a ResourceId, &'a SubnetNode)>,
    /// The attachment that the reply passes in another zone than the request did (R-TGW-24).
    pub(super) changed_zone: Option<&'a TransitGatewayAttachmentNode>,
    /// The VPC whose internet gateway let the request in.
    pub(super) came_in_by_gateway: Option<&'a ResourceId>,
    /// Private addresses that are taken to have a public one, because the lack of it is blamed already.
    pub(super) assumed_public: Vec<IpAddr>,
    /// Things that are taken to work, because their fault is blamed already.
    pub(super) assumed_good: Vec<&'a ResourceId>,
    /// The interface that the request arrived at.
    pub(super) arrived_at: Option<&'a InterfaceNode>,
    /// The VPC of the sender.
    pub(super) home: Option<&'a VpcNode>,
    /// The VPC of whoever is meant, where a resource was named.
    pub(super) there: Option<&'a VpcNode>,
    /// The address of a sender without an interface.
    pub(super) hypothetical_sender: Option<IpAddr>,
    /// The virtual private gateway that let the request in, and its VPC.
    pub(super) came_in_by_vpn: Option<(&'a VpnGatewayNode, &'a VpcNode)>,
    /// The VPN connection by which the request came to a site.
    pub(super) came_to_site_by: Option<&'a VpnConnectionNode>,
    /// The sender of the request, if it is a host at a site.
    pub(super) host: Option<&'a HostNode>,
    /// Whether a function outside of every VPC sends the request, from whatever address AWS gives it.
    pub(super) is_from_function: bool,
    /// The sender of the request.
    pub(super) sender: Option<&'a InterfaceNode>,
}

/// What a NAT gateway or NAT instance replaced.
#[derive(Clone)]
pub(super) struct Translation<'a> {
    /// The NAT gateway, or the interface of the NAT instance.
    pub(super) device: &'a ResourceId,
    /// The header before.
    pub(super) inside: Header,
    /// Who chose the port of the header before.
    pub(super) inside_port: PortChooser,
    /// The source address after.
    pub(super) outside: IpAddr,
}

/// A connection that a node of a load balancer handed on to a target.
#[derive(Clone)]
pub(super) struct Balanced<'a> {
    /// The node.
    pub(super) node: &'a InterfaceNode,
    /// The header of the client.
    pub(super) before: Header,
    /// Who chose the port of the client.
    pub(super) before_port: PortChooser,
    /// The header towards the target.
    pub(super) after: Header,
    /// Whether the target sees the address of the client.
    pub(super) keeps_client: bool,
    /// The number of the book that says so.
    pub(super) book: &'static str,
}

impl Balanced<'_> {
    /// Whether a packet is what the target answers.
    pub(super) fn is_answered_by(&self, reply: &Header) -> bool {
        self.after.destination == reply.source
            && self.after.source == reply.destination
            && self.after.destination_port == reply.source_port
    }
}

/// How a request left an endpoint for the load balancer of its service.
#[derive(Clone, Copy)]
pub(super) struct PrivateLink<'a> {
    /// The interface of the endpoint.
    pub(super) endpoint: &'a InterfaceNode,
    /// The node of the load balancer.
    pub(super) node: &'a InterfaceNode,
    /// The address of the endpoint that the client asked for.
    pub(super) address: IpAddr,
}

/// A node of a Gateway Load Balancer that the request passed, and the appliance that saw it.
#[derive(Clone)]
pub(super) struct Inspection<'a> {
    pub(super) balancer: &'a ResourceId,
    pub(super) node: &'a InterfaceNode,
    /// The appliance; `None` where none took it, which is blamed already.
    pub(super) appliance: Option<&'a InterfaceNode>,
    /// The request as it was when it came.
    pub(super) header: Header,
}

/// A transit gateway that a walk crossed.
#[derive(Clone, Copy)]
pub(super) struct HubCrossing<'a> {
    pub(super) gateway: &'a TransitGatewayNode,
    /// The attachment by which the packet came.
    pub(super) from: &'a TransitGatewayAttachmentNode,
    /// The attachment by which it left.
    pub(super) to: &'a TransitGatewayAttachmentNode,
}

/// A peering connection that the request crossed.
#[derive(Clone, Copy)]
pub(super) struct Crossing<'a> {
    pub(super) peering: &'a PeeringNode,
    /// The VPC that the request came from.
    pub(super) from: &'a VpcNode,
    /// The NAT gateway that sent it, if one did, and its subnet (R-NAT-11).
    pub(super) nat: Option<(&'a NatNode, &'a SubnetNode)>,
}

impl<'a> Session<'a> {
    pub(super) fn track(&mut self, flow: Tracked<'a>, tracking: Tracking) {
        if self.tracking(flow).is_none() {
            self.tracked.push((flow, tracking));
        }
    }

    /// How the groups of an interface remember a flow, where they know it.
    pub(super) fn tracking(&self, flow: Tracked<'_>) -> Option<Tracking> {
        self.tracked.iter().find(|(known, _)| *known == flow).map(|(_, tracking)| *tracking)
    }

    /// The translation that a reply to this address belongs to.
    pub(super) fn translation(&self, device: &ResourceId, outside: IpAddr) -> Option<&Translation<'a>> {
        self.translations.iter().rev().find(|entry| entry.device == device && entry.outside == outside)
    }

    pub(super) fn assume_good(&mut self, id: &'a ResourceId) {
        self.assumed_good.push(id);
    }

    pub(super) fn is_assumed_good(&self, id: &ResourceId) -> bool {
        self.assumed_good.contains(&id)
    }
}
