use super::read::{WrongForm, wrong_form};
use super::record::Record;
use super::{
    Account, AutoScalingGroup, AvailabilityZone, ByoipCidr, CacheCluster, CustomerGateway, DbInstance,
    DhcpOptions, EcsService, EgressOnlyInternetGateway, ElasticIp, Extra, FileSystem, Firewall,
    FirewallPolicy, FirewallRuleGroup, FlowLog, Function, HealthCheck, HostedZone, Instance, InternetGateway,
    IpamPool, LoadBalancer, ManagedPrefixList, MountTarget, NatGateway, NetworkAcl, NetworkInterface,
    OnPremisesHost, OnPremisesSite, Region, ResolverEndpoint, ResolverRule, ResourceShare, RouteTable,
    RuleGroup, SecurityGroup, Subnet, Tags, TargetGroup, Task, TransferServer, TransitGateway,
    TransitGatewayAttachment, TransitGatewayConnectPeer, TransitGatewayMulticastDomain,
    TransitGatewayRouteTable, Vpc, VpcBlockPublicAccessExclusion, VpcBlockPublicAccessOptions, VpcEndpoint,
    VpcEndpointService, VpcPeeringConnection, VpnConnection, VpnGateway, WorkspaceDirectory,
};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

/// Writes the closed enum of resources, the list of their types, and what is the same for all of them.
macro_rules! resources {
    ($($(#[$doc:meta])* $variant:ident $type_name:literal $prefix:literal $label:literal),+ $(,)?) => {
        /// A resource of the document. Matched without a catch-all arm, so that the compiler shows a newcomer every place.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Resource {
            $($(#[$doc])* $variant($variant),)+
            /// A type of a later version: drawn plainly, kept to the byte.
            Other(Other),
        }

        /// The type of a resource.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ResourceType {
            $($(#[$doc])* $variant,)+
        }

        impl ResourceType {
            /// Every type, in the order of the catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in the document's `type`.
            pub fn type_name(self) -> &'static str {
                match self { $(Self::$variant => $type_name),+ }
            }

            /// The prefix of generated ids.
            pub fn id_prefix(self) -> &'static str {
                match self { $(Self::$variant => $prefix),+ }
            }

            /// The name that people use, in sentence case.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }

            /// An empty resource of this type, with AWS's defaults.
            pub fn empty(self) -> Resource {
                match self { $(Self::$variant => Resource::$variant($variant::default())),+ }
            }
        }

        impl Resource {
            /// The type; `None` for a type of a later version.
            pub fn resource_type(&self) -> Option<ResourceType> {
                match self {
                    $(Self::$variant(_) => Some(ResourceType::$variant),)+
                    Self::Other(_) => None,
                }
            }

            /// The user's own name for it, if it has one.
            pub fn name(&self) -> Option<&str> {
                match self {
                    $(Self::$variant(resource) => resource.name.as_deref(),)+
                    Self::Other(other) => other.name(),
                }
            }

            /// The tags; empty for a type of a later version.
            pub fn tags(&self) -> &Tags {
                static NONE: Tags = Tags::new();
                match self {
                    $(Self::$variant(resource) => &resource.tags,)+
                    Self::Other(_) => &NONE,
                }
            }

            /// The unknown fields at the top of the resource.
            pub fn extra(&self) -> &Extra {
                static NONE: Extra = Extra::new();
                match self {
                    $(Self::$variant(resource) => &resource.extra,)+
                    Self::Other(_) => &NONE,
                }
            }

            /// Its fields; `None` for a type of a later version.
            fn record(&self) -> Option<&dyn Record> {
                match self {
                    $(Self::$variant(resource) => Some(resource),)+
                    Self::Other(_) => None,
                }
            }

            /// The same, to be read into.
            fn record_mut(&mut self) -> Option<&mut dyn Record> {
                match self {
                    $(Self::$variant(resource) => Some(resource),)+
                    Self::Other(_) => None,
                }
            }
        }

        $(impl From<$variant> for Resource {
            fn from(resource: $variant) -> Self {
                Self::$variant(resource)
            }
        })+
    };
}

resources! {
    /// An AWS Region.
    Region "region" "region" "Region",
    /// An Availability Zone.
    AvailabilityZone "availabilityZone" "az" "Availability Zone",
    /// A VPC.
    Vpc "vpc" "vpc" "VPC",
    /// A subnet.
    Subnet "subnet" "subnet" "Subnet",
    /// A route table.
    RouteTable "routeTable" "rtb" "Route table",
    /// An internet gateway.
    InternetGateway "internetGateway" "igw" "Internet gateway",
    /// An egress-only internet gateway.
    EgressOnlyInternetGateway "egressOnlyInternetGateway" "eigw" "Egress-only internet gateway",
    /// A NAT gateway.
    NatGateway "natGateway" "nat" "NAT gateway",
    /// An Elastic IP address.
    ElasticIp "elasticIp" "eipalloc" "Elastic IP address",
    /// A network interface.
    NetworkInterface "networkInterface" "eni" "Network interface",
    /// An instance.
    Instance "instance" "i" "Instance",
    /// A relational database.
    DbInstance "dbInstance" "db" "Database",
    /// A cache.
    CacheCluster "cacheCluster" "cache" "Cache",
    /// A mount target of a file system.
    MountTarget "mountTarget" "fsmt" "Mount target",
    /// A file system.
    FileSystem "fileSystem" "fs" "File system",
    /// A task of containers.
    Task "task" "task" "Container task",
    /// A service that keeps tasks of containers.
    EcsService "ecsService" "ecs-svc" "Container service",
    /// A function.
    Function "function" "fn" "Function",
    /// A server for file transfers.
    TransferServer "transferServer" "s" "Transfer server",
    /// A directory of Amazon WorkSpaces.
    WorkspaceDirectory "workspaceDirectory" "d" "WorkSpaces directory",
    /// A load balancer.
    LoadBalancer "loadBalancer" "lb" "Load balancer",
    /// A target group.
    TargetGroup "targetGroup" "tg" "Target group",
    /// An Auto Scaling group.
    AutoScalingGroup "autoScalingGroup" "asg" "Auto Scaling group",
    /// A security group.
    SecurityGroup "securityGroup" "sg" "Security group",
    /// A network ACL.
    NetworkAcl "networkAcl" "acl" "Network ACL",
    /// A managed prefix list.
    ManagedPrefixList "managedPrefixList" "pl" "Prefix list",
    /// A range of public addresses of one's own.
    ByoipCidr "byoipCidr" "byoip" "Public range of your own",
    /// A pool of the IP Address Manager.
    IpamPool "ipamPool" "ipam-pool" "IPAM pool",
    /// A hosted zone of Route 53.
    HostedZone "hostedZone" "Z" "Hosted zone",
    /// A health check of Route 53.
    HealthCheck "healthCheck" "hc" "Health check",
    /// An endpoint of the resolver.
    ResolverEndpoint "resolverEndpoint" "rslvr" "Resolver endpoint",
    /// A rule of the resolver.
    ResolverRule "resolverRule" "rslvr-rr" "Resolver rule",
    /// A rule group of the DNS Firewall.
    FirewallRuleGroup "firewallRuleGroup" "rslvr-frg" "DNS Firewall rule group",
    /// A DHCP option set.
    DhcpOptions "dhcpOptions" "dopt" "DHCP option set",
    /// A VPC peering connection.
    VpcPeeringConnection "vpcPeeringConnection" "pcx" "VPC peering connection",
    /// A VPC endpoint.
    VpcEndpoint "vpcEndpoint" "vpce" "VPC endpoint",
    /// An endpoint service.
    VpcEndpointService "vpcEndpointService" "vpce-svc" "Endpoint service",
    /// A transit gateway.
    TransitGateway "transitGateway" "tgw" "Transit gateway",
    /// An attachment of a transit gateway.
    TransitGatewayAttachment "transitGatewayAttachment" "tgw-attach" "Transit gateway attachment",
    /// A Connect peer of a transit gateway.
    TransitGatewayConnectPeer "transitGatewayConnectPeer" "tgw-connect-peer" "Connect peer",
    /// A route table of a transit gateway.
    TransitGatewayRouteTable "transitGatewayRouteTable" "tgw-rtb" "Transit gateway route table",
    /// A multicast domain of a transit gateway.
    TransitGatewayMulticastDomain "transitGatewayMulticastDomain" "tgw-mcast-domain" "Multicast domain",
    /// A virtual private gateway.
    VpnGateway "vpnGateway" "vgw" "Virtual private gateway",
    /// A customer gateway.
    CustomerGateway "customerGateway" "cgw" "Customer gateway",
    /// A Site-to-Site VPN connection.
    VpnConnection "vpnConnection" "vpn" "Site-to-Site VPN connection",
    /// A site outside of AWS.
    OnPremisesSite "onPremisesSite" "site" "On-premises site",
    /// A host at a site outside of AWS.
    OnPremisesHost "onPremisesHost" "host" "On-premises host",
    /// What VPC Block Public Access stops in a Region.
    VpcBlockPublicAccessOptions "vpcBlockPublicAccessOptions" "vpcbpa" "VPC Block Public Access",
    /// A VPC or subnet that VPC Block Public Access spares.
    VpcBlockPublicAccessExclusion "vpcBlockPublicAccessExclusion" "vpcbpa-exclude" "Block Public Access exclusion",
    /// A firewall of AWS Network Firewall.
    Firewall "firewall" "firewall" "Network Firewall",
    /// What a firewall does with packets.
    FirewallPolicy "firewallPolicy" "fwpolicy" "Firewall policy",
    /// A group of rules of a firewall.
    RuleGroup "ruleGroup" "rulegroup" "Firewall rule group",
    /// A flow log of a VPC, a subnet or an interface.
    FlowLog "flowLog" "fl" "Flow log",
    /// An account.
    Account "account" "account" "Account",
    /// What an account shares with others.
    ResourceShare "resourceShare" "share" "Resource share",
}

/// A resource of a type that this version does not know.
#[derive(Clone, Debug, PartialEq)]
pub struct Other {
    /// The whole object, `type` included, as it was read.
    pub raw: Value,
}

impl Other {
    /// The word in `type`; empty where there is none.
    pub fn type_name(&self) -> &str {
        self.raw.get("type").and_then(Value::as_str).unwrap_or_default()
    }

    /// The name, if it has one.
    pub fn name(&self) -> Option<&str> {
        self.raw.get("name").and_then(Value::as_str)
    }
}

impl ResourceType {
    /// The type that a document calls by this word.
    pub fn from_type_name(type_name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|candidate| candidate.type_name() == type_name)
    }
}

impl Resource {
    /// The word in the document's `type`.
    pub fn type_name(&self) -> &str {
        match (self.resource_type(), self) {
            (Some(resource_type), _) => resource_type.type_name(),
            (None, Self::Other(other)) => other.type_name(),
            (None, _) => "",
        }
    }

    /// Reads a resource from JSON. An object with an unknown `type` becomes [`Resource::Other`].
    pub fn from_value(value: Value) -> Result<Self, WrongForm> {
        let type_name = value.get("type").and_then(Value::as_str);
        let Some(resource_type) = type_name.and_then(ResourceType::from_type_name) else {
            return Ok(Self::Other(Other { raw: value }));
        };
        let value = without_type(value);
        let mut resource = resource_type.empty();
        let fault = |resource: &mut Self, value: &Value| {
            resource.record_mut().and_then(|record| record.read_fields(value).err())
        };
        match fault(&mut resource, &value) {
            None => Ok(resource),
            Some(error) => Err(wrong_form(&value, &error, &|part| fault(&mut resource_type.empty(), part))),
        }
    }

    /// The resource as JSON, as the document writes it.
    pub fn to_value(&self) -> Value {
        let Some(record) = self.record() else {
            let Self::Other(other) = self else { return Value::Null };
            return other.raw.clone();
        };
        let mut object = Map::new();
        object.insert("type".to_owned(), self.type_name().into());
        record.write_fields(&mut object);
        Value::Object(object)
    }
}

impl Serialize for Resource {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_value().serialize(serializer)
    }
}

fn without_type(mut value: Value) -> Value {
    if let Some(object) = value.as_object_mut() {
        object.shift_remove("type");
    }
    value
}
