//! The router of a site: it knows its own networks, what somebody wrote into it, and what it learns by BGP from the
//! gateways at AWS (R-VGW-14). Towards the internet it puts its public address in place of private ones.
//!
//! <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html>. Not modelled: firewalls of the site, several
//! routers at one site, how a site tells another one by itself what it knows.

use super::{equal_ways, internet, own_number, site_routes, vpn_connection};
use crate::message::Message;
use crate::model::ResourceId;
use crate::model::reserved::INTERNET;
use crate::net::{Family, well_known};
use crate::simulate::fix;
use crate::simulate::flow_plan::{Plan, Sender, Target};
use crate::simulate::packet::Packet;
use crate::simulate::place::{Arrival, Place};
use crate::simulate::session::Translation;
use crate::simulate::stage::{deliver, find_receiver};
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::{HopKind, Outcome, codes};
use crate::topology::{HostNode, SiteNode, VpnConnectionNode};
use site_routes::{OverVpn, Way};

/// Looks the destination up and sends the packet on.
pub(in crate::simulate) fn run<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &mut Packet<'a>,
    site: &'a SiteNode,
    came_by: Option<&'a VpnConnectionNode>,
) -> Place<'a> {
    if came_by.is_some() && !walk.is_return() {
        walk.session.came_to_site_by = came_by;
    }
    if walk.guard.is_seen(&site.id, &packet.header) {
        going_round(walk, packet, site);
        return Place::Over;
    }
    match site_routes::look_up(walk, site, packet.header.destination) {
        Way::Own(net) => {
            if is_overlapped(walk, plan, packet) {
                overlap(walk, packet, site, net);
                return Place::Over;
            }
            pass(walk, packet, site, None, &[], &format!("{net} is a network of its own"));
            inside(walk, plan, packet, site)
        }
        Way::Vpn(routes) => {
            let Some(route) = choose(walk, site, &routes) else { return Place::Over };
            over_vpn(walk, plan, packet, site, route, routes.len() > 1)
        }
        Way::Internet { row } => to_internet(walk, plan, packet, site, row),
        Way::Site { row, other, net } => {
            let text = format!("a route leads to {net} over the line to {}", walk.world.name(&other.id));
            pass(walk, packet, site, Some(row), &["R-VGW-14"], &text);
            Place::AtSite { site: other, came_by: None }
        }
        Way::Unknown { at, missing } => {
            walk.unknown(at, missing);
            Place::Over
        }
        Way::None => no_route(walk, plan, packet, site),
    }
}

/// The route that the router takes of those that rank alike: which, only the router knows. `None` where the walk parts.
fn choose<'a, 'r>(
    walk: &mut Walk<'a>,
    site: &'a SiteNode,
    routes: &'r [OverVpn<'a>],
) -> Option<&'r OverVpn<'a>> {
    let net = routes.first()?.net;
    let ways: Vec<&ResourceId> = routes.iter().map(|route| &route.connection.id).collect();
    let reason =
        format!("the router of {} has equal ways to {net}, and chooses one", walk.world.name(&site.id));
    let leg = if walk.is_return() { "return" } else { "forward" };
    let choice = format!("{leg} way {} {net}", site.id);
    let taken = walk.pick(&site.id, choice, equal_ways::names(walk, &ways), reason)?;
    routes.get(taken)
}

/// Into the tunnels of a VPN connection.
fn over_vpn<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &mut Packet<'a>,
    site: &'a SiteNode,
    route: &OverVpn<'a>,
    is_choice: bool,
) -> Place<'a> {
    let how = if route.row.is_some() { "a route leads" } else { "BGP leads" };
    let text = format!("{how} to {} over {}", route.net, walk.world.name(&route.connection.id));
    let book: &[&'static str] = if is_choice { &["R-VGW-14", "R-FLOW-10"] } else { &["R-VGW-14"] };
    pass(walk, packet, site, route.row, book, &text);
    vpn_connection::to_aws(walk, plan, packet, route.connection)
}

