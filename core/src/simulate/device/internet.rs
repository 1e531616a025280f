//! The internet: it knows public addresses and nothing else, and hands packets to the gateway of whoever owns one.

use super::load_balancer::{self, Facing};
use super::{
    egress_only_internet_gateway, function, interface_endpoint, internet_gateway, nat64, on_premises_site,
    workspace_directory,
};
use crate::message::Message;
use crate::model::reserved::INTERNET;
use crate::model::{LoadBalancer, ResourceId};
use crate::net::{Family, well_known};
use crate::routing::{Lookup, Target};
use crate::simulate::describe::kind_of;
use crate::simulate::flow_plan::{Plan, Sender, Target as Meant};
use crate::simulate::packet::Packet;
use crate::simulate::place::{Arrival, Place};
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::world::Receiver;
use crate::simulate::{HopKind, Outcome, codes, fix};
use crate::topology::{AddressOwner, VpcNode};
use std::net::IpAddr;

/// Who a packet on the internet is for.
struct Found<'a> {
    vpc: &'a VpcNode,
    owner: &'a AddressOwner,
    private: IpAddr,
}

/// Hands a packet on. `out_of` is the VPC whose gateway let it out, if one did.
pub(in crate::simulate) fn run<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &mut Packet<'a>,
    out_of: Option<&'a VpcNode>,
) -> Place<'a> {
    if let Some(place) = function::take_reply(walk, plan, packet) {
        return place;
    }
    if let Some(place) = on_premises_site::from_internet(walk, packet) {
        return place;
    }
    if let Some(place) = workspace_directory::run(walk, plan, packet) {
        return place;
    }
    if let Meant::NoPublicAddress { resource, private, vpc } = plan.to
        && !walk.is_return()
    {
        if let Some(function) = plan.function.filter(|_| !walk.is_stopped()) {
            function::refuse_private(walk, packet, function, resource, (private, vpc));
        }
        let endpoint = walk.world.network.managed_services.get(resource).filter(|it| it.is_endpoint());
        if let Some(endpoint) = endpoint.filter(|_| !walk.is_stopped()) {
            interface_endpoint::refuse_internet(walk, packet, endpoint, private);
            walk.session.assumed_public.push(private);
        }
        return without_public_address(walk, packet, resource, private, vpc);
    }
    if let Some(found) = find(walk, packet.header.destination) {
        return towards(walk, plan, packet, &found, out_of);
    }
    if let Some((vpc, private)) = assumed(walk, packet) {
        hand_on(walk, plan, packet, vpc);
        return to_gateway(walk, packet, vpc, private);
    }
    if let Some(vpc) = around_ipv6(walk, packet, out_of) {
        hand_on(walk, plan, packet, vpc);
        return to_gateway(walk, packet, vpc, packet.header.destination);
    }
    let is_from_drawing = out_of.is_some() || function::is_at_home_there(walk, plan, packet);
    arrive(walk, plan, packet, is_from_drawing)
}

/// Hands a packet on that left by the line of a site.
pub(super) fn from_site<'a>(walk: &mut Walk<'a>, plan: &Plan<'a>, packet: &mut Packet<'a>) -> Place<'a> {
    if let Some(place) = workspace_directory::run(walk, plan, packet) {
        return place;
    }
    match find(walk, packet.header.destination) {
        Some(found) => towards(walk, plan, packet, &found, None),
        None => arrive(walk, plan, packet, true),
    }
}

/// The VPC of an IPv6 address that no interface has: the sender of a flow from a subnet gets its reply there, and a
/// packet from another VPC finds nobody there (R-FLOW-14).
fn around_ipv6<'a>(walk: &Walk<'a>, packet: &Packet<'a>, out_of: Option<&'a VpcNode>) -> Option<&'a VpcNode> {
    let destination = packet.header.destination;
    let asked_from_inside = walk.is_return() || out_of.is_some();
    walk.world.vpc_around(destination).filter(|_| destination.is_ipv6() && asked_from_inside)
}

