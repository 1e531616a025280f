//! A Gateway Load Balancer: its node takes a packet from an endpoint, puts it into GENEVE, and sends it to one of the
//! appliances of its target group, always the same one for a flow (R-GWLB-1).
//!
//! <https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/gateway-load-balancers.html>. Appliances are taken to
//! give every packet back: their own rules are not in the drawing. What goes between node and appliance is asked of network
//! ACLs and groups once for a flow: both directions use udp 6081 for every packet.

use super::endpoint_service::LoadBalancerNode;
use super::equal_ways;
use super::load_balancer::health::{self, Health, Reason};
use super::load_balancer::targets;
use crate::change::{Change, Fix};
use crate::message::Message;
use crate::model::{LoadBalancer, LoadBalancerKind, ResourceId};
use crate::net::{Family, Header, Protocol};
use crate::simulate::filter::Direction;
use crate::simulate::packet::{Identity, Packet, PortChooser};
use crate::simulate::session::Inspection;
use crate::simulate::stage::{ingress_network_acl, ingress_security_group, network_acl};
use crate::simulate::state::{self, Part};
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::{HopKind, Outcome, codes};
use crate::topology::{InterfaceNode, TargetGroupNode, TargetNode};
use serde_json::json;
use std::net::IpAddr;

/// The port of GENEVE.
const GENEVE: u16 = 6081;

/// What an inspection leaves of a packet.
pub(super) enum Inspected {
    /// It came back; the header is the one in which it left the appliance.
    Back(Header),
    /// It is lost, and taken to have passed.
    AsIf,
    /// Nothing more can be said.
    Over,
}

/// The node takes a packet that came by an endpoint.
pub(super) fn inspect<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    endpoint: &'a ResourceId,
    node: LoadBalancerNode<'a>,
) -> Inspected {
    if !state::check(walk, packet, Part::Interface(node.interface), HopKind::Forward) {
        return ended(walk, packet, node);
    }
    if walk.is_return() {
        return again(walk, packet, endpoint, node);
    }
    let id = &node.balancer.id;
    let written = walk.world.network.document.load_balancer(id.as_str());
    if written.and_then(LoadBalancer::kind) != Some(LoadBalancerKind::Gateway) {
        walk.unknown(
            id,
            format!("{} is no Gateway Load Balancer, and stands behind one's endpoint.", walk.world.name(id)),
        );
        return Inspected::Over;
    }
    let Some(group) = group_of(walk, packet, node) else { return ended(walk, packet, node) };
    let Some((target, appliance)) = choose(walk, packet, node, group) else {
        return ended(walk, packet, node);
    };
    remember(walk, packet, node, Some(appliance));
    there_and_back(walk, packet, node, group, (target, appliance))
}

/// Nobody takes it; as if it had passed, its reply is known.
fn ended<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, node: LoadBalancerNode<'a>) -> Inspected {
    if walk.is_over() {
        return Inspected::Over;
    }
    if !walk.is_return() {
        remember(walk, packet, node, None);
    }
    Inspected::AsIf
}

fn remember<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    node: LoadBalancerNode<'a>,
    appliance: Option<&'a InterfaceNode>,
) {
    walk.session.inspections.push(Inspection {
        balancer: &node.balancer.id,
        node: node.interface,
        appliance,
        header: packet.header.clone(),
    });
}

/// A reply goes to the appliance that has seen the request, and nowhere else (R-GWLB-5).
fn again<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    endpoint: &'a ResourceId,
    node: LoadBalancerNode<'a>,
) -> Inspected {
    let world = walk.world;
    let (name, header) = (world.name(&node.balancer.id), &packet.header);
    let mut known = walk.session.inspections.iter();
    let is_here =
        |known: &&Inspection<'a>| *known.balancer == node.balancer.id && known.node.id == node.interface.id;
    // Behind a load balancer another flow may pass the same node.
    let known = known.find(|known| is_here(known) && known.header.is_answered_by(header));
    let Some(appliance) = known.map(|known| known.appliance) else {
        asymmetric(walk, packet, endpoint, node);
        return Inspected::AsIf;
    };
    let Some(appliance) = appliance else { return Inspected::AsIf };
    let to = world.name(appliance.component());
    let text = format!("{name} knows the flow and sends it to {to} again");
    let decision = Decision::new(&node.balancer.id, Outcome::State, ["R-GWLB-5"], text);
    walk.pass(At::interface(node.interface), HopKind::Forward, header, decision);
    if !state::check(walk, packet, Part::Interface(appliance), HopKind::Forward) {
        return Inspected::AsIf;
    }
    let text = format!("{to} gives it back to {name}");
    let decision = Decision::new(appliance.component(), Outcome::Allow, [], text);
    walk.pass(At::interface(appliance), HopKind::Forward, header, decision);
    Inspected::Back(packet.header.clone())
}

