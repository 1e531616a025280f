//! Security groups (section 23 of the rule book) and network ACLs (section 24).

use super::accounts;
use super::balancers::{hands_on_for, is_open};
use super::facts::{Facts, Interface};
use super::transit::may_name_groups;
use super::walk::Packet;
use netyard_core::model::{IpPermission, NetworkAcl, NetworkAclEntry, Resource};
use netyard_core::net::Protocol;
use std::net::IpAddr;

/// Which way a packet passes a filter.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    In,
    Out,
}

/// Whether one of the groups of an interface admits a packet (R-SG-1).
pub(crate) fn groups_admit(facts: &Facts, interface: &Interface, packet: &Packet, way: Way) -> bool {
    if interface.groups.is_empty() {
        // The default group of the VPC: in from its own members, out to everywhere (R-SG-3).
        return default_group_admits(facts, interface, packet, way);
    }
    interface.groups.iter().any(|id| {
        let Some(group) = facts.document.security_group(id) else { return false };
        match (way, &group.ip_permissions_egress) {
            (Way::Out, None) => is_let_out(facts, &interface.vpc, packet),
            (Way::Out, Some(rules)) => {
                rules.values().any(|rule| rule_admits(facts, interface, rule, packet, way))
            }
            (Way::In, _) => {
                group.ip_permissions.values().any(|rule| rule_admits(facts, interface, rule, packet, way))
            }
        }
    })
}

/// Whether the outbound rules that AWS writes admit a packet: all of IPv4, and of IPv6 where the VPC has some (R-SG-3).
fn is_let_out(facts: &Facts, vpc: &str, packet: &Packet) -> bool {
    packet.to.is_ipv4() || facts.blocks(vpc).iter().any(|block| block.addr().is_ipv6())
}

fn default_group_admits(facts: &Facts, interface: &Interface, packet: &Packet, way: Way) -> bool {
    (way == Way::Out && is_let_out(facts, &interface.vpc, packet))
        || packet.sender.as_ref().is_some_and(|sender| {
            facts
                .interface(sender)
                .filter(|sender| !is_open(facts, sender))
                .is_some_and(|sender| sender.vpc == interface.vpc && sender.groups.is_empty())
        })
}

fn rule_admits(facts: &Facts, interface: &Interface, rule: &IpPermission, packet: &Packet, way: Way) -> bool {
    let protocol = rule.ip_protocol.clone().unwrap_or(Protocol::All);
    let numbers = (rule.from_port.unwrap_or(-1), rule.to_port.unwrap_or(-1));
    if !protocol_admits(&protocol, numbers, packet) {
        return false;
    }
    let other = if way == Way::In { packet.from } else { packet.to };
    let blocks = rule.cidr_ip.iter().chain(&rule.cidr_ipv6);
    if blocks.filter_map(netyard_core::net::CidrBlock::net).any(|block| block.contains(&other)) {
        return true;
    }
    if rule
        .prefix_list_id
        .as_ref()
        .is_some_and(|list| facts.prefix_list(list.as_str()).iter().any(|block| block.contains(&other)))
    {
        return true;
    }
    rule.group_id
        .as_ref()
        .filter(|group| accounts::is_named_rightly(facts.document, group.as_str(), rule.user_id.as_deref()))
        .is_some_and(|group| is_member(facts, interface, group.as_str(), other, packet, way))
}

fn protocol_admits(protocol: &Protocol, (low, high): (i32, i32), packet: &Packet) -> bool {
    if *protocol == Protocol::All {
        return true;
    }
    if *protocol != packet.protocol {
        return false;
    }
    match packet.protocol {
        Protocol::Tcp | Protocol::Udp => {
            let port = i32::from(packet.port);
            (low < 0 || low <= port) && (high < 0 || port <= high)
        }
        Protocol::Icmp | Protocol::Icmpv6 => {
            (low < 0 || low == i32::from(packet.icmp.0)) && (high < 0 || high == i32::from(packet.icmp.1))
        }
        _ => true,
    }
}

