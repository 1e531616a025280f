//! A gateway endpoint: the way to Amazon S3 or DynamoDB of the same Region without the internet (R-GWE-2, R-GWE-10).
//!
//! <https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html>. Its policy is asked in `endpoint_policy.rs`
//! (R-GWE-8).

use super::endpoint_policy::{self, Asking};
use super::internet_gateway::cannot_carry;
use crate::message::Message;
use crate::model::ResourceId;
use crate::model::reserved::GatewayService;
use crate::net::{Family, Protocol};
use crate::simulate::flow_plan::Plan;
use crate::simulate::packet::Packet;
use crate::simulate::place::{Arrival, Place};
use crate::simulate::state::{self, Part};
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::{HopKind, Outcome, codes};
use crate::topology::{AttachmentKind, EndpointNode, VpcNode, managed_prefix_list};

/// A packet leaves the VPC for the service.
pub(super) fn out<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &mut Packet<'a>,
    endpoint: &'a EndpointNode,
    vpc: &'a VpcNode,
) -> Place<'a> {
    let Some((service, region)) = &endpoint.service else {
        walk.unknown(
            &endpoint.id,
            format!("The service behind {} is not known.", walk.world.name(&endpoint.id)),
        );
        return Place::Over;
    };
    if !serves(walk, packet, *service, region) {
        cannot_carry(walk, packet, &endpoint.id, &packet.header.destination.to_string());
        return Place::Over;
    }
    if !vpc.contains(packet.header.source) {
        refuse_stranger(walk, packet, endpoint, vpc);
        return Place::Over;
    }
    let is_up = state::check(walk, packet, Part::Endpoint(endpoint), HopKind::Forward);
    // Its route comes or goes while connections are open, and these break off (R-GWE-13).
    let is_changing = matches!(endpoint.state.as_str(), "pending" | "deleting");
    if !is_up && is_changing && packet.header.protocol == Protocol::Tcp {
        walk.add_to_last_book("R-GWE-13");
    }
    if !admits_protocol(packet) {
        refuse_protocol(walk, packet, endpoint);
    } else if is_up {
        let asking = match walk.world.network.document.vpc_endpoint(endpoint.id.as_str()) {
            Some(written) => {
                let place = (At::component(&endpoint.id), HopKind::Forward);
                endpoint_policy::ask(walk, packet, (&endpoint.id, written), place, service.word())
            }
            None => Asking::Silent,
        };
        if asking == Asking::Over {
            return Place::Over;
        }
        if asking == Asking::Refused {
            return to_service(walk, plan, packet, endpoint, vpc);
        }
        let mut book = vec!["R-GWE-10"];
        if packet.header.family == Family::Ipv6 {
            book.push("R-GWE-11");
        }
        let text = format!(
            "{} leads to {}, which sees the private address {}",
            walk.world.name(&endpoint.id),
            service.label(),
            packet.header.source
        );
        if asking == Asking::Allowed {
            book.push("R-GWE-8");
        }
        let decision = Decision::new(&endpoint.id, Outcome::Route, book, text);
        walk.pass(At::component(&endpoint.id), HopKind::Forward, &packet.header, decision);
    }
    to_service(walk, plan, packet, endpoint, vpc)
}

/// Behind the endpoint stands the service.
fn to_service<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &Packet<'a>,
    endpoint: &'a EndpointNode,
    vpc: &'a VpcNode,
) -> Place<'a> {
    let Some((service, region)) = &endpoint.service else { return Place::Over };
    if !walk.is_return() {
        walk.session.endpoint = Some((endpoint, vpc));
    }
    let component = service.id(region);
    deliver(walk, plan, packet, &component, service.label());
    Place::Arrived(Arrival::Service)
}

