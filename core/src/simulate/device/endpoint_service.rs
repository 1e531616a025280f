//! What an endpoint service asks of an endpoint before a packet comes to its load balancer: the endpoint is accepted
//! (R-EPS-3), the service is up, and it has a node in the endpoint's zone (R-EPS-2).
//!
//! <https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html>

use super::equal_ways;
use crate::message::Message;
use crate::model::ResourceId;
use crate::simulate::packet::Packet;
use crate::simulate::state::{self, Part};
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::world::World;
use crate::simulate::{HopKind, Outcome, codes};
use crate::topology::{EndpointServiceNode, InterfaceNode, ManagedServiceNode, SubnetNode};

/// A node of a load balancer.
#[derive(Clone, Copy)]
pub(super) struct LoadBalancerNode<'a> {
    pub(super) balancer: &'a ManagedServiceNode,
    pub(super) interface: &'a InterfaceNode,
}

/// Whether an endpoint is up. Where it is not because the service of the drawing behind it has not accepted it, that is
/// said (R-EPS-3).
pub(super) fn is_accepted<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    interface: &'a InterfaceNode,
    endpoint: &'a ManagedServiceNode,
    kind: HopKind,
) -> bool {
    if state::check(walk, packet, Part::Interface(interface), kind) {
        return true;
    }
    let network = walk.world.network;
    let written = network.document.vpc_endpoint(endpoint.id.as_str());
    let service = written.and_then(|written| network.service_behind(written));
    // The API also writes these words with a capital letter.
    let is_in = |state: &str| endpoint.state.eq_ignore_ascii_case(state);
    let is_of_service = is_in("pendingAcceptance")
        && service.is_some_and(|service| service.acceptance_required)
        || is_in("rejected") && service.is_some();
    if is_of_service {
        walk.add_to_last_book("R-EPS-3");
    }
    false
}

/// The node that takes what comes by this interface of an endpoint. `None` where there is none, which is blamed, or where
/// the walk parts or ends here.
pub(super) fn node<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    endpoint: (&'a ResourceId, &'a InterfaceNode),
    service: &'a EndpointServiceNode,
) -> Option<LoadBalancerNode<'a>> {
    let world = walk.world;
    let (id, interface) = endpoint;
    if !service.is_up && !walk.session.is_assumed_good(&service.id) {
        not_up(walk, packet, id, service);
    }
    let subnet = world.subnet(interface.subnet.as_ref())?;
    if is_refused_across_regions(walk, packet, (id, subnet), service) {
        return None;
    }
    let nodes = nodes_for(walk.world, service, subnet);
    if is_from_far(walk.world, service, subnet) && !nodes.is_empty() {
        return any_zone(walk, id, service, &nodes);
    }
    if nodes.is_empty() {
        missing(walk, packet, id, service, subnet.zone.as_deref());
        return None;
    }
    let ids: Vec<&ResourceId> = nodes.iter().map(|node| &node.balancer.id).collect();
    let ways = equal_ways::names(walk, &ids);
    let reason = format!("{} has several load balancers, and AWS takes any of them", world.name(&service.id));
    let taken = walk.pick(id, format!("load balancer of {} for {id}", service.id), ways, reason)?;
    nodes.get(taken).copied()
}

/// The nodes of the service's load balancers that take what comes from an endpoint in this subnet: those of its zone
/// (R-EPS-2), or all of them where the endpoint is in another Region that the service is offered in.
fn nodes_for<'a>(
    world: World<'a>,
    service: &'a EndpointServiceNode,
    subnet: &'a SubnetNode,
) -> Vec<LoadBalancerNode<'a>> {
    let is_far = is_from_far(world, service, subnet);
    let mut nodes = Vec::new();
    for id in &service.load_balancers {
        let Some(balancer) = world.network.managed_services.get(id) else { continue };
        let own = |interface| LoadBalancerNode { balancer, interface };
        if is_far {
            let all = balancer.interfaces.iter().filter_map(|id| world.network.interfaces.get(id));
            nodes.extend(all.map(own));
        } else {
            nodes.extend(world.network.node_in_zone_of(id, subnet).map(own));
        }
    }
    nodes
}

/// Whether an endpoint is in another Region than the service, and the service is offered there.
fn is_from_far(world: World<'_>, service: &EndpointServiceNode, subnet: &SubnetNode) -> bool {
    let region_of = |vpc: Option<&ResourceId>| {
        let vpc = world.vpc(vpc)?;
        world.network.document.vpc(vpc.id.as_str())?.region.as_deref()
    };
    let Some(own) = region_of(subnet.vpc.as_ref()) else { return false };
    let written = world.network.document.vpc_endpoint_service(service.id.as_str());
    let is_offered = written.is_some_and(|it| it.supported_regions.iter().any(|region| region == own));
    let mut balancers = service.load_balancers.iter().filter_map(|id| world.network.managed_services.get(id));
    let is_elsewhere = balancers.any(|balancer| {
        let mut nodes = balancer.interfaces.iter().filter_map(|id| world.network.interfaces.get(id));
        nodes.any(|node| region_of(node.vpc.as_ref()).is_some_and(|region| region != own))
    });
    is_offered && is_elsewhere
}

/// From another Region AWS takes any zone of the service (R-EPS-2).
fn any_zone<'a>(
    walk: &mut Walk<'a>,
    endpoint: &'a ResourceId,
    service: &'a EndpointServiceNode,
    nodes: &[LoadBalancerNode<'a>],
) -> Option<LoadBalancerNode<'a>> {
    let world = walk.world;
    let name = |node: &LoadBalancerNode<'a>| {
        let subnet = node.interface.subnet.as_ref().map_or_else(String::new, ToString::to_string);
        format!("{} in {}", world.name(&node.balancer.id), world.network.display_name(&subnet))
    };
    let ways = nodes.iter().map(name).collect();
    let reason = format!("{} is in another Region, and AWS takes any of its zones", world.name(&service.id));
    let taken = walk.pick(endpoint, format!("zone of {} for {endpoint}", service.id), ways, reason)?;
    nodes.get(taken).copied()
}

