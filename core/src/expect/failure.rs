//! What of a drawing can fail on the way of a packet, one thing at a time.

use super::Fault;
use super::trial::deletion;
use crate::change::{Change, refusal};
use crate::model::{Resource, ResourceId, RowId};
use crate::ordered::IntoOrdered;
use crate::routing::{Lookup, RoutedNetwork};
use crate::simulate::{HopKind, Trace};
use crate::topology::{ManagedServiceNode, SiteTarget};
use std::collections::{BTreeMap, BTreeSet};

/// Single failures in the order in which they are listed: zones, instances, tunnels, BGP sessions, lines between sites, what
/// attaches, routes; each by its id.
pub(super) type Failures = BTreeMap<(Rank, String), Fault>;

/// The kind of a failure, for its place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// An Availability Zone is down.
    Zone,
    /// An instance is stopped.
    Instance,
    /// A tunnel of a VPN connection is down, or both are.
    Tunnel,
    /// A BGP session over a tunnel is down, or both are.
    Session,
    /// A line between two sites is down.
    Line,
    /// An attachment, a peering, an endpoint or a firewall is deleted.
    Attachment,
    /// A route is deleted.
    Route,
}

/// What a trace speaks of: a packet that never comes near a thing does not miss it.
struct Spoken<'a> {
    ids: BTreeSet<&'a str>,
    /// Tables and rows that decided where it goes on.
    routes: BTreeSet<(&'a ResourceId, &'a RowId)>,
}

/// What can fail in one network. What is asked again and again is found once.
pub(super) struct Failing<'a> {
    network: &'a RoutedNetwork,
    /// Every zone with a subnet.
    zones: BTreeSet<&'a String>,
    /// Whether AWS lets anybody make the deletions that were asked for so far, by what names them.
    allowed: BTreeMap<(Rank, String), bool>,
}

impl<'a> Failing<'a> {
    pub(super) fn new(network: &'a RoutedNetwork) -> Self {
        let subnets = network.network.subnets.values();
        let zones = subnets.filter_map(|subnet| subnet.zone.as_ref()).into_set();
        Self { network, zones, allowed: BTreeMap::new() }
    }

    /// The failures that can change what becomes of this packet: every zone of the drawing, the instances, tunnels and
    /// lines between sites on its way, and
    /// with `deletions` the attachments and routes on it that AWS lets anybody delete.
    pub(super) fn of_trace(&mut self, trace: &Trace, deletions: bool) -> Failures {
        let mut failures = Failures::new();
        let topology = &self.network.network;
        for zone in &self.zones {
            let fault = Fault::ZoneDown((*zone).clone());
            failures.insert((Rank::Zone, (*zone).clone()), fault);
        }
        let mut spoken = Spoken { ids: BTreeSet::new(), routes: BTreeSet::new() };
        spoken.hear(trace);
        spoken.add_holders(self.network);
        spoken.add_ways_back(self.network);
        for instance in spoken.ids.iter().filter(|id| topology.instances.contains_key(**id)) {
            let fault = Fault::Stopped((*instance).into());
            failures.insert((Rank::Instance, (*instance).to_owned()), fault);
        }
        for connection in spoken.ids.iter().filter_map(|id| topology.vpn_connections.get(*id)) {
            let tunnels = connection.tunnels.iter().map(|(row, _)| format!("{}/{row}", connection.id));
            for tunnel in tunnels.chain([connection.id.to_string()]) {
                if !connection.is_static {
                    let fault = Fault::BgpSessionDown(tunnel.clone());
                    failures.insert((Rank::Session, tunnel.clone()), fault);
                }
                let fault = Fault::TunnelDown(tunnel.clone());
                failures.insert((Rank::Tunnel, tunnel), fault);
            }
        }
        for (site, row) in &spoken.routes {
            let target = match topology.sites.get(site.as_str()) {
                Some(site) => site.routes.iter().find(|route| route.row == **row).map(|route| &route.target),
                None => None,
            };
            if let Some(SiteTarget::Site(other)) = target {
                let fault = Fault::line_down(site.as_str(), other.as_str());
                if let Fault::LineDown(line) = &fault {
                    failures.insert((Rank::Line, line.clone()), fault);
                }
            }
        }
        for peer in spoken.ids.iter().filter_map(|id| topology.connect_peers.get(*id)) {
            let sessions = peer.sessions.iter().map(|(row, _)| format!("{}/{row}", peer.id));
            for session in sessions.chain([peer.id.to_string()]) {
                failures.insert((Rank::Session, session.clone()), Fault::BgpSessionDown(session));
            }
        }
        if deletions {
            for (key, change) in spoken.deletions(self.network) {
                let document = &topology.document;
                let allowed = &mut self.allowed;
                let is_allowed = match allowed.get(&key) {
                    Some(is_allowed) => *is_allowed,
                    None => refusal::refuse(document, &change).is_none(),
                };
                allowed.insert(key.clone(), is_allowed);
                if is_allowed {
                    failures.insert(key.clone(), Fault::Deleted(key.1));
                }
            }
        }
        failures
    }
}

