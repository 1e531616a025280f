use crate::model::{Resource, ResourceId, Route};
use crate::topology::{Network, VpcNode};

/// What a route leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The VPC itself: every address in it is delivered inside.
    Local,
    /// An internet gateway.
    InternetGateway(ResourceId),
    /// An egress-only internet gateway.
    EgressOnlyInternetGateway(ResourceId),
    /// A NAT gateway.
    NatGateway(ResourceId),
    /// A network interface; a row that names an instance leads to its only interface.
    NetworkInterface(ResourceId),
    /// A VPC peering connection.
    VpcPeeringConnection(ResourceId),
    /// A transit gateway.
    TransitGateway(ResourceId),
    /// A virtual private gateway.
    VpnGateway(ResourceId),
    /// A gateway endpoint.
    GatewayEndpoint(ResourceId),
    /// A Gateway Load Balancer endpoint; the endpoint of a Network Firewall is one, too.
    GatewayLoadBalancerEndpoint(ResourceId),
    /// Nothing that is there: packets are lost.
    Blackhole {
        /// The id that the row names.
        id: ResourceId,
        /// Why.
        why: Blackhole,
    },
    /// Something that the drawing does not know well enough: a resource of an unknown type, or of a kind that the
    /// importer did not see.
    Unknown(ResourceId),
    /// The row names no target.
    None,
}

/// Why a route is a blackhole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blackhole {
    /// Nothing has that id.
    Gone,
    /// It exists, but can never be the target of a route.
    WrongType,
    /// A gateway that is not attached to this VPC.
    Detached,
    /// A peering connection that is not active (R-PEER-4).
    PeeringNotActive,
    /// A NAT gateway that is deleted or being deleted.
    Deleted,
    /// An interface that is attached to nothing (R-RT-37).
    InterfaceDetached,
    /// An interface of an instance that does not run (R-RT-37).
    InstanceNotRunning,
    /// Something that lives in another VPC (R-RT-21, R-RT-23).
    OtherVpc,
}

impl Blackhole {
    /// Whether the target is no more one for this table, so that AWS would not take the route again; others come back.
    pub fn is_final(self) -> bool {
        match self {
            Self::Gone | Self::WrongType | Self::Detached | Self::Deleted | Self::OtherVpc => true,
            Self::PeeringNotActive | Self::InterfaceDetached | Self::InstanceNotRunning => false,
        }
    }
}

impl Target {
    /// The id of what it leads to; `None` for local and for a row without a target.
    pub fn id(&self) -> Option<&ResourceId> {
        match self {
            Self::InternetGateway(id)
            | Self::EgressOnlyInternetGateway(id)
            | Self::NatGateway(id)
            | Self::NetworkInterface(id)
            | Self::VpcPeeringConnection(id)
            | Self::TransitGateway(id)
            | Self::VpnGateway(id)
            | Self::GatewayEndpoint(id)
            | Self::GatewayLoadBalancerEndpoint(id)
            | Self::Blackhole { id, .. }
            | Self::Unknown(id) => Some(id),
            Self::Local | Self::None => None,
        }
    }

    /// Whether packets that match are lost (R-RT-14).
    pub fn is_blackhole(&self) -> bool {
        matches!(self, Self::Blackhole { .. })
    }

