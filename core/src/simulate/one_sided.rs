//! A middlebox at a virtual private gateway that sees one direction of a flow. AWS supports it in both only (R-EDGE-9).
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html>. At an internet gateway AWS says which packet
//! it drops (`stage/gateway_route.rs`). Here it does not say so: what the middlebox makes of half a flow is its own affair,
//! so that the flow passes with a note.

use super::assemble::Runs;
use super::walk::Record;
use super::world::World;
use super::{HopKind, TraceNote, codes};
use crate::message::Message;
use crate::model::ResourceId;
use crate::topology::VpnGatewayNode;

/// Notes the middlebox, if both ways pass and one of them goes around it.
pub(super) fn note(world: World<'_>, runs: &mut Runs) {
    let Some(back) = &runs.back else { return };
    let forward = &mut runs.forward;
    let is_whole = |record: &Record| record.blockers.is_empty() && record.unknown.is_none();
    if !is_whole(forward) || !is_whole(back) {
        return;
    }
    let Some(gateway) = gateway(world, forward).or_else(|| gateway(world, back)) else { return };
    let [there, here] = [&*forward, back].map(|record| middleboxes(world, record, gateway));
    let only = |own: &[ResourceId], other: &[ResourceId]| own.iter().find(|id| !other.contains(id)).cloned();
    let of_request = only(&there, &here).map(|id| (id, "request", "reply"));
    let Some((middlebox, seen, other)) =
        of_request.or_else(|| only(&here, &there).map(|id| (id, "reply", "request")))
    else {
        return;
    };
    let message = Message::new(
        "gateway-table.one-sided",
        "{middlebox} sees the {seen} only: the {other} goes by {gateway} around it. AWS supports a middlebox at a gateway in both directions only, and one that remembers flows drops what follows. Lead both ways through {middlebox}.",
        [
            ("middlebox", world.name(&middlebox).to_owned()),
            ("seen", seen.to_owned()),
            ("other", other.to_owned()),
            ("gateway", world.name(&gateway.id).to_owned()),
        ],
    );
    forward.notes.push(TraceNote {
        code: codes::INGRESS_RTB_TRAFFIC_REDIRECTION,
        at: Some(gateway.id.clone()),
        message,
    });
}

/// The first virtual private gateway on the way.
fn gateway<'a>(world: World<'a>, record: &Record) -> Option<&'a VpnGatewayNode> {
    record.hops.iter().find_map(|hop| world.network.vpn_gateways.get(&hop.component))
}

/// The instances of its VPC that pass the packet on as it is.
fn middleboxes(world: World<'_>, record: &Record, gateway: &VpnGatewayNode) -> Vec<ResourceId> {
    let passed = record.hops.iter().filter(|hop| hop.kind == HopKind::Forward);
    let is_there = |id: &ResourceId| {
        let interface = world.network.interfaces.get(id);
        interface.is_some_and(|interface| interface.vpc.is_some() && interface.vpc == gateway.vpc)
    };
    passed
        .filter(|hop| hop.interface.as_ref().is_some_and(is_there))
        .map(|hop| hop.component.clone())
        .collect()
}
