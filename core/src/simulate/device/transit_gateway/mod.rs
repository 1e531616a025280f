//! A transit gateway: the table of the attachment that a packet comes by says by which attachment it leaves (R-TGW-13).
//!
//! <https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html>. Its interfaces have no groups (R-TGW-12).
//! Multicast goes by its domains (`multicast.rs`).

mod attached_first;
mod blame;
mod paths;
mod rival_rows;
pub(super) mod zone;

pub(super) use blame::table_for;

use super::connect_peer;
use super::network_firewall;
use super::vpn_connection;
use crate::message::Message;
use crate::routing::{HubAssociation, HubLookup, HubOrigin, HubRoute, HubTable, HubTarget};
use crate::simulate::flow_plan::Plan;
use crate::simulate::packet::Packet;
use crate::simulate::place::Place;
use crate::simulate::session::HubCrossing;
use crate::simulate::stage::ingress_network_acl;
use crate::simulate::state::{self, Part};
use crate::simulate::walk::{At, Decision, Walk};
use crate::simulate::{HopKind, Outcome, codes};
use crate::topology::{AttachmentKind, Source, SubnetNode, TransitGatewayAttachmentNode, TransitGatewayNode};

/// A packet leaves a VPC by an attachment: through its interface in the zone of the subnet that the packet comes from.
pub(super) fn enter<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &mut Packet<'a>,
    (gateway, attachment): (&'a TransitGatewayNode, &'a TransitGatewayAttachmentNode),
    from: &'a SubnetNode,
) -> Place<'a> {
    let Some(subnet) = zone::way_in(walk.world, attachment, from) else {
        return blame::no_subnets(walk, attachment, gateway);
    };
    ingress_network_acl::at_hub(walk, packet, subnet, from);
    if walk.is_over() {
        return Place::Over;
    }
    packet.zone = subnet.zone.as_deref().or(packet.zone);
    carry(walk, plan, packet, gateway, attachment)
}

/// A packet is at a gateway and came by this attachment.
pub(in crate::simulate) fn carry<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &mut Packet<'a>,
    gateway: &'a TransitGatewayNode,
    came_by: &'a TransitGatewayAttachmentNode,
) -> Place<'a> {
    if let Some(attachment) = connect_peer::hub::receive(walk, packet, gateway, came_by) {
        return carry(walk, plan, packet, gateway, attachment);
    }
    // A peering is one attachment of two gateways, and a gateway asks another table for each attachment.
    if walk.guard.is_seen_by(&gateway.id, Some(&came_by.id), &packet.header) {
        return blame::circle(walk, packet, gateway);
    }
    state::check(walk, packet, Part::Hub(gateway), HopKind::Forward);
    state::check(walk, packet, Part::Attachment(came_by, gateway), HopKind::Forward);
    let passage = match walk.world.routed.hub_table_of(gateway, &came_by.id) {
        HubAssociation::Table(table) => Passage { gateway, came_by, table },
        HubAssociation::Unknown => {
            let name = walk.world.name(&gateway.id);
            walk.unknown(&gateway.id, format!("The route tables of {name} are not known."));
            return Place::Over;
        }
        HubAssociation::None => {
            blame::no_association(walk, packet, gateway, came_by);
            let assumed = blame::table_for(walk, packet, gateway, came_by);
            let assumed = assumed.and_then(|id| walk.world.routed.hub_tables.get(id));
            let Some(table) = assumed else { return Place::Over };
            Passage { gateway, came_by, table }
        }
    };
    let Some(found) = attached_first::look_up(walk, passage.table, packet.header.destination) else {
        return Place::Over;
    };
    let found = match found {
        Some(found) => {
            let Some(found) = passage.settle_rows(walk, found) else { return Place::Over };
            Some(found)
        }
        None => None,
    };
    if let Some(doubt) = passage.table.doubt(found.as_ref().map(|found| found.winner)) {
        let missing = format!("What {} holds is not known: {doubt}.", passage.table_name(walk));
        walk.unknown(&gateway.id, missing);
        return Place::Over;
    }
    let leaves_by = match &found {
        None => {
            passage.no_route(walk, packet);
            passage.owner(walk, packet)
        }
        Some(found) => match &found.winner.target {
            HubTarget::Blackhole(named) => {
                passage.blackhole(walk, packet, found, named.as_ref());
                passage.owner(walk, packet)
            }
            HubTarget::Attachment(_) => {
                let Some(id) = paths::choose(walk, gateway, found) else { return Place::Over };
                walk.world.network.transit_gateway_attachments.get(id)
            }
            HubTarget::Unread(id) => return blame::unread(walk, gateway, id),
        },
    };
    let Some(leaves_by) = leaves_by else { return Place::Over };
    let routed = found.as_ref().filter(|found| matches!(found.winner.target, HubTarget::Attachment(_)));
    passage.onward(walk, plan, packet, leaves_by, routed)
}

