//! Request and reply have to pass one endpoint of a firewall: its stateful engine knows a flow at the endpoint where it saw
//! the first packet, and drops what it sees one half of (R-NFW-2).
//!
//! <https://docs.aws.amazon.com/network-firewall/latest/developerguide/asymmetric-routing.html>

use super::Inspection;
use crate::change::{Change, Fix};
use crate::message::Message;
use crate::model::ResourceId;
use crate::net::{Header, Protocol};
use crate::simulate::packet::Packet;
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::{HopKind, Outcome, codes};
use crate::topology::{FirewallNode, TransitGatewayAttachmentNode};

/// What an endpoint of a firewall saw of the request.
#[derive(Clone)]
pub(in crate::simulate) struct FirewallFlow<'a> {
    pub(super) firewall: &'a ResourceId,
    pub(super) endpoint: &'a ResourceId,
    /// The request as it was seen there: behind a load balancer another flow may pass the same endpoint.
    pub(super) header: Header,
    /// Whether the stateful engine knows it.
    pub(super) is_stateful: bool,
    /// Whether a rule passed it, so that its replies are asked nothing.
    pub(super) passed: Passed<'a>,
    /// Whether the reply came by here, too.
    pub(super) is_answered: bool,
}

impl FirewallFlow<'_> {
    /// Whether the stateful engine of this endpoint knows the flow, so that its reply has to come by here.
    pub(in crate::simulate) fn waits_at(&self, endpoint: &ResourceId) -> bool {
        self.is_stateful && self.endpoint == endpoint
    }

    /// Whether its stateful engine knows the flow.
    pub(in crate::simulate) fn waits(&self) -> bool {
        self.is_stateful
    }
}

/// Whether a rule passed a flow.
#[derive(Clone)]
pub(super) enum Passed<'a> {
    Yes,
    No,
    /// One of these rules may have, and why nobody knows.
    Perhaps(&'a ResourceId, String),
}

/// What an endpoint knows of the flow that a reply belongs to.
pub(super) enum Known<'a> {
    /// The stateful engine knows it, and whether a rule passed it.
    Here(Passed<'a>),
    /// The request passed here, and the stateless engine let it by.
    OnlyStateless,
    /// The request passed another endpoint of the same firewall.
    Elsewhere,
    /// The request did not pass this firewall.
    Nowhere,
}

/// A firewall, and the endpoint or attachment of it that a packet is at.
pub(super) type Place<'a> = (&'a FirewallNode, &'a ResourceId);

/// Remembers the request, so that its reply is known; of a reply that it came by.
pub(super) fn remember<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    at: Place<'a>,
    is_stateful: bool,
    passed: Passed<'a>,
) {
    if walk.is_return() {
        known(walk, packet, at);
        return;
    }
    let (firewall, endpoint, header) = (&at.0.id, at.1, packet.header.clone());
    let flow = FirewallFlow { firewall, endpoint, header, is_stateful, passed, is_answered: false };
    walk.session.firewalls.push(flow);
}

/// Remembers that the reply came by, and tells what the endpoint knows.
pub(super) fn known<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    (firewall, endpoint): Place<'a>,
) -> Known<'a> {
    let (mut found, mut is_elsewhere) = (None, false);
    let own = walk.session.firewalls.iter_mut().filter(|flow| flow.header.is_answered_by(&packet.header));
    for flow in own {
        if flow.endpoint == endpoint {
            flow.is_answered = true;
            found = Some((flow.is_stateful, flow.passed.clone()));
        } else if *flow.firewall == firewall.id {
            is_elsewhere = true;
        }
    }
    match found {
        Some((true, passed)) => Known::Here(passed),
        Some((false, _)) => Known::OnlyStateless,
        None if is_elsewhere => Known::Elsewhere,
        None => Known::Nowhere,
    }
}

