//! VPCs, subnets, gateways, tables, and what joins VPCs.

use super::hcl::{Arguments, Value};
use super::writer::{Writer, tags};
use netyard_core::model::{
    DhcpOptions, ElasticIp, ManagedPrefixList, NatGateway, Resource, ResourceId, Route, RouteTable, Subnet,
    Vpc, VpcEndpoint, VpcPeeringConnection,
};
use netyard_core::net::{Address, CidrBlock};

/// A block as AWS keeps it, without bits behind its length: the provider refuses others.
pub(super) fn text(block: &CidrBlock) -> String {
    block.net().map_or_else(|| block.to_string(), |net| net.trunc().to_string())
}

pub(super) fn vpc(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &Vpc) {
    let mut blocks = own.cidr_blocks.iter();
    let arguments = Arguments::default()
        .maybe("cidr_block", blocks.next().map(text))
        .with("enable_dns_support", own.enable_dns_support)
        .with("enable_dns_hostnames", own.enable_dns_hostnames)
        .maybe("instance_tenancy", Some(own.instance_tenancy.clone()).filter(|it| it != "default"))
        .maybe("assign_generated_ipv6_cidr_block", (!own.ipv6_cidr_blocks.is_empty()).then_some(true))
        .told("ipv6_cidr_block", own.ipv6_cidr_blocks.first().map(text))
        .told("owner_id", own.owner_id.clone());
    writer.add(id, "aws_vpc", tags(arguments, resource));
    for (index, block) in blocks.enumerate() {
        let arguments = Arguments::default().with("vpc_id", id).with("cidr_block", text(block));
        writer.part(id, &format!("_block_{}", index + 2), "aws_vpc_ipv4_cidr_block_association", arguments);
    }
    if let Some(set) = &own.dhcp_options_id {
        let arguments = Arguments::default().with("vpc_id", id).with("dhcp_options_id", set);
        writer.part(id, "", "aws_vpc_dhcp_options_association", arguments);
    }
}

pub(super) fn subnet(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &Subnet) {
    let arguments = Arguments::default()
        .maybe("vpc_id", own.vpc_id.as_ref())
        .maybe("availability_zone", own.availability_zone.clone())
        .maybe("cidr_block", own.cidr_block.as_ref().map(text))
        .maybe("ipv6_cidr_block", own.ipv6_cidr_block.as_ref().map(text))
        .maybe("map_public_ip_on_launch", own.map_public_ip_on_launch.then_some(true))
        .maybe("assign_ipv6_address_on_creation", own.assign_ipv6_address_on_creation.then_some(true))
        .maybe("enable_dns64", own.enable_dns64.then_some(true))
        .told("availability_zone_id", own.availability_zone_id.clone());
    writer.add(id, "aws_subnet", tags(arguments, resource));
}

/// A gateway that is attached to a VPC.
pub(super) fn gateway(
    writer: &mut Writer<'_>,
    id: &ResourceId,
    resource: &Resource,
    type_name: &'static str,
    vpc: Option<&ResourceId>,
) {
    let mut arguments = Arguments::default().maybe("vpc_id", vpc);
    if let Resource::VpnGateway(own) = resource {
        arguments = arguments.maybe("amazon_side_asn", own.amazon_side_asn.map(|asn| asn.to_string()));
    }
    writer.add(id, type_name, tags(arguments, resource));
}

pub(super) fn nat_gateway(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &NatGateway) {
    let is_private = own.connectivity_type == "private";
    let mut elastic = writer.document.resources.iter().filter(|(_, resource)| {
        matches!(resource.as_ref(), Resource::ElasticIp(it) if it.nat_gateway_id.as_ref() == Some(id))
    });
    let first = elastic.next().map(|(id, _)| id);
    let arguments = Arguments::default()
        .maybe("connectivity_type", is_private.then_some("private"))
        .maybe("allocation_id", first)
        .maybe("subnet_id", own.subnet_id.as_ref())
        .maybe("private_ip", own.private_ip.as_ref().map(Address::to_string));
    let arguments = tags(arguments, resource);
    let arguments =
        if is_private { arguments } else { writer.after_gateway(arguments, own.subnet_id.as_ref()) };
    writer.add(id, "aws_nat_gateway", arguments);
}

