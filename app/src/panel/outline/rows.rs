//! The rows of the outline: the drawing as a tree, computed from its network.

use crate::panel::words;
use netyard_core::model::reserved::{self, service_of};
use netyard_core::model::{Document, Resource, ResourceId};
use netyard_core::ordered::{IntoOrdered, Order};
use netyard_core::routing::RoutedNetwork;
use netyard_core::topology::{Network, VpcNode};
use netyard_scene::frame_key::account_round;
use netyard_scene::{FrameKey, region_key};
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

/// The drawing as a tree: account, Region, VPC, zone, subnet, parts; then what is no box; then what stands outside.
pub(super) fn tree(routed: &RoutedNetwork) -> Vec<Branch> {
    let network = &routed.network;
    let document = &network.document;
    let mut frames = Frames::new(document);
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for vpc in network.vpcs.values() {
        let branch = vpc_branch(routed, vpc, &mut seen);
        frames.add(account_round(network, vpc.id.as_str()), vpc.region.as_deref(), branch);
    }
    let sites: Vec<Branch> = document
        .resources
        .iter()
        .filter(|(_, resource)| matches!(resource.as_ref(), Resource::OnPremisesSite(_)))
        .map(|(id, _)| site_branch(document, id, &mut seen))
        .collect();
    frames.outside.extend(sites);
    for (id, resource) in &document.resources {
        if let Resource::VpcBlockPublicAccessOptions(options) = resource.as_ref()
            && options.region.is_some()
        {
            seen.insert(id.to_string());
            let account = account_round(network, id.as_str());
            frames.add(account, options.region.as_deref(), leaf(id.as_str()));
        }
    }
    for (id, resource) in &document.resources {
        let account = account_round(network, id.as_str());
        match resource.as_ref() {
            Resource::TransitGateway(gateway) => {
                let branch = gateway_branch(document, id, &mut seen);
                frames.add(account, gateway.region.as_deref(), branch);
            }
            Resource::TransferServer(server) if account.is_some() && !seen.contains(id.as_str()) => {
                seen.insert(id.to_string());
                frames.add(account, server.region.as_deref(), leaf(id.as_str()));
            }
            // One outside of every VPC.
            Resource::Function(function) if account.is_some() && !seen.contains(id.as_str()) => {
                seen.insert(id.to_string());
                frames.add(account, function.region.as_deref(), leaf(id.as_str()));
            }
            _ => {}
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
                frames.add(account_of_service(network, &key, region), Some(region), leaf(key.as_str()));
            }
            _ => {}
        }
    }
    let mut tree: Vec<Branch> = Vec::new();
    if !document.resources.is_empty() {
        tree.push(leaf(reserved::INTERNET));
    }
    tree.extend(frames.branches(document, &mut seen));
    for (id, resource) in &document.resources {
        let shown_elsewhere = matches!(resource.as_ref(), Resource::AvailabilityZone(_));
        if !shown_elsewhere && seen.insert(id.to_string()) && !reserved::is_reserved(id.as_str()) {
            tree.push(leaf(id.as_str()));
        }
    }
    tree.extend(document.notes.keys().map(|id| leaf(id)));
    tree
}

/// Accounts and Regions with what stands in them, and what stands in neither.
#[derive(Default)]
struct Frames {
    /// By account, none for the open, and by Region, none for what is in no Region.
    inside: BTreeMap<(Option<String>, Option<String>), Vec<Branch>>,
    outside: Vec<Branch>,
}

impl Frames {
    /// A place draws an empty Region in an account.
    fn new(document: &Document) -> Self {
        let mut frames = Self::default();
        for key in document.placement.keys() {
            if let Some(FrameKey::Region { account, region }) = FrameKey::of(document, key) {
                frames.inside.entry((Some(account.to_owned()), Some(region.to_owned()))).or_default();
            }
        }
        frames
    }

    fn add(&mut self, account: Option<&str>, region: Option<&str>, branch: Branch) {
        if account.is_none() && region.is_none() {
            self.outside.push(branch);
        } else {
            let frame = (account.map(str::to_owned), region.map(str::to_owned));
            self.inside.entry(frame).or_default().push(branch);
        }
    }

    /// Accounts by name, Regions outside of them, and the others.
    fn branches(mut self, document: &Document, seen: &mut BTreeSet<String>) -> Vec<Branch> {
        let is_account = |resource: &Resource| matches!(resource, Resource::Account(_));
        let ids = document.resources.iter().filter(|(_, resource)| is_account(resource)).map(|(id, _)| id);
        let mut ids: Vec<&str> = ids.map(ResourceId::as_str).collect();
        ids.order_by_key(|id| (document.display_name(id), *id));
        let mut accounts: BTreeMap<String, Vec<Branch>> = BTreeMap::new();
        let mut regions = Vec::new();
        for ((account, region), mut inside) in std::mem::take(&mut self.inside) {
            match (account, region) {
                (Some(account), Some(region)) => {
                    let key = region_key(&account, &region).to_string();
                    accounts.entry(account).or_default().push(Branch { key, inside });
                }
                (Some(account), None) => accounts.entry(account).or_default().append(&mut inside),
                (None, Some(region)) => {
                    seen.insert(region.clone());
                    regions.push(Branch { key: region, inside });
                }
                (None, None) => {}
            }
        }
        seen.extend(ids.iter().map(ToString::to_string));
        let accounts = ids
            .into_iter()
            .map(|id| Branch { key: id.to_owned(), inside: accounts.remove(id).unwrap_or_default() });
        accounts.chain(regions).chain(self.outside).collect()
    }
}

/// The account whose endpoints alone lead to a service.
fn account_of_service<'a>(network: &'a Network, service: &ResourceId, region: &str) -> Option<&'a str> {
    let leads_to_it = network
        .endpoints
        .values()
        .filter(|endpoint| endpoint.service.as_ref().is_some_and(|(own, region)| own.id(region) == *service));
    let accounts: BTreeSet<Option<&str>> = leads_to_it
        .map(|endpoint| {
            let vpc = network.vpcs.get(endpoint.vpc.as_ref()?)?;
            (vpc.region.as_deref() == Some(region)).then(|| account_round(network, vpc.id.as_str()))?
        })
        .into_set();
    let mut accounts = accounts.into_iter();
    accounts.next()?.filter(|_| accounts.next().is_none())
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
    let inside: Vec<Branch> = inside.map(|(id, _)| attachment_branch(document, id, seen)).collect();
    seen.insert(id.to_string());
    seen.extend(inside.iter().map(|branch| branch.key.clone()));
    Branch { key: id.to_string(), inside }
}

/// A thing of a transit gateway, with its Connect peers if it is a Connect attachment.
fn attachment_branch(document: &Document, id: &ResourceId, seen: &mut BTreeSet<String>) -> Branch {
    let is_own = |resource: &Resource| matches!(resource, Resource::TransitGatewayConnectPeer(own) if own.transit_gateway_attachment_id.as_ref() == Some(id));
    let peers = document.resources.iter().filter(|(_, resource)| is_own(resource));
    let inside: Vec<Branch> = peers.map(|(id, _)| leaf(id.as_str())).collect();
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
            // One with interfaces stands in their subnets.
            .filter(|id| !seen.contains(id.as_str()))
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
