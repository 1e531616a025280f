//! From the document to the tree of what is drawn. Nothing is left out in silence: what has no container stands
//! at the root and says so; what is no box (route tables, groups, ACLs, prefix lists, addresses) is listed in
//! the panels instead.

use std::collections::{BTreeMap, BTreeSet};

use netyard_core::model::reserved::{GatewayService, INTERNET, service_of};
use netyard_core::model::{Document, Placement, Resource, ResourceId};

use super::connect_peer::{appliance_of_peer, hub_of_peer};
use super::facts::{Facts, address_of};
use super::frame::{around_both, frame_of, frames, region_part};
use super::in_vpc;
use super::managed_service;
use super::names;
use super::part::Part;
use crate::frame_key::{region_key, zone_key};
use crate::glyph::{glyph_of_type, glyph_word};
use crate::node::NodeKind;
use crate::scene::SceneInput;

/// The state of an instance of which nothing is said.
pub(super) const INSTANCE_RUNS: &str = "running";

/// All parts, and who stands for what is not drawn itself.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) parts: Vec<Part>,
    pub(super) index: BTreeMap<ResourceId, usize>,
    /// An attached interface is shown by its instance.
    pub(super) stands_for: BTreeMap<ResourceId, ResourceId>,
    /// Each peering connection that is drawn as a link, with its two VPCs.
    pub(super) links: Vec<(usize, [Option<usize>; 2])>,
    /// Each transit gateway that is drawn, with the VPCs that are attached to it.
    pub(super) hubs: Vec<(usize, Vec<usize>)>,
    /// What decides about names, but for public zones: each card with the VPCs that it counts for.
    pub(super) names: Vec<(usize, Vec<usize>)>,
    /// Public zones that stand in the open.
    pub(super) public_zones: Vec<usize>,
    /// Each service that is drawn, with the endpoints that lead to it.
    pub(super) services: Vec<(usize, Vec<usize>)>,
    /// Services to which the endpoints of one drawn account alone lead.
    pub(super) service_accounts: BTreeMap<ResourceId, ResourceId>,
}

impl Tree {
    /// The part with this key.
    pub(super) fn find(&self, key: &str) -> Option<usize> {
        self.index.get(key).copied()
    }

    pub(super) fn add(&mut self, document: &Document, part: Part, parent: Option<usize>) -> usize {
        let at = self.parts.len();
        let mut part = part;
        part.placement = document.placement.get(part.key.as_str()).copied();
        part.parent = parent;
        self.index.insert(part.key.clone(), at);
        if let Some(parent) = parent.and_then(|parent| self.parts.get_mut(parent)) {
            parent.children.push(at);
        }
        self.parts.push(part);
        at
    }
}

/// Builds the tree.
pub(super) fn gather(input: &SceneInput<'_>) -> Tree {
    let document = input.document;
    let facts = Facts::of(document);
    let mut tree = Tree::default();
    frames(document, &facts, &mut tree);
    vpcs(document, &facts, &mut tree);
    zones(document, &mut tree);
    subnets(input, &mut tree);
    sites(document, &mut tree);
    for (id, resource) in &document.resources {
        part_of(document, &facts, id, resource, &mut tree);
    }
    exclusions(document, &mut tree);
    flow_logs(document, &mut tree);
    attachments(document, &mut tree);
    connections(document, &mut tree);
    connect_peers(document, &mut tree);
    services(document, &mut tree);
    internet(document, &mut tree);
    notes(document, &mut tree);
    tree
}

fn vpcs(document: &Document, facts: &Facts<'_>, tree: &mut Tree) {
    for (id, resource) in &document.resources {
        let Resource::Vpc(vpc) = resource.as_ref() else { continue };
        let mut part = Part::new(id.clone(), NodeKind::Vpc, glyph_of_type("vpc").id);
        document.display_name(id.as_str()).clone_into(&mut part.name);
        part.meta = vpc
            .cidr_blocks
            .first()
            .or(vpc.ipv6_cidr_blocks.first())
            .map_or_else(String::new, ToString::to_string);
        part.is_dashed = part.meta.is_empty();
        let frame = frame_of(tree, facts, vpc.owner_id.as_deref(), vpc.region.as_deref());
        tree.add(document, part, frame);
    }
}

