//! What keeps AWS from taking a row of a security group or a network ACL. Such a row is no rule: packets never meet it.
//!
//! <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html>,
//! <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html>

use crate::model::{IpPermission, NetworkAclEntry};
use crate::net::{PortRange, Protocol};

/// One thing that is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowFault<'a> {
    /// An entry without a number has no place in the order (R-NACL-1).
    NoNumber,
    /// AWS gives no such number (R-NACL-5).
    NumberOutOfRange,
    /// An entry says neither allow nor deny: what it says instead, if anything.
    NoAction(Option<&'a str>),
    /// No protocol is called so, and none has that number.
    UnknownProtocol(&'a str),
    /// TCP and UDP need a first and a last port.
    NoPorts,
    /// A first port, and no last one.
    NoLastPort,
    /// A last port, and no first one.
    NoFirstPort,
    /// Numbers that are no ports, no ICMP type and code, or in the wrong order (R-SG-15).
    ImpossibleNumbers,
    /// Neither source nor destination.
    NoEnd,
    /// More than one source or destination.
    SeveralEnds,
}

/// What is wrong with a rule of a security group; nothing where AWS would take it.
pub fn faults_of_rule(rule: &IpPermission) -> Vec<RowFault<'_>> {
    let ends = [
        rule.cidr_ip.is_some(),
        rule.cidr_ipv6.is_some(),
        rule.group_id.is_some(),
        rule.prefix_list_id.is_some(),
    ];
    let mut faults = Vec::new();
    faults.extend(of_traffic(rule.ip_protocol.as_ref(), (rule.from_port, rule.to_port), None));
    faults.extend(of_ends(&ends));
    faults
}

/// What is wrong with an entry of a network ACL; nothing where AWS would take it.
pub fn faults_of_entry(entry: &NetworkAclEntry) -> Vec<RowFault<'_>> {
    let mut faults = Vec::new();
    match entry.rule_number {
        None => faults.push(RowFault::NoNumber),
        Some(number) if !(1..=32_766).contains(&number) => faults.push(RowFault::NumberOutOfRange),
        Some(_) => {}
    }
    let ports = (entry.from_port, entry.to_port);
    faults.extend(of_traffic(entry.protocol.as_ref(), ports, Some((entry.icmp_type, entry.icmp_code))));
    faults.extend(of_ends(&[entry.cidr_block.is_some(), entry.ipv6_cidr_block.is_some()]));
    match entry.rule_action.as_deref() {
        Some("allow" | "deny") => {}
        other => faults.push(RowFault::NoAction(other)),
    }
    faults
}

/// The ports of a TCP or UDP row; `None` unless both are there, are ports, and stand in their order.
pub fn ports_of_row(from: Option<i32>, to: Option<i32>) -> Option<PortRange> {
    let (from, to) = (u16::try_from(from?).ok()?, u16::try_from(to?).ok()?);
    (from <= to).then_some(PortRange { from, to })
}

/// `icmp` are type and code where a row has fields of their own for them.
fn of_traffic(
    protocol: Option<&Protocol>,
    ports: (Option<i32>, Option<i32>),
    icmp: Option<(Option<i32>, Option<i32>)>,
) -> Option<RowFault<'_>> {
    match protocol? {
        Protocol::Unknown(text) => Some(RowFault::UnknownProtocol(text)),
        protocol if protocol.has_ports() => match ports {
            (None, None) => Some(RowFault::NoPorts),
            (Some(_), None) => Some(RowFault::NoLastPort),
            (None, Some(_)) => Some(RowFault::NoFirstPort),
            (from, to) => ports_of_row(from, to).is_none().then_some(RowFault::ImpossibleNumbers),
        },
        protocol if protocol.is_icmp() => {
            let (kind, code) = icmp.unwrap_or(ports);
            let is_out = |number: &i32| !(-1..=255).contains(number);
            [kind, code].iter().flatten().any(is_out).then_some(RowFault::ImpossibleNumbers)
        }
        _ => None,
    }
}

