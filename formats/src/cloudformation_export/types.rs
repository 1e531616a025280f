//! Which resource of CloudFormation a resource of the drawing becomes, and what gives its id.

use crate::export::is_of_a_service;
use netyard_core::model::Resource;

/// The type; nothing where CloudFormation has none, or where it comes with something else.
pub(super) fn type_of(resource: &Resource) -> Option<&'static str> {
    Some(match resource {
        Resource::Vpc(_) => "AWS::EC2::VPC",
        Resource::Subnet(_) => "AWS::EC2::Subnet",
        Resource::RouteTable(_) => "AWS::EC2::RouteTable",
        Resource::InternetGateway(_) => "AWS::EC2::InternetGateway",
        Resource::EgressOnlyInternetGateway(_) => "AWS::EC2::EgressOnlyInternetGateway",
        Resource::NatGateway(_) => "AWS::EC2::NatGateway",
        Resource::ElasticIp(_) => "AWS::EC2::EIP",
        Resource::NetworkInterface(own) if !is_of_a_service(own) => "AWS::EC2::NetworkInterface",
        Resource::Instance(_) => "AWS::EC2::Instance",
        Resource::SecurityGroup(_) => "AWS::EC2::SecurityGroup",
        Resource::NetworkAcl(_) => "AWS::EC2::NetworkAcl",
        Resource::ManagedPrefixList(_) => "AWS::EC2::PrefixList",
        Resource::DhcpOptions(_) => "AWS::EC2::DHCPOptions",
        Resource::VpcPeeringConnection(_) => "AWS::EC2::VPCPeeringConnection",
        Resource::VpcEndpoint(_) => "AWS::EC2::VPCEndpoint",
        Resource::VpcEndpointService(_) => "AWS::EC2::VPCEndpointService",
        Resource::TransitGateway(_) => "AWS::EC2::TransitGateway",
        Resource::TransitGatewayAttachment(own) => match own.resource_type.as_str() {
            "vpc" => "AWS::EC2::TransitGatewayAttachment",
            "peering" => "AWS::EC2::TransitGatewayPeeringAttachment",
            "connect" => "AWS::EC2::TransitGatewayConnect",
            _ => return None,
        },
        Resource::TransitGatewayConnectPeer(_) => "AWS::EC2::TransitGatewayConnectPeer",
        Resource::TransitGatewayMulticastDomain(_) => "AWS::EC2::TransitGatewayMulticastDomain",
        Resource::FirewallRuleGroup(_) => "AWS::Route53Resolver::FirewallRuleGroup",
        Resource::TransitGatewayRouteTable(_) => "AWS::EC2::TransitGatewayRouteTable",
        Resource::VpnGateway(_) => "AWS::EC2::VPNGateway",
        Resource::CustomerGateway(_) => "AWS::EC2::CustomerGateway",
        Resource::VpnConnection(_) => "AWS::EC2::VPNConnection",
        Resource::FlowLog(_) => "AWS::EC2::FlowLog",
        Resource::LoadBalancer(own) if own.load_balancer_type != "classic" => {
            "AWS::ElasticLoadBalancingV2::LoadBalancer"
        }
        Resource::LoadBalancer(_) => "AWS::ElasticLoadBalancing::LoadBalancer",
        Resource::CacheCluster(own) if own.engine.as_deref() == Some("memcached") => {
            "AWS::ElastiCache::CacheCluster"
        }
        Resource::CacheCluster(_) => "AWS::ElastiCache::ReplicationGroup",
        Resource::TransferServer(_) => "AWS::Transfer::Server",
        Resource::ResolverEndpoint(_) => "AWS::Route53Resolver::ResolverEndpoint",
        Resource::ResolverRule(_) => "AWS::Route53Resolver::ResolverRule",
        Resource::RuleGroup(_) => "AWS::NetworkFirewall::RuleGroup",
        Resource::FirewallPolicy(_) => "AWS::NetworkFirewall::FirewallPolicy",
        Resource::Firewall(_) => "AWS::NetworkFirewall::Firewall",
        Resource::HealthCheck(_) => "AWS::Route53::HealthCheck",
        Resource::VpcBlockPublicAccessOptions(_) => "AWS::EC2::VPCBlockPublicAccessOptions",
        Resource::VpcBlockPublicAccessExclusion(_) => "AWS::EC2::VPCBlockPublicAccessExclusion",
        Resource::TargetGroup(_) => "AWS::ElasticLoadBalancingV2::TargetGroup",
        Resource::AutoScalingGroup(_) => "AWS::AutoScaling::AutoScalingGroup",
        Resource::HostedZone(_) => "AWS::Route53::HostedZone",
        Resource::DbInstance(_) => "AWS::RDS::DBInstance",
        Resource::Function(_) => "AWS::Lambda::Function",
        Resource::FileSystem(_) => "AWS::EFS::FileSystem",
        Resource::MountTarget(_) => "AWS::EFS::MountTarget",
        Resource::EcsService(_) => "AWS::ECS::Service",
        Resource::IpamPool(_) => "AWS::EC2::IPAMPool",
        _ => return None,
    })
}

/// Why the template does not make a resource of a type that CloudFormation does not know, or knows otherwise.
pub(super) fn why_not(resource: &Resource) -> &'static str {
    match resource {
        Resource::OnPremisesSite(_) | Resource::OnPremisesHost(_) => {
            "it is no part of AWS. It stands under Metadata, so that an import draws it again."
        }
        Resource::TransitGatewayAttachment(own) if own.resource_type == "vpn" => {
            "AWS makes it with its VPN connection, and CloudFormation does not tell its id."
        }
        Resource::NetworkInterface(own) if is_of_a_service(own) => {
            "a service of AWS makes it, and the drawing does not tell which. It stands under Metadata, so that an import draws it again."
        }
        Resource::Task(_) => "its service starts it when it runs.",
        Resource::WorkspaceDirectory(_) => "AWS makes it with a directory that the drawing does not hold.",
        Resource::Account(_) | Resource::ResourceShare(_) => {
            "a template makes what one account holds; accounts and shares stay in the drawing."
        }
        Resource::Region(_) | Resource::AvailabilityZone(_) => "Regions and zones are AWS's own.",
        Resource::ByoipCidr(_) => "CloudFormation does not bring public ranges to AWS.",
        Resource::Other(_) => {
            "the drawing does not hold its properties. It stands under Metadata, so that an import draws it again."
        }
        Resource::TransitGatewayAttachment(_) => {
            "CloudFormation has no attachment of this kind that the drawing could tell."
        }
        _ => "this export does not write this kind of resource yet.",
    }
}

/// The attribute that gives the id where `Ref` gives something else.
pub(super) fn id_attribute(type_name: &str) -> Option<&'static str> {
    Some(match type_name {
        "AWS::EC2::EIP" => "AllocationId",
        "AWS::EC2::SecurityGroup" => "GroupId",
        "AWS::EC2::PrefixList" => "PrefixListId",
        _ => return None,
    })
}
