//! New things with sensible defaults, as a user of AWS expects them: one file a kind.
//!
//! Each maker works on a [`Draft`], so that what it asks of the document (a free range, a free address, a free name)
//! already counts what it has made.

mod account;
mod auto_scaling_group;
mod container_service;
mod elastic_ip;
mod endpoint;
pub(crate) mod endpoint_service;
mod file_system;
mod flow_log;
mod gateway;
mod instance;
pub(crate) mod load_balancer;
mod managed_service;
mod names;
mod nat_gateway;
pub(crate) mod network_firewall;
mod network_interface;
mod note;
mod peering;
mod prefix_list;
mod public_access;
mod region;
mod rules;
mod service;
mod site;
mod subnet;
pub(crate) mod target_group;
mod transit_gateway;
mod vpc;
mod zone;

pub(crate) use file_system::add_mount_target;
pub(crate) use gateway::{create_egress_only, nearest_side, share_along};
pub(crate) use instance::new_interface_in;
pub(crate) use managed_service::{admit_to_subnet_group, follow_subnet, service_interface_in};
pub(crate) use peering::peer;
pub(crate) use public_access::options_of;
pub(crate) use site::add_customer_gateway;
pub(crate) use subnet::zone_at;

use netyard_core::model::{Document, LoadBalancerKind, Placement, ResourceId};
use netyard_scene::Point;

use crate::draft::Draft;
use crate::geometry::Geometry;
use crate::part::PartId;
use crate::session::Key;

/// Where something is made.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Site {
    /// The container or part under the drop; `None` for the open drawing.
    pub(crate) key: Option<Key>,
    /// The upper left corner of the new thing, where a person chose one.
    pub(crate) corner: Option<Point>,
}

/// What was made.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Made {
    /// The thing that is selected afterwards.
    pub(crate) key: Key,
    /// Whether the inspector opens on it: it is no box of its own.
    pub(crate) inspect: bool,
    /// What is said: "web-1 in app-a, 10.0.1.10".
    pub(crate) text: String,
    /// The address or range that it gets, for the header of the target: "into app-a as 10.20.10.12".
    pub(crate) range: Option<String>,
}

impl Made {
    fn new(key: ResourceId, text: impl Into<String>) -> Self {
        Self { key, inspect: false, text: text.into(), range: None }
    }

    fn with_range(self, range: Option<String>) -> Self {
        Self { range, ..self }
    }

    /// What a drop would mean, for the header of its target.
    pub(crate) fn preview(&self, document: &Document, target: Option<&Key>) -> String {
        let Some(target) = target else { return self.text.clone() };
        let name = target
            .as_str()
            .split_once('/')
            .map_or_else(|| document.display_name(target.as_str()), |(_, zone)| zone);
        match &self.range {
            Some(range) => format!("into {name} as {range}"),
            None => self.text.clone(),
        }
    }

    fn inspected(self) -> Self {
        Self { inspect: true, ..self }
    }
}

