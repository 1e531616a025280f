//! The stateless engine: it judges each packet for itself, replies too. Groups by priority, rules by priority, the first
//! match decides; else the default action of the policy (R-NFW-6).
//!
//! <https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-rules-engines.html>

use super::matching::{Match, Read, ports_match};
use crate::model::{FirewallPolicy, FirewallPorts, ResourceId, RowId, StatelessRule};
use crate::net::{PortRange, Protocol};
use crate::ordered::Order;
use crate::simulate::world::World;
use std::collections::BTreeMap;

/// What becomes of a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Pass,
    Drop,
    /// To the stateful engine.
    Forward,
}

/// What said so: a row of a group, or the default action of the policy.
pub(super) struct Judged<'a> {
    pub(super) action: Action,
    pub(super) by: &'a ResourceId,
    pub(super) row: Option<&'a RowId>,
}

/// Judges a packet; the error is what nobody knows.
pub(super) fn judge<'a>(
    world: World<'a>,
    (policy_id, policy): (&'a ResourceId, &'a FirewallPolicy),
    read: &Read<'_>,
) -> Result<Judged<'a>, String> {
    let mut references: Vec<_> = policy.stateless_rule_group_references.values().collect();
    references.order_by_key(|reference| reference.priority);
    let default = action_of(&policy.stateless_default_actions);
    let mut unclear: Vec<(Option<Action>, String)> = Vec::new();
    let mut decided = None;
    'groups: for reference in references {
        let Some(id) = reference.rule_group_id.as_ref() else { continue };
        let Some((id, group)) = super::rule_group(world, id) else {
            return Err(format!("The rules of {id} are not in the drawing"));
        };
        for (row, rule) in in_order(&group.stateless_rules) {
            match matches(rule, read) {
                Match::No => {}
                Match::Yes => {
                    decided = Some((action_of(&rule.actions), id, Some(row)));
                    break 'groups;
                }
                Match::Perhaps(why) => {
                    unclear.push((action_of(&rule.actions), format!("{}: {why}", world.name(id))));
                }
            }
        }
    }
    let (action, by, row) = decided.unwrap_or((default, policy_id, None));
    let Some(action) = action else {
        return Err(format!("{} names no stateless action for the packet", world.name(by)));
    };
    match unclear.into_iter().find(|(other, _)| *other != Some(action)) {
        Some((_, why)) => Err(why),
        None => Ok(Judged { action, by, row }),
    }
}

/// The rules of a group by their priority.
pub(super) fn in_order(rules: &BTreeMap<RowId, StatelessRule>) -> Vec<(&RowId, &StatelessRule)> {
    let mut rules: Vec<(&RowId, &StatelessRule)> = rules.iter().collect();
    rules.order_by_key(|(_, rule)| rule.priority);
    rules
}

/// The one of the three actions that is written; custom actions only count packets.
pub(super) fn action_of(actions: &[String]) -> Option<Action> {
    actions.iter().find_map(|action| match action.as_str() {
        "aws:pass" => Some(Action::Pass),
        "aws:drop" => Some(Action::Drop),
        "aws:forward_to_sfe" => Some(Action::Forward),
        _ => None,
    })
}

fn matches(rule: &StatelessRule, read: &Read<'_>) -> Match {
    let header = read.header;
    let is_protocol = |protocol: &Protocol| protocol.admits(&header.protocol);
    Match::from(rule.protocols.is_empty() || rule.protocols.iter().any(is_protocol))
        .and(|| (rule.sources.is_empty() || rule.sources.iter().any(|it| it.contains(header.source))).into())
        .and(|| {
            let all = &rule.destinations;
            (all.is_empty() || all.iter().any(|it| it.contains(header.destination))).into()
        })
        .and(|| among(&rule.source_ports, read.source_ports))
        .and(|| among(&rule.destination_ports, read.destination_ports))
        .and(|| match &rule.tcp_flags {
            Some(_) if header.protocol == Protocol::Tcp => {
                Match::Perhaps("a rule asks for flags of TCP, which differ from packet to packet".to_owned())
            }
            Some(_) => Match::No,
            None => Match::Yes,
        })
}

fn among(asked: &[FirewallPorts], ports: Option<PortRange>) -> Match {
    if asked.is_empty() {
        return Match::Yes;
    }
    let range = |asked: &FirewallPorts| PortRange::new(asked.from_port, asked.to_port);
    asked.iter().fold(Match::No, |found, one| found.or(|| ports_match(range(one), ports)))
}
