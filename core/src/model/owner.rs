//! Which account a resource names as its owner.

use super::Resource;

impl Resource {
    /// The account that the resource itself names as its owner, with AWS's spelling of each kind. `None` where it names
    /// none: then it belongs to whom that belongs which it is part of.
    pub fn owner_id(&self) -> Option<&str> {
        let owner = match self {
            Self::Vpc(own) => &own.owner_id,
            Self::Subnet(own) => &own.owner_id,
            Self::RouteTable(own) => &own.owner_id,
            Self::InternetGateway(own) => &own.owner_id,
            Self::EgressOnlyInternetGateway(own) => &own.owner_id,
            Self::NatGateway(own) => &own.owner_id,
            Self::ElasticIp(own) => &own.owner_id,
            Self::NetworkInterface(own) => &own.owner_id,
            Self::Instance(own) => &own.owner_id,
            Self::SecurityGroup(own) => &own.owner_id,
            Self::NetworkAcl(own) => &own.owner_id,
            Self::ManagedPrefixList(own) => &own.owner_id,
            Self::HostedZone(own) => &own.owner_id,
            Self::HealthCheck(own) => &own.owner_id,
            Self::ResolverEndpoint(own) => &own.owner_id,
            Self::ResolverRule(own) => &own.owner_id,
            Self::FirewallRuleGroup(own) => &own.owner_id,
            Self::DhcpOptions(own) => &own.owner_id,
            Self::VpcEndpoint(own) => &own.owner_id,
            Self::TransitGateway(own) => &own.owner_id,
            Self::TransitGatewayAttachment(own) => &own.resource_owner_id,
            Self::VpnGateway(own) => &own.owner_id,
            Self::CustomerGateway(own) => &own.owner_id,
            Self::VpnConnection(own) => &own.owner_id,
            Self::VpcBlockPublicAccessOptions(own) => &own.owner_id,
            Self::Function(own) => &own.owner_id,
            Self::TransferServer(own) => &own.owner_id,
            Self::FileSystem(own) => &own.owner_id,
            Self::LoadBalancer(own) => &own.owner_id,
            Self::TargetGroup(own) => &own.owner_id,
            Self::VpcEndpointService(own) => &own.owner_id,
            Self::FlowLog(own) => &own.owner_id,
            Self::ResourceShare(own) => &own.owning_account_id,
            Self::Region(_)
            | Self::AvailabilityZone(_)
            | Self::VpcPeeringConnection(_)
            | Self::TransitGatewayConnectPeer(_)
            | Self::TransitGatewayRouteTable(_)
            | Self::TransitGatewayMulticastDomain(_)
            | Self::ByoipCidr(_)
            | Self::IpamPool(_)
            | Self::OnPremisesSite(_)
            | Self::OnPremisesHost(_)
            | Self::VpcBlockPublicAccessExclusion(_)
            | Self::Firewall(_)
            | Self::FirewallPolicy(_)
            | Self::RuleGroup(_)
            | Self::DbInstance(_)
            | Self::CacheCluster(_)
            | Self::MountTarget(_)
            | Self::Task(_)
            | Self::WorkspaceDirectory(_)
            | Self::AutoScalingGroup(_)
            | Self::EcsService(_)
            | Self::Account(_)
            | Self::Other(_) => return None,
        };
        owner.as_deref()
    }
}
