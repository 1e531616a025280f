//! Addresses and ports in the words of Suricata, as rules of firewalls have them.

use super::network_firewalls::Truth;
use ipnet::IpNet;
use netyard_core::model::{FirewallPolicy, RuleGroup};
use netyard_core::net::Protocol;
use std::net::IpAddr;

/// Who is at home, and the sets that rules call by name.
pub(crate) struct Names<'a> {
    pub(crate) group: &'a RuleGroup,
    pub(crate) policy: &'a FirewallPolicy,
    pub(crate) home: Option<Vec<IpNet>>,
}

/// Whether a port that lies somewhere in a range lies in another one.
pub(crate) fn within((low, high): (u16, u16), (first, last): (u16, u16)) -> Truth {
    if low <= first && last <= high {
        Truth::Yes
    } else if last < low || high < first {
        Truth::No
    } else {
        Truth::Perhaps
    }
}

impl Names<'_> {
    fn set(&self, name: &str) -> Option<Vec<String>> {
        let own = self.group.rule_variables.as_ref().and_then(|sets| sets.ip_sets.get(name));
        let of_policy = self.policy.policy_variables.as_ref().and_then(|sets| sets.rule_variables.get(name));
        own.or(of_policy).map(|set| set.definition.clone())
    }

    /// Addresses in the words of Suricata.
    pub(crate) fn has_address(&self, text: &str, address: IpAddr, depth: u8) -> Truth {
        let text = text.trim();
        if depth > 8 {
            return Truth::Perhaps;
        }
        let has = |one: &str| self.has_address(one, address, depth + 1);
        if let Some(answer) = in_words(text, &has) {
            return answer;
        }
        if let Some(name) = text.strip_prefix('$') {
            return match (self.set(name), name, &self.home) {
                (Some(set), ..) => of_all(set.iter().map(String::as_str), &has),
                (None, "EXTERNAL_NET", _) => has("$HOME_NET").not(),
                (None, "HOME_NET", Some(home)) => home.iter().any(|net| net.contains(&address)).into(),
                _ => Truth::Perhaps,
            };
        }
        let single = text.parse::<IpAddr>().ok().map(IpNet::from);
        let net = text.parse::<IpNet>().ok().or(single);
        net.map_or(Truth::Perhaps, |net| net.contains(&address).into())
    }

    /// Ports in the words of Suricata.
    pub(crate) fn has_port(&self, text: &str, ports: (u16, u16), protocol: &Protocol, depth: u8) -> Truth {
        let text = text.trim();
        if text.eq_ignore_ascii_case("ANY") {
            return Truth::Yes;
        }
        if !matches!(protocol, Protocol::Tcp | Protocol::Udp) {
            return Truth::No;
        }
        if depth > 8 {
            return Truth::Perhaps;
        }
        let has = |one: &str| self.has_port(one, ports, protocol, depth + 1);
        if let Some(answer) = in_words(text, &has) {
            return answer;
        }
        if let Some(name) = text.strip_prefix('$') {
            let sets = self.group.rule_variables.as_ref().map(|sets| &sets.port_sets);
            let set = sets.and_then(|sets| sets.get(name));
            return set.map_or(Truth::Perhaps, |set| of_all(set.definition.iter().map(String::as_str), &has));
        }
        let number = |text: &str, otherwise: u16| {
            if text.is_empty() { Some(otherwise) } else { text.trim().parse().ok() }
        };
        let (low, high) = text.split_once(':').unwrap_or((text, text));
        match (number(low, 0), number(high, 65535)) {
            (Some(low), Some(high)) => within((low, high), ports),
            _ => Truth::Perhaps,
        }
    }
}

/// What holds for any kind of set: everything, all but one, a list.
fn in_words(text: &str, has: &impl Fn(&str) -> Truth) -> Option<Truth> {
    if text.eq_ignore_ascii_case("ANY") {
        return Some(Truth::Yes);
    }
    if let Some(rest) = text.strip_prefix('!') {
        return Some(has(rest).not());
    }
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    let (mut items, mut depth, mut from) = (Vec::new(), 0_usize, 0);
    for (at, letter) in inner.char_indices() {
        match letter {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                items.push(&inner[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    items.push(&inner[from..]);
    Some(of_all(items.into_iter(), has))
}

/// One of what is listed, and nothing that is excepted; where there are exceptions only, everything else.
fn of_all<'t>(items: impl Iterator<Item = &'t str>, has: &impl Fn(&str) -> Truth) -> Truth {
    let items: Vec<&str> = items.map(str::trim).collect();
    let wanted: Vec<Truth> =
        items.iter().filter(|item| !item.starts_with('!')).map(|item| has(item)).collect();
    let kept = items.iter().filter(|item| item.starts_with('!')).map(|item| has(item)).min();
    let found = wanted.iter().copied().max().unwrap_or(if items.is_empty() { Truth::No } else { Truth::Yes });
    found.min(kept.unwrap_or(Truth::Yes))
}
