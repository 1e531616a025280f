//! The route table of a subnet: longest prefix, then origin (R-RT-1, R-RT-2, R-RT-4).
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html>. A blackhole that wins drops; there is
//! no fall-back (R-RT-14). After a drop the walk goes on as if the right route were there.

use crate::message::Message;
use crate::model::ResourceId;
use crate::net::Family;
use crate::routing::{Blackhole, EffectiveRoute, EffectiveTable, Lookup, Origin, Target};
use crate::simulate::describe::{destinations, table_name, table_resource};
use crate::simulate::packet::Packet;
use crate::simulate::place::NextHop;
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::world::World;
use crate::simulate::{HopKind, Outcome, codes, fix};
use crate::topology::{NatNode, Source, SubnetNode};

/// Looks the destination up. `None` where nothing leads on, not even as if.
pub(in crate::simulate) fn run<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    subnet: &'a SubnetNode,
    nat: Option<&'a NatNode>,
) -> Option<NextHop<'a>> {
    let world = walk.world;
    let Some(table) = world.routed.table_of(subnet) else {
        walk.unknown(&subnet.id, format!("The route table of {} is not known.", world.name(&subnet.id)));
        return None;
    };
    let lookup = Asked { table, subnet, nat };
    if walk.guard.is_seen(&subnet.id, &packet.header) {
        return lookup.blame_loop(walk, packet);
    }
    match table.look_up(packet.header.destination) {
        Lookup::None => lookup.nothing_matches(walk, packet),
        Lookup::Reserved(route) => lookup.reserved(walk, packet, route),
        Lookup::Route { winner, lower_priority, less_specific } => {
            lookup.matched(walk, packet, winner, &lower_priority, &less_specific)
        }
    }
}

/// Which table is asked, for which subnet, and for which NAT gateway in it.
struct Asked<'a> {
    table: &'a EffectiveTable,
    subnet: &'a SubnetNode,
    nat: Option<&'a NatNode>,
}

impl<'a> Asked<'a> {
    fn decision(
        &self,
        route: Option<&EffectiveRoute>,
        outcome: Outcome,
        mut book: Vec<&'static str>,
        text: String,
    ) -> Decision {
        if matches!(self.subnet.route_table, Source::Default(_) | Source::Implicit) {
            book.push("R-RT-15");
        }
        let implicit = self.table.id.is_none() || route.is_some_and(|route| !route.is_written());
        Decision::new(table_resource(self.table), outcome, &book, text)
            .with_row(route.and_then(|route| route.row.as_ref()))
            .implicit(implicit)
    }

