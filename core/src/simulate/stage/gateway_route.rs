//! The route table of a gateway: it steers what enters the VPC by this gateway, and nothing else (R-EDGE-7).
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html>. A gateway without a table of its own
//! hands packets to the VPC, without a hop.

use crate::change::Fix;
use crate::message::Message;
use crate::model::ResourceId;
use crate::net::Family;
use crate::routing::{Blackhole, EffectiveRoute, EffectiveTable, Lookup, Target};
use crate::simulate::describe::{table_name, table_resource};
use crate::simulate::packet::Packet;
use crate::simulate::place::Place;
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::world::{Receiver, World};
use crate::simulate::{HopKind, Outcome, codes, fix};
use crate::topology::{InterfaceNode, VpcNode};
use std::net::IpAddr;

/// Where a packet goes that enters the VPC by this gateway; `from_internet` for an internet gateway.
pub(in crate::simulate) fn enter<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    gateway: &'a ResourceId,
    vpc: &'a VpcNode,
    from_internet: bool,
) -> Place<'a> {
    let local = Place::InVpc { vpc, from: None, came_by: None };
    let world = walk.world;
    let Some(table) = table_of(world, gateway) else {
        if !vpc.does_not_know("gatewayRouteTable") {
            return local;
        }
        let name = world.name(gateway);
        walk.unknown(gateway, format!("Whether {name} has a route table, and which one, is not known."));
        return Place::Over;
    };
    let Lookup::Route { winner, .. } = table.look_up(packet.header.destination) else { return local };
    let asked = Asked { table, winner, gateway };
    match &winner.target {
        Target::Local => {
            asked.pass(walk, packet, "stays local");
            local
        }
        Target::NetworkInterface(id) => match world.network.interfaces.get(id) {
            Some(interface) => asked.to_interface(walk, packet, interface, from_internet).unwrap_or(local),
            None => local,
        },
        Target::GatewayLoadBalancerEndpoint(id) => {
            let interface = world.network.interface_of_inspection(id);
            let Some(place) = interface.and_then(|interface| enter_subnet(world, interface)) else {
                return local;
            };
            asked.pass(walk, packet, &format!("goes to {}", world.name(id)));
            place
        }
        Target::Unknown(id) => {
            walk.unknown(
                id,
                format!("What {} does with a packet is not known: it is not simulated.", world.name(id)),
            );
            Place::Over
        }
        Target::Blackhole { id, why } => {
            let interface = interface_of(world, id);
            match interface.filter(|_| *why == Blackhole::InstanceNotRunning) {
                Some(interface) => {
                    let start = fix::blackhole::repair(world, table, winner, id, *why, None);
                    asked.lost(walk, packet, interface.component(), "does not run", start);
                }
                None => asked.lost(walk, packet, id, "is a blackhole", None),
            }
            let Some(interface) = interface else { return local };
            walk.session.assume_good(interface.component());
            enter_subnet(world, interface).unwrap_or(local)
        }
        other => {
            if let Some(id) = other.id() {
                asked.cannot_carry(walk, packet, id);
            }
            local
        }
    }
}

/// The route table of a gateway, if it has one.
fn table_of<'a>(world: World<'a>, gateway: &ResourceId) -> Option<&'a EffectiveTable> {
    world.routed.tables.get(world.network.gateway_tables.get(gateway)?)
}

/// An interface, or the only one of an instance.
fn interface_of<'a>(world: World<'a>, id: &ResourceId) -> Option<&'a InterfaceNode> {
    let of_instance = || match world.network.instances.get(id)?.interfaces.as_slice() {
        [only] => world.network.interfaces.get(only),
        _ => None,
    };
    world.network.interfaces.get(id).or_else(of_instance)
}

fn enter_subnet<'a>(world: World<'a>, interface: &'a InterfaceNode) -> Option<Place<'a>> {
    let subnet = world.subnet(interface.subnet.as_ref())?;
    Some(Place::Enter { subnet, receiver: Receiver::Interface(interface), from: None, came_by: None })
}

/// The interface that the table of a gateway of the VPC sends an address to, with the table and the route.
fn steered<'a>(
    world: World<'a>,
    gateway: &ResourceId,
    address: IpAddr,
) -> Option<(&'a InterfaceNode, &'a EffectiveTable, &'a EffectiveRoute)> {
    let table = table_of(world, gateway)?;
    let Lookup::Route { winner, .. } = table.look_up(address) else { return None };
    let middlebox = match &winner.target {
        Target::NetworkInterface(id) => world.network.interfaces.get(id)?,
        Target::GatewayLoadBalancerEndpoint(id) => world.network.interface_of_inspection(id)?,
        _ => return None,
    };
    Some((middlebox, table, winner))
}

