//! Network ACLs: entries by ascending number, the first match decides, none is the implicit deny (R-NACL-1).

use super::{Direction, icmp_part_matches, protocol_matches};
use crate::model::{NetworkAcl, NetworkAclEntry, RowId};
use crate::net::{Family, Header, PortRange, Protocol};
use crate::ordered::Order;
use crate::topology::{faults_of_entry, ports_of_row};

/// An entry with its row.
#[derive(Clone, Copy)]
pub(in crate::simulate) struct Entry<'a> {
    pub(in crate::simulate) row: &'a RowId,
    pub(in crate::simulate) entry: &'a NetworkAclEntry,
}

/// What an ACL says about a packet whose destination port is one of a range.
pub(in crate::simulate) struct Ruling<'a> {
    /// Parts of the range with what becomes of them, ascending, neighbours differing. One part where ports do not matter.
    pub(in crate::simulate) parts: Vec<(PortRange, bool)>,
    /// The entry that decides for the shown port; `None` is the implicit deny.
    pub(in crate::simulate) decider: Option<Entry<'a>>,
}

/// The entries of one direction in the order in which they are read. What AWS would not take is never read.
pub(in crate::simulate) fn entries(acl: &NetworkAcl, direction: Direction) -> Vec<Entry<'_>> {
    let wanted = direction == Direction::Outbound;
    let mut entries: Vec<Entry<'_>> = acl
        .entries
        .iter()
        .flatten()
        .filter(|(_, entry)| entry.egress == wanted && faults_of_entry(entry).is_empty())
        .map(|(row, entry)| Entry { row, entry })
        .collect();
    entries.order_by_key(|entry| entry.entry.rule_number);
    entries
}

/// Reads the entries for a packet. `range` are the ports that it may go to; `shown` is the one that the header shows.
pub(in crate::simulate) fn rule<'a>(
    entries: &[Entry<'a>],
    direction: Direction,
    header: &Header,
    range: PortRange,
    shown: u16,
) -> Ruling<'a> {
    let mut open = vec![range];
    let mut parts: Vec<(PortRange, bool)> = Vec::new();
    let mut decider = None;
    for candidate in entries {
        if open.is_empty() {
            break;
        }
        if !matches_but_for_port(candidate.entry, direction, header) {
            continue;
        }
        let (from, to) = ports_of(candidate.entry, header);
        if decider.is_none() && from <= i32::from(shown) && i32::from(shown) <= to {
            decider = Some(*candidate);
        }
        let mut rest = Vec::with_capacity(open.len() + 1);
        for piece in open {
            take(piece, from, to, candidate.entry.allows(), &mut parts, &mut rest);
        }
        open = rest;
    }
    parts.extend(open.into_iter().map(|piece| (piece, false)));
    parts.order_by_key(|(piece, _)| piece.from);
    Ruling { parts: merged(&parts), decider }
}

/// Whether one entry speaks of a packet with this destination port.
pub(in crate::simulate) fn speaks_of(entry: &NetworkAclEntry, direction: Direction, header: &Header) -> bool {
    let (from, to) = ports_of(entry, header);
    let port = header.destination_port.map(i32::from);
    matches_but_for_port(entry, direction, header) && port.is_none_or(|port| from <= port && port <= to)
}

/// Whether an entry would admit the packet, were the packet of the other family's kind: same protocol and ports, any
/// address of the other family (R-NACL-11).
pub(in crate::simulate) fn admits_other_family(entry: &NetworkAclEntry, header: &Header) -> bool {
    let other = match header.family {
        Family::Ipv4 => &entry.ipv6_cidr_block,
        Family::Ipv6 => &entry.cidr_block,
    };
    let (from, to) = ports_of(entry, header);
    let port = header.destination_port.map(i32::from);
    entry.allows()
        && other.is_some()
        && protocol_matches(entry.protocol.as_ref(), header)
        && port.is_none_or(|port| from <= port && port <= to)
}

