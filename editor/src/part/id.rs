//! The things of the parts list.

/// One thing of the parts list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartId {
    /// A Region.
    Region,
    /// An account.
    Account,
    /// What an account shares with others.
    ResourceShare,
    /// An Availability Zone in a VPC.
    AvailabilityZone,
    /// A VPC.
    Vpc,
    /// A subnet.
    Subnet,
    /// An internet gateway.
    InternetGateway,
    /// An egress-only internet gateway.
    EgressOnlyInternetGateway,
    /// A NAT gateway for the internet.
    NatGateway,
    /// A NAT gateway between private networks.
    PrivateNatGateway,
    /// A NAT gateway for the internet that serves every zone of a VPC.
    RegionalNatGateway,
    /// A VPC peering connection.
    VpcPeering,
    /// A transit gateway.
    TransitGateway,
    /// A virtual private gateway.
    VpnGateway,
    /// A customer gateway.
    CustomerGateway,
    /// An on-premises site.
    OnPremisesSite,
    /// A host in such a site.
    OnPremisesHost,
    /// A gateway endpoint for Amazon S3.
    S3Endpoint,
    /// A gateway endpoint for Amazon DynamoDB.
    DynamoDbEndpoint,
    /// An interface endpoint for a service of AWS.
    InterfaceEndpoint,
    /// A Gateway Load Balancer endpoint.
    GatewayLoadBalancerEndpoint,
    /// An endpoint for a resource of VPC Lattice.
    ResourceEndpoint,
    /// An endpoint for a service network of VPC Lattice.
    ServiceNetworkEndpoint,
    /// An endpoint service.
    EndpointService,
    /// A route table.
    RouteTable,
    /// A route table of a transit gateway.
    TransitGatewayRouteTable,
    /// A multicast domain of a transit gateway.
    MulticastDomain,
    /// VPC Block Public Access of a Region.
    BlockPublicAccess,
    /// A VPC or subnet that it spares.
    PublicAccessExclusion,
    /// A flow log.
    FlowLog,
    /// A security group.
    SecurityGroup,
    /// A network ACL.
    NetworkAcl,
    /// A private zone of Route 53.
    PrivateHostedZone,
    /// A public zone of Route 53.
    PublicHostedZone,
    /// An endpoint by which others ask the resolver of a VPC.
    InboundEndpoint,
    /// An endpoint by which the resolver asks others.
    OutboundEndpoint,
    /// A health check of Route 53.
    HealthCheck,
    /// A rule of the resolver.
    ResolverRule,
    /// A group of rules of DNS Firewall.
    DnsFirewallRuleGroup,
    /// A DHCP option set.
    DhcpOptions,
    /// A prefix list.
    PrefixList,
    /// A range of public addresses of one's own.
    ByoipCidr,
    /// A pool of the IP Address Manager.
    IpamPool,
    /// A firewall of AWS Network Firewall.
    NetworkFirewall,
    /// The policy of a firewall.
    FirewallPolicy,
    /// A group of rules of a firewall.
    FirewallRuleGroup,
    /// An Elastic IP address.
    ElasticIp,
    /// An instance.
    Instance,
    /// A relational database.
    Database,
    /// A cache.
    Cache,
    /// A file system with its mount targets.
    FileSystem,
    /// A transfer server.
    TransferServer,
    /// A directory of Amazon WorkSpaces.
    WorkspaceDirectory,
    /// A mount target of a file system.
    MountTarget,
    /// A task of containers.
    Task,
    /// A service that keeps tasks of containers.
    ContainerService,
    /// A function.
    Function,
    /// An Application Load Balancer.
    ApplicationLoadBalancer,
    /// A Network Load Balancer.
    NetworkLoadBalancer,
    /// A Gateway Load Balancer.
    GatewayLoadBalancer,
    /// A Classic Load Balancer.
    ClassicLoadBalancer,
    /// What a load balancer forwards to.
    TargetGroup,
    /// An Auto Scaling group.
    AutoScalingGroup,
    /// A network interface on its own.
    NetworkInterface,
    /// The internet: every address that nothing in the drawing owns.
    Internet,
    /// Amazon S3 in a Region.
    S3,
    /// Amazon DynamoDB in a Region.
    DynamoDb,
    /// A text note.
    Note,
}
