//! Export as a CloudFormation template.
//!
//! One template is for one account and one Region: those in which most of the drawing is, or the Region that is asked for
//! (`scope.rs`). Things that CloudFormation makes with others come with them (`prepare.rs`); what a template needs and no
//! drawing holds, such as images and roles, is a parameter. Ids, and what AWS gives or only the drawing knows, stand under
//! `Metadata: Netyard:`, where CloudFormation does not look and the import does (`cloudformation/drawn.rs`). Last the
//! template is read back by the import: what then differs from the drawing is carried there, or said (`read_back.rs`).

mod balancing;
mod compute;
mod containers;
mod dns_firewall;
mod endpoint;
mod filter;
mod firewall;
mod hub;
mod ipam;
mod multicast;
mod names;
mod network;
mod prepare;
mod read_back;
mod route_table;
mod service;
mod types;
mod writer;
mod yaml;

use crate::cloudformation;
use crate::export::Export;
use crate::import::SourceFile;
use crate::scope;
use filter::Inline;
use netyard_core::model::{Document, Resource, ResourceId};
use read_back::Carried;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use writer::{Writer, cut};
use yaml::{Object, Value, list, write};

/// Resources that CloudFormation takes in one template.
const MOST_RESOURCES: usize = 500;

/// A drawing as a CloudFormation template, for one Region: the one that is named, else the one with most of the drawing.
pub fn cloudformation(document: &Document, region: Option<&str>) -> Export {
    let scope = scope::scope(document, region);
    let mut writer = Writer::new(document, scope.ids);
    let mut left_out = scope.left_out;
    let region = scope.region;
    writer.region.clone_from(&region);
    prepare::prepare(&mut writer);
    write_all(&mut writer);
    let has_more = !(document.expectations.is_empty()
        && document.notes.is_empty()
        && document.accepted.is_empty()
        && document.placement.is_empty());
    if has_more {
        writer.say("Expectations, notes, accepted findings and the places of things stay in the drawing.");
    }
    let count = writer.resources.len();
    if count > MOST_RESOURCES {
        let more = count - MOST_RESOURCES;
        let least = count.div_ceil(MOST_RESOURCES);
        writer.say(format!("The template has {count} resources, {more} more than the {MOST_RESOURCES} that CloudFormation takes in one template: it refuses it as it is. It has to be divided into {least} stacks or more, by hand; an import reads it whole all the same."));
    }
    let (first, is_defused) = text(&writer, region.as_deref(), &Carried::default());
    if is_defused {
        writer.say("Texts with {{resolve: are written with a space between the braces, and keys like those of functions with one before them: CloudFormation would put a value of the account in their place, a secret among others.");
    }
    let file = SourceFile { path: "template.yaml".to_owned(), text: first };
    let carried = match cloudformation::import(vec![file], &BTreeMap::new()) {
        Ok(imported) => read_back::compare(&mut writer, &imported.document),
        Err(error) => {
            writer.say(format!("The template could not be read back: {error}"));
            Carried::default()
        }
    };
    left_out.append(&mut writer.left_out);
    let (text, _) = text(&writer, region.as_deref(), &carried);
    Export { text, left_out }
}

/// The kinds in the order in which people read them; what others are made after comes first.
fn rank(resource: &Resource) -> usize {
    match resource {
        Resource::DhcpOptions(_) => 0,
        Resource::Vpc(_) => 1,
        Resource::Subnet(_) => 2,
        Resource::InternetGateway(_) | Resource::EgressOnlyInternetGateway(_) | Resource::VpnGateway(_) => 3,
        Resource::ElasticIp(_) => 4,
        Resource::NatGateway(_) => 5,
        Resource::VpcPeeringConnection(_) => 6,
        Resource::TransitGateway(_) => 7,
        Resource::TransitGatewayAttachment(_) => 8,
        Resource::TransitGatewayRouteTable(_) => 9,
        Resource::CustomerGateway(_) => 10,
        Resource::VpnConnection(_) => 11,
        Resource::RouteTable(_) => 12,
        Resource::NetworkAcl(_) => 13,
        Resource::ManagedPrefixList(_) => 14,
        Resource::SecurityGroup(_) => 15,
        Resource::VpcEndpointService(_) => 16,
        Resource::VpcEndpoint(_) => 17,
        Resource::NetworkInterface(_) => 18,
        Resource::Instance(_) => 19,
        Resource::TargetGroup(_) => 20,
        Resource::LoadBalancer(_) => 21,
        Resource::HostedZone(_) => 23,
        Resource::FlowLog(_) => 24,
        _ => 22,
    }
}

