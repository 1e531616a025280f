use super::{Accepted, Expectation, Extra, Note, Placement, Resource, ResourceId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A drawing: what it holds, where it is drawn, what it promises.
///
/// Cloning is cheap enough to try a change on a copy: resources are shared until they are changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The title that people gave it.
    pub title: String,
    /// The date of the rules with which it was last changed, as `2026-11-01`.
    pub rules_date: String,
    /// Resources by id.
    pub resources: BTreeMap<ResourceId, Arc<Resource>>,
    /// Where things are drawn, by id; a zone inside a VPC has the key `vpc-…/eu-west-1a`.
    pub placement: BTreeMap<String, Placement>,
    /// Unknown fields of placements, by the same keys. They stay when a thing is moved, and go with its placement.
    pub placement_extra: BTreeMap<String, Extra>,
    /// Expectations by id.
    pub expectations: BTreeMap<String, Expectation>,
    /// Notes by id.
    pub notes: BTreeMap<String, Note>,
    /// Accepted findings by id.
    pub accepted: BTreeMap<String, Accepted>,
    /// Unknown fields of the envelope.
    pub extra: Extra,
}

macro_rules! lookups {
    ($($function:ident $variant:ident),+ $(,)?) => {
        impl Document {
            $(
                #[doc = concat!("The ", stringify!($variant), " with that id, or `None` if there is none or it is something else.")]
                pub fn $function(&self, id: &str) -> Option<&super::$variant> {
                    match self.resources.get(id).map(Arc::as_ref) {
                        Some(Resource::$variant(resource)) => Some(resource),
                        _ => None,
                    }
                }
            )+
        }
    };
}

lookups! {
    vpc Vpc,
    subnet Subnet,
    route_table RouteTable,
    internet_gateway InternetGateway,
    egress_only_internet_gateway EgressOnlyInternetGateway,
    nat_gateway NatGateway,
    elastic_ip ElasticIp,
    network_interface NetworkInterface,
    instance Instance,
    db_instance DbInstance,
    cache_cluster CacheCluster,
    mount_target MountTarget,
    file_system FileSystem,
    task Task,
    ecs_service EcsService,
    function Function,
    transfer_server TransferServer,
    workspace_directory WorkspaceDirectory,
    load_balancer LoadBalancer,
    target_group TargetGroup,
    auto_scaling_group AutoScalingGroup,
    security_group SecurityGroup,
    network_acl NetworkAcl,
    managed_prefix_list ManagedPrefixList,
    byoip_cidr ByoipCidr,
    ipam_pool IpamPool,
    hosted_zone HostedZone,
    health_check HealthCheck,
    resolver_endpoint ResolverEndpoint,
    resolver_rule ResolverRule,
    firewall_rule_group FirewallRuleGroup,
    dhcp_options DhcpOptions,
    vpc_peering_connection VpcPeeringConnection,
    vpc_endpoint VpcEndpoint,
    vpc_endpoint_service VpcEndpointService,
    transit_gateway TransitGateway,
    transit_gateway_attachment TransitGatewayAttachment,
    transit_gateway_connect_peer TransitGatewayConnectPeer,
    transit_gateway_route_table TransitGatewayRouteTable,
    transit_gateway_multicast_domain TransitGatewayMulticastDomain,
    vpn_gateway VpnGateway,
    customer_gateway CustomerGateway,
    vpn_connection VpnConnection,
    on_premises_site OnPremisesSite,
    on_premises_host OnPremisesHost,
    vpc_block_public_access_options VpcBlockPublicAccessOptions,
    vpc_block_public_access_exclusion VpcBlockPublicAccessExclusion,
    firewall Firewall,
    firewall_policy FirewallPolicy,
    rule_group RuleGroup,
    flow_log FlowLog,
    account Account,
    resource_share ResourceShare,
}

impl Document {
    /// The resource with that id.
    pub fn resource(&self, id: &str) -> Option<&Resource> {
        self.resources.get(id).map(Arc::as_ref)
    }

    /// How people call the thing with that id: its name, else its id, else the reserved name.
    pub fn display_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.resource(id).and_then(Resource::name).filter(|name| !name.is_empty()).unwrap_or(id)
    }

    /// Adds or replaces a resource.
    pub fn insert(&mut self, id: impl Into<ResourceId>, resource: impl Into<Resource>) {
        self.resources.insert(id.into(), Arc::new(resource.into()));
    }
}
