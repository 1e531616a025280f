use crate::change::{Change, Fix};
use crate::model::{IpPermission, ResourceId, RowId, SecurityGroup};
use crate::net::{CidrBlock, Family, PortRange, Protocol, well_known};
use crate::ordered::Order;
use crate::rules::context::Context;
use crate::rules::support::{is_covered, list, pointer, rule_key, rule_ports};
use ipnet::IpNet;

/// Inbound rules that admit some of the ports from everywhere: one by itself, or several together.
pub(in crate::rules) struct OpenRules<'a> {
    /// The rows.
    rows: Vec<&'a RowId>,
    family: Family,
    /// Which ports, as people call them: "port 22 (SSH)".
    pub(in crate::rules) ports: String,
    /// Whether they admit every port.
    pub(in crate::rules) every_port: bool,
    /// The blocks: "0.0.0.0/0", or "0.0.0.0/1 and 128.0.0.0/1 together".
    pub(in crate::rules) source: String,
}

/// A rule that admits one of the ports, and from which blocks.
struct Admitting<'a> {
    row: &'a RowId,
    range: PortRange,
    blocks: Vec<IpNet>,
}

/// More blocks than these are counted instead of named.
const MOST_NAMED: usize = 4;

/// The inbound rules of a group that admit one of these TCP ports from every address of a family: one entry for each
/// row that does so alone, and one for each set of rows of which every one is needed.
pub(in crate::rules) fn open_ports<'a>(
    context: &Context<'_>,
    group: &'a SecurityGroup,
    ports: &[(u16, &str)],
) -> Vec<OpenRules<'a>> {
    let rules: Vec<Admitting<'a>> = group
        .ip_permissions
        .iter()
        .filter_map(|(row, rule)| {
            let range =
                tcp_range(rule).filter(|range| ports.iter().any(|(port, _)| range.contains(*port)))?;
            Some(Admitting { row, range, blocks: blocks(context, rule) })
        })
        .collect();
    let mut open = Vec::new();
    for family in [Family::Ipv4, Family::Ipv6] {
        for rule in rules.iter().filter(|rule| are_everywhere(&[*rule], family)) {
            let named = ports.iter().filter(|(port, _)| rule.range.contains(*port)).map(named);
            open.push(OpenRules::of(&[rule], family, named.collect()));
        }
        for (together, named) in open_together(&rules, family, ports) {
            open.push(OpenRules::of(&together, family, named));
        }
    }
    open
}

