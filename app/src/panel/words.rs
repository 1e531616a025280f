//! What panels say about a thing: its kind, where it is, the one fact that matters, its glyph.

use netyard_core::model::reserved::{self, service_of};
use netyard_core::model::{Document, LoadBalancerKind, Resource, ResourceType, VpcEndpoint};
use netyard_core::net::Family;
use netyard_core::routing::RoutedNetwork;
use netyard_core::topology::Network;
use netyard_scene::FrameKey;
use netyard_scene::glyph::{Glyph, glyph_of_type, glyph_word};

/// The name of a thing: its own, the reserved one, else its id.
pub(crate) fn name_of(document: &Document, id: &str) -> String {
    if id == reserved::INTERNET {
        return "Internet".to_owned();
    }
    if let Some((service, region)) = service_of(id) {
        return match region {
            Some(region) => format!("{} in {region}", service.label()),
            None => service.label().to_owned(),
        };
    }
    if let Some((_, zone)) = id.split_once('/') {
        return zone.to_owned();
    }
    if document.notes.contains_key(id) {
        return "Note".to_owned();
    }
    document.display_name(id).to_owned()
}

/// The word by which the glyph of a thing is found: its type, also for what exists without an entry.
pub(crate) fn type_word<'a>(document: &'a Document, id: &str) -> &'a str {
    if let Some(resource) = document.resource(id) {
        return glyph_word(resource);
    }
    if id == reserved::INTERNET {
        return "internet";
    }
    if let Some((service, _)) = service_of(id) {
        return service.word();
    }
    if document.notes.contains_key(id) {
        return "note";
    }
    match FrameKey::of(document, id) {
        Some(FrameKey::Zone { .. }) => "availabilityZone",
        Some(FrameKey::Region { .. }) | None => "region",
    }
}

/// The glyph of a thing.
pub(crate) fn glyph_of(document: &Document, id: &str) -> &'static Glyph {
    glyph_of_type(type_word(document, id))
}

/// The kind of an endpoint that leads to something of VPC Lattice.
fn lattice_kind(endpoint: &VpcEndpoint) -> &'static str {
    if endpoint.vpc_endpoint_type == "Resource" { "Resource endpoint" } else { "Service network endpoint" }
}

/// The kind of a thing, in sentence case.
pub(crate) fn kind_of(document: &Document, id: &str) -> String {
    match document.resource(id) {
        Some(Resource::VpcEndpoint(endpoint)) if endpoint.is_gateway() => "Gateway endpoint".to_owned(),
        Some(Resource::VpcEndpoint(endpoint)) if endpoint.is_interface() => "Interface endpoint".to_owned(),
        Some(Resource::VpcEndpoint(endpoint)) if endpoint.is_of_lattice() => {
            lattice_kind(endpoint).to_owned()
        }
        Some(Resource::VpcEndpoint(endpoint)) if endpoint.is_gateway_load_balancer() => {
            "Gateway Load Balancer endpoint".to_owned()
        }
        Some(Resource::LoadBalancer(balancer)) => match balancer.kind() {
            Some(LoadBalancerKind::Application) => "Application Load Balancer",
            Some(LoadBalancerKind::Network) => "Network Load Balancer",
            Some(LoadBalancerKind::Gateway) => "Gateway Load Balancer",
            Some(LoadBalancerKind::Classic) => "Classic Load Balancer",
            None => "Load balancer",
        }
        .to_owned(),
        Some(Resource::NatGateway(nat)) if nat.is_regional() => "Regional NAT gateway".to_owned(),
        Some(Resource::NatGateway(nat)) if nat.connectivity_type == "private" => {
            "Private NAT gateway".to_owned()
        }
        Some(resource) => match resource.resource_type() {
            Some(resource_type) => resource_type.label().to_owned(),
            None => format!("Unknown type \"{}\"", resource.type_name()),
        },
        None => match type_word(document, id) {
            "internet" => "Everything outside".to_owned(),
            "s3" | "dynamodb" => "Regional service".to_owned(),
            "note" => "Note".to_owned(),
            "region" => ResourceType::Region.label().to_owned(),
            _ => ResourceType::AvailabilityZone.label().to_owned(),
        },
    }
}