pub(super) fn elastic_ip(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &ElasticIp) {
    // The load balancer names the addresses of its nodes.
    let holder = own.network_interface_id.as_ref();
    let holder = holder.and_then(|eni| writer.document.network_interface(eni.as_str())?.instance_id());
    let is_of_balancer = holder.is_some_and(|holder| {
        matches!(writer.document.resource(holder.as_str()), Some(Resource::LoadBalancer(it)) if it.load_balancer_type == "network" && it.scheme != "internal")
            || matches!(writer.document.resource(holder.as_str()), Some(Resource::TransferServer(_)))
    });
    let target = own.network_interface_id.as_ref().filter(|_| !is_of_balancer);
    let arguments = Arguments::default()
        .with("domain", "vpc")
        .maybe("network_interface", target)
        .maybe(
            "associate_with_private_ip",
            own.private_ip_address.as_ref().filter(|_| target.is_some()).map(Address::to_string),
        )
        .told("public_ip", own.public_ip.as_ref().map(Address::to_string));
    let interface = own.network_interface_id.as_ref();
    let interface = interface.and_then(|id| writer.document.network_interface(id.as_str()));
    let subnet = interface.and_then(|interface| interface.subnet_id.as_ref());
    let arguments = writer.after_gateway(tags(arguments, resource), subnet);
    writer.add(id, "aws_eip", arguments);
}

pub(super) fn table_type(own: &RouteTable) -> &'static str {
    if own.main { "aws_default_route_table" } else { "aws_route_table" }
}

pub(super) fn route_table(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &RouteTable) {
    let routes = own.routes.values().filter(|route| route.target().is_some()).map(route).collect();
    let mut arguments = Arguments::default();
    if own.main {
        arguments = arguments
            .maybe(
                "default_route_table_id",
                writer.made_with(own.vpc_id.as_ref(), "default_route_table_id", id),
            )
            .told("vpc_id", own.vpc_id.as_ref());
    } else {
        arguments = arguments.maybe("vpc_id", own.vpc_id.as_ref());
    }
    let arguments = arguments.list("propagating_vgws", &own.propagating_vgws).blocks("route", routes);
    writer.add(id, table_type(own), tags(arguments, resource));
    for subnet in &own.subnet_ids {
        let arguments = Arguments::default().with("route_table_id", id).with("subnet_id", subnet);
        let end = format!("_{}", writer.name_of(subnet));
        writer.part(id, &end, "aws_route_table_association", arguments);
    }
    if let Some(gateway) = &own.gateway_id {
        let arguments = Arguments::default().with("route_table_id", id).with("gateway_id", gateway);
        writer.part(id, "_edge", "aws_route_table_association", arguments);
    }
}

fn route(own: &Route) -> Arguments {
    let interface = own.network_interface_id.as_ref();
    Arguments::default()
        .maybe("cidr_block", own.destination_cidr_block.as_ref().map(text))
        .maybe("ipv6_cidr_block", own.destination_ipv6_cidr_block.as_ref().map(text))
        .maybe("destination_prefix_list_id", own.destination_prefix_list_id.as_ref())
        .maybe("gateway_id", own.gateway_id.as_ref())
        .maybe("nat_gateway_id", own.nat_gateway_id.as_ref())
        .maybe("network_interface_id", interface)
        .maybe("vpc_peering_connection_id", own.vpc_peering_connection_id.as_ref())
        .maybe("egress_only_gateway_id", own.egress_only_internet_gateway_id.as_ref())
        .maybe("transit_gateway_id", own.transit_gateway_id.as_ref())
        .maybe("vpc_endpoint_id", own.vpc_endpoint_id.as_ref())
        .maybe("local_gateway_id", own.local_gateway_id.as_ref())
        .maybe("carrier_gateway_id", own.carrier_gateway_id.as_ref())
        .maybe("core_network_arn", own.core_network_arn.as_ref())
}

pub(super) fn peering(
    writer: &mut Writer<'_>,
    id: &ResourceId,
    resource: &Resource,
    own: &VpcPeeringConnection,
) {
    let [requester, accepter] = own.vpc_ids();
    let side = own.accepter_vpc_info.as_ref();
    let region = side.and_then(|side| side.region.clone());
    let is_accepted = own.status_code() == "active" && region.is_none();
    let arguments = Arguments::default()
        .maybe("vpc_id", requester)
        .maybe("peer_vpc_id", accepter)
        .maybe("peer_owner_id", side.and_then(|side| side.owner_id.clone()))
        .maybe("peer_region", region)
        .maybe("auto_accept", is_accepted.then_some(true));
    writer.add(id, "aws_vpc_peering_connection", tags(arguments, resource));
}

