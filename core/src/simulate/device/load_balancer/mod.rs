//! A load balancer takes a packet at one of its nodes: a listener, a target group, a target, and a connection of its own to
//! it (R-ALB-5, R-ALB-6), or the client's own handed on (R-NLB-4).
//!
//! <https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html>. Not modelled:
//! the second request of a client that a target keeps, and whatever takes time.

pub(in crate::simulate) mod failing;
pub(in crate::simulate) mod fit;
pub(in crate::simulate) mod health;
mod listener;
mod new_connection;
mod refuse;
mod reply;
mod request;
mod same_client;
pub(in crate::simulate) mod targets;

pub(in crate::simulate) use refuse::{check_past_own_acl, internet as refuse_internet};
pub(in crate::simulate) use reply::{keep_client, restore};

use crate::model::{LoadBalancer, LoadBalancerKind, ResourceId, words};
use crate::net::{Family, Header, well_known};
use crate::simulate::describe::what;
use crate::simulate::filter::Direction;
use crate::simulate::packet::{Packet, PortChooser};
use crate::simulate::place::{Arrival, Place};
use crate::simulate::session::Balanced;
use crate::simulate::state::{self, Part};
use crate::simulate::walk::{At, Decision, Walk};
use crate::simulate::world::{Receiver, World};
use crate::simulate::{HopKind, Outcome, unclear};
use crate::topology::{InterfaceNode, ManagedServiceNode, SubnetNode};
use listener::Action;
use targets::Candidate;

/// A node, and the load balancer that it belongs to.
#[derive(Clone, Copy)]
struct Node<'a> {
    interface: &'a InterfaceNode,
    id: &'a ResourceId,
    balancer: &'a LoadBalancer,
    kind: LoadBalancerKind,
    zone: Option<&'a str>,
}

impl Node<'_> {
    fn is(&self, kind: LoadBalancerKind) -> bool {
        self.kind == kind
    }

    /// The number of the book by which a listener decides.
    fn listener_book(&self) -> &'static str {
        if self.is(LoadBalancerKind::Classic) { "R-CLB-1" } else { "R-ALB-5" }
    }
}

/// A node takes a packet.
pub(super) fn take<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    interface: &'a InterfaceNode,
    service: &'a ManagedServiceNode,
) -> Place<'a> {
    let world = walk.world;
    let arrived = Place::Arrived(Arrival::Interface(interface));
    let Some(balancer) = world.network.document.load_balancer(service.id.as_str()) else {
        return Place::Over;
    };
    let name = world.name(&service.id);
    let Some(kind) = balancer.kind() else {
        let missing = format!(
            "{name} is a load balancer of the type \"{}\", which nobody knows.",
            balancer.load_balancer_type
        );
        walk.unknown(&service.id, missing);
        return Place::Over;
    };
    if kind == LoadBalancerKind::Gateway {
        walk.unknown(&service.id, format!("What {name} does with it is not simulated."));
        return Place::Over;
    }
    let zone = world.subnet(interface.subnet.as_ref()).and_then(|subnet| subnet.zone.as_deref());
    let node = Node { interface, id: &service.id, balancer, kind, zone };
    if !state::check(walk, packet, Part::Interface(interface), HopKind::Forward) {
        return arrived;
    }
    if walk.guard.is_seen(&interface.id, &packet.header) {
        refuse::circle(walk, packet, node);
        return Place::Over;
    }
    let Some((row, listener)) = listener::find(walk, packet, node) else {
        return if walk.is_over() { Place::Over } else { arrived };
    };
    let answers = walk.settled.answers.as_ref().is_some_and(|answers| *answers == interface.id);
    if walk.settled.is_health_check || answers {
        return answer(walk, packet, node, &format!("{} answers by itself", world.name(node.id)));
    }
    match listener::action(walk, packet, node, (row, listener)) {
        None if walk.is_over() => Place::Over,
        None => arrived,
        Some(Action::Answer(text, response)) => {
            if let Some(response) = response {
                request::say(walk, node, response);
            }
            answer(walk, packet, node, &text)
        }
        Some(Action::Forward(group)) => match targets::choose(walk, packet, node, group, listener) {
            Some(candidate) => send(walk, packet, node, &candidate),
            None if walk.is_over() => Place::Over,
            None => arrived,
        },
    }
}

/// The load balancer answers by itself.
fn answer<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, node: Node<'a>, text: &str) -> Place<'a> {
    let decision = Decision::new(node.id, Outcome::Allow, [node.listener_book()], text.to_owned());
    walk.pass(At::interface(node.interface), HopKind::Deliver, &packet.header, decision);
    Place::Arrived(Arrival::Interface(node.interface))
}