    fn matched(
        &self,
        walk: &mut Walk<'a>,
        packet: &mut Packet<'a>,
        winner: &'a EffectiveRoute,
        lower_priority: &[&'a EffectiveRoute],
        less_specific: &[&'a EffectiveRoute],
    ) -> Option<NextHop<'a>> {
        let book = self.book(walk, packet, winner, lower_priority, less_specific);
        match &winner.target {
            Target::Blackhole { id, why } => return self.blackhole(walk, packet, winner, id, *why, book),
            Target::None => return self.no_target(walk, packet, winner, book),
            Target::Local if !self.is_in_vpc(walk.world, packet) => {
                return self.local_outside(walk, packet, winner, book);
            }
            Target::NatGateway(id) if self.nat.is_some_and(|nat| nat.id == *id) => {
                return self.blame_loop(walk, packet);
            }
            Target::NetworkInterface(id) if is_stopped(walk.world, id) => {
                return self.blackhole(walk, packet, winner, id, Blackhole::InstanceNotRunning, book);
            }
            _ => {}
        }
        let next_hop = next_hop(walk.world, &winner.target)?;
        if let NextHop::Peering(peering) = next_hop
            && self.leads_astray(walk, packet, peering.other_side(self.table.vpc.as_str())?.vpc.as_ref())
        {
            return self.ambiguous_return(walk, packet, winner, book);
        }
        self.note_losers(walk, winner, lower_priority, less_specific);
        let text = format!(
            "{} sends {} to {}",
            table_name(walk.world, self.table),
            shown(winner),
            target_name(walk.world, winner)
        );
        let decision = self.decision(Some(winner), Outcome::Route, book, text);
        walk.pass(At::component(&self.subnet.id), HopKind::Route, &packet.header, &packet.header, decision);
        if winner.placeholder {
            placeholder_note(walk, winner);
        }
        Some(next_hop)
    }

    /// The numbers that this lookup shows.
    fn book(
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
        }
        let later = |wide: &&EffectiveRoute| wide.origin != Origin::Local && wide.origin < winner.origin;
        if less_specific.iter().any(later) {
            book.push("R-RT-4");
        }
        match winner.target {
            Target::Local => book.push("R-RT-5"),
            Target::InternetGateway(_) => book.push("R-RT-40"),
            _ => {}
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

    /// Why a gateway endpoint of the VPC does not take a request to its service: another Region (R-GWE-1), a table that
    /// is not associated (R-GWE-5), IPv6 to Amazon S3 (R-GWE-11).
    fn endpoint_not_used(&self, walk: &Walk<'a>, packet: &Packet<'a>) -> Option<&'static str> {
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

    fn is_in_vpc(&self, world: World<'_>, packet: &Packet<'_>) -> bool {
        world.vpc(Some(&self.table.vpc)).is_some_and(|vpc| vpc.contains(packet.header.destination))
    }

    /// Whether a reply would go to another VPC than the request came from (R-PEER-14).
    fn leads_astray(&self, walk: &Walk<'a>, packet: &Packet<'a>, to: Option<&ResourceId>) -> bool {
        let crossing = walk.session.crossings.last();
        walk.is_return()
            && crossing.is_some_and(|crossing| {
                crossing.from.contains(packet.header.destination)
                    && to.is_some_and(|to| *to != crossing.from.id)
                    && crossing.from.id != self.table.vpc
            })
    }

    fn nothing_matches(&self, walk: &mut Walk<'a>, packet: &Packet<'a>) -> Option<NextHop<'a>> {
        if let Some(next_hop) = self.return_to_sender(walk, packet) {
            return Some(next_hop);
        }
        let world = walk.world;
        let mut book = vec!["R-RT-13"];
        let other_family = match packet.header.family {
            Family::Ipv4 => Family::Ipv6,
            Family::Ipv6 => Family::Ipv4,
        };
        if self.table.routes_of(other_family).any(EffectiveRoute::is_written) {
            book.push("R-FLOW-9");
        }
        book.extend(self.endpoint_not_used(walk, packet));
        let internet_in = walk.is_return() && walk.session.came_in_by_gateway == Some(&self.table.vpc);
        if internet_in {
            book.push("R-IGW-5");
        }
        let proposal = fix::route::propose(walk, packet, self.table, self.nat);
        if let Some(NextHop::Peering(_)) = proposal.as_ref().map(|proposal| proposal.next_hop) {
            book.push("R-PEER-5");
        }
        let public_nat = self.nat.is_some_and(|nat| nat.is_public) && !walk.is_return();
        if public_nat {
            book.push("R-NAT-2");
        }
        let name = table_name(world, self.table);
        let destination = packet.header.destination.to_string();
        let held = destinations(self.table, packet.header.family);
        let message = Message::new(
            "route.none",
            "{subnet} has no route to {destination}. {table} holds only {held}.",
            [
                ("subnet", world.name(&self.subnet.id).to_owned()),
                ("destination", destination.clone()),
                ("table", name.clone()),
                ("held", held),
            ],
        );
        let decision =
            self.decision(None, Outcome::NoMatch, book, format!("{name} has no route to {destination}"));
        let stop = Stop::new(codes::NO_ROUTE_TO_DESTINATION, message)
            .detail(public_nat.then_some(codes::NAT_SUBNET_NO_IGW_ROUTE))
            .fix(proposal.as_ref().map(|proposal| proposal.fix.clone()));
        walk.block(At::component(&self.subnet.id), HopKind::Route, &packet.header, decision, stop);
        self.as_if(walk, proposal.map(|proposal| proposal.next_hop))
    }

    /// The reply to a NAT gateway behind a peering connection goes back the way the request came, even without a route
    /// (R-NAT-11).
    fn return_to_sender(&self, walk: &mut Walk<'a>, packet: &Packet<'a>) -> Option<NextHop<'a>> {
        if !walk.is_return() {
            return None;
        }
        let crossing = walk.session.crossings.last()?;
        let (nat, _) = crossing.nat?;
        let peering = crossing.peering;
        if nat.private_ip != Some(packet.header.destination) || crossing.from.id == self.table.vpc {
            return None;
        }
        let text = format!("the reply goes back to {} the way the request came", walk.world.name(&nat.id));
        let decision = self.decision(None, Outcome::State, vec!["R-NAT-11"], text);
        walk.pass(At::component(&self.subnet.id), HopKind::Route, &packet.header, &packet.header, decision);
        Some(NextHop::Peering(peering))
    }

