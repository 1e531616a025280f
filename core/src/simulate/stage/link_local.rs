//! The services that answer in every subnet: metadata, resolver, time (R-SUB-6, R-SUB-9), and DHCP. Groups and ACLs do
//! not filter them (R-SG-6, R-NACL-7), routes do not lead to them.
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html>. Not modelled: what the resolver answers,
//! and what DHCP hands out.

use crate::message::Message;
use crate::net::{Family, Header, dhcp};
use crate::simulate::flow_plan::{Plan, Sender};
use crate::simulate::packet::Packet;
use crate::simulate::place::{Arrival, Place};
use crate::simulate::stage::deliver;
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::world::World;
use crate::simulate::{HopKind, Outcome, codes, fix, http};
use crate::topology::{InterfaceNode, SubnetNode, VpcNode};
use ipnet::IpNet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What answers at an address of the host's own subnet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Service {
    Resolver,
    Metadata,
    Time,
    TaskMetadata,
    Activation,
    Dhcp,
}

impl Service {
    fn label(self) -> &'static str {
        match self {
            Self::Resolver => "the Amazon resolver",
            Self::Metadata => "the instance metadata service",
            Self::Time => "the Amazon Time Sync Service",
            Self::TaskMetadata => "the task metadata service",
            Self::Activation => "the Windows activation service",
            Self::Dhcp => "AWS's DHCP server",
        }
    }

    /// The service that a packet is for, as a host of this subnet sees it. A host asks for its address whoever answers,
    /// and later the server itself, which is at the address of the router.
    fn of(header: &Header, subnet: &SubnetNode, vpc: Option<&VpcNode>) -> Option<Self> {
        let is_server = || router_of(subnet, header.family) == Some(header.destination);
        if dhcp::asks_dhcp(header) && (dhcp::is_for_any_server(header) || is_server()) {
            return Some(Self::Dhcp);
        }
        Self::at(header.destination, vpc)
    }

    /// The service at an address, as a host of this VPC sees it.
    fn at(address: IpAddr, vpc: Option<&VpcNode>) -> Option<Self> {
        match address {
            IpAddr::V4(v4) => match v4.octets() {
                [169, 254, 169, 253] => Some(Self::Resolver),
                [169, 254, 169, 254] => Some(Self::Metadata),
                [169, 254, 169, 123] => Some(Self::Time),
                [169, 254, 170, 2] => Some(Self::TaskMetadata),
                [169, 254, 169, 250 | 251] => Some(Self::Activation),
                _ => (resolver_of(vpc?) == Some(address)).then_some(Self::Resolver),
            },
            IpAddr::V6(v6) => match v6.segments() {
                [0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x253] => Some(Self::Resolver),
                [0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254] => Some(Self::Metadata),
                [0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x123] => Some(Self::Time),
                _ => None,
            },
        }
    }
}

/// The address at which the resolver answers inside a VPC: the base of the primary block plus two (R-SUB-6).
pub(super) fn resolver_of(vpc: &VpcNode) -> Option<IpAddr> {
    vpc.cidrs.iter().find_map(|cidr| match cidr {
        IpNet::V4(net) => Some(IpAddr::V4(Ipv4Addr::from(u32::from(net.network()).wrapping_add(2)))),
        IpNet::V6(_) => None,
    })
}

/// Whether an address is one at which hosts of this VPC reach its resolver.
pub(in crate::simulate) fn is_resolver(address: IpAddr, vpc: &VpcNode) -> bool {
    Service::at(address, Some(vpc)) == Some(Service::Resolver)
}

/// The address that AWS keeps for the router of a subnet: the first one behind its base (R-SUB-5).
fn router_of(subnet: &SubnetNode, family: Family) -> Option<IpAddr> {
    Some(match (family, subnet.cidr, subnet.ipv6_cidr) {
        (Family::Ipv4, Some(IpNet::V4(net)), _) => {
            Ipv4Addr::from(u32::from(net.network()).wrapping_add(1)).into()
        }
        (Family::Ipv6, _, Some(IpNet::V6(net))) => {
            Ipv6Addr::from(u128::from(net.network()).wrapping_add(1)).into()
        }
        _ => return None,
    })
}

/// Whether a packet to this address is for such a service, whatever the VPC.
pub(in crate::simulate) fn is_service(address: IpAddr) -> bool {
    Service::at(address, None).is_some()
}