fn pass<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    site: &'a SiteNode,
    row: Option<&crate::model::RowId>,
    book: &[&'static str],
    why: &str,
) {
    let text = format!("the router of {} sends it on: {why}", walk.world.name(&site.id));
    let decision = Decision::new(&site.id, Outcome::Route, book.to_vec(), text).with_row(row);
    walk.pass(At::component(&site.id), HopKind::Route, &packet.header, decision);
}

/// The packet is for a host of the site.
fn inside<'a>(walk: &mut Walk<'a>, plan: &Plan<'a>, packet: &Packet<'a>, site: &'a SiteNode) -> Place<'a> {
    let destination = packet.header.destination;
    let Some(host) = walk.world.network.host_at(site, destination) else {
        let is_sender = matches!(plan.from, Sender::Site(from) if from.id == site.id)
            && walk.session.hypothetical_sender == Some(destination);
        if walk.is_return() && is_sender {
            let text = format!("{destination} is the sender's address in {}", walk.world.name(&site.id));
            let decision = Decision::new(&site.id, Outcome::Allow, [], text);
            walk.pass(At::component(&site.id), HopKind::Deliver, &packet.header, decision);
            return Place::Arrived(Arrival::Subnet);
        }
        let template = "{address} lies in {place}, but no host there has it.";
        find_receiver::no_such_address(walk, packet, &site.id, "address.no-host", template);
        return Place::Over;
    };
    if is_another(walk, plan, packet, host) {
        let (key, advice) = ("address.of-another-host", "Give the sites different networks.");
        find_receiver::of_another(walk, packet, &host.id, key, advice);
        return Place::Over;
    }
    deliver::to_host(walk, packet, host)
}

/// Whether the host only has the same address as the one that is meant, or that the reply is for: two sites use one
/// network.
fn is_another(walk: &Walk<'_>, plan: &Plan<'_>, packet: &Packet<'_>, found: &HostNode) -> bool {
    let destination = packet.header.destination;
    let meant = match plan.to {
        _ if walk.is_return() => walk.session.host,
        Target::Host(meant) => Some(meant),
        _ => None,
    };
    let is_nobodys = walk.is_return() && walk.session.hypothetical_sender == Some(destination);
    is_nobodys || meant.is_some_and(|meant| meant.id != found.id && meant.owns(destination))
}

/// Whether the address that is meant lies behind AWS, and the site has a network with the same addresses (R-VGW-16).
fn is_overlapped(walk: &Walk<'_>, plan: &Plan<'_>, packet: &Packet<'_>) -> bool {
    let destination = packet.header.destination;
    if walk.is_return() {
        return walk.session.sender.is_some_and(|sender| sender.owns(destination));
    }
    matches!(plan.to, Target::Interface(meant) if meant.owns(destination))
}

fn overlap<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, site: &'a SiteNode, net: ipnet::IpNet) {
    let name = walk.world.name(&site.id);
    let message = Message::new(
        "site.overlap",
        "{site} keeps {destination} to itself: {net} is a network of its own. Give the VPC and the site different blocks.",
        [
            ("site", name.to_owned()),
            ("destination", packet.header.destination.to_string()),
            ("net", net.to_string()),
        ],
    );
    let decision =
        Decision::new(&site.id, Outcome::Deny, ["R-VGW-16"], format!("{net} is a network of {name} itself"));
    let stop = Stop::new(codes::ONPREM_CIDR_OVERLAP, message);
    walk.block(At::component(&site.id), HopKind::Route, &packet.header, decision, stop);
}

/// Out by the site's own line, with its public address in place of a private one.
fn to_internet<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &mut Packet<'a>,
    site: &'a SiteNode,
    row: &'a crate::model::RowId,
) -> Place<'a> {
    pass(walk, packet, site, Some(row), &[], "its own line leads to the internet");
    let before = packet.header.clone();
    if before.family == Family::Ipv4 && !well_known::is_public(before.source) {
        let Some(own) = site.public_ip else {
            let name = walk.world.name(&site.id);
            walk.unknown(&site.id, format!("The public address of {name} is not known."));
            return Place::Over;
        };
        packet.header.source = own;
        walk.session.translations.push(Translation {
            device: &site.id,
            inside: before.clone(),
            inside_port: packet.chooser.clone(),
            outside: own,
        });
        let text =
            format!("the router of {} puts {own} in place of {}", walk.world.name(&site.id), before.source);
        let decision = Decision::new(&site.id, Outcome::Translate, [], text);
        walk.pass_changed(At::component(&site.id), HopKind::Translate, &before, &packet.header, decision);
    }
    internet::from_site(walk, plan, packet)
}

