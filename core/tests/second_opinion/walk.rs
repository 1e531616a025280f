//! A packet's way, written down from sections 1 to 9, 14, 23 and 24 of the rule book, one function a place.
//!
//! It knows only the first blocker and says nothing else. A reply is walked once for every port that a filter could
//! tell from the others.

use super::facts::{Facts, Interface, Nat};
use super::filters::{Way as Gate, acl_admits, groups_admit};
use super::opinion::{Opinion, Reason, Stop, Way};
use super::routes::{Next, look_up};
use super::transit::{ZONES, share_gateway};
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

/// What filters and routes look at.
#[derive(Clone, Debug)]
pub(crate) struct Packet {
    pub(crate) from: IpAddr,
    pub(crate) to: IpAddr,
    pub(crate) protocol: Protocol,
    /// The destination port.
    pub(crate) port: u16,
    pub(crate) icmp: (u8, u8),
    /// The interface that sent it, as long as groups can tell (R-SG-4).
    pub(crate) sender: Option<String>,
    /// The transit gateway that carried it last.
    pub(crate) over: Option<String>,
}

/// Where a packet ends well.
#[derive(Clone, Debug)]
pub(crate) enum Arrival {
    /// At an interface, with the header that it had there.
    Interface(String, Packet),
    /// On the internet.
    Internet(Packet),
    /// At the service behind a gateway endpoint of that VPC.
    Service(String, Packet),
    /// At a host of the site.
    Site(Packet),
    /// It never left its instance.
    Own,
}

pub(crate) type Fate = Result<Arrival, (Reason, String)>;

/// What the devices on the way of the request remember.
#[derive(Clone, Default)]
struct Memory {
    /// Interfaces whose groups saw the request.
    tracked: BTreeSet<String>,
    /// Device, source before, source after.
    translated: Vec<(String, IpAddr, IpAddr)>,
    /// Gateways by which the request left in IPv6.
    left_by: BTreeSet<String>,
    /// Connections over which a NAT gateway sent, with its address and the VPC beyond (R-NAT-11).
    crossed: Vec<(String, IpAddr, String)>,
}

/// The walk of one packet.
pub(crate) struct Walk<'a> {
    pub(crate) facts: &'a Facts<'a>,
    memory: Memory,
    is_reply: bool,
    /// The client's port, then the one of each translation.
    ports: Vec<u16>,
    /// The VPC of the client, to tell a reply that goes astray.
    client_vpc: Option<String>,
    steps: usize,
    /// The VPC whose internet gateway the packet has just left by.
    turned_back: Option<String>,
    /// Where a table was asked for which packet.
    pub(crate) asked: BTreeSet<(String, IpAddr, IpAddr)>,
    /// The zone that AWS takes first where it has a choice: for one packet, and for both ways of a flow.
    pub(crate) pick: usize,
    pub(crate) flow_pick: usize,
    /// Whether it had a choice.
    pub(crate) has_picked: bool,
}

