//! An interface endpoint: an address in a subnet behind which stands a service of AWS, or one that somebody offers
//! (R-IFE-2). It takes tcp, answers no echo (R-IFE-8) and opens no connections (R-IFE-7); the internet does not reach it,
//! also where it has an IPv6 address (R-IFE-15).
//!
//! <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html>. A service of the drawing is
//! followed to the targets of its load balancer; of a service of AWS the policy of the endpoint is asked
//! (`endpoint_policy.rs`), and whether it listens (`endpoint_ports.rs`). What a resource or a service network of VPC Lattice leads to no drawing holds (R-IFE-14).

use super::endpoint_policy::{self, Asking};
use super::endpoint_ports::{self, Listens};
use super::{endpoint_service, load_balancer};
use crate::message::Message;
use crate::model::reserved::INTERNET;
use crate::model::{LoadBalancer, LoadBalancerKind, ResourceId, VpcEndpoint};
use crate::net::{Family, Protocol};
use crate::simulate::describe::what;
use crate::simulate::packet::{Identity, Packet};
use crate::simulate::place::{Arrival, Place};
use crate::simulate::session::PrivateLink;
use crate::simulate::stage::{deliver, ingress_security_group};
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::{HopKind, Outcome, codes};
use crate::topology::{EndpointServiceNode, GroupSource, InterfaceNode, ManagedServiceNode};
use std::net::IpAddr;

/// The endpoint takes a request and hands it to its service.
pub(super) fn take<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    interface: &'a InterfaceNode,
    endpoint: &'a ManagedServiceNode,
) -> Place<'a> {
    let arrived = Place::Arrived(Arrival::Interface(interface));
    let world = walk.world;
    let name = world.name(&endpoint.id);
    let Some(written) = world.network.document.vpc_endpoint(endpoint.id.as_str()) else { return Place::Over };
    let is_up = endpoint_service::is_accepted(walk, packet, interface, endpoint, HopKind::Deliver);
    let protocol = packet.header.protocol.clone();
    if protocol.is_icmp() || protocol != Protocol::Tcp && written.is_of_aws() {
        refuse_protocol(walk, packet, interface, endpoint);
        return arrived;
    }
    if !is_up {
        return arrived;
    }
    if written.is_of_lattice() {
        walk.unknown(&endpoint.id, behind_lattice(name, written));
        return Place::Over;
    }
    if let Some(offered) = world.network.service_behind(written) {
        return take_offered(walk, packet, interface, endpoint, offered);
    }
    let Some(service) = &written.service_name else {
        walk.unknown(&endpoint.id, format!("The service behind {name} is not known."));
        return Place::Over;
    };
    if !written.is_of_aws() {
        let what = what(&packet.header);
        walk.unknown(
            &endpoint.id,
            format!(
                "Whether {service} behind {name} takes {what} is not known: whoever offers it decides that, and the drawing does not hold the service. Draw an endpoint service of that name, with its load balancer."
            ),
        );
        return Place::Over;
    }
    let asked_for = written.service_name.as_deref().and_then(|name| name.strip_prefix("com.amazonaws."));
    let asked_for = asked_for.and_then(|name| name.split_once('.')).map_or("", |(_, service)| service);
    match endpoint_ports::on(asked_for, packet.header.destination_port) {
        Listens::Here => {}
        Listens::On(ports) => {
            refuse_port(walk, packet, interface, (endpoint, service), ports);
            return arrived;
        }
        Listens::NobodySays => {
            let what = what(&packet.header);
            let missing = format!(
                "AWS says that {service} behind {name} listens on tcp 443, and nothing of {what}: whether anybody takes it is not known."
            );
            walk.unknown(&endpoint.id, missing);
            return Place::Over;
        }
    }
    let place = (At::interface(interface), HopKind::Deliver);
    let asking = endpoint_policy::ask(walk, packet, (&endpoint.id, written), place, asked_for);
    match asking {
        Asking::Over => return Place::Over,
        Asking::Refused => return arrived,
        Asking::Allowed | Asking::Silent => {}
    }
    let text = format!("{name} hands {} to {service}", what(&packet.header));
    let place = deliver::hand_over(walk, packet, interface, text);
    if asking == Asking::Allowed {
        walk.add_to_last_book("R-GWE-8");
    }
    if is_used_from_another_zone(walk, interface) {
        walk.add_to_last_book("R-IFE-9");
    }
    place
}