fn of_ends(ends: &[bool]) -> Option<RowFault<'static>> {
    match ends.iter().filter(|is_there| **is_there).count() {
        0 => Some(RowFault::NoEnd),
        1 => None,
        _ => Some(RowFault::SeveralEnds),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn rule(rule: Value) -> bool {
        faults_of_rule(&serde_json::from_value(rule).unwrap()).is_empty()
    }

    fn entry(entry: Value) -> bool {
        faults_of_entry(&serde_json::from_value(entry).unwrap()).is_empty()
    }

    #[test]
    fn a_rule_has_both_ports_and_one_end() {
        assert!(rule(json!({"ipProtocol": "tcp", "fromPort": 443, "toPort": 443, "cidrIp": "10.0.0.0/8"})));
        assert!(rule(json!({"cidrIp": "10.0.0.0/8"})));
        assert!(rule(json!({"ipProtocol": "icmp", "fromPort": 8, "groupId": "sg-1"})));
        assert!(rule(json!({"ipProtocol": "47", "prefixListId": "pl-1"})));
        assert!(!rule(json!({"ipProtocol": "tcp", "fromPort": 443, "cidrIp": "10.0.0.0/8"})));
        assert!(!rule(json!({"ipProtocol": "udp", "toPort": 53, "cidrIp": "10.0.0.0/8"})));
        assert!(!rule(json!({"ipProtocol": "tcp", "cidrIp": "10.0.0.0/8"})));
        assert!(!rule(json!({"ipProtocol": "tcp", "fromPort": -1, "toPort": -1, "cidrIp": "10.0.0.0/8"})));
        assert!(!rule(json!({"ipProtocol": "tcp", "fromPort": 9, "toPort": 5, "cidrIp": "10.0.0.0/8"})));
        assert!(!rule(json!({"ipProtocol": "tcp", "fromPort": 1, "toPort": 65536, "cidrIp": "10.0.0.0/8"})));
        assert!(!rule(json!({"ipProtocol": "foo", "cidrIp": "10.0.0.0/8"})));
        assert!(!rule(json!({"ipProtocol": "256", "cidrIp": "10.0.0.0/8"})));
        assert!(!rule(json!({"ipProtocol": "icmp", "fromPort": 256, "cidrIp": "10.0.0.0/8"})));
        assert!(!rule(json!({"ipProtocol": "all"})));
        assert!(!rule(json!({"cidrIp": "10.0.0.0/8", "cidrIpv6": "2001:db8::/32"})));
    }

    #[test]
    fn an_entry_has_a_number_an_action_and_one_block() {
        let sound = json!({"ruleNumber": 100, "protocol": "tcp", "fromPort": 443, "toPort": 443, "cidrBlock": "0.0.0.0/0", "ruleAction": "deny"});
        assert!(entry(sound.clone()));
        assert!(entry(json!({"ruleNumber": 1, "ipv6CidrBlock": "::/0", "ruleAction": "allow"})));
        assert!(entry(
            json!({"ruleNumber": 1, "protocol": "icmp", "icmpType": -1, "cidrBlock": "0.0.0.0/0", "ruleAction": "allow"})
        ));
        for (field, value) in [
            ("ruleNumber", Value::Null),
            ("ruleNumber", json!(0)),
            ("ruleNumber", json!(32_767)),
            ("protocol", json!("foo")),
            ("fromPort", json!(444)),
            ("toPort", Value::Null),
            ("ruleAction", json!("maybe")),
            ("ruleAction", Value::Null),
            ("cidrBlock", Value::Null),
            ("ipv6CidrBlock", json!("::/0")),
        ] {
            let mut wrong = sound.clone();
            wrong[field] = value.clone();
            assert!(!entry(wrong), "{field} {value}");
        }
    }
}