/// The owner of a public IPv4 address, or of an IPv6 address of a VPC.
fn find<'a>(walk: &Walk<'a>, destination: IpAddr) -> Option<Found<'a>> {
    let network = walk.world.network;
    if let Some(public) = network.public_addresses.get(&destination) {
        let vpc = match &public.owner {
            AddressOwner::Interface(id) => network.interfaces.get(id)?.vpc.as_ref(),
            AddressOwner::NatGateway(id) => network.nat_gateways.get(id)?.vpc.as_ref(),
        };
        return Some(Found { vpc: walk.world.vpc(vpc)?, owner: &public.owner, private: public.private? });
    }
    if destination.is_ipv4() {
        return None;
    }
    let vpc = walk.world.vpc_of_ipv6(destination)?;
    let owner = network.owner_in_vpc(vpc.id.as_str(), destination)?;
    Some(Found { vpc, owner, private: destination })
}

/// Who has a public address and stands in no VPC of the drawing: it has one in AWS.
fn stands_nowhere<'a>(walk: &Walk<'a>, destination: IpAddr) -> Option<&'a ResourceId> {
    let network = walk.world.network;
    let (id, vpc) = match &network.public_addresses.get(&destination)?.owner {
        AddressOwner::Interface(id) => (id, network.interfaces.get(id)?.vpc.as_ref()),
        AddressOwner::NatGateway(id) => (id, network.nat_gateways.get(id)?.vpc.as_ref()),
    };
    walk.world.vpc(vpc).is_none().then_some(id)
}

/// A private address that is taken to have a public one, because the lack of it is blamed already.
fn assumed<'a>(walk: &Walk<'a>, packet: &Packet<'a>) -> Option<(&'a VpcNode, IpAddr)> {
    let destination = packet.header.destination;
    if !walk.session.assumed_public.contains(&destination) {
        return None;
    }
    let entered = || walk.world.vpc(walk.session.came_in_by_gateway);
    // A NAT gateway or NAT instance may stand in another VPC than the host behind it.
    let translations = &walk.session.translations;
    let by = translations.iter().rev().find(|entry| entry.outside == destination).map(|entry| entry.device);
    let network = walk.world.network;
    let vpc_of = |id| {
        let of_nat = network.nat_gateways.get(id).map(|nat| nat.vpc.as_ref());
        of_nat.or_else(|| network.interfaces.get(id).map(|node| node.vpc.as_ref())).flatten()
    };
    let of_device = by.and_then(|id| walk.world.vpc(vpc_of(id)));
    let vpc = of_device.or(walk.session.home).or_else(entered)?;
    Some((vpc, destination))
}

fn towards<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &mut Packet<'a>,
    found: &Found<'a>,
    out_of: Option<&'a VpcNode>,
) -> Place<'a> {
    let hairpin = out_of.is_some_and(|vpc| vpc.id == found.vpc.id);
    if !hairpin && !not_advertised(walk, packet) {
        hand_over(walk, plan, packet, found);
        if walk.is_over() {
            return Place::Over;
        }
    }
    if hairpin && !walk.is_return() {
        let message = reflection(walk, plan, packet, found);
        walk.note(codes::IGW_NAT_REFLECTION, found.vpc.internet_gateways.first(), message);
    }
    let place = to_gateway(walk, packet, found.vpc, found.private);
    if hairpin {
        walk.add_to_last_book("R-IGW-9");
    }
    place
}

/// The remark about a packet that turns round at a gateway (R-IGW-9): the sender is of the same VPC, or only the NAT gateway
/// or NAT instance is by which it leaves.
fn reflection(walk: &Walk<'_>, plan: &Plan<'_>, packet: &Packet<'_>, found: &Found<'_>) -> Message {
    let args = [
        ("vpc", walk.world.name(&found.vpc.id).to_owned()),
        ("address", packet.header.destination.to_string()),
        ("private", inside_of(plan, found.private).to_string()),
    ];
    if walk.session.home.is_some_and(|home| home.id == found.vpc.id) {
        return Message::new(
            "note.nat-reflection",
            "Both ends are in {vpc}, but the packet goes by the public address {address}: rules that name groups do not match. Send to the private address {private}.",
            args,
        );
    }
    Message::new(
        "note.nat-reflection-from-afar",
        "The packet leaves {vpc} and comes back in by the public address {address}: rules that name groups do not match. Where a route leads to {private}, send to that private address.",
        args,
    )
}