/// A packet at a gateway, and the table that decides.
#[derive(Clone, Copy)]
struct Passage<'a> {
    gateway: &'a TransitGatewayNode,
    came_by: &'a TransitGatewayAttachmentNode,
    table: &'a HubTable,
}

impl<'a> Passage<'a> {
    /// How people call the table.
    fn table_name(&self, walk: &Walk<'a>) -> String {
        match &self.table.id {
            Some(id) => walk.world.name(id).to_owned(),
            None => format!("the default table of {}", walk.world.name(&self.gateway.id)),
        }
    }

    fn decision(
        &self,
        route: Option<&HubRoute>,
        outcome: Outcome,
        mut book: Vec<&'static str>,
        text: String,
    ) -> Decision {
        book.insert(0, "R-TGW-13");
        if matches!(self.gateway.associations.get(&self.came_by.id), Some(Source::Implicit)) {
            book.push("R-TGW-23");
        }
        let resource = self.table.id.as_ref().unwrap_or(&self.gateway.id);
        let implicit = self.table.id.is_none() || route.is_some_and(|route| route.row.is_none());
        Decision::new(resource, outcome, book, text)
            .with_row(route.and_then(|route| route.row.as_ref()))
            .implicit(implicit)
    }

    /// The numbers that a lookup shows.
    fn book(&self, walk: &Walk<'a>, found: &HubLookup<'_>) -> Vec<&'static str> {
        let mut book = Vec::with_capacity(4);
        if !found.less_specific.is_empty() || !found.lower_priority.is_empty() {
            book.push("R-TGW-15");
        }
        if found.winner.origin == HubOrigin::Static
            && found.lower_priority.iter().any(|loser| loser.row.is_none())
        {
            book.push("R-TGW-17");
        }
        book.extend(paths::book(walk, found));
        if found.winner.origin == HubOrigin::Vpc {
            book.push("R-TGW-20");
        }
        if !self.table.contenders(found.winner).is_empty() {
            book.push("R-TGW-21");
        }
        if walk.is_return() {
            book.push("R-TGW-22");
        }
        book
    }

    /// Sends the packet on by an attachment; `found` is the lookup that says so, where it is not only assumed.
    fn onward(
        self,
        walk: &mut Walk<'a>,
        plan: &Plan<'a>,
        packet: &mut Packet<'a>,
        leaves_by: &'a TransitGatewayAttachmentNode,
        found: Option<&HubLookup<'a>>,
    ) -> Place<'a> {
        let world = walk.world;
        let mut book = found.map(|found| self.book(walk, found)).unwrap_or_default();
        let subnet = match leaves_by.kind {
            AttachmentKind::Vpc => {
                let Some(chosen) = zone::way_out(walk, plan, packet, self.gateway, leaves_by) else {
                    return Place::Over;
                };
                book.extend(chosen.book);
                Some(chosen.subnet)
            }
            _ => None,
        };
        let peer = leaves_by.peer_of(self.gateway.id.as_str());
        if leaves_by.kind == AttachmentKind::Peering {
            book.push("R-TGW-28");
            if walk.hubs.iter().any(|hub| hub.to.kind == AttachmentKind::Peering) {
                book.push("R-TGW-31");
            }
        }
        if leaves_by.kind == AttachmentKind::NetworkFunction {
            book.push("R-TGW-34");
        }
        if let Some(found) = found {
            self.note_losers(walk, found);
            let text = format!(
                "{} sends {} to {}",
                self.table_name(walk),
                shown(found.winner),
                world.name(&leaves_by.id)
            );
            let decision = self.decision(Some(found.winner), Outcome::Route, book, text);
            walk.pass(At::component(&self.gateway.id), HopKind::Route, &packet.header, decision);
        }
        state::check(walk, packet, Part::Attachment(leaves_by, self.gateway), HopKind::Forward);
        if leaves_by.kind == AttachmentKind::Connect {
            let crossing = HubCrossing { gateway: self.gateway, from: self.came_by, to: leaves_by };
            return connect_peer::hub::send(walk, plan, packet, crossing, found.map(|found| found.winner));
        }
        walk.hubs.push(HubCrossing { gateway: self.gateway, from: self.came_by, to: leaves_by });
        if let Some(subnet) = subnet {
            packet.zone = subnet.zone.as_deref().or(packet.zone);
            packet.hub_subnet = Some(&subnet.id);
            return Place::InSubnet { subnet, nat: None };
        }
        if let Some(firewall) = leaves_by.firewall().and_then(|id| world.network.firewalls.get(id)) {
            return if network_firewall::inspect_at_hub(walk, packet, &leaves_by.id, firewall) {
                carry(walk, plan, packet, self.gateway, leaves_by)
            } else {
                Place::Over
            };
        }
        let connection = leaves_by.connection().and_then(|id| world.network.vpn_connections.get(id));
        if let Some(connection) =
            connection.filter(|own| own.transit_gateway.as_ref() == Some(&self.gateway.id))
        {
            return vpn_connection::from_hub(walk, packet, self.gateway, connection);
        }
        match peer.and_then(|peer| world.network.transit_gateways.get(peer)) {
            Some(gateway) => Place::AtHub { gateway, came_by: leaves_by },
            None => blame::unknown_end(walk, self.gateway, leaves_by),
        }
    }

    fn note_losers(&self, walk: &mut Walk<'a>, found: &HubLookup<'_>) {
        if walk.is_return() {
            return;
        }
        let at = Some(&self.gateway.id);
        let to = |route: &HubRoute| match &route.target {
            HubTarget::Attachment(id) | HubTarget::Unread(id) => {
                walk.world.network.display_name(id.as_str()).to_owned()
            }
            HubTarget::Blackhole(_) => "a blackhole".to_owned(),
        };
        // Several Connect peers of one attachment bring their paths as one.
        let is_of_another = |loser: &&&HubRoute| {
            loser.target != found.winner.target || loser.path.is_none() || found.winner.path.is_none()
        };
        if let Some(loser) = found.lower_priority.iter().find(is_of_another) {
            let message = Message::new(
                "note.hub-higher-priority-route",
                "{table} has two routes to {destination}: the one to {winner} wins over the one to {loser}.",
                [
                    ("table", self.table_name(walk)),
                    ("destination", found.winner.destination.to_string()),
                    ("winner", to(found.winner)),
                    ("loser", to(loser)),
                ],
            );
            walk.note(codes::TGW_RTB_HIGHER_PRIORITY_ROUTE, at, message);
        }
        let differs = |loser: &&&HubRoute| loser.target != found.winner.target;
        if let Some(loser) = found.less_specific.iter().find(differs) {
            let message = Message::new(
                "note.hub-more-specific-route",
                "{winner} of {table} is narrower than {loser}, so it wins.",
                [("table", self.table_name(walk)), ("winner", shown(found.winner)), ("loser", shown(loser))],
            );
            walk.note(codes::TGW_RTB_MORE_SPECIFIC_ROUTE, at, message);
        }
    }
}

/// The destination of a route as its table shows it.
fn shown(route: &HubRoute) -> String {
    match &route.prefix_list {
        Some(list) => list.to_string(),
        None => route.destination.to_string(),
    }
}
