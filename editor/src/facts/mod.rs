//! Questions that edits ask of a document: who belongs to whom, what is free, what is it called.
//!
//! Plain scans: a person edits one thing at a time. What runs on every change of the drawing is core's topology.

mod address;
mod cidr;
mod naming;
mod region;
mod site;
mod transit_gateway;

pub(crate) use address::{free_address, free_address_v6, free_public_address};
pub(crate) use cidr::{free_subnet_block, free_subnet_block_v6, free_vpc_block, free_vpc_block_v6};
pub(crate) use naming::{called, numbered_name, stem, unique_name, zone_letter};
pub(crate) use region::{lead_to_region, move_to_region, zone_in};
pub(crate) use site::{
    connections_of, content_of_site, free_asn, free_site_address, free_site_block, networks_behind,
    networks_of_connection, site_of, vpn_gateway_of,
};
pub(crate) use transit_gateway::{
    attachment_between, attachments_of, connect_peers, default_association, default_propagation,
    gateway_tables_of,
};

use netyard_core::model::{
    Document, NetworkInterface, Resource, ResourceId, ResourceType, RouteTable, Subnet,
};
use netyard_core::ordered::Order;

/// The Region in which new things stand when the drawing names none.
pub(crate) const HOME_REGION: &str = "eu-west-1";

/// Subnets of a VPC, in the order of their ids.
pub(crate) fn subnets_of<'a>(document: &'a Document, vpc: &str) -> Vec<(&'a ResourceId, &'a Subnet)> {
    let subnets = document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::Subnet(subnet) => Some((id, subnet)),
        _ => None,
    });
    subnets.filter(|(_, subnet)| subnet.vpc_id.as_ref().is_some_and(|id| id.as_str() == vpc)).collect()
}

/// Interfaces of an instance, the primary one first.
pub(crate) fn interfaces_of<'a>(
    document: &'a Document,
    instance: &str,
) -> Vec<(&'a ResourceId, &'a NetworkInterface)> {
    let all = document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::NetworkInterface(interface) => Some((id, interface)),
        _ => None,
    });
    let mut own: Vec<_> = all
        .filter(|(_, interface)| interface.instance_id().is_some_and(|id| id.as_str() == instance))
        .collect();
    own.order_by_key(|(id, interface)| (interface.device_index(), *id));
    own
}

/// The interface that speaks for a thing: an interface itself, or the primary one of an instance.
pub(crate) fn interface_of<'a>(
    document: &'a Document,
    key: &str,
) -> Option<(&'a ResourceId, &'a NetworkInterface)> {
    let (id, resource) = document.resources.get_key_value(key)?;
    match resource.as_ref() {
        Resource::NetworkInterface(interface) => Some((id, interface)),
        holder if holder.holds_interfaces() => interfaces_of(document, key).into_iter().next(),
        _ => None,
    }
}

/// The subnet that a thing stands in, or is.
pub(crate) fn subnet_of(document: &Document, key: &str) -> Option<ResourceId> {
    match document.resource(key)? {
        Resource::Subnet(_) => Some(ResourceId::new(key)),
        Resource::NatGateway(nat) => nat.subnet_id.clone(),
        Resource::NetworkInterface(_) => interface_of(document, key)?.1.subnet_id.clone(),
        Resource::Task(task) if task.host().is_some() => subnet_of(document, task.host()?.as_str()),
        holder if holder.holds_interfaces() => interface_of(document, key)?.1.subnet_id.clone(),
        _ => None,
    }
}

