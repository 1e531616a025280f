//! A list of domains, as the rules that AWS makes of it: names in the first bytes of TLS and HTTP, from the home net outward.
//!
//! <https://docs.aws.amazon.com/network-firewall/latest/developerguide/stateful-rule-groups-domain-names.html>. The name that a
//! packet was sent to is taken to be the name that it carries. tcp 443 is taken to carry TLS, tcp 80 HTTP.

use super::matching::{Match, Read};
use crate::model::RulesSourceList;
use crate::net::Protocol;

/// What a connection carries, as far as its port tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Carried {
    Tls,
    Http,
    /// Something else that is known: remote shells, names.
    Other(&'static str),
    /// Nobody knows.
    Unknown,
}

/// What is usual on a port.
pub(super) fn carried(read: &Read<'_>) -> Carried {
    match (&read.header.protocol, read.server_port()) {
        (Protocol::Tcp, Some(443)) => Carried::Tls,
        (Protocol::Tcp, Some(80)) => Carried::Http,
        (Protocol::Tcp, Some(22)) => Carried::Other("SSH"),
        (Protocol::Tcp | Protocol::Udp, Some(53)) => Carried::Other("DNS"),
        (Protocol::Udp, Some(123)) => Carried::Other("NTP"),
        (Protocol::Tcp | Protocol::Udp, _) => Carried::Unknown,
        _ => Carried::Other(""),
    }
}

/// Which kinds of names a list asks for, and whether this packet carries one of them.
pub(super) fn is_asked(list: &RulesSourceList, read: &Read<'_>) -> Match {
    let asks = |kind: &str| list.target_types.iter().any(|asked| asked == kind);
    if read.header.protocol != Protocol::Tcp {
        return Match::No;
    }
    match carried(read) {
        Carried::Tls => asks("TLS_SNI").into(),
        Carried::Http => asks("HTTP_HOST").into(),
        Carried::Other(_) => Match::No,
        Carried::Unknown if list.target_types.is_empty() => Match::No,
        Carried::Unknown => {
            let port = read.server_port().map_or_else(String::new, |port| format!(" {port}"));
            Match::Perhaps(format!("what tcp{port} carries is not known"))
        }
    }
}

/// Whether a list has the name that a packet was sent to.
pub(super) fn has_name(list: &RulesSourceList, name: Option<&str>) -> Match {
    let Some(name) = name else {
        return Match::Perhaps("it decides by names, and the packet is sent to no name".to_owned());
    };
    holds(list, name.trim_end_matches('.')).into()
}

/// Whether a name without its last dot is on a list, by itself or below an entry.
pub(super) fn holds(list: &RulesSourceList, name: &str) -> bool {
    list.targets.iter().any(|target| is_below(name, target))
}

/// `.example.com` is the domain itself and all below it, `example.com` only itself.
fn is_below(name: &str, target: &str) -> bool {
    let target = target.trim().to_ascii_lowercase();
    match target.strip_prefix('.') {
        Some(domain) => name == domain || name.strip_suffix(domain).is_some_and(|front| front.ends_with('.')),
        None => name == target,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_in_front_stands_for_all_below() {
        let list = RulesSourceList {
            targets: vec![".Example.com".to_owned(), "www.one.example".to_owned()],
            ..RulesSourceList::default()
        };
        let has = |name: &str| has_name(&list, Some(name)) == Match::Yes;
        assert!(has("example.com") && has("a.b.example.com") && has("www.one.example."));
        assert!(!has("badexample.com") && !has("one.example") && !has("a.www.one.example"));
        assert!(matches!(has_name(&list, None), Match::Perhaps(_)));
    }
}