/// Whether the other end is an interface that carries the group, in this VPC or across a connection (R-SG-4, R-SG-5).
fn is_member(
    facts: &Facts,
    interface: &Interface,
    group: &str,
    other: IpAddr,
    packet: &Packet,
    way: Way,
) -> bool {
    let members = facts.interfaces.iter().filter(|member| {
        member.addresses.contains(&other) && member.groups.iter().any(|carried| carried == group)
    });
    if way == Way::In && hands_on_for(facts, packet, group, &interface.vpc) {
        return true;
    }
    members.into_iter().any(|member| {
        let is_itself = way == Way::Out || packet.sender.as_deref() == Some(member.id.as_str());
        let by_gateway = way == Way::In
            && packet
                .over
                .as_ref()
                .is_some_and(|gateway| may_name_groups(facts, gateway, &member.vpc, &interface.vpc));
        is_itself
            && (by_gateway
                || member.vpc == interface.vpc
                || are_near_peers(facts, &member.vpc, &interface.vpc))
    })
}

/// Whether an active connection joins two VPCs of one Region (R-PEER-10, R-PEER-11).
fn are_near_peers(facts: &Facts, one: &str, other: &str) -> bool {
    let region = |id: &str| facts.vpc(id).map(|vpc| vpc.region.clone());
    region(one) == region(other)
        && facts.peerings.iter().any(|peering| {
            peering.is_active
                && peering.sides.iter().any(|side| side == one)
                && peering.sides.iter().any(|side| side == other)
        })
}

/// Whether the ACL of a subnet admits a packet (R-NACL-1).
pub(crate) fn acl_admits(facts: &Facts, subnet: &str, packet: &Packet, way: Way) -> bool {
    let Some(acl) = acl_of(facts, subnet) else { return true };
    let Some(entries) = &acl.entries else { return acl.is_default };
    let mut entries: Vec<&NetworkAclEntry> =
        entries.values().filter(|entry| entry.egress == (way == Way::Out)).collect();
    entries.sort_by_key(|entry| entry.rule_number.unwrap_or(i64::MAX));
    entries
        .into_iter()
        .find(|entry| entry_matches(entry, packet, way))
        .is_some_and(|entry| entry.rule_action.as_deref() == Some("allow"))
}

fn entry_matches(entry: &NetworkAclEntry, packet: &Packet, way: Way) -> bool {
    let protocol = entry.protocol.clone().unwrap_or(Protocol::All);
    let numbers = match packet.protocol {
        Protocol::Icmp | Protocol::Icmpv6 => (entry.icmp_type, entry.icmp_code),
        _ => (entry.from_port, entry.to_port),
    };
    let other = if way == Way::In { packet.from } else { packet.to };
    let mut blocks = entry.cidr_block.iter().chain(&entry.ipv6_cidr_block);
    protocol_admits(&protocol, (numbers.0.unwrap_or(-1), numbers.1.unwrap_or(-1)), packet)
        && blocks.any(|block| block.net().is_some_and(|block| block.contains(&other)))
}

/// The ACL that names the subnet, else the default one of its VPC; without either AWS's own, which admits all (R-NACL-6).
fn acl_of<'a>(facts: &Facts<'a>, subnet: &str) -> Option<&'a NetworkAcl> {
    let known = facts.acls.borrow().get(subnet).cloned();
    let acl = known.unwrap_or_else(|| {
        let acl = find_acl(facts, subnet);
        facts.acls.borrow_mut().insert(subnet.to_owned(), acl.clone());
        acl
    });
    facts.document.network_acl(&acl?)
}

fn find_acl(facts: &Facts, subnet: &str) -> Option<String> {
    let vpc = &facts.subnet(subnet)?.vpc;
    let acls = || {
        facts.document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
            Resource::NetworkAcl(acl) => Some((id.to_string(), acl)),
            _ => None,
        })
    };
    // One of another VPC counts for nothing.
    let own = || acls().filter(|(_, acl)| acl.vpc_id.as_ref().is_none_or(|id| id.as_str() == vpc));
    own()
        .find(|(_, acl)| acl.subnet_ids.iter().any(|id| id.as_str() == subnet))
        .or_else(|| {
            own().find(|(_, acl)| acl.is_default && acl.vpc_id.as_ref().is_some_and(|id| id.as_str() == vpc))
        })
        .map(|(id, _)| id)
}