impl<'a> Spoken<'a> {
    fn hear(&mut self, trace: &'a Trace) {
        for hop in [&trace.forward, &trace.beyond, &trace.back].into_iter().flatten() {
            self.ids.extend([hop.component.as_str(), hop.decided_by.resource.as_str()]);
            self.ids.extend(hop.interface.as_ref().map(ResourceId::as_str));
            if hop.kind == HopKind::Route
                && let Some(row) = &hop.decided_by.row
            {
                self.routes.insert((&hop.decided_by.resource, row));
            }
        }
        for blocker in &trace.blockers {
            self.ids.extend([blocker.at.as_str(), blocker.decided_by.resource.as_str()]);
        }
        self.ids.extend(trace.at.as_ref().map(ResourceId::as_str));
        for branch in &trace.branches {
            self.hear(&branch.trace);
        }
    }

    /// The instances and VPCs of what was spoken of.
    fn add_holders(&mut self, network: &'a RoutedNetwork) {
        let topology = &network.network;
        let interfaces = self.ids.iter().filter_map(|id| topology.interfaces.get(*id));
        let instances = interfaces.filter_map(|interface| interface.instance.as_ref());
        let subnets = self.ids.iter().filter_map(|id| topology.document.subnet(id));
        let vpcs = subnets.filter_map(|subnet| subnet.vpc_id.as_ref());
        let holders: Vec<&str> = instances.chain(vpcs).map(ResourceId::as_str).collect();
        self.ids.extend(holders);
    }

    /// The routes by which the appliances of Connect peers speak BGP with their gateways: no packet has to take them.
    fn add_ways_back(&mut self, network: &'a RoutedNetwork) {
        let topology = &network.network;
        for peer in self.ids.iter().filter_map(|id| topology.connect_peers.get(*id)) {
            let interface = peer.interface.as_ref().and_then(|id| topology.interfaces.get(id));
            let subnet = interface.and_then(|own| topology.subnets.get(own.subnet.as_ref()?));
            let table = subnet.and_then(|subnet| network.table_of(subnet));
            let Some((table, end)) = table.zip(peer.hub_address) else { continue };
            if let Lookup::Route { winner, .. } = table.look_up(end)
                && let (Some(id), Some(row)) = (&table.id, &winner.row)
            {
                self.routes.insert((id, row));
            }
        }
    }

    /// The attachments, peerings, endpoints, firewalls and routes on the way, with what would delete them.
    fn deletions(&self, network: &RoutedNetwork) -> Vec<((Rank, String), Change)> {
        let topology = &network.network;
        let document = &topology.document;
        let has = |id: &ResourceId| self.ids.contains(id.as_str());
        let mut on_the_way: Vec<&ResourceId> = Vec::new();
        for id in &self.ids {
            on_the_way.extend(topology.peerings.get(*id).map(|peering| &peering.id));
            let hub = topology.transit_gateways.get(*id);
            // Of what a transit gateway joins, its trace may name the table that knows it only.
            let attachments = hub.into_iter().flat_map(|hub| &hub.attachments).filter(|attachment| {
                let node = topology.transit_gateway_attachments.get(*attachment);
                // One of a VPN connection ends with its connection only.
                node.is_none_or(|node| node.connection().is_none())
                    && (has(attachment) || node.and_then(|node| node.resource.as_ref()).is_some_and(has))
            });
            on_the_way.extend(attachments);
            let service = topology.managed_services.get(*id);
            let is_endpoint = |service: &&ManagedServiceNode| {
                service.is_endpoint() || service.is_gateway_load_balancer_endpoint()
            };
            on_the_way.extend(service.filter(is_endpoint).map(|service| &service.id));
            on_the_way.extend(topology.firewalls.get(*id).map(|firewall| &firewall.id));
        }
        let mut deletions: Vec<((Rank, String), Change)> = on_the_way
            .into_iter()
            .filter_map(|id| Some(((Rank::Attachment, id.to_string()), deletion(document, id.as_str())?)))
            .collect();
        for (table, row) in &self.routes {
            let is_table = matches!(
                document.resource(table.as_str()),
                Some(Resource::RouteTable(_) | Resource::TransitGatewayRouteTable(_))
            );
            if is_table {
                let change = Change::RemovePath { id: (*table).clone(), path: format!("/routes/{row}") };
                deletions.push(((Rank::Route, format!("{table}/{row}")), change));
            }
        }
        deletions
    }
}