    fn blackhole(
        &self,
        walk: &mut Walk<'a>,
        packet: &Packet<'a>,
        route: &'a EffectiveRoute,
        id: &'a ResourceId,
        why: Blackhole,
        mut book: Vec<&'static str>,
    ) -> Option<NextHop<'a>> {
        let world = walk.world;
        book.push("R-RT-14");
        let reason = match why {
            Blackhole::Gone => "does not exist any more",
            Blackhole::WrongType => "cannot take packets",
            Blackhole::Detached => "is not attached to this VPC",
            Blackhole::PeeringNotActive => {
                book.push("R-PEER-4");
                "is not active"
            }
            Blackhole::Deleted => "is deleted",
            Blackhole::InterfaceDetached => {
                book.push("R-RT-37");
                "is attached to no instance"
            }
            Blackhole::InstanceNotRunning => {
                book.push("R-RT-37");
                "belongs to an instance that does not run"
            }
            Blackhole::OtherVpc => "is in another VPC",
        };
        let name = table_name(world, self.table);
        let message = Message::new(
            "route.blackhole",
            "{table} sends {destination} to {target}, and {target} {reason}: the packet is lost there.",
            [
                ("table", name.clone()),
                ("destination", shown(route)),
                ("target", world.name(id).to_owned()),
                ("reason", reason.to_owned()),
            ],
        );
        let text = format!("{name} sends {} to {}, which {reason}", shown(route), world.name(id));
        let decision = self.decision(Some(route), Outcome::Deny, book, text);
        let proposal = fix::route::propose(walk, packet, self.table, self.nat);
        let repair = fix::blackhole::repair(world, self.table, route, id, why, proposal.as_ref());
        let stop = Stop::new(codes::BAD_STATE_ROUTE, message).fix(repair);
        walk.block(At::component(&self.subnet.id), HopKind::Route, &packet.header, decision, stop);
        let next_hop = as_if_alive(world, id, why).or(proposal.map(|proposal| proposal.next_hop));
        self.as_if(walk, next_hop)
    }

    fn no_target(
        &self,
        walk: &mut Walk<'a>,
        packet: &Packet<'a>,
        route: &'a EffectiveRoute,
        mut book: Vec<&'static str>,
    ) -> Option<NextHop<'a>> {
        book.push("R-RT-14");
        let name = table_name(walk.world, self.table);
        let message = Message::new(
            "route.no-target",
            "{table} has a route to {destination} without a target. Give it one.",
            [("table", name.clone()), ("destination", shown(route))],
        );
        let decision = self.decision(
            Some(route),
            Outcome::Deny,
            book,
            format!("the route {} of {name} has no target", shown(route)),
        );
        walk.block(
            At::component(&self.subnet.id),
            HopKind::Route,
            &packet.header,
            decision,
            Stop::new(codes::BAD_STATE_ROUTE, message),
        );
        None
    }

    fn local_outside(
        &self,
        walk: &mut Walk<'a>,
        packet: &Packet<'a>,
        route: &'a EffectiveRoute,
        book: Vec<&'static str>,
    ) -> Option<NextHop<'a>> {
        let name = table_name(walk.world, self.table);
        let message = Message::new(
            "route.local-outside",
            "{table} keeps {destination} local, but {address} is in no block of the VPC.",
            [
                ("table", name.clone()),
                ("destination", shown(route)),
                ("address", packet.header.destination.to_string()),
            ],
        );
        let text = format!("the local target of {name} carries only addresses of the VPC");
        let decision = self.decision(Some(route), Outcome::Deny, book, text);
        let stop = Stop::new(codes::VPC_LOCAL_ROUTE_CIDR_RESTRICTION, message);
        walk.block(At::component(&self.subnet.id), HopKind::Route, &packet.header, decision, stop);
        let proposal = fix::route::propose(walk, packet, self.table, self.nat);
        self.as_if(walk, proposal.map(|proposal| proposal.next_hop))
    }

    fn reserved(
        &self,
        walk: &mut Walk<'a>,
        packet: &Packet<'a>,
        route: &'a EffectiveRoute,
    ) -> Option<NextHop<'a>> {
        let name = table_name(walk.world, self.table);
        let message = Message::new(
            "route.reserved-range",
            "AWS keeps {address} for its own services: {destination} of {table} does not carry it.",
            [
                ("table", name.clone()),
                ("destination", shown(route)),
                ("address", packet.header.destination.to_string()),
            ],
        );
        let text = format!("{} of {name} does not carry addresses that AWS reserves", shown(route));
        let decision = self.decision(Some(route), Outcome::Deny, vec!["R-RT-12"], text);
        walk.block(
            At::component(&self.subnet.id),
            HopKind::Route,
            &packet.header,
            decision,
            Stop::new(codes::ROUTE_RESERVED_RANGE, message),
        );
        None
    }

    fn ambiguous_return(
        &self,
        walk: &mut Walk<'a>,
        packet: &Packet<'a>,
        route: &'a EffectiveRoute,
        mut book: Vec<&'static str>,
    ) -> Option<NextHop<'a>> {
        let crossing = walk.session.crossings.last()?;
        let (peering, from) = (crossing.peering, crossing.from);
        book.push("R-PEER-14");
        let world = walk.world;
        let name = table_name(world, self.table);
        let message = Message::new(
            "route.ambiguous-return",
            "{table} sends {address} to {target}, but the request came from {vpc} by {peering}. Two VPCs with one block cannot both be answered by one route.",
            [
                ("table", name.clone()),
                ("address", packet.header.destination.to_string()),
                ("target", target_name(world, route)),
                ("vpc", world.name(&from.id).to_owned()),
                ("peering", world.name(&peering.id).to_owned()),
            ],
        );
        let text = format!(
            "{name} sends {} to {}, not back to {}",
            shown(route),
            target_name(world, route),
            world.name(&peering.id)
        );
        let decision = self.decision(Some(route), Outcome::Deny, book, text);
        let fix = fix::route::narrower(world, packet, self.table, peering);
        let stop = Stop::new(codes::PCX_AMBIGUOUS_RETURN, message).fix(fix);
        walk.block(At::component(&self.subnet.id), HopKind::Route, &packet.header, decision, stop);
        Some(NextHop::Peering(peering))
    }

    /// The same subnet, the same header, a second time (R-FLOW-8), or a NAT gateway that its own table sends to itself
    /// (R-NAT-20).
    fn blame_loop(&self, walk: &mut Walk<'a>, packet: &Packet<'a>) -> Option<NextHop<'a>> {
        let world = walk.world;
        let name = table_name(world, self.table);
        let message = Message::new(
            "route.loop",
            "The packet to {destination} comes back to {subnet}: {table} sends it round in a circle.",
            [
                ("destination", packet.header.destination.to_string()),
                ("subnet", world.name(&self.subnet.id).to_owned()),
                ("table", name.clone()),
            ],
        );
        let mut book = vec!["R-FLOW-8"];
        if self.nat.is_some() {
            book.push("R-NAT-20");
        }
        let decision =
            self.decision(None, Outcome::Deny, book, format!("{name} sends the packet round in a circle"));
        walk.block(
            At::component(&self.subnet.id),
            HopKind::Route,
            &packet.header,
            decision,
            Stop::new(codes::ROUTING_LOOP, message),
        );
        None
    }

    /// Goes on as if the route were right; its target's own state is blamed no second time.
    fn as_if(&self, walk: &mut Walk<'a>, next_hop: Option<NextHop<'a>>) -> Option<NextHop<'a>> {
        match next_hop {
            Some(NextHop::NatGateway(nat)) => walk.session.assume_good(&nat.id),
            Some(NextHop::Interface(interface)) => walk.session.assume_good(interface.component()),
            _ => {}
        }
        next_hop
    }

    fn note_losers(
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
        if let Some(loser) = less_specific
            .first()
            .filter(|loser| loser.target != winner.target && loser.target != Target::Local)
        {
            let message = Message::new(
                "note.more-specific-route",
                "{winner} of {table} is narrower than {loser}, so it wins.",
                [
                    ("table", table_name(world, self.table)),
                    ("winner", shown(winner)),
                    ("loser", shown(loser)),
                ],
            );
            walk.note(codes::MORE_SPECIFIC_ROUTE, Some(&self.subnet.id), message);
        }
    }
}

