//! Export as a configuration of Terraform, in HCL.
//!
//! One configuration is for one account and one Region: those with most of the drawing, or the Region that is asked for.
//! Resources name each other by references; what a resource needs and no drawing holds, such as images, is a variable.
//! Last the configuration is read back by the import (`read_back.rs`), and every thing and field that then differs from the
//! drawing is said.

mod balancing;
mod classic;
mod compute;
mod connect;
mod dns_firewall;
mod filter;
mod firewall;
mod hcl;
mod hub;
mod ipam;
mod network;
mod read_back;
mod required;
mod scaling;
mod service;
mod writer;

use crate::export::{Export, is_of_a_service};
use crate::given_names;
use crate::scope;
use hcl::{Arguments, Value};
use netyard_core::model::{Document, Resource, ResourceId};
use std::collections::BTreeSet;
use std::fmt::Write;
use writer::{Variable, Writer};

/// A drawing as a configuration of Terraform, for one Region: the one that is named, else the one with most of the drawing.
pub fn terraform(document: &Document, region: Option<&str>) -> Export {
    let scope = scope::scope(document, region);
    let mut writer = Writer::new(document, scope.ids);
    writer.started = scaling::started(&writer);
    writer.host_names = balancing::host_names(document);
    let mut left_out = scope.left_out;
    let all: Vec<(&ResourceId, &Resource)> = document
        .resources
        .iter()
        .filter(|(id, _)| writer.is_here(id))
        .map(|(id, resource)| (id, resource.as_ref()))
        .collect();
    for (id, resource) in &all {
        if let Some(type_name) = type_of(&writer, id, resource) {
            writer.name(id, type_name);
        }
    }
    interfaces_of_instances(&mut writer, &all);
    for (id, resource) in &all {
        match resource {
            Resource::Firewall(own) => firewall::endpoints(&mut writer, id, own),
            Resource::TransitGatewayAttachment(own) if own.resource_type == "vpn" => {
                hub::of_connection(&mut writer, id, own);
            }
            _ => {}
        }
    }
    for (id, resource) in &all {
        let comes_with = match resource {
            Resource::VpcEndpoint(own) => own.requester_managed,
            Resource::TransitGatewayAttachment(own) => own.resource_type == "vpn",
            _ => false,
        };
        if writer.references.contains_key(*id) && !comes_with {
            write_one(&mut writer, id, resource);
        }
    }
    // They wait for listeners, so that these have their names first.
    for (id, resource) in &all {
        if let Resource::EcsService(own) = resource {
            scaling::service(&mut writer, id, resource, own);
        }
    }
    ipam::pools(&mut writer, &all, scope.region.as_deref());
    other_names(&mut writer, &all);
    required::leave_out(&mut writer);
    raw_ids(&mut writer);
    variables(&mut writer);
    let place = scope.region.clone().unwrap_or_default();
    read_back::compare(&mut writer, &place);
    writer.left_out.push("AWS gives ids, public addresses, names of load balancers and databases, and the addresses of nodes of load balancers anew when the configuration is applied.".to_owned());
    let has_more = !(document.expectations.is_empty()
        && document.notes.is_empty()
        && document.accepted.is_empty()
        && document.placement.is_empty());
    if has_more {
        let why = "Expectations, notes, accepted findings and the places of things stay in the drawing.";
        writer.left_out.push(why.to_owned());
    }
    left_out.append(&mut writer.left_out);
    Export { text: text(&writer, scope.region.as_deref()), left_out }
}

