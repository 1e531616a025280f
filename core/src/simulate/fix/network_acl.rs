//! A gap in a network ACL: an entry before the one that denies, with the ephemeral range for replies (R-NACL-3).

use super::{block_for, free_row, prefix_list_of, row_path, vpcs_of};
use crate::change::{Change, Fix};
use crate::model::ResourceId;
use crate::net::{Family, Header, PortRange};
use crate::ordered::IntoOrdered;
use crate::simulate::filter::Direction;
use crate::simulate::filter::network_acl::{Entry, speaks_of};
use crate::simulate::packet::Packet;
use crate::simulate::walk::Walk;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The highest number that an entry may have (R-NACL-5).
const HIGHEST: i64 = 32766;

/// Adds an entry that admits the packet, or for a reply the whole range of the client.
pub(in crate::simulate) fn admit<'a>(
    walk: &Walk<'a>,
    packet: &Packet<'a>,
    acl: &ResourceId,
    direction: Direction,
    range: PortRange,
    entries: &[Entry<'a>],
) -> Option<Fix> {
    let document = &walk.world.network.document;
    let drawn = document.network_acl(acl.as_str())?;
    let empty = std::collections::BTreeMap::new();
    let written = drawn.entries.as_ref().unwrap_or(&empty);
    let is_outbound = direction == Direction::Outbound;
    // A row that AWS would not take has its number all the same: nobody wants it twice.
    let taken: BTreeSet<i64> = written
        .values()
        .filter(|entry| entry.egress == is_outbound)
        .filter_map(|entry| entry.rule_number)
        .into_set();
    let number = free_number(entries, &taken, direction, &packet.header)?;
    let row = free_row(written, "e");
    let far = direction.far(&packet.header);
    // An ACL cannot name the prefix list of a service, and one address of it helps nobody (R-GWE-7).
    let block = match (prefix_list_of(walk, far), packet.header.family) {
        (Some(_), Family::Ipv4) => "0.0.0.0/0".to_owned(),
        (Some(_), Family::Ipv6) => "::/0".to_owned(),
        (None, _) => block_for(walk.world, far, &vpcs_of(walk.session.sender, drawn.vpc_id.as_ref())),
    };
    let ports = if packet.header.protocol.has_ports() { format!(" {range}") } else { String::new() };
    Some(Fix {
        title: format!(
            "Add {} rule {number} to {}: allow {}{ports} {} {block}",
            direction.word(),
            document.display_name(acl.as_str()),
            packet.header.protocol,
            direction.preposition()
        ),
        changes: vec![Change::set(
            acl,
            &row_path("entries", &row),
            entry(&packet.header, direction, number, range, &block),
        )],
    })
}

/// A free number before the first entry that denies this packet, else after the last one.
fn free_number(
    entries: &[Entry<'_>],
    taken: &BTreeSet<i64>,
    direction: Direction,
    header: &Header,
) -> Option<i64> {
    let is_taken = |number: i64| taken.contains(&number);
    let denier = entries
        .iter()
        .find(|entry| !entry.entry.allows() && speaks_of(entry.entry, direction, header))
        .and_then(|entry| entry.entry.rule_number);
    if let Some(denier) = denier {
        let round = (denier - 10 > 0 && !is_taken(denier - 10)).then_some(denier - 10);
        return round.or_else(|| (1..denier).rev().find(|number| !is_taken(*number)));
    }
    let last = taken.range(..=HIGHEST).next_back();
    let next = last.map_or(100, |last| (last / 100 + 1) * 100);
    if next <= HIGHEST { Some(next) } else { (1..=HIGHEST).rev().find(|number| !is_taken(*number)) }
}

fn entry(header: &Header, direction: Direction, number: i64, range: PortRange, block: &str) -> Value {
    let mut entry = Map::new();
    if direction == Direction::Outbound {
        entry.insert("egress".to_owned(), json!(true));
    }
    entry.insert("ruleNumber".to_owned(), json!(number));
    entry.insert("protocol".to_owned(), json!(header.protocol.to_string()));
    if header.protocol.has_ports() {
        entry.insert("fromPort".to_owned(), json!(range.from));
        entry.insert("toPort".to_owned(), json!(range.to));
    }
    if let Some(kind) = header.icmp_type {
        entry.insert("icmpType".to_owned(), json!(kind));
        entry.insert("icmpCode".to_owned(), json!(-1));
    }
    let field = match header.family {
        Family::Ipv4 => "cidrBlock",
        Family::Ipv6 => "ipv6CidrBlock",
    };
    entry.insert(field.to_owned(), json!(block));
    entry.insert("ruleAction".to_owned(), json!("allow"));
    Value::Object(entry)
}
