//! Lookups that drop: no route, a blackhole, a wrong local target, a reserved range, a loop, the wrong way back. And the
//! way back that needs no route.

use super::{Asked, shown, target_name};
use crate::message::Message;
use crate::model::ResourceId;
use crate::net::Family;
use crate::routing::{Blackhole, EffectiveRoute, Target};
use crate::simulate::describe::{destinations, table_name, table_name_inside};
use crate::simulate::device::load_balancer;
use crate::simulate::packet::Packet;
use crate::simulate::place::NextHop;
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::world::World;
use crate::simulate::{HopKind, Outcome, codes, fix};
use crate::topology::TransitGatewayAttachmentNode;

impl<'a> Asked<'a> {
    fn drop(&self, walk: &mut Walk<'a>, packet: &Packet<'a>, decision: Decision, stop: Stop) {
        walk.block(At::component(&self.subnet.id), HopKind::Route, &packet.header, decision, stop);
    }

    /// The right way for the packet, and the edit that opens it.
    fn proposal(&self, walk: &Walk<'a>, packet: &Packet<'a>) -> Option<fix::route::Proposal<'a>> {
        let vpc = walk.world.vpc(Some(&self.table.vpc))?;
        let gap = fix::route::Gap { table: self.table, subnet: self.subnet, vpc, nat: self.nat };
        fix::route::propose(walk, packet, gap)
    }

    pub(super) fn nothing_matches(&self, walk: &mut Walk<'a>, packet: &Packet<'a>) -> Option<NextHop<'a>> {
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
        let proposal = self.proposal(walk, packet);
        if let Some(NextHop::Peering(_)) = proposal.as_ref().map(|proposal| proposal.next_hop) {
            book.push("R-PEER-5");
        }
        if let Some(NextHop::VpnGateway(_)) = proposal.as_ref().map(|proposal| proposal.next_hop) {
            book.push("R-RT-35");
        }
        let public_nat = self.nat.is_some_and(|nat| nat.is_public) && !walk.is_return();
        if public_nat {
            book.push("R-NAT-2");
        }
        let public_balancer = load_balancer::is_public_node_here(walk, packet, self.subnet);
        if public_balancer {
            book.push("R-ALB-3");
        }
        let name = table_name(world, self.table);
        let destination = packet.header.destination.to_string();
        let held = destinations(self.table, packet.header.family);
        let (key, template) = if self.table.routes_of(packet.header.family).next().is_some() {
            ("route.none", "{subnet} has no route to {destination}. {table} holds only {held}.")
        } else {
            (
                "route.none-of-family",
                "{subnet} has no route to {destination}. {table} holds none for {family}.",
            )
        };
        let family = if packet.header.family == Family::Ipv4 { "IPv4" } else { "IPv6" };
        let message = Message::new(
            key,
            template,
            [
                ("subnet", world.name(&self.subnet.id).to_owned()),
                ("destination", destination.clone()),
                ("table", name.clone()),
                ("held", held),
                ("family", family.to_owned()),
            ],
        );
        let decision =
            self.decision(None, Outcome::NoMatch, book, format!("{name} has no route to {destination}"));
        let stop = Stop::new(codes::NO_ROUTE_TO_DESTINATION, message)
            .detail(
                public_nat
                    .then_some(codes::NAT_SUBNET_NO_IGW_ROUTE)
                    .or(public_balancer.then_some(codes::ALB_PUBLIC_IN_PRIVATE_SUBNET)),
            )
            .fix(proposal.as_ref().and_then(|proposal| proposal.fix.clone()));
        self.drop(walk, packet, decision, stop);
        as_if(walk, proposal.map(|proposal| proposal.next_hop))
    }

    /// The reply to a NAT gateway behind a peering connection goes back the way the request came, even without a route
    /// and whatever else the table says: to the sender of the request (R-NAT-11), which only a NAT gateway has, so that
    /// R-PEER-14 holds for every other sender. A route over that connection is shown as any other.
    pub(super) fn back_to_nat(
        &self,
        walk: &mut Walk<'a>,
        packet: &Packet<'a>,
        winner: Option<&EffectiveRoute>,
    ) -> Option<NextHop<'a>> {
        if !walk.is_return() {
            return None;
        }
        let crossing = walk.session.crossings.last()?;
        let (nat, _) = crossing.nat?;
        let peering = crossing.peering;
        let is_routed =
            winner.is_some_and(|winner| winner.target == Target::VpcPeeringConnection(peering.id.clone()));
        let is_meant = nat.private_ip == Some(packet.header.destination);
        if is_routed || !is_meant || crossing.from.id == self.table.vpc {
            return None;
        }
        let text = format!("the reply goes back to {} the way the request came", walk.world.name(&nat.id));
        let decision = self.decision(None, Outcome::State, vec!["R-NAT-11"], text);
        walk.pass(At::component(&self.subnet.id), HopKind::Route, &packet.header, decision);
        Some(NextHop::Peering(peering))
    }

    pub(super) fn blackhole(
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
        let proposal = self.proposal(walk, packet);
        let repair = fix::blackhole::repair(world, self.table, route, id, why, proposal.as_ref());
        let (key, template) = if repair.is_some() {
            (
                "route.blackhole",
                "{table} sends {destination} to {target}, and {target} {reason}: the packet is lost there.",
            )
        } else {
            (
                "route.blackhole-elsewhere",
                "{table} sends {destination} to {target}, and {target} {reason}: the packet is lost there. Lead the route elsewhere, or remove it.",
            )
        };
        let message = Message::new(
            key,
            template,
            [
                ("table", name.clone()),
                ("destination", shown(route)),
                ("target", world.name(id).to_owned()),
                ("reason", reason.to_owned()),
            ],
        );
        let text = format!("{name} sends {} to {}, which {reason}", shown(route), world.name(id));
        let decision = self.decision(Some(route), Outcome::Deny, book, text);
        let stop = Stop::new(codes::BAD_STATE_ROUTE, message).fix(repair);
        self.drop(walk, packet, decision, stop);
        let next_hop =
            as_if_alive(world, &self.table.vpc, id, why).or(proposal.map(|proposal| proposal.next_hop));
        as_if(walk, next_hop)
    }

    pub(super) fn no_target(
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
        self.drop(walk, packet, decision, Stop::new(codes::BAD_STATE_ROUTE, message));
        None
    }

    pub(super) fn local_outside(
        &self,
        walk: &mut Walk<'a>,
        packet: &Packet<'a>,
        route: &'a EffectiveRoute,
        book: Vec<&'static str>,
    ) -> Option<NextHop<'a>> {
        let name = table_name(walk.world, self.table);
        let message = Message::new(
            "route.local-outside",
            "{table} keeps {destination} local, but {address} is in no block of the VPC. Lead it to where the address lives.",
            [
                ("table", name.clone()),
                ("destination", shown(route)),
                ("address", packet.header.destination.to_string()),
            ],
        );
        let text = format!("the local target of {name} carries only addresses of the VPC");
        let decision = self.decision(Some(route), Outcome::Deny, book, text);
        let stop = Stop::new(codes::VPC_LOCAL_ROUTE_CIDR_RESTRICTION, message);
        self.drop(walk, packet, decision, stop);
        let proposal = self.proposal(walk, packet);
        as_if(walk, proposal.map(|proposal| proposal.next_hop))
    }

    pub(super) fn reserved(
        &self,
        walk: &mut Walk<'a>,
        packet: &Packet<'a>,
        route: &'a EffectiveRoute,
    ) -> Option<NextHop<'a>> {
        let name = table_name_inside(walk.world, self.table);
        let message = Message::new(
            "route.reserved-range",
            "AWS keeps {address} for its own services: the route {destination} does not carry it, in {table} as in any other table. Send to another address.",
            [
                ("table", name.clone()),
                ("destination", shown(route)),
                ("address", packet.header.destination.to_string()),
            ],
        );
        let text = format!("{} of {name} does not carry addresses that AWS reserves", shown(route));
        let decision = self.decision(Some(route), Outcome::Deny, vec!["R-RT-12"], text);
        self.drop(walk, packet, decision, Stop::new(codes::ROUTE_RESERVED_RANGE, message));
        None
    }

    pub(super) fn ambiguous_return(
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
        let fix = fix::route::narrower(world, packet, self.table, peering, route.destination);
        let stop = Stop::new(codes::PCX_AMBIGUOUS_RETURN, message).fix(fix);
        self.drop(walk, packet, decision, stop);
        Some(NextHop::Peering(peering))
    }

    /// The attachment of a transit gateway has no subnet in the zone of this one (R-TGW-5). A reply shows R-TGW-9.
    pub(super) fn zone_restriction(
        &self,
        walk: &mut Walk<'a>,
        packet: &Packet<'a>,
        route: &'a EffectiveRoute,
        next_hop: NextHop<'a>,
        attachment: &'a TransitGatewayAttachmentNode,
    ) -> NextHop<'a> {
        let world = walk.world;
        let zone = self.subnet.zone.clone().unwrap_or_default();
        let message = Message::new(
            "route.no-attachment-in-zone",
            "{subnet} is in {zone}, and {attachment} has no subnet in {zone}: {gateway} takes no packets from there. Add a subnet of {zone} to {attachment}.",
            [
                ("subnet", world.name(&self.subnet.id).to_owned()),
                ("zone", zone.clone()),
                ("attachment", world.name(&attachment.id).to_owned()),
                ("gateway", target_name(world, route)),
            ],
        );
        let mut book = vec!["R-TGW-5"];
        if walk.is_return() {
            book.push("R-TGW-9");
        }
        let text = format!("{} has no subnet in {zone}", world.name(&attachment.id));
        let decision = self.decision(Some(route), Outcome::Deny, book, text);
        let fix = fix::hub_zone::add(world, attachment, self.subnet);
        let stop = Stop::new(codes::TGW_ROUTE_AZ_RESTRICTION, message).fix(fix);
        self.drop(walk, packet, decision, stop);
        next_hop
    }
}

