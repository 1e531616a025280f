use super::world::Receiver;
use crate::model::ResourceId;
use crate::topology::{
    EndpointNode, HostNode, InterfaceNode, NatNode, PeeringNode, SiteNode, SubnetNode,
    TransitGatewayAttachmentNode, TransitGatewayNode, VpcNode, VpnConnectionNode, VpnGatewayNode,
};

/// Where a packet stands between two stages.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    /// About to leave an interface (R-FLOW-2).
    Leave(&'a InterfaceNode),
    /// Past the groups, in a subnet; `nat` when a NAT gateway sent it on.
    InSubnet {
        /// The subnet.
        subnet: &'a SubnetNode,
        /// The NAT gateway that it comes from.
        nat: Option<&'a NatNode>,
    },
    /// At what a route of this subnet names.
    At(NextHop<'a>, &'a SubnetNode),
    /// Inside a VPC, on the way to whoever owns its destination.
    InVpc {
        /// The VPC.
        vpc: &'a VpcNode,
        /// The subnet that it comes from, if it comes from one of this VPC.
        from: Option<&'a SubnetNode>,
        /// The peering connection that it came by.
        came_by: Option<&'a PeeringNode>,
    },
    /// At the border of a subnet, for somebody in it (R-FLOW-3).
    Enter {
        /// The subnet.
        subnet: &'a SubnetNode,
        /// Who takes it.
        receiver: Receiver<'a>,
        /// The subnet that it comes from, if it comes from one of this VPC.
        from: Option<&'a SubnetNode>,
        /// The peering connection that it came by.
        came_by: Option<&'a PeeringNode>,
    },
    /// At the router of a site.
    AtSite {
        /// The site.
        site: &'a SiteNode,
        /// The VPN connection that it came by.
        came_by: Option<&'a VpnConnectionNode>,
    },
    /// At a transit gateway, from another one or from a site.
    AtHub {
        /// The transit gateway.
        gateway: &'a TransitGatewayNode,
        /// The peering or VPN connection that it came by.
        came_by: &'a TransitGatewayAttachmentNode,
    },
    /// Behind a regional NAT gateway, which goes by a route table of its own.
    BehindNat(&'a NatNode),
    /// On the internet; the VPC is the one whose gateway let it out, if one did.
    OnInternet(Option<&'a VpcNode>),
    /// It arrived.
    Arrived(Arrival<'a>),
    /// Nothing more can be said of its way.
    Over,
}

/// What a route leads to, ready to take a packet.
#[derive(Clone, Copy)]
pub(super) enum NextHop<'a> {
    /// The VPC itself.
    Local,
    /// An internet gateway.
    InternetGateway(&'a ResourceId),
    /// An egress-only internet gateway.
    EgressOnlyInternetGateway(&'a ResourceId),
    /// A NAT gateway.
    NatGateway(&'a NatNode),
    /// A network interface.
    Interface(&'a InterfaceNode),
    /// A peering connection.
    Peering(&'a PeeringNode),
    /// A transit gateway, by the attachment of the VPC.
    TransitGateway(&'a TransitGatewayNode, &'a TransitGatewayAttachmentNode),
    /// A virtual private gateway.
    VpnGateway(&'a VpnGatewayNode),
    /// A gateway endpoint.
    Endpoint(&'a EndpointNode),
    /// The interface of a Gateway Load Balancer endpoint.
    Inspection(&'a InterfaceNode),
    /// Something that the drawing does not know well enough.
    Unknown(&'a ResourceId),
}

/// Where a packet ends.
#[derive(Clone, Copy)]
pub(super) enum Arrival<'a> {
    /// At an interface.
    Interface(&'a InterfaceNode),
    /// At an address of a subnet or site that nobody has: a hypothetical sender that gets its reply.
    Subnet,
    /// At a host of a site.
    Host(&'a HostNode),
    /// On the internet, or at a service there.
    Internet,
    /// At a service behind a gateway endpoint.
    Service,
    /// At a link-local service of the host's own subnet.
    LinkLocal,
    /// At the sender itself, without ever leaving it; the interface has the address.
    OwnHost(&'a InterfaceNode),
}
