//! AWS Network Firewall (section 19 of the rule book): everything that may become of a packet, as far as the drawing tells. A
//! rule that may match or not leaves both open; where more than one end is left, nobody knows.

use super::facts::Facts;
use super::firewall_words::{Names, within};
use super::inspection::Inspected;
use super::opinion::Reason;
use super::walk::{Packet, Walk, stop};
use ipnet::IpNet;
use netyard_core::model::{FirewallPolicy, FirewallPorts, Resource, StatefulRule, StatelessRule};
use netyard_core::net::Protocol;
use std::collections::BTreeSet;
use std::net::IpAddr;

/// Whether something holds. The order makes `min` of it "and", `max` "or".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Truth {
    No,
    Perhaps,
    Yes,
}

impl Truth {
    pub(crate) fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Perhaps => Self::Perhaps,
            Self::Yes => Self::No,
        }
    }
}

impl From<bool> for Truth {
    fn from(is_so: bool) -> Self {
        if is_so { Self::Yes } else { Self::No }
    }
}

/// What may become of a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    /// The stateless engine hands it to the stateful one.
    Forwarded,
    Passed,
    Dropped,
    Refused,
    /// No stateful rule says anything.
    Open,
}

/// A packet as rules see it. Of the side that chooses its port the whole range is known.
struct Seen<'p> {
    packet: &'p Packet,
    source_ports: (u16, u16),
    destination_ports: (u16, u16),
}

impl Walk<'_> {
    /// Whether a firewall lets a packet by at one of its endpoints (R-NFW-2, R-NFW-6).
    pub(crate) fn through_firewall(
        &mut self,
        id: &str,
        endpoint: &str,
        packet: &Packet,
    ) -> Result<(), (Reason, String)> {
        let facts = self.facts;
        let Some(Resource::Firewall(firewall)) = facts.document.resource(id) else {
            return stop(Reason::Lost, id);
        };
        if firewall.status != "READY" {
            return stop(Reason::State, id);
        }
        let policy = firewall.firewall_policy_id.as_ref();
        let Some(policy) = policy.and_then(|policy| facts.document.firewall_policy(policy.as_str())) else {
            return stop(Reason::Unclear, id);
        };
        let home = firewall.vpc_id.as_ref().map(|vpc| facts.blocks(vpc.as_str()));
        let seen = self.seen(packet);
        let known = self.memory.inspected.iter_mut().find(|one| {
            one.at == endpoint && one.firewall.as_deref() == Some(id) && one.is_answered_by(packet)
        });
        let known = known.filter(|_| self.is_reply).map(|one| {
            one.is_answered = true;
            (one.is_stateful, one.is_passed)
        });
        let mut remember = |is_stateful, is_passed| {
            self.memory.inspected.push(Inspected {
                at: endpoint.to_owned(),
                firewall: Some(id.to_owned()),
                from: packet.from,
                to: packet.to,
                protocol: packet.protocol.clone(),
                is_stateful,
                is_passed,
                is_answered: false,
            });
        };
        match only(&stateless(facts, policy, &seen)) {
            Some(End::Passed) => {
                if !self.is_reply {
                    remember(false, Truth::Yes);
                }
                return Ok(());
            }
            Some(End::Dropped) => return stop(Reason::FirewallRules, id),
            Some(_) => {}
            None => return stop(Reason::Unclear, id),
        }
        if !self.is_reply {
            let ends = stateful(facts, policy, home.as_deref(), &seen, Depth::All);
            let is_passed = match only(&ends) {
                Some(End::Passed) => Truth::Yes,
                Some(_) => Truth::No,
                None => Truth::Perhaps,
            };
            remember(true, is_passed);
            return conclude(&ends, self.is_reply, id);
        }
        let is_engine_patient = policy
            .stateful_engine_options
            .as_ref()
            .is_some_and(|options| options.stream_exception_policy.as_deref() == Some("CONTINUE"));
        match known {
            Some((true, Truth::Yes)) => Ok(()),
            // Where a rule may have passed the flow, its replies are perhaps asked nothing.
            Some((true, is_passed)) => {
                let mut ends = stateful(facts, policy, home.as_deref(), &seen, Depth::Packet);
                ends.extend((is_passed == Truth::Perhaps).then_some(End::Passed));
                conclude(&ends, self.is_reply, id)
            }
            // Of tcp it is the middle of a connection that nobody has seen begin.
            Some((false, _)) if packet.protocol != Protocol::Tcp || is_engine_patient => {
                conclude(&stateful(facts, policy, home.as_deref(), &seen, Depth::All), true, id)
            }
            _ => stop(Reason::Asymmetric, id),
        }
    }

    /// Of a reply that has come back: whether a firewall waits for it somewhere else (R-NFW-2).
    pub(crate) fn is_missed(&self) -> Option<String> {
        let waiting = self.memory.inspected.iter().find(|one| one.is_stateful && !one.is_answered);
        waiting.and_then(|one| one.firewall.clone())
    }

    fn seen<'p>(&self, packet: &'p Packet) -> Seen<'p> {
        let chosen = self.memory.translated.last().map_or(self.client_ports, |(device, ..)| {
            super::evaluate::ports_of_translator(self.facts, device)
        });
        if self.is_reply {
            Seen { packet, source_ports: (self.server_port, self.server_port), destination_ports: chosen }
        } else {
            Seen { packet, source_ports: chosen, destination_ports: (packet.port, packet.port) }
        }
    }
}

