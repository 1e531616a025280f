//! The parts list: what can be dragged onto the canvas.

mod reserved_part;

pub(crate) use reserved_part::part_of_reserved;

use netyard_core::model::ResourceType;
use netyard_core::model::reserved::{self, GatewayService};

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
    /// An endpoint by which others ask the resolver of a VPC.
    InboundEndpoint,
    /// An endpoint by which the resolver asks others.
    OutboundEndpoint,
    /// A rule of the resolver.
    ResolverRule,
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
    /// A mount target of a file system.
    MountTarget,
    /// A task of containers.
    Task,
    /// A function.
    Function,
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

/// A heading of the parts list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartGroup {
    /// What a network consists of.
    Network,
    /// What sends and receives.
    Compute,
    /// What AWS runs, with interfaces in subnets.
    ManagedServices,
    /// What leads out of it.
    Gateways,
    /// What decides about packets.
    RoutesAndRules,
    /// What stands at the other end of a VPN.
    OnPremises,
    /// What packets go to and come from outside of VPCs.
    Outside,
    /// What is drawn only.
    Drawing,
}

/// How a part stands in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The part.
    pub id: PartId,
    /// Its heading.
    pub group: PartGroup,
    /// Its name in the list.
    pub label: &'static str,
    /// The name in a sentence, with its article: "a NAT gateway".
    pub with_article: &'static str,
    /// What the search finds besides the label.
    pub also: &'static str,
    /// What it makes; `None` for a note, and for what exists without an entry in the document.
    pub resource_type: Option<ResourceType>,
}

const fn part(
    id: PartId,
    group: PartGroup,
    label: &'static str,
    with_article: &'static str,
    also: &'static str,
    resource_type: ResourceType,
) -> Part {
    Part { id, group, label, with_article, also, resource_type: Some(resource_type) }
}

const fn outside(id: PartId, label: &'static str, with_article: &'static str, also: &'static str) -> Part {
    Part { id, group: PartGroup::Outside, label, with_article, also, resource_type: None }
}

