//! A load balancer, its target groups, and who answers in them.

mod members;
mod target;

pub(super) use members::{instance_of, join, join_balancer, starts_in};
pub(super) use target::{register, target};

use netyard_core::model::{
    Document, LoadBalancer, LoadBalancerAction, LoadBalancerKind, LoadBalancerListener, ResourceId, RowId,
    TargetGroup,
};
use netyard_core::ordered::Order;
use serde_json::{Value, json};

use super::{Connected, NotConnected, name, same_vpc};
use crate::create::target_group::{balancers_of, fits, protocol_of};
use crate::draft::Draft;
use crate::effect::Alternative;
use crate::session::Key;

/// The load balancer forwards to the group from now on: by a listener that forwards to nothing yet, else beside the group
/// that it forwards to.
///
/// # Errors
/// They do not fit, belong to different VPCs, or all listeners have something else to do.
pub(super) fn forward(draft: &mut Draft<'_>, balancer: &Key, group: &Key) -> Result<Connected, NotConnected> {
    let document = draft.document();
    let (Some(own), Some(targets)) =
        (document.load_balancer(balancer.as_str()), document.target_group(group.as_str()))
    else {
        return Err("Nothing to connect.".to_owned().into());
    };
    let (called, group_name) = (name(draft, balancer), name(draft, group));
    let kind = own.kind().unwrap_or(LoadBalancerKind::Application);
    let is_of_network_balancer = targets.target_type == "alb" || fits(LoadBalancerKind::Network, targets);
    if kind == LoadBalancerKind::Application
        && is_of_network_balancer
        && !balancers_of(document, group).is_empty()
    {
        return target(draft, group, balancer);
    }
    if kind == LoadBalancerKind::Classic {
        return Err(format!(
            "{called} is a Classic Load Balancer: it has no target groups. Connect it to its instances."
        )
        .into());
    }
    same_vpc(document, balancer, group)?;
    if groups_of(own).contains(group) {
        return Err(format!("{called} forwards to {group_name} already.").into());
    }
    let other = balancers_of(document, group).into_iter().find(|other| other != balancer);
    if let Some(other) = other {
        return Err(format!(
            "{group_name} stands behind {}: AWS lets one load balancer forward to a target group. Make a second one for {called}.",
            name(draft, &other)
        )
        .into());
    }
    let (own, targets) = (own.clone(), targets.clone());
    let mut text = String::new();
    if !fits(kind, &targets) {
        text = adapt(draft, kind, group, &targets, &called)?;
    }
    let mut connected = add_forward(draft, kind, balancer, &own, group)?;
    connected.text.push_str(&text);
    Ok(connected)
}

/// The groups that any action of a load balancer forwards to, each once.
pub(super) fn groups_of(balancer: &LoadBalancer) -> Vec<ResourceId> {
    let mut groups: Vec<ResourceId> = Vec::new();
    for listener in balancer.listeners.values() {
        for (_, action) in listener.actions() {
            for (id, _) in action.forwards() {
                if !groups.contains(id) {
                    groups.push(id.clone());
                }
            }
        }
    }
    groups
}

/// A group that nobody uses yet speaks what the load balancer does.
fn adapt(
    draft: &mut Draft<'_>,
    kind: LoadBalancerKind,
    group: &ResourceId,
    targets: &TargetGroup,
    balancer: &str,
) -> Result<String, String> {
    let document = draft.document();
    let called = document.display_name(group.as_str()).to_owned();
    let wants = match kind {
        LoadBalancerKind::Network => "TCP, UDP or TLS",
        LoadBalancerKind::Gateway => "GENEVE",
        _ => "HTTP or HTTPS",
    };
    let is_used = !balancers_of(document, group).is_empty();
    let is_other_type = matches!(targets.target_type.as_str(), "lambda" | "alb");
    if is_used || is_other_type {
        let has = match targets.target_type.as_str() {
            "lambda" => "functions".to_owned(),
            _ => targets.protocol.clone().unwrap_or_else(|| "nothing".to_owned()),
        };
        return Err(format!(
            "{called} is for {has}, and {balancer} forwards by {wants}. Make a second target group for it."
        ));
    }
    let (protocol, port) = protocol_of(kind);
    draft.set(group, "/protocol", protocol);
    let port = if kind == LoadBalancerKind::Gateway { port } else { targets.port.unwrap_or(port) };
    draft.set(group, "/port", port);
    Ok(format!(". {called} speaks {protocol} from now on"))
}