/// The reply comes by a node that has not seen the request (R-GWLB-5). Behind a transit gateway appliance mode keeps a flow
/// in one zone (R-GWLB-12).
fn asymmetric<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    endpoint: &'a ResourceId,
    node: LoadBalancerNode<'a>,
) {
    let world = walk.world;
    let name = world.name(&node.balancer.id).to_owned();
    let vpc = world.network.document.vpc_endpoint(endpoint.as_str()).and_then(|it| it.vpc_id.as_ref());
    let changed = walk.session.changed_zone.filter(|attachment| attachment.vpc() == vpc);
    let mut book = vec!["R-GWLB-5"];
    let (message, fix) = if let Some(attachment) = changed {
        book.extend(["R-GWLB-12", "R-TGW-24"]);
        let attachment_name = world.name(&attachment.id).to_owned();
        let message = Message::new(
            "gwlb.other-zone",
            "{balancer} dropped it: this zone of it has not seen the request, which passed {attachment} in another zone. Turn appliance mode of {attachment} on.",
            [("balancer", name.clone()), ("attachment", attachment_name.clone())],
        );
        let fix = Fix {
            title: format!("Turn appliance mode of {attachment_name} on"),
            changes: vec![Change::set(&attachment.id, "/options/applianceModeSupport", "enable")],
        };
        (message, Some(fix))
    } else {
        let message = Message::new(
            "gwlb.asymmetric",
            "{balancer} dropped it: it has not seen the request, which did not pass {endpoint}. Lead both ways through {endpoint}.",
            [("balancer", name.clone()), ("endpoint", world.name(endpoint).to_owned())],
        );
        (message, None)
    };
    let text = format!("{name} has not seen the request");
    let decision = Decision::new(&node.balancer.id, Outcome::NoMatch, book, text);
    let stop = Stop::new(codes::GWLB_ASYMMETRIC, message).fix(fix);
    walk.block(At::interface(node.interface), HopKind::Forward, &packet.header, decision, stop);
}

/// The target group that the only listener of a Gateway Load Balancer forwards to.
fn group_of<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    node: LoadBalancerNode<'a>,
) -> Option<&'a TargetGroupNode> {
    let world = walk.world;
    let id = &node.balancer.id;
    let written = world.network.document.load_balancer(id.as_str())?;
    let actions = written.listeners.values().flat_map(|listener| listener.default_actions.values());
    let actions = actions.filter(|action| action.action_type.as_deref().is_none_or(|kind| kind == "forward"));
    let mut groups = actions.flat_map(|action| action.forwards());
    let found = groups.find_map(|(group, _)| world.network.target_groups.get(group));
    let Some(group) = found else {
        if written.does_not_know("listeners") {
            walk.unknown(id, format!("The listener of {} is not known.", world.name(id)));
        } else {
            nobody(walk, packet, node, None, written);
        }
        return None;
    };
    if group.vpc.as_ref().zip(node.interface.vpc.as_ref()).is_some_and(|(group, own)| group != own) {
        let (of, name) = (world.name(&group.id), world.name(id));
        walk.unknown(&group.id, format!("{of} is a group of another VPC than {name}: AWS refuses that."));
        return None;
    }
    if let Some(missing) = targets::unseen(world, &group.id) {
        walk.unknown(&group.id, missing);
        return None;
    }
    Some(group)
}