/// Zones in which nobody makes an endpoint for a service of another Region (R-EPS-9).
const NOT_ACROSS_REGIONS: &[&str] = &["use1-az3", "usw1-az2", "apne1-az3", "apne2-az2", "apne2-az4"];

/// A service of another Region is used from the Regions that it names, but for endpoints in some zones (R-EPS-9); says whether
/// it is not.
fn is_refused_across_regions<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    (id, subnet): (&'a ResourceId, &'a SubnetNode),
    service: &'a EndpointServiceNode,
) -> bool {
    let world = walk.world;
    let region = |vpc: Option<&ResourceId>| world.vpc(vpc).and_then(|vpc| vpc.region.as_deref());
    let balancers = service.load_balancers.iter().filter_map(|id| world.network.managed_services.get(id));
    let mut nodes = balancers.flat_map(|it| &it.interfaces).filter_map(|id| world.network.interfaces.get(id));
    let regions = region(subnet.vpc.as_ref()).zip(nodes.next().and_then(|node| region(node.vpc.as_ref())));
    let Some((here, there)) = regions.filter(|(here, there)| here != there) else { return false };
    let written = world.network.document.vpc_endpoint_service(service.id.as_str());
    let is_offered =
        written.is_some_and(|written| written.supported_regions.iter().any(|region| region == here));
    let zone = world.network.zone_id_of(subnet).filter(|zone| NOT_ACROSS_REGIONS.contains(zone));
    if is_offered && zone.is_none() {
        return false;
    }
    let (name, own) = (world.name(&service.id).to_owned(), world.name(id).to_owned());
    let [endpoint, called, far] = [("endpoint", own), ("service", name.clone()), ("there", there.to_owned())];
    let (message, text) = match zone {
        Some(zone) => (
            Message::new(
                "endpoint.zone-not-across-regions",
                "{endpoint} dropped it: {service} is in {there}, and in the zone {zone} AWS offers no services of other Regions. Make the endpoint in another zone.",
                [endpoint, called, far, ("zone", zone.to_owned())],
            ),
            format!("{zone} has no endpoints for services of other Regions"),
        ),
        None => (
            Message::new(
                "endpoint.not-in-region",
                "{endpoint} dropped it: {service} is in {there} and is not offered in {here}. Add {here} to its Regions.",
                [endpoint, called, far, ("here", here.to_owned())],
            ),
            format!("{name} is not offered in {here}"),
        ),
    };
    let decision = Decision::new(&service.id, Outcome::NoMatch, ["R-EPS-9"], text);
    let stop = Stop::new(codes::VPCE_SERVICE_NOT_INSTALLED_IN_AZ, message);
    walk.block(At::component(id), HopKind::Forward, &packet.header, decision, stop);
    true
}

/// Whether an endpoint and the node that takes what comes by it are in two Regions (R-EPS-9).
pub(super) fn is_across_regions(walk: &Walk<'_>, endpoint: &InterfaceNode, node: &InterfaceNode) -> bool {
    let region = |interface: &InterfaceNode| walk.world.vpc(interface.vpc.as_ref())?.region.clone();
    region(endpoint).zip(region(node)).is_some_and(|(here, there)| here != there)
}

fn not_up<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    endpoint: &'a ResourceId,
    service: &'a EndpointServiceNode,
) {
    let name = walk.world.name(&service.id).to_owned();
    let message = Message::new(
        "state.bad",
        "{component} is {state}. Only a component that is up passes packets on.",
        [("component", name.clone()), ("state", service.state.clone())],
    );
    let text = format!("{name} is {}", service.state);
    let decision = Decision::new(&service.id, Outcome::Deny, ["R-FLOW-11"], text);
    let stop = Stop::new(codes::BAD_STATE, message);
    walk.session.assume_good(&service.id);
    walk.block(At::component(endpoint), HopKind::Forward, &packet.header, decision, stop);
}

/// No load balancer of the service has a node in the zone (R-EPS-2), or none is drawn at all.
fn missing<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    endpoint: &'a ResourceId,
    service: &'a EndpointServiceNode,
    zone: Option<&str>,
) {
    let world = walk.world;
    let (name, own) = (world.name(&service.id).to_owned(), world.name(endpoint).to_owned());
    let nodes = service.load_balancers.iter().filter_map(|id| world.network.managed_services.get(id));
    let is_drawn = nodes.clone().any(|balancer| !balancer.interfaces.is_empty());
    let Some(zone) = zone.filter(|_| is_drawn) else {
        walk.unknown(
            &service.id,
            format!("The load balancer behind {name}, or its zones, are not in the drawing."),
        );
        return;
    };
    let message = Message::new(
        "endpoint.not-in-zone",
        "{endpoint} dropped it: {service} has no load balancer in {zone}, the zone of {endpoint}. Give its load balancer a subnet there, or make the endpoint in a zone of the service.",
        [("endpoint", own), ("service", name.clone()), ("zone", zone.to_owned())],
    );
    let text = format!("{name} has no load balancer in {zone}");
    let decision = Decision::new(&service.id, Outcome::NoMatch, ["R-EPS-2"], text);
    let stop = Stop::new(codes::VPCE_SERVICE_NOT_INSTALLED_IN_AZ, message);
    walk.block(At::component(endpoint), HopKind::Forward, &packet.header, decision, stop);
}
