//! What reads each type of resource. `KINDS` lists them; what is not there becomes a plain node.

pub(crate) mod connect;
pub(crate) mod dns_firewall;
mod elastic_ip;
pub(crate) mod firewall;
mod flow_log;
mod gateway;
pub(crate) mod hosted_zone;
mod instance;
pub(crate) mod ipam;
mod launch_template;
mod listener;
mod load_balancer;
pub(crate) mod managed_service;
pub(crate) mod multicast;
mod nat_gateway;
mod nested;
pub(crate) mod network_acl;
mod network_interface;
pub(super) mod other;
mod prefix_list;
mod public_access;
pub(crate) mod resolver;
mod route_table;
mod security_group;
pub(crate) mod service;
mod subnet;
mod target_group;
mod transit_gateway;
mod vpc;
pub(crate) mod vpc_endpoint;
mod vpc_peering_connection;
mod vpn;

use crate::declared::maker::Maker;
use crate::declared::own::Own;
use crate::declared::turn::{Kind, Turn, read_in_turns, readers};

/// The types that are read, in order of name.
const KINDS: &[Kind] = &[
    ("AWS::AutoScaling::AutoScalingGroup", Turn::Join, target_group::auto_scaling),
    ("AWS::CloudFormation::Stack", Turn::Last, nested::stack),
    ("AWS::EC2::CustomerGateway", Turn::Thing, vpn::customer_gateway),
    ("AWS::EC2::DHCPOptions", Turn::Thing, vpc::options),
    ("AWS::EC2::EIP", Turn::Thing, elastic_ip::read),
    ("AWS::EC2::EIP", Turn::Join, elastic_ip::instance),
    ("AWS::EC2::EIPAssociation", Turn::Join, elastic_ip::association),
    ("AWS::EC2::EgressOnlyInternetGateway", Turn::Thing, gateway::egress_only),
    ("AWS::EC2::FlowLog", Turn::Join, flow_log::read),
    ("AWS::EC2::GatewayRouteTableAssociation", Turn::Join, route_table::of_gateway),
    ("AWS::EC2::IPAM", Turn::Thing, ipam::manager),
    ("AWS::EC2::IPAMAllocation", Turn::Join, ipam::allocation),
    ("AWS::EC2::IPAMPool", Turn::Thing, ipam::pool),
    ("AWS::EC2::IPAMPoolCidr", Turn::Join, ipam::block),
    ("AWS::EC2::Instance", Turn::Second, instance::read),
    ("AWS::EC2::InternetGateway", Turn::Thing, gateway::internet),
    ("AWS::EC2::LaunchTemplate", Turn::Thing, launch_template::read),
    ("AWS::EC2::NatGateway", Turn::Second, nat_gateway::read),
    ("AWS::EC2::NetworkAcl", Turn::Thing, network_acl::read),
    ("AWS::EC2::NetworkAclEntry", Turn::Last, network_acl::entry),
    ("AWS::EC2::NetworkInterface", Turn::Thing, network_interface::read),
    ("AWS::EC2::NetworkInterface", Turn::Join, network_interface::prefixes),
    ("AWS::EC2::NetworkInterfaceAttachment", Turn::Join, network_interface::attachment),
    ("AWS::EC2::PrefixList", Turn::Thing, prefix_list::read),
    ("AWS::EC2::Route", Turn::Join, route_table::route),
    ("AWS::EC2::RouteTable", Turn::Thing, route_table::read),
    ("AWS::EC2::SecurityGroup", Turn::Thing, security_group::read),
    ("AWS::EC2::SecurityGroupEgress", Turn::Join, security_group::egress),
    ("AWS::EC2::SecurityGroupIngress", Turn::Join, security_group::ingress),
    ("AWS::EC2::SecurityGroupVpcAssociation", Turn::Join, public_access::group_association),
    ("AWS::EC2::Subnet", Turn::Thing, subnet::read),
    ("AWS::EC2::SubnetCidrBlock", Turn::Join, subnet::block),
    ("AWS::EC2::SubnetNetworkAclAssociation", Turn::Join, subnet::network_acl),
    ("AWS::EC2::SubnetRouteTableAssociation", Turn::Join, subnet::route_table),
    ("AWS::EC2::TransitGateway", Turn::Thing, transit_gateway::read),
    ("AWS::EC2::TransitGatewayAttachment", Turn::Thing, transit_gateway::vpc_attachment),
    ("AWS::EC2::TransitGatewayConnect", Turn::Second, connect::attachment),
    ("AWS::EC2::TransitGatewayConnectPeer", Turn::Second, connect::peer),
    ("AWS::EC2::TransitGatewayMulticastDomain", Turn::Thing, multicast::domain),
    ("AWS::EC2::TransitGatewayMulticastDomainAssociation", Turn::Join, multicast::association),
    ("AWS::EC2::TransitGatewayMulticastGroupMember", Turn::Join, multicast::member),
    ("AWS::EC2::TransitGatewayMulticastGroupSource", Turn::Join, multicast::source),
    ("AWS::EC2::TransitGatewayPeeringAttachment", Turn::Thing, transit_gateway::peering),
    ("AWS::EC2::TransitGatewayRoute", Turn::Join, transit_gateway::route),
    ("AWS::EC2::TransitGatewayRouteTable", Turn::Thing, transit_gateway::table),
    ("AWS::EC2::TransitGatewayRouteTableAssociation", Turn::Join, transit_gateway::association),
    ("AWS::EC2::TransitGatewayRouteTablePropagation", Turn::Join, transit_gateway::propagation),
    ("AWS::EC2::TransitGatewayVpcAttachment", Turn::Thing, transit_gateway::vpc_attachment),
    ("AWS::EC2::VPC", Turn::Thing, vpc::read),
    ("AWS::EC2::VPCBlockPublicAccessExclusion", Turn::Thing, public_access::exclusion),
    ("AWS::EC2::VPCBlockPublicAccessOptions", Turn::Thing, public_access::options),
    ("AWS::EC2::VPCCidrBlock", Turn::Join, vpc::block),
    ("AWS::EC2::VPCDHCPOptionsAssociation", Turn::Join, vpc::options_association),
    ("AWS::EC2::VPCEndpoint", Turn::Thing, vpc_endpoint::read),
    ("AWS::EC2::VPCEndpointService", Turn::Thing, vpc_endpoint::service),
    ("AWS::EC2::VPCEndpointServicePermissions", Turn::Join, vpc_endpoint::permissions),
    ("AWS::EC2::VPCGatewayAttachment", Turn::Join, gateway::attachment),
    ("AWS::EC2::VPCPeeringConnection", Turn::Thing, vpc_peering_connection::read),
    ("AWS::EC2::VPNConnection", Turn::Thing, vpn::connection),
    ("AWS::EC2::VPNConnectionRoute", Turn::Join, vpn::route),
    ("AWS::EC2::VPNGateway", Turn::Thing, vpn::gateway),
    ("AWS::EC2::VPNGatewayRoutePropagation", Turn::Join, route_table::propagation),
    ("AWS::ECS::Service", Turn::Join, managed_service::container_service),
    ("AWS::EFS::FileSystem", Turn::Thing, managed_service::file_system),
    ("AWS::EFS::MountTarget", Turn::Second, managed_service::mount_target),
    ("AWS::ElastiCache::CacheCluster", Turn::Second, service::cache),
    ("AWS::ElastiCache::ReplicationGroup", Turn::Second, service::replication_group),
    ("AWS::ElastiCache::SubnetGroup", Turn::Thing, service::cache_subnets),
    ("AWS::ElasticLoadBalancing::LoadBalancer", Turn::Second, service::classic),
    ("AWS::ElasticLoadBalancingV2::Listener", Turn::Join, load_balancer::listener),
    ("AWS::ElasticLoadBalancingV2::ListenerCertificate", Turn::Last, service::certificates),
    ("AWS::ElasticLoadBalancingV2::ListenerRule", Turn::Last, load_balancer::rule),
    ("AWS::ElasticLoadBalancingV2::LoadBalancer", Turn::Second, load_balancer::read),
    ("AWS::ElasticLoadBalancingV2::TargetGroup", Turn::Thing, target_group::read),
    ("AWS::Lambda::Function", Turn::Second, managed_service::function),
    ("AWS::NetworkFirewall::Firewall", Turn::Second, firewall::firewall),
    ("AWS::NetworkFirewall::FirewallPolicy", Turn::Thing, firewall::policy),
    ("AWS::NetworkFirewall::RuleGroup", Turn::Thing, firewall::group),
    ("AWS::RDS::DBCluster", Turn::Second, managed_service::cluster),
    ("AWS::RDS::DBCluster", Turn::Last, managed_service::members_of_cluster),
    ("AWS::RDS::DBInstance", Turn::Last, managed_service::database),
    ("AWS::RDS::DBSubnetGroup", Turn::Thing, managed_service::subnet_group),
    ("AWS::Route53::HealthCheck", Turn::Thing, resolver::health_check),
    ("AWS::Route53::HostedZone", Turn::Thing, hosted_zone::read),
    ("AWS::Route53::RecordSet", Turn::Join, hosted_zone::record_set),
    ("AWS::Route53::RecordSetGroup", Turn::Join, hosted_zone::record_sets),
    ("AWS::Route53Resolver::FirewallDomainList", Turn::Thing, dns_firewall::list),
    ("AWS::Route53Resolver::FirewallRuleGroup", Turn::Second, dns_firewall::group),
    ("AWS::Route53Resolver::FirewallRuleGroupAssociation", Turn::Join, dns_firewall::association),
    ("AWS::Route53Resolver::ResolverEndpoint", Turn::Second, resolver::endpoint),
    ("AWS::Route53Resolver::ResolverRule", Turn::Thing, resolver::rule),
    ("AWS::Route53Resolver::ResolverRuleAssociation", Turn::Join, resolver::association),
    ("AWS::Serverless::Function", Turn::Second, managed_service::function),
    ("AWS::Transfer::Server", Turn::Second, service::transfer),
    ("Custom::VpcRestrictDefaultSG", Turn::Join, security_group::restrict_default),
];