/// A zone is drawn inside a VPC when a subnet is in it, or when it has a place there.
fn zones(document: &Document, tree: &mut Tree) {
    let mut keys: BTreeSet<(usize, String)> = BTreeSet::new();
    for resource in document.resources.values() {
        let Resource::Subnet(subnet) = resource.as_ref() else { continue };
        let vpc = subnet.vpc_id.as_ref().and_then(|id| vpc_part(tree, id.as_str()));
        if let (Some(vpc), Some(zone)) = (vpc, &subnet.availability_zone) {
            keys.insert((vpc, zone.clone()));
        }
    }
    for key in document.placement.keys() {
        if let Some((vpc, zone)) = key.split_once('/')
            && let Some(vpc) = vpc_part(tree, vpc)
        {
            keys.insert((vpc, zone.to_owned()));
        }
    }
    for (vpc, zone) in keys {
        let Some(key) = tree.parts.get(vpc).map(|vpc| zone_key(vpc.key.as_str(), &zone)) else { continue };
        let mut part = Part::new(key, NodeKind::Zone, glyph_of_type("availabilityZone").id);
        document.display_name(&zone).clone_into(&mut part.name);
        tree.add(document, part, Some(vpc));
    }
}

pub(super) fn vpc_part(tree: &Tree, id: &str) -> Option<usize> {
    tree.find(id).filter(|at| tree.parts.get(*at).is_some_and(|part| part.kind == NodeKind::Vpc))
}

fn site_part(tree: &Tree, id: &str) -> Option<usize> {
    tree.find(id).filter(|at| tree.parts.get(*at).is_some_and(|part| part.kind == NodeKind::Site))
}

fn sites(document: &Document, tree: &mut Tree) {
    for (id, resource) in &document.resources {
        let Resource::OnPremisesSite(site) = resource.as_ref() else { continue };
        let mut part = Part::new(id.clone(), NodeKind::Site, glyph_of_type("onPremisesSite").id);
        document.display_name(id.as_str()).clone_into(&mut part.name);
        let block = site.cidr_blocks.first().or(site.ipv6_cidr_blocks.first());
        part.meta = block.map_or_else(String::new, ToString::to_string);
        part.is_dashed = part.meta.is_empty();
        tree.add(document, part, None);
    }
}

pub(super) fn subnet_part(tree: &Tree, id: &str) -> Option<usize> {
    let is_subnet = |part: &Part| matches!(part.kind, NodeKind::Subnet { .. });
    tree.find(id).filter(|at| tree.parts.get(*at).is_some_and(is_subnet))
}

fn subnets(input: &SceneInput<'_>, tree: &mut Tree) {
    let document = input.document;
    for (id, resource) in &document.resources {
        let Resource::Subnet(subnet) = resource.as_ref() else { continue };
        let public = (!input.unknown_subnets.contains(id)).then(|| input.public_subnets.contains(id));
        let mut part = Part::new(id.clone(), NodeKind::Subnet { public }, glyph_of_type("subnet").id);
        document.display_name(id.as_str()).clone_into(&mut part.name);
        let block = subnet.cidr_block.as_ref().or(subnet.ipv6_cidr_block.as_ref());
        part.meta = block.map_or_else(String::new, ToString::to_string);
        part.is_dashed = part.meta.is_empty();
        let vpc = subnet.vpc_id.as_ref().filter(|vpc| vpc_part(tree, vpc.as_str()).is_some());
        let zone = vpc.zip(subnet.availability_zone.as_ref());
        let parent = zone
            .and_then(|(vpc, zone)| tree.find(zone_key(vpc.as_str(), zone).as_str()))
            .or_else(|| vpc.and_then(|vpc| vpc_part(tree, vpc.as_str())));
        tree.add(document, part, parent);
    }
}

