//! A function outside of every VPC: it sends from AWS's own network, which knows the internet and no private address
//! (R-LAM-2). One in a VPC sends by its interfaces as an instance does.
//!
//! <https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html>.

use crate::message::Message;
use crate::model::ResourceId;
use crate::model::reserved::INTERNET;
use crate::net::well_known;
use crate::simulate::describe::kind_of;
use crate::simulate::flow_plan::Plan;
use crate::simulate::packet::Packet;
use crate::simulate::place::{Arrival, Place};
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::{HopKind, Outcome, codes, unclear};
use crate::topology::{ManagedServiceNode, VpcNode};
use std::net::IpAddr;

/// The function sends, if it is in a state in which it runs.
pub(in crate::simulate) fn send<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    function: &'a ManagedServiceNode,
) {
    walk.session.is_from_function = true;
    let name = walk.world.name(&function.id).to_owned();
    if let Some(missing) = unclear::service_in(walk.world, function) {
        walk.unknown(&function.id, missing);
        return;
    }
    if function.is_up() {
        let text = format!("{name} is in no VPC and sends to the internet");
        let decision = Decision::new(&function.id, Outcome::Route, ["R-LAM-2"], text);
        walk.pass(At::component(&function.id), HopKind::Forward, &packet.header, decision);
        return;
    }
    let message = Message::new(
        "state.bad",
        "{component} is {state}. Only a component that is up passes packets on.",
        [("component", name.clone()), ("state", function.state.clone())],
    );
    let text = format!("{name} is {}", function.state);
    let decision = Decision::new(&function.id, Outcome::Deny, ["R-FLOW-11"], text);
    walk.block(
        At::component(&function.id),
        HopKind::Forward,
        &packet.header,
        decision,
        Stop::new(codes::BAD_STATE, message),
    );
}

/// Takes the reply to a function, where this is one.
pub(super) fn take_reply<'a>(walk: &mut Walk<'a>, plan: &Plan<'a>, packet: &Packet<'a>) -> Option<Place<'a>> {
    let function = plan.function.filter(|_| walk.is_return())?;
    if packet.header.destination != plan.header.source {
        return None;
    }
    let text = format!("{} takes the reply", walk.world.name(&function.id));
    let decision = Decision::new(&function.id, Outcome::Allow, [], text);
    walk.pass(At::component(&function.id), HopKind::Deliver, &packet.header, decision);
    Some(Place::Arrived(Arrival::Internet))
}

/// Whether a request of a function is for somebody on the internet.
pub(super) fn is_at_home_there(walk: &Walk<'_>, plan: &Plan<'_>, packet: &Packet<'_>) -> bool {
    plan.function.is_some() && !walk.is_return() && well_known::is_public(packet.header.destination)
}

/// What a function asks for has a private address only (R-LAM-2).
pub(super) fn refuse_private<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    function: &'a ManagedServiceNode,
    resource: &'a ResourceId,
    (private, vpc): (IpAddr, &'a VpcNode),
) {
    let internet = ResourceId::new(INTERNET);
    let world = walk.world;
    let message = Message::new(
        "internet.function-outside",
        "{function} cannot reach {resource}: {function} is in no VPC, and {private} is a private address of {vpc}. Attach {function} to a subnet of {vpc}.",
        [
            ("function", world.name(&function.id).to_owned()),
            ("resource", world.name(resource).to_owned()),
            ("private", private.to_string()),
            ("vpc", world.name(&vpc.id).to_owned()),
        ],
    );
    let text = format!("{} has no public address", world.name(resource));
    let decision = Decision::new(&internet, Outcome::NoMatch, ["R-IGW-4", "R-LAM-2"], text);
    let stop = Stop::new(codes::IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS, message)
        .detail(Some(codes::LAMBDA_NOT_IN_VPC));
    walk.block(At::component(&internet), HopKind::Forward, &packet.header, decision, stop);
    walk.session.assumed_public.push(private);
}

/// What a function asks for is an address that only networks inside know (R-LAM-2).
pub(super) fn refuse_address<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, function: &'a ManagedServiceNode) {
    let internet = ResourceId::new(INTERNET);
    let world = walk.world;
    let destination = packet.header.destination;
    let mut holders = world.network.vpcs.values().filter(|vpc| vpc.contains(destination));
    let (name, address) = (world.name(&function.id).to_owned(), destination.to_string());
    let message = match (holders.next(), holders.next()) {
        (Some(vpc), None) => Message::new(
            "internet.function-private",
            "{function} cannot reach {address}: {function} is in no VPC, and {address} is a private address of {vpc}. Attach {function} to a subnet of {vpc}.",
            [("function", name), ("address", address.clone()), ("vpc", world.name(&vpc.id).to_owned())],
        ),
        _ => Message::new(
            "internet.function-unknown",
            "{function} cannot reach {address}: {function} is in no VPC, and {address} is {kind}, which the internet does not know. Attach {function} to a subnet that leads there.",
            [("function", name), ("address", address.clone()), ("kind", kind_of(destination).to_owned())],
        ),
    };
    let text = format!("{address} is {}", kind_of(destination));
    let decision = Decision::new(&internet, Outcome::NoMatch, ["R-FLOW-14", "R-LAM-2"], text);
    let stop = Stop::new(codes::NO_SUCH_ADDRESS, message).detail(Some(codes::LAMBDA_NOT_IN_VPC));
    walk.block(At::component(&internet), HopKind::Forward, &packet.header, decision, stop);
}