fn write_all(writer: &mut Writer<'_>) {
    let document = writer.document;
    let mut all: Vec<(usize, &ResourceId, &Resource)> = document
        .resources
        .iter()
        .filter(|(id, _)| writer.is_here(id))
        .map(|(id, resource)| (rank(resource), id, resource.as_ref()))
        .collect();
    all.sort_by_key(|(rank, id, _)| (*rank, *id));
    let mut inline = Inline::default();
    for (_, id, resource) in all {
        write_one(writer, &mut inline, id, resource);
    }
}

fn write_one(writer: &mut Writer<'_>, inline: &mut Inline, id: &ResourceId, resource: &Resource) {
    let is_made = writer.logical.contains_key(id);
    let is_part = writer.parts.contains_key(id);
    match resource {
        Resource::SecurityGroup(own) if is_made || is_part => filter::group(writer, inline, id, own),
        Resource::NetworkAcl(own) if is_made || is_part => filter::acl(writer, id, own),
        _ if !is_made => {
            let is_inside = writer.inside.contains_key(id);
            if !is_inside {
                writer.leave(id, types::why_not(resource));
            }
        }
        Resource::Vpc(own) => network::vpc(writer, id, own),
        Resource::Subnet(own) => network::subnet(writer, id, own),
        Resource::RouteTable(own) => route_table::table(writer, id, own),
        Resource::InternetGateway(own) => network::internet_gateway(writer, id, own),
        Resource::EgressOnlyInternetGateway(own) => network::egress_only(writer, id, own),
        Resource::VpnGateway(own) => network::vpn_gateway(writer, id, own),
        Resource::NatGateway(own) => network::nat_gateway(writer, id, own),
        Resource::ElasticIp(own) => network::elastic_ip(writer, id, own),
        Resource::NetworkInterface(own) => compute::interface(writer, id, own),
        Resource::Instance(own) => compute::instance(writer, id, own),
        Resource::ManagedPrefixList(own) => network::prefix_list(writer, id, own),
        Resource::DhcpOptions(own) => network::dhcp_options(writer, id, own),
        Resource::VpcPeeringConnection(own) => endpoint::peering(writer, id, own),
        Resource::VpcEndpoint(own) => endpoint::endpoint(writer, id, own),
        Resource::VpcEndpointService(own) => endpoint::service(writer, id, own),
        Resource::TransitGateway(own) => hub::gateway(writer, id, own),
        Resource::TransitGatewayAttachment(own) if own.resource_type == "connect" => {
            multicast::connect(writer, id, own);
        }
        Resource::TransitGatewayAttachment(own) => hub::attachment(writer, id, own),
        Resource::TransitGatewayConnectPeer(own) => multicast::peer(writer, id, own),
        Resource::TransitGatewayMulticastDomain(own) => multicast::domain(writer, id, own),
        Resource::FirewallRuleGroup(own) => dns_firewall::group(writer, id, own),
        Resource::TransitGatewayRouteTable(own) => hub::table(writer, id, own),
        Resource::CustomerGateway(own) => network::customer_gateway(writer, id, own),
        Resource::VpnConnection(own) => hub::vpn(writer, id, own),
        Resource::FlowLog(own) => network::flow_log(writer, id, own),
        Resource::LoadBalancer(own) if own.load_balancer_type == "classic" => {
            service::classic(writer, id, own);
        }
        Resource::LoadBalancer(own) => balancing::balancer(writer, id, own),
        Resource::CacheCluster(own) => service::cache(writer, id, own),
        Resource::TransferServer(own) => service::transfer(writer, id, own),
        Resource::ResolverEndpoint(own) => service::resolver_endpoint(writer, id, own),
        Resource::ResolverRule(own) => service::resolver_rule(writer, id, own),
        Resource::RuleGroup(own) => firewall::group(writer, id, own),
        Resource::FirewallPolicy(own) => firewall::policy(writer, id, own),
        Resource::Firewall(own) => firewall::firewall(writer, id, own),
        Resource::HealthCheck(own) => service::health_check(writer, id, own),
        Resource::VpcBlockPublicAccessOptions(own) => service::block_options(writer, id, own),
        Resource::VpcBlockPublicAccessExclusion(own) => service::block_exclusion(writer, id, own),
        Resource::TargetGroup(own) => balancing::target_group(writer, id, own),
        Resource::AutoScalingGroup(own) => compute::auto_scaling(writer, id, own),
        Resource::HostedZone(own) => endpoint::hosted_zone(writer, id, own),
        Resource::DbInstance(own) => compute::database(writer, id, own),
        Resource::Function(own) => compute::function(writer, id, own),
        Resource::FileSystem(own) => compute::file_system(writer, id, own),
        Resource::EcsService(own) => containers::service(writer, id, own),
        Resource::IpamPool(own) => ipam::pool(writer, id, own),
        Resource::MountTarget(own) => compute::mount_target(writer, id, own),
        _ => writer.leave(id, types::why_not(resource)),
    }
}