/// How an appliance is, as far as its group knows.
enum Shape {
    /// It answers the check of its group.
    Well,
    /// The check does not come to it, and why: it may be well all the same.
    Unchecked(String),
    /// It is said to fail.
    Failing,
}

/// An appliance that could take a flow.
struct Appliance<'a> {
    target: &'a TargetNode,
    interface: &'a InterfaceNode,
    shape: Shape,
}

/// The appliances of a group that run, each with its health: the check is a flow of its own from the node.
fn appliances<'a>(
    walk: &Walk<'a>,
    node: LoadBalancerNode<'a>,
    group: &'a TargetGroupNode,
) -> Vec<Appliance<'a>> {
    let world = walk.world;
    let candidates = targets::candidates(world, &group.id, None);
    let of = |target: &'a TargetNode| {
        let interface = world.network.interfaces.get(target.interface()?)?;
        let is_lit = world.subnet(interface.subnet.as_ref()).is_some_and(|subnet| !world.is_down(subnet));
        let candidate = candidates.iter().find(|own| *own.id == target.id && own.port == target.port)?;
        if !is_lit || !world.runs(interface) || targets::set_aside(world, candidate).is_some() {
            return None;
        }
        let shape = if world.faults.unhealthy.contains(interface.component()) {
            Shape::Failing
        } else {
            match health::of(world, node.interface, candidate) {
                Health::Unhealthy(Reason { code: None, .. }) => Shape::Failing,
                Health::Unhealthy(reason) => Shape::Unchecked(reason.text),
                Health::Healthy | Health::Unknown => Shape::Well,
            }
        };
        Some(Appliance { target, interface, shape })
    };
    group.targets.iter().filter_map(of).collect()
}

/// The appliance of a new flow: any healthy one of the node's zone, or of every zone with cross-zone balancing (R-GWLB-9).
/// Where the checks come to none of them, any one all the same.
fn choose<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    node: LoadBalancerNode<'a>,
    group: &'a TargetGroupNode,
) -> Option<(&'a TargetNode, &'a InterfaceNode)> {
    let world = walk.world;
    let id = &node.balancer.id;
    let written = world.network.document.load_balancer(id.as_str())?;
    let drawn = world.network.document.target_group(group.id.as_str())?;
    let is_cross_zone = written.is_cross_zone_for(drawn);
    let zone = world.subnet(node.interface.subnet.as_ref()).and_then(|subnet| subnet.zone.as_ref());
    let is_near = |target: &TargetNode| is_cross_zone || target.zone.as_ref() == zone;
    let all = appliances(walk, node, group);
    let is_well = |one: &&Appliance<'a>| matches!(one.shape, Shape::Well);
    let is_perhaps_near = |one: &Appliance<'a>| one.target.zone.as_ref() != zone && is_well(&one);
    if !written.knows_cross_zone_for(Some(drawn)) && all.iter().any(is_perhaps_near) {
        walk.unknown(
            id,
            format!("Whether {} sends to appliances of other zones is not known.", world.name(id)),
        );
        return None;
    }
    let near: Vec<&Appliance<'a>> = all.iter().filter(|one| is_near(one.target)).collect();
    let mut found: Vec<&Appliance<'a>> = near.iter().copied().filter(is_well).collect();
    let mut reason = format!("{} sends a flow to any of its healthy appliances", world.name(id));
    let unchecked = near.iter().find_map(|one| match &one.shape {
        Shape::Unchecked(why) => Some(why.clone()),
        Shape::Well | Shape::Failing => None,
    });
    if let Some(why) = unchecked.filter(|_| found.is_empty()) {
        note_open(walk, id, why);
        reason = format!("no appliance of {} is healthy, and it sends a flow to any of them", world.name(id));
        found = near;
    }
    if found.is_empty() {
        let unseen = group.targets.iter().find(|target| is_near(target) && target.interface().is_none());
        if let Some(target) = unseen {
            let missing =
                format!("The appliance {} of {} is not in the drawing.", target.id, world.name(&group.id));
            walk.unknown(&group.id, missing);
        } else {
            let elsewhere = all.iter().any(|one| is_well(&one));
            nobody(walk, packet, node, elsewhere.then_some(zone).flatten(), written);
        }
        return None;
    }
    let ids: Vec<&ResourceId> = found.iter().map(|one| one.interface.component()).collect();
    let ways = equal_ways::names(walk, &ids);
    let taken = walk.pick(id, format!("appliance {id} {}", node.interface.id), ways, reason)?;
    let one = found.get(taken)?;
    if matches!(one.shape, Shape::Failing) {
        nobody(walk, packet, node, None, written);
        return None;
    }
    Some((one.target, one.interface))
}