/// Whether something reads a type.
pub(super) fn is_read(type_name: &str) -> bool {
    readers(KINDS, type_name).next().is_some()
}

/// Types whose readers know what to do with one of which nobody knows whether it is made.
const OPEN: &[&str] = &[
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::CloudFormation::Stack",
    "AWS::EC2::NetworkAclEntry",
    "AWS::EC2::NetworkInterfaceAttachment",
    "AWS::EC2::Route",
    "AWS::EC2::SecurityGroupEgress",
    "AWS::EC2::SecurityGroupIngress",
    "AWS::EC2::TransitGatewayMulticastDomainAssociation",
    "AWS::EC2::TransitGatewayMulticastGroupMember",
    "AWS::EC2::TransitGatewayMulticastGroupSource",
    "AWS::EC2::TransitGatewayRoute",
    "AWS::EC2::TransitGatewayRouteTablePropagation",
    "AWS::EC2::VPCCidrBlock",
    "AWS::EC2::VPCGatewayAttachment",
    "AWS::EC2::VPNConnectionRoute",
    "AWS::EC2::VPNGatewayRoutePropagation",
    "AWS::ECS::Service",
    "AWS::ElasticLoadBalancingV2::Listener",
    "AWS::ElasticLoadBalancingV2::ListenerCertificate",
    "AWS::ElasticLoadBalancingV2::ListenerRule",
    "AWS::Route53::RecordSet",
    "AWS::Route53::RecordSetGroup",
    "AWS::Route53Resolver::FirewallRuleGroupAssociation",
];