/// Adds what a resource is drawn as, containers apart.
fn part_of(document: &Document, facts: &Facts<'_>, id: &ResourceId, resource: &Resource, tree: &mut Tree) {
    let glyph = glyph_of_type(glyph_word(resource)).id;
    match resource {
        Resource::Region(_)
        | Resource::AvailabilityZone(_)
        | Resource::Vpc(_)
        | Resource::Subnet(_)
        | Resource::RouteTable(_)
        | Resource::ElasticIp(_)
        | Resource::SecurityGroup(_)
        | Resource::NetworkAcl(_)
        | Resource::ManagedPrefixList(_)
        | Resource::ByoipCidr(_)
        | Resource::FirewallPolicy(_)
        | Resource::RuleGroup(_)
        | Resource::IpamPool(_)
        | Resource::TransitGatewayAttachment(_)
        | Resource::TransitGatewayConnectPeer(_)
        | Resource::TransitGatewayRouteTable(_)
        | Resource::TransitGatewayMulticastDomain(_)
        | Resource::VpcBlockPublicAccessExclusion(_)
        | Resource::FlowLog(_)
        | Resource::Account(_)
        | Resource::ResourceShare(_)
        | Resource::VpnConnection(_)
        | Resource::OnPremisesSite(_) => {}
        Resource::InternetGateway(gateway) => {
            gateway_tile(document, id, gateway.vpc_id.as_ref(), glyph, tree);
        }
        Resource::EgressOnlyInternetGateway(gateway) => {
            gateway_tile(document, id, gateway.vpc_id.as_ref(), glyph, tree);
        }
        Resource::VpcEndpoint(endpoint) if !endpoint.is_gateway() && !facts.interfaces_of(id).is_empty() => {
            managed_service::add(document, facts, id, resource, tree);
        }
        Resource::VpcEndpoint(endpoint) => gateway_tile(document, id, endpoint.vpc_id.as_ref(), glyph, tree),
        Resource::VpnGateway(gateway) => gateway_tile(document, id, gateway.vpc_id.as_ref(), glyph, tree),
        Resource::CustomerGateway(gateway) => {
            let mut part = card(document, id, glyph);
            part.meta = gateway.ip_address.as_ref().map_or_else(String::new, ToString::to_string);
            say_state(&mut part, &gateway.state, "available");
            let site = gateway.on_premises_site_id.as_ref().and_then(|site| site_part(tree, site.as_str()));
            if site.is_some() {
                part.kind = NodeKind::BorderTile { side: crate::Side::Right };
            }
            tree.add(document, part, site);
        }
        Resource::VpcBlockPublicAccessOptions(options) => {
            let frame = frame_of(tree, facts, options.owner_id.as_deref(), options.region.as_deref());
            let mut part = card(document, id, glyph);
            part.is_dashed = options.internet_gateway_block_mode == "off";
            let is_region = |at: usize| tree.parts.get(at).is_some_and(|part| part.kind == NodeKind::Region);
            if frame.is_some_and(is_region) {
                part.kind = NodeKind::BorderTile { side: crate::Side::Top };
            } else {
                "for no Region".clone_into(&mut part.meta);
            }
            tree.add(document, part, frame);
        }
        Resource::OnPremisesHost(host) => {
            let mut part = card(document, id, glyph);
            part.meta = host.ip_addresses.first().map_or_else(String::new, ToString::to_string);
            let site = host.on_premises_site_id.as_ref().and_then(|site| site_part(tree, site.as_str()));
            place_card(document, part, site, tree);
        }
        Resource::VpcPeeringConnection(peering) => {
            let sides = peering.vpc_ids().map(|vpc| vpc.and_then(|vpc| vpc_part(tree, vpc.as_str())));
            peering_tile(document, id, sides, peering.status_code() == "active", glyph, tree);
        }
        Resource::Instance(instance) => {
            let interfaces = facts.interfaces_of(id);
            let primary = interfaces.first();
            let mut part = card(document, id, glyph);
            part.meta = primary.and_then(|(_, interface)| address_of(interface)).unwrap_or_default();
            say_state(&mut part, &instance.state, INSTANCE_RUNS);
            part.has_public_address = interfaces.iter().any(|(id, interface)| facts.is_public(id, interface));
            let subnet = interfaces.iter().find_map(|(_, interface)| interface.subnet_id.as_ref());
            let of_interface = primary.and_then(|(_, interface)| interface.owner_id.as_deref());
            let owner = instance.owner_id.as_deref().or(of_interface);
            facts.owners.say_guest(document, &mut part, owner, subnet);
            let parent = subnet.and_then(|subnet| subnet_part(tree, subnet.as_str()));
            for (interface, _) in interfaces {
                tree.stands_for.insert((*interface).clone(), id.clone());
            }
            place_card(document, part, parent, tree);
        }
        Resource::DbInstance(_)
        | Resource::CacheCluster(_)
        | Resource::MountTarget(_)
        | Resource::ResolverEndpoint(_)
        | Resource::Task(_)
        | Resource::Function(_)
        | Resource::TransferServer(_)
        | Resource::WorkspaceDirectory(_)
        | Resource::LoadBalancer(_) => managed_service::add(document, facts, id, resource, tree),
        Resource::HostedZone(_)
        | Resource::HealthCheck(_)
        | Resource::ResolverRule(_)
        | Resource::FirewallRuleGroup(_)
        | Resource::DhcpOptions(_) => names::add(document, facts, id, resource, tree),
        Resource::VpcEndpointService(_)
        | Resource::TargetGroup(_)
        | Resource::AutoScalingGroup(_)
        | Resource::EcsService(_)
        | Resource::FileSystem(_)
        | Resource::Firewall(_) => in_vpc::add(document, id, resource, tree),
        Resource::NetworkInterface(interface) => {
            let holder = interface.instance_id().and_then(|holder| document.resource(holder.as_str()));
            if holder.is_some_and(Resource::holds_interfaces) {
                return;
            }
            let mut part = card(document, id, glyph);
            part.meta = address_of(interface).unwrap_or_default();
            part.has_public_address = facts.is_public(id, interface);
            let owner = interface.owner_id.as_deref();
            facts.owners.say_guest(document, &mut part, owner, interface.subnet_id.as_ref());
            let parent = interface.subnet_id.as_ref().and_then(|subnet| subnet_part(tree, subnet.as_str()));
            place_card(document, part, parent, tree);
        }
        Resource::NatGateway(gateway) => {
            // A regional one serves every zone: it stands between them (R-RNAT-3).
            let is_regional = gateway.is_regional();
            let mut part = card(document, id, if is_regional { "rnat" } else { glyph });
            let private = gateway.private_ip.as_ref().map(ToString::to_string);
            let public = facts.elastic_address_of(id).map(ToOwned::to_owned);
            part.has_public_address = public.is_some();
            let kind = if is_regional { &gateway.availability_mode } else { &gateway.connectivity_type };
            part.meta = public.or(private).unwrap_or_else(|| kind.clone());
            say_state(&mut part, &gateway.state, "available");
            let parent = gateway.subnet_id.as_ref().and_then(|subnet| subnet_part(tree, subnet.as_str()));
            let vpc = || gateway.vpc_id.as_ref().and_then(|vpc| vpc_part(tree, vpc.as_str()));
            let parent = parent.or_else(vpc);
            place_card(document, part, parent, tree);
        }
        Resource::TransitGateway(gateway) => {
            let mut part = card(document, id, glyph);
            say_state(&mut part, &gateway.state, "available");
            let frame = frame_of(tree, facts, gateway.owner_id.as_deref(), gateway.region.as_deref());
            let at = tree.add(document, part, frame);
            tree.hubs.push((at, Vec::new()));
        }
        Resource::Other(other) => {
            let mut part = card(document, id, glyph);
            other.type_name().clone_into(&mut part.meta);
            let named = |field: &str| other.raw.get(field).and_then(|value| value.as_str());
            let subnet = named("subnetId").and_then(|id| subnet_part(tree, id));
            let parent = subnet.or_else(|| named("vpcId").and_then(|id| vpc_part(tree, id)));
            tree.add(document, part, parent);
        }
    }
}

