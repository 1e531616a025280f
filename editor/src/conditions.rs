//! The conditions of an expectation in words: what is changed and what fails before its packet is sent.

use crate::facts;
use crate::fault_words::fault_words;
use crate::field::Traffic;
use netyard_core::change::{self, Change};
use netyard_core::expect::With;
use netyard_core::model::{Document, IpPermission, NetworkAclEntry, Resource, ResourceId, Route, reserved};
use netyard_core::net::Protocol;
use serde_json::Value;

/// The conditions in words, in their order: "route 0.0.0.0/0 to nat-b in rtb-app", "eu-west-1a down".
pub fn condition_words(document: &Document, conditions: &[Value]) -> Vec<String> {
    let mut now = document.clone();
    let mut words = Vec::new();
    for condition in conditions {
        words.push(match With::from_value(condition) {
            Ok(With::Fault(fault)) => {
                let words = fault_words(&now, &fault);
                // What comes after it meets a drawing without what is gone.
                if let Ok((after, _)) = With::prepare(&now, std::slice::from_ref(condition)) {
                    now = after;
                }
                words
            }
            Ok(With::Change(change)) => {
                let before = now.clone();
                // What cannot be applied says so as the result; its words stand as far as they go.
                let _ = change::apply(&mut now, &change);
                change_words(&before, &now, &change)
            }
            Err(reason) => reason.to_string(),
        });
    }
    words
}

/// An end of a packet in words, in the drawing as the conditions make it: an address with the name of what owns it.
pub fn end_words(document: &Document, conditions: &[Value], end: &str) -> String {
    let changed = With::prepare(document, conditions).map(|(changed, _)| changed);
    let document = changed.as_ref().unwrap_or(document);
    if end.parse::<std::net::IpAddr>().is_err() {
        return name(document, end);
    }
    let owner = document.resources.iter().find_map(|(id, resource)| {
        let Resource::NetworkInterface(interface) = resource.as_ref() else { return None };
        let owns = interface.private_ip_addresses.iter().any(|one| {
            one.private_ip_address.iter().chain(&one.public_ip).any(|address| address.to_string() == end)
        });
        owns.then(|| interface.instance_id().unwrap_or(id))
    });
    match owner {
        Some(owner) => format!("{} ({end})", name(document, owner.as_str())),
        None => end.to_owned(),
    }
}

fn name(document: &Document, id: &str) -> String {
    if id == reserved::INTERNET { "Internet".to_owned() } else { document.display_name(id).to_owned() }
}

fn change_words(before: &Document, after: &Document, change: &Change) -> String {
    match change {
        Change::Add { id, resource } => {
            let kind = resource.resource_type().map(facts::kind_word).unwrap_or_default();
            format!("{kind} {} added", name(after, id.as_str())).trim_start().to_owned()
        }
        Change::Remove { id } => format!("{} removed", name(before, id.as_str())),
        Change::RemovePath { id, path } => {
            let whose = name(before, id.as_str());
            match row_words(before, id, path) {
                Some((row, true)) => format!("{row} removed from {whose}"),
                _ if path == "/vpcId" => format!("{whose} not attached"),
                _ => format!("{} of {whose}: none", field_words(path)),
            }
        }
        Change::Set { id, path, to } => {
            let whose = name(after, id.as_str());
            match row_words(after, id, path) {
                Some((row, _)) => format!("{row} in {whose}"),
                None => format!("{} of {whose}: {}", field_words(path), value_words(after, to)),
            }
        }
        Change::Place { .. }
        | Change::Note { .. }
        | Change::Expectation { .. }
        | Change::Accept { .. }
        | Change::Title { .. } => "changed".to_owned(),
    }
}

/// The row of a table that a path leads to or into, in words, and whether it is the whole row.
fn row_words(document: &Document, id: &ResourceId, path: &str) -> Option<(String, bool)> {
    let mut parts = path.strip_prefix('/')?.split('/');
    let (table, key) = (parts.next()?, parts.next()?);
    let row = document.resource(id.as_str())?.to_value().pointer(&format!("/{table}/{key}"))?.clone();
    let words = match table {
        "routes" => {
            let route = serde_json::from_value::<Route>(row).ok()?;
            let list = route.destination_prefix_list_id.as_ref().map(|list| name(document, list.as_str()));
            let destination = list.unwrap_or_else(|| route.destination_text());
            let target = route.target().map(|target| format!(" to {}", name(document, target.as_str())));
            format!("route {destination}{}", target.unwrap_or_default())
        }
        "ipPermissions" => format!("rule {}", rule_words(document, row, "from")?),
        "ipPermissionsEgress" => format!("rule {}", rule_words(document, row, "to")?),
        "entries" => entry_words(row)?,
        _ => return None,
    };
    Some((words, parts.next().is_none()))
}