/// What the sender would have to name for the private address: by NAT64, what stands for it there (R-NAT-17).
fn inside_of(plan: &Plan<'_>, private: IpAddr) -> IpAddr {
    if nat64::is_for(&plan.header) { nat64::standing_for(private) } else { private }
}

/// The address is of a range of one's own that nobody has been told of (R-IP-4). The walk goes on as if somebody had.
fn not_advertised<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>) -> bool {
    let destination = packet.header.destination;
    let range = walk.world.network.own_range_of(destination).filter(|range| !range.is_advertised);
    let Some(range) = range else { return false };
    let internet = ResourceId::new(INTERNET);
    let name = walk.world.name(&range.id);
    let message = Message::new(
        "internet.not-advertised",
        "The internet does not know the way to {address}: {range} is not advertised. Advertise it.",
        [("address", destination.to_string()), ("range", name.to_owned())],
    );
    let text = format!("{name}, which holds {destination}, is not advertised");
    let decision = Decision::new(&range.id, Outcome::NoMatch, ["R-IP-4"], text);
    let fix = crate::change::Fix {
        title: format!("Advertise {name}"),
        changes: vec![crate::change::Change::set(&range.id, "/state", "advertised")],
    };
    let stop = Stop::new(codes::NO_SUCH_ADDRESS, message).fix(Some(fix));
    walk.block(At::component(&internet), HopKind::Forward, &packet.header, decision, stop);
    true
}

/// The first hop of a packet from the internet: to the gateway of whoever owns the address.
fn hand_over<'a>(walk: &mut Walk<'a>, plan: &Plan<'a>, packet: &Packet<'a>, found: &Found<'a>) {
    if !walk.is_return() && source_is_private(walk, plan, packet) {
        return;
    }
    if let AddressOwner::Interface(id) = found.owner
        && !walk.is_return()
        && let Some(node) = walk.world.network.interfaces.get(id)
        && let Some(endpoint) = walk.world.endpoint(node)
    {
        interface_endpoint::refuse_internet(walk, packet, endpoint, packet.header.destination);
        return;
    }
    if let AddressOwner::Interface(id) = found.owner
        && !walk.is_return()
        && let Some(node) = walk.world.network.interfaces.get(id)
    {
        match load_balancer::facing(walk.world, node, packet.header.family) {
            Facing::Internet => {}
            Facing::Inside => return load_balancer::refuse_internet(walk, packet, node),
            Facing::Unknown(missing) => return walk.unknown(node.component(), missing),
        }
    }
    if let AddressOwner::Interface(id) = found.owner
        && !walk.is_return()
        && packet.header.family == Family::Ipv4
        && is_alone(walk, id)
    {
        alone(walk, plan, packet, id);
        if let Some(node) = walk.world.network.interfaces.get(id).filter(|node| node.holder().is_none()) {
            walk.session.assume_good(node.component());
        }
        return;
    }
    hand_on(walk, plan, packet, found.vpc);
}

fn hand_on<'a>(walk: &mut Walk<'a>, plan: &Plan<'a>, packet: &Packet<'a>, vpc: &'a VpcNode) {
    let component = far_end(walk, plan);
    let destination = packet.header.destination;
    let name = walk.world.name(&vpc.id);
    // Walked as if there were a public address: nothing on the internet is sent to a private one.
    let is_assumed = packet.header.family == Family::Ipv4 && !well_known::is_public(destination);
    let text = if is_assumed {
        format!("a public address in place of {destination} would be one of {name}")
    } else {
        format!("{destination} is an address of {name}")
    };
    let book: &[&'static str] = if is_edge_of_own_range(walk, destination) { &["R-IP-5"] } else { &[] };
    let decision = Decision::new(&component, Outcome::Route, book, text);
    walk.pass(At::component(&component), HopKind::Forward, &packet.header, decision);
}

/// Whether an address is the first or the last one of a range of one's own: both can be used (R-IP-5).
fn is_edge_of_own_range(walk: &Walk<'_>, address: IpAddr) -> bool {
    let range = walk.world.network.own_range_of(address);
    range.is_some_and(|range| [range.block.network(), range.block.broadcast()].contains(&address))
}

