//! Ids of the drawing, made of logical ids: the same template gives the same ids always.

/// Types by what their ids begin with, and the attributes that give the id besides `Ref`.
const PREFIXES: &[(&str, &str, &[&str])] = &[
    ("AWS::AutoScaling::AutoScalingGroup", "asg", &[]),
    ("AWS::EC2::CarrierGateway", "cagw", &["CarrierGatewayId"]),
    ("AWS::EC2::CustomerGateway", "cgw", &["CustomerGatewayId"]),
    ("AWS::EC2::DHCPOptions", "dopt", &["DhcpOptionsId"]),
    ("AWS::EC2::EIP", "eipalloc", &["AllocationId"]),
    ("AWS::EC2::EgressOnlyInternetGateway", "eigw", &["Id"]),
    ("AWS::EC2::FlowLog", "fl", &["Id"]),
    ("AWS::EC2::IPAMPool", "ipam-pool", &["Arn", "IpamPoolId"]),
    ("AWS::EC2::Instance", "i", &["InstanceId"]),
    ("AWS::EC2::InternetGateway", "igw", &["InternetGatewayId"]),
    ("AWS::EC2::LaunchTemplate", "lt", &["LaunchTemplateId"]),
    ("AWS::EC2::NatGateway", "nat", &["NatGatewayId"]),
    ("AWS::EC2::NetworkAcl", "acl", &["Id"]),
    ("AWS::EC2::NetworkInterface", "eni", &["Id"]),
    ("AWS::EC2::PrefixList", "pl", &["Arn", "PrefixListId"]),
    ("AWS::EC2::RouteTable", "rtb", &["RouteTableId"]),
    ("AWS::EC2::SecurityGroup", "sg", &["GroupId", "Id"]),
    ("AWS::EC2::Subnet", "subnet", &["SubnetId"]),
    ("AWS::EC2::TransitGateway", "tgw", &["Id", "TransitGatewayArn"]),
    ("AWS::EC2::TransitGatewayAttachment", "tgw-attach", &["Id"]),
    ("AWS::EC2::TransitGatewayConnect", "tgw-attach", &["TransitGatewayAttachmentId"]),
    ("AWS::EC2::TransitGatewayConnectPeer", "tgw-connect-peer", &["TransitGatewayConnectPeerId"]),
    (
        "AWS::EC2::TransitGatewayMulticastDomain",
        "tgw-mcast-domain",
        &["TransitGatewayMulticastDomainArn", "TransitGatewayMulticastDomainId"],
    ),
    ("AWS::EC2::TransitGatewayPeeringAttachment", "tgw-attach", &["TransitGatewayAttachmentId"]),
    ("AWS::EC2::TransitGatewayRouteTable", "tgw-rtb", &["TransitGatewayRouteTableId"]),
    ("AWS::EC2::TransitGatewayVpcAttachment", "tgw-attach", &["Id"]),
    ("AWS::EC2::VPC", "vpc", &["VpcId"]),
    ("AWS::EC2::VPCBlockPublicAccessExclusion", "vpcbpa-exclude", &["ExclusionId"]),
    ("AWS::EC2::VPCBlockPublicAccessOptions", "vpcbpa", &[]),
    ("AWS::EC2::VPCEndpoint", "vpce", &["Id"]),
    ("AWS::EC2::VPCEndpointService", "vpce-svc", &["ServiceId"]),
    ("AWS::EC2::VPCPeeringConnection", "pcx", &["Id"]),
    ("AWS::EC2::VPNConnection", "vpn", &["VpnConnectionId"]),
    ("AWS::EC2::VPNGateway", "vgw", &["VPNGatewayId"]),
    ("AWS::ECS::Service", "ecs", &["ServiceArn"]),
    ("AWS::EFS::FileSystem", "fs", &["Arn", "FileSystemId"]),
    ("AWS::EFS::MountTarget", "fsmt", &["Id"]),
    ("AWS::ElastiCache::CacheCluster", "cache", &[]),
    ("AWS::ElastiCache::ReplicationGroup", "cache", &[]),
    ("AWS::ElastiCache::SubnetGroup", "cachesubnets", &[]),
    ("AWS::ElasticLoadBalancing::LoadBalancer", "clb", &[]),
    ("AWS::ElasticLoadBalancingV2::Listener", "listener", &["ListenerArn"]),
    ("AWS::ElasticLoadBalancingV2::ListenerRule", "rule", &["RuleArn"]),
    ("AWS::ElasticLoadBalancingV2::LoadBalancer", "lb", &["LoadBalancerArn"]),
    ("AWS::ElasticLoadBalancingV2::TargetGroup", "tg", &["TargetGroupArn"]),
    ("AWS::Lambda::Function", "fn", &["Arn"]),
    ("AWS::NetworkFirewall::Firewall", "firewall", &["FirewallArn", "FirewallId"]),
    ("AWS::NetworkFirewall::FirewallPolicy", "fwpolicy", &["FirewallPolicyArn", "FirewallPolicyId"]),
    ("AWS::NetworkFirewall::RuleGroup", "rulegroup", &["RuleGroupArn", "RuleGroupId"]),
    ("AWS::RDS::DBCluster", "dbcluster", &["DBClusterArn", "DBClusterResourceId"]),
    ("AWS::RDS::DBInstance", "db", &["DBInstanceArn", "DbiResourceId"]),
    ("AWS::RDS::DBSubnetGroup", "dbsubnets", &[]),
    ("AWS::Route53::HealthCheck", "hc", &["HealthCheckId"]),
    ("AWS::Route53::HostedZone", "zone", &["Id"]),
    ("AWS::Route53Resolver::FirewallDomainList", "rslvr-fdl", &["Arn", "Id"]),
    ("AWS::Route53Resolver::FirewallRuleGroup", "rslvr-frg", &["Arn", "Id"]),
    ("AWS::Route53Resolver::ResolverEndpoint", "rslvr", &["Arn", "ResolverEndpointId"]),
    ("AWS::Route53Resolver::ResolverRule", "rslvr-rr", &["Arn", "ResolverRuleId"]),
    ("AWS::Serverless::Function", "fn", &["Arn"]),
    ("AWS::Transfer::Server", "s", &["Arn", "ServerId"]),
];

