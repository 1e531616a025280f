//! What becomes of a flow: its request and its reply, walked once for every port that a filter could tell from the
//! others.

use super::balancers;
use super::facts::{Facts, Interface};
use super::gateways::is_public;
use super::holders::{Holder, Kind, is_heard};
use super::opinion::{Opinion, Reason, Stop, Way};
use super::sites::SiteHost;
use super::walk::{Arrival, Fate, Packet, Walk, stop};
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
    /// The name that gave this address, where one was asked for.
    pub(crate) name: Option<String>,
    pub(crate) is_ipv4: bool,
    pub(crate) protocol: Protocol,
    pub(crate) port: u16,
    pub(crate) source_port: Option<u16>,
}

/// Whoever sends.
pub(crate) enum Client<'a> {
    Internet(IpAddr),
    Interface(&'a Interface, IpAddr),
    Host(&'a SiteHost, IpAddr),
}

impl Client<'_> {
    fn address(&self) -> IpAddr {
        match self {
            Self::Internet(address) | Self::Interface(_, address) | Self::Host(_, address) => *address,
        }
    }

    /// The ports that it may send from (R-NACL-3).
    fn ports(&self) -> (u16, u16) {
        match self {
            Self::Internet(_) => (1024, 65535),
            Self::Interface(interface, _) => interface.holder.as_ref().map_or((32768, 61000), Holder::ports),
            Self::Host(host, _) => host.ports,
        }
    }
}

/// Answers for a flow.
pub(crate) fn evaluate(facts: &Facts, flow: &Flow) -> Opinion {
    let clients = clients(facts, flow);
    let mut outcomes = Outcomes::default();
    for client in &clients {
        let targets = targets(facts, flow, client);
        if targets.is_empty() {
            return Opinion::Other("no such flow".to_owned());
        }
        for target in targets {
            match target {
                Ok(to) => send(facts, flow, client, to, &mut outcomes),
                Err((reason, at)) => outcomes.lost.push(Stop { reason, at, leg: Way::Forward }),
            }
        }
    }
    if clients.is_empty() { Opinion::Other("no such flow".to_owned()) } else { outcomes.opinion() }
}

/// Follows every choice that AWS has between one client and one address.
fn send<'a>(facts: &'a Facts<'a>, flow: &Flow, client: &Client<'a>, to: IpAddr, outcomes: &mut Outcomes) {
    let is_named = flow.to.parse::<IpAddr>().is_err();
    let icmp = match flow.protocol {
        Protocol::Icmp => (8, 0),
        Protocol::Icmpv6 => (128, 0),
        _ => (0, 0),
    };
    let packet = Packet {
        from: client.address(),
        to,
        protocol: flow.protocol.clone(),
        port: flow.port,
        icmp,
        name: flow.name.clone(),
        sender: None,
        over: None,
    };
    for (pick, flow_pick) in picks(facts) {
        let mut is_choice = false;
        for target_pick in 0..balancers::most_targets(facts) {
            let mut walk = Walk::new(facts, pick, flow_pick);
            walk.target_pick = target_pick;
            walk.client_ports = ports_of_client(flow, client);
            walk.server_port = flow.port;
            let fate = request(facts, &mut walk, client, packet.clone(), is_named);
            is_choice |= walk.has_picked;
            match fate {
                Err((reason, at)) => outcomes.lost.push(Stop { reason, at, leg: Way::Forward }),
                Ok(Arrival::Own) => outcomes.delivered += 1,
                Ok(arrival) => is_choice |= replies(&walk, flow, client, to, &arrival, outcomes),
            }
            if target_pick + 1 >= walk.has_balanced {
                break;
            }
        }
        if !is_choice {
            break;
        }
    }
}