/// The internet, or the service on it that the flow is about.
fn far_end(walk: &Walk<'_>, plan: &Plan<'_>) -> ResourceId {
    let is_far = walk.is_return() || matches!(plan.from, Sender::Internet);
    match (&plan.service, plan.to) {
        (Some(service), _) if is_far => service.id.clone(),
        (None, Meant::Directory(id)) if is_far => id.clone(),
        _ => ResourceId::new(INTERNET),
    }
}

/// Through the gateway of the VPC: the egress-only one where the subnet uses it for IPv6, else the internet gateway.
fn to_gateway<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    vpc: &'a VpcNode,
    private: IpAddr,
) -> Place<'a> {
    if packet.header.family == Family::Ipv6
        && let Some(gateway) = egress_only(walk, packet, vpc)
    {
        return egress_only_internet_gateway::inward(walk, packet, gateway, vpc);
    }
    if let Some(gateway) = vpc.internet_gateways.first() {
        return internet_gateway::inward(walk, packet, gateway, vpc, private);
    }
    if vpc.does_not_know("internetGateway") {
        walk.unknown(
            &vpc.id,
            format!("The internet gateways of {} are not known.", walk.world.name(&vpc.id)),
        );
        return Place::Over;
    }
    not_attached(walk, packet, vpc);
    packet.header.destination = private;
    Place::InVpc { vpc, from: None, came_by: None }
}

/// The egress-only gateway by which IPv6 from the internet would come: the one that the subnet's route to the sender
/// names, or the only gateway that there is.
fn egress_only<'a>(walk: &Walk<'a>, packet: &Packet<'a>, vpc: &'a VpcNode) -> Option<&'a ResourceId> {
    let world = walk.world;
    if let Some(gateway) = walk.session.egress_only.last().filter(|_| walk.is_return()) {
        return Some(gateway);
    }
    let (subnet, _) = world.receiver(vpc, packet.header.destination)?;
    if let Some(table) = world.routed.table_of(subnet)
        && let Lookup::Route { winner, .. } = table.look_up(packet.header.source)
    {
        match &winner.target {
            Target::EgressOnlyInternetGateway(id) => return Some(id),
            Target::InternetGateway(_) => return None,
            _ => {}
        }
    }
    if vpc.internet_gateways.is_empty() { vpc.egress_only_internet_gateways.first() } else { None }
}

fn not_attached<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, vpc: &'a VpcNode) {
    let internet = ResourceId::new(INTERNET);
    let message = Message::new(
        "internet.not-attached",
        "The internet cannot reach {address}: no internet gateway is attached to {vpc}.",
        [("address", packet.header.destination.to_string()), ("vpc", walk.world.name(&vpc.id).to_owned())],
    );
    let text = format!("no internet gateway is attached to {}", walk.world.name(&vpc.id));
    let decision = Decision::new(&internet, Outcome::Deny, ["R-RT-20"], text);
    let stop =
        Stop::new(codes::GATEWAY_NOT_ATTACHED, message).fix(Some(fix::gateway::attach(walk.world, vpc)));
    walk.block(At::component(&internet), HopKind::Forward, &packet.header, decision, stop);
    if !walk.is_return() {
        walk.session.came_in_by_gateway = Some(&vpc.id);
    }
}

/// Private and shared addresses do not send from the internet (R-IGW-7).
fn source_is_private<'a>(walk: &mut Walk<'a>, plan: &Plan<'a>, packet: &Packet<'a>) -> bool {
    let source = packet.header.source;
    let (code, range) = if well_known::is_rfc1918(source) {
        (codes::IGW_SOURCE_RFC1918, "private")
    } else if well_known::RFC6598.contains(&source) {
        (codes::IGW_SOURCE_RFC6598, "shared")
    } else {
        return false;
    };
    let component = far_end(walk, plan);
    let message = Message::new(
        "internet.private-source",
        "The internet gateway takes nothing from {source}: {range} addresses do not send on the internet. Send from a public one.",
        [("source", source.to_string()), ("range", range.to_owned())],
    );
    let decision =
        Decision::new(&component, Outcome::Deny, ["R-IGW-7"], format!("{source} is a {range} address"));
    walk.block(
        At::component(&component),
        HopKind::Forward,
        &packet.header,
        decision,
        Stop::new(code, message),
    );
    true
}