/// The id of a resource.
pub(crate) fn id(stack: &str, logical: &str, type_name: &str) -> String {
    let known = PREFIXES.binary_search_by(|(name, ..)| (*name).cmp(type_name)).ok();
    let known = known.and_then(|at| PREFIXES.get(at)).map(|(_, prefix, _)| (*prefix).to_owned());
    // `bucket` of AWS::S3::Bucket.
    let usual = || type_name.rsplit(':').next().unwrap_or("resource").to_ascii_lowercase();
    format!("{}-{stack}{logical}", known.unwrap_or_else(usual))
}

/// Whether an attribute gives the id.
pub(super) fn is_id(type_name: &str, attribute: &str) -> bool {
    PREFIXES.iter().any(|(name, _, attributes)| *name == type_name && attributes.contains(&attribute))
}

/// The id of an endpoint of a firewall.
pub(crate) fn firewall_endpoint(firewall: &str, index: usize) -> String {
    format!("vpce-{firewall}-{}", index + 1)
}

#[cfg(test)]
mod tests {
    use super::{PREFIXES, id};

    #[test]
    fn types_are_sorted() {
        assert!(PREFIXES.is_sorted_by_key(|(name, ..)| *name));
    }

    #[test]
    fn ids_name_their_stack() {
        assert_eq!(id("", "Main", "AWS::EC2::VPC"), "vpc-Main");
        assert_eq!(id("Network-", "Main", "AWS::EC2::VPC"), "vpc-Network-Main");
        assert_eq!(id("", "Data", "AWS::S3::Bucket"), "bucket-Data");
    }
}