fn placeholder_note(walk: &mut Walk<'_>, winner: &EffectiveRoute) {
    let list = winner.prefix_list.as_ref().map(ToString::to_string).unwrap_or_default();
    let message = Message::new(
        "note.prefix-list-placeholder",
        "The addresses behind {list} are a placeholder: this version holds no list of that Region.",
        [("list", list)],
    );
    walk.note(crate::topology::PLACEHOLDER_NOTE, winner.target.id(), message);
}

fn is_stopped(world: World<'_>, interface: &ResourceId) -> bool {
    world.network.interfaces.get(interface).is_some_and(|node| !world.runs(node))
}

/// The destination of a route as its table shows it.
fn shown(route: &EffectiveRoute) -> String {
    match &route.prefix_list {
        Some(list) => list.to_string(),
        None => route.destination.to_string(),
    }
}

fn target_name(world: World<'_>, route: &EffectiveRoute) -> String {
    match route.target.id() {
        Some(id) => world.network.document.display_name(id.as_str()).to_owned(),
        None => "local".to_owned(),
    }
}

/// What takes the packet next; `None` for a target that leads nowhere.
fn next_hop<'a>(world: World<'a>, target: &'a Target) -> Option<NextHop<'a>> {
    Some(match target {
        Target::Local => NextHop::Local,
        Target::InternetGateway(id) => NextHop::InternetGateway(id),
        Target::EgressOnlyInternetGateway(id) => NextHop::EgressOnlyInternetGateway(id),
        Target::NatGateway(id) => NextHop::NatGateway(world.network.nat_gateways.get(id)?),
        Target::NetworkInterface(id) => NextHop::Interface(world.network.interfaces.get(id)?),
        Target::VpcPeeringConnection(id) => NextHop::Peering(world.network.peerings.get(id)?),
        Target::GatewayEndpoint(id) => NextHop::Endpoint(world.network.endpoints.get(id)?),
        Target::Unknown(id) => NextHop::Unknown(id),
        Target::Blackhole { .. } | Target::None => return None,
    })
}

/// A blackhole's target, as if it were as it should be.
fn as_if_alive<'a>(world: World<'a>, id: &'a ResourceId, why: Blackhole) -> Option<NextHop<'a>> {
    match why {
        Blackhole::PeeringNotActive => Some(NextHop::Peering(world.network.peerings.get(id)?)),
        Blackhole::Deleted => Some(NextHop::NatGateway(world.network.nat_gateways.get(id)?)),
        Blackhole::InterfaceDetached | Blackhole::InstanceNotRunning => {
            Some(NextHop::Interface(world.network.interfaces.get(id)?))
        }
        Blackhole::Detached if world.network.document.internet_gateway(id.as_str()).is_some() => {
            Some(NextHop::InternetGateway(id))
        }
        Blackhole::Detached => Some(NextHop::EgressOnlyInternetGateway(id)),
        Blackhole::Gone | Blackhole::WrongType | Blackhole::OtherVpc => None,
    }
}
