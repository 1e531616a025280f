//! A stateless rule treats one direction of a flow otherwise than the other one.

use crate::message::say;
use crate::model::{FirewallPolicy, FirewallPorts, Resource, ResourceId, RowId, RuleGroup, StatelessRule};
use crate::net::CidrBlock;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A stateless rule of a firewall's policy passes packets, the default forwards the others to the stateful rules, and no
    /// rule passes the opposite direction; or it forwards them, and the default passes.
    ///
    /// # Why it matters
    /// Stateless rules judge each packet by itself, replies too. When the stateful rules see one half of a flow they drop the
    /// rest of it, or forget it.
    ///
    /// # How to fix
    /// Add a rule with sources and destinations exchanged, or forward both directions.
    ///
    /// # Limits
    /// The opposite rule has to name the same blocks, ports and protocols, or leave them open. Several rules that are one
    /// together are not put together.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/network-firewall/latest/developerguide/stateless-rule-groups-5-tuple.html>
    RuleInfo {
        id: "firewall-half-flow",
        title: "A stateless rule makes half flows",
        group: Group::Reachability,
        book: &["R-NFW-7"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::FirewallPolicy(policy) = resource.as_ref() else { continue };
        let wanted = match word(&policy.stateless_default_actions) {
            Some(FORWARD) => PASS,
            Some(PASS) => FORWARD,
            _ => continue,
        };
        let rules: Vec<(&ResourceId, &RowId, &StatelessRule)> = rules(context, policy)
            .into_iter()
            .filter(|(_, _, rule)| word(&rule.actions) == Some(wanted))
            .collect();
        for (group, row, rule) in &rules {
            if rules.iter().any(|(_, _, other)| is_opposite(other, rule)) {
                continue;
            }
            let (does, rest) = if wanted == PASS { ("passes", "forwards") } else { ("forwards", "passes") };
            let message = say!(
                "firewall-half-flow",
                "Rule {row} of {group} {does} one direction of a flow, and {policy} {rest} the other one.",
                row = row,
                group = context.name(group),
                does = does,
                policy = context.name(id),
                rest = rest
            );
            let help = say!(
                "firewall-half-flow.help",
                "Add the opposite rule to {group}: sources and destinations exchanged, ports too.",
                group = context.name(group)
            );
            report.push(Found::new([*group, id], message, help));
        }
    }
}

const PASS: &str = "aws:pass";
const FORWARD: &str = "aws:forward_to_sfe";

/// The action that is written among the three of AWS.
fn word(actions: &[String]) -> Option<&'static str> {
    let known = [PASS, FORWARD, "aws:drop"];
    actions.iter().find_map(|action| known.into_iter().find(|word| word == action))
}

/// The stateless rules of a policy, with their groups.
fn rules<'a>(
    context: &Context<'a>,
    policy: &FirewallPolicy,
) -> Vec<(&'a ResourceId, &'a RowId, &'a StatelessRule)> {
    let references = policy.stateless_rule_group_references.values();
    let groups = references.filter_map(|reference| {
        let (id, _) = context.document.resources.get_key_value(reference.rule_group_id.as_ref()?)?;
        Some((id, context.document.rule_group(id.as_str())?))
    });
    let of = |(id, group): (&'a ResourceId, &'a RuleGroup)| {
        group.stateless_rules.iter().map(move |(row, rule)| (id, row, rule))
    };
    groups.flat_map(of).collect()
}

/// Whether `other` matches the replies of what `rule` matches.
fn is_opposite(other: &StatelessRule, rule: &StatelessRule) -> bool {
    let blocks = |wide: &[CidrBlock], narrow: &[CidrBlock]| {
        wide.is_empty() || !narrow.is_empty() && narrow.iter().all(|block| wide.contains(block))
    };
    let ports = |wide: &[FirewallPorts], narrow: &[FirewallPorts]| {
        let holds = |one: &FirewallPorts| {
            wide.iter().any(|it| it.from_port <= one.from_port && one.to_port <= it.to_port)
        };
        wide.is_empty() || !narrow.is_empty() && narrow.iter().all(holds)
    };
    let protocols = &other.protocols;
    let all = &rule.protocols;
    blocks(&other.sources, &rule.destinations)
        && blocks(&other.destinations, &rule.sources)
        && ports(&other.source_ports, &rule.destination_ports)
        && ports(&other.destination_ports, &rule.source_ports)
        && (protocols.is_empty() || !all.is_empty() && all.iter().all(|it| protocols.contains(it)))
}
