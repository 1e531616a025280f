//! Who answers a request, and how: the target, or a load balancer on the way that got no answer itself.

use super::{Exchange, Opened};
use crate::message::Message;
use crate::model::{Resource, ResourceId};
use crate::simulate::assemble::Runs;
use crate::simulate::branch;
use crate::simulate::flow_plan::Plan;
use crate::simulate::place::Arrival;
use crate::simulate::settled::Settled;
use crate::simulate::walk::{Record, Walk};
use crate::simulate::world::World;
use serde::Serialize;

/// The answer that the sender of a request gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// The status, as 200 or 503.
    pub status: u16,
    /// Who gives it: the target, or a load balancer by itself.
    pub by: ResourceId,
    /// The target group that the request went to, if it went to one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_group: Option<ResourceId>,
    /// Where a redirect leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// The numbers of the rule book.
    pub book: Vec<&'static str>,
    /// Why, in words.
    pub message: Message,
}

impl Response {
    /// One that a load balancer gives by itself.
    pub(in crate::simulate) fn own(
        status: u16,
        by: &ResourceId,
        book: &[&'static str],
        message: Message,
    ) -> Self {
        Self { status, by: by.clone(), target_group: None, location: None, book: book.to_vec(), message }
    }
}

/// The request reached somebody. What listens is taken to answer well; what is no server of somebody's own is not known.
pub(in crate::simulate) fn taken(walk: &mut Walk<'_>, arrival: Arrival<'_>) {
    let by = match arrival {
        Arrival::Interface(interface) => interface.component(),
        Arrival::Host(host) => &host.id,
        _ => return,
    };
    let document = &walk.world.network.document;
    let is_server = matches!(
        document.resource(by.as_str()),
        Some(Resource::Instance(_) | Resource::Task(_) | Resource::OnPremisesHost(_))
    );
    let name = document.display_name(by.as_str()).to_owned();
    let Some(exchange) = walk.http.as_mut().filter(|exchange| is_server && exchange.own.is_none()) else {
        return;
    };
    if exchange.taken.is_none() {
        let message = Message::new(
            "response.target",
            "{target} answers 200: who listens is taken to answer well.",
            [("target", name)],
        );
        let group = exchange.opened.last().map(|opened| opened.group.clone());
        exchange.taken = Some(Response { target_group: group, ..Response::own(200, by, &[], message) });
    }
}

/// The answer to the request of a flow, as its sender gets it; `None` where none comes, or nobody knows.
pub(in crate::simulate) fn of(
    world: World<'_>,
    plan: &Plan<'_>,
    settled: &Settled,
    runs: &Runs,
) -> Option<Response> {
    let forward = &runs.forward;
    let exchange = forward.http.as_ref()?;
    let given = exchange.own.as_ref().map(|(_, response)| response).or(exchange.taken.as_ref());
    if !forward.blockers.is_empty() {
        if let Some((node, response)) = &exchange.own {
            return reaches_client(world, plan, settled, node).then(|| response.clone());
        }
        let dropping = forward.dropped_after.unwrap_or_default();
        let waiting = exchange.opened.iter().rfind(|opened| opened.after < dropping)?;
        return in_vain(world, plan, settled, forward, waiting);
    }
    let back = runs.back.as_ref()?;
    if forward.unknown.is_some() || back.unknown.is_some() {
        return None;
    }
    let Some(lost_after) = back.dropped_after else { return given.cloned() };
    let waiting = first_without_answer(exchange, back, lost_after)?;
    in_vain(world, plan, settled, back, waiting)
}

/// The node on the way back that the answer does not reach any more.
fn first_without_answer<'e>(exchange: &'e Exchange, back: &Record, lost_after: usize) -> Option<&'e Opened> {
    let answered = &back.http.as_ref()?.answered;
    let mut left = answered.iter().filter(|(before, _)| *before >= lost_after);
    left.find_map(|(_, node)| exchange.opened.iter().rfind(|opened| opened.node == *node))
}

/// A load balancer whose own connection fails says so: at once where it is refused, else when it has waited.
fn in_vain(
    world: World<'_>,
    plan: &Plan<'_>,
    settled: &Settled,
    record: &Record,
    waiting: &Opened,
) -> Option<Response> {
    let blocker = record.blockers.first()?;
    if !reaches_client(world, plan, settled, &waiting.node) {
        return None;
    }
    let document = &world.network.document;
    let name = document.display_name(waiting.balancer.as_str()).to_owned();
    let at = document.display_name(blocker.at.as_str()).to_owned();
    let target = waiting.target.clone();
    let (status, book, message) = if blocker.is_refusal() {
        let message = Message::new(
            "response.refused",
            "{balancer} answers 502: {at} refuses its connection to {target}.",
            [("balancer", name), ("target", target), ("at", at)],
        );
        (502, [].as_slice(), message)
    } else {
        let seconds = document
            .load_balancer(waiting.balancer.as_str())
            .and_then(|own| own.attributes.get(IDLE_TIMEOUT).cloned())
            .unwrap_or_else(|| "60".to_owned());
        let message = Message::new(
            "response.silent",
            "{balancer} answers 504: its packets to {target} or the replies are lost at {at}. It waits 10 seconds for a connection and {seconds} seconds for an answer.",
            [("balancer", name), ("target", target), ("at", at), ("seconds", seconds)],
        );
        (504, ["R-ALB-16"].as_slice(), message)
    };
    let response = Response::own(status, &waiting.balancer, book, message);
    Some(Response { target_group: Some(waiting.group.clone()), ..response })
}

/// The attribute of a load balancer that says how long it waits.
const IDLE_TIMEOUT: &str = "idle_timeout.timeout_seconds";

/// Whether what a node answers by itself comes back to the client: the same way, with that node at its end.
fn reaches_client(world: World<'_>, plan: &Plan<'_>, settled: &Settled, node: &ResourceId) -> bool {
    branch::passes(world, plan, &settled.answered_at(node))
}
