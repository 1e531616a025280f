//! The document as a network: references resolved, addresses indexed, what AWS makes by itself filled in.
//!
//! Built once per change. Never fails: a half-drawn network gives a [`Network`] and a list of [`Problem`]s. What AWS
//! would make but the drawing does not hold (a main route table, a default network ACL, a default security group) is
//! told by [`Source::Implicit`]; what an importer did not see by [`Source::Unknown`].

mod accounts;
mod addresses;
mod associate;
mod aws_prefix_lists;
mod build;
mod by_id;
mod connect_peer;
mod connectivity;
mod dns;
mod ecs_service;
mod endpoint;
mod endpoint_service;
mod firewall;
mod flow_log;
mod hub;
mod interface;
mod load_balancer;
mod managed_service;
mod multicast;
mod names;
mod nat_gateway;
mod node;
mod own_range;
mod peering;
mod places;
mod problem;
mod public_access;
mod references;
mod regional_nat;
mod row_fault;
mod service_names;
mod site;
mod transit_gateway;
mod vpc;
mod vpn;

pub use accounts::{Accounts, Principal};
pub use addresses::{AddressOwner, PublicAddress};
pub use aws_prefix_lists::{PLACEHOLDER_NOTE, managed_prefix_list, service_of_prefix_list};
pub use by_id::{ById, Entries};
pub use connect_peer::ConnectPeerNode;
pub use dns::{DnsIndex, RecordIndex, domain_of, parents};
pub use ecs_service::PublishedPort;
pub use endpoint_service::EndpointServiceNode;
pub use firewall::FirewallNode;
pub use flow_log::{FlowLogNode, FlowLogScope};
pub use hub::{AttachmentKind, TransitGatewayAttachmentNode, TransitGatewayNode};
pub use load_balancer::{TargetGroupNode, TargetNode, TargetPlace};
pub use managed_service::{ManagedServiceNode, ManagedServiceTraits};
pub use multicast::{MulticastDomainNode, MulticastGroupNode};
pub use names::{Gives, OwnName, OwnNames};
pub use node::{
    EndpointNode, GroupSource, InstanceNode, InterfaceAddress, InterfaceNode, NatNode, PeeringNode,
    PeeringSide, PrefixListNode, Source, SubnetNode, VpcNode,
};
pub use own_range::OwnRangeNode;
pub use problem::{Problem, ProblemKind};
pub use public_access::{
    PublicAccess, PublicAccessBlock, PublicAccessBlockMode, PublicAccessExclusion, PublicAccessExclusionMode,
    region_of_zone,
};
pub use regional_nat::RegionalNat;
pub use row_fault::{RowFault, faults_of_entry, faults_of_rule, ports_of_row};
pub use site::{HostNode, SiteNode, SiteRoute, SiteTarget};
pub use vpn::{VpnConnectionNode, VpnGatewayNode, VpnPrefix};

use crate::model::{Document, Resource, ResourceId};
use petgraph::graph::{NodeIndex, UnGraph};
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

