//! Which listener takes a packet, and what it does with it.

use super::{Node, fit, refuse, request};
use crate::model::{LoadBalancerAction, LoadBalancerKind, LoadBalancerListener, ResourceId, RowId};
use crate::net::Protocol;
use crate::simulate::describe::what;
use crate::simulate::device::equal_ways;
use crate::simulate::packet::Packet;
use crate::simulate::walk::{At, Decision, Walk};
use crate::simulate::{HopKind, Outcome, Request, Response};
use std::collections::BTreeMap;

/// What a listener does with a packet.
pub(super) enum Action<'a> {
    /// It sends it to a target of this group; of a classic load balancer to one of its instances.
    Forward(&'a ResourceId),
    /// It answers by itself, and how.
    Answer(String, Option<Response>),
}

/// A rule or the default action of a listener.
pub(super) struct Way<'a> {
    /// What people call it.
    pub(super) name: String,
    /// The rule.
    pub(super) rule: Option<&'a RowId>,
    /// The action that ends it.
    pub(super) action: &'a LoadBalancerAction,
    /// Whether it asks who the client is first.
    pub(super) asks_who: bool,
}

impl<'a> Way<'a> {
    fn new(
        name: String,
        rule: Option<&'a RowId>,
        actions: &'a BTreeMap<RowId, LoadBalancerAction>,
    ) -> Option<Self> {
        let asks = |action: &LoadBalancerAction| {
            action.action_type.as_deref().is_some_and(|kind| kind.starts_with("authenticate"))
        };
        let action = last_action(actions)?;
        Some(Self { name, rule, action, asks_who: actions.values().any(asks) })
    }
}

/// Whether a listener of this protocol takes packets of that one.
fn takes(listener: &LoadBalancerListener, protocol: &Protocol) -> bool {
    match listener.protocol.as_deref() {
        Some("HTTP" | "HTTPS" | "TCP" | "TLS" | "SSL") => *protocol == Protocol::Tcp,
        Some("UDP" | "QUIC") => *protocol == Protocol::Udp,
        Some("TCP_UDP" | "TCP_QUIC") => matches!(protocol, Protocol::Tcp | Protocol::Udp),
        _ => false,
    }
}

/// The listener of the port, or why there is none (R-ALB-5).
pub(super) fn find<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    node: Node<'a>,
) -> Option<(&'a RowId, &'a LoadBalancerListener)> {
    if node.balancer.does_not_know("listeners") {
        walk.unknown(node.id, format!("The listeners of {} are not known.", walk.world.name(node.id)));
        return None;
    }
    let protocol = &packet.header.protocol;
    let carries = match node.kind {
        LoadBalancerKind::Network => matches!(protocol, Protocol::Tcp | Protocol::Udp),
        _ => *protocol == Protocol::Tcp,
    };
    if !carries {
        refuse::protocol(walk, packet, node);
        return None;
    }
    let port = packet.header.destination_port;
    let mut of_port =
        node.balancer.listeners.iter().filter(|(_, own)| own.port == port && takes(own, protocol));
    let is_made = |(_, listener): &(&RowId, &LoadBalancerListener)| {
        let is_of_kind =
            listener.protocol.as_deref().is_some_and(|own| node.kind.listener_protocols().contains(&own));
        is_of_kind && !listener.lacks_certificate()
    };
    let found = of_port.clone().find(is_made);
    match (found, of_port.next()) {
        (Some(_), _) => {}
        (None, Some((_, refused))) => refuse::listener(walk, packet, node, refused),
        (None, None) => refuse::no_listener(walk, packet, node),
    }
    found
}

/// What the listener does. Without a request nobody knows which rule matches: each action is a way of its own.
pub(super) fn action<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    node: Node<'a>,
    (row, listener): (&'a RowId, &'a LoadBalancerListener),
) -> Option<Action<'a>> {
    let world = walk.world;
    if node.is(LoadBalancerKind::Classic) {
        say_listener(walk, packet, node, (row, listener), "its instances", None);
        return Some(Action::Forward(node.id));
    }
    if node.is(LoadBalancerKind::Application) && node.balancer.does_not_know("rules") {
        walk.unknown(
            node.id,
            format!("The rules of the listeners of {} are not known.", world.name(node.id)),
        );
        return None;
    }
    let mut ways = ways(node, listener);
    if ways.is_empty() {
        refuse::no_group(walk, packet, node, (row, listener));
        return None;
    }
    let asked = request::of(walk, node);
    let picked = if let Some(asked) = &asked {
        if !refuse::is_scheme_taken(walk, packet, node, (row, listener), asked) {
            return None;
        }
        let picked = request::way(walk, packet, node, listener, (asked, &ways));
        if picked.is_none() && !walk.is_over() {
            refuse::no_group(walk, packet, node, (row, listener));
        }
        picked?
    } else {
        let names = ways.iter().map(|way| way.name.clone()).collect();
        let reason = format!("the rules of {} ask for the request", world.name(node.id));
        walk.pick(node.id, format!("action:{}:{row}", node.id), names, reason)?
    };
    let way = ways.swap_remove(picked);
    if way.action.action_type.as_deref() != Some("forward") {
        let does = match way.action.action_type.as_deref() {
            Some("redirect") => "leads the client elsewhere",
            Some("fixed-response") => "answers by itself",
            _ => "asks who the client is",
        };
        let response = asked.and_then(|asked| request::answer(walk, node, listener, &asked, &way));
        return Some(Action::Answer(
            format!("{} {does}, as {} says", world.name(node.id), way.name),
            response,
        ));
    }
    let group = group(walk, node, way.action)?;
    let Some(group) = group else {
        refuse::no_group(walk, packet, node, (row, listener));
        return None;
    };
    say_listener(walk, packet, node, (row, listener), world.name(group), Some((&way, asked.as_deref())));
    if let Some(why) = fit::why_not(world, node, listener, group) {
        walk.unknown(group, why);
        return None;
    }
    Some(Action::Forward(group))
}