pub(super) fn card(document: &Document, id: &ResourceId, glyph: &'static str) -> Part {
    let mut part = Part::new(id.clone(), NodeKind::Card, glyph);
    document.display_name(id.as_str()).clone_into(&mut part.name);
    part
}

/// A card outside of every container says that it is not placed, and looks unfinished.
pub(super) fn place_card(document: &Document, mut part: Part, parent: Option<usize>, tree: &mut Tree) {
    if parent.is_none() {
        say_not_placed(&mut part);
    }
    tree.add(document, part, parent);
}

pub(super) fn say_not_placed(part: &mut Part) {
    part.is_dashed = true;
    let comma = if part.meta.is_empty() { "" } else { ", " };
    part.meta = format!("{}{comma}not placed", part.meta);
}

/// Another state than the usual one is said in words, and the outline is dashed.
pub(super) fn say_state(part: &mut Part, state: &str, usual: &str) {
    if state == usual || state.is_empty() {
        return;
    }
    part.is_dashed = true;
    part.meta = if part.meta.is_empty() { state.to_owned() } else { format!("{} {state}", part.meta) };
}

fn gateway_tile(
    document: &Document,
    id: &ResourceId,
    vpc: Option<&ResourceId>,
    glyph: &'static str,
    tree: &mut Tree,
) {
    let vpc = vpc.and_then(|vpc| vpc_part(tree, vpc.as_str()));
    let mut part = card(document, id, glyph);
    if vpc.is_some() {
        // The side is decided when the place is.
        part.kind = NodeKind::BorderTile { side: crate::Side::Top };
    } else {
        part.is_dashed = true;
        "not attached".clone_into(&mut part.meta);
    }
    tree.add(document, part, vpc);
}

