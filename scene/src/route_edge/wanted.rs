//! Which lines a drawing has. Local routes are not drawn, and the many equal routes of one subnet are one line.

use std::collections::BTreeMap;

use netyard_core::model::reserved::INTERNET;
use netyard_core::model::{
    Document, Resource, ResourceId, RouteTable, VpcEndpoint, VpcEndpointService, VpnConnection,
};

use super::{EdgeKind, Wanted, balanced, named};
use crate::layout::{appliance_of_peer, hub_of_peer};
use crate::node::NodeKind;
use crate::scene::{Scene, SceneInput};

/// With more gateways than this the lines to the internet would hide the drawing; the tiles say it by themselves.
const INTERNET_LINES_MOST: usize = 8;

/// All lines, in an order that does not depend on anything but the document. Each pair of ends is joined once.
pub(super) fn wanted(input: &SceneInput<'_>, scene: &Scene) -> Vec<Wanted> {
    let mut lines: Vec<Wanted> = Vec::new();
    peerings(input.document, scene, &mut lines);
    attachments(input.document, scene, &mut lines);
    connections(input.document, scene, &mut lines);
    connect_peers(input.document, scene, &mut lines);
    interfaces(input.document, scene, &mut lines);
    services(input.document, scene, &mut lines);
    balanced::lines(input.document, scene, &mut lines);
    endpoint_services(input.document, scene, &mut lines);
    named::lines(input.document, scene, &mut lines);
    internet(input.document, scene, &mut lines);
    lines_of_sites(input.document, scene, &mut lines);
    routes(input.document, scene, &mut lines);
    for link in input.links {
        let ends = (scene.shown_by(link.from.as_str()), scene.shown_by(link.to.as_str()));
        if let (Some(from), Some(to)) = ends {
            lines.push(Wanted { label: link.label.clone(), ..Wanted::new(link.kind, from, to) });
        }
    }
    join_equal(lines, scene)
}

/// One line for each pair of ends; a line inside one folded container is none.
fn join_equal(lines: Vec<Wanted>, scene: &Scene) -> Vec<Wanted> {
    let mut seen: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut joined: Vec<Wanted> = Vec::new();
    for line in lines {
        if line.from == line.to || scene.is_within(line.to, line.from) || scene.is_within(line.from, line.to)
        {
            continue;
        }
        let known = seen.get(&(line.from, line.to)).and_then(|at| joined.get_mut(*at));
        // A line that is a thing of its own is not lost in another one.
        if let Some(known) = known.filter(|known| line.thing.is_none() || known.thing == line.thing) {
            if !line.label.is_empty() && !known.label.split(", ").any(|part| part == line.label) {
                let comma = if known.label.is_empty() { "" } else { ", " };
                known.label = format!("{}{comma}{}", known.label, line.label);
            }
            known.at_rest |= line.at_rest;
        } else {
            seen.entry((line.from, line.to)).or_insert(joined.len());
            joined.push(line);
        }
    }
    joined
}

/// Both halves of each peering connection, from its tile outwards.
fn peerings(document: &Document, scene: &Scene, lines: &mut Vec<Wanted>) {
    for (id, resource) in &document.resources {
        let Resource::VpcPeeringConnection(peering) = resource.as_ref() else { continue };
        let Some(from) = scene.index_of(id.as_str()) else { continue };
        for vpc in peering.vpc_ids().into_iter().flatten() {
            let Some(to) = scene.shown_by(vpc.as_str()) else { continue };
            let is_dashed = peering.status_code() != "active";
            lines.push(Wanted { is_dashed, ..Wanted::new(EdgeKind::Peering, from, to) });
        }
    }
}

/// What is attached to transit gateways. Lines to one of them run together.
fn attachments(document: &Document, scene: &Scene, lines: &mut Vec<Wanted>) {
    for (id, resource) in &document.resources {
        let Resource::TransitGatewayAttachment(attachment) = resource.as_ref() else { continue };
        let gateway = attachment.transit_gateway_id.as_ref().and_then(|id| scene.shown_by(id.as_str()));
        let attached = attachment.resource_id.as_ref().and_then(|id| scene.shown_by(id.as_str()));
        let (Some(to), Some(from)) = (gateway, attached) else { continue };
        lines.push(Wanted {
            is_dashed: attachment.state != "available",
            thing: Some(id.clone()),
            ..Wanted::new(EdgeKind::Attachment, from, to)
        });
    }
}

/// VPN connections, from the customer gateway to AWS, with what their tunnels do.
fn connections(document: &Document, scene: &Scene, lines: &mut Vec<Wanted>) {
    for (id, resource) in &document.resources {
        let Resource::VpnConnection(connection) = resource.as_ref() else { continue };
        let shown = |id: &Option<ResourceId>| id.as_ref().and_then(|id| scene.shown_by(id.as_str()));
        let gateway = shown(&connection.vpn_gateway_id).or_else(|| shown(&connection.transit_gateway_id));
        let (Some(from), Some(to)) = (shown(&connection.customer_gateway_id), gateway) else { continue };
        let (up, of) = tunnels(connection);
        let is_dashed = up == 0 || connection.state != "available";
        lines.push(Wanted {
            label: format!("{up} of {of} up"),
            is_dashed,
            thing: Some(id.clone()),
            ..Wanted::new(EdgeKind::Vpn, from, to)
        });
    }
}

