//! Why a row of a table did not match a packet, in two or three words: for the tables beside a drop.

use netyard_core::model::{IpPermission, NetworkAclEntry, ResourceId};
use netyard_core::net::{CidrBlock, Header, Protocol};
use netyard_core::topology::{Network, faults_of_entry, faults_of_rule};
use std::net::IpAddr;

/// Where the outbound rules lead that AWS gives a new security group: everywhere in IPv4, and in IPv6 only where the
/// VPC has a block of that family (R-SG-3).
pub fn egress_of_aws(network: &Network, group: &ResourceId) -> Vec<&'static str> {
    let vpc = network.vpcs.values().find(|vpc| vpc.security_groups.contains(group));
    let mut blocks = vec!["0.0.0.0/0"];
    if vpc.is_some_and(|vpc| vpc.cidrs.iter().any(|block| block.addr().is_ipv6())) {
        blocks.push("::/0");
    }
    blocks
}

/// Why a rule of a security group did not admit the packet; `None` if it did.
///
/// Of an inbound rule the source counts, of an outbound rule the destination (R-SG-1).
pub fn why_not_rule(
    rule: &IpPermission,
    header: &Header,
    inbound: bool,
    network: &Network,
) -> Option<&'static str> {
    if !faults_of_rule(rule).is_empty() {
        return Some("not complete");
    }
    let peer = if inbound { header.source } else { header.destination };
    let protocol = rule.ip_protocol.clone().unwrap_or(Protocol::All);
    if let Some(reason) = why_not_traffic(&protocol, (rule.from_port, rule.to_port), header) {
        return Some(reason);
    }
    if let Some(block) = rule.cidr_ip.as_ref().or(rule.cidr_ipv6.as_ref()) {
        return (!block.contains(peer)).then_some("other address");
    }
    if let Some(group) = &rule.group_id {
        return (!is_member(network, group, peer)).then_some("not a member");
    }
    if let Some(list) = &rule.prefix_list_id {
        let held = network
            .prefix_list(list.as_str())
            .is_some_and(|list| list.entries.iter().any(|net| net.contains(&peer)));
        return (!held).then_some("not in the list");
    }
    Some("no source")
}

/// Why an entry of a network ACL did not match the packet; `None` if it did.
pub fn why_not_entry(entry: &NetworkAclEntry, header: &Header) -> Option<&'static str> {
    if !faults_of_entry(entry).is_empty() {
        return Some("not complete");
    }
    let peer = if entry.egress { header.destination } else { header.source };
    let protocol = entry.protocol.clone().unwrap_or(Protocol::All);
    let numbers = if protocol.is_icmp() {
        (entry.icmp_type, entry.icmp_code)
    } else {
        (entry.from_port, entry.to_port)
    };
    if let Some(reason) = why_not_traffic(&protocol, numbers, header) {
        return Some(reason);
    }
    let block = entry.cidr_block.as_ref().or(entry.ipv6_cidr_block.as_ref());
    (!block.is_some_and(|block| block.contains(peer))).then_some("other address")
}

/// Why a route to that destination does not take a packet to the address; `None` if it could.
pub fn why_not_route(destination: &CidrBlock, address: IpAddr) -> Option<&'static str> {
    (!destination.contains(address)).then_some("no match")
}

fn why_not_traffic(
    protocol: &Protocol,
    numbers: (Option<i32>, Option<i32>),
    header: &Header,
) -> Option<&'static str> {
    if !protocol.admits(&header.protocol) {
        return Some("other protocol");
    }
    if *protocol == Protocol::All {
        return None;
    }
    let written = |number: Option<i32>| number.filter(|number| *number >= 0);
    if protocol.is_icmp() {
        let kind = written(numbers.0).is_none_or(|kind| header.icmp_type.map(i32::from) == Some(kind));
        let code = written(numbers.1).is_none_or(|code| header.icmp_code.map(i32::from) == Some(code));
        return (!(kind && code)).then_some("other type");
    }
    let (Some(from), Some(port)) = (written(numbers.0), header.destination_port.map(i32::from)) else {
        return None;
    };
    let to = written(numbers.1).unwrap_or(from);
    (!(from..=to).contains(&port)).then_some("other port")
}

