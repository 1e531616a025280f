//! The document: one file per AWS resource, with AWS's own names; what it means and, apart from that, where it is drawn.
//!
//! Nothing here judges. A half-drawn network is the normal state, so almost every reference is optional and every
//! value keeps what was written, right or wrong; `topology` and `rules` say what is missing.

mod accepted;
mod account;
mod auto_scaling_group;
mod availability_zone;
mod byoip_cidr;
mod cache_cluster;
mod customer_gateway;
mod db_instance;
mod defaults;
mod dhcp_options;
mod dns_server;
mod document;
mod ecs_service;
mod egress_only_internet_gateway;
mod elastic_ip;
mod expectation;
pub(crate) mod expected;
mod file_system;
mod firewall;
mod firewall_policy;
mod firewall_rule_group;
mod flow_log;
mod function;
mod health_check;
mod hosted_zone;
mod id_generator;
mod ids;
mod instance;
mod internet_gateway;
mod ipam_pool;
mod load_balancer;
mod load_balancer_listener;
mod managed_prefix_list;
mod managed_service;
mod mount_target;
mod nat_gateway;
mod network_acl;
mod network_interface;
mod note;
mod on_premises_host;
mod on_premises_site;
mod order;
mod owner;
mod placement;
pub(crate) mod read;
pub(crate) mod record;
mod region;
pub mod reserved;
mod resolver_endpoint;
mod resolver_rule;
mod resource;
mod resource_record_set;
mod resource_share;
mod route_table;
mod rule_group;
mod security_group;
mod security_group_vpc_association;
mod service_endpoint;
mod subnet;
mod target_group;
mod task;
mod transfer_server;
mod transit_gateway;
mod transit_gateway_attachment;
mod transit_gateway_connect_peer;
mod transit_gateway_multicast_domain;
mod transit_gateway_options;
mod transit_gateway_route_table;
mod vpc;
mod vpc_block_public_access_exclusion;
mod vpc_block_public_access_options;
mod vpc_endpoint;
mod vpc_endpoint_service;
mod vpc_peering_connection;
mod vpn_connection;
mod vpn_gateway;
pub(crate) mod words;
mod workspace_directory;

pub use accepted::Accepted;
pub use account::Account;
pub use auto_scaling_group::AutoScalingGroup;
pub use availability_zone::AvailabilityZone;
pub use byoip_cidr::ByoipCidr;
pub use cache_cluster::CacheCluster;
pub use customer_gateway::CustomerGateway;
pub use db_instance::{DbInstance, DbSubnetGroup};
pub use dhcp_options::{AttributeValue, DhcpConfiguration, DhcpOptions};
pub use dns_server::{DnsForwarder, DnsServer};
pub use document::Document;
pub use ecs_service::{AwsvpcConfiguration, EcsLoadBalancer, EcsNetworkConfiguration, EcsService};
pub use egress_only_internet_gateway::EgressOnlyInternetGateway;
pub use elastic_ip::ElasticIp;
pub use expectation::Expectation;
pub use file_system::FileSystem;
pub use firewall::{Firewall, FirewallSubnetMapping};
pub use firewall_policy::{FirewallPolicy, PolicyVariables, RuleGroupReference, StatefulEngineOptions};
pub use firewall_rule_group::{FirewallRule, FirewallRuleGroup, FirewallRuleGroupAssociation};
pub use flow_log::FlowLog;
pub use function::{Function, FunctionVpcConfig};
pub use health_check::{AlarmIdentifier, HealthCheck, HealthCheckConfig};
pub use hosted_zone::{HostedZone, HostedZoneConfig, HostedZoneVpc};
pub use id_generator::IdGenerator;
pub use ids::{ResourceId, RowId};
pub use instance::{Instance, Listener, MetadataOptions};
pub use internet_gateway::InternetGateway;
pub use ipam_pool::{IpamPool, IpamPoolAllocation};
pub use load_balancer::{ClassicHealthCheck, LoadBalancer, LoadBalancerKind, RegisteredInstance};
pub use load_balancer_listener::{
    FixedResponseConfig, LoadBalancerAction, LoadBalancerListener, LoadBalancerRule, RedirectConfig,
    RuleCondition, TargetGroupTuple,
};
pub use managed_prefix_list::{ManagedPrefixList, PrefixListEntry};
pub use mount_target::MountTarget;
pub use nat_gateway::{AvailabilityZoneAddress, NatGateway};
pub use network_acl::{NetworkAcl, NetworkAclEntry};
pub use network_interface::{Attachment, Ipv6Address, NetworkInterface, PrivateIpAddress};
pub use note::Note;
pub use on_premises_host::OnPremisesHost;
pub use on_premises_site::{OnPremisesRoute, OnPremisesSite};
pub use order::order_between;
pub use placement::{Placement, Side};
pub use read::WrongForm;
pub use region::Region;
pub use resolver_endpoint::ResolverEndpoint;
pub use resolver_rule::{ResolverRule, TargetAddress};
pub use resource::{Other, Resource, ResourceType};
pub use resource_record_set::{AliasTarget, ResourceRecord, ResourceRecordSet};
pub use resource_share::ResourceShare;
pub use route_table::{Route, RouteTable};
pub use rule_group::{
    FirewallPorts, GroupVariables, RuleGroup, RuleOption, RuleVariables, RulesSourceList, StatefulRule,
    StatefulRuleHeader, StatelessRule, VariableSet,
};
pub use security_group::{IpPermission, SecurityGroup};
pub use security_group_vpc_association::SecurityGroupVpcAssociation;
pub use service_endpoint::ServiceEndpoint;
pub use subnet::Subnet;
pub use target_group::{HealthMatcher, Target, TargetGroup, TargetHealth};
pub use task::{NetworkBinding, Task};
pub use transfer_server::TransferServer;
pub use transit_gateway::TransitGateway;
pub use transit_gateway_attachment::{TransitGatewayAttachment, TransitGatewayAttachmentOptions};
pub use transit_gateway_connect_peer::{
    ConnectPeerBgpConfiguration, ConnectPeerConfiguration, TransitGatewayConnectPeer,
};
pub use transit_gateway_multicast_domain::{
    MulticastDomainOptions, MulticastGroup, TransitGatewayMulticastDomain,
};
pub use transit_gateway_options::TransitGatewayOptions;
pub use transit_gateway_route_table::{TransitGatewayRoute, TransitGatewayRouteTable};
pub use vpc::Vpc;
pub use vpc_block_public_access_exclusion::VpcBlockPublicAccessExclusion;
pub use vpc_block_public_access_options::VpcBlockPublicAccessOptions;
pub use vpc_endpoint::{EndpointDnsOptions, VpcEndpoint};
pub use vpc_endpoint_service::VpcEndpointService;
pub use vpc_peering_connection::{PeeringStatus, PeeringVpcInfo, VpcPeeringConnection};
pub use vpn_connection::{
    VgwTelemetry, VpnAdvertisement, VpnConnection, VpnConnectionOptions, VpnStaticRoute,
};
pub use vpn_gateway::VpnGateway;
pub use workspace_directory::{IpRule, WorkspaceDirectory};

use std::collections::BTreeMap;

/// Fields that this version does not know. They survive a round trip and are reported.
pub type Extra = BTreeMap<String, serde_json::Value>;

/// The tags of a resource: key and value.
pub type Tags = BTreeMap<String, String>;
