//! Security groups and network ACLs.

use super::hcl::{Arguments, Value};
use super::network::text;
use super::writer::{Writer, tags};
use crate::given_names;
use netyard_core::model::{IpPermission, NetworkAcl, NetworkAclEntry, Resource, ResourceId, SecurityGroup};
use netyard_core::net::{CidrBlock, Protocol};
use std::collections::BTreeMap;

/// The name of a protocol.
fn protocol(own: Option<&Protocol>) -> String {
    match own {
        None | Some(Protocol::All) => "-1".to_owned(),
        Some(other) => other.to_string(),
    }
}

/// What AWS lets out of a group where nobody says another thing.
fn all_out() -> Vec<IpPermission> {
    let all = || IpPermission { ip_protocol: Some(Protocol::All), ..IpPermission::default() };
    vec![
        IpPermission { cidr_ip: Some(CidrBlock::new("0.0.0.0/0")), ..all() },
        IpPermission { cidr_ipv6: Some(CidrBlock::new("::/0")), ..all() },
    ]
}

/// A description with the letters that AWS takes; others become hyphens.
fn described(text: Option<&str>) -> Option<String> {
    let fit = |letter| if given_names::fits_group(letter) { letter } else { '-' };
    text.filter(|text| !text.is_empty()).map(|text| text.chars().map(fit).take(255).collect())
}

pub(super) fn group_type(own: &SecurityGroup) -> &'static str {
    if own.is_default() { "aws_default_security_group" } else { "aws_security_group" }
}

/// A group; its rules are resources of their own, so that groups may name each other.
pub(super) fn group(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &SecurityGroup) {
    let inward: Vec<IpPermission> = own.ip_permissions.values().cloned().collect();
    let outward: Vec<IpPermission> =
        own.ip_permissions_egress.as_ref().map_or_else(all_out, |rows| rows.values().cloned().collect());
    let arguments = Arguments::default().maybe("vpc_id", own.vpc_id.as_ref());
    if own.is_default() {
        let blocks = |rules: &[IpPermission]| rules.iter().map(|rule| inline(id, rule)).collect();
        let arguments = arguments.blocks("ingress", blocks(&inward)).blocks("egress", blocks(&outward));
        writer.add(id, "aws_default_security_group", tags(arguments, resource));
        return;
    }
    let arguments = arguments
        .maybe("name", writer.given_name(id))
        .maybe("description", described(own.description.as_deref()));
    writer.add(id, "aws_security_group", tags(arguments, resource));
    for (type_name, end, rules) in [
        ("aws_vpc_security_group_ingress_rule", "in", inward),
        ("aws_vpc_security_group_egress_rule", "out", outward),
    ] {
        for (index, own) in rules.iter().enumerate() {
            writer.part(id, &format!("_{end}_{}", index + 1), type_name, rule(id, own));
        }
    }
}

fn ports(own: &IpPermission) -> (Option<i64>, Option<i64>) {
    let has_range = !matches!(own.ip_protocol, None | Some(Protocol::All));
    let usual = match own.ip_protocol {
        Some(Protocol::Tcp | Protocol::Udp) => (0, 65535),
        _ => (-1, -1),
    };
    let from = own.from_port.map_or(usual.0, i64::from);
    let to = own.to_port.map_or(if own.from_port.is_some() { from } else { usual.1 }, i64::from);
    (has_range.then_some(from), has_range.then_some(to))
}

fn rule(group: &ResourceId, own: &IpPermission) -> Arguments {
    let (from, to) = ports(own);
    Arguments::default()
        .with("security_group_id", group)
        .with("ip_protocol", protocol(own.ip_protocol.as_ref()))
        .maybe("from_port", from)
        .maybe("to_port", to)
        .maybe("cidr_ipv4", own.cidr_ip.as_ref().map(text))
        .maybe("cidr_ipv6", own.cidr_ipv6.as_ref().map(text))
        .maybe("prefix_list_id", own.prefix_list_id.as_ref())
        .maybe("referenced_security_group_id", peer(own))
        .maybe("description", described(own.description.as_deref()))
}