/// To the target, by a connection of its own or by the client's.
fn send<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    node: Node<'a>,
    candidate: &Candidate<'a>,
) -> Place<'a> {
    let world = walk.world;
    let Some(address) = candidate.address else {
        if !is_invoked(walk, packet, node, candidate) {
            return if walk.is_over() {
                Place::Over
            } else {
                Place::Arrived(Arrival::Interface(node.interface))
            };
        }
        let text = format!(
            "{} hands {} to {}, which no packet reaches: AWS invokes it",
            world.name(node.id),
            what(&packet.header),
            world.name(candidate.id)
        );
        let decision =
            Decision::new(candidate.group, Outcome::Allow, ["R-ALB-9"], text).with_row(candidate.row);
        walk.pass(At::interface(node.interface), HopKind::Deliver, &packet.header, decision);
        request::invoked(walk, node, candidate);
        return Place::Arrived(Arrival::Interface(node.interface));
    };
    if node.is(LoadBalancerKind::Network) {
        let group = world.network.document.target_group(candidate.group.as_str());
        if group.is_some_and(|group| !group.knows_client_ip()) {
            let name = world.name(candidate.group);
            let missing =
                format!("Whether the targets of {name} see the address of the client is not known.");
            walk.unknown(candidate.group, missing);
            return Place::Over;
        }
    }
    if same_client::is_kept(walk, packet, node, candidate, address) {
        return same_client::send(walk, packet, node, candidate, address);
    }
    new_connection::send(walk, packet, node, candidate, address)
}

/// Whether AWS invokes a function that is a target: one that failed, or is not yet there, it does not.
fn is_invoked<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    node: Node<'a>,
    candidate: &Candidate<'a>,
) -> bool {
    let Some(function) = walk.world.network.managed_services.get(candidate.id) else { return true };
    if let Some(missing) = unclear::service_in(walk.world, function) {
        walk.unknown(&function.id, missing);
        return false;
    }
    if !function.is_up() {
        refuse::function(walk, packet, node, function);
    }
    function.is_up()
}

/// Changes the header and remembers the connection, for the reply.
fn put_in_place<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    node: Node<'a>,
    after: Header,
    keeps_client: bool,
    book: &'static str,
) {
    let entry = Balanced {
        node: node.interface,
        before: packet.header.clone(),
        before_port: packet.chooser.clone(),
        after: after.clone(),
        keeps_client,
        book,
    };
    walk.session.balanced.push(entry);
    packet.header = after;
    if !keeps_client && packet.header.source_port.is_some() {
        packet.chooser = PortChooser::Nat(node.interface.id.clone());
        packet.header.source_port = Some(walk.settled.ports.shown(&packet.chooser));
        if let Some(entry) = walk.session.balanced.last_mut() {
            entry.after.source_port = packet.header.source_port;
        }
    }
}

/// The number of the book for a group that does not admit a packet, if a load balancer has a part in it: its own group, or
/// that of a target (R-ALB-5, R-ALB-7, R-NLB-3, R-NLB-5).
pub(in crate::simulate) fn group_book(
    walk: &Walk<'_>,
    interface: &InterfaceNode,
    direction: Direction,
) -> Option<&'static str> {
    if walk.is_return() {
        return None;
    }
    let document = &walk.world.network.document;
    let kind = |node: &InterfaceNode| document.load_balancer(node.service.as_ref()?.as_str())?.kind();
    let is_inbound = direction == Direction::Inbound;
    match kind(interface) {
        Some(LoadBalancerKind::Application) => return Some(if is_inbound { "R-ALB-5" } else { "R-ALB-7" }),
        Some(LoadBalancerKind::Network) => return Some("R-NLB-3"),
        Some(LoadBalancerKind::Classic) => return Some("R-CLB-1"),
        Some(LoadBalancerKind::Gateway) | None => {}
    }
    let last = walk.session.balanced.last().filter(|_| is_inbound)?;
    match kind(last.node)? {
        LoadBalancerKind::Application => Some("R-ALB-7"),
        LoadBalancerKind::Network => Some("R-NLB-5"),
        LoadBalancerKind::Gateway | LoadBalancerKind::Classic => None,
    }
}

/// The Application or Classic Load Balancer whose node sends this packet to a target: AWS bills nothing between them, in
/// whatever zones they are. Of a Network Load Balancer it does.
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-cross-zone.html>
pub(in crate::simulate) fn unbilled_sender<'a>(walk: &Walk<'a>, header: &Header) -> Option<&'a ResourceId> {
    let last = walk.session.balanced.last()?;
    let is_its_own = last.after.source == header.source && last.after.destination == header.destination;
    let id = last.node.service.as_ref().filter(|_| is_its_own)?;
    match walk.world.network.document.load_balancer(id.as_str())?.kind()? {
        LoadBalancerKind::Application | LoadBalancerKind::Classic => Some(id),
        LoadBalancerKind::Network | LoadBalancerKind::Gateway => None,
    }
}