/// The VPC that a thing belongs to, or is. A zone inside a VPC has its VPC in its key.
pub(crate) fn vpc_of(document: &Document, key: &str) -> Option<ResourceId> {
    let Some(resource) = document.resource(key) else {
        return key
            .split_once('/')
            .map(|(vpc, _)| ResourceId::new(vpc))
            .filter(|vpc| document.vpc(vpc.as_str()).is_some());
    };
    match resource {
        Resource::Vpc(_) => Some(ResourceId::new(key)),
        Resource::Subnet(subnet) => subnet.vpc_id.clone(),
        Resource::RouteTable(table) => table.vpc_id.clone(),
        Resource::InternetGateway(gateway) => gateway.vpc_id.clone(),
        Resource::EgressOnlyInternetGateway(gateway) => gateway.vpc_id.clone(),
        Resource::SecurityGroup(group) => group.vpc_id.clone(),
        Resource::NetworkAcl(acl) => acl.vpc_id.clone(),
        Resource::VpcEndpoint(endpoint) => endpoint.vpc_id.clone(),
        Resource::VpnGateway(gateway) => gateway.vpc_id.clone(),
        Resource::Firewall(firewall) => firewall.vpc_id.clone(),
        Resource::TargetGroup(group) => group.vpc_id.clone(),
        Resource::VpcEndpointService(service) => {
            document.load_balancer(service.load_balancers().first()?.as_str())?.vpc_id.clone()
        }
        Resource::LoadBalancer(balancer) => {
            let by_node =
                subnet_of(document, key).and_then(|id| document.subnet(id.as_str())?.vpc_id.clone());
            by_node.or_else(|| balancer.vpc_id.clone())
        }
        Resource::AutoScalingGroup(group) => {
            document.subnet(group.vpc_zone_identifier.first()?.as_str())?.vpc_id.clone()
        }
        Resource::EcsService(service) => service.vpc_id(document),
        Resource::FileSystem(_) => document.vpc_of_file_system(key),
        Resource::NatGateway(nat) => {
            let by_subnet =
                nat.subnet_id.as_ref().and_then(|id| document.subnet(id.as_str())?.vpc_id.clone());
            by_subnet.or_else(|| nat.vpc_id.clone())
        }
        Resource::Instance(_)
        | Resource::DbInstance(_)
        | Resource::CacheCluster(_)
        | Resource::MountTarget(_)
        | Resource::ResolverEndpoint(_)
        | Resource::Task(_)
        | Resource::Function(_)
        | Resource::TransferServer(_)
        | Resource::WorkspaceDirectory(_)
        | Resource::NetworkInterface(_) => {
            document.subnet(subnet_of(document, key)?.as_str())?.vpc_id.clone()
        }
        Resource::VpcBlockPublicAccessExclusion(exclusion) => {
            let by_subnet =
                exclusion.subnet_id.as_ref().and_then(|id| document.subnet(id.as_str())?.vpc_id.clone());
            by_subnet.or_else(|| exclusion.vpc_id.clone())
        }
        Resource::FlowLog(log) => {
            // One that watches a log, itself even, belongs to nothing.
            let watched = log.resource_id.as_ref().filter(|id| document.flow_log(id.as_str()).is_none())?;
            vpc_of(document, watched.as_str())
        }
        Resource::Region(_)
        | Resource::AvailabilityZone(_)
        | Resource::ElasticIp(_)
        | Resource::VpcBlockPublicAccessOptions(_)
        | Resource::ManagedPrefixList(_)
        | Resource::HealthCheck(_)
        | Resource::HostedZone(_)
        | Resource::ResolverRule(_)
        | Resource::FirewallRuleGroup(_)
        | Resource::DhcpOptions(_)
        | Resource::ByoipCidr(_)
        | Resource::FirewallPolicy(_)
        | Resource::RuleGroup(_)
        | Resource::IpamPool(_)
        | Resource::VpcPeeringConnection(_)
        | Resource::TransitGateway(_)
        | Resource::TransitGatewayAttachment(_)
        | Resource::TransitGatewayConnectPeer(_)
        | Resource::TransitGatewayRouteTable(_)
        | Resource::TransitGatewayMulticastDomain(_)
        | Resource::CustomerGateway(_)
        | Resource::VpnConnection(_)
        | Resource::OnPremisesSite(_)
        | Resource::OnPremisesHost(_)
        | Resource::Account(_)
        | Resource::ResourceShare(_)
        | Resource::Other(_) => None,
    }
}

/// The Region that a VPC stands in.
pub(crate) fn region_of_vpc<'a>(document: &'a Document, vpc: &str) -> &'a str {
    document
        .vpc(vpc)
        .and_then(|vpc| vpc.region.as_deref())
        .filter(|region| !region.is_empty())
        .unwrap_or(HOME_REGION)
}

