//! Whether a component on the path is up: its own state, its zone, its instance (R-FLOW-11).

use super::packet::Packet;
use super::walk::{At, Decision, Stop, Walk};
use super::{HopKind, Outcome, codes, unclear};
use crate::message::Message;
use crate::model::ResourceId;
use crate::topology::{
    ConnectPeerNode, EndpointNode, FirewallNode, InterfaceNode, NatNode, TransitGatewayAttachmentNode,
    TransitGatewayNode, VpnGatewayNode,
};

/// A component that has a state.
#[derive(Clone, Copy)]
pub(super) enum Part<'a> {
    Interface(&'a InterfaceNode),
    Nat(&'a NatNode),
    Endpoint(&'a EndpointNode),
    Hub(&'a TransitGatewayNode),
    /// An attachment, at the gateway where it is asked for.
    Attachment(&'a TransitGatewayAttachmentNode, &'a TransitGatewayNode),
    /// A Connect peer, at its gateway.
    ConnectPeer(&'a ConnectPeerNode, &'a TransitGatewayNode),
    VpnGateway(&'a VpnGatewayNode),
    Firewall(&'a FirewallNode),
    CustomerGateway(&'a ResourceId),
}

/// Blocks the packet where the component is down; says whether it is up. What is blamed already is taken to be up. Where
/// nobody knows whether it is, the walk is over.
pub(super) fn check<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, part: Part<'a>, kind: HopKind) -> bool {
    let at = match part {
        Part::Interface(node) => At::interface(node),
        Part::Attachment(_, hub) | Part::ConnectPeer(_, hub) => At::component(&hub.id),
        Part::Nat(_)
        | Part::Endpoint(_)
        | Part::Hub(_)
        | Part::VpnGateway(_)
        | Part::Firewall(_)
        | Part::CustomerGateway(_) => At::component(part.id()),
    };
    check_at(walk, packet, part, kind, at)
}

/// The same, asked for elsewhere than where it stands.
pub(super) fn check_at<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    part: Part<'a>,
    kind: HopKind,
    at: At<'a>,
) -> bool {
    let id = part.id();
    if walk.session.is_assumed_good(id) {
        return true;
    }
    let world = walk.world;
    let zone = match part {
        Part::Interface(node) => world.subnet(node.subnet.as_ref()),
        Part::Nat(node) => world.subnet(node.subnet.as_ref()),
        Part::Endpoint(_)
        | Part::Hub(_)
        | Part::Attachment(..)
        | Part::ConnectPeer(..)
        | Part::VpnGateway(_)
        | Part::Firewall(_)
        | Part::CustomerGateway(_) => None,
    }
    .filter(|subnet| world.is_down(subnet))
    .and_then(|subnet| subnet.zone.as_deref());
    let mut waits = false;
    let (code, book, message, text) = if let Some(zone) = zone {
        let message = Message::new(
            "state.zone-down",
            "{component} is in {zone}, and {zone} is down.",
            [("component", world.name(id).to_owned()), ("zone", zone.to_owned())],
        );
        (codes::AZ_DOWN, "R-FLOW-11", message, format!("{zone} is down"))
    } else if let Some(state) = bad_state(walk, part) {
        let message = words(world.name(id), &state);
        let code =
            if matches!(part, Part::Attachment(..)) { codes::BAD_STATE_ATTACHMENT } else { codes::BAD_STATE };
        waits = waits_for_owner(part);
        (code, "R-FLOW-11", message, format!("{} is {state}", world.name(id)))
    } else {
        let Some((unclear, missing)) = unclear::of(world, part) else { return true };
        walk.unknown(unclear, missing);
        return false;
    };
    walk.session.assume_good(id);
    let book: Vec<&str> = [Some(book), waits.then_some("R-TGW-42")].into_iter().flatten().collect();
    let decision = Decision::new(id, Outcome::Deny, book, text);
    walk.block(at, kind, &packet.header, decision, Stop::new(code, message));
    false
}

/// What is said of a state, and what to do where somebody can do something.
pub(super) fn words(name: &str, state: &str) -> Message {
    let (key, template) = match state {
        "stopped" | "stopping" | "OFFLINE" => (
            "state.stopped",
            "{component} is {state}. Only a component that is up passes packets on. Start it.",
        ),
        _ if state.eq_ignore_ascii_case("pendingAcceptance") => (
            "state.waiting",
            "{component} waits to be accepted. Only a component that is up passes packets on. Have it accepted.",
        ),
        ALONE => (
            "state.alone",
            "{component} is {state}. Only a component that is up passes packets on. Attach it to an instance that runs.",
        ),
        STANDBY => (
            "state.standby",
            "This address is that of the standby of {component}, which takes no connections until the primary fails. Send to {component} itself, or make a read replica.",
        ),
        _ => ("state.bad", "{component} is {state}. Only a component that is up passes packets on."),
    };
    Message::new(key, template, [("component", name.to_owned()), ("state", state.to_owned())])
}

/// The state of an interface of a database whose primary is elsewhere.
const STANDBY: &str = "on standby here";
/// The state of an interface at which nothing stands.
const ALONE: &str = "attached to nothing";

impl<'a> Part<'a> {
    fn id(self) -> &'a ResourceId {
        match self {
            Self::Interface(node) => node.component(),
            Self::Nat(node) => &node.id,
            Self::Endpoint(node) => &node.id,
            Self::Hub(node) => &node.id,
            Self::Attachment(node, _) => &node.id,
            Self::ConnectPeer(node, _) => &node.id,
            Self::VpnGateway(node) => &node.id,
            Self::Firewall(node) => &node.id,
            Self::CustomerGateway(id) => id,
        }
    }
}

/// Whether it is the attachment of a VPC of another account that the owner of the gateway has not accepted (R-TGW-42).
fn waits_for_owner(part: Part<'_>) -> bool {
    matches!(part, Part::Attachment(node, _) if node.vpc().is_some() && node.state == "pendingAcceptance")
}

/// The state, where it is not one in which packets pass.
fn bad_state(walk: &Walk<'_>, part: Part<'_>) -> Option<String> {
    let world = walk.world;
    match part {
        Part::Interface(node) if world.is_standby(node) => Some(STANDBY.to_owned()),
        Part::Interface(node) if world.runs(node) => None,
        Part::Interface(node) => {
            if let Some(service) = world.service(node) {
                return Some(service.state.clone());
            }
            let Some(instance) = &node.instance else { return Some(ALONE.to_owned()) };
            let state = world
                .network
                .document
                .instance(instance.as_str())
                .map_or("stopped", |instance| &instance.state);
            Some(if state == "running" { "stopped" } else { state }.to_owned())
        }
        Part::Nat(node) => (node.state != "available").then(|| node.state.clone()),
        Part::Firewall(node) => (!node.is_up()).then(|| node.state.clone()),
        Part::VpnGateway(node) => (node.state != "available").then(|| node.state.clone()),
        Part::CustomerGateway(id) => {
            let state = &world.network.document.customer_gateway(id.as_str())?.state;
            (state != "available").then(|| state.clone())
        }
        Part::Hub(node) => (!node.is_up()).then(|| node.state.clone()),
        Part::Attachment(node, _) => (!node.is_up()).then(|| node.state.clone()),
        Part::ConnectPeer(node, _) => (!node.is_available()).then(|| node.state.clone()),
        Part::Endpoint(node) => (!node.state.eq_ignore_ascii_case("available")).then(|| node.state.clone()),
    }
}