/// A reply on the internet for the public address of a site: its router gives it the old destination back.
pub(super) fn from_internet<'a>(walk: &mut Walk<'a>, packet: &mut Packet<'a>) -> Option<Place<'a>> {
    if !walk.is_return() {
        return None;
    }
    let sites = &walk.world.network.sites;
    let destination = packet.header.destination;
    let of_site = walk
        .session
        .translations
        .iter()
        .rev()
        .find(|entry| entry.outside == destination && sites.contains_key(entry.device))?;
    let (site, inside) = (sites.get(of_site.device)?, of_site.inside.clone());
    let chooser = of_site.inside_port.clone();
    let name = walk.world.name(&site.id);
    let internet = ResourceId::new(INTERNET);
    let decision =
        Decision::new(&internet, Outcome::Route, [], format!("{destination} is the address of {name}"));
    walk.pass(At::component(&internet), HopKind::Forward, &packet.header, decision);
    let before = packet.header.clone();
    packet.header.destination = inside.source;
    packet.header.destination_port = inside.source_port;
    packet.chooser = chooser;
    let text = format!("the router of {name} knows the flow and puts {} back", inside.source);
    let decision = Decision::new(&site.id, Outcome::State, [], text);
    walk.pass_changed(At::component(&site.id), HopKind::Translate, &before, &packet.header, decision);
    Some(Place::AtSite { site, came_by: None })
}

/// The router knows no way: a request is lost there, and so is a reply (R-VGW-14). Goes on over the connection that leads
/// to the VPC, as if it knew.
fn no_route<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &mut Packet<'a>,
    site: &'a SiteNode,
) -> Place<'a> {
    let world = walk.world;
    let destination = packet.header.destination;
    let name = world.name(&site.id);
    let right = site_routes::leads_to(walk, site, destination);
    let code = if walk.is_return() { codes::ONPREM_NO_RETURN_ROUTE } else { codes::NO_ROUTE_TO_DESTINATION };
    let hidden = own_number::hides(walk, site, destination);
    let args = [("site", name.to_owned()), ("destination", destination.to_string())];
    let message = match hidden {
        Some((own, other)) => Message::new(
            "site.own-number",
            "The router of {site} has no route to {destination}. What {other} announces has {asn} on its way, the AS number of {site} itself, and a router takes no such route. Give each site a number of its own.",
            args.into_iter()
                .chain([("other", world.name(&other.id).to_owned()), ("asn", own.asn.to_string())])
                .collect::<Vec<_>>(),
        ),
        None => Message::new(
            "site.no-route",
            "The router of {site} has no route to {destination}. Write one, or let BGP tell it.",
            args,
        ),
    };
    let text = format!("the router of {name} has no route to {destination}");
    let decision = Decision::new(&site.id, Outcome::NoMatch, ["R-VGW-14"], text);
    let fix = right.and_then(|(connection, net)| fix::site_route::add(world, site, connection, net));
    let stop = Stop::new(code, message).fix(fix);
    walk.block(At::component(&site.id), HopKind::Route, &packet.header, decision, stop);
    match right {
        Some((connection, _)) => vpn_connection::to_aws(walk, plan, packet, connection),
        None => Place::Over,
    }
}

/// The same packet a second time (R-FLOW-8).
fn going_round<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, site: &'a SiteNode) {
    let name = walk.world.name(&site.id);
    let message = Message::new(
        "site.loop",
        "The packet to {destination} comes back to {site}: the routers send it round in a circle. Change the route that leads back.",
        [("destination", packet.header.destination.to_string()), ("site", name.to_owned())],
    );
    let decision = Decision::new(
        &site.id,
        Outcome::Deny,
        ["R-FLOW-8"],
        format!("the packet comes back to {name} as it was"),
    );
    let stop = Stop::new(codes::ROUTING_LOOP, message);
    walk.block(At::component(&site.id), HopKind::Route, &packet.header, decision, stop);
}