/// No health check arrives, so that every appliance gets flows.
fn note_open(walk: &mut Walk<'_>, id: &ResourceId, why: String) {
    let message = Message::new(
        "note.fail-open",
        "No target of {balancer} is healthy, so that it sends to all of them: {why}",
        [("balancer", walk.world.name(id).to_owned()), ("why", why)],
    );
    walk.note(codes::LB_NO_HEALTHY_TARGETS, Some(id), message);
}

/// No appliance takes the flow; with a zone, because all healthy ones are in another (R-GWLB-9).
fn nobody<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    node: LoadBalancerNode<'a>,
    zone: Option<&String>,
    written: &LoadBalancer,
) {
    let id = &node.balancer.id;
    let name = walk.world.name(id).to_owned();
    let (message, text, fix) = if let Some(zone) = zone {
        let message = Message::new(
            "gwlb.nobody-in-zone",
            "{balancer} dropped it: it has no healthy appliance in {zone}, and cross-zone balancing is off. Register one in {zone}, or turn cross-zone balancing on.",
            [("balancer", name.clone()), ("zone", zone.clone())],
        );
        let mut attributes = written.attributes.clone();
        attributes.insert(LoadBalancer::CROSS_ZONE.to_owned(), "true".to_owned());
        let fix = Fix {
            title: format!("Turn cross-zone balancing of {name} on"),
            changes: vec![Change::set(id, "/attributes", json!(attributes))],
        };
        (message, format!("{name} has no healthy appliance in {zone}"), Some(fix))
    } else {
        let message = Message::new(
            "gwlb.nobody",
            "{balancer} dropped it: it has no healthy appliance. Register one that runs in its target group.",
            [("balancer", name.clone())],
        );
        (message, format!("{name} has no healthy appliance"), None)
    };
    let decision = Decision::new(id, Outcome::NoMatch, ["R-GWLB-9"], text);
    let stop = Stop::new(codes::ELBV2_NO_TARGETS_IN_AZ, message).fix(fix);
    walk.block(At::interface(node.interface), HopKind::Forward, &packet.header, decision, stop);
}

/// In GENEVE to the appliance, and back.
fn there_and_back<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    node: LoadBalancerNode<'a>,
    group: &'a TargetGroupNode,
    (target, appliance): (&'a TargetNode, &'a InterfaceNode),
) -> Inspected {
    let world = walk.world;
    let (name, to) = (world.name(&node.balancer.id), world.name(appliance.component()));
    let ends = (node.interface.first_address(Family::Ipv4), appliance.first_address(Family::Ipv4));
    let (Some(own), Some(far)) = ends else {
        walk.unknown(&node.balancer.id, format!("The address of {name} or of {to} is not in the drawing."));
        return Inspected::Over;
    };
    let mut outer = Packet {
        header: geneve(own, far, target.port),
        chooser: PortChooser::Client,
        identity: Identity::None,
        zone: world.subnet(node.interface.subnet.as_ref()).and_then(|subnet| subnet.zone.as_deref()),
        hub_subnet: None,
        tunnel: None,
        hypothetical: false,
    };
    let text = format!("{name} puts it into GENEVE and sends it to {to}");
    let decision = Decision::new(&node.balancer.id, Outcome::Route, ["R-GWLB-1"], text);
    let at = At::interface(node.interface);
    walk.pass_changed(at, HopKind::Forward, &packet.header, &outer.header, decision);
    let written = world.network.document.target_group(group.id.as_str());
    let protocol = written.and_then(|written| written.protocol.as_deref()).unwrap_or("GENEVE");
    if !protocol.eq_ignore_ascii_case("GENEVE") {
        wrong_protocol(walk, &outer, node, protocol);
    }
    if target.port != Some(GENEVE) {
        wrong_port(walk, &outer, node, target);
    }
    between(walk, &mut outer, node.interface, appliance);
    let inside = node.interface.subnet == appliance.subnet;
    ingress_security_group::run(walk, &outer, appliance, None, inside);
    walk.add_to_last_book("R-GWLB-1");
    if walk.is_over() {
        return Inspected::Over;
    }
    let back = geneve(far, own, Some(GENEVE));
    let text = format!("{to} takes it out of GENEVE, inspects it, and gives it back to {name}");
    let decision = Decision::new(appliance.component(), Outcome::Allow, ["R-GWLB-1"], text);
    walk.pass_changed(At::interface(appliance), HopKind::Forward, &outer.header, &back, decision);
    outer.header = back;
    between(walk, &mut outer, appliance, node.interface);
    if walk.is_over() { Inspected::Over } else { Inspected::Back(outer.header) }
}

