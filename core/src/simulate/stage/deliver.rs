//! The packet arrives: the instance runs and something listens.

use crate::message::Message;
use crate::model::{Listener, RowId};
use crate::net::{Header, Protocol};
use crate::simulate::describe::what;
use crate::simulate::packet::Packet;
use crate::simulate::place::{Arrival, Place};
use crate::simulate::state::{self, Part};
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::world::World;
use crate::simulate::{HopKind, Outcome, codes};
use crate::topology::{HostNode, InterfaceNode, PublishedPort, SubnetNode};
use std::collections::BTreeMap;

/// Hands the packet to the application of an interface.
pub(in crate::simulate) fn to_interface<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    interface: &'a InterfaceNode,
) -> Place<'a> {
    let text = format!("{} takes {}", walk.world.name(interface.component()), what(&packet.header));
    hand_over(walk, packet, interface, text)
}

/// The same, with what is said of a delivery.
pub(in crate::simulate) fn hand_over<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    interface: &'a InterfaceNode,
    text: String,
) -> Place<'a> {
    let arrived = Place::Arrived(Arrival::Interface(interface));
    if !state::check(walk, packet, Part::Interface(interface), HopKind::Deliver) {
        return arrived;
    }
    let world = walk.world;
    let instance = interface.instance.as_ref().and_then(|id| world.network.document.instance(id.as_str()));
    let name = world.name(interface.component());
    let service = world.service(interface);
    let listens = match service {
        Some(service) => service.listens.as_ref(),
        None => instance.and_then(|instance| instance.listens.as_ref()),
    };
    if !walk.is_return()
        && let Some(port) = published(walk.world, interface, &packet.header)
    {
        let text = text_of_container(walk.world, name, port, &packet.header);
        let decision = Decision::new(&port.task, Outcome::Allow, ["R-LAM-7"], text).with_row(Some(&port.row));
        walk.pass(At::interface(interface), HopKind::Deliver, &packet.header, decision);
        return arrived;
    }
    let book = service.map(|service| service.traits.book).filter(|_| !walk.is_return());
    let never = service.is_some_and(|service| !service.traits.receives);
    if !walk.is_return() && (never || !answers(listens, &packet.header)) {
        let (key, template, text) = if never {
            ("listener.never", NEVER, format!("nothing connects to the interface of {name}"))
        } else {
            let text = format!("nothing on {name} listens on {}", what(&packet.header));
            ("listener.none", NOBODY, text)
        };
        let message = unpublished(world, interface, &packet.header).unwrap_or_else(|| {
            Message::new(key, template, [("instance", name.to_owned()), ("what", what(&packet.header))])
        });
        let decision = Decision::new(interface.component(), Outcome::NoMatch, Vec::from_iter(book), text);
        walk.block(
            At::interface(interface),
            HopKind::Deliver,
            &packet.header,
            decision,
            Stop::new(codes::NO_LISTENER, message),
        );
        return arrived;
    }
    let decision = Decision::new(interface.component(), Outcome::Allow, Vec::from_iter(book), text);
    walk.pass(At::interface(interface), HopKind::Deliver, &packet.header, decision);
    arrived
}

/// The port of an instance that leads to a container and takes this packet.
fn published<'a>(
    world: World<'a>,
    interface: &'a InterfaceNode,
    header: &Header,
) -> Option<&'a PublishedPort> {
    let ports = world.network.published_ports_of(interface.instance.as_ref()?.as_str());
    let is_it = |port: &&PublishedPort| {
        port.protocol.admits(&header.protocol) && Some(port.host_port) == header.destination_port
    };
    ports.iter().find(is_it)
}

fn text_of_container(world: World<'_>, host: &str, port: &PublishedPort, header: &Header) -> String {
    let (task, what) = (world.name(&port.task), what(header));
    format!("{task} on {host} takes {what}: it leads to port {} of its container", port.container_port)
}

/// What is said where a container listens on that port, and no port of its instance with that number leads to it.
fn unpublished(world: World<'_>, interface: &InterfaceNode, header: &Header) -> Option<Message> {
    let instance = interface.instance.as_ref()?;
    let ports = world.network.published_ports_of(instance.as_str());
    let is_inside = |port: &&PublishedPort| {
        port.protocol.admits(&header.protocol) && Some(port.container_port) == header.destination_port
    };
    let port = ports.iter().find(is_inside)?;
    Some(Message::new(
        "listener.not-published",
        "{instance} refuses it: {what} is a port inside of the container of {task}. From outside it is port {port} of {instance}: send there.",
        [
            ("instance", world.name(instance).to_owned()),
            ("what", what(header)),
            ("task", world.name(&port.task).to_owned()),
            ("port", port.host_port.to_string()),
        ],
    ))
}

const NOBODY: &str = "{instance} refuses it: nothing listens on {what}. Send to a port on which it listens.";
const NEVER: &str =
    "{instance} refuses it: nothing connects to the interface of a function. Invoke it instead.";

/// Hands the packet to a host of a site.
pub(in crate::simulate) fn to_host<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    host: &'a HostNode,
) -> Place<'a> {
    let arrived = Place::Arrived(Arrival::Host(host));
    let name = walk.world.name(&host.id);
    let what = what(&packet.header);
    let listens = walk.world.network.document.on_premises_host(host.id.as_str());
    let listens = listens.and_then(|host| host.listens.as_ref());
    if walk.is_return() || answers(listens, &packet.header) {
        let decision = Decision::new(&host.id, Outcome::Allow, [], format!("{name} takes {what}"));
        walk.pass(At::component(&host.id), HopKind::Deliver, &packet.header, decision);
        return arrived;
    }
    let message =
        Message::new("listener.none", NOBODY, [("instance", name.to_owned()), ("what", what.clone())]);
    let text = format!("nothing on {name} listens on {what}");
    let decision = Decision::new(&host.id, Outcome::NoMatch, [], text);
    let stop = Stop::new(codes::NO_LISTENER, message);
    walk.block(At::component(&host.id), HopKind::Deliver, &packet.header, decision, stop);
    arrived
}

/// A reply reaches a hypothetical sender: an address of a subnet.
pub(in crate::simulate) fn to_subnet<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    subnet: &'a SubnetNode,
) -> Place<'a> {
    let text =
        format!("{} is the sender's address in {}", packet.header.destination, walk.world.name(&subnet.id));
    let decision = Decision::new(&subnet.id, Outcome::Allow, [], text);
    walk.pass(At::component(&subnet.id), HopKind::Deliver, &packet.header, decision);
    Place::Arrived(Arrival::Subnet)
}

/// Whether something listens. Where nothing is said of listeners, every port answers; icmp always does.
fn answers(listens: Option<&BTreeMap<RowId, Listener>>, header: &Header) -> bool {
    let Some(listens) = listens else { return true };
    !header.protocol.has_ports() || listens.values().any(|listener| takes(listener, header))
}

fn takes(listener: &Listener, header: &Header) -> bool {
    let protocol = listener.protocol.as_ref().unwrap_or(&Protocol::Tcp);
    let (Some(from), Some(port)) = (listener.from_port, header.destination_port) else { return false };
    protocol.admits(&header.protocol) && from <= port && port <= listener.to_port.unwrap_or(from)
}