/// Whether an interface is attached to no running instance (R-ENI-7).
fn is_alone(walk: &Walk<'_>, interface: &ResourceId) -> bool {
    walk.world
        .network
        .interfaces
        .get(interface)
        .is_some_and(|node| node.holder().is_none() || !walk.world.runs(node))
}

/// Whether AWS assigned the public address of an interface by itself, so that it goes when the instance stops; an Elastic
/// IP address stays (R-IP-7).
fn is_given_back(walk: &Walk<'_>, interface: &ResourceId, address: IpAddr) -> bool {
    let Some(node) = walk.world.network.interfaces.get(interface) else { return false };
    let mut entries = node.addresses.iter();
    node.instance.is_some()
        && entries.any(|entry| entry.public == Some(address) && entry.elastic_ip.is_none())
}

fn alone<'a>(walk: &mut Walk<'a>, plan: &Plan<'a>, packet: &Packet<'a>, interface: &'a ResourceId) {
    let component = far_end(walk, plan);
    let network = walk.world.network;
    let service = network.interfaces.get(interface).and_then(|node| walk.world.service(node));
    let (key, template, mut text) = match service {
        Some(service) => (
            "internet.service-down",
            "The internet cannot reach {address}: {service}, to which it belongs, is {state}. Bring it up.",
            format!("{} is {}", walk.world.name(&service.id), service.state),
        ),
        None => (
            "internet.interface-alone",
            "The internet cannot reach {address}: {interface} belongs to no running instance. Attach it to one that runs.",
            format!("{} belongs to no running instance", walk.world.name(interface)),
        ),
    };
    let mut args = vec![
        ("address", packet.header.destination.to_string()),
        ("interface", walk.world.name(interface).to_owned()),
    ];
    if let Some(service) = service {
        args.push(("service", walk.world.name(&service.id).to_owned()));
        args.push(("state", service.state.clone()));
    }
    let message = Message::new(key, template, args);
    let mut book = vec!["R-ENI-7"];
    if is_given_back(walk, interface, packet.header.destination) {
        book.push("R-IP-7");
        text.push_str(", and its address was given back: it starts with another one");
    }
    let decision = Decision::new(&component, Outcome::NoMatch, book, text);
    let stop = Stop::new(codes::IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS, message);
    walk.block(At::component(&component), HopKind::Forward, &packet.header, decision, stop);
}

/// What is meant has no public address (R-IGW-4). The walk goes on as if it had one.
fn without_public_address<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    resource: &'a ResourceId,
    private: IpAddr,
    vpc: &'a VpcNode,
) -> Place<'a> {
    let internet = ResourceId::new(INTERNET);
    if vpc.does_not_know("elasticIp") {
        let missing = format!(
            "Whether {private} has a public address is not known: those of {} were not all read.",
            walk.world.name(&vpc.id)
        );
        walk.unknown(&internet, missing);
        return Place::Over;
    }
    if !walk.is_stopped() {
        let is_internal = walk
            .world
            .network
            .document
            .load_balancer(resource.as_str())
            .is_some_and(LoadBalancer::is_internal);
        let args = [("resource", walk.world.name(resource).to_owned()), ("private", private.to_string())];
        let message = if is_internal {
            Message::new(
                "internet.internal-load-balancer",
                "The internet cannot reach {resource}: it is internal, and its name gives private addresses such as {private} to everybody. Send from a network that is joined with its own, or make it face the internet.",
                args,
            )
        } else {
            Message::new(
                "internet.no-public-address",
                "The internet cannot reach {resource}: {private} has no public address.",
                args,
            )
        };
        let text = format!("{} has no public address", walk.world.name(resource));
        let book: &[&'static str] = if is_internal { &["R-IGW-4", "R-ALB-4"] } else { &["R-IGW-4"] };
        let decision = Decision::new(&internet, Outcome::NoMatch, book, text);
        let owner = walk.world.receiver(vpc, private).map(|(_, owner)| owner);
        // A public address helps nobody at an interface that nobody stands behind.
        let owner = owner.filter(|owner| match owner {
            Receiver::Interface(interface) => walk.world.runs(interface),
            Receiver::Nat(_) => true,
        });
        let fix = owner.and_then(|owner| fix::public_address::allocate(walk.world, owner, private));
        let stop = Stop::new(codes::IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS, message).fix(fix);
        walk.block(At::component(&internet), HopKind::Forward, &packet.header, decision, stop);
        walk.session.assumed_public.push(private);
    }
    to_gateway(walk, packet, vpc, private)
}

