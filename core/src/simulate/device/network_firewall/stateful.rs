//! The stateful engine: it judges a flow by its first packets and knows it from then on (R-NFW-6).
//!
//! <https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html>. With the default
//! order every rule that passes is asked before every one that drops, then those that reject; with the strict order groups go
//! by priority and rules as they are written. Of tcp the handshake is judged first: it carries no name yet, so that a rule
//! that drops tcp is met before a list of domains that would pass it.

use super::domain_list::{self, Carried};
use super::matching::{Match, Read};
use super::words::Variables;
use crate::model::{FirewallPolicy, ResourceId, RowId, RuleGroup, RuleOption, RulesSourceList, StatefulRule};
use crate::net::Protocol;
use crate::ordered::Order;
use crate::simulate::world::World;
use ipnet::IpNet;

/// What a rule does with what it matches, in the default order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Action {
    Pass,
    Drop,
    Reject,
    /// It says so, and the packet goes on to the next rule.
    Alert,
}

/// Why a rule matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// By addresses and ports.
    Header,
    /// The name is on the list.
    Listed,
    /// The name is not on a list of those that pass.
    NotListed,
    /// No rule matches, and this is the default action of the policy.
    Default,
}

/// What becomes of a flow.
pub(super) enum Outcome<'a> {
    /// A rule decides.
    Decided(By<'a>),
    /// No rule matches, and what none matches goes on.
    Open,
    /// It depends on what the drawing does not hold: on whose rules, and why.
    Unknown(&'a ResourceId, String),
}

/// What decided.
#[derive(Clone, Copy)]
pub(super) struct By<'a> {
    pub(super) id: &'a ResourceId,
    pub(super) row: Option<&'a RowId>,
    pub(super) action: Action,
    pub(super) reason: Reason,
}

/// What is said of a flow: the outcome, and the rules that report it.
pub(super) struct Judged<'a> {
    pub(super) outcome: Outcome<'a>,
    pub(super) alerts: Vec<&'a ResourceId>,
    /// Of a flow that is open: a rule that may have passed it, and why nobody knows.
    pub(super) may_pass: Option<(&'a ResourceId, String)>,
}

impl<'a> Judged<'a> {
    /// What is said of a reply that a rule may have passed before: what stops it stops it perhaps.
    pub(super) fn unless(self, group: &'a ResourceId, why: String) -> Self {
        match self.outcome {
            Outcome::Decided(by) if by.action != Action::Pass => {
                Self { outcome: Outcome::Unknown(group, why), ..self }
            }
            _ => self,
        }
    }
}

enum Asks<'a> {
    Header(&'a StatefulRule),
    Listed(&'a RulesSourceList),
    NotListed(&'a RulesSourceList),
    /// Rules that are not read, and why; those about what tcp carries only.
    Unread {
        why: String,
        only_tcp: bool,
    },
}

struct Rule<'a> {
    group: &'a ResourceId,
    row: Option<&'a RowId>,
    /// `None` of rules that are not read: they may do anything.
    action: Option<Action>,
    asks: Asks<'a>,
    variables: Variables<'a>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// The handshake of tcp.
    Opening,
    /// What travels afterwards; of other protocols everything.
    Data,
}

/// The rules of a policy in the order in which they are asked.
pub(super) struct Engine<'a> {
    policy: &'a ResourceId,
    rules: Vec<Rule<'a>>,
    drops_every: bool,
    drops_established: bool,
}