/// The ports that no rule opens alone, with the rules that it takes.
fn open_together<'r, 'a>(
    rules: &'r [Admitting<'a>],
    family: Family,
    ports: &[(u16, &str)],
) -> Vec<(Vec<&'r Admitting<'a>>, Vec<String>)> {
    let mut found: Vec<(Vec<&Admitting<'_>>, Vec<String>)> = Vec::new();
    for port in ports {
        let mut needed: Vec<&Admitting<'_>> =
            rules.iter().filter(|rule| rule.range.contains(port.0)).collect();
        let is_known = needed.iter().any(|rule| are_everywhere(&[*rule], family));
        if is_known || !are_everywhere(&needed, family) {
            continue;
        }
        for index in (0..needed.len()).rev() {
            let mut fewer = needed.clone();
            fewer.remove(index);
            if are_everywhere(&fewer, family) {
                needed = fewer;
            }
        }
        let rows = |rules: &[&Admitting<'a>]| rules.iter().map(|rule| rule.row).collect::<Vec<_>>();
        match found.iter_mut().find(|(known, _)| rows(known) == rows(&needed)) {
            Some((_, ports)) => ports.push(named(port)),
            None => found.push((needed, vec![named(port)])),
        }
    }
    found
}

impl<'a> OpenRules<'a> {
    fn of(rules: &[&Admitting<'a>], family: Family, named: Vec<String>) -> Self {
        let every_port = rules.iter().all(|rule| rule.range == PortRange::ALL);
        let ports = match (every_port, named.len()) {
            (true, _) => format!("every port, among them {},", list(named)),
            (false, 1) => format!("port {}", list(named)),
            (false, _) => format!("ports {}", list(named)),
        };
        let rows = rules.iter().map(|rule| rule.row).collect();
        Self { rows, family, ports, every_port, source: source(rules, family) }
    }
}

fn named((port, service): &(u16, &str)) -> String {
    format!("{port} ({service})")
}

fn every_address(family: Family) -> IpNet {
    match family {
        Family::Ipv4 => well_known::ANY_IPV4,
        Family::Ipv6 => well_known::ANY_IPV6,
    }
}

fn are_everywhere(rules: &[&Admitting<'_>], family: Family) -> bool {
    let blocks: Vec<IpNet> = rules.iter().flat_map(|rule| rule.blocks.iter().copied()).collect();
    is_covered(every_address(family), &blocks)
}

/// The blocks that it takes, in order.
fn source(rules: &[&Admitting<'_>], family: Family) -> String {
    let mut blocks: Vec<IpNet> = rules
        .iter()
        .flat_map(|rule| rule.blocks.iter().copied())
        .filter(|block| Family::of(block.addr()) == family)
        .collect();
    blocks.order();
    blocks.dedup();
    let widest: Vec<String> = blocks
        .iter()
        .filter(|block| !blocks.iter().any(|other| other != *block && other.contains(*block)))
        .map(ToString::to_string)
        .collect();
    match widest.len() {
        1 => list(widest),
        2..=MOST_NAMED => format!("{} together", list(widest)),
        count => format!("{count} blocks together"),
    }
}

/// The ports that the rule admits for TCP.
fn tcp_range(rule: &IpPermission) -> Option<PortRange> {
    match rule.ip_protocol.as_ref().unwrap_or(&Protocol::All) {
        Protocol::All => Some(PortRange::ALL),
        Protocol::Tcp => rule_ports(rule),
        _ => None,
    }
}

/// The blocks that the rule names, by itself or by a prefix list.
fn blocks(context: &Context<'_>, rule: &IpPermission) -> Vec<IpNet> {
    let list = rule.prefix_list_id.as_ref().and_then(|id| context.network.prefix_lists.get(id));
    let own = [&rule.cidr_ip, &rule.cidr_ipv6].into_iter().flatten().filter_map(CidrBlock::net);
    own.chain(list.iter().flat_map(|list| list.entries.iter().copied())).map(|net| net.trunc()).collect()
}

/// The fix that admits the VPC's own addresses only. A rule that would then stand twice goes.
pub(in crate::rules) fn narrow_to_vpc(
    context: &Context<'_>,
    id: &ResourceId,
    group: &SecurityGroup,
    open: &OpenRules<'_>,
) -> Option<Fix> {
    let vpc = context.network.vpcs.get(group.vpc_id.as_ref()?)?;
    let block = *vpc.cidrs_of(open.family).next()?;
    let others = group.ip_permissions.iter().filter(|(row, _)| !open.rows.contains(row));
    let mut standing: Vec<_> = others.map(|(_, rule)| rule_key(rule)).collect();
    let mut changes = Vec::new();
    for row in &open.rows {
        // Rules that name a list stay: others may use the list.
        let rule = group.ip_permissions.get(*row).filter(|rule| rule.prefix_list_id.is_none())?;
        let mut narrowed = rule.clone();
        let (field, slot) = match open.family {
            Family::Ipv4 => ("cidrIp", &mut narrowed.cidr_ip),
            Family::Ipv6 => ("cidrIpv6", &mut narrowed.cidr_ipv6),
        };
        *slot = Some(CidrBlock::from(block));
        let key = rule_key(&narrowed);
        if standing.contains(&key) {
            let path = pointer(&["ipPermissions", row.as_str()]);
            changes.push(Change::RemovePath { id: id.clone(), path });
        } else {
            standing.push(key);
            let path = pointer(&["ipPermissions", row.as_str(), field]);
            changes.push(Change::set(id, &path, block.to_string()));
        }
    }
    let rules = if open.rows.len() == 1 { "rule" } else { "rules" };
    Some(Fix {
        title: format!("Narrow the {rules} to {block}, the addresses of {}", context.name(&vpc.id)),
        changes,
    })
}