/// The container that a thing is shown in.
pub(crate) fn container_of(network: &Network, id: &str) -> Option<String> {
    let document = &network.document;
    let text = |id: &netyard_core::model::ResourceId| id.to_string();
    match document.resource(id)? {
        Resource::Vpc(vpc) => vpc.region.clone(),
        Resource::TransitGateway(gateway) => gateway.region.clone(),
        Resource::TransitGatewayAttachment(attachment) => attachment.transit_gateway_id.as_ref().map(text),
        Resource::TransitGatewayConnectPeer(peer) => peer.transit_gateway_attachment_id.as_ref().map(text),
        Resource::TransitGatewayRouteTable(table) => table.transit_gateway_id.as_ref().map(text),
        Resource::TransitGatewayMulticastDomain(domain) => domain.transit_gateway_id.as_ref().map(text),
        Resource::Subnet(subnet) => subnet.vpc_id.as_ref().map(text),
        Resource::RouteTable(table) => table.vpc_id.as_ref().map(text),
        Resource::InternetGateway(gateway) => gateway.vpc_id.as_ref().map(text),
        Resource::EgressOnlyInternetGateway(gateway) => gateway.vpc_id.as_ref().map(text),
        Resource::NatGateway(nat) => nat.subnet_id.as_ref().map(text),
        Resource::SecurityGroup(group) => group.vpc_id.as_ref().map(text),
        Resource::NetworkAcl(acl) => acl.vpc_id.as_ref().map(text),
        Resource::VpcEndpoint(endpoint) => {
            let subnet = primary_interface(network, id).and_then(|interface| interface.subnet.as_ref());
            subnet.or(endpoint.vpc_id.as_ref()).map(text)
        }
        Resource::VpnGateway(gateway) => gateway.vpc_id.as_ref().map(text),
        Resource::Firewall(firewall) => firewall.vpc_id.as_ref().map(text),
        Resource::CustomerGateway(gateway) => gateway.on_premises_site_id.as_ref().map(text),
        Resource::OnPremisesHost(host) => host.on_premises_site_id.as_ref().map(text),
        Resource::NetworkInterface(interface) => interface.subnet_id.as_ref().map(text),
        Resource::Instance(_)
        | Resource::DbInstance(_)
        | Resource::CacheCluster(_)
        | Resource::MountTarget(_)
        | Resource::ResolverEndpoint(_)
        | Resource::LoadBalancer(_)
        | Resource::WorkspaceDirectory(_)
        | Resource::Task(_) => primary_interface(network, id)?.subnet.as_ref().map(text),
        Resource::Function(function) => match primary_interface(network, id) {
            Some(interface) => interface.subnet.as_ref().map(text),
            None => function.region.clone(),
        },
        Resource::TransferServer(server) => match primary_interface(network, id) {
            Some(interface) => interface.subnet.as_ref().map(text),
            None => server.region.clone(),
        },
        Resource::TargetGroup(group) => group.vpc_id.as_ref().map(text),
        Resource::VpcEndpointService(service) => service.load_balancers().first().map(text),
        Resource::AutoScalingGroup(group) => {
            document.subnet(group.vpc_zone_identifier.first()?.as_str())?.vpc_id.as_ref().map(text)
        }
        Resource::EcsService(service) => service.vpc_id(document).as_ref().map(text),
        Resource::FileSystem(system) => {
            document.vpc_of_file_system(id).as_ref().map(text).or_else(|| system.region.clone())
        }
        Resource::VpcBlockPublicAccessOptions(options) => options.region.clone(),
        Resource::VpcBlockPublicAccessExclusion(exclusion) => {
            exclusion.subnet_id.as_ref().or(exclusion.vpc_id.as_ref()).map(text)
        }
        Resource::HostedZone(zone) => zone.vpcs.first().and_then(|vpc| vpc.vpc_id.as_ref()).map(text),
        Resource::ResolverRule(rule) => rule.vpc_ids.first().map(text),
        Resource::FirewallRuleGroup(group) => {
            group.firewall_rule_group_associations.values().find_map(|own| own.vpc_id.as_ref()).map(text)
        }
        Resource::FlowLog(log) => log.resource_id.as_ref().map(text),
        Resource::Region(_)
        | Resource::AvailabilityZone(_)
        | Resource::ElasticIp(_)
        | Resource::ManagedPrefixList(_)
        | Resource::HealthCheck(_)
        | Resource::DhcpOptions(_)
        | Resource::ByoipCidr(_)
        | Resource::FirewallPolicy(_)
        | Resource::RuleGroup(_)
        | Resource::IpamPool(_)
        | Resource::VpcPeeringConnection(_)
        | Resource::VpnConnection(_)
        | Resource::OnPremisesSite(_)
        | Resource::Account(_)
        | Resource::ResourceShare(_)
        | Resource::Other(_) => None,
    }
}

/// The primary interface of an instance or a managed service.
pub(crate) fn primary_interface<'a>(
    network: &'a Network,
    holder: &str,
) -> Option<&'a netyard_core::topology::InterfaceNode> {
    let of_instance = network.instances.get(holder).and_then(|node| node.interfaces.first());
    let of_service = || network.managed_services.get(holder).and_then(|node| node.interfaces.first());
    network.interfaces.get(of_instance.or_else(of_service)?)
}

