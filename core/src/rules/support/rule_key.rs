use crate::model::IpPermission;
use crate::net::{CidrBlock, Protocol};

/// What makes two rules of a security group the same for AWS: not the description (R-SG-14).
pub(in crate::rules) fn rule_key(rule: &IpPermission) -> impl Ord + use<> {
    let net =
        |block: &Option<CidrBlock>| block.as_ref().map(|block| block.net().ok_or_else(|| block.to_string()));
    let protocol = rule.ip_protocol.clone().unwrap_or(Protocol::All);
    // -1 is any, as is nothing; only some protocols have ports, or a type and a code.
    let part = |part: Option<i32>| {
        part.filter(|part| *part >= 0 && (protocol.has_ports() || protocol.is_icmp())).unwrap_or(-1)
    };
    (
        protocol.clone(),
        part(rule.from_port),
        part(rule.to_port),
        net(&rule.cidr_ip),
        net(&rule.cidr_ipv6),
        rule.group_id.clone(),
        rule.prefix_list_id.clone(),
    )
}
