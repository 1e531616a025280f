//! Flows at random through an organisation.

use super::evaluate::Flow;
use super::organisation::PORTS;
use crate::random_network::Dice;
use netyard_core::model::Document;
use netyard_core::net::Protocol;

/// Flows that can be asked for.
pub(crate) fn flows(dice: &mut Dice, document: &Document, count: usize) -> Vec<Flow> {
    let of = |prefix: &str| -> Vec<String> {
        document.resources.keys().map(ToString::to_string).filter(|id| id.starts_with(prefix)).collect()
    };
    // An instance without an interface is no end that anybody knows.
    let is_there = |instance: &String| {
        document.resources.values().any(|resource| match resource.as_ref() {
            netyard_core::model::Resource::NetworkInterface(interface) => {
                interface.instance_id().is_some_and(|id| id.as_str() == instance)
            }
            _ => false,
        })
    };
    let is_service = |one: &String| {
        ["db-", "cache-", "fsmt-", "task-", "fn-"].iter().any(|prefix| one.starts_with(prefix))
    };
    let services: Vec<String> = of("").into_iter().filter(is_service).collect();
    // Now and then somebody asks for one that never sends.
    let never = |one: &String| one.starts_with("cache-") || one.starts_with("fsmt-");
    let senders: Vec<String> = services.iter().filter(|one| !never(one) || dice.one_in(8)).cloned().collect();
    let at_sites = of("host-");
    let hosts: Vec<String> = of("i-").into_iter().filter(is_there).collect();
    let mut flows = Vec::new();
    if hosts.is_empty() {
        return flows;
    }
    while flows.len() < count {
        let is_ipv4 = !dice.one_in(4);
        let from = match dice.below(8) {
            0 => "internet".to_owned(),
            1 => address(dice, document, is_ipv4),
            2 if !senders.is_empty() => senders[dice.below(senders.len())].clone(),
            3 if !at_sites.is_empty() && is_ipv4 => at_sites[dice.below(at_sites.len())].clone(),
            _ => hosts[dice.below(hosts.len())].clone(),
        };
        let to = match dice.below(12) {
            10 if !services.is_empty() => services[dice.below(services.len())].clone(),
            11 if !at_sites.is_empty() && from != "internet" && is_ipv4 => {
                at_sites[dice.below(at_sites.len())].clone()
            }
            0 | 1 if from != "internet" => "internet".to_owned(),
            2 if from != "internet" && is_ipv4 => {
                dice.pick(&["3.5.64.10", "3.5.0.7", "198.51.100.200"]).to_owned()
            }
            3 if is_ipv4 => {
                let public =
                    ["203.0.113.20", "203.0.113.30", "203.0.113.61", "203.0.113.200", "203.0.113.208"];
                dice.pick(&public).to_owned()
            }
            4 if from != "internet" && is_ipv4 => {
                let odd = ["10.0.0.99", "10.1.1.99", "10.0.77.1", "10.2.0.10", "10.0.0.200", "10.1.0.200"];
                dice.pick(&odd).to_owned()
            }
            6 | 7 if from != "internet" && is_ipv4 && !at_sites.is_empty() => dice
                .pick(&[
                    "192.168.1.10",
                    "192.168.1.10",
                    "192.168.2.10",
                    "192.168.3.10",
                    "192.168.1.99",
                    "192.168.2.99",
                ])
                .to_owned(),
            5 if from != "internet" => address(dice, document, is_ipv4),
            _ => hosts[dice.below(hosts.len())].clone(),
        };
        let is_other_family =
            |end: &str| end.parse().is_ok_and(|end: std::net::IpAddr| end.is_ipv4() != is_ipv4);
        if is_other_family(&from) || is_other_family(&to) {
            continue;
        }
        let protocol = match (dice.below(10), is_ipv4) {
            (0, _) => Protocol::Udp,
            (1, true) => Protocol::Icmp,
            (1, false) => Protocol::Icmpv6,
            (2, _) => Protocol::from_number(47),
            _ => Protocol::Tcp,
        };
        let source_port = dice.one_in(6).then(|| [1024, 33000, 45000, 60000][dice.below(4)]);
        let port = match to.split('-').next() {
            Some("db") if dice.one_in(2) => 3306,
            Some("cache") if dice.one_in(2) => 6379,
            Some("fsmt") if dice.one_in(2) => 2049,
            _ => PORTS[dice.below(4)],
        };
        flows.push(Flow { from, to, name: None, is_ipv4, protocol, port, source_port });
    }
    flows
}

/// The address of an interface.
fn address(dice: &mut Dice, document: &Document, is_ipv4: bool) -> String {
    let interfaces: Vec<_> = document
        .resources
        .values()
        .filter_map(|resource| match resource.as_ref() {
            netyard_core::model::Resource::NetworkInterface(interface) => Some(interface),
            _ => None,
        })
        .collect();
    let one = interfaces[dice.below(interfaces.len())];
    let address = match one.ipv6_addresses.first() {
        Some(entry) if !is_ipv4 => Some(entry.ipv6_address.to_string()),
        _ => one
            .private_ip_addresses
            .first()
            .and_then(|entry| entry.private_ip_address.as_ref())
            .map(ToString::to_string),
    };
    address.unwrap()
}