pub(crate) fn stop<T>(reason: Reason, at: &str) -> Result<T, (Reason, String)> {
    Err((reason, at.to_owned()))
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

impl<'a> Walk<'a> {
    /// The request at its sender.
    fn start(&mut self, interface: &'a Interface, mut packet: Packet, is_named: bool) -> Fate {
        let facts = self.facts;
        packet.sender = Some(interface.id.clone());
        if let Some(other) = self.unconnected(interface, packet.to, is_named) {
            return stop(Reason::Disconnected, &other);
        }
        if !interface.is_running {
            return stop(Reason::State, &interface.place());
        }
        let own: Vec<&Interface> =
            interface.instance.iter().flat_map(|instance| facts.interfaces_of(instance)).collect();
        if own.iter().any(|one| one.addresses.contains(&packet.to)) {
            self.listens(interface, &packet)?;
            return Ok(Arrival::Own);
        }
        self.send(interface, packet)
    }

    /// The sender's VPC, if nothing at all joins it with the VPC of the private address (R-FLOW-13).
    fn unconnected(&self, interface: &Interface, to: IpAddr, is_named: bool) -> Option<String> {
        let facts = self.facts;
        let owner = facts.interfaces.iter().find(|one| one.addresses.contains(&to));
        let target = owner
            .map(|one| &one.vpc)
            .or_else(|| facts.nats.iter().find(|nat| nat.address == to).map(|nat| &nat.vpc))?;
        if *target == interface.vpc || to.is_ipv6() || (!is_named && facts.is_in_vpc(&interface.vpc, to)) {
            return None;
        }
        let mut reached = vec![interface.vpc.clone()];
        let mut next = 0;
        while let Some(vpc) = reached.get(next).cloned() {
            next += 1;
            for one in facts.vpcs.iter().filter(|one| share_gateway(facts, &one.id, &vpc)) {
                if !reached.contains(&one.id) {
                    reached.push(one.id.clone());
                }
            }
            for peering in facts.peerings.iter().filter(|peering| peering.sides.contains(&vpc)) {
                for side in &peering.sides {
                    if !reached.contains(side) {
                        reached.push(side.clone());
                    }
                }
            }
        }
        // A router of one's own may lead further than the drawing shows.
        let is_router = matches!(look_up(facts, &interface.subnet, to), Some(Next::Interface(_)));
        (!reached.contains(target) && !is_router).then(|| interface.vpc.clone())
    }

    /// The interface by which an instance sends to an address: one in whose subnet it lies, else the first.
    fn leaving(&self, interface: &'a Interface, to: IpAddr) -> &'a Interface {
        let facts = self.facts;
        let Some(instance) = &interface.instance else { return interface };
        let all = facts.interfaces_of(instance);
        let is_beside = |one: &&&Interface| {
            facts
                .subnet(&one.subnet)
                .is_some_and(|subnet| subnet.blocks.iter().any(|block| block.contains(&to)))
        };
        all.iter().find(is_beside).or(all.first()).copied().unwrap_or(interface)
    }

    /// Out of an interface (R-FLOW-2).
    fn send(&mut self, interface: &'a Interface, packet: Packet) -> Fate {
        self.step(&interface.place())?;
        if interface.is_checked && !interface.addresses.contains(&packet.from) {
            return stop(Reason::SourceCheck, &interface.place());
        }
        self.groups(interface, &packet, Gate::Out)?;
        self.onward(&interface.subnet, packet, Some(&interface.id))
    }

    /// From a host or gateway in a subnet to wherever its packet goes: beside it, or where the table says.
    pub(crate) fn onward(&mut self, subnet: &str, packet: Packet, by: Option<&str>) -> Fate {
        let facts = self.facts;
        let Some(here) = facts.subnet(subnet) else { return stop(Reason::Lost, subnet) };
        if here.blocks.iter().any(|block| block.contains(&packet.to)) {
            return self.reach(&here.vpc, subnet, packet);
        }
        if !self.asked.insert((subnet.to_owned(), packet.from, packet.to)) {
            // The same place with the same packet (R-FLOW-8).
            return stop(Reason::Loop, subnet);
        }
        let vpc = here.vpc.clone();
        let back = self
            .memory
            .crossed
            .iter()
            .find(|(_, address, beyond)| self.is_reply && *address == packet.to && *beyond == vpc);
        let next = match back {
            Some((peering, ..)) => Next::Peering(peering.clone()),
            None => match look_up(facts, subnet, packet.to) {
                Some(next) => next,
                None => return stop(Reason::NoRoute, subnet),
            },
        };
        let is_back = back.is_some();
        match next {
            Next::Blackhole => stop(Reason::Blackhole, subnet),
            Next::Local => {
                self.acl(subnet, &packet, Gate::Out)?;
                self.enter_vpc(&vpc, packet)
            }
            Next::InternetGateway(id) => {
                self.acl(subnet, &packet, Gate::Out)?;
                self.internet_gateway(&id, &vpc, packet)
            }
            Next::EgressOnly(id) => {
                self.acl(subnet, &packet, Gate::Out)?;
                if packet.to.is_ipv4() {
                    return stop(Reason::CannotRoute, &id);
                }
                self.leave_in_ipv6(&id, &vpc, packet)
            }
            Next::Nat(id) => {
                let nat = facts.nat(&id).unwrap();
                if by == Some(id.as_str()) {
                    return stop(Reason::Loop, subnet);
                }
                self.between(subnet, &nat.subnet, &packet)?;
                self.translate(nat, packet)
            }
            Next::Interface(id) => {
                let hop = facts.interface(&id).unwrap();
                self.between(subnet, &hop.subnet, &packet)?;
                self.pass_through(hop, packet)
            }
            Next::Transit(id) => self.transit(&id, subnet, &vpc, packet),
            Next::Peering(id) => self.peering(&id, subnet, &vpc, packet, is_back),
            Next::Endpoint(id) => {
                self.acl(subnet, &packet, Gate::Out)?;
                self.endpoint(&id, &vpc, packet)
            }
        }
    }

    /// From one subnet into another both ACLs are asked (R-FLOW-5), inside one none (R-FLOW-4).
    fn between(&self, one: &str, other: &str, packet: &Packet) -> Result<(), (Reason, String)> {
        if one == other {
            return Ok(());
        }
        self.acl(one, packet, Gate::Out)?;
        self.acl(other, packet, Gate::In)
    }

    pub(crate) fn acl(&self, subnet: &str, packet: &Packet, gate: Gate) -> Result<(), (Reason, String)> {
        if acl_admits(self.facts, subnet, packet, gate) { Ok(()) } else { stop(Reason::Acl, subnet) }
    }

    fn groups(&mut self, interface: &Interface, packet: &Packet, gate: Gate) -> Result<(), (Reason, String)> {
        if self.is_reply && self.memory.tracked.contains(&interface.id) {
            return Ok(());
        }
        if !self.is_reply {
            self.memory.tracked.insert(interface.id.clone());
        }
        if groups_admit(self.facts, interface, packet, gate) {
            Ok(())
        } else {
            stop(Reason::Group, &interface.place())
        }
    }

    pub(crate) fn step(&mut self, at: &str) -> Result<(), (Reason, String)> {
        self.steps += 1;
        if self.steps > 40 { stop(Reason::Loop, at) } else { Ok(()) }
    }

    /// Into a VPC, to whatever has the address.
    fn enter_vpc(&mut self, vpc: &str, packet: Packet) -> Fate {
        let Some(subnet) = self.facts.subnet_of(vpc, packet.to) else {
            return stop(Reason::NoSuchAddress, vpc);
        };
        self.acl(&subnet.id, &packet, Gate::In)?;
        self.reach(vpc, &subnet.id, packet)
    }

    /// In the subnet, to whatever has the address.
    fn reach(&mut self, vpc: &str, subnet: &str, packet: Packet) -> Fate {
        let facts = self.facts;
        if let Some(nat) = facts.nats.iter().find(|nat| nat.vpc == vpc && nat.address == packet.to) {
            return self.reach_nat(nat, packet);
        }
        match facts.owner(vpc, packet.to) {
            Some(interface) => self.arrive(interface, packet),
            None => stop(Reason::NoSuchAddress, subnet),
        }
    }

    /// At the interface that has the address (R-FLOW-3).
    fn arrive(&mut self, interface: &'a Interface, packet: Packet) -> Fate {
        self.groups(interface, &packet, Gate::In)?;
        self.accept(interface, packet)
    }

    /// By the host behind an interface.
    fn accept(&mut self, interface: &'a Interface, mut packet: Packet) -> Fate {
        if !interface.is_running {
            return stop(Reason::State, &interface.place());
        }
        if self.is_reply {
            let last = self.memory.translated.last().cloned();
            if let Some((device, before, after)) = last
                && device == interface.place()
                && after == packet.to
            {
                self.memory.translated.pop();
                self.ports.pop();
                packet.to = before;
                packet.port = *self.ports.last().unwrap();
                packet.sender = None;
                packet.over = None;
                let leaving = self.leaving(interface, packet.to);
                return self.send(leaving, packet);
            }
        } else {
            self.listens(interface, &packet)?;
        }
        Ok(Arrival::Interface(interface.id.clone(), packet))
    }

    fn listens(&self, interface: &Interface, packet: &Packet) -> Result<(), (Reason, String)> {
        let instance = interface.instance.as_ref().and_then(|id| self.facts.document.instance(id));
        let Some(listens) = instance.and_then(|instance| instance.listens.as_ref()) else { return Ok(()) };
        let is_heard = listens.values().any(|one| {
            let low = one.from_port.unwrap_or(0);
            one.protocol.clone().unwrap_or(Protocol::Tcp) == packet.protocol
                && low <= packet.port
                && packet.port <= one.to_port.unwrap_or(low)
        });
        if is_heard || !matches!(packet.protocol, Protocol::Tcp | Protocol::Udp) {
            Ok(())
        } else {
            stop(Reason::Listener, &interface.place())
        }
    }

    /// Through an instance that is the target of a route (R-ENI-2, R-NATI-1).
    fn pass_through(&mut self, interface: &'a Interface, mut packet: Packet) -> Fate {
        self.step(&interface.place())?;
        let facts = self.facts;
        let instance = interface.instance.as_ref().unwrap();
        if interface.addresses.contains(&packet.to) {
            return self.arrive(interface, packet);
        }
        self.groups(interface, &packet, Gate::In)?;
        if interface.is_checked {
            return stop(Reason::SourceCheck, &interface.place());
        }
        if facts.interfaces_of(instance).iter().any(|one| one.addresses.contains(&packet.to)) {
            // The address of another interface of the same host.
            return self.accept(interface, packet);
        }
        packet.sender = None;
        packet.over = None;
        let leaving = self.leaving(interface, packet.to);
        // It is a NAT instance for what goes to the internet, with or without the public address that it needs.
        if !self.is_reply && is_public(packet.to) && packet.to.is_ipv4() {
            let own = leaving.address(true).unwrap();
            self.memory.translated.push((interface.place(), packet.from, own));
            packet.from = own;
        }
        self.send(leaving, packet)
    }

    /// Through a NAT gateway (section 7).
    fn translate(&mut self, nat: &'a Nat, mut packet: Packet) -> Fate {
        self.step(&nat.id)?;
        if packet.to == nat.address {
            return self.reach_nat(nat, packet);
        }
        if !nat.is_available {
            return stop(Reason::State, &nat.id);
        }
        if self.is_reply {
            // It takes the reply for a connection of its own and gives it another source: nobody waits for that.
            return stop(Reason::Lost, &nat.id);
        }
        if packet.to.is_ipv6() {
            return stop(Reason::CannotRoute, &nat.id);
        }
        if !matches!(packet.protocol, Protocol::Tcp | Protocol::Udp | Protocol::Icmp) {
            return stop(Reason::Protocol, &nat.id);
        }
        // Behind a transit gateway clients of other VPCs may use it (R-NAT-10).
        if packet.over.is_none() && !self.facts.is_in_vpc(&nat.vpc, packet.from) {
            return stop(Reason::NatScope, &nat.id);
        }
        self.memory.translated.push((nat.id.clone(), packet.from, nat.address));
        packet.from = nat.address;
        packet.sender = None;
        packet.over = None;
        self.onward(&nat.subnet, packet, Some(&nat.id))
    }

    /// To a NAT gateway's own address: a reply to what it sent, or nothing that it knows (R-NAT-5).
    fn reach_nat(&mut self, nat: &'a Nat, mut packet: Packet) -> Fate {
        let last = self.memory.translated.last().cloned();
        match last {
            Some((device, before, after)) if self.is_reply && device == nat.id && after == packet.to => {
                self.memory.translated.pop();
                self.ports.pop();
                packet.to = before;
                packet.port = *self.ports.last().unwrap();
                packet.sender = None;
                packet.over = None;
                self.onward(&nat.subnet, packet, Some(&nat.id))
            }
            _ => stop(Reason::NatUnsolicited, &nat.id),
        }
    }

    /// Out of a VPC by its internet gateway (section 6).
    fn internet_gateway(&mut self, id: &str, vpc: &str, mut packet: Packet) -> Fate {
        if packet.to.is_ipv6() {
            return self.leave_in_ipv6(id, vpc, packet);
        }
        if !is_public(packet.to) {
            return stop(Reason::PrivateDestination, id);
        }
        let facts = self.facts;
        let nat = facts.nats.iter().find(|nat| nat.vpc == vpc && nat.address == packet.from);
        let owner = facts.owner(vpc, packet.from);
        let public = match (nat, owner) {
            (Some(nat), _) => nat.public,
            (None, Some(owner)) => owner.public_of(packet.from),
            // What a transit gateway brings is no interface of this VPC (R-TGW-38).
            (None, None) if packet.over.is_some() && !facts.is_in_vpc(vpc, packet.from) => None,
            (None, None) => return stop(Reason::Spoofed, id),
        };
        let Some(public) = public else { return stop(Reason::NoPublicAddress, id) };
        packet.from = public;
        packet.sender = None;
        packet.over = None;
        self.turned_back = Some(vpc.to_owned());
        let fate = self.cross_internet(packet);
        self.turned_back = None;
        fate
    }

    /// IPv6 leaves untranslated, with the address of an interface of the VPC (R-IGW-8, R-IGW-10).
    fn leave_in_ipv6(&mut self, id: &str, vpc: &str, mut packet: Packet) -> Fate {
        if self.facts.owner(vpc, packet.from).is_none() {
            return stop(Reason::Spoofed, id);
        }
        packet.sender = None;
        packet.over = None;
        self.memory.left_by.insert(id.to_owned());
        self.cross_internet(packet)
    }

    /// On the internet: into the VPC that has the address, else to a host out there.
    fn cross_internet(&mut self, mut packet: Packet) -> Fate {
        self.step("internet")?;
        let facts = self.facts;
        if packet.to.is_ipv6() {
            let owner = facts.interfaces.iter().find(|one| one.addresses.contains(&packet.to));
            return match owner {
                Some(owner) => self.enter_in_ipv6(owner, packet),
                None => Ok(Arrival::Internet(packet)),
            };
        }
        let interface = facts.interfaces.iter().find_map(|one| {
            one.public.iter().find(|(_, public)| *public == packet.to).map(|pair| (one, pair.0))
        });
        let nat = facts.nats.iter().find(|nat| nat.public == Some(packet.to));
        let (vpc, private) = match (interface, nat) {
            (Some((one, private)), _) => (&one.vpc, private),
            (None, Some(nat)) => (&nat.vpc, nat.address),
            (None, None) => return Ok(Arrival::Internet(packet)),
        };
        // Between two addresses of one VPC the gateway turns the packet back, and the internet never sees it (R-IGW-9).
        let is_from_outside = self.turned_back.as_ref() != Some(vpc);
        if is_from_outside && interface.is_some_and(|(one, _)| !one.is_running) {
            // As long as nothing runs behind it, the address stands for nobody (R-ENI-7).
            return stop(Reason::NoPublicAddress, "internet");
        }
        if facts.internet_gateway(vpc).is_none() {
            return stop(Reason::NotAttached, "internet");
        }
        packet.to = private;
        self.enter_vpc(vpc, packet)
    }

    /// IPv6 comes in by the internet gateway; where the subnet leaves by an egress-only one, or there is no other,
    /// nothing new does (R-EIGW-2).
    fn enter_in_ipv6(&mut self, owner: &'a Interface, packet: Packet) -> Fate {
        let vpc = owner.vpc.clone();
        let gateways = [self.facts.internet_gateway(&vpc), self.facts.egress_only(&vpc)];
        let is_known = gateways.iter().flatten().any(|id| self.memory.left_by.contains(id));
        if self.is_reply && is_known {
            return self.enter_vpc(&vpc, packet);
        }
        if let Some(Next::EgressOnly(id)) = look_up(self.facts, &owner.subnet, packet.from) {
            return stop(Reason::EgressOnly, &id);
        }
        if self.facts.internet_gateway(&vpc).is_some() {
            return self.enter_vpc(&vpc, packet);
        }
        match self.facts.egress_only(&vpc) {
            Some(id) => stop(Reason::EgressOnly, &id),
            None => stop(Reason::NotAttached, "internet"),
        }
    }

    /// Over a peering connection (section 9).
    fn peering(&mut self, id: &str, subnet: &str, vpc: &str, packet: Packet, is_back: bool) -> Fate {
        let facts = self.facts;
        let peering = facts.peerings.iter().find(|one| one.id == id).unwrap();
        let other = peering.sides.iter().find(|side| *side != vpc).unwrap();
        let is_beyond = facts.is_in_vpc(other, packet.to);
        let is_astray = self.is_reply
            && !is_back
            && is_beyond
            && self.memory.translated.is_empty()
            && self
                .client_vpc
                .as_ref()
                .is_some_and(|client| client != other && facts.is_in_vpc(client, packet.to));
        if is_astray {
            return stop(Reason::AmbiguousReturn, subnet);
        }
        self.acl(subnet, &packet, Gate::Out)?;
        if !is_beyond {
            return stop(Reason::PeeringScope, id);
        }
        if !self.is_reply && facts.nats.iter().any(|nat| nat.vpc == vpc && nat.address == packet.from) {
            self.memory.crossed.push((id.to_owned(), packet.from, other.clone()));
        }
        self.enter_vpc(other, packet)
    }

    /// To the service behind a gateway endpoint (section 14).
    fn endpoint(&mut self, id: &str, vpc: &str, packet: Packet) -> Fate {
        let is_available =
            self.facts.document.vpc_endpoint(id).is_some_and(|endpoint| endpoint.state == "available");
        if !is_available {
            return stop(Reason::State, id);
        }
        if !self.facts.is_in_vpc(vpc, packet.from) {
            return stop(Reason::ServiceScope, id);
        }
        let is_echo = packet.protocol == Protocol::Icmp && packet.icmp.0 == 8;
        if packet.protocol != Protocol::Tcp && !is_echo {
            return stop(Reason::Protocol, id);
        }
        Ok(Arrival::Service(vpc.to_owned(), packet))
    }
}

fn is_public(address: IpAddr) -> bool {
    let private: [ipnet::IpNet; 4] =
        ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].map(|text| text.parse().unwrap());
    !private.iter().any(|block| block.contains(&address))
}