fn peering_tile(
    document: &Document,
    id: &ResourceId,
    sides: [Option<usize>; 2],
    active: bool,
    glyph: &'static str,
    tree: &mut Tree,
) {
    let mut part = card(document, id, glyph);
    part.is_dashed = !active;
    let on_border = matches!(document.placement.get(id.as_str()), Some(Placement::Border { .. }));
    match sides {
        [Some(a), Some(b)] if a != b => {
            let shared = around_both(tree, a, b);
            if on_border {
                part.kind = NodeKind::BorderTile { side: crate::Side::Right };
                let at = tree.add(document, part, Some(a));
                tree.links.push((at, [None, Some(b)]));
            } else {
                part.kind = NodeKind::LinkTile;
                let at = tree.add(document, part, shared);
                tree.links.push((at, sides));
            }
        }
        [Some(vpc), _] | [None, Some(vpc)] => {
            // The partner is not in the drawing: the tile sits on the border of the one that is.
            part.kind = NodeKind::BorderTile { side: crate::Side::Right };
            tree.add(document, part, Some(vpc));
        }
        [None, None] => {
            part.is_dashed = true;
            "not attached".clone_into(&mut part.meta);
            tree.add(document, part, None);
        }
    }
}

/// What is spared is told by what it is: an exclusion is no box.
fn exclusions(document: &Document, tree: &mut Tree) {
    for (id, resource) in &document.resources {
        let Resource::VpcBlockPublicAccessExclusion(exclusion) = resource.as_ref() else { continue };
        if let Some(spared) = exclusion.subnet_id.as_ref().or(exclusion.vpc_id.as_ref()) {
            tree.stands_for.insert(id.clone(), spared.clone());
        }
    }
}