impl<'a> Engine<'a> {
    /// Reads a policy. `vpc` are the blocks of the firewall's VPC, if it is in one: the home net where nobody says otherwise.
    pub(super) fn of(
        world: World<'a>,
        (id, policy): (&'a ResourceId, &'a FirewallPolicy),
        vpc: Option<&'a [IpNet]>,
    ) -> Self {
        let mut references: Vec<_> = policy.stateful_rule_group_references.values().collect();
        let is_strict = policy.is_strict();
        if is_strict {
            references.order_by_key(|reference| reference.priority);
        }
        let variables = |group| Variables::new(group, policy.policy_variables.as_ref(), vpc);
        let unread = |group, why, only_tcp| {
            let asks = Asks::Unread { why, only_tcp };
            Rule { group, row: None, action: None, asks, variables: variables(None) }
        };
        let mut rules = Vec::new();
        if policy.tls_inspection_configuration_arn.is_some() {
            rules.push(unread(id, "it opens TLS, and what comes of that is not known".to_owned(), true));
        }
        if let Some(word) = policy.unknown_order() {
            let why = format!("its rule order is {word}, which AWS does not know");
            rules.push(unread(id, why, false));
        }
        for reference in references {
            let Some(named) = reference.rule_group_id.as_ref() else { continue };
            match super::rule_group(world, named) {
                None => {
                    rules.push(unread(named, "its rules are not in the drawing".to_owned(), false));
                }
                Some((group_id, group)) => rules.extend(rules_of(group_id, group, &variables)),
            }
        }
        if is_strict {
            // Who is asked last decides what no rule did.
            let odd = policy.stateful_default_actions.iter().find(|word| !DEFAULTS.contains(&word.as_str()));
            let why = odd.map(|word| format!("its default action is {word}, which AWS does not know"));
            rules.extend(why.map(|why| unread(id, why, false)));
        } else {
            rules.order_by_key(|rule| rule.action);
        }
        let defaults = |word: &str| is_strict && policy.stateful_default_actions.iter().any(|it| it == word);
        let app_layer = "aws:drop_established_app_layer";
        Self {
            policy: id,
            rules,
            drops_every: defaults("aws:drop_strict"),
            drops_established: defaults("aws:drop_established") || defaults(app_layer),
        }
    }

    /// Judges a new flow; `name` is what it was sent to.
    pub(super) fn judge(&self, read: &Read<'_>, name: Option<&str>) -> Judged<'a> {
        let is_tcp = read.header.protocol == Protocol::Tcp;
        let phases: &[Phase] = if is_tcp { &[Phase::Opening, Phase::Data] } else { &[Phase::Data] };
        let mut seen = Seen::default();
        for phase in phases {
            if let Some(by) = self.first(&mut seen, |rule| rule.matches(*phase, read, name)) {
                return seen.conclude(Some(by));
            }
            if self.drops_every || self.drops_established && *phase == Phase::Data {
                let reason = Reason::Default;
                return seen.conclude(Some(By { id: self.policy, row: None, action: Action::Drop, reason }));
            }
        }
        seen.conclude(None)
    }

    /// Judges a reply of a flow that no rule matched: rules by address and port see each packet for itself.
    pub(super) fn judge_reply(&self, read: &Read<'_>) -> Judged<'a> {
        let mut seen = Seen::default();
        let by = self.first(&mut seen, |rule| match rule.asks {
            Asks::Header(_) => rule.matches(Phase::Opening, read, None),
            _ => Match::No,
        });
        seen.conclude(by)
    }

    /// The first rule that decides; what is unclear and what is reported on the way is kept.
    fn first(&self, seen: &mut Seen<'a>, matches: impl Fn(&Rule<'a>) -> Match) -> Option<By<'a>> {
        for rule in &self.rules {
            match (matches(rule), rule.action) {
                (Match::No, _) | (Match::Perhaps(_), Some(Action::Alert)) => {}
                // Nothing else than a rule of which nobody knows what it does has none.
                (Match::Yes, None) => {
                    let why = "a rule has no action that AWS knows".to_owned();
                    seen.unclear.push((None, rule.group, why));
                }
                (Match::Yes, Some(Action::Alert)) => {
                    if !seen.alerts.contains(&rule.group) {
                        seen.alerts.push(rule.group);
                    }
                }
                (Match::Yes, Some(action)) => {
                    return Some(By { id: rule.group, row: rule.row, action, reason: rule.reason() });
                }
                (Match::Perhaps(why), action) => seen.unclear.push((action, rule.group, why)),
            }
        }
        None
    }
}

