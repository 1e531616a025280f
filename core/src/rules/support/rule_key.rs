use crate::model::{IpPermission, ResourceId};
use crate::net::{CidrBlock, Protocol};
use ipnet::IpNet;

/// What makes two rules of a security group the same for AWS: not the description (R-SG-14).
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::rules) struct RuleKey {
    protocol: Protocol,
    from: i32,
    to: i32,
    blocks: [Option<Result<IpNet, String>>; 2],
    group: Option<ResourceId>,
    list: Option<ResourceId>,
}

/// The key of a rule.
pub(in crate::rules) fn rule_key(rule: &IpPermission) -> RuleKey {
    let net =
        |block: &Option<CidrBlock>| block.as_ref().map(|block| block.net().ok_or_else(|| block.to_string()));
    let protocol = rule.ip_protocol.clone().unwrap_or(Protocol::All);
    // -1 is any, as is nothing; only some protocols have ports, or a type and a code.
    let part = |part: Option<i32>| {
        part.filter(|part| *part >= 0 && (protocol.has_ports() || protocol.is_icmp())).unwrap_or(-1)
    };
    RuleKey {
        from: part(rule.from_port),
        to: part(rule.to_port),
        blocks: [net(&rule.cidr_ip), net(&rule.cidr_ipv6)],
        group: rule.group_id.clone(),
        list: rule.prefix_list_id.clone(),
        protocol,
    }
}
