//! What a lookup shows: the numbers of the book, and who lost against the winner.

use super::{Asked, shown, target_name};
use crate::message::Message;
use crate::net::{Family, well_known};
use crate::routing::propagation::learned;
use crate::routing::{EffectiveRoute, Origin, Target};
use crate::simulate::codes;
use crate::simulate::describe::{table_name, table_name_inside};
use crate::simulate::packet::{Identity, Packet};
use crate::simulate::walk::Walk;

impl<'a> Asked<'a> {
    /// The numbers that this lookup shows.
    pub(super) fn book(
        &self,
        walk: &Walk<'a>,
        packet: &Packet<'a>,
        winner: &EffectiveRoute,
        lower_priority: &[&EffectiveRoute],
        less_specific: &[&EffectiveRoute],
    ) -> Vec<&'static str> {
        let mut book = Vec::with_capacity(4);
        if !less_specific.is_empty() {
            book.push("R-RT-1");
        }
        if !lower_priority.is_empty() {
            book.push("R-RT-2");
            let mut compared = lower_priority.iter().copied().chain([winner]);
            if compared.any(|route| self.is_announced(walk, route)) {
                book.push("R-RT-36");
            }
        }
        let later = |wide: &&EffectiveRoute| wide.origin != Origin::Local && wide.origin < winner.origin;
        if less_specific.iter().any(later) {
            book.push("R-RT-4");
        }
        if winner.target == Target::Local && self.is_propagated_inside(walk, packet) {
            book.push("R-RT-3");
        }
        match winner.target {
            Target::Local => {
                book.push("R-RT-5");
                // A public block of a VPC is private to it: the local route carries it.
                if packet.header.family == Family::Ipv4 && well_known::is_public(packet.header.destination) {
                    book.push("R-VPC-19");
                }
            }
            Target::InternetGateway(_) => book.push("R-RT-40"),
            Target::VpnGateway(_) if winner.origin == Origin::Propagated => book.push("R-RT-35"),
            _ => {}
        }
        if self.is_of_other_account(walk, packet) {
            book.push("R-SHR-4");
        }
        let is_endpoint = winner.origin == Origin::Endpoint;
        if is_endpoint {
            book.push("R-GWE-2");
        }
        if is_endpoint && !less_specific.is_empty()
            || lower_priority.iter().any(|loser| loser.origin == Origin::Endpoint)
            || less_specific.iter().any(|loser| loser.origin == Origin::Endpoint)
        {
            book.push("R-GWE-4");
        }
        if !is_endpoint {
            book.extend(self.endpoint_not_used(walk, packet));
        }
        book
    }

    /// Whether the sender stands in this VPC and belongs to another account: the tables are those of the owner (R-SHR-4).
    fn is_of_other_account(&self, walk: &Walk<'a>, packet: &Packet<'a>) -> bool {
        let Identity::Of(sender) = packet.identity else { return false };
        let network = walk.world.network;
        let owner = |id: &str| network.owner_of(id);
        sender.vpc.as_ref() == Some(&self.table.vpc)
            && sender.subnet.as_ref() == Some(&self.subnet.id)
            && owner(sender.id.as_str()) != owner(self.table.vpc.as_str())
    }

    /// Whether a route server announced the row that the route comes from.
    fn is_announced(&self, walk: &Walk<'a>, route: &EffectiveRoute) -> bool {
        let document = &walk.world.network.document;
        let table = self.table.id.as_ref().and_then(|id| document.route_table(id.as_str()));
        let row = table.and_then(|table| table.routes.get(route.row.as_ref()?));
        row.is_some_and(crate::model::Route::is_announced)
    }

    /// Whether a propagated row for the destination lies inside the VPC, where it gives way to the local route.
    fn is_propagated_inside(&self, walk: &Walk<'a>, packet: &Packet<'a>) -> bool {
        let document = &walk.world.network.document;
        let table = self.table.id.as_ref().and_then(|id| document.route_table(id.as_str()));
        let rows = table.iter().flat_map(|table| table.routes.values()).filter(|row| row.is_propagated());
        let mut nets = rows.filter_map(|row| row.destination_cidr()?.net());
        let vpc = walk.world.vpc(Some(&self.table.vpc));
        let is_inside = |net: ipnet::IpNet| {
            net.contains(&packet.header.destination)
                && vpc.is_some_and(|vpc| vpc.cidrs.iter().any(|cidr| cidr.contains(&net)))
        };
        let gateways = table.iter().flat_map(|table| &table.propagating_vgws);
        let mut gateways = gateways.filter(|id| vpc.is_some_and(|vpc| vpc.vpn_gateways.contains(id)));
        nets.any(is_inside)
            || gateways.any(|id| learned(walk.world.network, id.as_str()).into_iter().any(is_inside))
    }

    /// Why a gateway endpoint of the VPC does not take a request to its service: another Region (R-GWE-1), a table that
    /// is not associated (R-GWE-5), IPv6 to Amazon S3 (R-GWE-11).
    pub(super) fn endpoint_not_used(&self, walk: &Walk<'a>, packet: &Packet<'a>) -> Option<&'static str> {
        let (service, region) = walk.service.as_ref().filter(|_| !walk.is_return())?;
        let vpc = walk.world.vpc(Some(&self.table.vpc))?;
        let endpoints = vpc.endpoints.iter().filter_map(|id| walk.world.network.endpoints.get(id));
        let mut of_service = endpoints.filter(|endpoint| {
            endpoint.is_gateway
                && endpoint.service.as_ref().is_some_and(|(candidate, _)| candidate == service)
        });
        let endpoint = of_service.next()?;
        let same_region = endpoint.service.as_ref().is_some_and(|(_, of)| of == region);
        let associated = self.table.id.as_ref().is_some_and(|table| endpoint.route_tables.contains(table));
        match (same_region, associated) {
            (false, _) => Some("R-GWE-1"),
            (true, false) => Some("R-GWE-5"),
            (true, true) if packet.header.family == Family::Ipv6 => Some("R-GWE-11"),
            (true, true) => None,
        }
    }

    pub(super) fn note_losers(
        &self,
        walk: &mut Walk<'a>,
        winner: &EffectiveRoute,
        lower_priority: &[&EffectiveRoute],
        less_specific: &[&EffectiveRoute],
    ) {
        if walk.is_return() {
            return;
        }
        let world = walk.world;
        if let Some(loser) = lower_priority.first() {
            let message = Message::new(
                "note.higher-priority-route",
                "{table} has two routes to {destination}: {winner} wins over {loser}.",
                [
                    ("table", table_name(world, self.table)),
                    ("destination", winner.destination.to_string()),
                    ("winner", target_name(world, winner)),
                    ("loser", target_name(world, loser)),
                ],
            );
            walk.note(codes::HIGHER_PRIORITY_ROUTE, Some(&self.subnet.id), message);
        }
        if winner.target == Target::Local {
            return;
        }
        if let Some(loser) =
            less_specific.iter().find(|loser| loser.target != winner.target && loser.target != Target::Local)
        {
            let message = Message::new(
                "note.more-specific-route",
                "{winner} of {table} is narrower than {loser}, so it wins.",
                [
                    ("table", table_name_inside(world, self.table)),
                    ("winner", shown(winner)),
                    ("loser", shown(loser)),
                ],
            );
            walk.note(codes::MORE_SPECIFIC_ROUTE, Some(&self.subnet.id), message);
        }
    }
}

pub(super) fn placeholder_note(walk: &mut Walk<'_>, winner: &EffectiveRoute) {
    let list = winner.prefix_list.as_ref().map(ToString::to_string).unwrap_or_default();
    let message = Message::new(
        "note.prefix-list-placeholder",
        "The addresses behind {list} are a placeholder: this version holds no list of that Region.",
        [("list", list)],
    );
    walk.note(crate::topology::PLACEHOLDER_NOTE, winner.target.id(), message);
}
