//! Addresses and ports in the words of Suricata: `ANY`, `10.0.0.0/8`, `[a,b]`, `!a`, `$NAME`.
//!
//! <https://docs.aws.amazon.com/network-firewall/latest/developerguide/rule-group-using.html>

use super::matching::{Match, ports_match};
use crate::model::{PolicyVariables, RuleGroup, RuleVariables};
use crate::net::PortRange;
use ipnet::IpNet;
use std::net::IpAddr;

/// How deep lists and variables may lie in each other.
const DEEPEST: usize = 8;

/// What a group calls by `$NAME`: its own sets, then those of the policy; `$HOME_NET` is the VPC of the firewall where nobody
/// says otherwise, and `$EXTERNAL_NET` everything else.
pub(super) struct Variables<'a> {
    group: Option<&'a RuleGroup>,
    policy: Option<&'a PolicyVariables>,
    vpc: Option<&'a [IpNet]>,
}

impl<'a> Variables<'a> {
    pub(super) fn new(
        group: Option<&'a RuleGroup>,
        policy: Option<&'a PolicyVariables>,
        vpc: Option<&'a [IpNet]>,
    ) -> Self {
        Self { group, policy, vpc }
    }

    fn set(&self, name: &str) -> Option<&'a [String]> {
        let of_group = self.group.and_then(|group| group.rule_variables.as_ref()).map(|own| &own.ip_sets);
        let of_policy = self.policy.map(|policy| &policy.rule_variables);
        let named = |sets: &'a RuleVariables| sets.get(name).map(|set| set.definition.as_slice());
        of_group.and_then(named).or_else(|| of_policy.and_then(named))
    }

    fn port_set(&self, name: &str) -> Option<&'a [String]> {
        let sets = &self.group?.rule_variables.as_ref()?.port_sets;
        sets.get(name).map(|set| set.definition.as_slice())
    }

    /// Whether an address is one of those that a text tells.
    pub(super) fn has_address(&self, text: &str, address: IpAddr) -> Match {
        self.address(text, address, 0)
    }

    fn address(&self, text: &str, address: IpAddr, depth: usize) -> Match {
        let text = text.trim();
        if depth > DEEPEST {
            return not_read(text);
        }
        if text.eq_ignore_ascii_case("any") {
            return Match::Yes;
        }
        if let Some(rest) = text.strip_prefix('!') {
            return self.address(rest, address, depth + 1).not();
        }
        if let Some(items) = list(text) {
            return one_of(&items, |item| self.address(item, address, depth + 1));
        }
        if let Some(name) = text.strip_prefix('$') {
            return match (self.set(name), name) {
                (Some(items), _) => {
                    let items: Vec<&str> = items.iter().map(String::as_str).collect();
                    one_of(&items, |item| self.address(item, address, depth + 1))
                }
                (None, "HOME_NET") => match self.vpc {
                    Some(vpc) => vpc.iter().any(|net| net.contains(&address)).into(),
                    None => Match::Perhaps("what $HOME_NET stands for is not in the drawing".to_owned()),
                },
                (None, "EXTERNAL_NET") => self.address("$HOME_NET", address, depth + 1).not(),
                (None, _) => Match::Perhaps(format!("what ${name} stands for is not in the drawing")),
            };
        }
        match (text.parse::<IpNet>(), text.parse::<IpAddr>()) {
            (Ok(net), _) => net.contains(&address).into(),
            (_, Ok(one)) => (one == address).into(),
            _ => not_read(text),
        }
    }

    /// Whether a port is one of those that a text tells; `None` is a packet without ports.
    pub(super) fn has_port(&self, text: &str, ports: Option<PortRange>) -> Match {
        self.port(text, ports, 0)
    }

    fn port(&self, text: &str, ports: Option<PortRange>, depth: usize) -> Match {
        let text = text.trim();
        if depth > DEEPEST {
            return not_read(text);
        }
        if text.eq_ignore_ascii_case("any") {
            return Match::Yes;
        }
        if ports.is_none() {
            return Match::No;
        }
        if let Some(rest) = text.strip_prefix('!') {
            return self.port(rest, ports, depth + 1).not();
        }
        if let Some(items) = list(text) {
            return one_of(&items, |item| self.port(item, ports, depth + 1));
        }
        if let Some(name) = text.strip_prefix('$') {
            let Some(items) = self.port_set(name) else {
                return Match::Perhaps(format!("what ${name} stands for is not in the drawing"));
            };
            let items: Vec<&str> = items.iter().map(String::as_str).collect();
            return one_of(&items, |item| self.port(item, ports, depth + 1));
        }
        range(text).map_or_else(|| not_read(text), |asked| ports_match(asked, ports))
    }
}

fn not_read(text: &str) -> Match {
    Match::Perhaps(format!("what \"{text}\" means is not known"))
}

