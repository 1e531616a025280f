//! Multicast: a VPC carries none by itself (R-SUB-12); a multicast domain of a transit gateway hands it to every member of
//! the group (R-TGW-39).
//!
//! <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-multicast-overview.html>. Route tables are not asked; network ACLs and
//! groups are, on both sides. Nobody answers a group, so there is no way back. Not modelled: joining by IGMP (who has joined
//! stands in the domain), fragments, and hosts of a kind that cannot send.

use crate::message::Message;
use crate::model::ResourceId;
use crate::net::Protocol;
use crate::routing::{Lookup, Target};
use crate::simulate::fix::hub_zone;
use crate::simulate::packet::Packet;
use crate::simulate::place::Place;
use crate::simulate::stage::{deliver, egress_network_acl, ingress_network_acl, ingress_security_group};
use crate::simulate::state::{self, Part};
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::world::World;
use crate::simulate::{HopKind, Outcome, codes};
use crate::topology::{
    InterfaceNode, MulticastDomainNode, MulticastGroupNode, SiteNode, SubnetNode, TransitGatewayNode,
};
use std::net::IpAddr;

/// Whether an address is that of a group, or of everybody.
pub(in crate::simulate) fn is_for_many(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_multicast() || address.is_broadcast(),
        IpAddr::V6(address) => address.is_multicast(),
    }
}

/// Takes what leaves a subnet for a group; `None` for every other packet.
pub(in crate::simulate) fn leave<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    subnet: &'a SubnetNode,
) -> Option<Place<'a>> {
    let group = packet.header.destination;
    if walk.is_return() || !is_for_many(group) {
        return None;
    }
    let domain = walk.world.network.multicast_domain_of(&subnet.id);
    let is_group = group.is_multicast() && packet.header.protocol != Protocol::Tcp;
    match domain.filter(|_| is_group) {
        Some(domain) => carry(walk, packet, subnet, domain),
        None if is_group && is_unseen(walk, subnet) => {
            let name = walk.world.name(&subnet.id);
            walk.unknown(&subnet.id, format!("The multicast domain of {name} is not known."));
        }
        None if domain.is_none() && leads_to_internet(walk, packet, subnet) => return None,
        None => unsupported(walk, packet, subnet),
    }
    Some(Place::Over)
}

/// Whether a route leads such packets to an internet gateway, which then says that it cannot carry them (R-RT-39).
fn leads_to_internet(walk: &Walk<'_>, packet: &Packet<'_>, subnet: &SubnetNode) -> bool {
    let table = walk.world.routed.table_of(subnet);
    let found = table.map(|table| table.look_up(packet.header.destination));
    matches!(found, Some(Lookup::Route { winner, .. }) if matches!(winner.target, Target::InternetGateway(_)))
}

/// A host of a site sends to a group: no VPN connection carries it.
pub(in crate::simulate) fn at_site<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    site: &'a SiteNode,
) -> Place<'a> {
    let (name, group) = (walk.world.name(&site.id), packet.header.destination.to_string());
    let message = Message::new(
        "multicast.site",
        "{site} keeps {group} to itself: multicast does not pass VPN connections, nor any other way to a site.",
        [("site", name.to_owned()), ("group", group.clone())],
    );
    let text = format!("{group} does not leave {name}");
    let decision = Decision::new(&site.id, Outcome::Deny, ["R-TGW-39"], text).implicit(true);
    let stop = Stop::new(codes::MULTICAST_UNSUPPORTED, message);
    walk.block(At::component(&site.id), HopKind::Forward, &packet.header, decision, stop);
    Place::Over
}

/// Whether an importer did not see the domains of a transit gateway that the VPC is attached to.
fn is_unseen(walk: &Walk<'_>, subnet: &SubnetNode) -> bool {
    let network = walk.world.network;
    let attachments = walk.world.vpc(subnet.vpc.as_ref()).map(|vpc| &vpc.transit_gateway_attachments);
    let mut attachments =
        attachments.into_iter().flatten().filter_map(|id| network.transit_gateway_attachments.get(id));
    attachments.any(|attachment| {
        let gateway = attachment.gateway.as_ref().and_then(|id| network.transit_gateways.get(id));
        gateway.is_some_and(|gateway| {
            let mut domains = network.multicast_domains.values();
            gateway.does_not_know("transitGatewayMulticastDomain")
                || domains.any(|domain| {
                    domain.does_not_know("subnetIds") && domain.gateway.as_ref() == Some(&gateway.id)
                })
        })
    })
}