/// The parts, in the order of the list.
pub const PARTS: &[Part] = &[
    part(PartId::Vpc, PartGroup::Network, "VPC", "a VPC", "network virtual private cloud", ResourceType::Vpc),
    part(
        PartId::Subnet,
        PartGroup::Network,
        "Subnet",
        "a subnet",
        "public private range",
        ResourceType::Subnet,
    ),
    part(
        PartId::AvailabilityZone,
        PartGroup::Network,
        "Availability Zone",
        "an Availability Zone",
        "az",
        ResourceType::AvailabilityZone,
    ),
    part(
        PartId::Account,
        PartGroup::Network,
        "Account",
        "an account",
        "aws owner organization member",
        ResourceType::Account,
    ),
    part(PartId::Region, PartGroup::Network, "Region", "a Region", "eu-west-1", ResourceType::Region),
    part(
        PartId::Instance,
        PartGroup::Compute,
        "Instance",
        "an instance",
        "ec2 server host vm",
        ResourceType::Instance,
    ),
    part(
        PartId::NetworkInterface,
        PartGroup::Compute,
        "Network interface",
        "a network interface",
        "eni card",
        ResourceType::NetworkInterface,
    ),
    part(
        PartId::ElasticIp,
        PartGroup::Compute,
        "Elastic IP address",
        "an Elastic IP address",
        "eip public static",
        ResourceType::ElasticIp,
    ),
    part(
        PartId::Database,
        PartGroup::ManagedServices,
        "Database",
        "a database",
        "rds mysql postgres sql aurora",
        ResourceType::DbInstance,
    ),
    part(
        PartId::Cache,
        PartGroup::ManagedServices,
        "Cache",
        "a cache",
        "elasticache valkey redis memcached",
        ResourceType::CacheCluster,
    ),
    part(
        PartId::MountTarget,
        PartGroup::ManagedServices,
        "Mount target",
        "a mount target",
        "efs file system nfs",
        ResourceType::MountTarget,
    ),
    part(
        PartId::Task,
        PartGroup::ManagedServices,
        "Container task",
        "a container task",
        "ecs fargate docker",
        ResourceType::Task,
    ),
    part(
        PartId::Function,
        PartGroup::ManagedServices,
        "Function",
        "a function",
        "lambda serverless code",
        ResourceType::Function,
    ),
    part(
        PartId::InternetGateway,
        PartGroup::Gateways,
        "Internet gateway",
        "an internet gateway",
        "igw",
        ResourceType::InternetGateway,
    ),
    part(
        PartId::NatGateway,
        PartGroup::Gateways,
        "NAT gateway",
        "a NAT gateway",
        "public egress translation",
        ResourceType::NatGateway,
    ),
    part(
        PartId::PrivateNatGateway,
        PartGroup::Gateways,
        "Private NAT gateway",
        "a private NAT gateway",
        "translation overlap",
        ResourceType::NatGateway,
    ),
    part(
        PartId::RegionalNatGateway,
        PartGroup::Gateways,
        "Regional NAT gateway",
        "a regional NAT gateway",
        "public egress translation zones",
        ResourceType::NatGateway,
    ),
    part(
        PartId::EgressOnlyInternetGateway,
        PartGroup::Gateways,
        "Egress-only internet gateway",
        "an egress-only internet gateway",
        "eigw ipv6",
        ResourceType::EgressOnlyInternetGateway,
    ),
    part(
        PartId::VpcPeering,
        PartGroup::Gateways,
        "VPC peering",
        "a VPC peering connection",
        "pcx connection",
        ResourceType::VpcPeeringConnection,
    ),
    part(
        PartId::TransitGateway,
        PartGroup::Gateways,
        "Transit gateway",
        "a transit gateway",
        "tgw hub attachment spoke",
        ResourceType::TransitGateway,
    ),
    part(
        PartId::VpnGateway,
        PartGroup::Gateways,
        "Virtual private gateway",
        "a virtual private gateway",
        "vgw vpn site",
        ResourceType::VpnGateway,
    ),
    part(
        PartId::S3Endpoint,
        PartGroup::Gateways,
        "Gateway endpoint, S3",
        "a gateway endpoint",
        "vpce storage bucket",
        ResourceType::VpcEndpoint,
    ),
    part(
        PartId::DynamoDbEndpoint,
        PartGroup::Gateways,
        "Gateway endpoint, DynamoDB",
        "a gateway endpoint",
        "vpce table",
        ResourceType::VpcEndpoint,
    ),
    part(
        PartId::InterfaceEndpoint,
        PartGroup::Gateways,
        "Interface endpoint",
        "an interface endpoint",
        "vpce privatelink sqs kms ssm ecr service private",
        ResourceType::VpcEndpoint,
    ),
    part(
        PartId::NetworkFirewall,
        PartGroup::Gateways,
        "Network Firewall",
        "a firewall",
        "network firewall inspection endpoint suricata",
        ResourceType::Firewall,
    ),
    part(
        PartId::InboundEndpoint,
        PartGroup::Gateways,
        "Inbound resolver endpoint",
        "an inbound resolver endpoint",
        "route 53 dns names in",
        ResourceType::ResolverEndpoint,
    ),
    part(
        PartId::OutboundEndpoint,
        PartGroup::Gateways,
        "Outbound resolver endpoint",
        "an outbound resolver endpoint",
        "route 53 dns names out forward",
        ResourceType::ResolverEndpoint,
    ),
    part(
        PartId::RouteTable,
        PartGroup::RoutesAndRules,
        "Route table",
        "a route table",
        "rtb routes",
        ResourceType::RouteTable,
    ),
    part(
        PartId::TransitGatewayRouteTable,
        PartGroup::RoutesAndRules,
        "Transit gateway route table",
        "a transit gateway route table",
        "tgw rtb routes hub",
        ResourceType::TransitGatewayRouteTable,
    ),
    part(
        PartId::MulticastDomain,
        PartGroup::RoutesAndRules,
        "Multicast domain",
        "a multicast domain",
        "tgw igmp group hub",
        ResourceType::TransitGatewayMulticastDomain,
    ),
    part(
        PartId::SecurityGroup,
        PartGroup::RoutesAndRules,
        "Security group",
        "a security group",
        "sg firewall rules",
        ResourceType::SecurityGroup,
    ),
    part(
        PartId::NetworkAcl,
        PartGroup::RoutesAndRules,
        "Network ACL",
        "a network ACL",
        "nacl firewall entries",
        ResourceType::NetworkAcl,
    ),
    part(
        PartId::BlockPublicAccess,
        PartGroup::RoutesAndRules,
        "Block Public Access",
        "VPC Block Public Access",
        "bpa internet barrier region",
        ResourceType::VpcBlockPublicAccessOptions,
    ),
    part(
        PartId::PublicAccessExclusion,
        PartGroup::RoutesAndRules,
        "Block Public Access exclusion",
        "a Block Public Access exclusion",
        "bpa spared exception",
        ResourceType::VpcBlockPublicAccessExclusion,
    ),
    part(
        PartId::ResourceShare,
        PartGroup::RoutesAndRules,
        "Resource share",
        "a resource share",
        "ram shared subnet account participant",
        ResourceType::ResourceShare,
    ),
    part(
        PartId::PrivateHostedZone,
        PartGroup::RoutesAndRules,
        "Private hosted zone",
        "a private hosted zone",
        "route 53 dns names phz records domain",
        ResourceType::HostedZone,
    ),
    part(
        PartId::ResolverRule,
        PartGroup::RoutesAndRules,
        "Resolver rule",
        "a resolver rule",
        "route 53 dns names forward",
        ResourceType::ResolverRule,
    ),
    part(
        PartId::DhcpOptions,
        PartGroup::RoutesAndRules,
        "DHCP option set",
        "a DHCP option set",
        "dns servers domain names ntp",
        ResourceType::DhcpOptions,
    ),
    part(
        PartId::PrefixList,
        PartGroup::RoutesAndRules,
        "Prefix list",
        "a prefix list",
        "pl ranges",
        ResourceType::ManagedPrefixList,
    ),
    part(
        PartId::ByoipCidr,
        PartGroup::RoutesAndRules,
        "Public range of your own",
        "a public range of your own",
        "byoip bring advertise pool",
        ResourceType::ByoipCidr,
    ),
    part(
        PartId::IpamPool,
        PartGroup::RoutesAndRules,
        "IPAM pool",
        "an IPAM pool",
        "ip address manager allocation",
        ResourceType::IpamPool,
    ),
    part(
        PartId::FirewallPolicy,
        PartGroup::RoutesAndRules,
        "Firewall policy",
        "a firewall policy",
        "network firewall stateless stateful order",
        ResourceType::FirewallPolicy,
    ),
    part(
        PartId::FirewallRuleGroup,
        PartGroup::RoutesAndRules,
        "Firewall rule group",
        "a firewall rule group",
        "network firewall rules domains allowlist denylist",
        ResourceType::RuleGroup,
    ),
    part(
        PartId::FlowLog,
        PartGroup::RoutesAndRules,
        "Flow log",
        "a flow log",
        "records accept reject traffic monitoring",
        ResourceType::FlowLog,
    ),
    part(
        PartId::OnPremisesSite,
        PartGroup::OnPremises,
        "On-premises site",
        "an on-premises site",
        "office data centre network router",
        ResourceType::OnPremisesSite,
    ),
    part(
        PartId::CustomerGateway,
        PartGroup::OnPremises,
        "Customer gateway",
        "a customer gateway",
        "cgw vpn router bgp",
        ResourceType::CustomerGateway,
    ),
    part(
        PartId::OnPremisesHost,
        PartGroup::OnPremises,
        "On-premises host",
        "an on-premises host",
        "server desktop client",
        ResourceType::OnPremisesHost,
    ),
    outside(PartId::Internet, "Internet", "the internet", "public address client server www"),
    outside(PartId::S3, "Amazon S3", "Amazon S3", "bucket storage service"),
    outside(PartId::DynamoDb, "Amazon DynamoDB", "Amazon DynamoDB", "table service"),
    Part {
        id: PartId::Note,
        group: PartGroup::Drawing,
        label: "Note",
        with_article: "a note",
        also: "text comment",
        resource_type: None,
    },
];

