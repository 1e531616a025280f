//! What a load balancer does not take or cannot send on, and why.

use super::targets::{Candidate, is_other_application, set_aside};
use super::{Node, request};
use crate::change::Fix;
use crate::message::Message;
use crate::model::reserved::INTERNET;
use crate::model::{LoadBalancer, LoadBalancerKind, LoadBalancerListener, ResourceId, RowId};
use crate::net::{Family, Protocol};
use crate::routing::{Lookup, Target};
use crate::simulate::describe::what;
use crate::simulate::fix::{self, route::Gap};
use crate::simulate::packet::Packet;
use crate::simulate::place::{NextHop, Place};
use crate::simulate::stage;
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::{HopKind, Outcome, codes, state};
use crate::topology::{InterfaceNode, ManagedServiceNode};

/// One refusal at a node.
struct Refusal {
    code: &'static str,
    message: Message,
    text: String,
    book: Vec<&'static str>,
}

fn block<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    node: Node<'a>,
    decider: &ResourceId,
    refusal: Refusal,
) {
    let decision = Decision::new(decider, Outcome::NoMatch, refusal.book, refusal.text);
    let stop = Stop::new(refusal.code, refusal.message);
    walk.block(At::interface(node.interface), HopKind::Forward, &packet.header, decision, stop);
}

/// A refusal because of a target group: whoever sends a request reads that nobody answers it (R-ALB-11).
fn without_target<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    node: Node<'a>,
    group: &'a ResourceId,
    refusal: Refusal,
) {
    request::nobody(walk, node, Some(group), refusal.text.clone());
    block(walk, packet, node, group, refusal);
}

/// What people call a node's load balancer and a target group.
fn names(walk: &Walk<'_>, node: Node<'_>, group: &ResourceId) -> (String, String) {
    (walk.world.name(node.id).to_owned(), walk.world.name(group).to_owned())
}

/// The internet asks for an internal load balancer (R-ALB-4), or for one that is kept from it in another way.
pub(in crate::simulate) fn internet<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, node: &'a InterfaceNode) {
    let at = ResourceId::new(INTERNET);
    let name = walk.world.name(node.component());
    let address = packet.header.destination.to_string();
    let written = walk.world.network.document.load_balancer(node.component().as_str());
    let is_internal = written.is_none_or(LoadBalancer::is_internal);
    let (message, text) = match packet.header.family {
        Family::Ipv4 if !is_internal => (
            Message::new(
                "internet.balancer-without-public-ipv4",
                "The internet cannot reach {balancer} at {address}: its address type is dualstack-without-public-ipv4, so that AWS gives its nodes no public IPv4 address. Send by IPv6, or make its address type dualstack.",
                [("balancer", name.to_owned()), ("address", address.clone())],
            ),
            format!("AWS gives the nodes of {name} no public IPv4 address"),
        ),
        Family::Ipv6 if !is_internal => (
            Message::new(
                "internet.balancer-denied",
                "The internet cannot reach {balancer}: its attribute ipv6.deny_all_igw_traffic is on, and AWS keeps {address} from internet gateways. Turn it off.",
                [("balancer", name.to_owned()), ("address", address.clone())],
            ),
            format!("AWS keeps {address} of {name} from internet gateways, as its attributes say"),
        ),
        Family::Ipv4 => (
            Message::new(
                "internet.balancer-ipv4",
                "The internet cannot reach {balancer}: it is internal, and AWS gives its nodes no public address. Send from the VPC, or make a load balancer that faces the internet.",
                [("balancer", name.to_owned())],
            ),
            format!("{name} is internal: AWS gives its nodes no public address"),
        ),
        Family::Ipv6 => (
            Message::new(
                "internet.balancer",
                "The internet cannot reach {balancer}: it is internal, and AWS keeps {address} from internet gateways. Send from the VPC, or make a load balancer that faces the internet.",
                [("balancer", name.to_owned()), ("address", address.clone())],
            ),
            format!("AWS keeps {address} of {name} from internet gateways"),
        ),
    };
    let decision = Decision::new(&at, Outcome::NoMatch, ["R-ALB-4"], text);
    let stop = Stop::new(codes::IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS, message);
    walk.block(At::component(&at), HopKind::Forward, &packet.header, decision, stop);
}