/// The request of one client.
fn request<'a>(
    facts: &'a Facts<'a>,
    walk: &mut Walk<'a>,
    client: &Client<'a>,
    packet: Packet,
    is_named: bool,
) -> Fate {
    let to = packet.to;
    match client {
        // In IPv6, too, what nobody has is nowhere out there.
        Client::Internet(_)
            if to.is_ipv6() && !facts.interfaces.iter().any(|one| one.addresses.contains(&to)) =>
        {
            stop(Reason::NoSuchAddress, "internet")
        }
        Client::Internet(_) => match walk.cross_internet(packet) {
            // What nobody in the drawing owns is no place for a sender out there (R-FLOW-14).
            Ok(Arrival::Internet(_)) if facts.is_elastic(to) => stop(Reason::NoPublicAddress, "internet"),
            Ok(Arrival::Internet(_)) => stop(Reason::NoSuchAddress, "internet"),
            fate => fate,
        },
        Client::Interface(interface, _) => {
            walk.client_vpc = Some(interface.vpc.clone());
            walk.start(interface, packet, is_named)
        }
        Client::Host(host, _) if host.addresses.contains(&to) => {
            if is_heard(host.listens.as_deref(), &packet.protocol, packet.port) {
                Ok(Arrival::Own)
            } else {
                stop(Reason::Listener, &host.id)
            }
        }
        Client::Host(host, _) => walk.at_site(&host.site, packet),
    }
}

/// The zones that AWS may take first, for one packet and for both ways of a flow.
fn picks(facts: &Facts) -> impl Iterator<Item = (usize, usize)> {
    let zones = facts.zones.len().max(1);
    // Any of the VPCs with a block in common may have been attached first.
    let vpcs: Vec<_> = facts.attachments.iter().filter_map(|(_, one)| one.vpc_id()).collect();
    let overlaps = |one: &&&netyard_core::model::ResourceId| {
        let others =
            || vpcs.iter().filter(|other| *other != *one).flat_map(|other| facts.blocks(other.as_str()));
        let own = facts.blocks(one.as_str());
        own.iter().any(|block| others().any(|other| netyard_core::net::cidrs_overlap(block, &other)))
    };
    let sites = facts.attachments.iter().filter(|(_, one)| one.resource_type == "vpn").count();
    let flows = zones.max(vpcs.iter().filter(overlaps).count()).max(sites);
    (0..zones).flat_map(move |one| (0..flows).map(move |two| (one, two)))
}

/// What became of the flow, for every port and every choice of AWS.
#[derive(Default)]
struct Outcomes {
    delivered: usize,
    lost: Vec<Stop>,
}

impl Outcomes {
    fn opinion(mut self) -> Opinion {
        let is_unclear = |stop: &Stop| stop.reason == Reason::Unclear;
        // Beside something else what is unclear may be the first to be told of, or not.
        let is_mixed = self.lost.iter().any(is_unclear) && !self.lost.iter().all(is_unclear);
        if is_mixed || self.lost.iter().any(|stop| stop.reason == Reason::Unsure) {
            return Opinion::Other("not followed".to_owned());
        }
        if self.lost.iter().any(is_unclear) {
            return Opinion::Other("unknown".to_owned());
        }
        self.lost.dedup();
        match self.lost.first() {
            None => Opinion::Delivered,
            Some(_) if self.delivered > 0 => Opinion::Partial(self.lost),
            Some(Stop { reason: Reason::Listener | Reason::Policy | Reason::FirewallRefusal, .. }) => {
                Opinion::Rejected(self.lost)
            }
            Some(_) => Opinion::Dropped(self.lost),
        }
    }
}