/// Whether what comes for an address from the internet is steered to this instance: it stands in the way as a router then,
/// and replaces no address.
pub(in crate::simulate) fn is_steered_to(
    world: World<'_>,
    vpc: &VpcNode,
    address: IpAddr,
    interface: &InterfaceNode,
) -> bool {
    let mut found = vpc.internet_gateways.iter().filter_map(|gateway| steered(world, gateway, address));
    found.any(|(node, ..)| node.component() == interface.component())
}

/// Whether a packet is past a middlebox already, or comes from it.
fn is_behind<'a>(walk: &Walk<'a>, packet: &Packet<'a>, vpc: &VpcNode, middlebox: &InterfaceNode) -> bool {
    let is_own = match walk.world.receiver(vpc, packet.header.source) {
        Some((_, Receiver::Interface(sender))) => sender.component() == middlebox.component(),
        _ => false,
    };
    is_own || walk.has_passed(middlebox.component(), packet.header.source)
}

/// The middlebox that a packet has to pass before it leaves by a gateway of the VPC (R-EDGE-9).
pub(in crate::simulate) fn in_the_way<'a>(
    walk: &Walk<'a>,
    packet: &Packet<'a>,
    vpc: &'a VpcNode,
    gateway: &ResourceId,
) -> Option<&'a InterfaceNode> {
    let (middlebox, ..) = steered(walk.world, gateway, packet.header.source)?;
    (!is_behind(walk, packet, vpc, middlebox)).then_some(middlebox)
}

/// Stops what leaves by an internet gateway around the middlebox that its table sends the sender's packets to (R-EDGE-9).
/// The packet goes on as if it had passed.
pub(in crate::simulate) fn check_way_out<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    gateway: &'a ResourceId,
    vpc: &VpcNode,
) {
    let world = walk.world;
    let source = packet.header.source;
    let Some((middlebox, table, route)) = steered(world, gateway, source) else { return };
    if is_behind(walk, packet, vpc, middlebox) {
        return;
    }
    let place = world.network.subnet_of_address(vpc, source);
    let message = Message::new(
        "gateway-table.around",
        "{gateway} dropped it: {table} sends what comes in for {place} through {middlebox}, so that {place} cannot send around it.",
        [
            ("gateway", world.name(gateway).to_owned()),
            ("table", table_name(world, table)),
            ("place", place.map_or_else(|| source.to_string(), |subnet| world.name(&subnet.id).to_owned())),
            ("middlebox", world.name(middlebox.component()).to_owned()),
        ],
    );
    let text = format!(
        "{} sends what comes in for {source} through {}",
        table_name(world, table),
        world.name(middlebox.component())
    );
    let mut book = vec!["R-EDGE-9"];
    book.extend(world.inspection(middlebox).map(|_| "R-GWLB-4"));
    let decision = Decision::new(table_resource(table), Outcome::Deny, book, text)
        .with_row(route.row.as_ref())
        .implicit(!route.is_written());
    let repair = place.and_then(|subnet| fix::gateway_route::send_through(walk, packet, subnet, middlebox));
    let stop = Stop::new(codes::INGRESS_RTB_TRAFFIC_REDIRECTION, message).fix(repair);
    walk.block(At::component(gateway), HopKind::Route, &packet.header, decision, stop);
}

/// A route of the table of a gateway.
struct Asked<'a> {
    table: &'a EffectiveTable,
    winner: &'a EffectiveRoute,
    gateway: &'a ResourceId,
}

impl<'a> Asked<'a> {
    fn decision(&self, outcome: Outcome, book: Vec<&'static str>, text: String) -> Decision {
        Decision::new(table_resource(self.table), outcome, book, text)
            .with_row(self.winner.row.as_ref())
            .implicit(!self.winner.is_written())
    }

    fn pass(&self, walk: &mut Walk<'a>, packet: &Packet<'a>, what: &str) {
        let text = format!("{}: {} {what}", table_name(walk.world, self.table), self.winner.destination);
        let decision = self.decision(Outcome::Route, vec!["R-EDGE-7"], text);
        walk.pass(At::component(self.gateway), HopKind::Route, &packet.header, decision);
    }

    fn stop(&self, walk: &mut Walk<'a>, packet: &Packet<'a>, decision: Decision, stop: Stop) {
        walk.block(At::component(self.gateway), HopKind::Route, &packet.header, decision, stop);
    }