/// A kind of packet that no load balancer of this kind carries (R-ALB-12).
pub(super) fn protocol<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, node: Node<'a>) {
    let name = walk.world.name(node.id).to_owned();
    let what = what(&packet.header);
    let message = Message::new(
        "balancer.protocol",
        "{balancer} dropped it: it takes connections of its listeners, not {what}. Send to a port of a listener.",
        [("balancer", name.clone()), ("what", what.clone())],
    );
    let text = format!("{name} does not carry {what}");
    let refusal = Refusal { code: codes::PROTOCOL_RESTRICTION, message, text, book: vec!["R-ALB-12"] };
    block(walk, packet, node, node.id, refusal);
}

/// No listener has the port (R-ALB-5, R-CLB-1).
pub(super) fn no_listener<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, node: Node<'a>) {
    let name = walk.world.name(node.id).to_owned();
    let what = what(&packet.header);
    let listeners: Vec<String> = node
        .balancer
        .listeners
        .values()
        .map(|listener| {
            let port = listener.port.map(|port| port.to_string()).unwrap_or_default();
            format!("{} {port}", listener.protocol.as_deref().unwrap_or("no protocol"))
        })
        .collect();
    let code = code_of_no_listener(node);
    let text = format!("no listener of {name} takes {what}");
    let message = if listeners.is_empty() {
        Message::new(
            "balancer.no-listener-at-all",
            "{balancer} dropped it: it has no listener. Add one for {what}.",
            [("balancer", name), ("what", what)],
        )
    } else {
        Message::new(
            "balancer.no-listener",
            "{balancer} dropped it: no listener takes {what}. It listens on {listeners}.",
            [("balancer", name), ("what", what), ("listeners", listeners.join(", "))],
        )
    };
    let refusal = Refusal { code, message, text, book: vec![node.listener_book()] };
    block(walk, packet, node, node.id, refusal);
}

/// Amazon's code depends on how many listeners there are.
fn code_of_no_listener(node: Node<'_>) -> &'static str {
    match (node.kind, node.balancer.listeners.len()) {
        (LoadBalancerKind::Classic, _) => codes::ELB_LISTENERS_MISMATCH,
        (_, 1) => codes::ELBV2_LISTENER_PORT_RESTRICTION,
        _ => codes::ELBV2_LISTENERS_MISMATCH,
    }
}

/// The listener has a protocol of which AWS makes none here (R-ALB-12), or has no certificate for its own, so that nobody
/// listens.
pub(super) fn listener<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    node: Node<'a>,
    refused: &LoadBalancerListener,
) {
    let name = walk.world.name(node.id).to_owned();
    let protocol = refused.protocol.as_deref().unwrap_or("no protocol");
    let port = refused.port.map(|port| port.to_string()).unwrap_or_default();
    let listener = format!("{protocol} {port}");
    let is_of_kind = node.kind.listener_protocols().contains(&protocol);
    let (message, text) = if is_of_kind {
        (
            Message::new(
                "balancer.listener-no-certificate",
                "{balancer} dropped it: its listener {listener} has no certificate, and AWS makes no such listener without one. Name a certificate.",
                [("balancer", name.clone()), ("listener", listener.clone())],
            ),
            format!("AWS makes no listener {listener} for {name} without a certificate"),
        )
    } else {
        (
            Message::new(
                "balancer.listener-refused",
                "{balancer} dropped it: its listener {listener} is one that AWS does not make for {kind}, which takes {protocols}. Give it another protocol.",
                [
                    ("balancer", name.clone()),
                    ("listener", listener.clone()),
                    ("kind", node.kind.in_words().to_owned()),
                    ("protocols", node.kind.listener_protocols_in_words()),
                ],
            ),
            format!("AWS makes no listener {listener} for {name}"),
        )
    };
    let refusal =
        Refusal { code: code_of_no_listener(node), message, text, book: vec![node.listener_book()] };
    block(walk, packet, node, node.id, refusal);
}