/// Connect peers, from the appliance to the transit gateway, with how many of their BGP sessions are up.
fn connect_peers(document: &Document, scene: &Scene, lines: &mut Vec<Wanted>) {
    for (id, resource) in &document.resources {
        let Resource::TransitGatewayConnectPeer(peer) = resource.as_ref() else { continue };
        let shown = |id: Option<&ResourceId>| id.and_then(|id| scene.shown_by(id.as_str()));
        let ends = (shown(appliance_of_peer(document, peer)), shown(hub_of_peer(document, peer)));
        let (Some(from), Some(to)) = ends else { continue };
        let sessions = peer.sessions();
        let up = sessions.iter().filter(|(_, is_up)| *is_up).count();
        lines.push(Wanted {
            label: format!("{up} of {} up", sessions.len()),
            is_dashed: up == 0 || peer.state != "available",
            thing: Some(id.clone()),
            ..Wanted::new(EdgeKind::Vpn, from, to)
        });
    }
}

/// How many tunnels of a connection are up, and how many it has: two, where it does not say.
fn tunnels(connection: &VpnConnection) -> (usize, usize) {
    let told = &connection.vgw_telemetry;
    if told.is_empty() {
        return (2, 2);
    }
    (told.values().filter(|tunnel| tunnel.is_up()).count(), told.len())
}

/// Managed services and their interfaces in other subnets.
fn interfaces(document: &Document, scene: &Scene, lines: &mut Vec<Wanted>) {
    for (id, resource) in &document.resources {
        let Resource::NetworkInterface(interface) = resource.as_ref() else { continue };
        let Some(holder) = interface.instance_id() else { continue };
        if !document.resource(holder.as_str()).is_some_and(Resource::is_managed_service) {
            continue;
        }
        if let (Some(from), Some(to)) = (scene.shown_by(holder.as_str()), scene.shown_by(id.as_str())) {
            lines.push(Wanted::new(EdgeKind::Attachment, from, to));
        }
    }
}

/// Gateway endpoints and the service that they lead to.
fn services(document: &Document, scene: &Scene, lines: &mut Vec<Wanted>) {
    for (id, resource) in &document.resources {
        let Resource::VpcEndpoint(endpoint) = resource.as_ref() else { continue };
        let service = endpoint.service_name.as_deref().and_then(crate::layout::service_of_endpoint);
        let Some((service, region)) = service else { continue };
        let ends = (scene.index_of(id.as_str()), scene.shown_by(service.id(region).as_str()));
        if let (Some(from), Some(to)) = ends {
            lines.push(Wanted::new(EdgeKind::Attachment, from, to));
        }
    }
}

/// Endpoint services: to their load balancers, and the endpoints that lead to them with what keeps one from it.
fn endpoint_services(document: &Document, scene: &Scene, lines: &mut Vec<Wanted>) {
    let services: Vec<(&ResourceId, &VpcEndpointService)> = document
        .resources
        .iter()
        .filter_map(|(id, resource)| match resource.as_ref() {
            Resource::VpcEndpointService(service) => Some((id, service)),
            _ => None,
        })
        .collect();
    if services.is_empty() {
        return;
    }
    for (id, service) in &services {
        let Some(from) = scene.shown_by(id.as_str()) else { continue };
        let is_dashed = !service.service_state.eq_ignore_ascii_case("available");
        for balancer in service.load_balancers() {
            if let Some(to) = scene.shown_by(balancer.as_str()) {
                lines.push(Wanted { is_dashed, ..Wanted::new(EdgeKind::Attachment, from, to) });
            }
        }
    }
    for (id, resource) in &document.resources {
        let Resource::VpcEndpoint(endpoint) = resource.as_ref() else { continue };
        let Some(name) = endpoint.service_name.as_deref() else { continue };
        let Some((service, _)) = services.iter().find(|(id, service)| service.is_called(id, name)) else {
            continue;
        };
        let ends = (scene.shown_by(id.as_str()), scene.shown_by(service.as_str()));
        if let (Some(from), Some(to)) = ends {
            lines.push(Wanted {
                label: acceptance(endpoint).to_owned(),
                is_dashed: endpoint.state != "available",
                ..Wanted::new(EdgeKind::Attachment, from, to)
            });
        }
    }
}

/// What the line of an endpoint says where its service has not accepted it.
fn acceptance(endpoint: &VpcEndpoint) -> &'static str {
    match endpoint.state.as_str() {
        "pendingAcceptance" => "not accepted",
        "rejected" => "rejected",
        _ => "",
    }
}

