//! Rules of a firewall that stop a flow: one more rule that is asked before them, or a name on a list or off it (R-NFW-6).
//!
//! Whether the flow then goes on is what `device/network_firewall/mend.rs` makes sure of.

use super::{block_for, free_row, row_path, vpcs_of};
use crate::change::{Change, Fix};
use crate::model::{FirewallPolicy, ResourceId, RowId, RuleGroup, StatefulRule, order_between};
use crate::net::{Header, Protocol};
use crate::ordered::Order;
use crate::simulate::describe::what;
use crate::simulate::walk::Walk;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The highest number that a stateless rule may have.
const HIGHEST: u32 = 65535;

/// A stateless rule that is to be made.
pub(in crate::simulate) struct Stateless<'a> {
    /// The group that gets it.
    pub(in crate::simulate) group: (&'a ResourceId, &'a RuleGroup),
    /// The rule that it is asked before; at the end where there is none.
    pub(in crate::simulate) before: Option<&'a RowId>,
    /// What it matches.
    pub(in crate::simulate) header: &'a Header,
    /// Whether that is a reply, whose sender is the server.
    pub(in crate::simulate) is_reply: bool,
    /// `aws:pass` or `aws:forward_to_sfe`.
    pub(in crate::simulate) action: &'static str,
}

