//! The rows of the outline: the drawing as a tree, computed from its network.

use crate::panel::words;
use netyard_core::model::reserved::{self, service_of};
use netyard_core::model::{Document, Resource, ResourceId};
use netyard_core::routing::RoutedNetwork;
use netyard_core::topology::VpcNode;
use std::collections::{BTreeMap, BTreeSet};

/// One thing of the tree with what lies inside.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Branch {
    /// The key of the thing.
    pub(super) key: String,
    /// What lies inside, in the order of the outline.
    pub(super) inside: Vec<Branch>,
}

/// One row as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// The key of the thing.
    pub(super) key: String,
    /// The key of the row above it in the tree.
    pub(super) parent: Option<String>,
    /// Its depth, from 1.
    pub(super) level: usize,
    /// Its place among its siblings, from 1.
    pub(super) place: usize,
    /// How many siblings there are, itself included.
    pub(super) of: usize,
    /// Whether it can be opened, and whether it is.
    pub(super) expanded: Option<bool>,
    /// Its name.
    pub(super) name: String,
    /// The fact beside the name.
    pub(super) fact: String,
    /// Its kind, for listeners.
    pub(super) kind: String,
    /// The word in the document's `type`.
    pub(super) type_word: String,
}

/// The rows of a tree with some branches folded.
pub(super) fn rows(routed: &RoutedNetwork, tree: &[Branch], folded: &BTreeSet<String>) -> Vec<Row> {
    let mut rows = Vec::new();
    push_rows(routed, tree, None, 1, folded, &mut rows);
    rows
}

fn push_rows(
    routed: &RoutedNetwork,
    branches: &[Branch],
    parent: Option<&str>,
    level: usize,
    folded: &BTreeSet<String>,
    rows: &mut Vec<Row>,
) {
    let document = &routed.network.document;
    for (index, branch) in branches.iter().enumerate() {
        let open = !folded.contains(&branch.key);
        rows.push(Row {
            key: branch.key.clone(),
            parent: parent.map(str::to_owned),
            level,
            place: index + 1,
            of: branches.len(),
            expanded: (!branch.inside.is_empty()).then_some(open),
            name: note_or_name(routed, &branch.key),
            fact: words::fact_of(routed, &branch.key),
            kind: words::kind_of(document, &branch.key),
            type_word: words::type_word(document, &branch.key).to_owned(),
        });
        if open {
            push_rows(routed, &branch.inside, Some(&branch.key), level + 1, folded, rows);
        }
    }
}

fn note_or_name(routed: &RoutedNetwork, key: &str) -> String {
    match routed.network.document.notes.get(key) {
        Some(note) => note.text.lines().next().unwrap_or_default().chars().take(40).collect(),
        None => words::name_of(&routed.network.document, key),
    }
}

/// The drawing as a tree: Region, VPC, zone, subnet, parts; then what is no box; then what stands outside.
pub(super) fn tree(routed: &RoutedNetwork) -> Vec<Branch> {
    let network = &routed.network;
    let document = &network.document;
    let mut regions: BTreeMap<String, Vec<Branch>> = BTreeMap::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut outside = Vec::new();
    for vpc in network.vpcs.values() {
        let branch = vpc_branch(routed, vpc, &mut seen);
        match &vpc.region {
            Some(region) => regions.entry(region.clone()).or_default().push(branch),
            None => outside.push(branch),
        }
    }
    let sites: Vec<Branch> = document
        .resources
        .iter()
        .filter(|(_, resource)| matches!(resource.as_ref(), Resource::OnPremisesSite(_)))
        .map(|(id, _)| site_branch(document, id, &mut seen))
        .collect();
    outside.extend(sites);
    for (id, resource) in &document.resources {
        if let Resource::VpcBlockPublicAccessOptions(options) = resource.as_ref()
            && let Some(region) = &options.region
        {
            seen.insert(id.to_string());
            regions.entry(region.clone()).or_default().push(leaf(id.as_str()));
        }
    }
    for (id, resource) in &document.resources {
        let Resource::TransitGateway(gateway) = resource.as_ref() else { continue };
        let branch = gateway_branch(document, id, &mut seen);
        match &gateway.region {
            Some(region) => regions.entry(region.clone()).or_default().push(branch),
            None => outside.push(branch),
        }
    }
    // Services are drawn where they have a place, and where an endpoint leads to them.
    let led_to = network.endpoints.values().filter_map(|endpoint| {
        let (service, region) = endpoint.service.as_ref()?;
        Some(service.id(region))
    });
    let placed = document.placement.keys().map(|key| ResourceId::new(key));
    for key in placed.chain(document.resources.keys().cloned()).chain(led_to) {
        match service_of(key.as_str()) {
            Some((_, Some(region))) if seen.insert(key.to_string()) => {
                regions.entry(region.to_owned()).or_default().push(leaf(key.as_str()));
            }
            _ => {}
        }
    }
    let mut tree: Vec<Branch> = Vec::new();
    if !document.resources.is_empty() {
        tree.push(leaf(reserved::INTERNET));
    }
    for (region, inside) in regions {
        seen.insert(region.clone());
        tree.push(Branch { key: region, inside });
    }
    tree.append(&mut outside);
    for (id, resource) in &document.resources {
        let shown_elsewhere = matches!(resource.as_ref(), Resource::AvailabilityZone(_));
        if !shown_elsewhere && seen.insert(id.to_string()) && !reserved::is_reserved(id.as_str()) {
            tree.push(leaf(id.as_str()));
        }
    }
    tree.extend(document.notes.keys().map(|id| leaf(id)));
    tree
}