/// What a VPC does not know where one of these may be made or not.
const DOUBTS: &[(&str, &str)] = &[
    ("AWS::EC2::CustomerGateway", "vpnConnection"),
    ("AWS::EC2::DHCPOptions", "dhcpOptions"),
    ("AWS::EC2::EIP", "elasticIp"),
    ("AWS::EC2::EIPAssociation", "elasticIp"),
    ("AWS::EC2::EgressOnlyInternetGateway", "egressOnlyInternetGateway"),
    ("AWS::EC2::GatewayRouteTableAssociation", "gatewayRouteTable"),
    ("AWS::EC2::Instance", "networkInterface"),
    ("AWS::EC2::InternetGateway", "internetGateway"),
    ("AWS::EC2::LaunchTemplate", "networkInterface"),
    ("AWS::EC2::NatGateway", "natGateway"),
    ("AWS::EC2::NetworkAcl", "networkAcl"),
    ("AWS::EC2::NetworkInterface", "networkInterface"),
    ("AWS::EC2::PrefixList", "managedPrefixList"),
    ("AWS::EC2::RouteTable", "routeTable"),
    ("AWS::EC2::SecurityGroup", "securityGroup"),
    ("AWS::EC2::SecurityGroupVpcAssociation", "securityGroup"),
    ("AWS::EC2::Subnet", "subnet"),
    ("AWS::EC2::SubnetCidrBlock", "subnet"),
    ("AWS::EC2::SubnetNetworkAclAssociation", "networkAcl"),
    ("AWS::EC2::SubnetRouteTableAssociation", "routeTable"),
    ("AWS::EC2::TransitGateway", "transitGatewayAttachment"),
    ("AWS::EC2::TransitGatewayAttachment", "transitGatewayAttachment"),
    ("AWS::EC2::TransitGatewayConnect", "transitGatewayAttachment"),
    ("AWS::EC2::TransitGatewayConnectPeer", "transitGatewayAttachment"),
    ("AWS::EC2::TransitGatewayMulticastDomain", "transitGatewayMulticastDomain"),
    ("AWS::EC2::TransitGatewayPeeringAttachment", "transitGatewayAttachment"),
    ("AWS::EC2::TransitGatewayRouteTable", "transitGatewayRouteTable"),
    ("AWS::EC2::TransitGatewayRouteTableAssociation", "transitGatewayRouteTable"),
    ("AWS::EC2::TransitGatewayVpcAttachment", "transitGatewayAttachment"),
    ("AWS::EC2::VPC", "vpcPeeringConnection"),
    ("AWS::EC2::VPCBlockPublicAccessExclusion", "vpcBlockPublicAccessExclusion"),
    ("AWS::EC2::VPCBlockPublicAccessOptions", "vpcBlockPublicAccessOptions"),
    ("AWS::EC2::VPCDHCPOptionsAssociation", "dhcpOptions"),
    ("AWS::EC2::VPCEndpoint", "vpcEndpoint"),
    ("AWS::EC2::VPCEndpointService", "vpcEndpoint"),
    ("AWS::EC2::VPCEndpointServicePermissions", "vpcEndpoint"),
    ("AWS::EC2::VPCPeeringConnection", "vpcPeeringConnection"),
    ("AWS::EC2::VPNConnection", "vpnConnection"),
    ("AWS::EC2::VPNGateway", "vpnGateway"),
    ("AWS::EFS::FileSystem", "networkInterface"),
    ("AWS::EFS::MountTarget", "networkInterface"),
    ("AWS::ElastiCache::CacheCluster", "networkInterface"),
    ("AWS::ElastiCache::ReplicationGroup", "networkInterface"),
    ("AWS::ElastiCache::SubnetGroup", "networkInterface"),
    ("AWS::ElasticLoadBalancing::LoadBalancer", "networkInterface"),
    ("AWS::ElasticLoadBalancingV2::LoadBalancer", "networkInterface"),
    ("AWS::ElasticLoadBalancingV2::TargetGroup", "networkInterface"),
    ("AWS::Lambda::Function", "networkInterface"),
    ("AWS::NetworkFirewall::Firewall", "vpcEndpoint"),
    ("AWS::NetworkFirewall::FirewallPolicy", "vpcEndpoint"),
    ("AWS::NetworkFirewall::RuleGroup", "vpcEndpoint"),
    ("AWS::RDS::DBCluster", "networkInterface"),
    ("AWS::RDS::DBInstance", "networkInterface"),
    ("AWS::RDS::DBSubnetGroup", "networkInterface"),
    ("AWS::Route53::HealthCheck", "hostedZone"),
    ("AWS::Route53::HostedZone", "hostedZone"),
    ("AWS::Route53Resolver::FirewallDomainList", "firewallRuleGroup"),
    ("AWS::Route53Resolver::FirewallRuleGroup", "firewallRuleGroup"),
    ("AWS::Route53Resolver::ResolverEndpoint", "networkInterface"),
    ("AWS::Route53Resolver::ResolverRule", "resolverRule"),
    ("AWS::Route53Resolver::ResolverRuleAssociation", "resolverRule"),
    ("AWS::Serverless::Function", "networkInterface"),
    ("AWS::Transfer::Server", "networkInterface"),
    ("Custom::VpcRestrictDefaultSG", "securityGroup"),
];