/// Writes the forward.
fn add_forward(
    draft: &mut Draft<'_>,
    kind: LoadBalancerKind,
    balancer: &ResourceId,
    own: &LoadBalancer,
    group: &ResourceId,
) -> Result<Connected, NotConnected> {
    let called = |draft: &Draft<'_>, id: &ResourceId| draft.document().display_name(id.as_str()).to_owned();
    let (who, to) = (called(draft, balancer), called(draft, group));
    let said = |text: String| Connected { text, ..Connected::default() };
    if own.listeners.is_empty() {
        let made = LoadBalancer {
            listeners: [(RowId::new("l1"), crate::create::load_balancer::listener(kind, Some(group)))].into(),
            ..LoadBalancer::default()
        };
        let made = netyard_core::model::Resource::from(made).to_value();
        if let Some(listener) = made.pointer("/listeners/l1") {
            draft.set(balancer, "/listeners/l1", listener.clone());
        }
        return Ok(said(format!("{who} forwards {} to {to}", listener_words(kind, protocol_of(kind)))));
    }
    let listeners = in_order(own);
    let words = |listener: &LoadBalancerListener| words_of_listener(listener);
    if let Some((row, listener)) = listeners.iter().find(|(_, listener)| {
        forwarding(listener).is_none_or(|(_, action)| action.forwards().is_empty())
            && !answers_itself(listener)
    }) {
        let action = forwarding(listener).map_or("a1", |(row, _)| row.as_str());
        let path = format!("/listeners/{row}/defaultActions/{action}");
        draft.set(balancer, &path, forward_to(group));
        return Ok(said(format!("{who} forwards {} to {to}", words(listener))));
    }
    let Some((row, listener, action_row, action)) = listeners.iter().find_map(|(row, listener)| {
        let (action_row, action) = forwarding(listener)?;
        Some((*row, *listener, action_row, action))
    }) else {
        return Err(format!(
            "Every listener of {who} redirects or answers itself. Give it a listener for {to}, or a rule, in its settings."
        )
        .into());
    };
    let path = format!("/listeners/{row}/defaultActions/{action_row}");
    let others = action.forwards();
    let names: Vec<String> = others.iter().map(|(id, _)| called(draft, id)).collect();
    let before = crate::facts::name_list(names.iter().map(String::as_str), "and");
    let instead = Alternative {
        label: format!("Forward to {to} only"),
        changes: draft.try_out(|draft| draft.set(balancer, &path, forward_to(group))),
    };
    if !matches!(kind, LoadBalancerKind::Application | LoadBalancerKind::Network) {
        return Err(NotConnected {
            message: format!("{who} forwards {} to {before} already.", words(listener)),
            alternatives: vec![instead],
        });
    }
    let mut tuples: Vec<Value> =
        others.iter().map(|(id, weight)| json!({"targetGroupArn": id.as_str(), "weight": weight})).collect();
    let weight = others.iter().map(|(_, weight)| *weight).max().unwrap_or(1).max(1);
    tuples.push(json!({"targetGroupArn": group.as_str(), "weight": weight}));
    let rows: serde_json::Map<String, Value> =
        (1..).zip(tuples).map(|(number, tuple)| (format!("g{number}"), tuple)).collect();
    draft.set(balancer, &path, json!({"actionType": "forward", "targetGroups": rows}));
    // The alternative comes on top of what was just done.
    let instead = Alternative {
        changes: draft.try_out(|draft| draft.set(balancer, &path, forward_to(group))),
        ..instead
    };
    let text = format!("{who} forwards {} to {before} and {to}, by weight", words(listener));
    Ok(Connected { text, alternatives: vec![instead], ..Connected::default() })
}

fn forward_to(group: &ResourceId) -> Value {
    json!({"actionType": "forward", "targetGroupArn": group.as_str()})
}

/// The listeners, by port.
fn in_order(balancer: &LoadBalancer) -> Vec<(&RowId, &LoadBalancerListener)> {
    let mut all: Vec<_> = balancer.listeners.iter().collect();
    all.order_by_key(|(row, listener)| (listener.port, (*row).clone()));
    all
}

/// The default action that forwards.
fn forwarding(listener: &LoadBalancerListener) -> Option<(&RowId, &LoadBalancerAction)> {
    let forwards =
        |action: &LoadBalancerAction| action.action_type.as_deref().is_none_or(|word| word == "forward");
    listener.default_actions.iter().find(|(_, action)| forwards(action))
}

/// Whether a listener redirects or answers by itself.
fn answers_itself(listener: &LoadBalancerListener) -> bool {
    let answers = |action: &LoadBalancerAction| {
        matches!(action.action_type.as_deref(), Some("redirect" | "fixed-response"))
    };
    listener.default_actions.values().any(answers)
}

/// "HTTP 80"; of a Gateway Load Balancer "everything".
pub(crate) fn words_of_listener(listener: &LoadBalancerListener) -> String {
    match (listener.protocol.as_deref(), listener.port) {
        (Some(protocol), Some(port)) => format!("{protocol} {port}"),
        (Some(protocol), None) => protocol.to_owned(),
        (None, Some(port)) => format!("port {port}"),
        (None, None) => "everything".to_owned(),
    }
}

fn listener_words(kind: LoadBalancerKind, (protocol, port): (&str, u16)) -> String {
    if kind == LoadBalancerKind::Gateway { "everything".to_owned() } else { format!("{protocol} {port}") }
}

/// A row that the map does not have yet.
fn free_row(draft: &mut Draft<'_>, letter: &str, taken: &[String]) -> RowId {
    draft.row(letter, |row| taken.iter().any(|own| own == row))
}

/// The address that stands for a thing: the primary one of its interface, or that of a host.
fn address_of(document: &Document, key: &str) -> Option<String> {
    if let Some(netyard_core::model::Resource::OnPremisesHost(host)) = document.resource(key) {
        return host.ip_addresses.first().map(ToString::to_string);
    }
    let (_, interface) = crate::facts::interface_of(document, key)?;
    interface.primary_address()?.private_ip_address.as_ref().map(ToString::to_string)
}
