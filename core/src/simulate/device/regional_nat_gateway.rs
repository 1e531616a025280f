//! A regional NAT gateway: it stands in no subnet, has a route table of its own, and is seen by a public address of the
//! client's zone (R-RNAT-1, R-RNAT-2, R-RNAT-3).
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html>. What is asked there: the translation,
//! then its own table; no network ACL, for it is in no subnet. It puts its public address in place of the source itself,
//! so that the internet gateway has nothing to replace.

use super::nat_gateway::{assume, is_carried, put_back, refuse_protocol, translation, unknown_flow};
use super::nat64;
use crate::message::Message;
use crate::model::ResourceId;
use crate::net::Family;
use crate::net::well_known;
use crate::routing::{EffectiveRoute, EffectiveTable, Lookup, Target};
use crate::simulate::describe::{table_name, table_resource};
use crate::simulate::flow_plan::Plan;
use crate::simulate::packet::Packet;
use crate::simulate::place::{NextHop, Place};
use crate::simulate::stage::route_lookup;
use crate::simulate::state::{self, Part};
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::world::{Receiver, World};
use crate::simulate::{HopKind, Outcome, codes};
use crate::topology::{InterfaceNode, NatNode, RegionalNat, SubnetNode, VpcNode};
use std::net::IpAddr;

/// Takes a packet that the route of a subnet sent here.
pub(super) fn receive<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    nat: &'a NatNode,
    regional: &'a RegionalNat,
    from: &'a SubnetNode,
) -> Place<'a> {
    let world = walk.world;
    let is_up = state::check(walk, packet, Part::Nat(nat), HopKind::Translate);
    if packet.header.family == Family::Ipv6 && !nat64::is_for(&packet.header) {
        super::internet_gateway::cannot_carry(walk, packet, &nat.id, "IPv6");
        return Place::Over;
    }
    if walk.is_return() {
        return unknown_flow(walk, packet, nat, &["R-NAT-5"]);
    }
    walk.session.regional_nat.push((&nat.id, from));
    let Some((own, elsewhere)) = regional.address_for(from.zone.as_deref(), |zone| !world.is_zone_down(zone))
    else {
        if regional.is_automatic {
            let name = walk.world.name(&nat.id);
            walk.unknown(
                &nat.id,
                format!(
                    "The public address of {name} is not known: AWS allocates it, and the drawing holds none."
                ),
            );
            return Place::Over;
        }
        no_address(walk, packet, nat, from);
        let Some((_, own)) = regional.zones.first() else { return Place::Over };
        assume(walk, packet, nat, *own);
        return Place::BehindNat(nat);
    };
    let is_up = match elsewhere.filter(|zone| world.is_zone_down(zone)) {
        Some(_) => {
            zones_down(walk, packet, nat, regional, from);
            false
        }
        None => is_up,
    };
    if !is_carried(packet) {
        refuse_protocol(walk, packet, nat);
        if nat64::is_for(&packet.header) {
            return Place::Over;
        }
        assume(walk, packet, nat, own);
    } else if is_up {
        translate(walk, packet, nat, own, elsewhere);
    } else {
        assume(walk, packet, nat, own);
    }
    Place::BehindNat(nat)
}

fn translate<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    nat: &'a NatNode,
    own: IpAddr,
    elsewhere: Option<&'a str>,
) {
    let mut book = vec!["R-NAT-3", "R-NAT-4"];
    if elsewhere.is_some() {
        // It has not come to the client's zone yet, or not there at all: another zone carries the traffic.
        walk.enter_zone(packet, &nat.id, elsewhere);
        book.extend(["R-RNAT-4", "R-FLOW-12"]);
    } else {
        book.push("R-RNAT-3");
    }
    let before = packet.header.clone();
    assume(walk, packet, nat, own);
    if walk.world.vpc(nat.vpc.as_ref()).is_some_and(|vpc| walk.brought(vpc, &before)) {
        book.push("R-NAT-10");
    }
    book.extend(nat64::is_for(&before).then_some("R-NAT-17"));
    let text = translation(walk, packet, nat, &before);
    let decision = Decision::new(&nat.id, Outcome::Translate, book, text);
    walk.pass_changed(At::component(&nat.id), HopKind::Translate, &before, &packet.header, decision);
}