/// Only hosts of the VPC use its gateway endpoint (R-GWE-6), also not those behind a transit gateway (R-TGW-37).
fn refuse_stranger<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    endpoint: &'a EndpointNode,
    vpc: &'a VpcNode,
) {
    let world = walk.world;
    let is_site = walk.hubs.first().is_some_and(|hub| hub.from.kind == AttachmentKind::Vpn);
    let (key, template) = if is_site {
        (
            "endpoint.site",
            "{endpoint} dropped it: {source} is no address of {vpc}, and a gateway endpoint serves only hosts of its VPC. Use an interface endpoint.",
        )
    } else {
        (
            "endpoint.stranger",
            "{endpoint} dropped it: {source} is no address of {vpc}, and a gateway endpoint serves only hosts of its VPC. Make an endpoint in the sender's VPC.",
        )
    };
    let message = Message::new(
        key,
        template,
        [
            ("endpoint", world.name(&endpoint.id).to_owned()),
            ("source", packet.header.source.to_string()),
            ("vpc", world.name(&vpc.id).to_owned()),
        ],
    );
    let mut book = vec!["R-GWE-6"];
    if walk.brought(vpc, &packet.header) {
        book.push("R-TGW-37");
    }
    let text = format!("{} is no address of {}", packet.header.source, world.name(&vpc.id));
    let decision = Decision::new(&endpoint.id, Outcome::Deny, book, text);
    let stop = Stop::new(codes::VPCE_GATEWAY_SOURCE_OUTSIDE_VPC, message);
    walk.block(At::component(&endpoint.id), HopKind::Forward, &packet.header, decision, stop);
}

fn deliver<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &Packet<'a>,
    component: &ResourceId,
    label: &str,
) {
    debug_assert!(plan.is_meant_for(packet.header.destination) || walk.is_return());
    let decision = Decision::new(component, Outcome::Allow, [], format!("{label} takes it"));
    walk.pass(At::component(component), HopKind::Deliver, &packet.header, decision);
}

/// A reply of the service enters the VPC.
pub(in crate::simulate) fn inward<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    endpoint: &'a EndpointNode,
    vpc: &'a VpcNode,
) -> Place<'a> {
    let text = format!("{} brings the reply back", walk.world.name(&endpoint.id));
    let decision = Decision::new(&endpoint.id, Outcome::Route, [], text);
    walk.pass(At::component(&endpoint.id), HopKind::Forward, &packet.header, decision);
    Place::InVpc { vpc, from: None, came_by: None }
}

/// Whether the destination is one of the service's addresses. Amazon S3 has no IPv6 behind a gateway endpoint (R-GWE-11).
fn serves(walk: &Walk<'_>, packet: &Packet<'_>, service: GatewayService, region: &str) -> bool {
    let (list, _) = managed_prefix_list(walk.world.network, service, region);
    let family_fits = packet.header.family == Family::Ipv4 || service == GatewayService::DynamoDb;
    family_fits && list.entries.iter().any(|block| block.contains(&packet.header.destination))
}

/// Only TCP and echo requests (R-GWE-9).
fn admits_protocol(packet: &Packet<'_>) -> bool {
    match packet.header.protocol {
        Protocol::Tcp => true,
        Protocol::Icmp => packet.header.icmp_type == Some(8),
        Protocol::Icmpv6 => packet.header.icmp_type == Some(128),
        _ => false,
    }
}

fn refuse_protocol<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, endpoint: &'a EndpointNode) {
    let what = crate::simulate::describe::what(&packet.header);
    let message = Message::new(
        "vpce.protocol",
        "{endpoint} dropped it: a gateway endpoint takes tcp and echo requests, not {what}. Send tcp.",
        [("endpoint", walk.world.name(&endpoint.id).to_owned()), ("what", what.clone())],
    );
    let text = format!("a gateway endpoint does not take {what}");
    let decision = Decision::new(&endpoint.id, Outcome::Deny, ["R-GWE-9"], text);
    let stop = Stop::new(codes::VPCE_GATEWAY_PROTOCOL_RESTRICTION, message);
    walk.block(At::component(&endpoint.id), HopKind::Forward, &packet.header, decision, stop);
}
