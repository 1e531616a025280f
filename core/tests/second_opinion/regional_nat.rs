//! Regional NAT gateways, from section 7 of the rule book (R-RNAT).

use super::borders::Border;
use super::facts::Facts;
use super::filters::Way as Gate;
use super::opinion::Reason;
use super::routes::{Next, regional_route};
use super::transit::attachment;
use super::walk::{Fate, Packet, Walk, stop};
use netyard_core::model::{Document, NatGateway, Resource, ResourceId};
use netyard_core::net::Address;
use std::net::IpAddr;

/// A NAT gateway for a whole VPC.
pub(crate) struct Regional {
    pub(crate) id: String,
    pub(crate) vpc: String,
    /// The table that somebody drew for it.
    pub(crate) table: Option<String>,
    /// The zones that have addresses, with the first of each.
    zones: Vec<(String, IpAddr)>,
    /// Those that are for no zone in particular.
    others: Vec<IpAddr>,
    is_automatic: bool,
    is_available: bool,
}

impl Regional {
    pub(crate) fn of(document: &Document, id: &ResourceId, nat: &NatGateway) -> Option<Self> {
        if nat.availability_mode != "regional" {
            return None;
        }
        let elastic = |id: &ResourceId| match document.resource(id.as_str()) {
            Some(Resource::ElasticIp(one)) => one.public_ip.as_ref().and_then(Address::ip),
            _ => None,
        };
        let rows = nat.availability_zone_addresses.values();
        let zones = rows
            .filter_map(|row| Some((row.availability_zone.clone()?, elastic(row.allocation_ids.first()?)?)));
        let others = document.resources.values().filter_map(|resource| match resource.as_ref() {
            Resource::ElasticIp(one) if one.nat_gateway_id.as_ref() == Some(id) => {
                one.public_ip.as_ref().and_then(Address::ip)
            }
            _ => None,
        });
        let is_named = !nat.availability_zone_addresses.is_empty();
        Some(Self {
            id: id.to_string(),
            vpc: nat.vpc_id.as_ref()?.to_string(),
            table: nat.route_table_id.as_ref().map(ToString::to_string),
            zones: zones.collect(),
            others: others.collect(),
            is_automatic: nat.auto_provision_zones.as_ref().map_or(!is_named, |said| said != "disabled"),
            is_available: nat.state == "available",
        })
    }

    /// The address by which a zone is seen; of an automatic one any, as long as it has none there (R-RNAT-4).
    fn address(&self, zone: &str) -> Option<IpAddr> {
        let own = self.zones.iter().find(|(one, _)| one == zone).map(|(_, address)| *address);
        let any = || self.zones.iter().map(|(_, address)| *address).chain(self.others.iter().copied()).next();
        own.or_else(|| any().filter(|_| self.is_automatic))
    }

    pub(crate) fn has(&self, address: IpAddr) -> bool {
        self.zones.iter().any(|(_, one)| *one == address) || self.others.contains(&address)
    }

    /// Whether all its addresses are drawn.
    pub(crate) fn is_drawn(&self) -> bool {
        !self.zones.is_empty() || !self.others.is_empty()
    }
}

impl<'a> Walk<'a> {
    /// Through it, from a subnet of its VPC: it is in none, so that no ACL is asked at it.
    pub(crate) fn translate_regionally(
        &mut self,
        nat: &'a Regional,
        subnet: &str,
        mut packet: Packet,
    ) -> Fate {
        self.step(&nat.id)?;
        if let Some(reason) = self.untranslatable(nat.is_available, &nat.vpc, &packet) {
            return stop(reason, &nat.id);
        }
        let Some(address) = nat.address(&self.facts.zone(subnet)) else {
            return stop(Reason::NatZone, &nat.id);
        };
        self.memory.translated.push((nat.id.clone(), packet.from, address));
        self.memory.served = Some(subnet.to_owned());
        packet.from = address;
        packet.sender = None;
        packet.over = None;
        self.lead_on(nat, packet)
    }

    /// Back to it from the internet: a reply to what it sent, or nothing that it knows (R-NAT-5).
    pub(crate) fn reach_regional(&mut self, nat: &'a Regional, mut packet: Packet) -> Fate {
        match self.memory.translated.last().cloned() {
            Some((device, before, after)) if self.is_reply && device == nat.id && after == packet.to => {
                self.memory.translated.pop();
                self.ports.pop();
                packet.to = before;
                packet.port = *self.ports.last().unwrap();
                packet.sender = None;
                packet.over = None;
                self.lead_on(nat, packet)
            }
            _ => stop(Reason::NatUnsolicited, &nat.id),
        }
    }

    /// By its own table (R-RNAT-2).
    fn lead_on(&mut self, nat: &'a Regional, packet: Packet) -> Fate {
        let facts = self.facts;
        match regional_route(facts, nat, packet.to) {
            None => stop(Reason::NoRoute, &nat.id),
            Some(Next::Local) if self.is_reply => self.enter_vpc(&nat.vpc, packet),
            Some(Next::InternetGateway(id)) => {
                if !super::gateways::is_public(packet.to) {
                    return stop(Reason::PrivateDestination, &id);
                }
                let border = Border {
                    gateway: &id,
                    vpc: &nat.vpc,
                    inside: packet.from,
                    is_inward: false,
                    is_egress_only: false,
                };
                self.public_access(&border)?;
                self.turned_back = Some(nat.vpc.clone());
                let fate = self.cross_internet(packet);
                self.turned_back = None;
                fate
            }
            Some(Next::Transit(hub)) if self.is_reply => {
                // In the zone in which it keeps the flow (R-RNAT-3).
                let zone = self.memory.served.as_ref().map(|subnet| facts.zone(subnet)).unwrap_or_default();
                let (id, own) = attachment(facts, &hub, &nat.vpc).unwrap();
                let exit = own.subnet_ids.iter().find(|id| facts.zone(id.as_str()) == zone);
                let Some(exit) = exit else { return stop(Reason::Unsure, &nat.id) };
                self.acl(exit.as_str(), &packet, Gate::In)?;
                self.across(&hub, &id, own, &zone, packet)
            }
            Some(Next::Blackhole) => stop(Reason::Blackhole, &nat.id),
            Some(Next::Interface(id)) if self.is_reply => {
                let middlebox = facts.interface(&id).unwrap();
                self.acl(&middlebox.subnet, &packet, Gate::In)?;
                self.pass_through(middlebox, packet)
            }
            // A request to a middlebox, a peer or a hub: not followed here.
            Some(_) => stop(Reason::Unsure, &nat.id),
        }
    }
}

/// All of a drawing.
pub(crate) fn all(document: &Document) -> Vec<Regional> {
    let each = document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::NatGateway(nat) => Regional::of(document, id, nat),
        _ => None,
    });
    each.collect()
}

impl Facts<'_> {
    pub(crate) fn regional(&self, id: &str) -> Option<&Regional> {
        self.regional.iter().find(|nat| nat.id == id)
    }
}
