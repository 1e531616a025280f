//! Whether the message that a packet is too large comes back to its sender (R-MTU-3).
//!
//! It is icmp type 3 code 4, or icmpv6 type 2, from the component to whoever sent the packet in the VPC. Network ACLs
//! have to admit it both ways. Security groups let it in with the flow that it is about, which they know (R-SG-2): icmp
//! and what a NAT gateway passes always (R-SG-8). A flow that they do not track, because a rule admits it from everywhere
//! and to everywhere (R-SG-7), has to have a rule for it. That the groups ask at all is (unconfirmed).

use crate::model::{Resource, ResourceId};
use crate::net::{Family, Header, PortRange, Protocol};
use crate::simulate::device::nat64;
use crate::simulate::filter::Direction;
use crate::simulate::filter::network_acl::{entries, rule};
use crate::simulate::filter::security_group::{Question, Ruling};
use crate::simulate::filter::tracking::Tracking;
use crate::simulate::packet::Identity;
use crate::simulate::world::{Receiver, World};
use crate::simulate::{Hop, Leg};
use crate::topology::{InterfaceNode, Source, SubnetNode};
use ipnet::IpNet;
use std::net::IpAddr;

/// The filter that stops the message, and the message.
pub(super) struct Filter {
    pub(super) name: String,
    pub(super) header: Header,
}

/// What stops the message of a component about a packet; `before` is the hop by which the packet came to it. `None` where
/// it arrives, and where nothing can be said of it: behind a middlebox or in another VPC.
pub(super) fn is_lost(world: World<'_>, leg: Leg, before: &Hop, hop: &Hop) -> Option<Filter> {
    let at = origin(world, before, hop)?;
    let to = before.header_out.source;
    let vpc = world.vpc(at.subnet.vpc.as_ref())?;
    let (subnet, Receiver::Interface(interface)) = world.receiver(vpc, to)? else { return None };
    let header = message(at.address, to);
    let acl = if at.subnet.id == subnet.id {
        None
    } else {
        refuses(world, at.subnet, Direction::Outbound, &header)
            .or_else(|| refuses(world, subnet, Direction::Inbound, &header))
    };
    let stopped_by = acl.or_else(|| {
        let is_asked = is_untracked(world, interface, &before.header_out, leg);
        if is_asked { refusing_group(world, interface, &header) } else { None }
    });
    let name = world.network.display_name(stopped_by?.as_str()).to_owned();
    Some(Filter { name, header })
}

/// Where a message comes from.
struct Origin<'a> {
    subnet: &'a SubnetNode,
    address: IpAddr,
}

fn origin<'a>(world: World<'a>, before: &Hop, hop: &Hop) -> Option<Origin<'a>> {
    let family = before.header_out.family;
    match world.network.resource(hop.component.as_str())? {
        Resource::NatGateway(_) => {
            let nat = world.network.nat_gateways.get(&hop.component)?;
            // To a sender over IPv6 it speaks as what stands for it behind NAT64; AWS does not tell the address.
            let own = nat.private_ip?;
            let address = if nat64::is_for(&before.header_out) { nat64::standing_for(own) } else { own };
            if Family::of(address) != family {
                return None;
            }
            let subnet = world.subnet(nat.subnet.as_ref())?;
            Some(Origin { subnet, address })
        }
        // The attachment has an interface in the subnet in which it took the packet; nobody draws its address.
        Resource::TransitGateway(_) => {
            let subnet = world.subnet(Some(&before.component))?;
            let address = some_address(subnet, family)?;
            Some(Origin { subnet, address })
        }
        _ => None,
    }
}

fn some_address(subnet: &SubnetNode, family: Family) -> Option<IpAddr> {
    match family {
        Family::Ipv4 => match subnet.cidr? {
            IpNet::V4(net) => net.hosts().nth(3).map(IpAddr::V4),
            IpNet::V6(_) => None,
        },
        Family::Ipv6 => match subnet.ipv6_cidr? {
            IpNet::V6(net) => net.hosts().nth(4).map(IpAddr::V6),
            IpNet::V4(_) => None,
        },
    }
}

fn message(source: IpAddr, destination: IpAddr) -> Header {
    let family = Family::of(source);
    let (protocol, icmp_type, icmp_code) = match family {
        Family::Ipv4 => (Protocol::Icmp, 3, 4),
        Family::Ipv6 => (Protocol::Icmpv6, 2, 0),
    };
    Header {
        family,
        protocol,
        source,
        source_port: None,
        destination,
        destination_port: None,
        icmp_type: Some(icmp_type),
        icmp_code: Some(icmp_code),
    }
}

/// The ACL of a subnet, where it does not admit the message.
fn refuses<'a>(
    world: World<'a>,
    subnet: &'a SubnetNode,
    direction: Direction,
    header: &Header,
) -> Option<&'a ResourceId> {
    let (Source::Explicit(id) | Source::Default(id)) = &subnet.network_acl else { return None };
    let acl = world.network.document.network_acl(id.as_str())?;
    if acl.entries.is_none() && acl.is_default {
        return None;
    }
    let ruling = rule(&entries(acl, direction), direction, header, PortRange::single(0), 0);
    (!ruling.parts.iter().all(|(_, allow)| *allow)).then_some(id)
}

/// Whether the groups of the sender do not track the flow (R-SG-7), which begins with the packet or is answered by it.
fn is_untracked<'a>(world: World<'a>, interface: &'a InterfaceNode, header: &Header, leg: Leg) -> bool {
    let (direction, header) = match leg {
        Leg::Forward => (Direction::Outbound, header.clone()),
        Leg::Return => (Direction::Inbound, header.reply()),
    };
    Tracking::of(&question(world, interface, direction, &header)) == Tracking::Untracked
}

fn question<'a, 'q>(
    world: World<'a>,
    interface: &'a InterfaceNode,
    direction: Direction,
    header: &'q Header,
) -> Question<'a, 'q> {
    Question { world, interface, direction, header, identity: Identity::None, came_by: None, hubs: &[] }
}

/// The first group of an interface, where none of them admits the message.
fn refusing_group<'a>(
    world: World<'a>,
    interface: &'a InterfaceNode,
    header: &Header,
) -> Option<&'a ResourceId> {
    match question(world, interface, Direction::Inbound, header).rule() {
        Ruling::Denied(_) => interface.groups.first(),
        Ruling::Allowed { .. } | Ruling::Default(_) | Ruling::Unknown(_) => None,
    }
}
