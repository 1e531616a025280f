//! What of a drawing can fail on the way of a packet, one thing at a time.

use super::{Fault, With};
use crate::change::{Change, refusal};
use crate::model::{Resource, ResourceId, RowId};
use crate::ordered::IntoOrdered;
use crate::routing::RoutedNetwork;
use crate::simulate::{HopKind, Trace};
use std::collections::{BTreeMap, BTreeSet};

/// Single failures in the order in which they are listed: zones, instances, tunnels, what attaches, routes; each by its
/// id.
pub(super) type Failures = BTreeMap<(Rank, String), With>;

/// The kind of a failure, for its place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// An Availability Zone is down.
    Zone,
    /// An instance is stopped.
    Instance,
    /// A tunnel of a VPN connection is down, or both are.
    Tunnel,
    /// An attachment or a peering is deleted.
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

/// The failures that can change what becomes of this packet: every zone of the drawing, the instances and tunnels on its way, and
/// with `deletions` the attachments and routes on it that AWS lets anybody delete.
pub(super) fn of_trace(network: &RoutedNetwork, trace: &Trace, deletions: bool) -> Failures {
    let mut failures = Failures::new();
    let topology = &network.network;
    for zone in topology.subnets.values().filter_map(|subnet| subnet.zone.as_ref()) {
        failures
            .entry((Rank::Zone, zone.clone()))
            .or_insert_with(|| With::Fault(Fault::ZoneDown(zone.clone())));
    }
    let mut spoken = Spoken { ids: BTreeSet::new(), routes: BTreeSet::new() };
    spoken.hear(trace);
    spoken.add_holders(network);
    for instance in topology.instances.keys().filter(|id| spoken.ids.contains(id.as_str())) {
        let fault = Fault::Stopped(instance.clone());
        failures.insert((Rank::Instance, instance.to_string()), With::Fault(fault));
    }
    for connection in topology.vpn_connections.values().filter(|it| spoken.ids.contains(it.id.as_str())) {
        let tunnels = connection.tunnels.iter().map(|(row, _)| format!("{}/{row}", connection.id));
        for tunnel in tunnels.chain([connection.id.to_string()]) {
            let fault = Fault::TunnelDown(tunnel.clone());
            failures.insert((Rank::Tunnel, tunnel), With::Fault(fault));
        }
    }
    if deletions {
        spoken.add_deletions(network, &mut failures);
    }
    failures
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
        let instances = topology
            .interfaces
            .values()
            .filter(|interface| self.ids.contains(interface.id.as_str()))
            .filter_map(|interface| interface.instance.as_ref());
        let instances: Vec<&str> = instances.map(ResourceId::as_str).collect();
        let subnets = topology.subnets.values().filter(|subnet| self.ids.contains(subnet.id.as_str()));
        let vpcs: BTreeSet<&str> = subnets
            .filter_map(|subnet| topology.document.subnet(subnet.id.as_str())?.vpc_id.as_ref())
            .map(ResourceId::as_str)
            .into_set();
        self.ids.extend(instances);
        self.ids.extend(vpcs);
    }

    fn add_deletions(&self, network: &RoutedNetwork, failures: &mut Failures) {
        let document = &network.network.document;
        let mut add = |rank: Rank, key: String, change: Change| {
            if refusal::refuse(document, &change).is_none() {
                failures.insert((rank, key), With::Change(change));
            }
        };
        for (id, resource) in &document.resources {
            let is_on_the_way = match resource.as_ref() {
                Resource::VpcPeeringConnection(_) => self.ids.contains(id.as_str()),
                // Of what a transit gateway joins, its trace may name the table that knows it only.
                Resource::TransitGatewayAttachment(attachment) => {
                    let has = |id: &ResourceId| self.ids.contains(id.as_str());
                    attachment.transit_gateway_ids().any(has)
                        && (has(id) || attachment.resource_id.as_ref().is_some_and(has))
                }
                _ => false,
            };
            if is_on_the_way {
                add(Rank::Attachment, id.to_string(), Change::Remove { id: id.clone() });
            }
        }
        for (table, row) in &self.routes {
            let is_table = matches!(
                document.resource(table.as_str()),
                Some(Resource::RouteTable(_) | Resource::TransitGatewayRouteTable(_))
            );
            if is_table {
                let change = Change::RemovePath { id: (*table).clone(), path: format!("/routes/{row}") };
                add(Rank::Route, format!("{table} {row}"), change);
            }
        }
    }
}
