//! Transit gateways, from section 10 of the rule book.

use super::facts::Facts;
use super::filters::Way as Gate;
use super::opinion::Reason;
use super::sites;
use super::walk::{Fate, Packet, Walk, stop};
use ipnet::IpNet;
use netyard_core::model::{TransitGatewayAttachment, TransitGatewayRouteTable};
use std::net::IpAddr;

/// The attachment of a VPC to a gateway.
pub(crate) fn attachment<'a>(
    facts: &Facts<'a>,
    gateway: &str,
    vpc: &str,
) -> Option<(String, &'a TransitGatewayAttachment)> {
    attachments(facts, gateway).into_iter().find(|(_, one)| one.vpc_id().is_some_and(|id| id.as_str() == vpc))
}

fn attachments<'a>(facts: &Facts<'a>, gateway: &str) -> Vec<(String, &'a TransitGatewayAttachment)> {
    let is_own = |one: &TransitGatewayAttachment| {
        one.transit_gateway_id.as_ref().is_some_and(|id| id.as_str() == gateway)
            || peer(one, gateway).is_some()
    };
    facts.attachments.iter().filter(|(_, one)| is_own(one)).cloned().collect()
}

fn tables<'a>(facts: &Facts<'a>, gateway: &str) -> Vec<&'a TransitGatewayRouteTable> {
    let is_own = |table: &&&TransitGatewayRouteTable| {
        table.transit_gateway_id.as_ref().is_some_and(|id| id.as_str() == gateway)
    };
    facts.hub_tables.iter().filter(is_own).copied().collect()
}

/// What a table of the gateway says of a packet.
pub(crate) enum Way {
    To(String),
    Blackhole,
}

/// The other side of a peering.
fn peer<'a>(one: &'a TransitGatewayAttachment, gateway: &str) -> Option<&'a str> {
    let sides = [one.transit_gateway_id.as_ref()?.as_str(), one.resource_id.as_ref()?.as_str()];
    match sides {
        _ if one.resource_type != "peering" => None,
        [own, other] if own == gateway => Some(other),
        [other, own] if own == gateway => Some(other),
        _ => None,
    }
}

/// The gateways to which a VPC is attached, and those with which they are peered, one after the other.
pub(crate) fn hubs_of(facts: &Facts, vpc: &str) -> Vec<String> {
    let own = facts.attachments.iter().filter(|(_, one)| one.vpc_id().is_some_and(|id| id.as_str() == vpc));
    let mut hubs: Vec<String> =
        own.filter_map(|(_, one)| Some(one.transit_gateway_id.as_ref()?.to_string())).collect();
    hubs.retain(|hub| facts.document.transit_gateway(hub).is_some());
    let mut next = 0;
    while let Some(hub) = hubs.get(next).cloned() {
        next += 1;
        for (_, one) in attachments(facts, &hub) {
            let other = peer(one, &hub).filter(|other| facts.document.transit_gateway(other).is_some());
            if let Some(other) = other.filter(|other| !hubs.iter().any(|known| known == other)) {
                hubs.push(other.to_owned());
            }
        }
    }
    hubs
}

/// Whether groups of one VPC may be named by inbound rules of the other over a gateway (R-TGW-26).
pub(crate) fn may_name_groups(facts: &Facts, gateway: &str, one: &str, other: &str) -> bool {
    let is_enabled = facts
        .document
        .transit_gateway(gateway)
        .is_some_and(|gateway| gateway.options.security_group_referencing_support == "enable");
    is_enabled
        && [one, other].iter().all(|vpc| {
            attachment(facts, gateway, vpc)
                .is_some_and(|(_, one)| one.options.security_group_referencing_support == "enable")
        })
}

/// An attachment is associated with no table.
pub(crate) struct Missing;

/// The table that decides for what comes by an attachment (R-TGW-13). Nobody
/// drew one: the gateway has the one that AWS makes, with which everything is associated (R-TGW-23).
pub(crate) fn associated<'a>(
    facts: &Facts<'a>,
    gateway: &str,
    attachment: &str,
) -> Result<Option<&'a TransitGatewayRouteTable>, Missing> {
    let drawn = tables(facts, gateway);
    if drawn.is_empty() {
        let is_enabled = facts
            .document
            .transit_gateway(gateway)
            .is_some_and(|one| one.options.default_route_table_association == "enable");
        return if is_enabled { Ok(None) } else { Err(Missing) };
    }
    let mut named =
        drawn.into_iter().filter(|table| table.associations.iter().any(|id| id.as_str() == attachment));
    named.next().map(Some).ok_or(Missing)
}