/// The only end that is left.
fn only(ends: &BTreeSet<End>) -> Option<End> {
    let mut all = ends.iter();
    all.next().copied().filter(|_| all.next().is_none())
}

fn conclude(ends: &BTreeSet<End>, is_reply: bool, id: &str) -> Result<(), (Reason, String)> {
    match only(ends) {
        _ if ends.iter().all(|end| matches!(end, End::Passed | End::Open)) => Ok(()),
        Some(End::Dropped) => stop(Reason::FirewallRules, id),
        // Of a reply that is refused the client hears nothing.
        Some(End::Refused) if is_reply => stop(Reason::FirewallRules, id),
        Some(End::Refused) => stop(Reason::FirewallRefusal, id),
        _ => stop(Reason::Unclear, id),
    }
}

/// Groups by priority, rules by priority: the first one decides, for this packet alone.
fn stateless(facts: &Facts, policy: &FirewallPolicy, seen: &Seen) -> BTreeSet<End> {
    let mut ends = BTreeSet::new();
    let mut groups: Vec<_> = policy.stateless_rule_group_references.values().collect();
    groups.sort_by_key(|group| group.priority);
    for reference in groups {
        let Some(id) = &reference.rule_group_id else { continue };
        let Some(group) = facts.document.rule_group(id.as_str()) else {
            return BTreeSet::from([End::Passed, End::Dropped]);
        };
        let mut rules: Vec<_> = group.stateless_rules.values().collect();
        rules.sort_by_key(|rule| rule.priority);
        for rule in rules {
            let matches = stateless_matches(rule, seen);
            if matches == Truth::No {
                continue;
            }
            ends.extend(stateless_end(&rule.actions));
            if matches == Truth::Yes {
                return ends;
            }
        }
    }
    ends.extend(stateless_end(&policy.stateless_default_actions));
    ends
}

/// What an action leaves; without one that is known, anything.
fn stateless_end(actions: &[String]) -> Vec<End> {
    for action in actions {
        match action.as_str() {
            "aws:pass" => return vec![End::Passed],
            "aws:drop" => return vec![End::Dropped],
            "aws:forward_to_sfe" => return vec![End::Forwarded],
            _ => {}
        }
    }
    vec![End::Passed, End::Dropped]
}

