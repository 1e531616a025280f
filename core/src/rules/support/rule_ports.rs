use crate::model::IpPermission;
use crate::net::PortRange;

/// The ports of a TCP or UDP rule; `None` where the numbers are no ports. A rule without ports, or with -1, is for all.
pub(in crate::rules) fn rule_ports(rule: &IpPermission) -> Option<PortRange> {
    let (from, to) = match (rule.from_port, rule.to_port) {
        (None | Some(-1), None | Some(-1)) => return Some(PortRange::ALL),
        (Some(only), None) | (None, Some(only)) => (only, only),
        (Some(from), Some(to)) => (from, to),
    };
    let (from, to) = (u16::try_from(from).ok()?, u16::try_from(to).ok()?);
    (from <= to).then_some(PortRange { from, to })
}