/// Attached gateways and the internet.
fn internet(document: &Document, scene: &Scene, lines: &mut Vec<Wanted>) {
    let Some(to) = scene.index_of(INTERNET) else { return };
    let gateways = document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::InternetGateway(_) | Resource::EgressOnlyInternetGateway(_) => scene.index_of(id.as_str()),
        _ => None,
    });
    let is_attached = |at: &usize| {
        scene.nodes().get(*at).is_some_and(|node| matches!(node.kind, NodeKind::BorderTile { .. }))
    };
    let attached: Vec<usize> = gateways.filter(is_attached).collect();
    if attached.len() > INTERNET_LINES_MOST {
        return;
    }
    for from in attached {
        lines.push(Wanted::new(EdgeKind::Route, from, to));
    }
}

/// Where the routers of sites lead: to the internet over a line of the site, and to another site over a line of the two.
fn lines_of_sites(document: &Document, scene: &Scene, lines: &mut Vec<Wanted>) {
    for (id, resource) in &document.resources {
        let Resource::OnPremisesSite(site) = resource.as_ref() else { continue };
        let Some(from) = scene.shown_by(id.as_str()) else { continue };
        for route in site.routes.values() {
            let internet = route.gateway_id.as_ref().filter(|gateway| **gateway == INTERNET);
            if let Some(to) = internet.and_then(|gateway| scene.index_of(gateway.as_str())) {
                lines.push(Wanted::new(EdgeKind::Route, from, to));
            }
            let other = route.on_premises_site_id.as_ref();
            if let Some(to) = other.and_then(|other| scene.shown_by(other.as_str())) {
                // Both have a row, and the line is one.
                lines.push(Wanted::new(EdgeKind::Attachment, from.min(to), from.max(to)));
            }
        }
    }
}

/// One line for each subnet and target. Routes that make a subnet's character (to the internet, to NAT) are always
/// drawn, those to peerings, endpoints, instances and interfaces on demand.
fn routes(document: &Document, scene: &Scene, lines: &mut Vec<Wanted>) {
    let tables = Tables::of(document);
    for (id, resource) in &document.resources {
        let Resource::Subnet(subnet) = resource.as_ref() else { continue };
        let Some(from) = scene.shown_by(id.as_str()) else { continue };
        let Some(table) = tables.of_subnet(id, subnet.vpc_id.as_ref()) else { continue };
        for route in table.1.routes.values() {
            let Some(target) = route.target() else { continue };
            let Some(to) = scene.shown_by(target.as_str()) else { continue };
            let label = route.destination_text();
            let at_rest = is_drawn_at_rest(document, target);
            lines.push(Wanted { label, at_rest, ..Wanted::new(EdgeKind::Route, from, to) });
        }
        for endpoint in tables.endpoints_of(table.0) {
            let Some(to) = scene.shown_by(endpoint.as_str()) else { continue };
            lines.push(Wanted { at_rest: false, ..Wanted::new(EdgeKind::Route, from, to) });
        }
    }
}

fn is_drawn_at_rest(document: &Document, target: &ResourceId) -> bool {
    matches!(
        document.resource(target.as_str()),
        Some(Resource::InternetGateway(_) | Resource::EgressOnlyInternetGateway(_) | Resource::NatGateway(_))
    )
}

/// Which table a subnet uses (R-RT-15: its own, else the main one of its VPC).
struct Tables<'a> {
    own: BTreeMap<&'a ResourceId, (&'a ResourceId, &'a RouteTable)>,
    main: BTreeMap<&'a ResourceId, (&'a ResourceId, &'a RouteTable)>,
    endpoints: BTreeMap<&'a ResourceId, Vec<&'a ResourceId>>,
}

impl<'a> Tables<'a> {
    fn of(document: &'a Document) -> Self {
        let mut tables = Self { own: BTreeMap::new(), main: BTreeMap::new(), endpoints: BTreeMap::new() };
        for (id, resource) in &document.resources {
            match resource.as_ref() {
                Resource::RouteTable(table) => {
                    for subnet in &table.subnet_ids {
                        tables.own.entry(subnet).or_insert((id, table));
                    }
                    if let Some(vpc) = table.vpc_id.as_ref().filter(|_| table.main) {
                        tables.main.entry(vpc).or_insert((id, table));
                    }
                }
                Resource::VpcEndpoint(endpoint) => {
                    for table in &endpoint.route_table_ids {
                        tables.endpoints.entry(table).or_default().push(id);
                    }
                }
                _ => {}
            }
        }
        tables
    }

    fn of_subnet(
        &self,
        subnet: &ResourceId,
        vpc: Option<&ResourceId>,
    ) -> Option<(&'a ResourceId, &'a RouteTable)> {
        self.own.get(subnet).or_else(|| self.main.get(vpc?)).copied()
    }

    fn endpoints_of(&self, table: &ResourceId) -> &[&'a ResourceId] {
        self.endpoints.get(table).map_or(&[], Vec::as_slice)
    }
}