/// The rank of what an attachment that is not up would bring.
pub(crate) const IDLE: u8 = 4;

/// What a table holds, with the rank of each: static, then list, then VPC, then VPN (R-TGW-15).
pub(crate) fn routes(
    facts: &Facts,
    gateway: &str,
    table: Option<&TransitGatewayRouteTable>,
) -> Vec<(IpNet, u8, Way)> {
    let mut routes: Vec<(IpNet, u8, Way)> = Vec::new();
    let all = attachments(facts, gateway);
    for route in table.iter().flat_map(|table| table.routes.values()) {
        let way = || match &route.transit_gateway_attachment_id {
            Some(id) if !route.blackhole && all.iter().any(|(one, _)| *one == id.as_str()) => {
                Way::To(id.to_string())
            }
            _ => Way::Blackhole,
        };
        if let Some(block) = route.destination_cidr_block.as_ref().and_then(netyard_core::net::CidrBlock::net)
        {
            routes.push((block, 0, way()));
        }
        if let Some(list) = &route.prefix_list_id {
            routes.extend(facts.prefix_list(list.as_str()).into_iter().map(|block| (block, 1, way())));
        }
    }
    let by_default = facts
        .document
        .transit_gateway(gateway)
        .is_some_and(|gateway| gateway.options.default_route_table_propagation == "enable");
    for (id, one) in &all {
        let blocks = one.vpc_id().map(|vpc| facts.blocks(vpc.as_str())).unwrap_or_default();
        let is_up = matches!(one.state.as_str(), "available" | "modifying");
        let propagates = match table {
            Some(table) => table.propagations.iter().any(|one| one.as_str() == id),
            None => by_default,
        };
        // A site with BGP brings its networks while a tunnel is up; one with static routes brings nothing.
        if let Some(connection) = sites::connection(facts, one).filter(|_| propagates) {
            let rank = if is_up && connection.has_tunnel { 3 } else { IDLE };
            let bgp = connection.brings.iter().copied().filter(|_| !connection.is_static);
            routes.extend(bgp.map(|block| (block, rank, Way::To(id.clone()))));
        }
        // One that is not up brings nothing (R-FLOW-11): it is to blame where nothing else leads there.
        if propagates {
            let rank = if is_up { 2 } else { IDLE };
            // Without IPv6 support an attachment propagates what is IPv4 only.
            let has_ipv6 = one.options.ipv6_support == "enable";
            let brought = blocks.into_iter().filter(|block| has_ipv6 || block.addr().is_ipv4());
            routes.extend(brought.map(|block| (block, rank, Way::To(id.clone()))));
        }
    }
    routes
}

/// Longest prefix first, then by rank; what is idle comes last.
fn look_up(
    facts: &Facts,
    gateway: &str,
    table: Option<&TransitGatewayRouteTable>,
    to: IpAddr,
    pick: usize,
) -> (Option<Way>, bool) {
    let all = routes(facts, gateway, table);
    let mut holding: Vec<_> = all.iter().filter(|(block, ..)| block.contains(&to)).collect();
    holding.sort_by_key(|(block, rank, _)| (*rank == IDLE, u8::MAX - block.prefix_len(), *rank));
    let mut has_picked = false;
    // Of blocks of VPCs that overlap there is that of whichever was attached first, which may be any (R-TGW-21).
    for (block, rank, way) in holding {
        let Way::To(own) = way else { return (Some(Way::Blackhole), has_picked) };
        let mut rivals: Vec<&String> = all
            .iter()
            .filter(|(other, of, _)| {
                let by_vpcs = *of == 2 && *rank == 2 && netyard_core::net::cidrs_overlap(block, other);
                // Equal routes over several connections are all used (R-TGW-16).
                let by_sites = matches!(*rank, 0 | 3) && of == rank && other == block;
                by_vpcs || by_sites
            })
            .filter_map(|(.., way)| if let Way::To(id) = way { Some(id) } else { None })
            .collect();
        rivals.sort();
        rivals.dedup();
        has_picked |= rivals.len() > 1;
        if rivals.len() < 2 || rivals[pick % rivals.len()] == own {
            return (Some(Way::To(own.clone())), has_picked);
        }
    }
    (None, has_picked)
}

impl<'a> Walk<'a> {
    /// The subnet of an attachment in a zone.
    fn subnet_in(&self, attachment: &TransitGatewayAttachment, zone: &str) -> Option<String> {
        let in_zone = |id: &&netyard_core::model::ResourceId| self.facts.zone(id.as_str()) == zone;
        attachment.subnet_ids.iter().find(in_zone).map(ToString::to_string)
    }

