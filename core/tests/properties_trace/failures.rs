//! What can fail in a drawing, by what it may do to a packet.
//!
//! The law: a failure opens no path but by failover. A zone that is down, an instance that is stopped or that tracks no more
//! flows takes something away from a packet and puts nothing in its place (R-RT-14: what leads to it is a blackhole, and
//! nothing shorter is taken): where a packet fails on every way it still does, unless an appliance is silenced that told of a
//! route. A tunnel, a session or a line that is down,
//! and whatever is deleted, also takes routes away, and then others win (R-RT-2, R-TGW-15, R-VGW-3): a packet may arrive
//! then, and up to where its way parts from the one on which it was lost nothing is another; there it was decided by what
//! has failed.

use netyard_core::expect::{Fault, faults_of, without_deleted};
use netyard_core::model::{Document, NetworkInterface, Resource, ResourceId};
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::{FlowSpec, Hop, HopKind, Leg, Trace, trace_with};
use std::collections::BTreeSet;

/// Something that fails, and how a hop speaks of it.
pub(crate) struct Failure {
    pub(crate) fault: Fault,
    /// Ids and names that speak of it.
    names: Vec<String>,
    /// Those of Connect peers and their attachments, where it may cut their tunnels.
    tunnels: Vec<String>,
}

impl Failure {
    fn new(document: &Document, fault: Fault, ids: &[&str]) -> Self {
        let both = |id: &str| [id.to_owned(), document.display_name(id).to_owned()];
        let names = ids.iter().flat_map(|id| both(id)).collect();
        let cuts = !matches!(
            fault,
            Fault::TunnelDown(_) | Fault::LineDown(_) | Fault::TableFull(_) | Fault::Unhealthy(_)
        );
        let peers = document.resources.iter().filter(|_| cuts).filter_map(|(id, one)| match one.as_ref() {
            Resource::TransitGatewayConnectPeer(peer) => {
                Some([Some(id), peer.transit_gateway_attachment_id.as_ref()])
            }
            _ => None,
        });
        let tunnels = peers.flatten().flatten().flat_map(|id| both(id.as_str())).collect();
        Self { fault, names, tunnels }
    }

    /// Whether it takes no route away, but those that come over the tunnel of a Connect peer.
    fn stands_still(&self) -> bool {
        matches!(self.fault, Fault::ZoneDown(_) | Fault::Stopped(_) | Fault::TableFull(_))
    }

    /// The kind, in a word.
    pub(crate) fn kind(&self) -> &'static str {
        match &self.fault {
            Fault::ZoneDown(_) => "zone",
            Fault::Stopped(_) => "instance",
            Fault::TableFull(_) => "table",
            Fault::Unhealthy(_) => "health",
            Fault::TunnelDown(_) => "tunnel",
            Fault::BgpSessionDown(_) => "session",
            Fault::LineDown(_) => "line",
            Fault::Deleted(of) if of.contains('/') => "route",
            Fault::Deleted(_) => "deletion",
        }
    }

    /// What becomes of flows while it has failed.
    pub(crate) fn traces<'f>(
        &self,
        network: &RoutedNetwork,
        flows: impl IntoIterator<Item = &'f FlowSpec>,
    ) -> Vec<Option<Trace>> {
        let off = BTreeSet::from([self.fault.clone()]);
        let faults = faults_of(&off);
        let less = without_deleted(network, &off);
        let network = less.as_ref().unwrap_or(network);
        flows.into_iter().map(|spec| trace_with(network, spec, &faults).ok()).collect()
    }

    /// Whether a hop was decided by what fails, and in its place comes something else.
    fn is_told_of(&self, hop: &Hop) -> bool {
        let decided = &hop.decided_by;
        // Without its appliance, or the way to it, a Connect peer tells nothing (R-TGW-43).
        if self.tunnels.iter().any(|name| decided.text.contains(name.as_str())) {
            return true;
        }
        if self.stands_still() {
            return false;
        }
        if let Fault::Deleted(of) = &self.fault
            && let Some((table, row)) = of.split_once('/')
            && decided.resource.as_str() == table
            && decided.row.as_ref().is_some_and(|one| *one == *row)
        {
            return true;
        }
        let said = [hop.component.as_str(), decided.resource.as_str()];
        self.names.iter().any(|name| said.contains(&name.as_str()) || decided.text.contains(name.as_str()))
    }

    /// Whether the way on which a flow arrives parts from the one on which it was lost where this decided.
    pub(crate) fn explains(&self, lost: &Trace, arrives: &Trace) -> bool {
        let (was, is) = (way(lost), way(arrives));
        // Over a peering connection a name may mean another address than without it (R-PEER-9).
        let asked = |way: &[&Hop]| way.first().map(|hop| hop.header_in.destination);
        if matches!(self.fault, Fault::Deleted(_)) && asked(&was) != asked(&is) {
            return true;
        }
        let parts = was.iter().zip(&is).position(|(one, other)| !is_same(one, other));
        // A way that only goes on where the other one ends was stopped by its last hop.
        let at = parts.or_else(|| was.len().checked_sub(1));
        let Some((hop, after)) = at.and_then(|at| was.get(at..)).and_then(<[&Hop]>::split_first) else {
            return false;
        };
        // Whether an instance is a NAT instance or a router rests on the route by which it sends (R-NATI-1).
        let rests_on = || after.iter().find(|next| next.kind == HopKind::Route);
        let is_instance = matches!(hop.kind, HopKind::Forward | HopKind::Translate)
            && after.first().is_some_and(|next| next.component == hop.component);
        self.is_told_of(hop) || is_instance && rests_on().is_some_and(|next| self.is_told_of(next))
    }
}

