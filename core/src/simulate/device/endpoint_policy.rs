//! The policy of an endpoint to a service of AWS: it decides about requests, and one that it lets through nobody is refused,
//! not lost (R-GWE-8).
//!
//! <https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html>. Not modelled: policies of buckets, tables
//! and other resources, and those of whoever asks.

use crate::message::Message;
use crate::model::{ResourceId, VpcEndpoint};
use crate::net::Protocol;
use crate::simulate::packet::Packet;
use crate::simulate::policy::{self, Asked, Ruling};
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::{HopKind, Outcome, codes};

/// Asks the policy about a request. Says whether the walk goes on; a request that the policy refuses goes on, too, as if it
/// had passed.
pub(super) fn ask<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    (id, endpoint): (&'a ResourceId, &'a VpcEndpoint),
    (at, kind): (At<'a>, HopKind),
    service: &str,
) -> Asking {
    if walk.is_return() || packet.header.protocol != Protocol::Tcp {
        return Asking::Silent;
    }
    let world = walk.world;
    let name = world.name(id);
    let Some(written) = endpoint.policy_document.as_ref() else {
        if !endpoint.does_not_know(VpcEndpoint::POLICY) {
            return Asking::Silent;
        }
        walk.unknown(id, format!("The policy of {name} is not known."));
        return Asking::Over;
    };
    let ruling = match policy::read(written) {
        Ok(policy) => policy.rule(&Asked {
            service,
            vpc: endpoint.vpc_id.as_ref(),
            endpoint: id,
            source: packet.header.source,
            account: world.network.owner_of(id.as_str()),
        }),
        Err(wrong) => {
            walk.unknown(id, format!("The policy of {name} cannot be read. {wrong}"));
            return Asking::Over;
        }
    };
    match ruling {
        Ruling::Allowed => Asking::Allowed,
        Ruling::Unclear(why) => {
            let missing =
                format!("Whether the policy of {name} allows the request is not in the drawing: {why}.");
            walk.unknown(id, missing);
            Asking::Over
        }
        Ruling::Denied(by) => {
            refuse(walk, packet, id, (at, kind), by);
            Asking::Refused
        }
    }
}

/// What came of asking.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Asking {
    /// There is no policy but that of AWS, which allows everything.
    Silent,
    /// It allows every request.
    Allowed,
    /// It allows none. This is written down.
    Refused,
    /// Nobody knows, and the walk is over.
    Over,
}

fn refuse<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    id: &'a ResourceId,
    (at, kind): (At<'a>, HopKind),
    by: Option<String>,
) {
    let name = walk.world.name(id).to_owned();
    let (message, text) = match by {
        Some(statement) => (
            Message::new(
                "endpoint.policy-denies",
                "{endpoint} refuses it: {statement} of its policy denies every such request. Change the policy of {endpoint}.",
                [("endpoint", name.clone()), ("statement", statement.clone())],
            ),
            format!("{statement} of the policy of {name} denies it"),
        ),
        None => (
            Message::new(
                "endpoint.policy-allows-nothing",
                "{endpoint} refuses it: no statement of its policy allows such a request. Change the policy of {endpoint}.",
                [("endpoint", name.clone())],
            ),
            format!("no statement of the policy of {name} allows it"),
        ),
    };
    let decision = Decision::new(id, Outcome::Deny, ["R-GWE-8"], text);
    walk.block(at, kind, &packet.header, decision, Stop::new(codes::ENDPOINT_POLICY_DENY, message));
}
