//! A packet's way, written down from sections 1 to 9, 14, 23 and 24 of the rule book, one function a place.
//!
//! It knows only the first blocker and says nothing else. A reply is walked once for every port that a filter could
//! tell from the others.

use super::balancers::{self, Balanced};
use super::borders::{Border, is_router_for};
use super::facts::{Facts, Interface};
use super::filters::{Way as Gate, acl_admits, groups_admit};
use super::gateways::is_public;
use super::holders::Kind;
use super::inspection::Inspected;
use super::interface_endpoints;
use super::opinion::Reason;
use super::routes::{Next, look_up};
use super::transit::{attachment, hubs_of};
use netyard_core::net::Protocol;
use std::collections::BTreeSet;
use std::net::IpAddr;

/// What filters and routes look at.
#[derive(Clone, Debug)]
pub(crate) struct Packet {
    pub(crate) from: IpAddr,
    pub(crate) to: IpAddr,
    pub(crate) protocol: Protocol,
    /// The destination port.
    pub(crate) port: u16,
    pub(crate) icmp: (u8, u8),
    /// The name that it is sent to.
    pub(crate) name: Option<String>,
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
    /// At a host of that site.
    Site(String, Packet),
    /// It never left its instance.
    Own,
}

pub(crate) type Fate = Result<Arrival, (Reason, String)>;

/// What the devices on the way of the request remember.
#[derive(Clone, Default)]
pub(crate) struct Memory {
    /// Interfaces whose groups saw the request.
    pub(crate) tracked: BTreeSet<String>,
    /// Device, source before, source after.
    pub(crate) translated: Vec<(String, IpAddr, IpAddr)>,
    /// The subnet from which a regional NAT gateway took the request.
    pub(crate) served: Option<String>,
    /// Gateways by which the request left in IPv6.
    pub(crate) left_by: BTreeSet<String>,
    /// Connections over which a NAT gateway sent, with its address and the VPC beyond (R-NAT-11).
    pub(crate) crossed: Vec<(String, IpAddr, String)>,
    /// Connections that load balancers have handed on.
    pub(crate) balanced: Vec<Balanced>,
    /// Flows that firewalls and appliances have seen.
    pub(crate) inspected: Vec<Inspected>,
}

/// The walk of one packet.
pub(crate) struct Walk<'a> {
    pub(crate) facts: &'a Facts<'a>,
    pub(crate) memory: Memory,
    pub(crate) is_reply: bool,
    /// The client's port, then the one of each translation.
    pub(crate) ports: Vec<u16>,
    /// All ports that the client may have sent from, and the one that it sent to.
    pub(crate) client_ports: (u16, u16),
    pub(crate) server_port: u16,
    /// The VPC of the client, to tell a reply that goes astray.
    pub(crate) client_vpc: Option<String>,
    pub(crate) steps: usize,
    /// Middleboxes that it has passed, with the source that it had there.
    pub(crate) passed: BTreeSet<(String, IpAddr)>,
    /// The VPC whose internet gateway the packet has just left by.
    pub(crate) turned_back: Option<String>,
    /// Where a table was asked for which packet.
    pub(crate) asked: BTreeSet<(String, IpAddr, IpAddr)>,
    /// The zone that AWS takes first where it has a choice: for one packet, and for both ways of a flow.
    pub(crate) pick: usize,
    pub(crate) flow_pick: usize,
    /// Whether it had a choice.
    pub(crate) has_picked: bool,
    /// Which target a load balancer takes, and among how many it chose.
    pub(crate) target_pick: usize,
    pub(crate) has_balanced: usize,
}

pub(crate) fn stop<T>(reason: Reason, at: &str) -> Result<T, (Reason, String)> {
    Err((reason, at.to_owned()))
}

impl<'a> Walk<'a> {
    pub(crate) fn new(facts: &'a Facts<'a>, pick: usize, flow_pick: usize) -> Self {
        Self {
            facts,
            memory: Memory::default(),
            is_reply: false,
            ports: Vec::new(),
            client_ports: (0, 0),
            server_port: 0,
            client_vpc: None,
            steps: 0,
            passed: BTreeSet::new(),
            turned_back: None,
            asked: BTreeSet::new(),
            pick,
            flow_pick,
            has_picked: false,
            target_pick: 0,
            has_balanced: 0,
        }
    }