fn stateless_matches(rule: &StatelessRule, seen: &Seen) -> Truth {
    let packet = seen.packet;
    let is_among = |blocks: &[netyard_core::net::CidrBlock], address: IpAddr| {
        blocks.is_empty()
            || blocks.iter().filter_map(netyard_core::net::CidrBlock::net).any(|net| net.contains(&address))
    };
    let is_protocol = rule.protocols.is_empty()
        || rule.protocols.iter().any(|one| *one == Protocol::All || *one == packet.protocol);
    let flags = match (&rule.tcp_flags, &packet.protocol) {
        (None, _) => Truth::Yes,
        (Some(_), Protocol::Tcp) => Truth::Perhaps,
        (Some(_), _) => Truth::No,
    };
    Truth::from(is_protocol)
        .min(is_among(&rule.sources, packet.from).into())
        .min(is_among(&rule.destinations, packet.to).into())
        .min(in_ranges(&rule.source_ports, seen.source_ports, &packet.protocol))
        .min(in_ranges(&rule.destination_ports, seen.destination_ports, &packet.protocol))
        .min(flags)
}

fn in_ranges(asked: &[FirewallPorts], ports: (u16, u16), protocol: &Protocol) -> Truth {
    if asked.is_empty() {
        return Truth::Yes;
    }
    if !matches!(protocol, Protocol::Tcp | Protocol::Udp) {
        return Truth::No;
    }
    asked.iter().map(|one| within((one.from_port, one.to_port), ports)).max().unwrap_or(Truth::No)
}

/// How much of a flow is judged.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// The first packets and what they carry.
    All,
    /// A single packet, by address and port.
    Packet,
}

/// Something that may decide about a flow: what it leads to, and whether it matches the first packet of tcp, and what follows.
struct Clause {
    ends: Vec<End>,
    order: u8,
    opening: Truth,
    data: Truth,
}

/// The stateful engine, at a flow that begins.
fn stateful(
    facts: &Facts,
    policy: &FirewallPolicy,
    home: Option<&[IpNet]>,
    seen: &Seen,
    depth: Depth,
) -> BTreeSet<End> {
    let is_strict = policy
        .stateful_engine_options
        .as_ref()
        .is_some_and(|options| options.rule_order.as_deref() == Some("STRICT_ORDER"));
    let mut clauses = clauses(facts, policy, home, seen, is_strict, depth);
    if !is_strict {
        // Everything that passes before everything that drops before everything that rejects.
        clauses.sort_by_key(|clause| clause.order);
    }
    let says = |word: &str| is_strict && policy.stateful_default_actions.iter().any(|one| one == word);
    let is_tcp = seen.packet.protocol == Protocol::Tcp;
    let mut ends = BTreeSet::new();
    let is_split = is_tcp && depth == Depth::All;
    if is_split || depth == Depth::Packet {
        let opening = first_of(&clauses, |clause| clause.opening);
        let is_open = opening.contains(&End::Open);
        ends.extend(opening.into_iter().filter(|end| *end != End::Open));
        if depth == Depth::Packet {
            ends.extend(is_open.then_some(End::Open));
            return ends;
        }
        if !is_open {
            return ends;
        }
        if says("aws:drop_strict") {
            ends.insert(End::Dropped);
            return ends;
        }
    }
    for end in first_of(&clauses, |clause| clause.data) {
        let is_established = says("aws:drop_established") || says("aws:drop_established_app_layer");
        let is_closed = end == End::Open && (says("aws:drop_strict") || is_established);
        ends.insert(if is_closed { End::Dropped } else { end });
    }
    ends
}

/// What the first clause that matches leads to, and all that may match before it.
fn first_of(clauses: &[Clause], matches: impl Fn(&Clause) -> Truth) -> BTreeSet<End> {
    let mut ends = BTreeSet::new();
    for clause in clauses {
        match matches(clause) {
            Truth::No => {}
            Truth::Perhaps => ends.extend(&clause.ends),
            Truth::Yes => {
                ends.extend(&clause.ends);
                return ends;
            }
        }
    }
    ends.insert(End::Open);
    ends
}