/// A blackhole's target, as if it were as it should be.
fn as_if_alive<'a>(
    world: World<'a>,
    vpc: &ResourceId,
    id: &'a ResourceId,
    why: Blackhole,
) -> Option<NextHop<'a>> {
    if world.network.transit_gateways.contains_key(id) {
        return super::hub(world, vpc, id);
    }
    match why {
        Blackhole::PeeringNotActive => Some(NextHop::Peering(world.network.peerings.get(id)?)),
        Blackhole::Deleted => Some(NextHop::NatGateway(world.network.nat_gateways.get(id)?)),
        Blackhole::InterfaceDetached | Blackhole::InstanceNotRunning => {
            Some(NextHop::Interface(world.network.interfaces.get(id)?))
        }
        Blackhole::Detached if world.network.document.internet_gateway(id.as_str()).is_some() => {
            Some(NextHop::InternetGateway(id))
        }
        Blackhole::Detached if world.network.document.vpn_gateway(id.as_str()).is_some() => {
            Some(NextHop::VpnGateway(world.network.vpn_gateways.get(id)?))
        }
        Blackhole::Detached => Some(NextHop::EgressOnlyInternetGateway(id)),
        Blackhole::Gone | Blackhole::WrongType | Blackhole::OtherVpc => None,
    }
}

/// Goes on as if the route were right; its target's own state is blamed no second time.
fn as_if<'a>(walk: &mut Walk<'a>, next_hop: Option<NextHop<'a>>) -> Option<NextHop<'a>> {
    match next_hop {
        Some(NextHop::NatGateway(nat)) => walk.session.assume_good(&nat.id),
        Some(NextHop::Interface(interface)) => walk.session.assume_good(interface.component()),
        _ => {}
    }
    next_hop
}