/// The route table that decides for a subnet: its own, else the main one of its VPC (R-RT-15).
pub(crate) fn effective_table<'a>(
    document: &'a Document,
    subnet: &str,
) -> Option<(&'a ResourceId, &'a RouteTable)> {
    let vpc = document.subnet(subnet)?.vpc_id.as_ref()?;
    let tables = tables_of(document, vpc.as_str());
    let own = tables.iter().find(|(_, table)| table.subnet_ids.iter().any(|id| id.as_str() == subnet));
    own.or_else(|| tables.iter().find(|(_, table)| table.main)).copied()
}

/// Route tables of a VPC.
pub(crate) fn tables_of<'a>(document: &'a Document, vpc: &str) -> Vec<(&'a ResourceId, &'a RouteTable)> {
    let all = document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::RouteTable(table) => Some((id, table)),
        _ => None,
    });
    all.filter(|(_, table)| table.vpc_id.as_ref().is_some_and(|id| id.as_str() == vpc)).collect()
}

/// The default security group of a VPC, if it is drawn.
pub(crate) fn default_group(document: &Document, vpc: &str) -> Option<ResourceId> {
    document.resources.iter().find_map(|(id, resource)| match resource.as_ref() {
        Resource::SecurityGroup(group)
            if group.is_default() && group.vpc_id.as_ref().is_some_and(|own| own.as_str() == vpc) =>
        {
            Some(id.clone())
        }
        _ => None,
    })
}

/// The internet gateway of a VPC.
pub(crate) fn internet_gateway_of(document: &Document, vpc: &str) -> Option<ResourceId> {
    document.resources.iter().find_map(|(id, resource)| match resource.as_ref() {
        Resource::InternetGateway(gateway)
            if gateway.vpc_id.as_ref().is_some_and(|own| own.as_str() == vpc) =>
        {
            Some(id.clone())
        }
        _ => None,
    })
}

/// The egress-only internet gateway of a VPC.
pub(crate) fn egress_only_gateway_of(document: &Document, vpc: &str) -> Option<ResourceId> {
    document.resources.iter().find_map(|(id, resource)| match resource.as_ref() {
        Resource::EgressOnlyInternetGateway(gateway)
            if gateway.vpc_id.as_ref().is_some_and(|own| own.as_str() == vpc) =>
        {
            Some(id.clone())
        }
        _ => None,
    })
}

/// Whether packets of a subnet find an internet gateway in its table (R-RT-40).
pub(crate) fn is_public(document: &Document, subnet: &str) -> bool {
    effective_table(document, subnet).is_some_and(|(_, table)| {
        let targets = table.routes.values().filter_map(|route| route.gateway_id.as_ref());
        targets.into_iter().any(|id| document.internet_gateway(id.as_str()).is_some())
    })
}

/// The Elastic IP of a NAT gateway or interface.
pub(crate) fn elastic_ip_of(document: &Document, holder: &str) -> Option<ResourceId> {
    document.resources.iter().find_map(|(id, resource)| match resource.as_ref() {
        Resource::ElasticIp(address)
            if [&address.nat_gateway_id, &address.network_interface_id]
                .into_iter()
                .flatten()
                .any(|id| id.as_str() == holder) =>
        {
            Some(id.clone())
        }
        _ => None,
    })
}

/// The word for a kind of thing, in the middle of a sentence.
pub(crate) fn kind_word(resource_type: ResourceType) -> String {
    let label = resource_type.label();
    let starts_with_name = label.chars().nth(1).is_some_and(char::is_uppercase)
        || matches!(
            resource_type,
            ResourceType::Region | ResourceType::AvailabilityZone | ResourceType::ElasticIp
        );
    if starts_with_name {
        return label.to_owned();
    }
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The names of things for a sentence: "a", "a and b", "a, b and 3 more".
pub(crate) fn name_list<'a>(names: impl IntoIterator<Item = &'a str>, joined_by: &str) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, two] => format!("{one} {joined_by} {two}"),
        [one, two, rest @ ..] => format!("{one}, {two} and {} more", rest.len()),
    }
}