/// The template as text, and whether it has texts that are written otherwise so that CloudFormation does not follow them.
fn text(writer: &Writer<'_>, region: Option<&str>, carried: &Carried) -> (String, bool) {
    let document = writer.document;
    let title = if document.title.is_empty() { "A network" } else { &document.title };
    let object = |members: &BTreeMap<String, Object>| {
        let all = members.iter();
        all.fold(Object::default(), |object, (name, own)| object.with(name, own.clone()))
    };
    let resources = writer.resources.iter();
    let resources = resources.fold(Object::default(), |object, (name, own)| object.with(name, own.clone()));
    let parameters = object(&writer.parameters);
    let mut root = Object::default()
        .with("AWSTemplateFormatVersion", "2010-09-09")
        .with("Description", cut(title, 250))
        .with("Metadata", Object::default().with("Netyard", metadata(writer, region, carried)))
        .with("Parameters", Some(parameters).filter(|parameters| !parameters.is_empty()))
        .with("Resources", resources);
    // Nobody's drawing reads the secrets of whoever makes a stack of it.
    let is_defused = root.defuse();
    (write(&root), is_defused)
}

fn metadata(writer: &Writer<'_>, region: Option<&str>, carried: &Carried) -> Object {
    let texts = |members: &BTreeMap<String, String>| {
        let all = members.iter();
        let object = all.fold(Object::default(), |object, (key, value)| object.with(key, value));
        Some(object).filter(|object| !object.is_empty()).map(Value::Foreign)
    };
    let beside = writer.beside.iter().fold(Object::default(), |object, (name, ids)| {
        object.with(name, list(ids.iter().map(Value::from).collect()))
    });
    let rows = carried.rows.iter().fold(Object::default(), |object, (id, own)| {
        let own = own.iter().fold(Object::default(), |own, (field, ids)| {
            own.with(field, list(ids.iter().map(Value::from).collect()))
        });
        object.with(id.as_str(), own)
    });
    let without = carried.fields.iter().fold(Object::default(), |object, (id, own)| {
        let names = own.iter().filter(|(_, value)| value.is_null()).map(|(field, _)| Value::from(field));
        object.with(id.as_str(), list(names.collect()))
    });
    let fields = carried.fields.iter().fold(Object::default(), |object, (id, own)| {
        let own = Value::from(&Json::Object(own.clone()));
        let has_some = !matches!(&own, Value::Foreign(own) if own.is_empty());
        object.with(id.as_str(), Some(own).filter(|_| has_some))
    });
    let whole = writer
        .document
        .resources
        .iter()
        .filter(|(id, resource)| writer.is_here(id) && cloudformation::drawn::stands_whole(resource));
    let whole = whole.fold(Object::default(), |object, (id, resource)| {
        object.with(id.as_str(), Value::from(&resource.to_value()))
    });
    let some = |object: Object| Some(object).filter(|object| !object.is_empty()).map(Value::Foreign);
    Object::default()
        .with("Title", &writer.document.title)
        .with("Region", region)
        .with("Ids", texts(&writer.ids))
        .with("Interfaces", some(beside))
        .with("Blocks", texts(&writer.blocks))
        .with("Parameters", texts(&writer.given))
        .with("Fields", some(fields))
        .with("Without", some(without))
        .with("Rows", some(rows))
        .with("Resources", some(whole))
}