/// An indexed drawing. Maps are keyed by id, so that every walk over them has the same order everywhere.
///
/// The default is the one of an empty drawing, for hosts that begin with nothing.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// The drawing itself.
    pub document: Document,
    /// Its resources by id, to be found quickly.
    written: ById<Arc<Resource>>,
    /// References that lead nowhere or to something of another kind.
    pub problems: Vec<Problem>,
    /// The accounts, and what they share.
    pub accounts: Accounts,
    /// VPCs by id.
    pub vpcs: ById<VpcNode>,
    /// Subnets by id.
    pub subnets: ById<SubnetNode>,
    /// Network interfaces by id.
    pub interfaces: ById<InterfaceNode>,
    /// Instances by id.
    pub instances: ById<InstanceNode>,
    /// Managed services with interfaces of their own, by id.
    pub managed_services: ById<ManagedServiceNode>,
    /// The ports of each instance that lead to containers.
    pub published_ports: BTreeMap<ResourceId, Vec<PublishedPort>>,
    /// The tasks that run on each instance and share its network.
    pub hosted_tasks: BTreeMap<ResourceId, Vec<ResourceId>>,
    /// Target groups by id.
    pub target_groups: ById<TargetGroupNode>,
    /// NAT gateways by id.
    pub nat_gateways: ById<NatNode>,
    /// Peering connections by id.
    pub peerings: ById<PeeringNode>,
    /// Transit gateways by id.
    pub transit_gateways: ById<TransitGatewayNode>,
    /// Attachments of transit gateways by id.
    pub transit_gateway_attachments: ById<TransitGatewayAttachmentNode>,
    /// Connect peers of transit gateways by id.
    pub connect_peers: ById<ConnectPeerNode>,
    /// The Connect peers that end at an instance, by instance.
    pub connect_peers_of: ById<Vec<ResourceId>>,
    /// Multicast domains of transit gateways by id.
    pub multicast_domains: ById<MulticastDomainNode>,
    /// VPC endpoints by id.
    pub endpoints: ById<EndpointNode>,
    /// Firewalls by id.
    pub firewalls: ById<FirewallNode>,
    /// Which firewall stands behind an endpoint, by endpoint.
    pub firewall_of_endpoint: ById<ResourceId>,
    /// Endpoint services by id.
    pub endpoint_services: ById<EndpointServiceNode>,
    /// Prefix lists by id, those of the drawing only.
    pub prefix_lists: ById<PrefixListNode>,
    /// Route tables of gateways: by internet gateway or virtual private gateway, the table that steers what enters by it.
    pub gateway_tables: ById<ResourceId>,
    /// What VPC Block Public Access stops, and whom it spares.
    pub public_access: PublicAccess,
    /// Flow logs by id.
    pub flow_logs: ById<FlowLogNode>,
    /// Virtual private gateways by id.
    pub vpn_gateways: ById<VpnGatewayNode>,
    /// VPN connections by id.
    pub vpn_connections: ById<VpnConnectionNode>,
    /// Sites outside of AWS by id.
    pub sites: ById<SiteNode>,
    /// Hosts at sites by id.
    pub hosts: ById<HostNode>,
    /// The hosts that have an address, by address; two sites may use one.
    pub host_addresses: BTreeMap<IpAddr, Vec<ResourceId>>,
    /// Who owns a public IPv4 address.
    pub public_addresses: BTreeMap<IpAddr, PublicAddress>,
    /// Ranges of public addresses of one's own.
    pub own_ranges: Vec<OwnRangeNode>,
    /// Elastic IPs that are associated with nothing, by address.
    pub idle_elastic_ips: BTreeMap<IpAddr, ResourceId>,
    /// Who owns a private or IPv6 address of a VPC, by VPC and address.
    pub private_addresses: BTreeMap<ResourceId, BTreeMap<IpAddr, AddressOwner>>,
    /// Everything that has a name, by name: what flows may be asked for by.
    pub names: BTreeMap<String, Vec<ResourceId>>,
    /// The host names that AWS gives resources by itself.
    pub own_names: OwnNames,
    /// Zones, rules and private names, by VPC and domain.
    pub dns: DnsIndex,
    /// VPCs, transit gateways and sites, joined by peering connections, attachments and VPN connections, whatever their
    /// state.
    pub(crate) graph: UnGraph<ResourceId, ResourceId>,
    pub(crate) graph_nodes: ById<NodeIndex>,
    pub(crate) whereabouts: connectivity::Whereabouts,
}

impl Network {
    /// The VPC of a subnet.
    pub fn vpc_of_subnet(&self, subnet: &str) -> Option<&VpcNode> {
        self.vpcs.get(self.subnets.get(subnet)?.vpc.as_ref()?)
    }

    /// The subnet of a VPC whose block holds the address.
    pub fn subnet_of_address(&self, vpc: &VpcNode, address: IpAddr) -> Option<&SubnetNode> {
        vpc.subnets.iter().filter_map(|id| self.subnets.get(id)).find(|subnet| subnet.contains(address))
    }

    /// Whether the instance or service behind an interface runs, as the drawing says. One that is attached, nobody says to
    /// what, belongs to a managed service and is up; one that is attached to nothing has nobody behind it.
    pub fn is_running(&self, interface: &InterfaceNode) -> bool {
        if let Some(service) = interface.service.as_ref().and_then(|id| self.managed_services.get(id)) {
            return service.is_up();
        }
        let Some(instance) = &interface.instance else { return interface.is_attached };
        self.instances.get(instance).is_none_or(|node| node.running)
    }

    /// Whether an attachment takes packets of this subnet: it has a subnet in that zone (R-TGW-5, R-TGW-6). What is not
    /// drawn restricts nothing.
    pub fn serves_zone(&self, attachment: &TransitGatewayAttachmentNode, from: &SubnetNode) -> bool {
        let mut subnets = attachment.subnets.iter().filter_map(|id| self.subnets.get(id)).peekable();
        subnets.peek().is_none()
            || from.zone.is_none()
            || subnets.any(|subnet| subnet.id == from.id || subnet.zone.is_none() || subnet.zone == from.zone)
    }

    /// Who owns a private or IPv6 address inside a VPC.
    pub fn owner_in_vpc(&self, vpc: &str, address: IpAddr) -> Option<&AddressOwner> {
        self.private_addresses.get(vpc)?.get(&address)
    }
}