/// "tcp 443 from 0.0.0.0/0".
fn rule_words(document: &Document, row: Value, word: &str) -> Option<String> {
    let rule = serde_json::from_value::<IpPermission>(row).ok()?;
    let protocol = rule.ip_protocol.unwrap_or(Protocol::All);
    let traffic = Traffic { protocol, from: rule.from_port, to: rule.to_port }.text();
    let block = rule.cidr_ip.or(rule.cidr_ipv6).map(|block| block.to_string());
    let named = rule.group_id.or(rule.prefix_list_id).map(|id| name(document, id.as_str()));
    Some(match block.or(named) {
        Some(end) => format!("{traffic} {word} {end}"),
        None => traffic,
    })
}

/// "inbound entry 90 (deny tcp 443 from 0.0.0.0/0)".
fn entry_words(row: Value) -> Option<String> {
    let entry = serde_json::from_value::<NetworkAclEntry>(row).ok()?;
    let (way, word) = if entry.egress { ("outbound", "to") } else { ("inbound", "from") };
    let act = if entry.allows() { "allow" } else { "deny" };
    let number = entry.rule_number.map(|number| format!(" {number}")).unwrap_or_default();
    let protocol = entry.protocol.unwrap_or(Protocol::All);
    let (from, to) = if protocol.is_icmp() {
        (entry.icmp_type, entry.icmp_code)
    } else {
        (entry.from_port, entry.to_port)
    };
    let traffic = Traffic { protocol, from, to }.text();
    let block = entry.cidr_block.or(entry.ipv6_cidr_block);
    let end = block.map(|block| format!(" {word} {block}")).unwrap_or_default();
    Some(format!("{way} entry{number} ({act} {traffic}{end})"))
}

/// A field as people call it.
fn field_words(path: &str) -> String {
    let fields: Vec<&str> =
        path.split('/').filter(|part| !part.is_empty() && part.parse::<usize>().is_err()).collect();
    match fields.as_slice() {
        [.., "subnetIds"] => "subnets".to_owned(),
        [.., "routeTableIds"] => "route tables".to_owned(),
        [.., "groupIds"] => "security groups".to_owned(),
        [.., "vpcId"] => "VPC".to_owned(),
        [.., "availabilityZone"] => "zone".to_owned(),
        [.., "cidrBlock" | "cidrBlocks"] => "range".to_owned(),
        [.., "ipv6CidrBlock" | "ipv6CidrBlocks"] => "IPv6 range".to_owned(),
        [.., "instanceId"] => "instance".to_owned(),
        [.., "networkInterfaceId"] => "interface".to_owned(),
        [.., "privateIpAddress" | "privateIpAddresses"] => "private address".to_owned(),
        [.., "sourceDestCheck"] => "source/destination check".to_owned(),
        [.., "listens"] => "listening ports".to_owned(),
        ["status", "code"] => "status".to_owned(),
        ["ipPermissions"] => "inbound rules".to_owned(),
        ["ipPermissionsEgress"] => "outbound rules".to_owned(),
        [.., other] => spaced(other),
        [] => "everything".to_owned(),
    }
}

/// "networkBorderGroup" as "network border group".
fn spaced(field: &str) -> String {
    let mut words = String::new();
    for letter in field.chars() {
        if letter.is_ascii_uppercase() {
            words.push(' ');
        }
        words.push(letter.to_ascii_lowercase());
    }
    words
}

fn value_words(document: &Document, value: &Value) -> String {
    match value {
        Value::Bool(true) => "on".to_owned(),
        Value::Bool(false) => "off".to_owned(),
        Value::String(text) => name(document, text),
        Value::Array(items) if !items.is_empty() => {
            items.iter().map(|item| value_words(document, item)).collect::<Vec<_>>().join(", ")
        }
        Value::Null | Value::Array(_) => "none".to_owned(),
        Value::Object(rows) if rows.is_empty() => "none".to_owned(),
        Value::Object(_) => "changed".to_owned(),
        Value::Number(number) => number.to_string(),
    }
}
