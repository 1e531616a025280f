//! What gateways, peerings and endpoints do with a packet, one function each.

use super::borders::Border;
use super::facts::{Interface, Nat};
use super::filters::Way as Gate;
use super::interface_endpoints::is_open_to_the_internet;
use super::opinion::Reason;
use super::policies;
use super::routes::{Next, look_up};
use super::walk::{Arrival, Fate, Packet, Walk, stop};
use netyard_core::net::Protocol;
use std::net::IpAddr;

impl<'a> Walk<'a> {
    /// Through a NAT gateway (section 7).
    pub(crate) fn translate(&mut self, nat: &'a Nat, mut packet: Packet) -> Fate {
        self.step(&nat.id)?;
        if packet.to == nat.address {
            return self.reach_nat(nat, packet);
        }
        if let Some(reason) = self.untranslatable(nat.is_available, &nat.vpc, &packet) {
            return stop(reason, &nat.id);
        }
        self.memory.translated.push((nat.id.clone(), packet.from, nat.address));
        packet.from = nat.address;
        packet.sender = None;
        packet.over = None;
        self.onward(&nat.subnet, packet, Some(&nat.id))
    }

    /// Why a NAT gateway of this VPC, zonal or regional, gives a packet no address of its own.
    pub(crate) fn untranslatable(&self, is_available: bool, vpc: &str, packet: &Packet) -> Option<Reason> {
        if !is_available {
            return Some(Reason::State);
        }
        if self.is_reply {
            // It takes the reply for a connection of its own and gives it another source: nobody waits for that.
            return Some(Reason::Lost);
        }
        if packet.to.is_ipv6() {
            return Some(Reason::CannotRoute);
        }
        if !matches!(packet.protocol, Protocol::Tcp | Protocol::Udp | Protocol::Icmp) {
            return Some(Reason::Protocol);
        }
        // Behind a transit gateway clients of other VPCs may use it (R-NAT-10).
        (packet.over.is_none() && !self.facts.is_in_vpc(vpc, packet.from)).then_some(Reason::NatScope)
    }