    /// Resolves the target of a row in a table of that VPC.
    pub(super) fn of(network: &Network, vpc: &VpcNode, route: &Route) -> Self {
        let Some((field, id)) = route.targets().next() else { return Self::None };
        if field == "gatewayId" && id == "local" {
            return Self::Local;
        }
        let lost = |why| Self::Blackhole { id: id.clone(), why };
        let Some(resource) = network.document.resource(id.as_str()) else {
            let not_seen = kind_of_field(field, id.as_str()).is_some_and(|kind| vpc.does_not_know(kind));
            return if not_seen { Self::Unknown(id.clone()) } else { lost(Blackhole::Gone) };
        };
        let in_this_vpc = |of: Option<&ResourceId>| of == Some(&vpc.id);
        match resource {
            Resource::InternetGateway(gateway) if in_this_vpc(gateway.vpc_id.as_ref()) => {
                Self::InternetGateway(id.clone())
            }
            Resource::EgressOnlyInternetGateway(gateway) if in_this_vpc(gateway.vpc_id.as_ref()) => {
                Self::EgressOnlyInternetGateway(id.clone())
            }
            Resource::VpnGateway(gateway) if matches!(gateway.state.as_str(), "deleted" | "deleting") => {
                lost(Blackhole::Deleted)
            }
            Resource::VpnGateway(gateway) if in_this_vpc(gateway.vpc_id.as_ref()) => {
                Self::VpnGateway(id.clone())
            }
            Resource::InternetGateway(_)
            | Resource::EgressOnlyInternetGateway(_)
            | Resource::VpnGateway(_) => lost(Blackhole::Detached),
            Resource::NatGateway(nat) if matches!(nat.state.as_str(), "deleted" | "deleting") => {
                lost(Blackhole::Deleted)
            }
            Resource::NatGateway(_) => match network.nat_gateways.get(id) {
                Some(node) if in_this_vpc(node.vpc.as_ref()) => Self::NatGateway(id.clone()),
                _ => lost(Blackhole::OtherVpc),
            },
            Resource::NetworkInterface(_) => Self::of_interface(network, vpc, id),
            Resource::Instance(_) => {
                match network.instances.get(id).map(|instance| instance.interfaces.as_slice()) {
                    Some([interface]) => Self::of_interface(network, vpc, interface),
                    _ => lost(Blackhole::InterfaceDetached),
                }
            }
            Resource::VpcPeeringConnection(_) => match network.peerings.get(id) {
                Some(peering) if peering.other_side(vpc.id.as_str()).is_none() => lost(Blackhole::OtherVpc),
                Some(peering) if peering.is_active() => Self::VpcPeeringConnection(id.clone()),
                _ => lost(Blackhole::PeeringNotActive),
            },
            Resource::VpcEndpoint(endpoint) if endpoint.is_gateway() => Self::GatewayEndpoint(id.clone()),
            Resource::VpcEndpoint(endpoint) if endpoint.is_gateway_load_balancer() => {
                Self::of_inspection(network, vpc, id, &endpoint.state)
            }
            Resource::TransitGateway(gateway) if matches!(gateway.state.as_str(), "deleted" | "deleting") => {
                lost(Blackhole::Deleted)
            }
            Resource::TransitGateway(_) => Self::of_transit_gateway(network, vpc, id),
            Resource::VpcEndpoint(_) | Resource::Other(_) => Self::Unknown(id.clone()),
            Resource::Region(_)
            | Resource::AvailabilityZone(_)
            | Resource::Vpc(_)
            | Resource::Subnet(_)
            | Resource::RouteTable(_)
            | Resource::ElasticIp(_)
            | Resource::SecurityGroup(_)
            | Resource::NetworkAcl(_)
            | Resource::ManagedPrefixList(_)
            | Resource::HealthCheck(_)
            | Resource::HostedZone(_)
            | Resource::ResolverEndpoint(_)
            | Resource::ResolverRule(_)
            | Resource::FirewallRuleGroup(_)
            | Resource::DhcpOptions(_)
            | Resource::ByoipCidr(_)
            | Resource::IpamPool(_)
            | Resource::TransitGatewayAttachment(_)
            | Resource::TransitGatewayConnectPeer(_)
            | Resource::TransitGatewayRouteTable(_)
            | Resource::TransitGatewayMulticastDomain(_)
            | Resource::CustomerGateway(_)
            | Resource::VpnConnection(_)
            | Resource::OnPremisesSite(_)
            | Resource::OnPremisesHost(_)
            | Resource::VpcBlockPublicAccessOptions(_)
            | Resource::DbInstance(_)
            | Resource::CacheCluster(_)
            | Resource::MountTarget(_)
            | Resource::FileSystem(_)
            | Resource::Task(_)
            | Resource::EcsService(_)
            | Resource::Function(_)
            | Resource::TransferServer(_)
            | Resource::WorkspaceDirectory(_)
            | Resource::LoadBalancer(_)
            | Resource::TargetGroup(_)
            | Resource::VpcEndpointService(_)
            | Resource::AutoScalingGroup(_)
            | Resource::VpcBlockPublicAccessExclusion(_)
            | Resource::Firewall(_)
            | Resource::FirewallPolicy(_)
            | Resource::RuleGroup(_)
            | Resource::FlowLog(_)
            | Resource::Account(_)
            | Resource::ResourceShare(_) => lost(Blackhole::WrongType),
        }
    }

