use crate::change::{Change, Fix};
use crate::model::{IpPermission, ResourceId, RowId, SecurityGroup};
use crate::net::{CidrBlock, Family, PortRange, Protocol, well_known};
use crate::ordered::Order;
use crate::rules::context::Context;
use crate::rules::support::{RuleKey, is_covered, list, pointer, rule_key, rule_ports};
use crate::topology::faults_of_rule;
use ipnet::IpNet;
use std::collections::{BTreeMap, BTreeSet};

/// Inbound rules that admit some of the ports from everywhere: one by itself, or several together.
pub(in crate::rules) struct OpenRules<'a> {
    /// The rows.
    rows: BTreeSet<&'a RowId>,
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

/// Of more rules than these it is not tried one by one which can be left out: that takes time in line with the square.
const MOST_TRIED: usize = 64;

/// The inbound rules of a group that admit one of these TCP ports from every address of a family, with the fix that
/// narrows them to the VPC's own addresses: one entry for each row that does so alone, and one for each set of rows that
/// do so together. Of up to [`MOST_TRIED`] rows every one is needed. Rules that AWS does not take admit nothing.
pub(in crate::rules) fn open_ports<'a>(
    context: &Context<'_>,
    id: &ResourceId,
    group: &'a SecurityGroup,
    ports: &[(u16, &str)],
) -> Vec<(OpenRules<'a>, Option<Fix>)> {
    let open = open_rules(context, group, ports);
    if open.is_empty() {
        return Vec::new();
    }
    let standing = count(group.ip_permissions.values());
    let fixed = |open: OpenRules<'a>| {
        let fix = narrow_to_vpc(context, id, group, &open, &standing);
        (open, fix)
    };
    open.into_iter().map(fixed).collect()
}

fn open_rules<'a>(
    context: &Context<'_>,
    group: &'a SecurityGroup,
    ports: &[(u16, &str)],
) -> Vec<OpenRules<'a>> {
    let rules: Vec<Admitting<'a>> = group
        .ip_permissions
        .iter()
        .filter(|(_, rule)| faults_of_rule(rule).is_empty())
        .filter_map(|(row, rule)| {
            let range =
                tcp_range(rule).filter(|range| ports.iter().any(|(port, _)| range.contains(*port)))?;
            Some(Admitting { row, range, blocks: blocks(context, rule) })
        })
        .collect();
    let mut open = Vec::new();
    for family in [Family::Ipv4, Family::Ipv6] {
        let alone: Vec<&Admitting<'_>> =
            rules.iter().filter(|rule| are_everywhere(&[*rule], family)).collect();
        for rule in &alone {
            let named = ports.iter().filter(|(port, _)| rule.range.contains(*port)).map(named);
            open.push(OpenRules::of(&[*rule], family, named.collect()));
        }
        let is_known = |port: u16| alone.iter().any(|rule| rule.range.contains(port));
        let others: Vec<_> = ports.iter().copied().filter(|(port, _)| !is_known(*port)).collect();
        for (together, named) in open_together(&rules, family, &others) {
            open.push(OpenRules::of(&together, family, named));
        }
    }
    open
}

/// Those of the ports, none of which a rule opens alone, that several open together, with the rules that it takes.
fn open_together<'r, 'a>(
    rules: &'r [Admitting<'a>],
    family: Family,
    ports: &[(u16, &str)],
) -> Vec<(Vec<&'r Admitting<'a>>, Vec<String>)> {
    let mut found: Vec<(Vec<&Admitting<'_>>, Vec<String>)> = Vec::new();
    for port in ports {
        let admitting: Vec<&Admitting<'_>> =
            rules.iter().filter(|rule| rule.range.contains(port.0)).collect();
        if !are_everywhere(&admitting, family) {
            continue;
        }
        let needed = needed(with_the_widest(&admitting, family), family);
        let rows = |rules: &[&Admitting<'a>]| rules.iter().map(|rule| rule.row).collect::<Vec<_>>();
        match found.iter_mut().find(|(known, _)| rows(known) == rows(&needed)) {
            Some((_, ports)) => ports.push(named(port)),
            None => found.push((needed, vec![named(port)])),
        }
    }
    found
}

/// For each block that lies in no other one the first rule that has it: together they admit what all of them admit.
fn with_the_widest<'r, 'a>(rules: &[&'r Admitting<'a>], family: Family) -> Vec<&'r Admitting<'a>> {
    let of_rule = |(index, rule): (usize, &&'r Admitting<'a>)| {
        rule.blocks.iter().map(|block| (*block, index)).collect::<Vec<_>>()
    };
    let blocks = rules.iter().enumerate().flat_map(of_rule);
    let chosen: BTreeSet<usize> = widest(blocks, family).into_iter().map(|(_, index)| index).collect();
    rules.iter().enumerate().filter(|(index, _)| chosen.contains(index)).map(|(_, rule)| *rule).collect()
}

/// The blocks of a family that lie in no other one, in order, each with what stands first beside it.
fn widest<T: Ord>(blocks: impl Iterator<Item = (IpNet, T)>, family: Family) -> Vec<(IpNet, T)> {
    let mut blocks: Vec<(IpNet, T)> =
        blocks.filter(|(block, _)| Family::of(block.addr()) == family).collect();
    // A block comes before those that lie in it.
    blocks.order();
    let mut widest: Vec<(IpNet, T)> = Vec::new();
    for (block, beside) in blocks {
        if !widest.last().is_some_and(|(last, _)| last.contains(&block)) {
            widest.push((block, beside));
        }
    }
    widest
}

/// The rules without those that can be left out, the last ones first.
fn needed<'r, 'a>(mut rules: Vec<&'r Admitting<'a>>, family: Family) -> Vec<&'r Admitting<'a>> {
    if rules.len() > MOST_TRIED {
        return rules;
    }
    for index in (0..rules.len()).rev() {
        let mut fewer = rules.clone();
        fewer.remove(index);
        if are_everywhere(&fewer, family) {
            rules = fewer;
        }
    }
    rules
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
    let blocks = rules.iter().flat_map(|rule| rule.blocks.iter().map(|block| (*block, ())));
    let widest: Vec<String> =
        widest(blocks, family).into_iter().map(|(block, ())| block.to_string()).collect();
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

/// How many rules AWS takes for the same, for each of them.
fn count<'a>(rules: impl Iterator<Item = &'a IpPermission>) -> BTreeMap<RuleKey, usize> {
    let mut counts = BTreeMap::new();
    for rule in rules {
        *counts.entry(rule_key(rule)).or_default() += 1;
    }
    counts
}

/// The fix that admits the VPC's own addresses only. A rule that would then stand twice goes. `standing` are all
/// rules of the group.
fn narrow_to_vpc(
    context: &Context<'_>,
    id: &ResourceId,
    group: &SecurityGroup,
    open: &OpenRules<'_>,
    standing: &BTreeMap<RuleKey, usize>,
) -> Option<Fix> {
    let vpc = context.network.vpcs.get(group.vpc_id.as_ref()?)?;
    let block = *vpc.cidrs_of(open.family).next()?;
    let own = count(open.rows.iter().filter_map(|row| group.ip_permissions.get(*row)));
    let mut narrowed_to = BTreeSet::new();
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
        let is_of_others = standing.get(&key) > own.get(&key);
        if is_of_others || !narrowed_to.insert(key) {
            let path = pointer(&["ipPermissions", row.as_str()]);
            changes.push(Change::RemovePath { id: id.clone(), path });
        } else {
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