/// The type of Terraform; nothing where it has none, or where the thing comes with something else.
fn type_of(writer: &Writer<'_>, id: &ResourceId, resource: &Resource) -> Option<&'static str> {
    Some(match resource {
        Resource::Vpc(_) => "aws_vpc",
        Resource::Subnet(_) => "aws_subnet",
        Resource::InternetGateway(_) => "aws_internet_gateway",
        Resource::EgressOnlyInternetGateway(_) => "aws_egress_only_internet_gateway",
        Resource::VpnGateway(_) => "aws_vpn_gateway",
        Resource::NatGateway(own) if !own.is_regional() => "aws_nat_gateway",
        Resource::ElasticIp(_) => "aws_eip",
        Resource::RouteTable(own) => network::table_type(own),
        Resource::SecurityGroup(own) => filter::group_type(own),
        Resource::NetworkAcl(own) if !filter::is_as_made(own) => filter::acl_type(own),
        Resource::NetworkInterface(own) => {
            let holder = own.instance_id();
            let is_of_instance =
                holder.is_none_or(|holder| writer.document.instance(holder.as_str()).is_some());
            let comes_and_goes = holder.is_some_and(|holder| writer.started.contains_key(holder));
            let is_first =
                holder.and_then(|holder| compute::primary(writer, holder)).is_some_and(|(eni, _)| eni == id);
            if !is_of_instance || comes_and_goes || is_first || is_of_a_service(own) {
                return None;
            }
            "aws_network_interface"
        }
        Resource::Instance(_) if writer.started.contains_key(id) => return None,
        Resource::Instance(_) => "aws_instance",
        Resource::VpcPeeringConnection(_) => "aws_vpc_peering_connection",
        // A firewall brings its endpoints.
        Resource::VpcEndpoint(own) if own.requester_managed => return None,
        Resource::VpcEndpoint(_) => "aws_vpc_endpoint",
        Resource::VpcEndpointService(_) => "aws_vpc_endpoint_service",
        Resource::VpcBlockPublicAccessOptions(_) => "aws_vpc_block_public_access_options",
        Resource::VpcBlockPublicAccessExclusion(_) => "aws_vpc_block_public_access_exclusion",
        Resource::DbInstance(_) => "aws_db_instance",
        Resource::CacheCluster(own) => service::type_of_cache(writer, id, own),
        Resource::Function(_) => "aws_lambda_function",
        Resource::FileSystem(_) => "aws_efs_file_system",
        Resource::MountTarget(_) => "aws_efs_mount_target",
        Resource::FlowLog(_) => "aws_flow_log",
        Resource::Firewall(own) if own.vpc_id.is_some() && !own.subnet_mappings.is_empty() => {
            "aws_networkfirewall_firewall"
        }
        Resource::FirewallPolicy(_) => "aws_networkfirewall_firewall_policy",
        Resource::RuleGroup(_) => "aws_networkfirewall_rule_group",
        Resource::ResolverEndpoint(_) if !service::nodes(writer, id).is_empty() => {
            "aws_route53_resolver_endpoint"
        }
        Resource::ResolverRule(_) => "aws_route53_resolver_rule",
        Resource::HealthCheck(_) => "aws_route53_health_check",
        Resource::TransferServer(_) => "aws_transfer_server",
        Resource::ManagedPrefixList(_) => "aws_ec2_managed_prefix_list",
        Resource::DhcpOptions(_) => "aws_vpc_dhcp_options",
        Resource::TransitGateway(_) => "aws_ec2_transit_gateway",
        Resource::TransitGatewayAttachment(own) => return connect::type_of(writer, own),
        Resource::TransitGatewayConnectPeer(own) if connect::is_whole(own) => {
            "aws_ec2_transit_gateway_connect_peer"
        }
        Resource::TransitGatewayMulticastDomain(_) => "aws_ec2_transit_gateway_multicast_domain",
        Resource::FirewallRuleGroup(_) => "aws_route53_resolver_firewall_rule_group",
        Resource::AutoScalingGroup(own) if !own.vpc_zone_identifier.is_empty() => "aws_autoscaling_group",
        Resource::EcsService(_) => "aws_ecs_service",
        Resource::IpamPool(_) => "aws_vpc_ipam_pool",
        Resource::TransitGatewayRouteTable(_) => "aws_ec2_transit_gateway_route_table",
        Resource::CustomerGateway(_) => "aws_customer_gateway",
        Resource::VpnConnection(_) => "aws_vpn_connection",
        Resource::LoadBalancer(own) if own.load_balancer_type != "classic" => "aws_lb",
        Resource::LoadBalancer(own) if classic::lacks(writer, id, own).is_none() => "aws_elb",
        Resource::TargetGroup(_) => "aws_lb_target_group",
        Resource::HostedZone(_) => "aws_route53_zone",
        _ => return None,
    })
}

/// Says of what is called otherwise than in the drawing how it is called, and why.
fn other_names(writer: &mut Writer<'_>, all: &[(&ResourceId, &Resource)]) {
    for (id, resource) in all {
        let own = match resource {
            Resource::SecurityGroup(own) => own.group_name.as_deref(),
            _ => resource.name(),
        };
        let Some(given) = writer.given_name(id).filter(|given| Some(given.as_str()) != own) else { continue };
        if writer.references.contains_key(*id) {
            let (called, takes) = (writer.called(id), given_names::words(resource));
            writer.left_out.push(format!("{called} is called {given}: AWS takes {takes}."));
        }
    }
}

/// Why something is not written.
fn why_not(writer: &Writer<'_>, id: &ResourceId, resource: &Resource) -> &'static str {
    match resource {
        Resource::OnPremisesSite(_) | Resource::OnPremisesHost(_) => "it is no part of AWS.",
        Resource::TransitGatewayAttachment(own) if own.resource_type == "vpn" => {
            "AWS makes it with its VPN connection."
        }
        Resource::NetworkInterface(own) if is_of_a_service(own) => {
            "a service of AWS makes it, and the drawing does not tell which."
        }
        Resource::NetworkInterface(_) => "it comes with a service that is not written.",
        Resource::Task(_) => "its service starts it when it runs.",
        Resource::Instance(_) => "its Auto Scaling group starts it when it runs.",
        Resource::AutoScalingGroup(_) | Resource::ResolverEndpoint(_) => {
            "the drawing does not tell its subnets."
        }
        Resource::LoadBalancer(own) if own.load_balancer_type == "classic" => {
            classic::lacks(writer, id, own).unwrap_or_default()
        }
        Resource::TransitGatewayAttachment(own) if own.resource_type == "connect" => {
            "the drawing does not tell the attachment over which it goes."
        }
        Resource::TransitGatewayAttachment(own) if own.is_peering() => {
            "the drawing does not tell the Region of the other side."
        }
        Resource::Firewall(_) => "the drawing does not tell its VPC and its subnets.",
        Resource::TransitGatewayConnectPeer(_) => {
            "the drawing does not tell its attachment, the address of the appliance or the blocks inside of the tunnel."
        }
        Resource::Account(_) | Resource::ResourceShare(_) => {
            "a configuration makes what one account holds; accounts and shares stay in the drawing."
        }
        Resource::Region(_) | Resource::AvailabilityZone(_) => "Regions and zones are AWS's own.",
        Resource::Other(_) => "the drawing does not hold its arguments.",
        _ => "this export does not write this kind of resource.",
    }
}

/// The first interface of an instance is called by its instance.
fn interfaces_of_instances(writer: &mut Writer<'_>, all: &[(&ResourceId, &Resource)]) {
    for (id, resource) in all {
        if !matches!(resource, Resource::Instance(_)) {
            continue;
        }
        if let Some((eni, _)) = compute::primary(writer, id) {
            let expression = format!("aws_instance.{}.primary_network_interface_id", writer.name_of(id));
            writer.references.insert(eni.clone(), expression);
        }
    }
}

fn write_one(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource) {
    match resource {
        Resource::Vpc(own) => network::vpc(writer, id, resource, own),
        Resource::Subnet(own) => network::subnet(writer, id, resource, own),
        Resource::InternetGateway(own) => {
            network::gateway(writer, id, resource, "aws_internet_gateway", own.vpc_id.as_ref());
        }
        Resource::EgressOnlyInternetGateway(own) => {
            network::gateway(writer, id, resource, "aws_egress_only_internet_gateway", own.vpc_id.as_ref());
        }
        Resource::VpnGateway(own) => {
            network::gateway(writer, id, resource, "aws_vpn_gateway", own.vpc_id.as_ref());
        }
        Resource::NatGateway(own) => network::nat_gateway(writer, id, resource, own),
        Resource::ElasticIp(own) => network::elastic_ip(writer, id, resource, own),
        Resource::RouteTable(own) => network::route_table(writer, id, resource, own),
        Resource::SecurityGroup(own) => filter::group(writer, id, resource, own),
        Resource::NetworkAcl(own) => filter::acl(writer, id, resource, own),
        Resource::NetworkInterface(own) if own.instance_id().is_none() || own.device_index() > 0 => {
            compute::interface(writer, id, resource, own);
        }
        Resource::Instance(own) => compute::instance(writer, id, resource, own),
        Resource::VpcPeeringConnection(own) => network::peering(writer, id, resource, own),
        Resource::VpcEndpoint(own) => network::endpoint(writer, id, resource, own),
        Resource::ManagedPrefixList(own) => network::prefix_list(writer, id, resource, own),
        Resource::DhcpOptions(own) => network::dhcp_options(writer, id, resource, own),
        Resource::TransitGateway(own) => hub::gateway(writer, id, resource, own),
        Resource::TransitGatewayAttachment(own) if own.is_vpc() => {
            hub::attachment(writer, id, resource, own);
        }
        Resource::TransitGatewayAttachment(own) => connect::attachment(writer, id, resource, own),
        Resource::TransitGatewayConnectPeer(own) => connect::peer(writer, id, resource, own),
        Resource::TransitGatewayMulticastDomain(own) => connect::domain(writer, id, resource, own),
        Resource::TransitGatewayRouteTable(own) => hub::table(writer, id, resource, own),
        Resource::CustomerGateway(own) => hub::customer_gateway(writer, id, resource, own),
        Resource::VpnConnection(own) => hub::connection(writer, id, resource, own),
        Resource::LoadBalancer(own) if own.load_balancer_type == "classic" => {
            classic::balancer(writer, id, resource, own);
        }
        Resource::LoadBalancer(own) => balancing::balancer(writer, id, resource, own),
        Resource::AutoScalingGroup(own) => scaling::group(writer, id, resource, own),
        Resource::FirewallRuleGroup(own) => dns_firewall::group(writer, id, resource, own),
        Resource::TargetGroup(own) => balancing::target_group(writer, id, resource, own),
        Resource::HostedZone(own) => balancing::zone(writer, id, resource, own),
        other => write_service(writer, id, other),
    }
}

fn write_service(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource) {
    match resource {
        Resource::VpcEndpointService(own) => service::endpoint_service(writer, id, resource, own),
        Resource::VpcBlockPublicAccessOptions(own) => service::block_options(writer, id, own),
        Resource::VpcBlockPublicAccessExclusion(own) => service::block_exclusion(writer, id, resource, own),
        Resource::DbInstance(own) => service::database(writer, id, resource, own),
        Resource::CacheCluster(own) => service::cache(writer, id, resource, own),
        Resource::Function(own) => service::function(writer, id, resource, own),
        Resource::FileSystem(own) => service::file_system(writer, id, resource, own),
        Resource::MountTarget(own) => service::mount_target(writer, id, own),
        Resource::FlowLog(own) => service::flow_log(writer, id, resource, own),
        Resource::Firewall(own) => firewall::firewall(writer, id, resource, own),
        Resource::FirewallPolicy(own) => firewall::policy(writer, id, resource, own),
        Resource::RuleGroup(own) => firewall::group(writer, id, resource, own),
        Resource::ResolverEndpoint(own) => firewall::resolver_endpoint(writer, id, resource, own),
        Resource::ResolverRule(own) => firewall::resolver_rule(writer, id, resource, own),
        Resource::HealthCheck(own) => service::health_check(writer, id, resource, own),
        Resource::TransferServer(own) => service::transfer(writer, id, resource, own),
        _ => {}
    }
}

/// Says which values have to be given, and which have a usual one.
fn variables(writer: &mut Writer<'_>) {
    let all = writer.variables.iter().map(|(name, Variable { what, usual })| match usual {
        Some(usual) => format!("{what}: it is {usual}, or what the variable {name} says."),
        None => format!("{what}: the variable {name} has to be given."),
    });
    let all: Vec<String> = all.collect();
    writer.left_out.extend(all);
}

/// Says which ids stand as they are, because what they name is not written.
fn raw_ids(writer: &mut Writer<'_>) {
    let mut raw: BTreeSet<String> = BTreeSet::new();
    for block in &writer.blocks {
        collect(&block.arguments, writer, &mut raw);
    }
    for id in raw {
        let id = ResourceId::new(&id);
        let why = format!(
            "{} is named and not written: its id stands as it is, so put in what it is where the configuration is applied.",
            writer.called(&id)
        );
        writer.left_out.push(why);
    }
}

fn collect(arguments: &Arguments, writer: &Writer<'_>, raw: &mut BTreeSet<String>) {
    fn one(value: &Value, writer: &Writer<'_>, raw: &mut BTreeSet<String>) {
        match value {
            Value::Resource(id) if !writer.references.contains_key(id) && *id != "local" => {
                raw.insert(id.to_string());
            }
            Value::List(items) => items.iter().for_each(|item| one(item, writer, raw)),
            Value::Blocks(blocks) => blocks.iter().for_each(|block| collect(block, writer, raw)),
            _ => {}
        }
    }
    for (_, value) in arguments.all() {
        one(value, writer, raw);
    }
}

fn text(writer: &Writer<'_>, region: Option<&str>) -> String {
    let mut text = String::from(
        "terraform {\n  required_providers {\n    aws = {\n      source  = \"hashicorp/aws\"\n      version = \">= 5.0\"\n    }\n  }\n}\n",
    );
    if let Some(region) = region {
        let _ = writeln!(text, "\nprovider \"aws\" {{\n  region = {}\n}}", hcl::quoted(region));
    }
    for (name, Variable { what, usual }) in &writer.variables {
        let what = hcl::quoted(what);
        let usual =
            usual.map(|usual| format!("  default     = {}\n", hcl::quoted(usual))).unwrap_or_default();
        let _ = writeln!(
            text,
            "\nvariable \"{name}\" {{\n  description = {what}\n  type        = string\n{usual}}}"
        );
    }
    for (name, path) in &writer.images {
        let path = hcl::quoted(path);
        let _ = writeln!(text, "\ndata \"aws_ssm_parameter\" \"{name}\" {{\n  name = {path}\n}}");
    }
    for block in &writer.blocks {
        text.push('\n');
        hcl::write(block, &writer.references, &mut text);
    }
    text
}
