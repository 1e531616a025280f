//! What a VPC keeps to itself: its internet gateway, NAT devices and gateway endpoints are not for packets from outside,
//! whether these come over a peering connection (R-PEER-7) or a virtual private gateway (R-VGW-5).

use crate::message::Message;
use crate::net::Family;
use crate::simulate::flow_plan::Plan;
use crate::simulate::packet::Packet;
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::{HopKind, Outcome, codes};
use crate::topology::{NatNode, VpcNode};

/// Whether the VPC has a gateway endpoint for the service that the flow is for.
pub(super) fn has_endpoint(walk: &Walk<'_>, plan: &Plan<'_>, vpc: &VpcNode) -> bool {
    let Some(service) = &plan.service else { return false };
    vpc.endpoints.iter().filter_map(|id| walk.world.network.endpoints.get(id)).any(|endpoint| {
        endpoint.is_gateway
            && endpoint
                .service
                .as_ref()
                .is_some_and(|(of, region)| *of == service.service && *region == service.region)
    })
}

/// The numbers of the gateways of the VPC that the packet would like to use.
pub(super) fn gateways(walk: &Walk<'_>, packet: &Packet<'_>, vpc: &VpcNode) -> Vec<&'static str> {
    let mut book = Vec::new();
    if !vpc.internet_gateways.is_empty() {
        book.push("R-IGW-11");
    }
    if packet.header.family == Family::Ipv4 && has_nat_instance(walk, vpc) {
        book.push("R-NATI-2");
    }
    book
}

fn has_nat_instance(walk: &Walk<'_>, vpc: &VpcNode) -> bool {
    let subnets = vpc.subnets.iter().filter_map(|id| walk.world.network.subnets.get(id));
    subnets
        .flat_map(|subnet| &subnet.interfaces)
        .filter_map(|id| walk.world.network.interfaces.get(id))
        .any(|interface| !interface.source_dest_check && interface.instance.is_some())
}

/// The NAT gateway of the VPC would refuse the packet too (R-NAT-9). It is nobody's way out over IPv6.
pub(super) fn nat_refuses<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, vpc: Option<&'a VpcNode>) {
    let world = walk.world;
    let Some(vpc) = vpc.filter(|_| packet.header.family == Family::Ipv4) else { return };
    let subnets = vpc.subnets.iter().filter_map(|id| world.network.subnets.get(id));
    let Some(nat) = subnets
        .flat_map(|subnet| &subnet.nat_gateways)
        .filter_map(|id| world.network.nat_gateways.get(id))
        .find(|nat| nat.is_public)
    else {
        return;
    };
    source_outside(walk, packet, nat, vpc);
}

/// A NAT gateway serves its own VPC, and what a transit gateway brings (R-NAT-9, R-NAT-10).
pub(super) fn source_outside<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    nat: &'a NatNode,
    vpc: &'a VpcNode,
) {
    let world = walk.world;
    let message = Message::new(
        "nat.source-outside",
        "{nat} serves only senders of {vpc}, not {source}. Give the sender a way out of its own.",
        [
            ("nat", world.name(&nat.id).to_owned()),
            ("vpc", world.name(&vpc.id).to_owned()),
            ("source", packet.header.source.to_string()),
        ],
    );
    let text = format!("{} is not in {}", packet.header.source, world.name(&vpc.id));
    let decision = Decision::new(&nat.id, Outcome::Deny, ["R-NAT-9"], text);
    let stop = Stop::new(codes::NGW_REQUIRES_SOURCE_IN_VPC, message);
    walk.block(At::component(&nat.id), HopKind::Translate, &packet.header, decision, stop);
}