/// What is watched stands for its log and carries its mark, of an attached interface its instance: a log is no box.
fn flow_logs(document: &Document, tree: &mut Tree) {
    for (id, resource) in &document.resources {
        let Resource::FlowLog(log) = resource.as_ref() else { continue };
        let Some(watched) = &log.resource_id else { continue };
        let drawn = tree.stands_for.get(watched).unwrap_or(watched).clone();
        if let Some(part) = tree.find(drawn.as_str()).and_then(|at| tree.parts.get_mut(at)) {
            part.watched.here += 1;
        }
        tree.stands_for.insert(id.clone(), drawn);
    }
}

/// An attachment is a line: its transit gateway stands for it, and says how many there are.
fn attachments(document: &Document, tree: &mut Tree) {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for (id, resource) in &document.resources {
        let Resource::TransitGatewayAttachment(attachment) = resource.as_ref() else { continue };
        let hubs: Vec<usize> =
            attachment.transit_gateway_ids().filter_map(|hub| tree.find(hub.as_str())).collect();
        let vpc = attachment.vpc_id().and_then(|vpc| vpc_part(tree, vpc.as_str()));
        for hub in hubs {
            *counts.entry(hub).or_default() += 1;
            if let Some((_, vpcs)) = tree.hubs.iter_mut().find(|(at, _)| *at == hub) {
                vpcs.extend(vpc);
            }
        }
        match (attachment.transit_gateway_ids().find(|hub| tree.find(hub.as_str()).is_some()), vpc) {
            (Some(hub), _) => {
                tree.stands_for.insert(id.clone(), hub.clone());
            }
            (None, vpc) => {
                // The gateway is not in the drawing: the tile sits on the border of the VPC, where that is.
                let mut part = card(document, id, glyph_of_type("transitGatewayAttachment").id);
                if vpc.is_some() {
                    part.kind = NodeKind::BorderTile { side: crate::Side::Right };
                } else {
                    part.is_dashed = true;
                    "not attached".clone_into(&mut part.meta);
                }
                tree.add(document, part, vpc);
            }
        }
    }
    for (hub, count) in counts {
        if let Some(part) = tree.parts.get_mut(hub) {
            let words = if count == 1 { "1 attachment".to_owned() } else { format!("{count} attachments") };
            let comma = if part.meta.is_empty() { "" } else { ", " };
            part.meta = format!("{words}{comma}{}", part.meta);
        }
    }
}

/// A VPN connection is a line; without one of its ends it is a card of its own.
fn connections(document: &Document, tree: &mut Tree) {
    for (id, resource) in &document.resources {
        let Resource::VpnConnection(connection) = resource.as_ref() else { continue };
        let gateway =
            [&connection.vpn_gateway_id, &connection.transit_gateway_id].into_iter().flatten().next();
        let is_drawn = |id: Option<&ResourceId>| id.is_some_and(|id| tree.find(id.as_str()).is_some());
        if let Some(gateway) = gateway
            .filter(|gateway| is_drawn(Some(gateway)) && is_drawn(connection.customer_gateway_id.as_ref()))
        {
            tree.stands_for.insert(id.clone(), gateway.clone());
            continue;
        }
        let mut part = card(document, id, glyph_of_type("vpnConnection").id);
        part.is_dashed = true;
        "without one of its ends".clone_into(&mut part.meta);
        tree.add(document, part, None);
    }
}

/// A Connect peer is a line between its transit gateway and its appliance; without one of these it is a card of its own.
fn connect_peers(document: &Document, tree: &mut Tree) {
    for (id, resource) in &document.resources {
        let Resource::TransitGatewayConnectPeer(peer) = resource.as_ref() else { continue };
        let gateway = hub_of_peer(document, peer);
        let is_drawn = |id: Option<&ResourceId>| id.is_some_and(|id| tree.find(id.as_str()).is_some());
        let appliance = appliance_of_peer(document, peer);
        let shown = appliance.map(|own| tree.stands_for.get(own).unwrap_or(own).clone());
        if let Some(gateway) = gateway.filter(|hub| is_drawn(Some(hub)) && is_drawn(shown.as_ref())) {
            tree.stands_for.insert(id.clone(), gateway.clone());
            continue;
        }
        let mut part = card(document, id, glyph_of_type("transitGatewayConnectPeer").id);
        part.is_dashed = true;
        "without one of its ends".clone_into(&mut part.meta);
        tree.add(document, part, None);
    }
}

