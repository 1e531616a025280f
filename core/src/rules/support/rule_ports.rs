use crate::model::IpPermission;
use crate::net::PortRange;
use crate::topology::ports_of_row;

/// The ports of a TCP or UDP rule; `None` where one is missing or they are no ports.
pub(in crate::rules) fn rule_ports(rule: &IpPermission) -> Option<PortRange> {
    ports_of_row(rule.from_port, rule.to_port)
}