/// Makes a part. The site was found fit for it before.
///
/// # Errors
/// A sentence that says why it cannot be made: no free range, no free address.
pub(crate) fn create(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    part: PartId,
    site: &Site,
) -> Result<Made, String> {
    match part {
        PartId::Account => Ok(account::create(draft, site)),
        PartId::ResourceShare => Ok(account::create_share(draft, site)),
        PartId::Region => Ok(region::create(draft, geometry, site)),
        PartId::AvailabilityZone => zone::create(draft, site),
        PartId::Vpc => Ok(vpc::create(draft, geometry, site)),
        PartId::Subnet => subnet::create(draft, geometry, site),
        PartId::InternetGateway => gateway::create_internet_gateway(draft, geometry, site),
        PartId::EgressOnlyInternetGateway => gateway::create_egress_only(draft, geometry, site),
        PartId::NatGateway => nat_gateway::create(draft, geometry, site, true),
        PartId::RegionalNatGateway => nat_gateway::create_regional(draft, geometry, site),
        PartId::PrivateNatGateway => nat_gateway::create(draft, geometry, site, false),
        PartId::VpcPeering => peering::create(draft, site),
        PartId::TransitGatewayRouteTable => transit_gateway::create_table(draft, site),
        PartId::MulticastDomain => transit_gateway::create_domain(draft, site),
        PartId::VpnGateway => gateway::create_vpn_gateway(draft, geometry, site),
        PartId::CustomerGateway => Ok(site::create_customer_gateway(draft, geometry, site)),
        PartId::OnPremisesSite => Ok(site::create_site(draft, site)),
        PartId::OnPremisesHost => site::create_host(draft, geometry, site),
        PartId::BlockPublicAccess => public_access::create(draft, geometry, site),
        PartId::PublicAccessExclusion => public_access::create_exclusion(draft, site),
        PartId::FlowLog => flow_log::create(draft, site),
        PartId::TransitGateway => Ok(transit_gateway::create(draft, geometry, site)),
        PartId::S3Endpoint | PartId::DynamoDbEndpoint => endpoint::create(draft, geometry, part, site),
        PartId::EndpointService => endpoint_service::create(draft, geometry, site),
        PartId::GatewayLoadBalancerEndpoint | PartId::ResourceEndpoint | PartId::ServiceNetworkEndpoint => {
            endpoint_service::create_endpoint(draft, geometry, part, site)
        }
        PartId::RouteTable => rules::create_route_table(draft, site),
        PartId::SecurityGroup => rules::create_security_group(draft, site),
        PartId::NetworkAcl => rules::create_network_acl(draft, site),
        PartId::PrivateHostedZone
        | PartId::PublicHostedZone
        | PartId::ResolverRule
        | PartId::DnsFirewallRuleGroup
        | PartId::DhcpOptions => names::create(draft, geometry, part, site),
        PartId::HealthCheck => Ok(names::create_check(draft)),
        PartId::PrefixList => Ok(prefix_list::create(draft)),
        PartId::ByoipCidr => Ok(prefix_list::create_range(draft)),
        PartId::IpamPool => Ok(prefix_list::create_pool(draft)),
        PartId::NetworkFirewall => network_firewall::create(draft, geometry, site),
        PartId::FirewallPolicy => Ok(network_firewall::create_policy(draft)),
        PartId::FirewallRuleGroup => Ok(network_firewall::create_group(draft)),
        PartId::ApplicationLoadBalancer => {
            load_balancer::create(draft, geometry, LoadBalancerKind::Application, site)
        }
        PartId::NetworkLoadBalancer => {
            load_balancer::create(draft, geometry, LoadBalancerKind::Network, site)
        }
        PartId::GatewayLoadBalancer => {
            load_balancer::create(draft, geometry, LoadBalancerKind::Gateway, site)
        }
        PartId::ClassicLoadBalancer => {
            load_balancer::create(draft, geometry, LoadBalancerKind::Classic, site)
        }
        PartId::TargetGroup => target_group::create(draft, geometry, site),
        PartId::AutoScalingGroup => auto_scaling_group::create(draft, geometry, site),
        PartId::ElasticIp => elastic_ip::create(draft, site),
        PartId::Instance => instance::create(draft, geometry, site),
        PartId::Function | PartId::TransferServer if subnet_at(draft, site).is_none() => {
            Ok(managed_service::create_outside(draft, geometry, part, site))
        }
        PartId::Function
        | PartId::TransferServer
        | PartId::WorkspaceDirectory
        | PartId::Database
        | PartId::Cache
        | PartId::MountTarget
        | PartId::Task
        | PartId::InboundEndpoint
        | PartId::OutboundEndpoint
        | PartId::InterfaceEndpoint => managed_service::create(draft, geometry, part, site),
        PartId::FileSystem => file_system::create(draft, geometry, site),
        PartId::ContainerService => container_service::create(draft, geometry, site),
        PartId::NetworkInterface => network_interface::create(draft, geometry, site),
        PartId::Internet => service::create_internet(draft, geometry, site),
        PartId::S3 | PartId::DynamoDb => service::create_service(draft, geometry, part, site),
        PartId::Note => Ok(note::create(draft, site)),
    }
}

/// The place of a corner inside a container, kept out of its header.
pub(crate) fn inside(geometry: &Geometry, container: Option<&str>, corner: Point) -> Placement {
    let origin = container.and_then(|key| geometry.node(key)).map(|node| node.origin).unwrap_or_default();
    let at = corner.moved(-origin.x, -origin.y);
    let (x, y) = if container.is_some() { (at.x.max(0), at.y.max(0)) } else { (at.x, at.y) };
    Placement::Box { x, y, w: None, h: None }
}

/// The VPC that a site belongs to.
pub(crate) fn vpc_at(draft: &Draft<'_>, site: &Site) -> Option<ResourceId> {
    crate::facts::vpc_of(draft.document(), site.key.as_ref()?.as_str())
}

/// Where a thing of a VPC stands that was dropped: nowhere in particular where it was dropped on a subnet, which it does
/// not stand in.
fn place_in_vpc(draft: &mut Draft<'_>, geometry: &Geometry, site: &Site, id: &ResourceId, vpc: &ResourceId) {
    if let Some(corner) = site.corner.filter(|_| subnet_at(draft, site).is_none()) {
        draft.place(id.as_str(), inside(geometry, Some(vpc.as_str()), corner));
    }
}

/// The subnet that a site is.
pub(crate) fn subnet_at(draft: &Draft<'_>, site: &Site) -> Option<ResourceId> {
    crate::facts::subnet_of(draft.document(), site.key.as_ref()?.as_str())
}