/// What is missing about an endpoint for a resource or a service network.
fn behind_lattice(name: &str, endpoint: &VpcEndpoint) -> String {
    let (what, arn) = match endpoint.vpc_endpoint_type.as_str() {
        "Resource" => ("resource configuration", &endpoint.resource_configuration_arn),
        _ => ("service network", &endpoint.service_network_arn),
    };
    match arn {
        Some(arn) => format!("What the {what} {arn} behind {name} leads to is not in the drawing."),
        None => format!("The {what} behind {name} is not known."),
    }
}

/// A service of the drawing: its load balancer takes the request in the endpoint's zone (R-EPS-2). Both sides may have the
/// same addresses: no route leads from one to the other (R-EPS-6).
fn take_offered<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    interface: &'a InterfaceNode,
    endpoint: &'a ManagedServiceNode,
    service: &'a EndpointServiceNode,
) -> Place<'a> {
    let world = walk.world;
    let Some(node) = endpoint_service::node(walk, packet, (&endpoint.id, interface), service) else {
        return if walk.is_over() { Place::Over } else { Place::Arrived(Arrival::Interface(interface)) };
    };
    let balancer = world.name(&node.balancer.id);
    let written = world.network.document.load_balancer(node.balancer.id.as_str());
    let other = written.and_then(LoadBalancer::kind).filter(|kind| *kind != LoadBalancerKind::Network);
    if let Some(other) = other {
        let missing = format!(
            "{balancer} behind {} is {}: AWS refuses that. Put a Network Load Balancer there.",
            world.name(&service.id),
            other.in_words()
        );
        walk.unknown(&node.balancer.id, missing);
        return Place::Over;
    }
    let (Some(own), Some(provider)) =
        (node.interface.first_address(packet.header.family), world.vpc(node.interface.vpc.as_ref()))
    else {
        let missing = format!("The address or the VPC of {balancer} is not in the drawing.");
        walk.unknown(&node.balancer.id, missing);
        return Place::Over;
    };
    let before = packet.header.clone();
    packet.header.destination = own;
    packet.identity = Identity::None;
    packet.hub_subnet = None;
    walk.session.there = Some(provider);
    walk.session.private_link =
        Some(PrivateLink { endpoint: interface, node: node.interface, address: before.destination });
    let mut book = vec!["R-IFE-2"];
    if provider.contains(before.source) {
        book.push("R-EPS-6");
    }
    let text = format!("{} hands {} to {balancer}", world.name(&endpoint.id), what(&before));
    let decision = Decision::new(&endpoint.id, Outcome::Route, book, text);
    walk.pass_changed(At::interface(interface), HopKind::Forward, &before, &packet.header, decision);
    if is_used_from_another_zone(walk, interface) {
        walk.add_to_last_book("R-IFE-9");
    }
    if endpoint_service::is_across_regions(walk, interface, node.interface) {
        walk.add_to_last_book("R-EPS-9");
    }
    if !written.is_none_or(LoadBalancer::asks_groups_of_private_link) {
        walk.add_to_last_book("R-EPS-5");
    } else if node.interface.group_source != GroupSource::Open {
        ingress_security_group::run(walk, packet, node.interface, None, false);
        walk.add_to_last_book("R-EPS-5");
        if walk.is_over() {
            return Place::Over;
        }
    }
    let was_lost = walk.is_stopped();
    let place = load_balancer::take(walk, packet, node.interface, node.balancer);
    if matches!(place, Place::Leave(_)) {
        walk.add_to_last_book("R-EPS-4");
    }
    if !was_lost && walk.last_code() == Some(codes::ELBV2_NO_TARGETS_IN_AZ) {
        walk.add_to_last_book("R-EPS-7");
    }
    if let Place::Arrived(Arrival::Interface(_)) = place {
        // It went no further than the load balancer: taken to have passed, the endpoint would answer.
        packet.header = before;
        walk.session.private_link = None;
        return Place::Arrived(Arrival::Interface(interface));
    }
    place
}

/// The load balancer has answered: the endpoint answers its client from the address that was asked for.
pub(super) fn bring_back<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    node: &InterfaceNode,
) -> Option<Place<'a>> {
    let link = walk.session.private_link.filter(|link| link.node.id == node.id)?;
    let before = packet.header.clone();
    packet.header.source = link.address;
    packet.identity = Identity::Of(link.endpoint);
    let component = link.endpoint.component();
    let text = format!("{} brings the reply back from {}", walk.world.name(component), link.address);
    let decision = Decision::new(component, Outcome::State, ["R-EPS-4"], text);
    walk.pass_changed(At::interface(link.endpoint), HopKind::Forward, &before, &packet.header, decision);
    Some(Place::Leave(link.endpoint))
}

