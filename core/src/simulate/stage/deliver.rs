//! The packet arrives: the instance runs and something listens.

use crate::message::Message;
use crate::model::{Listener, ResourceId, RowId, Task};
use crate::net::{Family, Header, Protocol};
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
        let inside = inside_of(port, &packet.header);
        walk.pass_changed(At::interface(interface), HopKind::Deliver, &packet.header, &inside, decision);
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
        let unpublished = unpublished(world, interface, &packet.header);
        let detail = unpublished.is_some().then_some(codes::PORT_NOT_PUBLISHED);
        let message = unpublished.unwrap_or_else(|| {
            Message::new(key, template, [("instance", name.to_owned()), ("what", what(&packet.header))])
        });
        let decision = Decision::new(interface.component(), Outcome::NoMatch, Vec::from_iter(book), text);
        walk.block(
            At::interface(interface),
            HopKind::Deliver,
            &packet.header,
            decision,
            Stop::new(codes::NO_LISTENER, message).detail(detail),
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

/// The packet as the container sees it: on its own port, and where it is known at its own address.
fn inside_of(port: &PublishedPort, header: &Header) -> Header {
    let container = port.container.filter(|own| Family::of(*own) == header.family);
    Header {
        destination: container.unwrap_or(header.destination),
        destination_port: Some(port.container_port),
        ..header.clone()
    }
}

/// What is said where a container listens on that port, and no port of its instance with that number leads to it.
fn unpublished(world: World<'_>, interface: &InterfaceNode, header: &Header) -> Option<Message> {
    let instance = interface.instance.as_ref()?;
    let ports = world.network.published_ports_of(instance.as_str());
    let is_inside = |port: &&PublishedPort| {
        port.protocol.admits(&header.protocol) && Some(port.container_port) == header.destination_port
    };
    let named = |task: &ResourceId| {
        vec![
            ("instance", world.name(instance).to_owned()),
            ("what", what(header)),
            ("task", world.name(task).to_owned()),
        ]
    };
    if let Some(port) = ports.iter().find(is_inside) {
        let mut args = named(&port.task);
        args.push(("port", port.host_port.to_string()));
        return Some(Message::new("listener.not-published", ON_ANOTHER_PORT, args));
    }
    let listens = |(_, task): &(&ResourceId, &Task)| {
        header.protocol.has_ports()
            && task.is_on_bridge()
            && task.listens.is_some()
            && answers(task.listens.as_ref(), header)
    };
    let (task, _) = world.network.tasks_on(instance.as_str()).find(listens)?;
    Some(Message::new("listener.exposed-only", EXPOSED_ONLY, named(task)))
}

const ON_ANOTHER_PORT: &str = "{instance} refuses it: {what} is a port inside of the container of {task}. From outside it is port {port} of {instance}: send there.";
const EXPOSED_ONLY: &str = "{instance} refuses it: {what} is open inside of {task} only, and no port of {instance} leads there. Publish it: give {task} a port of {instance}.";
const NOBODY: &str = "{instance} refuses it: nothing listens on {what}. Send to a port on which it listens.";
const NEVER: &str =
    "{instance} refuses it: nothing connects to the interface of a function. Invoke it instead.";

/// What is said where nothing listens.
pub(in crate::simulate) fn nobody(name: String, header: &Header) -> Message {
    Message::new("listener.none", NOBODY, [("instance", name), ("what", what(header))])
}

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
    let message = nobody(name.to_owned(), &packet.header);
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
pub(in crate::simulate) fn answers(listens: Option<&BTreeMap<RowId, Listener>>, header: &Header) -> bool {
    let Some(listens) = listens else { return true };
    !header.protocol.has_ports() || listens.values().any(|listener| takes(listener, header))
}

fn takes(listener: &Listener, header: &Header) -> bool {
    let protocol = listener.protocol.as_ref().unwrap_or(&Protocol::Tcp);
    let (Some(from), Some(port)) = (listener.from_port, header.destination_port) else { return false };
    protocol.admits(&header.protocol) && from <= port && port <= listener.to_port.unwrap_or(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_container_sees_its_own_port_and_where_it_is_known_its_own_address() {
        let outside = Header {
            family: Family::Ipv4,
            protocol: Protocol::Tcp,
            source: [10, 0, 11, 20].into(),
            source_port: Some(49152),
            destination: [10, 0, 10, 10].into(),
            destination_port: Some(8080),
            icmp_type: None,
            icmp_code: None,
        };
        let port = |container: Option<std::net::IpAddr>| PublishedPort {
            task: ResourceId::new("task-web"),
            row: RowId::new("n1"),
            host_port: 8080,
            container_port: 80,
            container,
            protocol: Protocol::Tcp,
        };
        let inside = inside_of(&port(None), &outside);
        assert_eq!(inside, Header { destination_port: Some(80), ..outside.clone() });
        let inside = inside_of(&port(Some([172, 17, 0, 2].into())), &outside);
        let own = [172, 17, 0, 2].into();
        assert_eq!(inside, Header { destination: own, destination_port: Some(80), ..outside });
    }
}