fn take(
    piece: PortRange,
    from: i32,
    to: i32,
    allow: bool,
    parts: &mut Vec<(PortRange, bool)>,
    rest: &mut Vec<PortRange>,
) {
    let low = i32::from(piece.from).max(from);
    let high = i32::from(piece.to).min(to);
    let port = |value: i32| u16::try_from(value).unwrap_or(0);
    if low > high {
        rest.push(piece);
        return;
    }
    parts.push((PortRange { from: port(low), to: port(high) }, allow));
    if piece.from < port(low) {
        rest.push(PortRange { from: piece.from, to: port(low - 1) });
    }
    if port(high) < piece.to {
        rest.push(PortRange { from: port(high + 1), to: piece.to });
    }
}

fn merged(parts: &[(PortRange, bool)]) -> Vec<(PortRange, bool)> {
    let mut merged: Vec<(PortRange, bool)> = Vec::with_capacity(parts.len());
    for (piece, allow) in parts {
        match merged.last_mut() {
            Some((last, same)) if same == allow => last.to = piece.to,
            _ => merged.push((*piece, *allow)),
        }
    }
    merged
}

fn matches_but_for_port(entry: &NetworkAclEntry, direction: Direction, header: &Header) -> bool {
    let cidr = match header.family {
        Family::Ipv4 => &entry.cidr_block,
        Family::Ipv6 => &entry.ipv6_cidr_block,
    };
    let far = direction.far(header);
    cidr.as_ref().is_some_and(|cidr| cidr.contains(far))
        && protocol_matches(entry.protocol.as_ref(), header)
        && (!speaks_of_icmp(entry)
            || (icmp_part_matches(entry.icmp_type, header.icmp_type)
                && icmp_part_matches(entry.icmp_code, header.icmp_code)))
}

fn speaks_of_icmp(entry: &NetworkAclEntry) -> bool {
    entry.protocol.as_ref().is_some_and(Protocol::is_icmp)
}

/// The ports of an entry; an entry for every protocol, or for one without ports, speaks of all of them.
fn ports_of(entry: &NetworkAclEntry, header: &Header) -> (i32, i32) {
    let has_ports = entry.protocol.as_ref().is_some_and(Protocol::has_ports) && header.protocol.has_ports();
    let ports = if has_ports { ports_of_row(entry.from_port, entry.to_port) } else { None };
    let PortRange { from, to } = ports.unwrap_or(PortRange::ALL);
    (from.into(), to.into())
}

#[cfg(test)]
mod tests {
    use super::{Direction, entries, rule};
    use crate::model::NetworkAcl;
    use crate::net::{Family, Header, PortRange, Protocol};

    fn reply() -> Header {
        Header {
            family: Family::Ipv4,
            protocol: Protocol::Tcp,
            source: "10.0.0.10".parse().unwrap(),
            source_port: Some(443),
            destination: "203.0.113.10".parse().unwrap(),
            destination_port: Some(49152),
            icmp_type: None,
            icmp_code: None,
        }
    }

    #[test]
    fn a_range_parts_where_entries_disagree() {
        let acl: NetworkAcl = serde_json::from_value(serde_json::json!({"entries": {
            "e1": {"egress": true, "ruleNumber": 200, "protocol": "tcp", "fromPort": 1024, "toPort": 65535, "cidrBlock": "0.0.0.0/0", "ruleAction": "allow"},
            "e2": {"egress": true, "ruleNumber": 100, "protocol": "tcp", "fromPort": 40000, "toPort": 40009, "cidrBlock": "0.0.0.0/0", "ruleAction": "deny"},
            "e3": {"egress": true, "ruleNumber": 50, "protocol": "udp", "fromPort": 0, "toPort": 65535, "cidrBlock": "0.0.0.0/0", "ruleAction": "deny"}
        }}))
        .unwrap();
        let entries = entries(&acl, Direction::Outbound);
        let ruling = rule(&entries, Direction::Outbound, &reply(), PortRange::new(32768, 61000), 49152);
        let parts: Vec<(String, bool)> =
            ruling.parts.iter().map(|(range, allow)| (range.to_string(), *allow)).collect();
        assert_eq!(
            parts,
            [
                ("32768-39999".to_owned(), true),
                ("40000-40009".to_owned(), false),
                ("40010-61000".to_owned(), true)
            ]
        );
        assert_eq!(ruling.decider.unwrap().row.as_str(), "e1");
    }
}