fn unsupported<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, subnet: &'a SubnetNode) {
    let (name, group) = (walk.world.name(&subnet.id), packet.header.destination.to_string());
    let named = idle_domain(walk.world, subnet);
    let (key, template) = if !packet.header.destination.is_multicast() {
        ("multicast.broadcast", "{subnet} carries no broadcast: {group} reaches nobody.")
    } else if packet.header.protocol == Protocol::Tcp {
        ("multicast.tcp", "{subnet} carries no tcp to {group}: a tcp connection has two ends. Send udp.")
    } else if named.is_some() {
        (
            "multicast.domain-idle",
            "{subnet} carries no multicast: {group} reaches nobody. {domain} names {subnet}, and {reason}.",
        )
    } else {
        (
            "multicast.none",
            "{subnet} carries no multicast: {group} reaches nobody. Associate {subnet} with a multicast domain of a transit gateway.",
        )
    };
    let mut args = vec![("subnet", name.to_owned()), ("group", group.clone())];
    if let Some((domain, reason)) = named {
        args.push(("domain", walk.world.name(domain).to_owned()));
        args.push(("reason", reason));
    }
    let message = Message::new(key, template, args);
    let text = format!("{name} carries nothing to {group}");
    let decision = Decision::new(&subnet.id, Outcome::Deny, ["R-SUB-12"], text).implicit(true);
    let stop = Stop::new(codes::MULTICAST_UNSUPPORTED, message);
    walk.block(At::component(&subnet.id), HopKind::Forward, &packet.header, decision, stop);
}

/// A domain that names a subnet and carries nothing for it, and why.
fn idle_domain<'a>(world: World<'a>, subnet: &SubnetNode) -> Option<(&'a ResourceId, String)> {
    let network = world.network;
    network.multicast_domains.values().find_map(|domain| {
        let drawn = network.document.transit_gateway_multicast_domain(domain.id.as_str())?;
        let gateway = domain.gateway.as_ref().filter(|_| drawn.subnet_ids.contains(&subnet.id))?;
        let made = network.document.transit_gateway(gateway.as_str())?;
        let reason = if made.options.multicast_support != "enable" {
            format!("{} was made without multicast support", world.name(gateway))
        } else if drawn.state != "available" {
            format!("it is {}", drawn.state)
        } else {
            let vpc = world.vpc(subnet.vpc.as_ref())?;
            format!("{} is not attached to {}", world.name(&vpc.id), world.name(gateway))
        };
        Some((&domain.id, reason))
    })
}

/// The domain hands the packet to every member of the group, each in a branch of its own.
fn carry<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    subnet: &'a SubnetNode,
    domain: &'a MulticastDomainNode,
) {
    let world = walk.world;
    let gateway = domain.gateway.as_ref().and_then(|id| world.network.transit_gateways.get(id));
    if let Some(gateway) = gateway {
        check_zone(walk, packet, gateway, subnet);
    }
    egress_network_acl::run(walk, packet, subnet, None, None);
    let Some(gateway) = gateway.filter(|_| !walk.is_over()) else { return };
    state::check(walk, packet, Part::Hub(gateway), HopKind::Forward);
    check_attachment(walk, packet, gateway, subnet.vpc.as_ref());
    if domain.does_not_know("groups") {
        return walk.unknown(&gateway.id, format!("The groups of {} are not known.", world.name(&domain.id)));
    }
    if !may_send(walk, packet, domain) {
        refuse_source(walk, packet, domain, &gateway.id);
    }
    let Some((group, member)) = choose(walk, packet, domain, &gateway.id) else { return };
    let text = format!(
        "{} hands {} to {}",
        world.name(&domain.id),
        packet.header.destination,
        world.name(member.component())
    );
    let mut book = vec!["R-TGW-39"];
    if domain.groups.iter().filter(|row| row.is_member && row.address == group.address).count() > 1 {
        book.push("R-FLOW-10");
    }
    let decision = Decision::new(&domain.id, Outcome::Route, book, text).with_row(Some(&group.row));
    walk.pass(At::component(&gateway.id), HopKind::Forward, &packet.header, decision);
    check_attachment(walk, packet, gateway, member.vpc.as_ref());
    let Some(into) = world.subnet(member.subnet.as_ref()) else { return };
    let inside = into.id == subnet.id;
    let from = (into.vpc == subnet.vpc).then_some(subnet);
    ingress_network_acl::run(walk, packet, into, from, None, None);
    if walk.is_over() {
        return;
    }
    ingress_security_group::run(walk, packet, member, None, inside);
    if !walk.is_over() {
        deliver::to_interface(walk, packet, member);
    }
}

/// The attachment by which a VPC gives and takes multicast has to be up, as for everything else (R-FLOW-11).
fn check_attachment<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    gateway: &'a TransitGatewayNode,
    vpc: Option<&ResourceId>,
) {
    let network = walk.world.network;
    let attachment = vpc.and_then(|vpc| network.attachment_of(vpc.as_str(), gateway.id.as_str()));
    if let Some(attachment) = attachment {
        state::check(walk, packet, Part::Attachment(attachment, gateway), HopKind::Forward);
    }
}