/// Types that no packet asks for.
#[cfg(test)]
const SILENT: &[&str] = &[
    "AWS::EC2::FlowLog",
    "AWS::EC2::IPAM",
    "AWS::EC2::IPAMAllocation",
    "AWS::EC2::IPAMPool",
    "AWS::EC2::IPAMPoolCidr",
];

/// Says of what nobody knows whether it is made, and what nobody knows for that.
fn leave_out(maker: &mut Maker<'_>, own: &Own, why: &str) {
    maker.skip(own, &format!("Nobody knows whether it is made. {why}"));
    let kind = DOUBTS.iter().find(|(name, _)| *name == own.type_name);
    maker.doubts.extend(kind.map(|(_, kind)| *kind));
}

/// Reads all resources: each type in its turn, in the order in which they are written.
pub(super) fn read_all(maker: &mut Maker<'_>, all: &[Own]) {
    let (open, all): (Vec<&Own>, Vec<&Own>) =
        all.iter().partition(|own| own.perhaps.is_some() && !OPEN.contains(&own.type_name.as_str()));
    for own in open.iter().filter(|own| is_read(&own.type_name)) {
        leave_out(maker, own, own.perhaps.as_deref().unwrap_or_default());
    }
    let each: Vec<(&Own, &[Kind])> = all.iter().map(|own| (*own, KINDS)).collect();
    read_in_turns(maker, &each);
    for own in all.iter().chain(&open).filter(|own| !is_read(&own.type_name)) {
        other::read(maker, own);
    }
}

#[cfg(test)]
mod tests {
    use super::{DOUBTS, KINDS, OPEN, SILENT};

    #[test]
    fn nothing_that_may_be_made_or_not_goes_without_a_doubt() {
        for (name, ..) in KINDS {
            let ways =
                [OPEN.contains(name), DOUBTS.iter().any(|(own, _)| own == name), SILENT.contains(name)];
            assert_eq!(ways.iter().filter(|way| **way).count(), 1, "{name}");
        }
    }

    #[test]
    fn types_are_sorted() {
        assert!(KINDS.is_sorted_by_key(|(name, turn, _)| (*name, *turn)));
    }
}