/// Stops a reply of which the engine has not seen the request.
pub(super) fn refuse<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    inspection: &Inspection<'a>,
    known: &Known<'_>,
) {
    let world = walk.world;
    let changed = walk.session.changed_zone.filter(|it| it.vpc() == inspection.firewall.vpc.as_ref());
    if let (Known::Elsewhere, Some(attachment)) = (known, changed) {
        refuse_zone(walk, packet, inspection, attachment);
        return;
    }
    let (key, template, book) = match known {
        Known::OnlyStateless => (
            "firewall.half-flow",
            "{firewall} dropped it: a stateless rule passed the request, and the reply goes to the stateful rules, which have not seen the request. Pass both directions, or forward both.",
            vec!["R-NFW-7"],
        ),
        Known::Elsewhere => (
            "firewall.other-endpoint",
            "{firewall} dropped it: the request passed another endpoint than {endpoint}, and only that one knows the flow. Lead both directions through one endpoint.",
            vec!["R-NFW-2"],
        ),
        Known::Here(_) | Known::Nowhere => (
            "firewall.reply-only",
            "{firewall} dropped it: the request did not pass {endpoint}, so that it knows no such flow. Lead both directions through one endpoint.",
            vec!["R-NFW-2"],
        ),
    };
    let message = Message::new(
        key,
        template,
        [
            ("firewall", world.name(&inspection.firewall.id).to_owned()),
            ("endpoint", world.name(inspection.endpoint).to_owned()),
        ],
    );
    let text = format!("{} knows no such flow", world.name(&inspection.firewall.id));
    let decision = Decision::new(&inspection.firewall.id, Outcome::Deny, book, text);
    let is_half = matches!(known, Known::OnlyStateless);
    let fix = if is_half { inspection.mend_half_flow(walk, packet) } else { None };
    let stop = Stop::new(codes::FIREWALL_ASYMMETRIC, message).fix(fix);
    walk.block(At::component(&inspection.firewall.id), HopKind::Forward, &packet.header, decision, stop);
}

/// The transit gateway brought request and reply in two zones, and so to two endpoints (R-TGW-24).
fn refuse_zone<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    inspection: &Inspection<'a>,
    attachment: &'a TransitGatewayAttachmentNode,
) {
    let world = walk.world;
    let (firewall, name) = (world.name(&inspection.firewall.id), world.name(&attachment.id));
    let message = Message::new(
        "firewall.other-zone",
        "{firewall} dropped it: it has not seen the request at {endpoint}, because that passed {attachment} in another zone. Turn appliance mode of {attachment} on.",
        [
            ("firewall", firewall.to_owned()),
            ("endpoint", world.name(inspection.endpoint).to_owned()),
            ("attachment", name.to_owned()),
        ],
    );
    let text = format!("{firewall} knows no such flow");
    let book = ["R-NFW-2", "R-NFW-5", "R-TGW-24"];
    let decision = Decision::new(&inspection.firewall.id, Outcome::Deny, book, text);
    let fix = Fix {
        title: format!("Turn appliance mode of {name} on"),
        changes: vec![Change::set(&attachment.id, "/options/applianceModeSupport", "enable")],
    };
    let stop = Stop::new(codes::FIREWALL_ASYMMETRIC, message)
        .detail(Some(codes::TGW_ATTACH_VPC_AZ_RESTRICTION))
        .fix(Some(fix));
    walk.block(At::component(&inspection.firewall.id), HopKind::Forward, &packet.header, decision, stop);
}

/// Whether a reply of which the engine knows nothing is lost: of tcp it is the middle of a connection.
pub(super) fn is_lost(inspection: &Inspection<'_>, packet: &Packet<'_>, known: &Known<'_>) -> bool {
    let options = inspection.policy.1.stateful_engine_options.as_ref();
    let goes_on = options.and_then(|it| it.stream_exception_policy.as_deref()) == Some("CONTINUE");
    match known {
        Known::Here(_) => false,
        Known::OnlyStateless => packet.header.protocol == Protocol::Tcp && !goes_on,
        Known::Elsewhere | Known::Nowhere => true,
    }
}

/// Says after the reply's way which firewall saw the request and not the reply: it drops what follows.
pub(in crate::simulate) fn check(walk: &mut Walk<'_>) {
    if walk.is_lost() || walk.is_over() {
        return;
    }
    let mut flows = walk.session.firewalls.iter();
    let Some(flow) = flows.find(|flow| flow.is_stateful && !flow.is_answered) else { return };
    let (firewall, endpoint) = (flow.firewall, flow.endpoint);
    let world = walk.world;
    let name = world.name(firewall);
    let message = Message::new(
        "firewall.request-only",
        "The request arrives at {arrived}. The reply goes around {endpoint}, so that {firewall} sees one half of the flow and drops what follows. Lead both directions through {endpoint}.",
        [
            ("firewall", name.to_owned()),
            ("endpoint", world.name(endpoint).to_owned()),
            ("arrived", walk.meant_for.clone()),
        ],
    );
    let text = format!("{name} does not see the reply");
    let decision = Decision::new(firewall, Outcome::Deny, ["R-NFW-2"], text);
    walk.refuse(firewall, decision, Stop::new(codes::FIREWALL_ASYMMETRIC, message));
}