    /// The request at its sender.
    pub(crate) fn start(&mut self, interface: &'a Interface, mut packet: Packet, is_named: bool) -> Fate {
        let facts = self.facts;
        packet.sender = Some(interface.id.clone());
        if let Some(other) = self.unconnected(interface, packet.to, is_named) {
            return stop(Reason::Disconnected, &other);
        }
        if !interface.is_running() {
            return stop(Reason::State, &interface.place());
        }
        interface_endpoints::may_open(interface)?;
        // A managed service with several interfaces is several machines.
        let machine = interface.holder.as_ref().filter(|holder| holder.kind == Kind::Instance);
        let own = machine.map_or_else(|| vec![interface], |machine| facts.interfaces_of(&machine.id));
        if own.iter().any(|one| one.addresses.contains(&packet.to)) {
            listens(interface, &packet)?;
            return Ok(Arrival::Own);
        }
        self.send(interface, packet)
    }

    /// The sender's VPC, if nothing at all joins it with the VPC of the private address (R-FLOW-13).
    pub(crate) fn unconnected(&self, interface: &Interface, to: IpAddr, is_named: bool) -> Option<String> {
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
            let hubs = hubs_of(facts, &vpc);
            let is_behind = |one: &str| hubs.iter().any(|hub| attachment(facts, hub, one).is_some());
            for one in facts.vpcs.iter().filter(|one| is_behind(&one.id)) {
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
    pub(crate) fn leaving(&self, interface: &'a Interface, to: IpAddr) -> &'a Interface {
        let facts = self.facts;
        // A managed service answers by the interface that was asked.
        let Some(holder) = interface.holder.as_ref().filter(|one| one.kind == Kind::Instance) else {
            return interface;
        };
        let all = facts.interfaces_of(&holder.id);
        let is_beside = |one: &&&Interface| {
            facts
                .subnet(&one.subnet)
                .is_some_and(|subnet| subnet.blocks.iter().any(|block| block.contains(&to)))
        };
        let first = all.iter().find(is_beside).or(all.first()).copied().unwrap_or(interface);
        // Of two interfaces in one subnet the one that was asked answers (R-ENI-8 speaks of two subnets).
        if first.subnet == interface.subnet { interface } else { first }
    }

    /// Out of an interface (R-FLOW-2).
    pub(crate) fn send(&mut self, interface: &'a Interface, packet: Packet) -> Fate {
        self.step(&interface.place())?;
        if interface.is_checked && !interface.addresses.contains(&packet.from) {
            return stop(Reason::SourceCheck, &interface.place());
        }
        self.groups(interface, &packet, Gate::Out)?;
        if let Some(fate) = self.back_to_node(interface, &packet) {
            return fate;
        }
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
                let inside = packet.from;
                self.public_access(&Border {
                    gateway: &id,
                    vpc: &vpc,
                    inside,
                    is_inward: false,
                    is_egress_only: true,
                })?;
                self.leave_in_ipv6(&id, &vpc, packet)
            }
            Next::Nat(id) if let Some(nat) = facts.regional(&id) => {
                self.acl(subnet, &packet, Gate::Out)?;
                self.translate_regionally(nat, subnet, packet)
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
            Next::Inspected(id) => self.by_endpoint(&id, Some(subnet), packet),
            Next::VpnGateway(id) => {
                self.acl(subnet, &packet, Gate::Out)?;
                self.vpn_gateway(&id, &vpc, packet)
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
    pub(crate) fn between(&self, one: &str, other: &str, packet: &Packet) -> Result<(), (Reason, String)> {
        if one == other {
            return Ok(());
        }
        self.acl(one, packet, Gate::Out)?;
        self.acl(other, packet, Gate::In)
    }

    pub(crate) fn acl(&self, subnet: &str, packet: &Packet, gate: Gate) -> Result<(), (Reason, String)> {
        if acl_admits(self.facts, subnet, packet, gate) { Ok(()) } else { stop(Reason::Acl, subnet) }
    }

    pub(crate) fn groups(
        &mut self,
        interface: &Interface,
        packet: &Packet,
        gate: Gate,
    ) -> Result<(), (Reason, String)> {
        if self.is_reply && self.memory.tracked.contains(&interface.id) {
            return Ok(());
        }
        if !self.is_reply {
            self.memory.tracked.insert(interface.id.clone());
        }
        if balancers::is_open(self.facts, interface) || groups_admit(self.facts, interface, packet, gate) {
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
    pub(crate) fn enter_vpc(&mut self, vpc: &str, packet: Packet) -> Fate {
        let Some(subnet) = self.facts.subnet_of(vpc, packet.to) else {
            return stop(Reason::NoSuchAddress, vpc);
        };
        self.acl(&subnet.id, &packet, Gate::In)?;
        self.reach(vpc, &subnet.id, packet)
    }

    /// In the subnet, to whatever has the address.
    pub(crate) fn reach(&mut self, vpc: &str, subnet: &str, packet: Packet) -> Fate {
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
    pub(crate) fn arrive(&mut self, interface: &'a Interface, packet: Packet) -> Fate {
        self.groups(interface, &packet, Gate::In)?;
        self.accept(interface, packet)
    }

    /// By the host behind an interface.
    pub(crate) fn accept(&mut self, interface: &'a Interface, mut packet: Packet) -> Fate {
        if !interface.is_running() {
            return stop(Reason::State, &interface.place());
        }
        if self.is_reply {
            if let Some(fate) = self.answer_client(interface, &packet) {
                return fate;
            }
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
            interface_endpoints::is_served(self.facts, interface, &packet)?;
            if let Some(fate) = self.balance(interface, &packet) {
                return fate;
            }
            listens(interface, &packet)?;
        }
        Ok(Arrival::Interface(interface.id.clone(), packet))
    }

    /// Through an instance that is the target of a route (R-ENI-2, R-NATI-1).
    pub(crate) fn pass_through(&mut self, interface: &'a Interface, mut packet: Packet) -> Fate {
        self.step(&interface.place())?;
        let facts = self.facts;
        if interface.addresses.contains(&packet.to) {
            return self.arrive(interface, packet);
        }
        self.groups(interface, &packet, Gate::In)?;
        if interface.is_checked {
            return stop(Reason::SourceCheck, &interface.place());
        }
        if facts.interfaces_of(&interface.place()).iter().any(|one| one.addresses.contains(&packet.to)) {
            // The address of another interface of the same host.
            return self.accept(interface, packet);
        }
        packet.sender = None;
        let leaving = self.leaving(interface, packet.to);
        // It is a NAT instance for what its own subnet sends to an internet gateway, with or without the public address
        // that it needs; where nothing leads on, or an endpoint is all that it leads to, that address tells.
        let is_sent_out = match look_up(facts, &leaving.subnet, packet.to) {
            Some(Next::InternetGateway(_)) => true,
            Some(Next::Blackhole | Next::Endpoint(_)) | None => !leaving.public.is_empty(),
            Some(_) => false,
        };
        let is_outward = is_public(packet.to) && !facts.is_in_vpc(&interface.vpc, packet.to) && is_sent_out;
        let is_router = is_router_for(facts, &interface.vpc, packet.from, &interface.place());
        self.passed.insert((interface.place(), packet.from));
        if !self.is_reply && is_outward && packet.to.is_ipv4() && !is_router {
            let own = leaving.address(true).unwrap();
            self.memory.translated.push((interface.place(), packet.from, own));
            packet.from = own;
        }
        self.send(leaving, packet)
    }
}

/// Whether somebody takes the packet at its port.
fn listens(interface: &Interface, packet: &Packet) -> Result<(), (Reason, String)> {
    let is_heard = interface.holder.as_ref().is_none_or(|holder| holder.hears(&packet.protocol, packet.port));
    if is_heard { Ok(()) } else { stop(Reason::Listener, &interface.place()) }
}