fn clauses(
    facts: &Facts,
    policy: &FirewallPolicy,
    home: Option<&[IpNet]>,
    seen: &Seen,
    is_strict: bool,
    depth: Depth,
) -> Vec<Clause> {
    let anything = |data| {
        let opening = if depth == Depth::All { data } else { Truth::No };
        Clause { ends: vec![End::Passed, End::Dropped, End::Refused], order: 0, opening, data }
    };
    let is_tcp = Truth::from(seen.packet.protocol == Protocol::Tcp).min(Truth::Perhaps);
    let mut all = Vec::new();
    all.extend(policy.tls_inspection_configuration_arn.is_some().then(|| anything(is_tcp)));
    let mut references: Vec<_> = policy.stateful_rule_group_references.values().collect();
    if is_strict {
        references.sort_by_key(|reference| reference.priority);
    }
    for reference in references {
        let Some(id) = &reference.rule_group_id else { continue };
        let Some(group) = facts.document.rule_group(id.as_str()) else {
            all.push(anything(Truth::Perhaps));
            continue;
        };
        let names = Names { group, policy, home: home.map(<[IpNet]>::to_vec) };
        let mut rules: Vec<_> = group.stateful_rules.iter().collect();
        rules.sort_by(|one, other| (&one.1.order, one.0).cmp(&(&other.1.order, other.0)));
        for (_, rule) in rules {
            all.extend(of_rule(rule, &names, seen, &anything));
        }
        if let Some(list) = &group.rules_source_list {
            // Names are seen in what tcp carries, and no packet here is sent to one.
            let goes_out = names.has_address("$HOME_NET", seen.packet.from, 0).min(names.has_address(
                "$EXTERNAL_NET",
                seen.packet.to,
                0,
            ));
            let carries = match (&seen.packet.protocol, seen.destination_ports.0) {
                (Protocol::Tcp, 443) => has(&list.target_types, "TLS_SNI").into(),
                (Protocol::Tcp, 80) => has(&list.target_types, "HTTP_HOST").into(),
                (Protocol::Tcp, 22 | 53) => Truth::No,
                (Protocol::Tcp, _) if list.target_types.is_empty() => Truth::No,
                (Protocol::Tcp, _) => Truth::Perhaps,
                _ => Truth::No,
            };
            let data = goes_out.min(carries);
            let data = if depth == Depth::All { data } else { Truth::No };
            all.extend(of_list(list.generated_rules_type.as_deref(), &list.targets, data, seen));
        }
        let is_written = |line: &str| !line.trim().is_empty() && !line.trim().starts_with('#');
        if group.rules_string.as_deref().unwrap_or_default().lines().any(is_written) {
            all.push(anything(Truth::Perhaps));
        }
    }
    all
}

fn has(all: &[String], one: &str) -> bool {
    all.iter().any(|it| it == one)
}

/// A list of domains: of what it looks at, what is on it and what is not (R-NFW-10).
fn of_list(kind: Option<&str>, targets: &[String], data: Truth, seen: &Seen) -> Vec<Clause> {
    let is_listed = match &seen.packet.name {
        None => Truth::Perhaps,
        Some(name) => targets.iter().any(|target| is_named(target, name)).into(),
    };
    let clause = |order, end, is_it: Truth| Clause {
        ends: vec![end],
        order,
        opening: Truth::No,
        data: data.min(is_it),
    };
    match kind {
        Some("ALLOWLIST") => {
            vec![clause(1, End::Passed, is_listed), clause(2, End::Dropped, is_listed.not())]
        }
        Some("DENYLIST") => vec![clause(2, End::Dropped, is_listed)],
        Some("REJECTLIST") => vec![clause(3, End::Refused, is_listed)],
        _ => Vec::new(),
    }
}