fn leaf(key: &str) -> Branch {
    Branch { key: key.to_owned(), inside: Vec::new() }
}

/// A site with its hosts, and its customer gateways with their connections.
fn site_branch(document: &Document, id: &ResourceId, seen: &mut BTreeSet<String>) -> Branch {
    let mut inside = Vec::new();
    for (key, resource) in &document.resources {
        match resource.as_ref() {
            Resource::OnPremisesHost(host) if host.on_premises_site_id.as_ref() == Some(id) => {
                inside.push(leaf(key.as_str()));
            }
            Resource::CustomerGateway(gateway) if gateway.on_premises_site_id.as_ref() == Some(id) => {
                let is_own = |resource: &Resource| matches!(resource, Resource::VpnConnection(own) if own.customer_gateway_id.as_ref() == Some(key));
                let own = document.resources.iter().filter(|(_, resource)| is_own(resource));
                let connections: Vec<Branch> = own.map(|(id, _)| leaf(id.as_str())).collect();
                seen.extend(connections.iter().map(|branch| branch.key.clone()));
                inside.push(Branch { key: key.to_string(), inside: connections });
            }
            _ => {}
        }
    }
    seen.insert(id.to_string());
    seen.extend(inside.iter().map(|branch| branch.key.clone()));
    Branch { key: id.to_string(), inside }
}

/// A transit gateway with what is attached to it, and its tables.
fn gateway_branch(document: &Document, id: &ResourceId, seen: &mut BTreeSet<String>) -> Branch {
    let is_own = |resource: &Resource| match resource {
        Resource::TransitGatewayAttachment(own) => own.transit_gateway_id.as_ref() == Some(id),
        Resource::TransitGatewayRouteTable(own) => own.transit_gateway_id.as_ref() == Some(id),
        Resource::TransitGatewayMulticastDomain(own) => own.transit_gateway_id.as_ref() == Some(id),
        _ => false,
    };
    let inside = document.resources.iter().filter(|(_, resource)| is_own(resource));
    let inside: Vec<Branch> = inside.map(|(id, _)| leaf(id.as_str())).collect();
    seen.insert(id.to_string());
    seen.extend(inside.iter().map(|branch| branch.key.clone()));
    Branch { key: id.to_string(), inside }
}

fn vpc_branch(routed: &RoutedNetwork, vpc: &VpcNode, seen: &mut BTreeSet<String>) -> Branch {
    seen.insert(vpc.id.to_string());
    let mut zones: BTreeMap<String, Vec<Branch>> = BTreeMap::new();
    let mut unzoned = Vec::new();
    for id in &vpc.subnets {
        let branch = subnet_branch(routed, id, seen);
        match routed.network.subnets.get(id).and_then(|subnet| subnet.zone.clone()) {
            Some(zone) => zones.entry(zone).or_default().push(branch),
            None => unzoned.push(branch),
        }
    }
    let mut inside: Vec<Branch> =
        [&vpc.internet_gateways, &vpc.egress_only_internet_gateways, &vpc.endpoints]
            .into_iter()
            .flatten()
            .map(|id| leaf(id.as_str()))
            .collect();
    let document = &routed.network.document;
    let is_own = |resource: &Resource| matches!(resource, Resource::VpnGateway(own) if own.vpc_id.as_ref() == Some(&vpc.id));
    let to_sites = document.resources.iter().filter(|(_, resource)| is_own(resource));
    inside.extend(to_sites.map(|(id, _)| leaf(id.as_str())));
    inside
        .extend(zones.into_iter().map(|(zone, inside)| Branch { key: format!("{}/{zone}", vpc.id), inside }));
    inside.append(&mut unzoned);
    let tables = [&vpc.route_tables, &vpc.security_groups, &vpc.network_acls];
    inside.extend(tables.into_iter().flatten().map(|id| leaf(id.as_str())));
    seen.extend(inside.iter().map(|branch| branch.key.clone()));
    Branch { key: vpc.id.to_string(), inside }
}

fn subnet_branch(routed: &RoutedNetwork, id: &ResourceId, seen: &mut BTreeSet<String>) -> Branch {
    seen.insert(id.to_string());
    let network = &routed.network;
    let Some(subnet) = network.subnets.get(id) else { return leaf(id.as_str()) };
    let mut inside: Vec<Branch> = subnet.nat_gateways.iter().map(|id| leaf(id.as_str())).collect();
    seen.extend(subnet.nat_gateways.iter().map(ToString::to_string));
    for interface in subnet.interfaces.iter().filter_map(|id| network.interfaces.get(id)) {
        seen.insert(interface.id.to_string());
        match interface.holder() {
            Some(holder) if seen.insert(holder.to_string()) => {
                let of_service = || network.managed_services.get(holder).map(|node| node.interfaces.clone());
                let own = network.instances.get(holder).map(|node| node.interfaces.clone());
                let own = own.or_else(of_service).unwrap_or_default();
                seen.extend(own.iter().map(ToString::to_string));
                inside.push(Branch {
                    key: holder.to_string(),
                    inside: own.iter().map(|id| leaf(id.as_str())).collect(),
                });
            }
            Some(_) => {}
            None => inside.push(leaf(interface.id.as_str())),
        }
    }
    Branch { key: id.to_string(), inside }
}
