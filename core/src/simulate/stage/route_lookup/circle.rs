//! A packet that comes back to a subnet as it was (R-FLOW-8).

use super::Asked;
use crate::message::Message;
use crate::model::ResourceId;
use crate::simulate::describe::{table_name, table_name_inside};
use crate::simulate::packet::Packet;
use crate::simulate::place::NextHop;
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::{Hop, HopKind, Outcome, codes};
use std::net::IpAddr;

impl<'a> Asked<'a> {
    /// The same subnet, the same header, a second time (R-FLOW-8), or a NAT gateway that its own table sends to itself
    /// (R-NAT-20).
    pub(super) fn blame_loop(&self, walk: &mut Walk<'a>, packet: &Packet<'a>) -> Option<NextHop<'a>> {
        let world = walk.world;
        let (name, inside) = (table_name(world, self.table), table_name_inside(world, self.table));
        let circle = Circle::of(walk, &self.subnet.id, packet);
        let ends = [
            ("destination", circle.destination.to_string()),
            ("subnet", world.name(&self.subnet.id).to_owned()),
        ];
        let said = |key, template: &str, table: String| {
            let [destination, subnet] = ends.clone();
            Message::new(key, template, [destination, subnet, ("table", table)])
        };
        let one = "The packet to {destination} comes back to {subnet}: {table} sends it round in a circle. Change the route that it takes there.";
        let several = "The packet to {destination} comes back to {subnet}: {table} send it round in a circle. Change the route that leads back.";
        let mut book = vec!["R-FLOW-8"];
        if self.nat.is_some() {
            book.push("R-NAT-20");
        }
        let text = |name: &str| format!("{name} sends the packet round in a circle");
        let (decision, message) = match circle.tables.as_slice() {
            // Where the packet came back, another table may lead it on rightly.
            [only] if packet.tunnel.is_some() => {
                let name = world.name(only);
                let decision = Decision::new(only, Outcome::Deny, book, text(name));
                (decision, said("route.loop", one, name.to_owned()))
            }
            [_, _, ..] => {
                let names: Vec<String> = circle.tables.iter().map(|id| world.name(id).to_owned()).collect();
                let decision = self.decision(None, Outcome::Deny, book, text(&name));
                (decision, said("route.loop-of-several", several, and_list(&names)))
            }
            _ => (self.decision(None, Outcome::Deny, book, text(&name)), said("route.loop", one, inside)),
        };
        let at = At::component(&self.subnet.id);
        walk.block(at, HopKind::Route, &packet.header, decision, Stop::new(codes::ROUTING_LOOP, message));
        None
    }
}

/// What leads a packet round: of one in a tunnel the packet inside, for what is in front comes to its end each time.
struct Circle {
    destination: IpAddr,
    /// Whose routes the packet took since it was here last, in the order of the way.
    tables: Vec<ResourceId>,
}

impl Circle {
    fn of<'a>(walk: &Walk<'a>, subnet: &ResourceId, packet: &Packet<'a>) -> Self {
        let destination =
            packet.tunnel.as_ref().map_or(packet.header.destination, |tunnel| tunnel.header.destination);
        let hops = walk.hops();
        let is_here = |hop: &&Hop| {
            hop.kind == HopKind::Route && hop.component == *subnet && hop.header_in == packet.header
        };
        let first = hops.iter().position(|hop| is_here(&hop)).unwrap_or(hops.len());
        let round = hops.iter().skip(first).filter(|hop| hop.kind == HopKind::Route);
        let mut tables: Vec<ResourceId> = Vec::new();
        for hop in round.filter(|hop| hop.header_in.destination == destination) {
            if !tables.contains(&hop.decided_by.resource) {
                tables.push(hop.decided_by.resource.clone());
            }
        }
        Self { destination, tables }
    }
}

/// `a, b and c`.
fn and_list(names: &[String]) -> String {
    match names {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => names.concat(),
    }
}