/// `.example.com` is the domain and all below it.
fn is_named(target: &str, name: &str) -> bool {
    let (target, name) = (target.to_lowercase(), name.to_lowercase());
    let name = name.trim_end_matches('.');
    match target.strip_prefix('.') {
        Some(domain) => format!(".{name}").ends_with(&format!(".{domain}")),
        None => target == name,
    }
}

fn of_rule(
    rule: &StatefulRule,
    names: &Names,
    seen: &Seen,
    anything: &impl Fn(Truth) -> Clause,
) -> Option<Clause> {
    let header = &rule.header;
    let matches = |from: IpAddr, from_ports, to: IpAddr, to_ports| {
        names
            .has_address(&header.source, from, 0)
            .min(names.has_address(&header.destination, to, 0))
            .min(names.has_port(&header.source_port, from_ports, &seen.packet.protocol, 0))
            .min(names.has_port(&header.destination_port, to_ports, &seen.packet.protocol, 0))
    };
    let (from, to) = (seen.packet.from, seen.packet.to);
    let there = matches(from, seen.source_ports, to, seen.destination_ports);
    let either = || there.max(matches(to, seen.destination_ports, from, seen.source_ports));
    let is_both = header.direction.eq_ignore_ascii_case("ANY");
    let sorts = ["sid", "msg", "rev", "gid", "classtype", "reference", "metadata", "priority"];
    let is_sorting = |keyword: &str| {
        let word = keyword.split(':').next().unwrap_or_default();
        sorts.contains(&word.trim().to_lowercase().as_str())
    };
    let asks_more = rule.rule_options.iter().any(|option| !is_sorting(&option.keyword));
    let mut whole = if is_both { either() } else { there };
    if asks_more {
        whole = whole.min(Truth::Perhaps);
    }
    let (opening, data) = protocol(&header.protocol, seen);
    let (opening, data) = (whole.min(opening), whole.min(data));
    let (order, end) = match rule.action.as_deref().unwrap_or_default().to_uppercase().as_str() {
        "PASS" => (1, End::Passed),
        "DROP" => (2, End::Dropped),
        "REJECT" => (3, End::Refused),
        // It reports, and decides nothing.
        "ALERT" => return None,
        _ => return Some(Clause { opening, data, ..anything(Truth::Perhaps) }),
    };
    Some(Clause { ends: vec![end], order, opening, data })
}

/// Whether a packet that opens a connection is of a protocol, and what it carries: the latter shows only in the data, by the
/// port of the server.
fn protocol(asked: &str, seen: &Seen) -> (Truth, Truth) {
    let own = &seen.packet.protocol;
    let whole = |is_it: bool| (Truth::from(is_it), Truth::from(is_it));
    let asked = asked.trim().to_uppercase();
    let by_udp = ["DHCP", "IKEV2", "NTP", "QUIC", "TFTP"].contains(&asked.as_str());
    let by_both = ["DNS", "KRB5"].contains(&asked.as_str());
    match (asked.as_str(), own) {
        ("IP" | "ANY", _) => whole(true),
        ("TCP", _) => whole(*own == Protocol::Tcp),
        ("UDP", _) => whole(*own == Protocol::Udp),
        ("ICMP", _) => whole(matches!(own, Protocol::Icmp | Protocol::Icmpv6)),
        (_, Protocol::Tcp | Protocol::Udp) => {
            let is_tcp = *own == Protocol::Tcp;
            if !by_both && by_udp == is_tcp {
                return whole(false);
            }
            let (low, high) = seen.destination_ports;
            let usual = match (is_tcp, low) {
                _ if low != high => None,
                (true, 443) => Some("TLS"),
                (true, 80) => Some("HTTP"),
                (true, 22) => Some("SSH"),
                (_, 53) => Some("DNS"),
                (false, 123) => Some("NTP"),
                _ => None,
            };
            (Truth::No, usual.map_or(Truth::Perhaps, |usual| (usual == asked).into()))
        }
        _ => whole(false),
    }
}