/// All hops, up to where the packet is lost.
fn way(trace: &Trace) -> Vec<&Hop> {
    let is_on_the_way_back = trace.leg != Some(Leg::Forward);
    trace.forward.iter().chain(trace.back.iter().filter(|_| is_on_the_way_back)).collect()
}

fn is_same(one: &Hop, other: &Hop) -> bool {
    let of = |hop: &Hop| {
        let decided = &hop.decided_by;
        // Where ports part the ways, each shows a port of its own.
        let addresses = (hop.header_out.source, hop.header_out.destination);
        // A route that nobody wrote has no row: what it says tells it from others.
        let text = (hop.kind == HopKind::Route).then(|| decided.text.clone());
        (hop.component.clone(), hop.kind, decided.outcome, decided.row.clone(), text, addresses)
    };
    of(one) == of(other)
}

/// Everything that can fail in a drawing.
pub(crate) fn all(document: &Document) -> Vec<Failure> {
    let mut all: Vec<Failure> = Vec::new();
    let mut zones = BTreeSet::new();
    for (id, resource) in &document.resources {
        let mut add = |fault: Fault, ids: &[&str]| all.push(Failure::new(document, fault, ids));
        let text = id.as_str();
        match resource.as_ref() {
            Resource::Instance(_) => {
                add(Fault::Stopped(id.clone()), &[text]);
                add(Fault::TableFull(id.clone()), &[text]);
            }
            Resource::Subnet(subnet) => zones.extend(subnet.availability_zone.clone()),
            Resource::VpnConnection(connection) => {
                let attachment = attachment_of(document, text);
                let ids: Vec<&str> = [Some(text), attachment].into_iter().flatten().collect();
                let rows = connection.tunnels().into_iter().map(|(row, _)| format!("{id}/{row}"));
                for one in rows.chain([text.to_owned()]) {
                    if !connection.options.static_routes_only {
                        add(Fault::BgpSessionDown(one.clone()), &ids);
                    }
                    add(Fault::TunnelDown(one), &ids);
                }
            }
            Resource::TransitGatewayConnectPeer(peer) => {
                let attachment = peer.transit_gateway_attachment_id.as_ref();
                let ids: Vec<&str> =
                    [Some(text), attachment.map(ResourceId::as_str)].into_iter().flatten().collect();
                add(Fault::BgpSessionDown(text.to_owned()), &ids);
            }
            Resource::OnPremisesSite(site) => {
                for other in site.routes.values().filter_map(|row| row.on_premises_site_id.as_ref()) {
                    add(Fault::line_down(text, other.as_str()), &[text, other.as_str()]);
                }
            }
            Resource::RouteTable(table) => {
                for (row, route) in &table.routes {
                    // A middlebox to which a gateway leads is a router, and without that row a NAT instance (R-EDGE-7).
                    let target = route.network_interface_id.as_ref().filter(|_| table.gateway_id.is_some());
                    let interface = target.and_then(|id| document.network_interface(id.as_str()));
                    let middlebox = interface.and_then(NetworkInterface::instance_id);
                    let ids: Vec<&str> = middlebox.into_iter().map(ResourceId::as_str).collect();
                    add(Fault::Deleted(format!("{id}/{row}")), &ids);
                }
            }
            Resource::TransitGatewayRouteTable(table) => {
                for row in table.routes.keys() {
                    add(Fault::Deleted(format!("{id}/{row}")), &[]);
                }
            }
            _ => {}
        }
        let of_itself = Fault::Deleted(text.to_owned());
        if of_itself.has_target(document) {
            add(of_itself, &[text]);
        }
    }
    all.extend(zones.into_iter().map(|zone| Failure::new(document, Fault::ZoneDown(zone), &[])));
    all
}

/// The attachment of a VPN connection, where it is drawn.
fn attachment_of<'d>(document: &'d Document, connection: &str) -> Option<&'d str> {
    document.resources.iter().find_map(|(id, resource)| match resource.as_ref() {
        Resource::TransitGatewayAttachment(one)
            if one.resource_id.as_ref().is_some_and(|of| of.as_str() == connection) =>
        {
            Some(id.as_str())
        }
        _ => None,
    })
}
