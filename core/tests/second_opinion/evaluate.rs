//! What becomes of a flow: its request and its reply, walked once for every port that a filter could tell from the
//! others.

use super::facts::{Facts, Interface};
use super::opinion::{Opinion, Reason, Stop, Way};
use super::transit::ZONES;
use super::walk::{Arrival, Memory, Packet, Walk, stop};
use netyard_core::model::Resource;
use netyard_core::net::Protocol;
use std::collections::BTreeSet;
use std::net::IpAddr;

/// A flow that is asked about.
#[derive(Clone, Debug)]
pub(crate) struct Flow {
    /// Instance id, address of an interface, or `internet`.
    pub(crate) from: String,
    /// Instance id, address, or `internet`.
    pub(crate) to: String,
    pub(crate) is_ipv4: bool,
    pub(crate) protocol: Protocol,
    pub(crate) port: u16,
    pub(crate) source_port: Option<u16>,
}

/// Answers for a flow.
pub(crate) fn evaluate(facts: &Facts, flow: &Flow) -> Opinion {
    let sender = match flow.from.as_str() {
        "internet" => None,
        from => Some(match end(facts, from, flow.is_ipv4) {
            Some(end) => end,
            None => return Opinion::Other("no such flow".to_owned()),
        }),
    };
    let Some(packet) = first_packet(facts, flow, sender.as_ref()) else {
        return Opinion::Other("no such flow".to_owned());
    };
    let mut outcomes = Outcomes::default();
    for (pick, flow_pick) in (0..ZONES.len()).flat_map(|one| (0..ZONES.len()).map(move |two| (one, two))) {
        let mut walk = Walk {
            facts,
            memory: Memory::default(),
            is_reply: false,
            ports: Vec::new(),
            client_vpc: sender.as_ref().map(|(interface, _)| interface.vpc.clone()),
            steps: 0,
            turned_back: None,
            asked: BTreeSet::new(),
            pick,
            flow_pick,
            has_picked: false,
        };
        let fate = match (&sender, packet.clone()) {
            (_, Err(stop)) => Err(stop),
            (None, Ok(packet)) => match walk.cross_internet(packet) {
                // What nobody in the drawing owns is no place for a sender out there (R-FLOW-14).
                Ok(Arrival::Internet(_)) => stop(Reason::NoSuchAddress, "internet"),
                fate => fate,
            },
            (Some((interface, _)), Ok(packet)) => {
                walk.start(interface, packet, flow.to.parse::<IpAddr>().is_err())
            }
        };
        let mut is_choice = walk.has_picked;
        match fate {
            Err((reason, at)) => outcomes.lost.push(Stop { reason, at, leg: Way::Forward }),
            Ok(Arrival::Own) => outcomes.delivered += 1,
            Ok(arrival) => is_choice |= replies(&walk, flow, sender, &arrival, &mut outcomes),
        }
        if !is_choice {
            break;
        }
    }
    outcomes.opinion()
}

/// What became of the flow, for every port and every choice of AWS.
#[derive(Default)]
struct Outcomes {
    delivered: usize,
    lost: Vec<Stop>,
}

impl Outcomes {
    fn opinion(mut self) -> Opinion {
        self.lost.dedup();
        match self.lost.first() {
            None => Opinion::Delivered,
            Some(_) if self.delivered > 0 => Opinion::Partial(self.lost),
            Some(stop) if stop.reason == Reason::Listener => Opinion::Rejected(self.lost),
            Some(_) => Opinion::Dropped(self.lost),
        }
    }
}

/// The interface and address that an end names.
fn end<'a>(facts: &'a Facts, name: &str, is_ipv4: bool) -> Option<(&'a Interface, IpAddr)> {
    if let Ok(address) = name.parse::<IpAddr>() {
        return facts
            .interfaces
            .iter()
            .find(|one| one.addresses.contains(&address))
            .map(|one| (one, address));
    }
    let interface = facts.interfaces_of(name).into_iter().next()?;
    Some((interface, interface.address(is_ipv4)?))
}