fn geneve(source: IpAddr, destination: IpAddr, port: Option<u16>) -> Header {
    Header {
        family: Family::Ipv4,
        protocol: Protocol::Udp,
        source,
        source_port: Some(49152),
        destination,
        destination_port: port.or(Some(GENEVE)),
        icmp_type: None,
        icmp_code: None,
    }
}

/// The network ACLs between two subnets.
fn between<'a>(walk: &mut Walk<'a>, outer: &mut Packet<'a>, from: &'a InterfaceNode, to: &'a InterfaceNode) {
    let world = walk.world;
    let (Some(here), Some(there)) = (world.subnet(from.subnet.as_ref()), world.subnet(to.subnet.as_ref()))
    else {
        return;
    };
    if here.id == there.id {
        return;
    }
    network_acl::pass(walk, outer, here, Direction::Outbound, vec!["R-FLOW-5", "R-NACL-14"]);
    ingress_network_acl::run(walk, outer, there, Some(here), None, None);
}

/// Appliances are spoken to on udp 6081 and on no other port (R-GWLB-1).
fn wrong_port<'a>(walk: &mut Walk<'a>, outer: &Packet<'a>, node: LoadBalancerNode<'a>, target: &TargetNode) {
    let name = walk.world.name(&node.balancer.id).to_owned();
    let port = target.port.map_or_else(|| "none".to_owned(), |port| port.to_string());
    let message = Message::new(
        "gwlb.port",
        "{balancer} dropped it: the port of its target is {port}, and GENEVE is spoken on 6081 only. Give the target group port 6081.",
        [("balancer", name.clone()), ("port", port.clone())],
    );
    let text = format!("the port of its target is {port}");
    let decision = Decision::new(&node.balancer.id, Outcome::Deny, ["R-GWLB-1"], text);
    let stop = Stop::new(codes::GWLB_DESTINATION_PORT_RESTRICTION, message);
    walk.block(At::interface(node.interface), HopKind::Forward, &outer.header, decision, stop);
}

/// Appliances are spoken to in GENEVE and in nothing else (R-GWLB-1).
fn wrong_protocol<'a>(walk: &mut Walk<'a>, outer: &Packet<'a>, node: LoadBalancerNode<'a>, protocol: &str) {
    let name = walk.world.name(&node.balancer.id).to_owned();
    let message = Message::new(
        "gwlb.protocol",
        "{balancer} dropped it: the protocol of its target group is {protocol}, and it speaks GENEVE only. Give the target group the protocol GENEVE.",
        [("balancer", name), ("protocol", protocol.to_owned())],
    );
    let text = format!("the protocol of its target group is {protocol}");
    let decision = Decision::new(&node.balancer.id, Outcome::Deny, ["R-GWLB-1"], text);
    let stop = Stop::new(codes::GWLB_PROTOCOL_RESTRICTION, message);
    walk.block(At::interface(node.interface), HopKind::Forward, &outer.header, decision, stop);
}