/// The listener forwards to no target group (R-ALB-11).
pub(super) fn no_group<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    node: Node<'a>,
    (row, listener): (&'a RowId, &'a LoadBalancerListener),
) {
    let name = walk.world.name(node.id).to_owned();
    let port = listener.port.unwrap_or_default().to_string();
    let message = Message::new(
        "balancer.no-group",
        "{balancer} dropped it: its listener on port {port} leads to no target group. Give it one.",
        [("balancer", name.clone()), ("port", port.clone())],
    );
    let text = format!("the listener on port {port} of {name} leads to no target group");
    request::nobody(walk, node, None, text.clone());
    let decision = Decision::new(node.id, Outcome::NoMatch, ["R-ALB-11"], text).with_row(Some(row));
    let stop = Stop::new(codes::ELBV2_LISTENER_HAS_NO_TG, message);
    walk.block(At::interface(node.interface), HopKind::Forward, &packet.header, decision, stop);
}

/// The target group has no target (R-ALB-11).
pub(super) fn no_target<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, node: Node<'a>, group: &'a ResourceId) {
    let (name, of) = names(walk, node, group);
    let message = Message::new(
        "balancer.no-target",
        "{balancer} has nobody to send it to: {group} has no registered target. Register one.",
        [("balancer", name), ("group", of.clone())],
    );
    let text = format!("{of} has no registered target");
    let code = codes::ELBV2_LISTENER_HAS_NO_TG;
    without_target(walk, packet, node, group, Refusal { code, message, text, book: vec!["R-ALB-11"] });
}

/// Every target is draining, unused or stopped (R-ALB-11).
pub(super) fn none_in_use<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    node: Node<'a>,
    group: &'a ResourceId,
    targets: &[Candidate<'a>],
) {
    let (name, of) = names(walk, node, group);
    let world = walk.world;
    let labels: Vec<String> = targets
        .iter()
        .filter_map(|target| Some(format!("{} is {}", target.label(world), set_aside(world, target)?)))
        .collect();
    let message = Message::new(
        "balancer.none-in-use",
        "{balancer} has nobody to send it to: no target of {group} takes new connections, as {targets}. Register another one, or start what is stopped.",
        [("balancer", name), ("group", of.clone()), ("targets", labels.join(", "))],
    );
    let text = format!("no target of {of} takes new connections");
    let code = codes::ELBV2_LISTENER_HAS_NO_TG;
    without_target(walk, packet, node, group, Refusal { code, message, text, book: vec!["R-ALB-11"] });
}

/// Whether a listener speaks what a request comes in: TLS or not (R-ALB-12).
pub(super) fn is_scheme_taken<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    node: Node<'a>,
    (row, listener): (&'a RowId, &'a LoadBalancerListener),
    request: &crate::simulate::Request,
) -> bool {
    let (spoken, came) = match (listener.protocol.as_deref(), request.scheme.as_deref()) {
        (Some("HTTPS"), Some("http")) => ("HTTPS", "plain HTTP"),
        (Some("HTTP"), Some("https")) => ("HTTP without TLS", "TLS"),
        _ => return true,
    };
    let name = walk.world.name(node.id).to_owned();
    let port = listener.port.unwrap_or_default().to_string();
    let text = format!("the listener on port {port} of {name} speaks {spoken}");
    let message = Message::new(
        "balancer.scheme",
        "{balancer} cannot read it: its listener on port {port} speaks {spoken}, and the request comes in {came}. Ask another port.",
        [("balancer", name), ("port", port), ("spoken", spoken.to_owned()), ("came", came.to_owned())],
    );
    if spoken == "HTTPS" {
        request::in_clear(walk, node);
    }
    let decision = Decision::new(node.id, Outcome::NoMatch, ["R-ALB-12"], text).with_row(Some(row));
    let stop = Stop::new(codes::PROTOCOL_RESTRICTION, message);
    walk.block(At::interface(node.interface), HopKind::Forward, &packet.header, decision, stop);
    false
}