/// The gateway takes packets only from zones in which the attachment has a subnet (R-TGW-5).
fn check_zone<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    gateway: &'a TransitGatewayNode,
    subnet: &'a SubnetNode,
) {
    let world = walk.world;
    let vpc = subnet.vpc.as_ref();
    let attachment = vpc.and_then(|vpc| world.network.attachment_of(vpc.as_str(), gateway.id.as_str()));
    let Some(attachment) = attachment.filter(|node| !world.network.serves_zone(node, subnet)) else { return };
    let zone = subnet.zone.clone().unwrap_or_default();
    let (own, name) = (world.name(&subnet.id), world.name(&attachment.id));
    let message = Message::new(
        "multicast.no-attachment-in-zone",
        "{subnet} is in {zone}, and {attachment} has no subnet in {zone}: {gateway} takes no packets from there. Add a subnet of {zone} to {attachment}.",
        [
            ("subnet", own.to_owned()),
            ("zone", zone.clone()),
            ("attachment", name.to_owned()),
            ("gateway", world.name(&gateway.id).to_owned()),
        ],
    );
    let decision =
        Decision::new(&attachment.id, Outcome::Deny, ["R-TGW-5"], format!("{name} has no subnet in {zone}"));
    let stop =
        Stop::new(codes::TGW_ROUTE_AZ_RESTRICTION, message).fix(hub_zone::add(world, attachment, subnet));
    walk.block(At::component(&subnet.id), HopKind::Forward, &packet.header, decision, stop);
}

fn may_send(walk: &Walk<'_>, packet: &Packet<'_>, domain: &MulticastDomainNode) -> bool {
    let sender = walk.session.sender.map(|sender| &sender.id);
    let mut sources = domain.groups.iter().filter(|row| row.is_source);
    !domain.has_static_sources
        || sources.any(|row| row.address == packet.header.destination && sender == Some(&row.interface))
}

fn refuse_source<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    domain: &'a MulticastDomainNode,
    at: &'a ResourceId,
) {
    let (name, group) = (walk.world.name(&domain.id), packet.header.destination.to_string());
    let message = Message::new(
        "multicast.source",
        "{domain} dropped it: only listed sources may send to {group}, and {source} is none of them. List it as a source.",
        [("domain", name.to_owned()), ("group", group.clone()), ("source", packet.header.source.to_string())],
    );
    let text = format!("{name} lists no such source for {group}");
    let decision = Decision::new(&domain.id, Outcome::NoMatch, ["R-TGW-39"], text);
    let stop = Stop::new(codes::MULTICAST_UNSUPPORTED, message);
    walk.block(At::component(at), HopKind::Forward, &packet.header, decision, stop);
}

/// The member of this branch. `None` where the walk parts here, and where nobody is a member.
fn choose<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    domain: &'a MulticastDomainNode,
    at: &'a ResourceId,
) -> Option<(&'a MulticastGroupNode, &'a InterfaceNode)> {
    let world = walk.world;
    let group = packet.header.destination;
    let sender = walk.session.sender.map(|sender| &sender.id);
    let is_joined =
        |member: &InterfaceNode| member.subnet.as_ref().is_some_and(|subnet| domain.subnets.contains(subnet));
    let members: Vec<(&MulticastGroupNode, &InterfaceNode)> = domain
        .groups
        .iter()
        .filter(|row| row.is_member && row.address == group && sender != Some(&row.interface))
        .filter_map(|row| Some((row, world.network.interfaces.get(&row.interface)?)))
        .filter(|(_, member)| is_joined(member))
        .collect();
    let name = world.name(&domain.id);
    if members.is_empty() {
        let listed = domain.groups.iter().filter(|row| row.is_member && row.address == group);
        let mut listed = listed.filter_map(|row| world.network.interfaces.get(&row.interface));
        let outside = listed.find(|member| sender != Some(&member.id) && !is_joined(member));
        let (key, template) = if outside.is_some() {
            (
                "multicast.member-outside",
                "{domain} lists {member} for {group}, and does not join its subnet: nobody gets the packet. Associate the subnet of {member} with {domain}.",
            )
        } else {
            (
                "multicast.nobody",
                "{domain} knows no other member of {group}: nobody gets the packet. Make an interface a member.",
            )
        };
        let member = outside.map_or("", |member| world.name(member.component()));
        let message = Message::new(
            key,
            template,
            [("domain", name.to_owned()), ("group", group.to_string()), ("member", member.to_owned())],
        );
        let text = format!("{name} knows no other member of {group}");
        let decision = Decision::new(&domain.id, Outcome::NoMatch, ["R-TGW-39", "R-FLOW-14"], text);
        let stop = Stop::new(codes::NO_SUCH_ADDRESS, message);
        walk.block(At::component(at), HopKind::Forward, &packet.header, decision, stop);
        return None;
    }
    let ways = members.iter().map(|(_, member)| world.name(member.component()).to_owned()).collect();
    let reason = format!("{name} hands {group} to each of its members");
    let taken = walk.pick(at, format!("multicast:{}:{group}", domain.id), ways, reason)?;
    members.get(taken).copied()
}