/// "Subnet in shop, zone a": the line under the name in the inspector.
pub(crate) fn kind_and_place(network: &Network, id: &str) -> String {
    let document = &network.document;
    let kind = kind_of(document, id);
    let Some(container) = container_of(network, id) else { return kind };
    let place = format!("{kind} in {}", name_of(document, &container));
    match document.resource(id) {
        Some(Resource::Subnet(subnet)) => {
            match subnet.availability_zone.as_deref().and_then(|zone| zone.chars().last()) {
                Some(letter) => format!("{place}, zone {letter}"),
                None => place,
            }
        }
        _ => place,
    }
}

/// The one fact that matters besides the name: an address, a block, a state.
pub(crate) fn fact_of(routed: &RoutedNetwork, id: &str) -> String {
    let network = &routed.network;
    match network.document.resource(id) {
        Some(Resource::Vpc(vpc)) => vpc.cidr_blocks.first().map(ToString::to_string).unwrap_or_default(),
        Some(Resource::Subnet(subnet)) => subnet
            .cidr_block
            .as_ref()
            .or(subnet.ipv6_cidr_block.as_ref())
            .map(ToString::to_string)
            .unwrap_or_default(),
        Some(
            Resource::Instance(_)
            | Resource::DbInstance(_)
            | Resource::CacheCluster(_)
            | Resource::MountTarget(_)
            | Resource::ResolverEndpoint(_)
            | Resource::Task(_)
            | Resource::Function(_)
            | Resource::TransferServer(_)
            | Resource::WorkspaceDirectory(_)
            | Resource::LoadBalancer(_),
        ) => primary_interface(network, id).map(address_of).unwrap_or_default(),
        Some(Resource::NetworkInterface(_)) => network.interfaces.get(id).map(address_of).unwrap_or_default(),
        Some(Resource::NatGateway(_)) => network
            .nat_gateways
            .get(id)
            .and_then(|nat| nat.public_ip.or(nat.private_ip))
            .map(|ip| ip.to_string())
            .unwrap_or_default(),
        Some(Resource::ElasticIp(address)) => {
            address.public_ip.as_ref().map(ToString::to_string).unwrap_or_default()
        }
        Some(Resource::TargetGroup(group)) => count(group.targets.len(), "target"),
        Some(Resource::VpcEndpointService(service)) => count(service.load_balancers().len(), "load balancer"),
        Some(Resource::AutoScalingGroup(group)) => count(group.instances.len(), "instance"),
        Some(Resource::EcsService(service)) => count(service.tasks.len(), "task"),
        Some(Resource::FileSystem(_)) => count(network.document.mount_targets_of(id).count(), "mount target"),
        Some(Resource::RouteTable(table)) => {
            if table.main {
                "main".to_owned()
            } else {
                count(table.routes.len(), "route")
            }
        }
        Some(Resource::SecurityGroup(group)) => count(group.ip_permissions.len(), "inbound rule"),
        Some(Resource::NetworkAcl(acl)) => {
            if acl.is_default {
                "default".to_owned()
            } else {
                count(acl.entries.as_ref().map_or(0, std::collections::BTreeMap::len), "entry")
            }
        }
        Some(Resource::VpcPeeringConnection(peering)) => peering.status_code().to_owned(),
        Some(Resource::ByoipCidr(range)) => range.cidr.as_ref().map_or_else(String::new, ToString::to_string),
        Some(Resource::Firewall(firewall)) => count(firewall.subnet_mappings.len(), "endpoint"),
        Some(Resource::FirewallPolicy(policy)) => count(
            policy.stateless_rule_group_references.len() + policy.stateful_rule_group_references.len(),
            "rule group",
        ),
        Some(Resource::RuleGroup(group)) => group.rule_group_type.to_lowercase(),
        Some(Resource::IpamPool(pool)) => count(pool.allocations.len(), "allocation"),
        Some(Resource::ManagedPrefixList(list)) => count(list.entries.len(), "entry"),
        Some(Resource::HostedZone(zone)) => {
            let kind = if zone.config.private_zone { "private" } else { "public" };
            format!("{kind}, {}", count(zone.resource_record_sets.len(), "record"))
        }
        Some(Resource::HealthCheck(check)) => {
            let config = &check.health_check_config;
            let address = config.ip_address.as_ref().map(ToString::to_string);
            let endpoint = address.or_else(|| config.fully_qualified_domain_name.clone());
            let kind = config.r#type.clone().unwrap_or_default();
            endpoint.map_or(kind.clone(), |endpoint| format!("{kind} {endpoint}"))
        }
        Some(Resource::ResolverRule(rule)) => rule.domain_name.clone().unwrap_or_default(),
        Some(Resource::FirewallRuleGroup(group)) => count(group.firewall_rules.len(), "rule"),
        Some(Resource::DhcpOptions(options)) => {
            options.values_of(netyard_core::model::DhcpOptions::SERVERS).join(", ")
        }
        Some(Resource::VpcEndpoint(endpoint)) => {
            let word = endpoint.service_name.as_deref().and_then(|name| {
                // com.amazonaws.REGION.ecr.api
                let rest = name.strip_prefix("com.amazonaws.").filter(|_| endpoint.is_of_aws());
                rest.and_then(|rest| rest.split_once('.'))
                    .map_or_else(|| name.rsplit('.').next(), |(_, word)| Some(word))
            });
            word.unwrap_or_default().to_owned()
        }
        Some(Resource::InternetGateway(gateway)) => attached(gateway.vpc_id.is_some()),
        Some(Resource::EgressOnlyInternetGateway(gateway)) => attached(gateway.vpc_id.is_some()),
        Some(Resource::TransitGateway(_)) => count(
            network.document.resources.values().filter(|resource| is_attached_to(resource, id)).count(),
            "attachment",
        ),
        Some(Resource::TransitGatewayAttachment(attachment)) => attachment.resource_type.clone(),
        Some(Resource::TransitGatewayConnectPeer(peer)) => {
            let end = peer.connect_peer_configuration.peer_address.as_ref();
            end.map(ToString::to_string).unwrap_or_default()
        }
        Some(Resource::TransitGatewayRouteTable(table)) => count(table.routes.len(), "static route"),
        Some(Resource::TransitGatewayMulticastDomain(domain)) => count(domain.groups.len(), "group entry"),
        Some(Resource::VpnGateway(gateway)) => attached(gateway.vpc_id.is_some()),
        Some(Resource::CustomerGateway(gateway)) => {
            gateway.ip_address.as_ref().map(ToString::to_string).unwrap_or_default()
        }
        Some(Resource::VpnConnection(connection)) => {
            if connection.options.static_routes_only { "static routes" } else { "BGP" }.to_owned()
        }
        Some(Resource::OnPremisesSite(site)) => {
            site.cidr_blocks.first().map(ToString::to_string).unwrap_or_default()
        }
        Some(Resource::OnPremisesHost(host)) => {
            host.ip_addresses.first().map(ToString::to_string).unwrap_or_default()
        }
        Some(Resource::VpcBlockPublicAccessOptions(options)) => options.internet_gateway_block_mode.clone(),
        Some(Resource::VpcBlockPublicAccessExclusion(exclusion)) => {
            exclusion.internet_gateway_exclusion_mode.clone().unwrap_or_default()
        }
        Some(Resource::FlowLog(log)) => log.traffic_type.clone(),
        Some(Resource::Account(account)) => account.account_id.clone().unwrap_or_default(),
        Some(Resource::ResourceShare(share)) => count(share.principals.len(), "account"),
        Some(Resource::Region(_) | Resource::AvailabilityZone(_)) => String::new(),
        Some(Resource::Other(other)) => other.type_name().to_owned(),
        None => match type_word(&network.document, id) {
            "internet" => "any address".to_owned(),
            "s3" | "dynamodb" => "regional service".to_owned(),
            _ => String::new(),
        },
    }
}