/// Whoever an end may mean as sender: of a function each of its interfaces, else the first (R-LAM-1).
fn clients<'a>(facts: &'a Facts, flow: &Flow) -> Vec<Client<'a>> {
    // A function outside of VPCs sends from some address of AWS in the internet (R-LAM-2).
    let is_outside = facts.document.function(&flow.from).is_some_and(|one| one.vpc_config.is_none())
        && facts.interfaces_of(&flow.from).is_empty();
    if flow.from == "internet" || is_outside {
        let address = if flow.is_ipv4 { "203.0.113.10" } else { "2001:db8:ffff::10" };
        return vec![Client::Internet(address.parse().unwrap())];
    }
    let may_send = |one: &&Interface| one.holder.as_ref().is_none_or(Holder::may_send);
    if let Ok(address) = flow.from.parse::<IpAddr>() {
        // A public address that nobody in the drawing has is one on the internet.
        return match facts.interfaces.iter().find(|one| one.addresses.contains(&address)) {
            Some(one) if may_send(&one) => vec![Client::Interface(one, address)],
            None if is_public(address) => vec![Client::Internet(address)],
            _ => Vec::new(),
        };
    }
    if let Some(host) = facts.hosts.iter().find(|host| host.id == flow.from) {
        let address = host.addresses.iter().find(|address| address.is_ipv4() == flow.is_ipv4);
        return address.map(|address| Client::Host(host, *address)).into_iter().collect();
    }
    of_name(facts, &flow.from, flow.is_ipv4)
        .into_iter()
        .filter(|(one, _)| may_send(one))
        .map(|(one, address)| Client::Interface(one, address))
        .collect()
}

/// The interfaces that a name may mean, with their addresses: of a managed service any, of an instance the first.
fn of_name<'a>(facts: &'a Facts, name: &str, is_ipv4: bool) -> Vec<(&'a Interface, IpAddr)> {
    let mut all = facts.interfaces_of(name);
    if all.first().is_some_and(|one| one.holder.as_ref().is_some_and(|holder| holder.kind == Kind::Instance))
    {
        all.truncate(1);
    }
    all.into_iter().filter_map(|one| Some((one, one.address(is_ipv4)?))).collect()
}

/// The addresses that are sent to; a stop where the destination has none to send to.
fn targets(facts: &Facts, flow: &Flow, client: &Client) -> Vec<Result<IpAddr, (Reason, String)>> {
    let host = facts.hosts.iter().find(|host| host.id == flow.to);
    match flow.to.as_str() {
        // Out there nobody of the drawing takes part.
        "internet" if matches!(client, Client::Internet(_)) => Vec::new(),
        "internet" if flow.is_ipv4 => vec![Ok("198.51.100.10".parse().unwrap())],
        "internet" => vec![Ok("2001:db8:ffff::10".parse().unwrap())],
        to if to.parse::<IpAddr>().is_ok() => vec![Ok(to.parse().unwrap())],
        _ if let Some(host) = host => host
            .addresses
            .iter()
            .filter(|one| one.is_ipv4() == flow.is_ipv4)
            .take(1)
            .map(|one| Ok(*one))
            .collect(),
        to if matches!(client, Client::Internet(_)) && flow.is_ipv4 => {
            let all = facts.interfaces_of(to);
            let public = all.iter().find_map(|one| one.public.first()).map(|(_, public)| *public);
            vec![public.map_or_else(|| stop(Reason::NoPublicAddress, "internet"), Ok)]
        }
        to if matches!(client, Client::Internet(_)) => {
            let all = facts.interfaces_of(to).into_iter().filter_map(|one| Some((one, one.address(false)?)));
            // Of an instance the first address counts, of a managed service each.
            let is_instance =
                |one: &Interface| one.holder.as_ref().is_some_and(|it| it.kind == Kind::Instance);
            let all: Vec<_> = all.collect();
            let count = if all.iter().any(|(one, _)| is_instance(one)) { 1 } else { all.len() };
            all.into_iter().take(count).map(|(_, address)| Ok(address)).collect()
        }
        to => of_name(facts, to, flow.is_ipv4).into_iter().map(|(_, address)| Ok(address)).collect(),
    }
}