/// The packet as it leaves the sender; a stop where its destination has no address to send to.
fn first_packet(
    facts: &Facts,
    flow: &Flow,
    sender: Option<&(&Interface, IpAddr)>,
) -> Option<Result<Packet, (Reason, String)>> {
    let from = match sender {
        Some((_, address)) => *address,
        None if flow.is_ipv4 => "203.0.113.10".parse().unwrap(),
        None => "2001:db8:ffff::10".parse().unwrap(),
    };
    let to = match flow.to.as_str() {
        "internet" if flow.is_ipv4 => "198.51.100.10".parse().unwrap(),
        "internet" => "2001:db8:ffff::10".parse().unwrap(),
        to => match to.parse::<IpAddr>() {
            Ok(address) => address,
            Err(_) if sender.is_none() && flow.is_ipv4 => {
                let all = facts.interfaces_of(to);
                let public = all.iter().find_map(|one| one.public.first()).map(|(_, public)| *public);
                match public {
                    Some(public) => public,
                    None => return Some(stop(Reason::NoPublicAddress, "internet")),
                }
            }
            Err(_) if sender.is_none() => {
                facts.interfaces_of(to).into_iter().find_map(|one| one.address(false))?
            }
            Err(_) => end(facts, to, flow.is_ipv4)?.1,
        },
    };
    let icmp = match flow.protocol {
        Protocol::Icmp => (8, 0),
        Protocol::Icmpv6 => (128, 0),
        _ => (0, 0),
    };
    Some(Ok(Packet {
        from,
        to,
        protocol: flow.protocol.clone(),
        port: flow.port,
        icmp,
        sender: None,
        over: None,
    }))
}

/// Walks the replies of every port that the client may have used (R-NACL-3).
fn replies(
    walk: &Walk,
    flow: &Flow,
    client: Option<(&Interface, IpAddr)>,
    arrival: &Arrival,
    outcomes: &mut Outcomes,
) -> bool {
    let range = match client {
        _ if !matches!(flow.protocol, Protocol::Tcp | Protocol::Udp) => (0, 0),
        _ if flow.source_port.is_some() => (flow.source_port.unwrap(), flow.source_port.unwrap()),
        None => (1024, 65535),
        Some((interface, _)) if interface.is_windows => (49152, 65535),
        Some(_) => (32768, 61000),
    };
    let edges = edges(walk.facts);
    let mut choices: Vec<Vec<u16>> = vec![Vec::new()];
    let levels = std::iter::once(range).chain(walk.memory.translated.iter().map(|(device, ..)| {
        if range == (0, 0) {
            (0, 0)
        } else if walk.facts.nat(device).is_some() {
            (1024, 65535)
        } else {
            (32768, 61000)
        }
    }));
    for (low, high) in levels {
        let ports: Vec<u16> = std::iter::once(low)
            .chain(edges.iter().copied().filter(|port| low < *port && *port <= high))
            .collect();
        choices = choices
            .into_iter()
            .flat_map(|before| ports.iter().map(move |port| [before.clone(), vec![*port]].concat()))
            .collect();
    }
    let mut is_choice = false;
    for pick in 0..ZONES.len() {
        for ports in &choices {
            let (fate, has_picked) = reply(walk, flow, client, arrival, ports.clone(), pick);
            is_choice |= has_picked;
            match fate {
                Ok(()) => outcomes.delivered += 1,
                Err((reason, at)) => outcomes.lost.push(Stop { reason, at, leg: Way::Return }),
            }
        }
        if !is_choice {
            break;
        }
    }
    is_choice
}