/// It has not come to the client's zone, and every zone that could carry the traffic until then is down (R-RNAT-4).
fn zones_down<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    nat: &'a NatNode,
    regional: &'a RegionalNat,
    from: &'a SubnetNode,
) {
    if walk.session.is_assumed_good(&nat.id) {
        return;
    }
    walk.session.assume_good(&nat.id);
    let world = walk.world;
    let zone = from.zone.clone().unwrap_or_else(|| "the zone of the sender".to_owned());
    let zones: Vec<&str> = regional.zones.iter().map(|(zone, _)| zone.as_str()).collect();
    let message = Message::new(
        "nat.zones-down",
        "{nat} dropped it: {nat} has no address in {zone} yet, and every zone in which it has one is down: {zones}.",
        [("nat", world.name(&nat.id).to_owned()), ("zone", zone), ("zones", zones.join(", "))],
    );
    let text = format!("every zone of {} is down", world.name(&nat.id));
    let decision = Decision::new(&nat.id, Outcome::Deny, ["R-FLOW-11", "R-RNAT-4"], text);
    let stop = Stop::new(codes::AZ_DOWN, message);
    walk.block(At::component(&nat.id), HopKind::Translate, &packet.header, decision, stop);
}

/// In manual mode it serves only zones with addresses (R-RNAT-5).
fn no_address<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, nat: &'a NatNode, from: &'a SubnetNode) {
    let world = walk.world;
    let zone = from.zone.clone().unwrap_or_else(|| "the zone of the sender".to_owned());
    let message = Message::new(
        "nat.no-address-in-zone",
        "{nat} dropped it: {subnet} is in {zone}, where {nat} has no address. Give it an Elastic IP address for {zone}, or let AWS add zones by itself.",
        [
            ("nat", world.name(&nat.id).to_owned()),
            ("subnet", world.name(&from.id).to_owned()),
            ("zone", zone.clone()),
        ],
    );
    let text = format!("{} has no address in {zone}", world.name(&nat.id));
    let decision = Decision::new(&nat.id, Outcome::Deny, ["R-RNAT-5"], text);
    let stop = Stop::new(codes::REGIONAL_NGW_ROUTE_AZ_RESTRICTION, message);
    walk.block(At::component(&nat.id), HopKind::Translate, &packet.header, decision, stop);
}

/// Takes a packet from the internet for one of its addresses.
pub(in crate::simulate) fn restore<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    nat: &'a NatNode,
) -> Place<'a> {
    put_back(walk, packet, nat, Place::BehindNat(nat))
}

/// Its own route table says where the packet goes on (R-RNAT-2).
pub(in crate::simulate) fn send_on<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &mut Packet<'a>,
    nat: &'a NatNode,
) -> Place<'a> {
    let world = walk.world;
    let Some(vpc) = world.vpc(nat.vpc.as_ref()) else { return Place::Over };
    let Some(table) = world.routed.table_of_nat(nat) else {
        walk.unknown(&nat.id, format!("The route table of {} is not known.", world.name(&nat.id)));
        return Place::Over;
    };
    let (Lookup::Route { winner, .. } | Lookup::Reserved(winner)) = table.look_up(packet.header.destination)
    else {
        return no_route(walk, packet, nat, vpc, table);
    };
    match &winner.target {
        Target::InternetGateway(id) => {
            pass(walk, packet, nat, table, winner);
            super::internet_gateway::out(walk, packet, id, vpc, None)
        }
        Target::Local => {
            pass(walk, packet, nat, table, winner);
            Place::InVpc { vpc, from: None, came_by: None }
        }
        Target::Blackhole { id, .. } => {
            lost(walk, packet, nat, table, winner, world.network.display_name(id.as_str()));
            Place::Over
        }
        Target::None => {
            lost(walk, packet, nat, table, winner, "nothing");
            Place::Over
        }
        Target::TransitGateway(_) => {
            let next_hop = route_lookup::next_hop(world, &vpc.id, &winner.target);
            let (Some(NextHop::TransitGateway(gateway, attachment)), Some(from)) =
                (next_hop, client_of(walk, nat))
            else {
                return unclear(walk, nat, &winner.target);
            };
            pass(walk, packet, nat, table, winner);
            super::transit_gateway::enter(walk, plan, packet, (gateway, attachment), from)
        }
        Target::NetworkInterface(id) if walk.is_return() => {
            let Some((subnet, interface)) = middlebox(world, id) else {
                return unclear(walk, nat, &winner.target);
            };
            if !world.runs(interface) {
                lost(walk, packet, nat, table, winner, world.name(interface.component()));
                return Place::Over;
            }
            pass(walk, packet, nat, table, winner);
            Place::Enter { subnet, receiver: Receiver::Interface(interface), from: None, came_by: None }
        }
        other => unclear(walk, nat, other),
    }
}

/// The middlebox that the request passed before the gateway, and its subnet: replies are led back through it (R-RNAT-2).
fn middlebox<'a>(world: World<'a>, id: &ResourceId) -> Option<(&'a SubnetNode, &'a InterfaceNode)> {
    let interface = world.network.interfaces.get(id)?;
    Some((world.subnet(interface.subnet.as_ref())?, interface))
}