/// The target is a function that AWS does not invoke in its state (R-FLOW-11).
pub(super) fn function<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    node: Node<'a>,
    function: &'a ManagedServiceNode,
) {
    let name = walk.world.name(&function.id).to_owned();
    let text = format!("{name} is {}", function.state);
    request::not_invoked(walk, node, &text);
    let message = state::words(&name, &function.state);
    let decision = Decision::new(&function.id, Outcome::Deny, ["R-FLOW-11"], text);
    let stop = Stop::new(codes::BAD_STATE, message);
    walk.block(At::component(&function.id), HopKind::Deliver, &packet.header, decision, stop);
}

/// No target has a port (R-NLB-13).
pub(super) fn no_port<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, node: Node<'a>, group: &'a ResourceId) {
    let (name, of) = names(walk, node, group);
    let message = Message::new(
        "balancer.no-port",
        "{balancer} does not know to which port to send it: neither {group} nor its targets name one. Give {group} a port.",
        [("balancer", name), ("group", of.clone())],
    );
    let text = format!("no target of {of} has a port");
    let code = codes::TARGET_PORT_RESTRICTION;
    block(walk, packet, node, group, Refusal { code, message, text, book: vec!["R-NLB-13"] });
}

/// No target is one that AWS takes: public addresses (R-ALB-9), instances of another VPC (R-NLB-9).
pub(super) fn address<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    node: Node<'a>,
    group: &'a ResourceId,
    targets: &[Candidate<'a>],
) {
    let world = walk.world;
    let (name, of) = names(walk, node, group);
    let first = targets.first();
    let is_other = first.is_some_and(|target| is_other_application(world, node.interface, target));
    let is_elsewhere = first.is_some_and(|target| target.interface.is_some());
    let target = first.map(|target| target.label(world)).unwrap_or_default();
    let (key, template, number) = if is_other {
        (
            "balancer.target-balancer",
            "{balancer} cannot send it to {target}: the addresses of another Application Load Balancer of the VPC are no targets. Register its targets in {group} instead.",
            "R-ALB-17",
        )
    } else if is_elsewhere {
        (
            "balancer.target-elsewhere",
            "{balancer} cannot send it to {target}: an instance is a target inside the VPC of {group} only. Register its address instead.",
            "R-NLB-9",
        )
    } else {
        (
            "balancer.target-public",
            "{balancer} cannot send it to {target}: targets have private addresses. Register the private address in {group}.",
            "R-ALB-9",
        )
    };
    let message =
        Message::new(key, template, [("balancer", name), ("group", of.clone()), ("target", target.clone())]);
    let text = format!("{target} can be no target of {of}");
    let code = codes::TARGET_ADDRESS_RESTRICTION;
    without_target(
        walk,
        packet,
        node,
        group,
        Refusal { code, message, text, book: vec!["R-NLB-13", number] },
    );
}