/// The rules in their order, where there can be any, and the default action.
fn ways<'a>(node: Node<'a>, listener: &'a LoadBalancerListener) -> Vec<Way<'a>> {
    let mut ways = Vec::new();
    if node.is(LoadBalancerKind::Application) {
        for (id, rule) in listener.rules_in_order() {
            let number = rule.priority.map_or_else(|| id.to_string(), |priority| priority.to_string());
            ways.extend(Way::new(format!("rule {number}"), Some(id), &rule.actions));
        }
    }
    ways.extend(Way::new("the default action".to_owned(), None, &listener.default_actions));
    ways
}

/// The action that ends the list: one that asks who the client is comes before it.
fn last_action<'a>(actions: &'a BTreeMap<RowId, LoadBalancerAction>) -> Option<&'a LoadBalancerAction> {
    let is_last = |action: &&'a LoadBalancerAction| {
        matches!(action.action_type.as_deref(), Some("forward" | "redirect" | "fixed-response"))
    };
    // One of which nobody wrote what it does leads where it points.
    actions.values().find(is_last).or_else(|| actions.values().find(|action| action.action_type.is_none()))
}

/// The target group of a forward: by weight, where there are several. `None` in `Some` where it names none that is there, or
/// takes one that is not.
#[expect(clippy::option_option, reason = "the outer one says that the walk parts here")]
fn group<'a>(
    walk: &mut Walk<'a>,
    node: Node<'a>,
    action: &'a LoadBalancerAction,
) -> Option<Option<&'a ResourceId>> {
    let world = walk.world;
    let groups: Vec<(&'a ResourceId, u32)> =
        action.forwards().into_iter().filter(|(_, weight)| *weight > 0).collect();
    let is_there = |id: &ResourceId| world.network.target_groups.contains_key(id);
    if !groups.iter().any(|(id, _)| is_there(id)) {
        return Some(None);
    }
    // Whatever number a file holds: a thousand times the largest one is no 32 bits.
    let all: u64 = groups.iter().map(|(_, weight)| u64::from(*weight)).sum();
    let share = |weight: u32| u32::try_from(u64::from(weight) * 1000 / all).unwrap_or_default();
    let shares = groups.iter().map(|(_, weight)| share(*weight)).collect();
    let ids: Vec<&ResourceId> = groups.iter().map(|(id, _)| *id).collect();
    let names = equal_ways::names(walk, &ids);
    let choice = format!("group:{}:{}", node.id, names.join(","));
    let reason = format!("{} divides what comes by weight", world.name(node.id));
    let picked = walk.pick_by_share(node.id, choice, names, shares, reason)?;
    Some(groups.get(picked).map(|(id, _)| *id).filter(|id| is_there(id)))
}

fn say_listener<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    node: Node<'a>,
    (row, listener): (&'a RowId, &'a LoadBalancerListener),
    to: &str,
    way: Option<(&Way<'a>, Option<&Request>)>,
) {
    let name = walk.world.name(node.id);
    let protocol = listener.protocol.as_deref().unwrap_or_default();
    let port = listener.port.unwrap_or_default();
    let rule = way.and_then(|(way, _)| way.rule);
    let (by, what) = if let Some((way, Some(request))) = way {
        (format!("{} of the listener", way.name), request.to_string())
    } else {
        let by = if rule.is_some() { "a rule of the listener" } else { "the listener" };
        (by.to_owned(), what(&packet.header))
    };
    let mut text = format!("{by} {protocol} {port} of {name} sends {what} to {to}");
    let mut book = vec![node.listener_book()];
    if node.is(LoadBalancerKind::Network) {
        if node.interface.groups.is_empty() {
            book.push("R-NLB-2");
        }
        text.push_str(idle(&packet.header.protocol));
        book.push("R-NLB-12");
    }
    let decision = Decision::new(node.id, Outcome::Route, book, text).with_row(Some(rule.unwrap_or(row)));
    walk.pass(At::interface(node.interface), HopKind::Forward, &packet.header, decision);
}

/// How long a Network Load Balancer remembers a flow without packets (R-NLB-12).
fn idle(protocol: &Protocol) -> &'static str {
    if *protocol == Protocol::Udp {
        "; it forgets the flow after 120 seconds without a packet"
    } else {
        "; after 350 seconds without a packet, unless the listener says otherwise, it resets the connection"
    }
}