    /// Out of a subnet to a transit gateway, and into the VPC where its table leads.
    pub(crate) fn transit(&mut self, gateway: &str, subnet: &str, vpc: &str, packet: Packet) -> Fate {
        self.step(gateway)?;
        let facts = self.facts;
        let (id, own) = attachment(facts, gateway, vpc).unwrap();
        let zone = facts.zone(subnet);
        let Some(exit) = self.subnet_in(own, &zone) else { return stop(Reason::TransitZone, subnet) };
        self.acl(subnet, &packet, Gate::Out)?;
        self.acl(&exit, &packet, Gate::In)?;
        self.across(gateway, &id, own, &zone, packet)
    }

    /// Through a transit gateway, from one of its attachments.
    pub(crate) fn across(
        &mut self,
        gateway: &str,
        id: &str,
        own: &'a TransitGatewayAttachment,
        zone: &str,
        mut packet: Packet,
    ) -> Fate {
        let facts = self.facts;
        let Some(hub) = facts.document.transit_gateway(gateway) else { return stop(Reason::Lost, gateway) };
        let state = &hub.state;
        if state != "available" && state != "modifying" {
            return stop(Reason::State, gateway);
        }
        if own.state != "available" && own.state != "modifying" {
            return stop(Reason::AttachmentState, gateway);
        }
        let Ok(table) = associated(facts, gateway, id) else {
            return stop(Reason::NoAssociation, gateway);
        };
        if !self.asked.insert((format!("{gateway} {id}"), packet.from, packet.to)) {
            return stop(Reason::Loop, gateway);
        }
        let (way, has_picked) = look_up(facts, gateway, table, packet.to, self.flow_pick);
        self.has_picked |= has_picked;
        let next = match way {
            Some(Way::To(next)) => next,
            Some(Way::Blackhole) => return stop(Reason::TransitBlackhole, gateway),
            None => return stop(Reason::NoRoute, gateway),
        };
        let far = facts.document.transit_gateway_attachment(&next).unwrap();
        if far.state != "available" && far.state != "modifying" {
            return stop(Reason::AttachmentState, gateway);
        }
        if let Some(connection) = sites::connection(facts, far) {
            return self.reach_site(gateway, connection, packet);
        }
        if far.resource_type == "peering" {
            // On the other side its own table decides (R-TGW-28, R-TGW-31).
            let other = peer(far, gateway).filter(|other| facts.document.transit_gateway(other).is_some());
            let Some(other) = other else { return stop(Reason::Unsure, gateway) };
            return self.across(other, &next, far, zone, packet);
        }
        // Beyond a peering nobody knows the groups of the sender (R-TGW-27).
        let came_over_peering = own.resource_type == "peering";
        packet.over = Some(if came_over_peering { String::new() } else { gateway.to_owned() });
        let Some(entry) = self.entry(far, zone, &packet) else { return stop(Reason::Lost, gateway) };
        self.onward(&entry, packet, None)
    }

    /// The subnet of the far attachment in which a packet appears (R-TGW-8, R-TGW-24, R-TGW-25).
    fn entry(&mut self, far: &TransitGatewayAttachment, zone: &str, packet: &Packet) -> Option<String> {
        let zones = &self.facts.zones;
        let in_picked = |walk: &Self, first: usize| {
            (0..zones.len()).find_map(|next| walk.subnet_in(far, &zones[(first + next) % zones.len()]))
        };
        if far.options.appliance_mode_support == "enable" {
            let of = |address: IpAddr| {
                let interface = self.facts.interfaces.iter().find(|one| one.addresses.contains(&address));
                let nat = self.facts.nats.iter().find(|one| one.address == address);
                let subnet = interface.map(|one| &one.subnet).or_else(|| nat.map(|one| &one.subnet));
                subnet.map(|subnet| self.facts.zone(subnet))
            };
            let only = match (of(packet.from), of(packet.to)) {
                (Some(one), Some(other)) if one == other => Some(one),
                (Some(one), None) | (None, Some(one)) => Some(one),
                _ => None,
            };
            if let Some(subnet) = only.and_then(|zone| self.subnet_in(far, &zone)) {
                return Some(subnet);
            }
            self.has_picked = true;
            return in_picked(self, self.flow_pick);
        }
        if let Some(subnet) = self.subnet_in(far, zone) {
            return Some(subnet);
        }
        self.has_picked = true;
        in_picked(self, self.pick)
    }
}