fn zones_of(targets: &[Candidate<'_>]) -> String {
    let zones: Vec<&str> =
        crate::ordered::IntoOrdered::into_set(targets.iter().filter_map(|target| target.zone))
            .into_iter()
            .collect();
    zones.join(", ")
}

/// All targets are in zones in which the load balancer has no node (R-ALB-8).
pub(super) fn zone_not_enabled<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    node: Node<'a>,
    group: &'a ResourceId,
    targets: &[Candidate<'a>],
) {
    let (name, of) = names(walk, node, group);
    let zones = zones_of(targets);
    let message = Message::new(
        "balancer.zone-not-enabled",
        "{balancer} uses no target of {group}: they are in {zones}, where it has no subnet. Give {balancer} a subnet there.",
        [("balancer", name.clone()), ("group", of.clone()), ("zones", zones.clone())],
    );
    let text = format!("{name} has no subnet in {zones}");
    request::nobody(
        walk,
        node,
        Some(group),
        format!("{of} has targets in {zones} only, where it has no subnet"),
    );
    let code = codes::ELB_INSTALLED_AZ_RESTRICTION;
    block(walk, packet, node, group, Refusal { code, message, text, book: vec!["R-ALB-8"] });
}

/// The zone of the node has no target, and the node does not send to other zones (R-NLB-8).
pub(super) fn not_cross_zone<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    node: Node<'a>,
    group: &'a ResourceId,
    targets: &[Candidate<'a>],
) {
    let (name, of) = names(walk, node, group);
    let own = node.zone.unwrap_or("its zone").to_owned();
    let zones = zones_of(targets);
    let message = Message::new(
        "balancer.not-cross-zone",
        "The node of {balancer} in {own} has nobody to send it to: the targets of {group} are in {zones}, and cross-zone load balancing is off. Turn it on, or register a target in {own}.",
        [("balancer", name), ("group", of.clone()), ("own", own.clone()), ("zones", zones)],
    );
    let text = format!("{of} has no target in {own}");
    let (code, number) = match node.kind {
        LoadBalancerKind::Classic => (codes::ELB_NOT_CROSSZONE, "R-NLB-8"),
        LoadBalancerKind::Application => (codes::ELBV2_NO_TARGETS_IN_AZ, "R-ALB-8"),
        _ => (codes::ELBV2_NO_TARGETS_IN_AZ, "R-NLB-8"),
    };
    without_target(walk, packet, node, group, Refusal { code, message, text, book: vec![number] });
}

/// A target that is its own client gets its own address as sender (R-NLB-7).
pub(super) fn hairpin<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, node: Node<'a>, target: &Candidate<'a>) {
    let world = walk.world;
    let (name, of) = names(walk, node, target.group);
    let who = world.name(target.id).to_owned();
    let message = Message::new(
        "balancer.hairpin",
        "{target} gets its own packet back from {balancer} and drops it: it comes from its own address. Turn client IP preservation of {group} off.",
        [("balancer", name), ("group", of), ("target", who.clone())],
    );
    let text = format!("{who} would get a packet from its own address");
    let refusal = Refusal { code: codes::NLB_HAIRPIN, message, text, book: vec!["R-NLB-7"] };
    block(walk, packet, node, target.group, refusal);
}

/// The client's address is not kept on this way (R-NLB-6).
pub(super) fn way_with_client<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    node: Node<'a>,
    target: &Candidate<'a>,
) {
    let world = walk.world;
    let (name, of) = names(walk, node, target.group);
    let label = target.label(world);
    let message = Message::new(
        "balancer.way-with-client",
        "{balancer} cannot keep the address of the client on the way to {target}: that works inside the VPC and over a peering connection of the Region. Turn client IP preservation of {group} off.",
        [("balancer", name), ("group", of), ("target", label.clone())],
    );
    let text = format!("the client's address does not reach {label}");
    let mut book = vec!["R-NLB-6"];
    if packet.header.protocol == Protocol::Udp {
        book.push("R-NLB-9");
    }
    let decision = Decision::new(target.group, Outcome::NoMatch, book, text);
    let fix = direct_way(walk, packet, node);
    let stop = Stop::new(codes::NLB_CLIENT_IP_PATH_UNSUPPORTED, message).fix(fix);
    walk.block(At::interface(node.interface), HopKind::Forward, &packet.header, decision, stop);
}