/// The address that a host without IPv4 uses towards these services.
pub(in crate::simulate) const HOST_IPV4: Ipv4Addr = Ipv4Addr::new(169, 254, 0, 1);
/// The same over IPv6.
pub(in crate::simulate) const HOST_IPV6: Ipv6Addr = Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 1);

/// Hands the packet of an interface to the service, if it is for one.
pub(in crate::simulate) fn run<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &Packet<'a>,
    interface: &'a InterfaceNode,
) -> Option<Place<'a>> {
    if walk.is_return() || !plan.is_meant_for(packet.header.destination) {
        return None;
    }
    let subnet = walk.world.subnet(interface.subnet.as_ref())?;
    let has_no_ipv4 = interface.addresses.is_empty() && packet.header.source == IpAddr::V4(HOST_IPV4);
    hand_over(walk, packet, subnet, has_no_ipv4)
}

/// Hands the packet of an address in a subnet to the service, if it is for one.
pub(in crate::simulate) fn run_in_subnet<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    subnet: &'a SubnetNode,
) -> Option<Place<'a>> {
    hand_over(walk, packet, subnet, false)
}

fn hand_over<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    subnet: &'a SubnetNode,
    has_no_ipv4: bool,
) -> Option<Place<'a>> {
    let vpc = walk.world.vpc(subnet.vpc.as_ref());
    let service = Service::of(&packet.header, subnet, vpc)?;
    if service == Service::Resolver && !answers(walk.world, vpc) {
        return Some(silent(walk, packet, subnet, vpc?));
    }
    let mut book = vec!["R-SG-6", "R-NACL-7"];
    if service == Service::Resolver {
        book.push("R-SUB-6");
    }
    if vpc.is_some_and(|vpc| walk.world.network.public_access.block_of(vpc).is_some()) {
        // It is no internet traffic, so that VPC Block Public Access does not stop it.
        book.push("R-BPA-5");
    }
    if has_no_ipv4 {
        book.push("R-SUB-9");
    }
    let text = format!("{} answers in every subnet, and neither groups nor ACLs filter it", service.label());
    let decision = Decision::new(&subnet.id, Outcome::Allow, book, text).implicit(true);
    walk.pass(At::component(&subnet.id), HopKind::Deliver, &packet.header, decision);
    if service == Service::Metadata && packet.header.destination_port == Some(80) {
        http::metadata::take(walk, &subnet.id);
    }
    Some(Place::Arrived(Arrival::LinkLocal))
}

/// Hands the answer to the one that asked. What it asked of everybody, the router answers.
pub(in crate::simulate) fn answer<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    asked: &Header,
    from: Sender<'a>,
) {
    let subnet = match from {
        Sender::Interface(interface) => walk.world.subnet(interface.subnet.as_ref()),
        Sender::Subnet(subnet) => Some(subnet),
        Sender::Host(_) | Sender::Site(_) | Sender::Internet => None,
    };
    if dhcp::is_for_any_server(asked)
        && let Some(router) = subnet.and_then(|subnet| router_of(subnet, asked.family))
    {
        packet.header.source = router;
    }
    match (from, subnet) {
        (Sender::Interface(interface), _) => _ = deliver::to_interface(walk, packet, interface),
        (_, Some(subnet)) => _ = deliver::to_subnet(walk, packet, subnet),
        (_, None) => {}
    }
}

fn answers(world: World<'_>, vpc: Option<&VpcNode>) -> bool {
    vpc.and_then(|vpc| world.network.document.vpc(vpc.id.as_str())).is_none_or(|vpc| vpc.enable_dns_support)
}

fn silent<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    subnet: &'a SubnetNode,
    vpc: &'a VpcNode,
) -> Place<'a> {
    let message = Message::new(
        "resolver.off",
        "The Amazon resolver does not answer in {vpc}: its DNS support is off. Switch it on.",
        [("vpc", walk.world.name(&vpc.id).to_owned())],
    );
    let text = format!("DNS support of {} is off", walk.world.name(&vpc.id));
    let decision = Decision::new(&vpc.id, Outcome::Deny, ["R-DNS-1"], text);
    walk.block(
        At::component(&subnet.id),
        HopKind::Deliver,
        &packet.header,
        decision,
        Stop::new(codes::DNS_DISABLED, message).fix(fix::names::dns_on(walk.world, &vpc.id, false)),
    );
    Place::Over
}
