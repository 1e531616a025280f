//! What an endpoint service asks of an endpoint before a packet comes to its load balancer: the service is up, and it has a
//! node in the endpoint's zone (R-EPS-2).
//!
//! <https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html>

use crate::message::Message;
use crate::model::ResourceId;
use crate::simulate::packet::Packet;
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::{HopKind, Outcome, codes};
use crate::topology::{EndpointServiceNode, InterfaceNode, ManagedServiceNode};

/// A node of a load balancer.
#[derive(Clone, Copy)]
pub(super) struct LoadBalancerNode<'a> {
    pub(super) balancer: &'a ManagedServiceNode,
    pub(super) interface: &'a InterfaceNode,
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
    let of = |balancer: &'a ResourceId| {
        let interface = world.network.node_in_zone_of(balancer, subnet)?;
        Some(LoadBalancerNode { balancer: world.network.managed_services.get(balancer)?, interface })
    };
    let nodes: Vec<LoadBalancerNode<'a>> = service.load_balancers.iter().filter_map(of).collect();
    if nodes.is_empty() {
        missing(walk, packet, id, service, subnet.zone.as_deref());
        return None;
    }
    let ways = nodes.iter().map(|node| world.name(&node.balancer.id).to_owned()).collect();
    let reason = format!("{} has several load balancers, and AWS takes any of them", world.name(&service.id));
    let taken = walk.pick(id, format!("load balancer of {} for {id}", service.id), ways, reason)?;
    nodes.get(taken).copied()
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