    /// To a NAT gateway's own address: a reply to what it sent, or nothing that it knows (R-NAT-5).
    pub(crate) fn reach_nat(&mut self, nat: &'a Nat, mut packet: Packet) -> Fate {
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
    pub(crate) fn internet_gateway(&mut self, id: &str, vpc: &str, mut packet: Packet) -> Fate {
        let inside = packet.from;
        self.public_access(&Border { gateway: id, vpc, inside, is_inward: false, is_egress_only: false })?;
        self.way_out(id, vpc, inside)?;
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
    pub(crate) fn leave_in_ipv6(&mut self, id: &str, vpc: &str, mut packet: Packet) -> Fate {
        if self.facts.owner(vpc, packet.from).is_none() {
            return stop(Reason::Spoofed, id);
        }
        packet.sender = None;
        packet.over = None;
        self.memory.left_by.insert(id.to_owned());
        self.cross_internet(packet)
    }

    /// On the internet: into the VPC that has the address, else to a host out there.
    pub(crate) fn cross_internet(&mut self, mut packet: Packet) -> Fate {
        self.step("internet")?;
        let facts = self.facts;
        if packet.to.is_ipv6() {
            let owner = facts.interfaces.iter().find(|one| one.addresses.contains(&packet.to));
            return match owner {
                Some(owner) => self.enter_in_ipv6(owner, packet),
                None => match facts.vpcs.iter().find(|vpc| facts.is_in_vpc(&vpc.id, packet.to)) {
                    Some(vpc) => self.enter_for_nobody(&vpc.id, packet),
                    None => Ok(Arrival::Internet(packet)),
                },
            };
        }
        let interface = facts.interfaces.iter().find_map(|one| {
            one.public.iter().find(|(_, public)| *public == packet.to).map(|pair| (one, pair.0))
        });
        let nat = facts.nats.iter().find(|nat| nat.public == Some(packet.to));
        if let Some(nat) = facts.regional.iter().find(|nat| nat.has(packet.to)) {
            let Some(gateway) = facts.internet_gateway(&nat.vpc) else {
                return stop(Reason::NotAttached, "internet");
            };
            let inside = packet.to;
            let vpc = &nat.vpc;
            self.public_access(&Border {
                gateway: &gateway,
                vpc,
                inside,
                is_inward: true,
                is_egress_only: false,
            })?;
            return self.reach_regional(nat, packet);
        }
        let (vpc, private) = match (interface, nat) {
            (Some((one, private)), _) => (&one.vpc, private),
            (None, Some(nat)) => (&nat.vpc, nat.address),
            (None, None) => return Ok(Arrival::Internet(packet)),
        };
        // Between two addresses of one VPC the gateway turns the packet back, and the internet never sees it (R-IGW-9).
        let is_from_outside = self.turned_back.as_ref() != Some(vpc);
        if is_from_outside && interface.is_some_and(|(one, _)| !one.is_running()) {
            // As long as nothing runs behind it, the address stands for nobody (R-ENI-7).
            return stop(Reason::NoPublicAddress, "internet");
        }
        let Some(gateway) = facts.internet_gateway(vpc) else { return stop(Reason::NotAttached, "internet") };
        packet.to = private;
        self.come_in(&gateway, vpc, packet, false)
    }

    /// From the internet into a VPC.
    fn come_in(&mut self, gateway: &str, vpc: &str, packet: Packet, is_egress_only: bool) -> Fate {
        let inside = packet.to;
        self.public_access(&Border { gateway, vpc, inside, is_inward: true, is_egress_only })?;
        if is_egress_only { self.enter_vpc(vpc, packet) } else { self.enter_by(gateway, vpc, packet, true) }
    }

    /// Nobody has the address, but it lies in a VPC: that is where it is looked for (R-FLOW-14).
    fn enter_for_nobody(&mut self, vpc: &str, packet: Packet) -> Fate {
        match (self.facts.internet_gateway(vpc), self.facts.egress_only(vpc)) {
            (Some(gateway), _) => self.come_in(&gateway, vpc, packet, false),
            (None, Some(gateway)) => self.refuse_new(&gateway, vpc, &packet),
            (None, None) => stop(Reason::NotAttached, "internet"),
        }
    }

    /// IPv6 comes in by the internet gateway; where the subnet leaves by an egress-only one, or there is no other,
    /// nothing new does (R-EIGW-2).
    pub(crate) fn enter_in_ipv6(&mut self, owner: &'a Interface, packet: Packet) -> Fate {
        is_open_to_the_internet(owner, self.is_reply)?;
        let vpc = owner.vpc.clone();
        let gateways = [self.facts.internet_gateway(&vpc), self.facts.egress_only(&vpc)];
        let known = gateways.iter().flatten().find(|id| self.memory.left_by.contains(*id));
        if self.is_reply
            && let Some(id) = known
        {
            return self.come_in(id, &vpc, packet, gateways[0].as_ref() != Some(id));
        }
        if let Some(Next::EgressOnly(id)) = look_up(self.facts, &owner.subnet, packet.from) {
            return self.refuse_new(&id, &vpc, &packet);
        }
        if let Some(id) = &gateways[0] {
            return self.come_in(id, &vpc, packet, false);
        }
        match self.facts.egress_only(&vpc) {
            Some(id) => self.refuse_new(&id, &vpc, &packet),
            None => stop(Reason::NotAttached, "internet"),
        }
    }

    /// An egress-only gateway takes nothing new, and Block Public Access is asked before it.
    fn refuse_new(&self, gateway: &str, vpc: &str, packet: &Packet) -> Fate {
        let inside = packet.to;
        self.public_access(&Border { gateway, vpc, inside, is_inward: true, is_egress_only: true })?;
        stop(Reason::EgressOnly, gateway)
    }

    /// Over a peering connection (section 9).
    pub(crate) fn peering(
        &mut self,
        id: &str,
        subnet: &str,
        vpc: &str,
        packet: Packet,
        is_back: bool,
    ) -> Fate {
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
    pub(crate) fn endpoint(&mut self, id: &str, vpc: &str, packet: Packet) -> Fate {
        let is_available =
            self.facts.document.vpc_endpoint(id).is_some_and(|endpoint| endpoint.state == "available");
        if !self.facts.is_in_vpc(vpc, packet.from) {
            return stop(Reason::ServiceScope, id);
        }
        if !is_available {
            return stop(Reason::State, id);
        }
        let is_echo = packet.protocol == Protocol::Icmp && packet.icmp.0 == 8;
        if packet.protocol != Protocol::Tcp && !is_echo {
            return stop(Reason::Protocol, id);
        }
        policies::ask(self.facts, id, &packet)?;
        Ok(Arrival::Service(vpc.to_owned(), packet))
    }
}

pub(crate) fn is_public(address: IpAddr) -> bool {
    let private: [ipnet::IpNet; 4] =
        ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].map(|text| text.parse().unwrap());
    !private.iter().any(|block| block.contains(&address))
}