/// The subnet that the request came from: its zone is the one in which the gateway keeps the flow (R-RNAT-3).
fn client_of<'a>(walk: &Walk<'a>, nat: &NatNode) -> Option<&'a SubnetNode> {
    let mut clients = walk.session.regional_nat.iter().rev();
    clients.find(|(id, _)| **id == nat.id).map(|(_, subnet)| *subnet)
}

fn unclear<'a>(walk: &mut Walk<'a>, nat: &'a NatNode, target: &'a Target) -> Place<'a> {
    let world = walk.world;
    let target = target.id().map_or("local", |id| world.name(id));
    let missing = format!(
        "How {} sends packets on to {target} is not known: it is not simulated.",
        world.name(&nat.id)
    );
    walk.unknown(&nat.id, missing);
    Place::Over
}

fn pass<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    nat: &'a NatNode,
    table: &EffectiveTable,
    route: &EffectiveRoute,
) {
    let target = match route.target.id() {
        Some(id) => walk.world.network.display_name(id.as_str()).to_owned(),
        None => "local".to_owned(),
    };
    let text = format!("{} sends {} to {target}", name_of(walk, nat, table), route.destination);
    let decision = Decision::new(resource_of(nat, table), Outcome::Route, ["R-RNAT-2"], text)
        .with_row(route.row.as_ref())
        .implicit(!route.is_written());
    walk.pass(At::component(&nat.id), HopKind::Route, &packet.header, decision);
}

/// The table as people call it: of one that AWS makes, the gateway that has it.
fn name_of(walk: &Walk<'_>, nat: &NatNode, table: &EffectiveTable) -> String {
    match &table.id {
        Some(_) => table_name(walk.world, table),
        None => {
            format!("The route table of {}", walk.world.network.display_name(nat.id.as_str()))
        }
    }
}

fn resource_of<'t>(nat: &'t NatNode, table: &'t EffectiveTable) -> &'t ResourceId {
    if table.id.is_some() { table_resource(table) } else { &nat.id }
}

/// Without an internet gateway in the VPC the table that AWS makes leads nowhere (R-RNAT-7).
fn no_route<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    nat: &'a NatNode,
    vpc: &'a VpcNode,
    table: &'a EffectiveTable,
) -> Place<'a> {
    let world = walk.world;
    let mut book = vec!["R-RT-13", "R-RNAT-2"];
    if vpc.internet_gateways.is_empty() {
        book.push("R-RNAT-7");
    }
    let destination = packet.header.destination.to_string();
    let is_public = well_known::is_public(packet.header.destination);
    let (key, template) = if is_public && vpc.internet_gateways.is_empty() {
        (
            "nat.no-internet-gateway",
            "{nat} has no route to {destination} in its own route table: {vpc} has no internet gateway. Attach one.",
        )
    } else {
        ("nat.no-route", "{nat} has no route to {destination} in its own route table. Add one there.")
    };
    let message = Message::new(
        key,
        template,
        [
            ("nat", world.name(&nat.id).to_owned()),
            ("destination", destination.clone()),
            ("vpc", world.name(&vpc.id).to_owned()),
        ],
    );
    let text = format!("{} has no route to {destination}", name_of(walk, nat, table));
    let decision =
        Decision::new(resource_of(nat, table), Outcome::NoMatch, book, text).implicit(table.id.is_none());
    let stop = Stop::new(codes::NO_ROUTE_TO_DESTINATION, message);
    walk.block(At::component(&nat.id), HopKind::Route, &packet.header, decision, stop);
    match vpc.internet_gateways.first().filter(|_| !walk.is_return()) {
        Some(gateway) => super::internet_gateway::out(walk, packet, gateway, vpc, None),
        None => Place::Over,
    }
}

fn lost<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    nat: &'a NatNode,
    table: &'a EffectiveTable,
    route: &EffectiveRoute,
    target: &str,
) {
    let message = Message::new(
        "nat.blackhole",
        "{table} sends {destination} to {target}, which takes nothing: the packet is lost there. Lead the route elsewhere.",
        [
            ("table", name_of(walk, nat, table)),
            ("nat", walk.world.name(&nat.id).to_owned()),
            ("destination", route.destination.to_string()),
            ("target", target.to_owned()),
        ],
    );
    let text = format!("{target} takes nothing");
    let decision = Decision::new(resource_of(nat, table), Outcome::Deny, ["R-RT-14", "R-RNAT-2"], text)
        .with_row(route.row.as_ref());
    let stop = Stop::new(codes::BAD_STATE_ROUTE, message);
    walk.block(At::component(&nat.id), HopKind::Route, &packet.header, decision, stop);
}