pub(super) fn endpoint(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &VpcEndpoint) {
    let mut interfaces: Vec<(&ResourceId, &netyard_core::model::NetworkInterface)> = Vec::new();
    for (eni, resource) in &writer.document.resources {
        if let Resource::NetworkInterface(it) = resource.as_ref()
            && it.instance_id() == Some(id)
        {
            interfaces.push((eni, it));
        }
    }
    interfaces.sort_by_key(|(eni, it)| (it.device_index(), *eni));
    let subnets: Vec<&ResourceId> = interfaces.iter().filter_map(|(_, it)| it.subnet_id.as_ref()).collect();
    let groups = interfaces.first().map(|(_, it)| it.group_ids.clone()).unwrap_or_default();
    let told = interfaces.iter().map(|(eni, _)| Value::Text(eni.to_string())).collect();
    let policy = own.policy_document.as_ref().map(|policy| match policy {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    });
    let named = own.service_name.as_ref();
    let service = named.map(|name| {
        let own = writer.document.resources.iter().find(|(id, resource)| {
            matches!(resource.as_ref(), Resource::VpcEndpointService(it) if it.service_name.as_ref() == Some(name))
                && writer.references.contains_key(*id)
        });
        own.map_or_else(
            || Value::Text(name.clone()),
            |(id, _)| {
                let expression = format!("aws_vpc_endpoint_service.{}.service_name", writer.name_of(id));
                Value::Expression(expression, Box::new(Value::Text(name.clone())))
            },
        )
    });
    let places = interfaces.iter().filter(|_| !own.is_gateway()).filter_map(|(_, it)| {
        let address = super::service::address(it)?;
        Some(Arguments::default().maybe("subnet_id", it.subnet_id.as_ref()).with("ipv4", address))
    });
    let places: Vec<Arguments> =
        if own.vpc_endpoint_type == "Interface" { places.collect() } else { Vec::new() };
    let arguments = Arguments::default()
        .maybe("vpc_id", own.vpc_id.as_ref())
        .maybe("service_name", service)
        .with("vpc_endpoint_type", own.vpc_endpoint_type.as_str())
        .maybe("private_dns_enabled", own.private_dns_enabled.then_some(true))
        .maybe("ip_address_type", Some(own.ip_address_type.clone()).filter(|kind| kind != "ipv4"))
        .list("route_table_ids", &own.route_table_ids)
        .list("subnet_ids", subnets)
        .list("security_group_ids", &groups)
        .maybe("policy", policy)
        .blocks("subnet_configuration", places)
        .told("network_interface_ids", Some(Value::List(told)));
    writer.add(id, "aws_vpc_endpoint", tags(arguments, resource));
}

pub(super) fn prefix_list(
    writer: &mut Writer<'_>,
    id: &ResourceId,
    resource: &Resource,
    own: &ManagedPrefixList,
) {
    let entries = own.entries.values().map(|entry| {
        Arguments::default()
            .maybe("cidr", entry.cidr.as_ref().map(text))
            .maybe("description", entry.description.clone())
    });
    let entries: Vec<Arguments> = entries.collect();
    let most = own.max_entries.map_or_else(|| i64::try_from(entries.len()).unwrap_or(1).max(1), i64::from);
    let arguments = Arguments::default()
        .with("name", own.prefix_list_name.clone().unwrap_or_else(|| writer.name_of(id)))
        .with("address_family", own.address_family.as_str())
        .with("max_entries", most)
        .blocks("entry", entries);
    writer.add(id, "aws_ec2_managed_prefix_list", tags(arguments, resource));
}

pub(super) fn dhcp_options(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &DhcpOptions) {
    let mut arguments = Arguments::default();
    for part in &own.dhcp_configurations {
        let values: Vec<String> = part.values.iter().map(|value| value.value.clone()).collect();
        arguments = match part.key.as_str() {
            "domain-name" => arguments.with("domain_name", values.join(" ")),
            "netbios-node-type" => arguments.with("netbios_node_type", values.join(" ")),
            "ipv6-address-preferred-lease-time" => {
                arguments.with("ipv6_address_preferred_lease_time", values.join(" "))
            }
            "domain-name-servers" => arguments.list("domain_name_servers", values),
            "ntp-servers" => arguments.list("ntp_servers", values),
            "netbios-name-servers" => arguments.list("netbios_name_servers", values),
            _ => arguments,
        };
    }
    writer.add(id, "aws_vpc_dhcp_options", tags(arguments, resource));
}
