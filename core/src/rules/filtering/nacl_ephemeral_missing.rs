//! A network ACL lets requests pass and not the replies to them.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{NetworkAcl, NetworkAclEntry, ResourceId, RowId};
use crate::net::{PortRange, Protocol};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{
    entries_in_order, entry_ports, entry_protocol, halves, new_row, numbers_taken, pointer,
};
use crate::rules::{Group, Severity};
use ipnet::IpNet;
use serde_json::json;

rule! {
    /// # What it checks
    /// An entry of a network ACL allows TCP to a service port in one direction, and in the other direction
    /// TCP to the reply ports, 32768 to 61000, of the same addresses is not allowed.
    ///
    /// # Why it matters
    /// A network ACL forgets the request. The reply goes to the port that the client has chosen, 32768 to
    /// 61000 for Linux, 49152 to 65535 for Windows, 1024 to 65535 for load balancers and NAT gateways, and
    /// needs an entry of its own.
    ///
    /// # How to fix
    /// Allow TCP 1024-65535 in the other direction. The fix adds the entry, before the one that denies it.
    ///
    /// # Limits
    /// Allows for parts of the addresses count where together they cover all of them; a deny for a part does not
    /// count. Each entry is looked at once, and the first one that lacks its replies is reported for each direction.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html>
    RuleInfo {
        id: "nacl-ephemeral-missing",
        title: "A network ACL does not let replies pass",
        group: Group::Filtering,
        book: &["R-NACL-13", "R-NACL-2"],
        codes: &["NACL_EPHEMERAL_MISSING"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

/// The ports from which Linux clients ask (R-NACL-3).
const REPLY_PORTS: PortRange = PortRange { from: 32_768, to: 61_000 };

/// An entry as it is read: its row, its number, its block.
type Entry<'a> = (&'a RowId, i64, IpNet, &'a NetworkAclEntry);

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, acl) in context.acls() {
        let (inbound, outbound) = (entries_in_order(acl, false), entries_in_order(acl, true));
        for (egress, there, back) in [(false, &inbound, &outbound), (true, &outbound, &inbound)] {
            let tcp_back: Vec<Entry<'_>> = back.iter().copied().filter(is_tcp).collect();
            let lacking = there.iter().find(|entry| {
                let (_, _, net, written) = *entry;
                let is_service = entry_ports(written).is_some_and(|ports| ports.from < 1024);
                written.allows() && is_tcp(entry) && is_service && !replies_pass(&tcp_back, *net)
            });
            if let Some((_, number, net, _)) = lacking {
                report.push(found(context, id, acl, egress, *number, *net, back));
            }
        }
    }
}

fn is_tcp((_, _, _, entry): &Entry<'_>) -> bool {
    matches!(entry_protocol(entry), Protocol::Tcp | Protocol::All)
}

/// Whether these entries for TCP, in their order, allow every reply port of these addresses.
///
/// Where no entry speaks of all of them, each half is looked at, as long as there is an allow for a part of it.
fn replies_pass(entries: &[Entry<'_>], net: IpNet) -> bool {
    pass_as_a_whole(entries, net)
        || (allows_a_part(entries, net) && halves(net).iter().all(|half| replies_pass(entries, *half)))
}

/// Whether an entry allows some of these addresses, and not all.
fn allows_a_part(entries: &[Entry<'_>], net: IpNet) -> bool {
    entries.iter().any(|(_, _, block, entry)| entry.allows() && *block != net && net.contains(block))
}

fn pass_as_a_whole(entries: &[Entry<'_>], net: IpNet) -> bool {
    let mut open = vec![REPLY_PORTS];
    for (_, _, block, entry) in entries {
        let Some(ports) = entry_ports(entry).filter(|_| block.contains(&net)) else { continue };
        if entry.allows() {
            open = open.into_iter().flat_map(|range| without(range, ports)).collect();
        } else if open.iter().any(|range| range.intersect(ports).is_some()) {
            return false;
        }
    }
    open.is_empty()
}

/// What is left of a range when another one is taken out.
fn without(range: PortRange, taken: PortRange) -> Vec<PortRange> {
    let Some(both) = range.intersect(taken) else { return vec![range] };
    let mut left = Vec::new();
    if both.from > range.from {
        left.push(PortRange { from: range.from, to: both.from - 1 });
    }
    if both.to < range.to {
        left.push(PortRange { from: both.to + 1, to: range.to });
    }
    left
}

fn found(
    context: &Context<'_>,
    id: &ResourceId,
    acl: &NetworkAcl,
    egress: bool,
    number: i64,
    net: IpNet,
    entries: &[Entry<'_>],
) -> Found {
    let (there, back) = if egress { ("outbound", "inbound") } else { ("inbound", "outbound") };
    let message = say!(
        "nacl-ephemeral-missing",
        "{acl} stops replies: {there} rule {number} admits {net}, and no {back} rule lets tcp 32768-61000 of {net} pass.",
        acl = context.name(id),
        there = there,
        number = number,
        net = net,
        back = back
    );
    let help = say!(
        "nacl-ephemeral-missing.help",
        "Allow {back} tcp 1024-65535 for {net}: replies go to the port that the client has chosen.",
        back = back,
        net = net
    );
    let taken = numbers_taken(acl, !egress);
    let deny = entries.iter().find(|(_, _, block, entry)| !entry.allows() && block.contains(&net));
    let free = if let Some((_, deny, _, _)) = deny {
        (1..*deny).rev().find(|number| !taken.contains(number))
    } else {
        let behind = taken.last().map_or(100, |last| (last / 100 + 1) * 100);
        (behind <= 32_766).then_some(behind)
    };
    let fix = free.map(|free| {
        let all = acl.entries.clone().unwrap_or_default();
        let row = new_row(id, "e", |row| all.contains_key(row));
        let field = if net.addr().is_ipv4() { "cidrBlock" } else { "ipv6CidrBlock" };
        let mut entry = json!({"ruleNumber": free, "protocol": "tcp", "fromPort": 1024, "toPort": 65535, "ruleAction": "allow"});
        if let Some(entry) = entry.as_object_mut() {
            entry.insert(field.to_owned(), json!(net.to_string()));
            if !egress {
                entry.insert("egress".to_owned(), json!(true));
            }
        }
        let path = pointer(&["entries", row.as_str()]);
        let change = Change::Set { id: id.clone(), path, to: entry };
        Fix { title: format!("Add {back} rule {free}: tcp 1024-65535, {net}"), changes: vec![change] }
    });
    Found::new([id], message, help).fix(fix)
}