/// The group of a rule; one of another account has the account in front.
fn peer(own: &IpPermission) -> Option<Value> {
    let group = own.group_id.as_ref()?;
    Some(match &own.user_id {
        Some(user) => Value::Text(format!("{user}/{group}")),
        None => Value::from(group),
    })
}

fn inline(group: &ResourceId, own: &IpPermission) -> Arguments {
    let (from, to) = ports(own);
    let is_self = own.group_id.as_ref() == Some(group);
    Arguments::default()
        .with("protocol", protocol(own.ip_protocol.as_ref()))
        .with("from_port", from.unwrap_or(0))
        .with("to_port", to.unwrap_or(0))
        .list("cidr_blocks", own.cidr_ip.as_ref().map(text))
        .list("ipv6_cidr_blocks", own.cidr_ipv6.as_ref().map(text))
        .list("prefix_list_ids", own.prefix_list_id.as_ref())
        .list("security_groups", peer(own).filter(|_| !is_self))
        .maybe("self", is_self.then_some(true))
        .maybe("description", described(own.description.as_deref()))
}

pub(super) fn acl_type(own: &NetworkAcl) -> &'static str {
    if own.is_default { "aws_default_network_acl" } else { "aws_network_acl" }
}

/// Whether it is the one that AWS makes with a VPC, as AWS makes it: nothing has to be written.
pub(super) fn is_as_made(own: &NetworkAcl) -> bool {
    own.is_default && own.entries.is_none()
}

pub(super) fn acl(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &NetworkAcl) {
    let none = BTreeMap::new();
    let entries = own.entries.as_ref().unwrap_or(&none);
    let of = |egress: bool| -> Vec<Arguments> {
        entries.values().filter(|entry| entry.egress == egress).map(entry_of).collect()
    };
    let (inward, outward) = (of(false), of(true));
    let mut arguments = Arguments::default();
    if own.is_default {
        arguments = arguments
            .maybe(
                "default_network_acl_id",
                writer.made_with(own.vpc_id.as_ref(), "default_network_acl_id", id),
            )
            .told("vpc_id", own.vpc_id.as_ref());
    } else {
        arguments = arguments.maybe("vpc_id", own.vpc_id.as_ref());
    }
    let arguments =
        arguments.list("subnet_ids", &own.subnet_ids).blocks("ingress", inward).blocks("egress", outward);
    writer.add(id, acl_type(own), tags(arguments, resource));
}

fn entry_of(own: &NetworkAclEntry) -> Arguments {
    let has_ports = matches!(own.protocol, Some(Protocol::Tcp | Protocol::Udp));
    let is_icmp = matches!(own.protocol, Some(Protocol::Icmp | Protocol::Icmpv6));
    let usual = if has_ports { (0, 65535) } else { (0, 0) };
    let from = own.from_port.filter(|_| has_ports).map_or(usual.0, i64::from);
    let to = own
        .to_port
        .filter(|_| has_ports)
        .map_or(if own.from_port.is_some() && has_ports { from } else { usual.1 }, i64::from);
    Arguments::default()
        .maybe("rule_no", own.rule_number)
        .maybe("action", own.rule_action.clone())
        .with("protocol", protocol(own.protocol.as_ref()))
        .with("from_port", from)
        .with("to_port", to)
        .maybe("icmp_type", is_icmp.then(|| own.icmp_type.map_or(-1, i64::from)))
        .maybe("icmp_code", is_icmp.then(|| own.icmp_code.map_or(-1, i64::from)))
        .maybe("cidr_block", own.cidr_block.as_ref().map(text))
        .maybe("ipv6_cidr_block", own.ipv6_cidr_block.as_ref().map(text))
}