/// The ports at which some filter begins to decide otherwise.
fn edges(facts: &Facts) -> BTreeSet<u16> {
    let mut ranges = Vec::new();
    for resource in facts.document.resources.values() {
        match resource.as_ref() {
            Resource::NetworkAcl(acl) => ranges.extend(
                acl.entries
                    .iter()
                    .flat_map(|entries| entries.values())
                    .map(|one| (one.from_port, one.to_port)),
            ),
            Resource::SecurityGroup(group) => ranges.extend(
                group
                    .ip_permissions
                    .values()
                    .chain(group.ip_permissions_egress.iter().flat_map(|rules| rules.values()))
                    .map(|one| (one.from_port, one.to_port)),
            ),
            _ => {}
        }
    }
    let ports = ranges.into_iter().flat_map(|(from, to)| [from, to.map(|to| to.saturating_add(1))]);
    ports.flatten().filter_map(|port| u16::try_from(port).ok()).collect()
}

/// Walks one reply; well if it reaches the client as the answer to what it sent.
fn reply(
    request: &Walk,
    flow: &Flow,
    client: Option<(&Interface, IpAddr)>,
    arrival: &Arrival,
    ports: Vec<u16>,
    pick: usize,
) -> (Result<(), (Reason, String)>, bool) {
    let mut walk = Walk {
        facts: request.facts,
        memory: request.memory.clone(),
        is_reply: true,
        ports,
        client_vpc: request.client_vpc.clone(),
        steps: 0,
        turned_back: None,
        asked: BTreeSet::new(),
        pick,
        flow_pick: request.flow_pick,
        has_picked: false,
    };
    let fate = answered(&mut walk, flow, client, arrival);
    (fate, walk.has_picked)
}

fn answered(
    walk: &mut Walk,
    flow: &Flow,
    client: Option<(&Interface, IpAddr)>,
    arrival: &Arrival,
) -> Result<(), (Reason, String)> {
    let port = *walk.ports.last().unwrap();
    let answer = |packet: &Packet, sender: Option<String>| Packet {
        from: packet.to,
        to: packet.from,
        protocol: packet.protocol.clone(),
        port,
        icmp: match packet.protocol {
            Protocol::Icmpv6 => (129, 0),
            _ => (0, 0),
        },
        sender,
        over: None,
    };
    let end = match arrival {
        Arrival::Own => return Ok(()),
        Arrival::Interface(id, packet) => {
            let interface = walk.facts.interface(id).unwrap();
            let leaving = walk.leaving(interface, packet.from);
            let sender = leaving.id.clone();
            let packet = answer(packet, Some(sender));
            walk.send(leaving, packet)?
        }
        Arrival::Internet(packet) => walk.cross_internet(answer(packet, None))?,
        Arrival::Site(packet) => walk.at_site(answer(packet, None))?,
        Arrival::Service(vpc, packet) => {
            let packet = answer(packet, None);
            walk.enter_vpc(vpc, packet)?
        }
    };
    let is_answer = |packet: &Packet, to: IpAddr| packet.to == to;
    match (client, &end) {
        (None, Arrival::Internet(packet)) => {
            let asked = if flow.is_ipv4 { "203.0.113.10" } else { "2001:db8:ffff::10" };
            let sent_to = request_destination(walk.facts, flow);
            if is_answer(packet, asked.parse().unwrap()) && sent_to.is_none_or(|sent| sent == packet.from) {
                return Ok(());
            }
            stop(Reason::Lost, "internet")
        }
        (Some((interface, address)), Arrival::Interface(id, packet)) => {
            let reached = walk.facts.interface(id).unwrap();
            let is_there = reached.id == interface.id
                || (reached.instance.is_some() && reached.instance == interface.instance);
            let sent_to = first_packet(walk.facts, flow, Some(&(interface, address)))
                .and_then(Result::ok)
                .map(|sent| sent.to);
            if is_there && is_answer(packet, address) && sent_to == Some(packet.from) {
                return Ok(());
            }
            stop(Reason::Lost, &reached.place())
        }
        _ => stop(Reason::Lost, "somewhere"),
    }
}

fn request_destination(facts: &Facts, flow: &Flow) -> Option<IpAddr> {
    first_packet(facts, flow, None).and_then(Result::ok).map(|packet| packet.to)
}