/// Whether the sender is in another zone of the same VPC.
fn is_used_from_another_zone(walk: &Walk<'_>, interface: &InterfaceNode) -> bool {
    let Some(sender) = walk.session.sender.filter(|sender| sender.vpc == interface.vpc) else { return false };
    let zone = |node: &InterfaceNode| walk.world.subnet(node.subnet.as_ref())?.zone.as_deref();
    matches!((zone(sender), zone(interface)), (Some(one), Some(other)) if one != other)
}

fn refuse_protocol<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    interface: &'a InterfaceNode,
    endpoint: &'a ManagedServiceNode,
) {
    let what = what(&packet.header);
    let message = Message::new(
        "endpoint.protocol",
        "{endpoint} dropped it: an interface endpoint takes tcp and answers no echo, so that {what} comes to nothing. Ask for a port of the service.",
        [("endpoint", walk.world.name(&endpoint.id).to_owned()), ("what", what.clone())],
    );
    let text = format!("an interface endpoint does not take {what}");
    let decision = Decision::new(&endpoint.id, Outcome::Deny, ["R-IFE-8"], text);
    let stop = Stop::new(codes::PROTOCOL_RESTRICTION, message);
    walk.block(At::interface(interface), HopKind::Deliver, &packet.header, decision, stop);
}

/// The service says on which ports it listens, and this is none of them.
fn refuse_port<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    interface: &'a InterfaceNode,
    (endpoint, service): (&'a ManagedServiceNode, &str),
    ports: &[u16],
) {
    let what = what(&packet.header);
    let ports: Vec<String> = ports.iter().map(u16::to_string).collect();
    let message = Message::new(
        "endpoint.port",
        "{endpoint} refuses it: {service} listens on tcp {ports} only, and not on {what}. Send there.",
        [
            ("endpoint", walk.world.name(&endpoint.id).to_owned()),
            ("service", service.to_owned()),
            ("ports", ports.join(", ")),
            ("what", what.clone()),
        ],
    );
    let text = format!("{service} does not listen on {what}");
    let decision = Decision::new(&endpoint.id, Outcome::NoMatch, ["R-IFE-2"], text);
    let stop = Stop::new(codes::NO_LISTENER, message);
    walk.block(At::interface(interface), HopKind::Deliver, &packet.header, decision, stop);
}

/// An endpoint is asked to send: it only ever answers. The walk goes on as if it did.
pub(in crate::simulate) fn refuse_to_send<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    interface: &'a InterfaceNode,
    endpoint: &'a ManagedServiceNode,
) {
    let world = walk.world;
    let is_inside =
        world.vpc(interface.vpc.as_ref()).is_some_and(|vpc| vpc.contains(packet.header.destination));
    let name = world.name(&endpoint.id);
    let message = Message::new(
        "endpoint.one-way",
        "{endpoint} sends nothing: the service behind an interface endpoint answers, and opens no connections. Send to {endpoint} instead.",
        [("endpoint", name.to_owned())],
    );
    let written = world.network.document.vpc_endpoint(endpoint.id.as_str());
    let mut book = vec!["R-IFE-7"];
    if written.is_some_and(VpcEndpoint::is_of_lattice) {
        book.push("R-IFE-14");
    }
    let decision = Decision::new(&endpoint.id, Outcome::Deny, book, format!("{name} opens no connections"));
    let stop = if is_inside {
        Stop::new(codes::VPCE_INTRA_VPC_TRAFFIC, message).detail(Some(codes::VPCE_ONE_WAY))
    } else {
        Stop::new(codes::VPCE_ONE_WAY, message)
    };
    walk.block(At::interface(interface), HopKind::Forward, &packet.header, decision, stop);
}

/// Nothing reaches an endpoint from the internet, whatever addresses it has.
pub(super) fn refuse_internet<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    endpoint: &'a ManagedServiceNode,
    address: IpAddr,
) {
    let internet = ResourceId::new(INTERNET);
    let name = walk.world.name(&endpoint.id);
    let message = Message::new(
        "internet.endpoint",
        "The internet cannot reach {endpoint}: AWS keeps {address}, as every address of an interface endpoint, from the internet. Send from the VPC, or from a network that is joined with it.",
        [("endpoint", name.to_owned()), ("address", address.to_string())],
    );
    let book: &[&'static str] =
        if packet.header.family == Family::Ipv6 { &["R-IFE-15"] } else { &["R-IGW-4"] };
    let text = format!("AWS keeps {address} of {name} from the internet");
    let decision = Decision::new(&internet, Outcome::NoMatch, book, text);
    let stop = Stop::new(codes::IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS, message);
    walk.block(At::component(&internet), HopKind::Forward, &packet.header, decision, stop);
}
