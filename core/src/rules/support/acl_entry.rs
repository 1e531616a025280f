use crate::model::{NetworkAcl, NetworkAclEntry, RowId};
use crate::net::{CidrBlock, PortRange, Protocol};
use crate::ordered::{IntoOrdered, Order};
use crate::topology::{faults_of_entry, ports_of_row};
use ipnet::IpNet;
use std::collections::BTreeSet;

/// The entries of one direction that AWS would take, in the order in which it reads them.
pub(in crate::rules) fn entries_in_order(
    acl: &NetworkAcl,
    egress: bool,
) -> Vec<(&RowId, i64, IpNet, &NetworkAclEntry)> {
    let mut entries: Vec<_> = acl
        .entries
        .iter()
        .flatten()
        .filter(|(_, entry)| entry.egress == egress && faults_of_entry(entry).is_empty())
        .filter_map(|(row, entry)| Some((row, entry.rule_number?, entry_net(entry)?, entry)))
        .collect();
    entries.order_by_key(|(row, number, _, _)| (*number, *row));
    entries
}

/// The numbers that rows of one direction have, those of rows that AWS would not take too.
pub(in crate::rules) fn numbers_taken(acl: &NetworkAcl, egress: bool) -> BTreeSet<i64> {
    let rows = acl.entries.iter().flatten().filter(|(_, entry)| entry.egress == egress);
    rows.filter_map(|(_, entry)| entry.rule_number).into_set()
}

fn entry_net(entry: &NetworkAclEntry) -> Option<IpNet> {
    entry.cidr_block.as_ref().or(entry.ipv6_cidr_block.as_ref()).and_then(CidrBlock::net)
}

/// The protocol of an entry; every one where it names none.
pub(in crate::rules) fn entry_protocol(entry: &NetworkAclEntry) -> Protocol {
    entry.protocol.clone().unwrap_or(Protocol::All)
}

/// The ports of an entry for TCP and UDP; `None` where the numbers are no ports.
pub(in crate::rules) fn entry_ports(entry: &NetworkAclEntry) -> Option<PortRange> {
    match entry_protocol(entry) {
        Protocol::All => Some(PortRange::ALL),
        _ => ports_of_row(entry.from_port, entry.to_port),
    }
}

/// Whether every packet that `inner` speaks of is one that `outer` speaks of.
pub(in crate::rules) fn entry_covers(
    outer: (&NetworkAclEntry, IpNet),
    inner: (&NetworkAclEntry, IpNet),
) -> bool {
    if !outer.1.contains(&inner.1) {
        return false;
    }
    let (wide, narrow) = (entry_protocol(outer.0), entry_protocol(inner.0));
    if wide == Protocol::All {
        return true;
    }
    if wide != narrow {
        return false;
    }
    if wide.is_icmp() {
        let covers =
            |outer: Option<i32>, inner: Option<i32>| matches!(outer, None | Some(-1)) || outer == inner;
        return covers(outer.0.icmp_type, inner.0.icmp_type) && covers(outer.0.icmp_code, inner.0.icmp_code);
    }
    match (wide.has_ports(), entry_ports(outer.0), entry_ports(inner.0)) {
        (true, Some(wide), Some(narrow)) => wide.covers(narrow),
        (true, _, _) => false,
        (false, _, _) => true,
    }
}
