use crate::change::{Change, Fix};
use crate::model::{IpPermission, ResourceId, RowId, SecurityGroup};
use crate::net::{CidrBlock, Family, PortRange, Protocol, well_known};
use crate::rules::context::Context;
use crate::rules::support::{list, pointer, rule_ports};
use ipnet::IpNet;

/// An inbound rule that admits some of the ports from everywhere.
pub(in crate::rules) struct OpenRule<'a> {
    /// The row.
    pub(in crate::rules) row: &'a RowId,
    /// Which ports, as people call them: "port 22 (SSH)".
    pub(in crate::rules) ports: String,
    /// `0.0.0.0/0` or `::/0`.
    pub(in crate::rules) source: IpNet,
}

/// The inbound rules of a group that admit one of these TCP ports from every address, one entry for each row.
pub(in crate::rules) fn open_ports<'a>(
    context: &Context<'_>,
    group: &'a SecurityGroup,
    ports: &[(u16, &str)],
) -> Vec<OpenRule<'a>> {
    let mut open = Vec::new();
    for (row, rule) in &group.ip_permissions {
        let Some(range) = tcp_range(rule) else { continue };
        let named: Vec<String> = ports
            .iter()
            .filter(|(port, _)| range.contains(*port))
            .map(|(port, service)| format!("{port} ({service})"))
            .collect();
        let Some(source) = everywhere(context, rule).filter(|_| !named.is_empty()) else { continue };
        let ports = match (range == PortRange::ALL, named.len()) {
            (true, _) => format!("every port, among them {},", list(named)),
            (false, 1) => format!("port {}", list(named)),
            (false, _) => format!("ports {}", list(named)),
        };
        open.push(OpenRule { row, ports, source });
    }
    open
}

/// The ports that the rule admits for TCP.
fn tcp_range(rule: &IpPermission) -> Option<PortRange> {
    match rule.ip_protocol.as_ref().unwrap_or(&Protocol::All) {
        Protocol::All => Some(PortRange::ALL),
        Protocol::Tcp => rule_ports(rule),
        _ => None,
    }
}

/// Every address of a family, if the rule names it, by itself or by a prefix list.
fn everywhere(context: &Context<'_>, rule: &IpPermission) -> Option<IpNet> {
    let is_all = |net: &IpNet| *net == well_known::ANY_IPV4 || *net == well_known::ANY_IPV6;
    let blocks = [&rule.cidr_ip, &rule.cidr_ipv6].into_iter().flatten();
    let mut nets = blocks.filter_map(CidrBlock::net);
    nets.find(is_all).or_else(|| {
        let list = context.network.prefix_lists.get(rule.prefix_list_id.as_ref()?)?;
        list.entries.iter().copied().find(is_all)
    })
}

/// The fix that admits the VPC's own addresses only.
pub(in crate::rules) fn narrow_to_vpc(
    context: &Context<'_>,
    id: &ResourceId,
    group: &SecurityGroup,
    open: &OpenRule<'_>,
) -> Option<Fix> {
    // Rules that name a list stay: others may use the list.
    let rule = group.ip_permissions.get(open.row).filter(|rule| rule.prefix_list_id.is_none());
    let vpc = rule.and_then(|_| context.network.vpcs.get(group.vpc_id.as_ref()?))?;
    let family = Family::of(open.source.addr());
    let block = vpc.cidrs_of(family).next()?;
    let field = if family == Family::Ipv4 { "cidrIp" } else { "cidrIpv6" };
    let path = pointer(&["ipPermissions", open.row.as_str(), field]);
    Some(Fix {
        title: format!("Narrow the rule to {block}, the addresses of {}", context.name(&vpc.id)),
        changes: vec![Change::set(id, &path, block.to_string())],
    })
}