/// Adds stateless rules; `None` where a group has no number left in front of the rule that stops the packet.
pub(in crate::simulate) fn stateless(
    walk: &Walk<'_>,
    vpc: Option<&ResourceId>,
    rules: &[Stateless<'_>],
) -> Option<Fix> {
    let document = &walk.world.network.document;
    let mut made: BTreeMap<&ResourceId, (Vec<String>, Vec<u32>)> = BTreeMap::new();
    let mut changes = Vec::new();
    let mut words = Vec::new();
    for rule in rules {
        let (id, group) = rule.group;
        let (rows, numbers) = made.entry(id).or_default();
        let number = free_number(group, rule.before, numbers)?;
        let is_free = |row: &String| !group.stateless_rules.contains_key(row.as_str()) && !rows.contains(row);
        let row = (1..=HIGHEST).map(|number| format!("r{number}")).find(is_free)?;
        let blocks = blocks(walk, rule.header, vpc);
        if words.is_empty() {
            let does = if rule.action == "aws:pass" { "pass" } else { "forward" };
            let name = document.display_name(id.as_str());
            words.push(format!(
                "Add rule {number} to {name}: {does} {}",
                said(rule.header, rule.is_reply, &blocks)
            ));
        } else {
            words.push("and its replies".to_owned());
        }
        let value = stateless_rule(rule, number, blocks);
        changes.push(Change::set(id, &row_path("statelessRules", &row), value));
        rows.push(row);
        numbers.push(number);
    }
    (!changes.is_empty()).then(|| Fix { title: words.join(" "), changes })
}

/// A number in front of a rule, as near to it as there is one; behind all others where none is named.
fn free_number(group: &RuleGroup, before: Option<&RowId>, made: &[u32]) -> Option<u32> {
    let taken = |number: u32| {
        made.contains(&number) || group.stateless_rules.values().any(|rule| rule.priority == Some(number))
    };
    if let Some(row) = before {
        let denier = group.stateless_rules.get(row)?.priority?;
        return (1..denier).rev().find(|number| !taken(*number));
    }
    let last = group.stateless_rules.values().filter_map(|rule| rule.priority).max().unwrap_or(0);
    (last.saturating_add(1)..=HIGHEST).find(|number| !taken(*number))
}

fn stateless_rule(rule: &Stateless<'_>, number: u32, (source, destination): (String, String)) -> Value {
    let mut value = Map::new();
    value.insert("priority".to_owned(), json!(number));
    value.insert("actions".to_owned(), json!([rule.action]));
    value.insert("sources".to_owned(), json!([source]));
    value.insert("destinations".to_owned(), json!([destination]));
    let port = if rule.is_reply { rule.header.source_port } else { rule.header.destination_port };
    if let Some(port) = port {
        let field = if rule.is_reply { "sourcePorts" } else { "destinationPorts" };
        value.insert(field.to_owned(), json!([{"fromPort": port, "toPort": port}]));
    }
    value.insert("protocols".to_owned(), json!([rule.header.protocol.to_string()]));
    Value::Object(value)
}

/// "tcp 443 from 10.0.1.0/24 to 0.0.0.0/0"; a reply is told by the port that it comes from.
fn said(header: &Header, is_reply: bool, (source, destination): &(String, String)) -> String {
    let request = header.reply();
    let what = if is_reply { format!("replies of {}", what(&request)) } else { what(header) };
    format!("{what} from {source} to {destination}")
}

/// The narrowest blocks for the two ends of a packet.
fn blocks(walk: &Walk<'_>, header: &Header, vpc: Option<&ResourceId>) -> (String, String) {
    let vpcs = vpcs_of(walk.session.sender, vpc);
    (block_for(walk.world, header.source, &vpcs), block_for(walk.world, header.destination, &vpcs))
}

/// Adds a stateful rule to a group that passes the flow, in front of the row that stops it; in the strict order only is
/// there a front. `None` where that row has no place of its own.
pub(in crate::simulate) fn stateful(
    walk: &Walk<'_>,
    vpc: Option<&ResourceId>,
    request: &Header,
    (policy, id, group): (&FirewallPolicy, &ResourceId, &RuleGroup),
    before: Option<&RowId>,
) -> Option<Fix> {
    let mut places: Vec<&str> =
        group.stateful_rules.values().filter_map(|rule| rule.order.as_deref()).collect();
    places.order();
    let order = match before.filter(|_| policy.is_strict()) {
        Some(row) => {
            let own = group.stateful_rules.get(row)?.order.as_deref()?;
            order_between(places.iter().copied().rfind(|place| *place < own), Some(own))
        }
        None => order_between(places.last().copied(), None),
    };
    let row = free_row(&group.stateful_rules, "r");
    let blocks = blocks(walk, request, vpc);
    let name = walk.world.network.document.display_name(id.as_str());
    let protocol = match &request.protocol {
        Protocol::Tcp => "TCP",
        Protocol::Udp => "UDP",
        Protocol::Icmp | Protocol::Icmpv6 => "ICMP",
        _ => "IP",
    };
    let port = request.destination_port.map_or_else(|| "ANY".to_owned(), |port| port.to_string());
    let title = format!("Add a rule to {name}: pass {}", said(request, false, &blocks));
    let (source, destination) = blocks;
    let value = json!({
        "action": "PASS",
        "header": {
            "protocol": protocol,
            "source": source,
            "sourcePort": "ANY",
            "direction": "FORWARD",
            "destination": destination,
            "destinationPort": port
        },
        "ruleOptions": [{"keyword": format!("sid:{}", free_sid(group))}],
        "order": order
    });
    Some(Fix { title, changes: vec![Change::set(id, &row_path("statefulRules", &row), value)] })
}

/// Every rule has a number of its own in its group.
fn free_sid(group: &RuleGroup) -> u32 {
    let options = group.stateful_rules.values().flat_map(|rule: &StatefulRule| &rule.rule_options);
    let numbers = options.filter_map(|option| {
        let text = match option.keyword.split_once(':') {
            Some(("sid", text)) => Some(text),
            None if option.keyword == "sid" => option.settings.first().map(String::as_str),
            _ => None,
        };
        text?.trim().parse::<u32>().ok()
    });
    numbers.max().unwrap_or(0).saturating_add(1)
}

/// Writes a name into a list of domains that pass.
pub(in crate::simulate) fn list_name(
    walk: &Walk<'_>,
    id: &ResourceId,
    group: &RuleGroup,
    name: &str,
) -> Option<Fix> {
    let mut targets = group.rules_source_list.as_ref()?.targets.clone();
    targets.push(name.to_owned());
    let list = walk.world.network.document.display_name(id.as_str());
    Some(Fix {
        title: format!("Add {name} to the list of {list}"),
        changes: vec![Change::set(id, "/rulesSourceList/targets", json!(targets))],
    })
}

/// Takes a name from a list of domains that are stopped; `None` where it stands there with others in one entry, or alone.
pub(in crate::simulate) fn strike_name(
    walk: &Walk<'_>,
    id: &ResourceId,
    group: &RuleGroup,
    name: &str,
) -> Option<Fix> {
    let targets = &group.rules_source_list.as_ref()?.targets;
    let is_name = |target: &&String| target.trim().eq_ignore_ascii_case(name);
    let left: Vec<&String> = targets.iter().filter(|target| !is_name(target)).collect();
    if left.is_empty() || left.len() == targets.len() {
        return None;
    }
    let list = walk.world.network.document.display_name(id.as_str());
    Some(Fix {
        title: format!("Take {name} from the list of {list}"),
        changes: vec![Change::set(id, "/rulesSourceList/targets", json!(left))],
    })
}