/// Walks the replies of every port that the client may have used (R-NACL-3).
fn replies(
    walk: &Walk,
    flow: &Flow,
    client: &Client,
    sent_to: IpAddr,
    arrival: &Arrival,
    outcomes: &mut Outcomes,
) -> bool {
    let range = ports_of_client(flow, client);
    let edges = edges(walk.facts, &flow.protocol);
    let mut choices: Vec<Vec<u16>> = vec![Vec::new()];
    let levels =
        std::iter::once(range).chain(walk.memory.translated.iter().map(|(device, ..)| {
            if range == (0, 0) { (0, 0) } else { ports_of_translator(walk.facts, device) }
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
    for pick in 0..walk.facts.zones.len().max(1) {
        for ports in &choices {
            let (fate, has_picked) = reply(walk, (client, sent_to), arrival, ports.clone(), pick);
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

fn ports_of_client(flow: &Flow, client: &Client) -> (u16, u16) {
    match flow.source_port {
        _ if !matches!(flow.protocol, Protocol::Tcp | Protocol::Udp) => (0, 0),
        Some(port) => (port, port),
        None => client.ports(),
    }
}

/// The ports from which whoever translates sends on.
pub(crate) fn ports_of_translator(facts: &Facts, device: &str) -> (u16, u16) {
    let is_managed = facts.nat(device).is_some()
        || facts.regional(device).is_some()
        || facts.document.load_balancer(device).is_some();
    if is_managed { (1024, 65535) } else { (32768, 61000) }
}

/// The ports at which some filter begins to decide otherwise about a protocol.
pub(crate) fn edges(facts: &Facts, protocol: &Protocol) -> BTreeSet<u16> {
    let mut ranges = Vec::new();
    let is_of = |one: Option<&Protocol>| one == Some(protocol);
    for resource in facts.document.resources.values() {
        match resource.as_ref() {
            Resource::NetworkAcl(acl) => {
                let entries = acl.entries.iter().flat_map(|entries| entries.values());
                let entries = entries.filter(|one| is_of(one.protocol.as_ref()));
                ranges.extend(entries.map(|one| (one.from_port, one.to_port)));
            }
            Resource::SecurityGroup(group) => {
                let outbound = group.ip_permissions_egress.iter().flat_map(|rules| rules.values());
                let rules = group.ip_permissions.values().chain(outbound);
                let rules = rules.filter(|one| is_of(one.ip_protocol.as_ref()));
                ranges.extend(rules.map(|one| (one.from_port, one.to_port)));
            }
            _ => {}
        }
    }
    let ports = ranges.into_iter().flat_map(|(from, to)| [from, to.map(|to| to.saturating_add(1))]);
    ports.flatten().filter_map(|port| u16::try_from(port).ok()).collect()
}

/// Walks one reply; well if it reaches the client as the answer to what it sent.
fn reply(
    request: &Walk,
    asked: (&Client, IpAddr),
    arrival: &Arrival,
    ports: Vec<u16>,
    pick: usize,
) -> (Result<(), (Reason, String)>, bool) {
    let mut walk = Walk::new(request.facts, pick, request.flow_pick);
    walk.memory = request.memory.clone();
    walk.is_reply = true;
    walk.ports = ports;
    walk.client_vpc.clone_from(&request.client_vpc);
    walk.client_ports = request.client_ports;
    walk.server_port = request.server_port;
    let fate = answered(&mut walk, asked, arrival);
    (fate, walk.has_picked)
}

fn answered(
    walk: &mut Walk,
    (client, sent_to): (&Client, IpAddr),
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
        name: None,
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
        Arrival::Site(site, packet) => walk.at_site(site, answer(packet, None))?,
        Arrival::Service(vpc, packet) => {
            let packet = answer(packet, None);
            walk.enter_vpc(vpc, packet)?
        }
    };
    let is_answer = |packet: &Packet| packet.to == client.address() && packet.from == sent_to;
    let (is_there, at) = match (client, &end) {
        (Client::Internet(_), Arrival::Internet(packet)) => (is_answer(packet), "internet".to_owned()),
        (Client::Host(host, _), Arrival::Site(site, packet)) => {
            (host.site == *site && is_answer(packet), site.clone())
        }
        (Client::Interface(interface, _), Arrival::Interface(id, packet)) => {
            let reached = walk.facts.interface(id).unwrap();
            let is_there = reached.place() == interface.place();
            (is_there && is_answer(packet), reached.place())
        }
        _ => (false, "somewhere".to_owned()),
    };
    match walk.is_missed() {
        _ if !is_there => stop(Reason::Lost, &at),
        Some(firewall) => stop(Reason::Asymmetric, &firewall),
        None => Ok(()),
    }
}
