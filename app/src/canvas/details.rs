//! What a part says besides name and address from near: its groups, ports and routes; a subnet its tables.

use netyard_core::model::{Document, Resource, ResourceId};
use netyard_core::net::Protocol;
use netyard_core::routing::RoutedNetwork;
use netyard_core::topology::{Source, SubnetNode};
use netyard_scene::node::{Node, NodeKind};

/// The line, or nothing.
pub(super) fn details(routed: &RoutedNetwork, node: &Node) -> String {
    let network = &routed.network;
    let key = node.key.as_str();
    match node.kind {
        NodeKind::Subnet { .. } => {
            network.subnets.get(key).map(|subnet| of_subnet(routed, subnet)).unwrap_or_default()
        }
        NodeKind::Card => match network.document.resource(key) {
            Some(Resource::Instance(_)) => {
                let node = network.instances.get(key);
                of_holder(routed, key, node.map(|node| node.interfaces.as_slice()).unwrap_or_default())
            }
            Some(service) if service.is_managed_service() => {
                let node = network.managed_services.get(key);
                of_holder(routed, key, node.map(|node| node.interfaces.as_slice()).unwrap_or_default())
            }
            Some(Resource::NatGateway(nat)) => match &nat.subnet_id {
                Some(subnet) => routes_of(routed, subnet),
                None => String::new(),
            },
            _ => String::new(),
        },
        _ => String::new(),
    }
}

fn of_subnet(routed: &RoutedNetwork, subnet: &SubnetNode) -> String {
    let document = &routed.network.document;
    let mut line = named(document, &subnet.route_table, "main table");
    push(&mut line, &named(document, &subnet.network_acl, "default ACL"));
    line
}

fn named(document: &Document, source: &Source, without: &str) -> String {
    source.id().map_or_else(|| without.to_owned(), |id| document.display_name(id.as_str()).to_owned())
}

/// An instance or a managed service: groups, ports, routes.
fn of_holder(routed: &RoutedNetwork, holder: &str, interfaces: &[ResourceId]) -> String {
    let network = &routed.network;
    let mut line = String::new();
    let interfaces = || interfaces.iter().filter_map(|id| network.interfaces.get(id));
    let mut groups: Vec<&ResourceId> = Vec::new();
    for group in interfaces().flat_map(|interface| &interface.groups) {
        if !groups.contains(&group) {
            groups.push(group);
            push(&mut line, network.document.display_name(group.as_str()));
        }
    }
    let instance = network.document.instance(holder).and_then(|instance| instance.listens.as_ref());
    let service = network.managed_services.get(holder).and_then(|service| service.listens.as_ref());
    for listener in instance.or(service).into_iter().flat_map(|listens| listens.values()) {
        if let Some(from) = listener.from_port {
            let protocol = listener.protocol.clone().unwrap_or(Protocol::Tcp);
            let port = format!("{protocol} {from}");
            push(&mut line, &port);
        }
    }
    if let Some(subnet) = interfaces().find_map(|interface| interface.subnet.as_ref()) {
        push(&mut line, &routes_of(routed, subnet));
    }
    line
}

fn routes_of(routed: &RoutedNetwork, subnet: &ResourceId) -> String {
    let table = routed.network.subnets.get(subnet).and_then(|subnet| routed.table_of(subnet));
    table.map(|table| crate::panel::count(table.routes.len(), "route")).unwrap_or_default()
}

fn push(line: &mut String, words: &str) {
    if !line.is_empty() && !words.is_empty() {
        line.push_str(" · ");
    }
    line.push_str(words);
}