/// Whether the resource is an attachment of that transit gateway.
fn is_attached_to(resource: &Resource, gateway: &str) -> bool {
    matches!(resource, Resource::TransitGatewayAttachment(attachment)
        if attachment.transit_gateway_ids().any(|id| id.as_str() == gateway))
}

fn attached(is: bool) -> String {
    if is { String::new() } else { "not attached".to_owned() }
}

fn address_of(interface: &netyard_core::topology::InterfaceNode) -> String {
    interface
        .first_address(Family::Ipv4)
        .or_else(|| interface.first_address(Family::Ipv6))
        .map(|ip| ip.to_string())
        .unwrap_or_default()
}

/// "1 route", "3 routes", "2 entries".
pub(crate) fn count(number: usize, word: &str) -> String {
    if number == 1 {
        return format!("1 {word}");
    }
    match word.strip_suffix('y') {
        Some(stem) if !word.ends_with("ey") => format!("{} {stem}ies", grouped(number)),
        _ if ["ss", "ch", "x"].iter().any(|end| word.ends_with(end)) => {
            format!("{} {word}es", grouped(number))
        }
        _ => format!("{} {word}s", grouped(number)),
    }
}

/// A number with a comma after every three digits.
pub(crate) fn grouped(number: usize) -> String {
    netyard_formats::number::grouped(number)
}

/// Bytes as megabytes, rounded up.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size of files")]
pub(crate) fn grouped_megabytes(bytes: f64) -> String {
    grouped((bytes / 1024.0 / 1024.0).ceil() as usize)
}
