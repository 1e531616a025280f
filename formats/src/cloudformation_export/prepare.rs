//! What is decided before anything is written: what becomes a resource of its own, what comes with something else, and how
//! all of it is called.

use super::filter::{is_default_acl, is_default_group};
use super::types::type_of;
use super::writer::Writer;
use crate::cloudformation::ids;
use netyard_core::model::{NetworkInterface, Resource, ResourceId};
use std::collections::{BTreeMap, BTreeSet};

/// Decides all of it.
pub(super) fn prepare(writer: &mut Writer<'_>) {
    let parts = parts(writer);
    interfaces(writer);
    name_all(writer, &parts);
    for (id, (vpc, attribute)) in parts {
        let Some(name) = writer.name(&vpc).map(str::to_owned) else { continue };
        writer.ids.insert(format!("{name}.{attribute}"), id.to_string());
        writer.parts.insert(id, (name, attribute));
    }
}

/// The groups and the network ACLs that AWS makes with VPCs, as AWS makes them: one of each for a VPC.
fn parts(writer: &Writer<'_>) -> BTreeMap<ResourceId, (ResourceId, &'static str)> {
    let mut parts = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (id, resource) in &writer.document.resources {
        let found = match resource.as_ref() {
            Resource::SecurityGroup(group) if is_default_group(id, group) => {
                group.vpc_id.clone().map(|vpc| (vpc, "DefaultSecurityGroup"))
            }
            Resource::NetworkAcl(acl) if is_default_acl(acl) => {
                acl.vpc_id.clone().map(|vpc| (vpc, "DefaultNetworkAcl"))
            }
            _ => None,
        };
        let made =
            found.filter(|(vpc, _)| writer.is_here(vpc) && writer.document.vpc(vpc.as_str()).is_some());
        if let Some(part) = made.filter(|part| taken.insert(part.clone())) {
            parts.insert(id.clone(), part);
        }
    }
    parts
}

/// Interfaces come with their instances and services, unless something else names them.
fn interfaces(writer: &mut Writer<'_>) {
    let document = writer.document;
    let named = named(writer);
    let mut of: BTreeMap<ResourceId, Vec<(u32, ResourceId)>> = BTreeMap::new();
    for (id, resource) in &document.resources {
        match resource.as_ref() {
            Resource::NetworkInterface(node) => {
                let Some(owner) = node.instance_id() else { continue };
                let holder = document.resource(owner.as_str());
                let comes_with = match holder {
                    Some(Resource::Instance(_)) => {
                        let is_public = node.private_ip_addresses.iter().any(|one| one.public_ip.is_some());
                        is_public || is_plain(node) && !named.contains(id)
                    }
                    Some(_) => true,
                    None => false,
                };
                of.entry(owner.clone()).or_default().push((node.device_index(), id.clone()));
                if comes_with {
                    writer.inside.insert(id.clone(), owner.clone());
                }
            }
            Resource::Firewall(firewall) => {
                for endpoint in firewall.subnet_mappings.values().filter_map(|row| row.endpoint_id.clone()) {
                    writer.inside.insert(endpoint, id.clone());
                }
            }
            Resource::ElasticIp(own) => {
                for at in own.network_interface_id.iter().chain(&own.nat_gateway_id) {
                    writer.elastic.entry(at.clone()).or_default().push(id.clone());
                }
            }
            _ => {}
        }
    }
    for (owner, mut all) in of {
        all.sort();
        writer.interfaces.insert(owner, all.into_iter().map(|(_, id)| id).collect());
    }
}

/// Whether an interface says nothing that only a resource of its own could say.
fn is_plain(node: &NetworkInterface) -> bool {
    node.name.is_none() && node.tags.is_empty() && (node.source_dest_check || node.device_index() == 0)
}

/// Interfaces that rows of route tables, flow logs and addresses name.
fn named(writer: &Writer<'_>) -> BTreeSet<ResourceId> {
    let mut named = BTreeSet::new();
    for resource in writer.document.resources.values() {
        match resource.as_ref() {
            Resource::RouteTable(table) => {
                named.extend(table.routes.values().filter_map(|row| row.network_interface_id.clone()));
            }
            Resource::FlowLog(log) => named.extend(log.resource_id.clone()),
            Resource::TransitGatewayMulticastDomain(domain) => {
                named.extend(domain.groups.values().filter_map(|row| row.network_interface_id.clone()));
            }
            _ => {}
        }
    }
    named
}

/// Gives everything its logical id: first to what came from a template, so that it has its own again.
fn name_all(writer: &mut Writer<'_>, parts: &BTreeMap<ResourceId, (ResourceId, &'static str)>) {
    let document = writer.document;
    let made: Vec<(ResourceId, &'static str)> = document
        .resources
        .iter()
        .filter(|(id, _)| writer.is_here(id) && !parts.contains_key(*id) && !writer.inside.contains_key(*id))
        .filter_map(|(id, resource)| Some((id.clone(), type_of(resource)?)))
        .collect();
    for (id, type_name) in &made {
        if let Some(name) = writer.names.natural(id, type_name) {
            writer.logical.insert(id.clone(), (name, *type_name));
        }
    }
    for (id, type_name) in made {
        if !writer.logical.contains_key(&id) {
            let name = writer.names.of(document, &id, type_name);
            if ids::id("", &name, type_name) != id.as_str() {
                writer.ids.insert(name.clone(), id.to_string());
            }
            writer.logical.insert(id, (name, type_name));
        }
    }
}