/// What was met on the way to a decision.
#[derive(Default)]
struct Seen<'a> {
    alerts: Vec<&'a ResourceId>,
    unclear: Vec<(Option<Action>, &'a ResourceId, String)>,
}

impl<'a> Seen<'a> {
    /// A decision stands where everything unclear before it would have led to the same.
    fn conclude(self, by: Option<By<'a>>) -> Judged<'a> {
        let found = by.map_or(Action::Pass, |by| by.action);
        let (same, other): (Vec<_>, Vec<_>) =
            self.unclear.into_iter().partition(|(action, ..)| *action == Some(found));
        let other = other.into_iter().next();
        let may_pass = same.into_iter().next().map(|(_, group, why)| (group, why));
        let outcome = match (other, by) {
            (Some((_, group, why)), _) => Outcome::Unknown(group, why),
            (None, Some(by)) => Outcome::Decided(by),
            (None, None) => Outcome::Open,
        };
        Judged { outcome, alerts: self.alerts, may_pass }
    }
}

/// What a policy in strict order does with what no rule matches.
const DEFAULTS: &[&str] = &[
    "aws:alert_established",
    "aws:alert_established_app_layer",
    "aws:alert_strict",
    "aws:drop_established",
    "aws:drop_established_app_layer",
    "aws:drop_strict",
];

/// The rules of a group, in the order in which they are written.
fn rules_of<'a>(
    id: &'a ResourceId,
    group: &'a RuleGroup,
    variables: &impl Fn(Option<&'a RuleGroup>) -> Variables<'a>,
) -> Vec<Rule<'a>> {
    let rule = |row, action, asks| Rule { group: id, row, action, asks, variables: variables(Some(group)) };
    let mut rows: Vec<(&RowId, &StatefulRule)> = group.stateful_rules.iter().collect();
    rows.order_by_key(|(row, rule)| (rule.order.clone(), (*row).clone()));
    let mut rules: Vec<Rule<'a>> =
        rows.into_iter().map(|(row, own)| rule(Some(row), action_of(own), Asks::Header(own))).collect();
    if let Some(list) = &group.rules_source_list {
        match list.generated_rules_type.as_deref() {
            Some("ALLOWLIST") => {
                rules.push(rule(None, Some(Action::Pass), Asks::Listed(list)));
                rules.push(rule(None, Some(Action::Drop), Asks::NotListed(list)));
            }
            Some("DENYLIST") => rules.push(rule(None, Some(Action::Drop), Asks::Listed(list))),
            Some("REJECTLIST") => rules.push(rule(None, Some(Action::Reject), Asks::Listed(list))),
            Some("ALERTLIST") => rules.push(rule(None, Some(Action::Alert), Asks::Listed(list))),
            _ => {
                let why = "what its list is for is not known".to_owned();
                rules.push(rule(None, None, Asks::Unread { why, only_tcp: true }));
            }
        }
    }
    let text = group.rules_string.as_deref().unwrap_or_default();
    if text.lines().any(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')) {
        let why = "its rules are in the words of Suricata, which are not read here".to_owned();
        rules.push(rule(None, None, Asks::Unread { why, only_tcp: false }));
    }
    rules
}

fn action_of(rule: &StatefulRule) -> Option<Action> {
    Some(match rule.action.as_deref()?.to_ascii_uppercase().as_str() {
        "PASS" => Action::Pass,
        "DROP" => Action::Drop,
        "REJECT" => Action::Reject,
        "ALERT" => Action::Alert,
        _ => return None,
    })
}