    /// A middlebox takes the packet. From the internet it does so only with a public address of its own (R-EDGE-8).
    fn to_interface(
        &self,
        walk: &mut Walk<'a>,
        packet: &Packet<'a>,
        interface: &'a InterfaceNode,
        from_internet: bool,
    ) -> Option<Place<'a>> {
        let world = walk.world;
        let place = enter_subnet(world, interface);
        if !world.runs(interface) {
            // Switched off only to see what happens: nothing in the drawing is to be mended.
            self.lost(walk, packet, interface.component(), "does not run", None);
            walk.session.assume_good(interface.component());
            return place;
        }
        if from_internet && !has_public_address(packet.header.family, interface) {
            self.no_public_address(walk, packet, interface);
            return place;
        }
        self.pass(walk, packet, &format!("goes to {}", world.name(interface.component())));
        place
    }

    fn no_public_address(&self, walk: &mut Walk<'a>, packet: &Packet<'a>, interface: &'a InterfaceNode) {
        let world = walk.world;
        let name = world.name(interface.component());
        let kind = if packet.header.family == Family::Ipv4 { "public" } else { "IPv6" };
        let message = Message::new(
            "gateway-table.no-public-address",
            "{gateway} dropped it: {table} sends it to {middlebox}, which has no {kind} address. A middlebox behind an internet gateway needs one.",
            [
                ("gateway", world.name(self.gateway).to_owned()),
                ("table", table_name(world, self.table)),
                ("middlebox", name.to_owned()),
                ("kind", kind.to_owned()),
            ],
        );
        let own = interface.first_address(packet.header.family);
        let decision =
            self.decision(Outcome::Deny, vec!["R-EDGE-8"], format!("{name} has no {kind} address"));
        let repair = own
            .filter(IpAddr::is_ipv4)
            .and_then(|own| fix::public_address::allocate(world, Receiver::Interface(interface), own));
        let stop = Stop::new(codes::INGRESS_RTB_NO_PUBLIC_IP, message).fix(repair);
        self.stop(walk, packet, decision, stop);
    }

    fn lost(
        &self,
        walk: &mut Walk<'a>,
        packet: &Packet<'a>,
        id: &ResourceId,
        reason: &str,
        repair: Option<Fix>,
    ) {
        let world = walk.world;
        let target = world.network.display_name(id.as_str()).to_owned();
        let (key, template) = if repair.is_some() {
            (
                "gateway-table.not-running",
                "{table} of {gateway} sends {destination} to {target}, which {reason}: the packet is lost there. Start {target}, or lead the route elsewhere.",
            )
        } else {
            (
                "gateway-table.blackhole",
                "{table} of {gateway} sends {destination} to {target}, which {reason}: the packet is lost there. Lead the route elsewhere, or remove it.",
            )
        };
        let message = Message::new(
            key,
            template,
            [
                ("table", table_name(world, self.table)),
                ("gateway", world.name(self.gateway).to_owned()),
                ("destination", self.winner.destination.to_string()),
                ("target", target.clone()),
                ("reason", reason.to_owned()),
            ],
        );
        let book = vec!["R-EDGE-7", "R-RT-14"];
        let decision = self.decision(Outcome::Deny, book, format!("{target} {reason}"));
        self.stop(walk, packet, decision, Stop::new(codes::BAD_STATE_ROUTE, message).fix(repair));
    }

    /// The row leads to something that AWS does not take in the table of a gateway (R-EDGE-2).
    fn cannot_carry(&self, walk: &mut Walk<'a>, packet: &Packet<'a>, id: &ResourceId) {
        let world = walk.world;
        let target = world.network.display_name(id.as_str()).to_owned();
        let message = Message::new(
            "gateway-table.target",
            "{table} of {gateway} sends {destination} to {target}. The table of a gateway leads to interfaces and Gateway Load Balancer endpoints only, or stays local.",
            [
                ("table", table_name(world, self.table)),
                ("gateway", world.name(self.gateway).to_owned()),
                ("destination", self.winner.destination.to_string()),
                ("target", target.clone()),
            ],
        );
        let text = format!("{target} can be no target in the table of a gateway");
        let decision = self.decision(Outcome::Deny, vec!["R-RT-39"], text);
        self.stop(walk, packet, decision, Stop::new(codes::CANNOT_ROUTE, message));
    }
}

/// IPv6 addresses are public by themselves.
fn has_public_address(family: Family, interface: &InterfaceNode) -> bool {
    match family {
        Family::Ipv4 => interface.addresses.iter().any(|entry| entry.public.is_some()),
        Family::Ipv6 => !interface.ipv6.is_empty(),
    }
}