    /// A transit gateway takes packets of the VPCs that are attached to it (R-RT-22).
    fn of_transit_gateway(network: &Network, vpc: &VpcNode, id: &ResourceId) -> Self {
        let is_unseen = |gateway: &crate::topology::TransitGatewayNode| {
            gateway.does_not_know(ATTACHMENT) || vpc.does_not_know(ATTACHMENT)
        };
        match network.attachment_of(vpc.id.as_str(), id.as_str()) {
            Some(_) => Self::TransitGateway(id.clone()),
            None if network.transit_gateways.get(id).is_some_and(is_unseen) => Self::Unknown(id.clone()),
            None => Self::Blackhole { id: id.clone(), why: Blackhole::Detached },
        }
    }

    /// A Gateway Load Balancer endpoint takes packets of its own VPC, by its one interface (R-GWLB-2, R-RT-21). Where nobody
    /// drew the interface, nobody knows the subnet.
    fn of_inspection(network: &Network, vpc: &VpcNode, id: &ResourceId, state: &str) -> Self {
        let lost = |why| Self::Blackhole { id: id.clone(), why };
        if matches!(state, "deleted" | "deleting") {
            return lost(Blackhole::Deleted);
        }
        let own = network.document.vpc_endpoint(id.as_str()).and_then(|endpoint| endpoint.vpc_id.as_ref());
        if own.is_some_and(|own| *own != vpc.id) {
            return lost(Blackhole::OtherVpc);
        }
        match network.interface_of_inspection(id) {
            Some(interface) if interface.vpc.as_ref() == Some(&vpc.id) => {
                Self::GatewayLoadBalancerEndpoint(id.clone())
            }
            Some(interface) if interface.vpc.is_some() => lost(Blackhole::OtherVpc),
            _ => Self::Unknown(id.clone()),
        }
    }

    fn of_interface(network: &Network, vpc: &VpcNode, id: &ResourceId) -> Self {
        let lost = |why| Self::Blackhole { id: id.clone(), why };
        let Some(interface) = network.interfaces.get(id) else { return lost(Blackhole::Gone) };
        if interface.vpc.as_ref() != Some(&vpc.id) {
            return lost(Blackhole::OtherVpc);
        }
        if interface.service.is_some() {
            return Self::NetworkInterface(id.clone());
        }
        match interface.instance.as_ref().and_then(|instance| network.instances.get(instance)) {
            None => lost(Blackhole::InterfaceDetached),
            Some(instance) if !instance.running => lost(Blackhole::InstanceNotRunning),
            Some(_) => Self::NetworkInterface(id.clone()),
        }
    }
}

/// The kind of resource that joins a VPC with a transit gateway.
const ATTACHMENT: &str = "transitGatewayAttachment";

/// The kind of resource that a target field names, as the `unknown` list of a VPC calls it.
fn kind_of_field(field: &str, id: &str) -> Option<&'static str> {
    Some(match field {
        "gatewayId" if id.starts_with("vgw-") => "vpnGateway",
        "gatewayId" if id.starts_with("vpce-") => "vpcEndpoint",
        "gatewayId" => "internetGateway",
        "natGatewayId" => "natGateway",
        "networkInterfaceId" => "networkInterface",
        "instanceId" => "instance",
        "vpcPeeringConnectionId" => "vpcPeeringConnection",
        "egressOnlyInternetGatewayId" => "egressOnlyInternetGateway",
        "transitGatewayId" => "transitGateway",
        "vpcEndpointId" => "vpcEndpoint",
        "localGatewayId" => "localGateway",
        "carrierGatewayId" => "carrierGateway",
        "coreNetworkArn" => "coreNetwork",
        _ => return None,
    })
}