impl PartGroup {
    /// The heading.
    pub fn label(self) -> &'static str {
        match self {
            Self::Network => "Network",
            Self::Gateways => "Gateways",
            Self::RoutesAndRules => "Routes and rules",
            Self::Compute => "Compute",
            Self::ManagedServices => "Managed services",
            Self::OnPremises => "On premises",
            Self::Outside => "Outside of VPCs",
            Self::Drawing => "Drawing",
        }
    }
}

impl PartId {
    /// How the part stands in the list.
    pub fn part(self) -> &'static Part {
        PARTS.iter().find(|part| part.id == self).unwrap_or(&FALLBACK)
    }

    /// The service that this is, or that an endpoint of this kind leads to.
    pub fn service(self) -> Option<GatewayService> {
        match self {
            Self::S3Endpoint | Self::S3 => Some(GatewayService::S3),
            Self::DynamoDbEndpoint | Self::DynamoDb => Some(GatewayService::DynamoDb),
            _ => None,
        }
    }
}

/// Never shown: a test holds the table to every part.
const FALLBACK: Part = part(PartId::Vpc, PartGroup::Network, "Part", "a part", "", ResourceType::Vpc);

impl Part {
    /// Whether a search finds the part. Case and order of the words do not matter.
    pub fn matches(&self, search: &str) -> bool {
        let hay = format!("{} {}", self.label, self.also).to_lowercase();
        search.to_lowercase().split_whitespace().all(|word| hay.contains(word))
    }

    /// The word in the document's `type`, or the reserved id without its Region, to look up the glyph.
    pub fn type_name(&self) -> &'static str {
        match (self.resource_type, self.id) {
            (_, PartId::InterfaceEndpoint) => "interfaceEndpoint",
            (Some(resource_type), _) => resource_type.type_name(),
            (None, PartId::Internet) => reserved::INTERNET,
            (None, PartId::S3) => reserved::S3,
            (None, PartId::DynamoDb) => reserved::DYNAMODB,
            (None, _) => "note",
        }
    }
}