fn is_member(network: &Network, group: &ResourceId, address: IpAddr) -> bool {
    network.interfaces.values().any(|interface| interface.groups.contains(group) && interface.owns(address))
}

#[cfg(test)]
mod tests {
    use super::*;
    use netyard_core::model::Document;
    use netyard_core::net::Family;
    use std::net::Ipv4Addr;

    #[test]
    fn aws_opens_ipv6_only_where_the_vpc_has_a_block_of_it() {
        use netyard_core::model::{SecurityGroup, Vpc};
        let blocks = |ipv6: &[&str]| {
            let mut document = Document::default();
            let vpc = Vpc {
                cidr_blocks: vec![CidrBlock::new("10.0.0.0/16")],
                ipv6_cidr_blocks: ipv6.iter().map(|block| CidrBlock::new(block)).collect(),
                ..Vpc::default()
            };
            document.insert("vpc-1", vpc);
            document
                .insert("sg-1", SecurityGroup { vpc_id: Some("vpc-1".into()), ..SecurityGroup::default() });
            egress_of_aws(&Network::build(&document), &"sg-1".into())
        };
        assert_eq!(blocks(&[]), ["0.0.0.0/0"]);
        assert_eq!(blocks(&["2001:db8:1::/56"]), ["0.0.0.0/0", "::/0"]);
    }

    fn packet() -> Header {
        Header {
            family: Family::Ipv4,
            protocol: Protocol::Tcp,
            source: Ipv4Addr::new(10, 40, 1, 20).into(),
            source_port: Some(49_152),
            destination: Ipv4Addr::new(10, 20, 20, 15).into(),
            destination_port: Some(5_432),
            icmp_type: None,
            icmp_code: None,
        }
    }

    fn rule(port: i32) -> IpPermission {
        IpPermission {
            ip_protocol: Some(Protocol::Tcp),
            from_port: Some(port),
            to_port: Some(port),
            ..IpPermission::default()
        }
    }

    #[test]
    fn each_part_of_a_rule_can_be_the_reason() {
        let network = Network::build(&Document::default());
        let why = |rule: IpPermission| why_not_rule(&rule, &packet(), true, &network);
        let anywhere = |rule| IpPermission { cidr_ip: Some(CidrBlock::new("0.0.0.0/0")), ..rule };
        assert_eq!(why(anywhere(rule(22))), Some("other port"));
        assert_eq!(
            why(anywhere(IpPermission { ip_protocol: Some(Protocol::Udp), ..rule(5_432) })),
            Some("other protocol")
        );
        assert_eq!(
            why(IpPermission { group_id: Some("sg-web".into()), ..rule(5_432) }),
            Some("not a member")
        );
        assert_eq!(
            why(IpPermission { cidr_ip: Some(CidrBlock::new("10.0.0.0/16")), ..rule(5_432) }),
            Some("other address")
        );
        assert_eq!(why(IpPermission { cidr_ip: Some(CidrBlock::new("10.40.0.0/16")), ..rule(5_432) }), None);
        assert_eq!(why(anywhere(IpPermission { to_port: None, ..rule(443) })), Some("not complete"));
    }

    #[test]
    fn an_outbound_entry_looks_at_the_destination() {
        let entry = |egress, block: &str| NetworkAclEntry {
            egress,
            rule_number: Some(100),
            cidr_block: Some(CidrBlock::new(block)),
            rule_action: Some("allow".to_owned()),
            ..NetworkAclEntry::default()
        };
        assert_eq!(why_not_entry(&entry(true, "10.20.0.0/16"), &packet()), None);
        assert_eq!(why_not_entry(&entry(false, "10.20.0.0/16"), &packet()), Some("other address"));
        assert_eq!(why_not_route(&CidrBlock::new("10.0.0.0/8"), packet().destination), None);
    }
}