/// Whether a reply to the internet leaves a node of an internet-facing load balancer in this subnet (R-ALB-3).
pub(in crate::simulate) fn is_public_node_here(
    walk: &Walk<'_>,
    packet: &Packet<'_>,
    subnet: &SubnetNode,
) -> bool {
    let owner = || {
        let vpc = walk.world.vpc(subnet.vpc.as_ref())?;
        match walk.world.receiver(vpc, packet.header.source)? {
            (_, Receiver::Interface(interface)) => walk.world.load_balancer(interface),
            (_, Receiver::Nat(_)) => None,
        }
    };
    let balancer = || walk.world.network.document.load_balancer(owner()?.id.as_str());
    walk.is_return()
        && well_known::is_public(packet.header.destination)
        && balancer().is_some_and(|balancer| !balancer.is_internal())
}

/// Whether the internet reaches a node.
pub(in crate::simulate) enum Facing {
    /// It may: the load balancer faces the internet, or this is no node of one.
    Internet,
    /// It does not: that of an internal load balancer. Of IPv6 somebody may have said otherwise (R-ALB-4).
    Inside,
    /// The drawing does not hold what decides.
    Unknown(String),
}

/// Whether the internet reaches a node by packets of a family.
pub(in crate::simulate) fn facing(world: World<'_>, node: &InterfaceNode, family: Family) -> Facing {
    let balancer = world.load_balancer(node);
    let written = balancer.and_then(|own| world.network.document.load_balancer(own.id.as_str()));
    let Some((balancer, written)) = balancer.zip(written) else { return Facing::Internet };
    let name = world.network.display_name(balancer.id.as_str());
    let said = written.switch(LoadBalancer::DENY_INTERNET).filter(|_| family == Family::Ipv6);
    if said.is_none() {
        if let Some(missing) = unclear::of_word(name, ("scheme", &written.scheme), words::SCHEME) {
            return Facing::Unknown(missing);
        }
        if family == Family::Ipv6 && written.does_not_know("attributes") {
            return Facing::Unknown(format!(
                "Whether AWS keeps internet gateways from the IPv6 addresses of {name} is not known: its attribute {} was not seen.",
                LoadBalancer::DENY_INTERNET
            ));
        }
    }
    let has_no_public_ipv4 = family == Family::Ipv4 && written.has_no_public_ipv4();
    let is_inside = said.unwrap_or(written.is_internal()) || has_no_public_ipv4;
    if is_inside { Facing::Inside } else { Facing::Internet }
}

/// A node and the subnet that it stands in.
type Placed<'a> = (&'a InterfaceNode, &'a SubnetNode);

/// The nodes to which the name of a load balancer leads: AWS takes those of a Network Load Balancer out whose zone has no
/// healthy target, as long as another one has (R-NLB-16).
pub(in crate::simulate) fn named_nodes<'a>(
    world: World<'a>,
    service: &ManagedServiceNode,
    nodes: Vec<Placed<'a>>,
) -> Vec<Placed<'a>> {
    let balancer = world.network.document.load_balancer(service.id.as_str());
    let Some(balancer) = balancer.filter(|own| own.kind() == Some(LoadBalancerKind::Network)) else {
        return nodes;
    };
    let groups: Vec<&ResourceId> = balancer
        .listeners
        .values()
        .flat_map(|listener| listener.default_actions.values())
        .flat_map(|action| action.forwards().into_iter().map(|(group, _)| group))
        .collect();
    let serves = |(node, subnet): &Placed<'a>| {
        groups.iter().any(|group| {
            let written = world.network.document.target_group(group.as_str());
            if targets::unseen(world, group).is_some() {
                return true;
            }
            let is_cross_zone =
                !balancer.knows_cross_zone_for(written) || targets::is_cross_zone(balancer, written);
            targets::candidates(world, group, None).iter().any(|target| {
                let is_here = target.zone.is_none() || target.zone == subnet.zone.as_deref();
                (is_cross_zone || is_here)
                    && targets::set_aside(world, target).is_none()
                    && !matches!(health::of(world, node, target), health::Health::Unhealthy(_))
            })
        })
    };
    let (well, ill): (Vec<_>, Vec<_>) = nodes.into_iter().partition(serves);
    if well.is_empty() { ill } else { well }
}