/// The packet ends on the internet, or nobody there has the address (R-FLOW-14).
fn arrive<'a>(walk: &mut Walk<'a>, plan: &Plan<'a>, packet: &Packet<'a>, is_from_drawing: bool) -> Place<'a> {
    if let Some(owner) = stands_nowhere(walk, packet.header.destination) {
        let missing = format!("The VPC of {} is not known.", walk.world.name(owner));
        walk.unknown(owner, missing);
        return Place::Over;
    }
    let idle = walk.world.idle_elastic_ip(packet.header.destination);
    if idle.is_some() && walk.world.network.vpcs.values().any(|vpc| vpc.does_not_know("elasticIp")) {
        let missing =
            format!("What has {} is not known: not every association was read.", packet.header.destination);
        walk.unknown(&ResourceId::new(INTERNET), missing);
        return Place::Over;
    }
    if !is_from_drawing || idle.is_some() {
        let internet = ResourceId::new(INTERNET);
        match plan.function.filter(|_| idle.is_none() && !walk.is_return()) {
            Some(function) => function::refuse_address(walk, packet, function),
            None => nobody(walk, packet, &internet, idle),
        }
        return Place::Over;
    }
    let is_for_service = !walk.is_return() || matches!(plan.from, Sender::Internet);
    let component = match &plan.service {
        Some(service) if is_for_service => service.id.clone(),
        _ => ResourceId::new(INTERNET),
    };
    let text = format!("{} is on the internet", packet.header.destination);
    let decision = Decision::new(&component, Outcome::Allow, [], text);
    walk.pass(At::component(&component), HopKind::Deliver, &packet.header, decision);
    Place::Arrived(Arrival::Internet)
}

fn nobody<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, internet: &ResourceId, idle: Option<&'a ResourceId>) {
    let address = packet.header.destination.to_string();
    let (code, book, message, text) = if let Some(elastic) = idle {
        let message = Message::new(
            "internet.idle-elastic-ip",
            "The internet cannot reach {address}: {elastic} is associated with nothing. Associate it with an address of an interface.",
            [("address", address.clone()), ("elastic", walk.world.name(elastic).to_owned())],
        );
        (
            codes::IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS,
            "R-IGW-4",
            message,
            format!("{address} is associated with nothing"),
        )
    } else {
        let message = no_such_address(walk, packet.header.destination);
        let text = if well_known::is_public(packet.header.destination) {
            format!("the internet knows nobody with {address}")
        } else {
            format!("{address} is {}", kind_of(packet.header.destination))
        };
        (codes::NO_SUCH_ADDRESS, "R-FLOW-14", message, text)
    };
    let decision = Decision::new(internet, Outcome::NoMatch, [book], text);
    walk.block(At::component(internet), HopKind::Forward, &packet.header, decision, Stop::new(code, message));
}

/// Why nobody on the internet has an address: it is none of the internet, it belongs to a VPC alone (R-VPC-19), or nothing
/// has it.
fn no_such_address(walk: &Walk<'_>, destination: IpAddr) -> Message {
    let address = destination.to_string();
    if !well_known::is_public(destination) {
        return Message::new(
            "internet.private-address",
            "The internet knows no way to {address}: it is {kind}. Send to a public address, or send from a network that is joined with its own.",
            [("address", address), ("kind", kind_of(destination).to_owned())],
        );
    }
    if let Some((vpc, _)) = walk.world.network.owners_of_private_address(destination).first() {
        return Message::new(
            "internet.block-of-vpc",
            "The internet knows no way to {address}: {vpc} uses it as a private address. Send to the public address that stands for it.",
            [("address", address), ("vpc", walk.world.name(vpc).to_owned())],
        );
    }
    Message::new(
        "internet.no-such-address",
        "Nothing in the drawing has the public address {address}. Send to one that something has.",
        [("address", address)],
    )
}