/// Regional services are drawn when a gateway endpoint leads to them, or when they have a place.
fn services(document: &Document, tree: &mut Tree) {
    let mut wanted: BTreeMap<ResourceId, (GatewayService, Option<usize>, Vec<usize>)> = BTreeMap::new();
    for (id, resource) in &document.resources {
        let Resource::VpcEndpoint(endpoint) = resource.as_ref() else { continue };
        let Some(tile) = tree.find(id.as_str()) else { continue };
        let Some((service, region)) = endpoint.service_name.as_deref().and_then(service_of_endpoint) else {
            continue;
        };
        let id = service.id(region);
        let frame = frame_of_service(tree, &id, region);
        let entry = wanted.entry(id).or_insert((service, frame, Vec::new()));
        if matches!(tree.parts.get(tile).map(|part| part.kind), Some(NodeKind::BorderTile { .. })) {
            entry.2.push(tile);
        }
    }
    for key in document.placement.keys() {
        if let Some((service, Some(region))) = service_of(key) {
            let id = service.id(region);
            let frame = frame_of_service(tree, &id, region);
            wanted.entry(id).or_insert((service, frame, Vec::new()));
        }
    }
    for (id, (service, region, endpoints)) in wanted {
        let mut part = Part::new(id, NodeKind::Card, glyph_of_type(service.word()).id);
        service.label().clone_into(&mut part.name);
        "regional service".clone_into(&mut part.meta);
        let at = tree.add(document, part, region);
        tree.services.push((at, endpoints));
    }
}

/// The Region that a service stands in: that of the account which alone leads to it, else the one in the open.
fn frame_of_service(tree: &Tree, service: &ResourceId, region: &str) -> Option<usize> {
    let account = tree.service_accounts.get(service);
    let in_account =
        account.and_then(|account| region_part(tree, region_key(account.as_str(), region).as_str()));
    in_account.or_else(|| region_part(tree, region))
}

/// The service and Region in `com.amazonaws.REGION.SERVICE` (R-GWE-1).
pub(crate) fn service_of_endpoint(name: &str) -> Option<(GatewayService, &str)> {
    let rest = name.strip_prefix("com.amazonaws.")?;
    let (region, word) = rest.rsplit_once('.')?;
    Some((service_of(word)?.0, region))
}

/// The internet is drawn when something leads to it, or when it has a place.
fn internet(document: &Document, tree: &mut Tree) {
    let leads_there = |resource: &Resource| match resource {
        Resource::InternetGateway(_) | Resource::EgressOnlyInternetGateway(_) => true,
        Resource::OnPremisesSite(site) => {
            site.routes.values().any(|route| route.gateway_id.as_ref().is_some_and(|id| *id == INTERNET))
        }
        _ => false,
    };
    let wanted = document.placement.contains_key(INTERNET)
        || document.resources.values().any(|resource| leads_there(resource));
    if !wanted || tree.find(INTERNET).is_some() {
        return;
    }
    let mut part = Part::new(ResourceId::new(INTERNET), NodeKind::Card, glyph_of_type("internet").id);
    "Internet".clone_into(&mut part.name);
    "any address".clone_into(&mut part.meta);
    tree.add(document, part, None);
}

fn notes(document: &Document, tree: &mut Tree) {
    for (id, note) in &document.notes {
        if tree.find(id).is_some() {
            continue;
        }
        let mut part = Part::new(ResourceId::new(id), NodeKind::Note, "note");
        part.meta.clone_from(&note.text);
        let at = tree.add(document, part, None);
        if let Some(part) = tree.parts.get_mut(at) {
            part.placement = Some(Placement::Box { x: note.x, y: note.y, w: None, h: None });
        }
    }
}