impl Rule<'_> {
    fn reason(&self) -> Reason {
        match self.asks {
            Asks::Header(_) | Asks::Unread { .. } => Reason::Header,
            Asks::Listed(_) => Reason::Listed,
            Asks::NotListed(_) => Reason::NotListed,
        }
    }

    fn matches(&self, phase: Phase, read: &Read<'_>, name: Option<&str>) -> Match {
        match &self.asks {
            Asks::Header(rule) => self.header_matches(rule, phase, read),
            Asks::Unread { why, only_tcp } => {
                if *only_tcp && read.header.protocol != Protocol::Tcp {
                    return Match::No;
                }
                Match::Perhaps(why.clone())
            }
            Asks::Listed(_) | Asks::NotListed(_) if phase == Phase::Opening => Match::No,
            Asks::Listed(list) => self
                .goes_out(read)
                .and(|| domain_list::is_asked(list, read).and(|| domain_list::has_name(list, name))),
            Asks::NotListed(list) => self
                .goes_out(read)
                .and(|| domain_list::is_asked(list, read).and(|| domain_list::has_name(list, name).not())),
        }
    }

    /// From the home net to what is not part of it: nothing else do lists of domains look at.
    fn goes_out(&self, read: &Read<'_>) -> Match {
        let (source, destination) = (read.header.source, read.header.destination);
        let from_home = self.variables.has_address("$HOME_NET", source);
        from_home.and(|| self.variables.has_address("$EXTERNAL_NET", destination))
    }

    fn header_matches(&self, rule: &StatefulRule, phase: Phase, read: &Read<'_>) -> Match {
        let (header, packet) = (&rule.header, read.header);
        let variables = &self.variables;
        let one_way = || {
            variables
                .has_address(&header.source, packet.source)
                .and(|| variables.has_address(&header.destination, packet.destination))
                .and(|| variables.has_port(&header.source_port, read.source_ports))
                .and(|| variables.has_port(&header.destination_port, read.destination_ports))
        };
        let other_way = || {
            variables
                .has_address(&header.source, packet.destination)
                .and(|| variables.has_address(&header.destination, packet.source))
                .and(|| variables.has_port(&header.source_port, read.destination_ports))
                .and(|| variables.has_port(&header.destination_port, read.source_ports))
        };
        let is_both_ways = header.direction.eq_ignore_ascii_case("any");
        protocol_matches(&header.protocol, phase, read)
            .and(|| if is_both_ways { one_way().or(other_way) } else { one_way() })
            .and(|| match rule.rule_options.iter().find(|option| !is_label(option)) {
                Some(option) => {
                    Match::Perhaps(format!("what \"{}\" asks is not judged here", option.keyword))
                }
                None => Match::Yes,
            })
    }
}

/// Options that only name or sort a rule.
fn is_label(option: &RuleOption) -> bool {
    let keyword = option.keyword.split(':').next().unwrap_or_default().trim().to_ascii_lowercase();
    ["sid", "msg", "rev", "gid", "classtype", "reference", "metadata", "priority"].contains(&keyword.as_str())
}

/// The protocol of a rule: one that carries others, or one that is carried and seen in the data only.
fn protocol_matches(asked: &str, phase: Phase, read: &Read<'_>) -> Match {
    let asked = asked.trim().to_ascii_uppercase();
    let protocol = &read.header.protocol;
    let by_udp_only = ["DHCP", "IKEV2", "NTP", "QUIC", "TFTP"].contains(&asked.as_str());
    let by_either = ["DNS", "KRB5"].contains(&asked.as_str());
    match asked.as_str() {
        "IP" | "ANY" => Match::Yes,
        "TCP" => (*protocol == Protocol::Tcp).into(),
        "UDP" => (*protocol == Protocol::Udp).into(),
        "ICMP" => protocol.is_icmp().into(),
        _ if !protocol.has_ports() || phase == Phase::Opening => Match::No,
        _ if !by_either && by_udp_only != (*protocol == Protocol::Udp) => Match::No,
        _ => match domain_list::carried(read) {
            Carried::Tls => (asked == "TLS").into(),
            Carried::Http => (asked == "HTTP").into(),
            Carried::Other(carried) => (asked == carried).into(),
            Carried::Unknown => Match::Perhaps(format!("whether it carries {asked} is not known")),
        },
    }
}