/// A route to the peering connection that keeps the client, where there is one.
fn direct_way<'a>(walk: &Walk<'a>, packet: &Packet<'a>, node: Node<'a>) -> Option<Fix> {
    let world = walk.world;
    let subnet = world.subnet(node.interface.subnet.as_ref())?;
    let (table, vpc) = (world.routed.table_of(subnet)?, world.vpc(subnet.vpc.as_ref())?);
    let gap = Gap { table, subnet, vpc, nat: None };
    // What leads elsewhere on purpose, as to a transit gateway, is left.
    let is_internet = match table.look_up(packet.header.destination) {
        Lookup::Route { winner, .. } => matches!(winner.target, Target::InternetGateway(_)),
        Lookup::None | Lookup::Reserved(_) => false,
    };
    if !is_internet {
        return None;
    }
    match fix::route::propose(walk, packet, gap)?.next_hop {
        NextHop::Peering(peering)
            if !peering.is_cross_region() && packet.header.protocol != Protocol::Udp =>
        {
            fix::route::that_wins(walk, packet, gap)
        }
        _ => None,
    }
}

/// A target that takes no packet with the address of another client (R-NLB-11).
pub(super) fn lost_with_client<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    node: Node<'a>,
    target: &Candidate<'a>,
    interface: &'a InterfaceNode,
) {
    let world = walk.world;
    let (name, of) = names(walk, node, target.group);
    let whose = world.name(interface.component()).to_owned();
    let label = target.label(world);
    let message = Message::new(
        "balancer.lost-with-client",
        "{balancer} keeps the address of the client, and {target} belongs to {whose}, which takes no such packet. Turn client IP preservation of {group} off.",
        [("balancer", name), ("group", of), ("target", label.clone()), ("whose", whose)],
    );
    let text = format!("{label} takes no packet with the address of the client");
    let code = codes::NLB_CLIENT_IP_PATH_UNSUPPORTED;
    block(walk, packet, node, target.group, Refusal { code, message, text, book: vec!["R-NLB-11"] });
}

/// Load balancers that lead to each other.
pub(super) fn circle<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, node: Node<'a>) {
    let name = walk.world.name(node.id).to_owned();
    let message = Message::new(
        "balancer.circle",
        "{balancer} gets its own packet back: its targets lead to itself. Register other targets.",
        [("balancer", name.clone())],
    );
    let text = format!("{name} has had this packet before");
    let refusal = Refusal { code: codes::ROUTING_LOOP, message, text, book: vec!["R-FLOW-8"] };
    block(walk, packet, node, node.id, refusal);
}

/// What a classic load balancer sends is asked by the network ACL of its subnet, also towards a target in the same subnet
/// (R-CLB-1).
pub(super) fn past_own_acl<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, node: Node<'a>) -> Place<'a> {
    let inside = walk.world.subnet(node.interface.subnet.as_ref());
    let Some(subnet) = inside.filter(|subnet| subnet.contains(packet.header.destination)) else {
        return Place::Leave(node.interface);
    };
    stage::egress_security_group::run(walk, packet, node.interface);
    stage::egress_network_acl::run(walk, packet, subnet, None, None);
    walk.add_to_last_book("R-CLB-1");
    walk.call_last_block(codes::SUBNET_ACL_RESTRICTION, codes::ELB_ACL_RESTRICTION);
    Place::InSubnet { subnet, nat: None }
}

/// The health check of a classic load balancer meets the same network ACL.
pub(in crate::simulate) fn check_past_own_acl<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    interface: &'a InterfaceNode,
) {
    if !walk.settled.is_health_check || walk.is_return() {
        return;
    }
    let world = walk.world;
    let service = world.load_balancer(interface);
    let balancer = service.and_then(|own| world.network.document.load_balancer(own.id.as_str()));
    let is_classic = balancer.is_some_and(|own| own.kind() == Some(LoadBalancerKind::Classic));
    let subnet = world.subnet(interface.subnet.as_ref()).filter(|_| is_classic);
    if let Some(subnet) = subnet.filter(|subnet| subnet.contains(packet.header.destination)) {
        stage::egress_network_acl::run(walk, packet, subnet, None, None);
    }
}