/// `80`, `80:90`, `80:` or `:90`.
fn range(text: &str) -> Option<PortRange> {
    let Some((from, to)) = text.split_once(':') else {
        return text.parse().ok().map(PortRange::single);
    };
    let end = |text: &str, open: u16| if text.is_empty() { Some(open) } else { text.parse().ok() };
    Some(PortRange::new(end(from.trim(), 0)?, end(to.trim(), u16::MAX)?))
}

/// The items of a list in brackets, lists inside of it as they are.
fn list(text: &str) -> Option<Vec<&str>> {
    let inside = text.strip_prefix('[')?.strip_suffix(']')?;
    let (mut items, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, letter) in inside.char_indices() {
        match letter {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                items.extend(inside.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    items.extend(inside.get(start..));
    Some(items)
}

/// What is asked for by one of the items, and taken out by none of those with a `!`; where all have one, all else matches.
fn one_of<'t>(items: &[&'t str], matches: impl Fn(&'t str) -> Match) -> Match {
    let (out, within): (Vec<&str>, Vec<&str>) =
        items.iter().copied().partition(|item| item.trim().starts_with('!'));
    let asked = if within.is_empty() {
        Match::from(!out.is_empty())
    } else {
        within.into_iter().fold(Match::No, |found, item| found.or(|| matches(item)))
    };
    out.into_iter().fold(asked, |found, item| found.and(|| matches(item)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{GroupVariables, VariableSet};

    fn variables(group: &RuleGroup) -> Vec<Match> {
        let vpc = ["10.0.0.0/16".parse().unwrap_or_default()];
        let variables = Variables::new(Some(group), None, Some(&vpc));
        let has = |text: &str, address: &str| match address.parse() {
            Ok(address) => variables.has_address(text, address),
            Err(_) => Match::No,
        };
        vec![
            has("$HOME_NET", "10.0.1.1"),
            has("$EXTERNAL_NET", "10.0.1.1"),
            has("$HOME_NET", "10.9.1.1"),
            has("$EXTERNAL_NET", "10.9.1.1"),
        ]
    }

    #[test]
    fn home_is_the_vpc_until_somebody_says_otherwise() {
        use Match::{No, Yes};
        assert_eq!(variables(&RuleGroup::default()), [Yes, No, No, Yes]);
        let definition = vec!["10.9.0.0/16".to_owned()];
        let set = VariableSet { definition, ..VariableSet::default() };
        let own =
            GroupVariables { ip_sets: [("HOME_NET".to_owned(), set)].into(), ..GroupVariables::default() };
        let group = RuleGroup { rule_variables: Some(own), ..RuleGroup::default() };
        assert_eq!(variables(&group), [No, Yes, Yes, No]);
    }

    #[test]
    fn lists_and_what_is_taken_out_of_them() {
        let variables = Variables::new(None, None, Some(&[]));
        let has = |text: &str, address: [u8; 4]| variables.has_address(text, address.into()) == Match::Yes;
        assert!(has("any", [10, 1, 1, 1]) && has("10.1.1.1", [10, 1, 1, 1]));
        assert!(has("[10.0.0.0/8, !10.1.0.0/16]", [10, 2, 0, 1]));
        assert!(!has("[10.0.0.0/8, !10.1.0.0/16]", [10, 1, 0, 1]));
        assert!(has("[!10.1.0.0/16]", [192, 0, 2, 1]) && !has("[!10.1.0.0/16]", [10, 1, 0, 1]));
        assert!(has("![10.1.0.0/16, [10.2.0.0/16, 10.3.0.0/16]]", [10, 4, 0, 1]));
        assert!(!has("![10.1.0.0/16, [10.2.0.0/16, 10.3.0.0/16]]", [10, 3, 0, 1]));
        let unknown = variables.has_address("$PARTNERS", [10, 3, 0, 1].into());
        assert_eq!(unknown, Match::Perhaps("what $PARTNERS stands for is not in the drawing".to_owned()));
    }

    #[test]
    fn ports_are_read_with_open_ends() {
        let variables = Variables::new(None, None, Some(&[]));
        let has = |text: &str, from: u16, to: u16| variables.has_port(text, Some(PortRange { from, to }));
        assert_eq!(has("443", 443, 443), Match::Yes);
        assert_eq!(has("1024:", 32768, 61000), Match::Yes);
        assert_eq!(has("[80, 8000:8100, !8080]", 8080, 8080), Match::No);
        assert_eq!(has("!443", 80, 80), Match::Yes);
        assert!(matches!(has("40000:", 32768, 61000), Match::Perhaps(_)));
        assert_eq!(variables.has_port("443", None), Match::No);
        assert_eq!(variables.has_port("ANY", None), Match::Yes);
        assert!(matches!(has("https", 443, 443), Match::Perhaps(_)));
    }
}
