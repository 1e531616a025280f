//! <https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-limitations.html>

use super::crossing::Crossing;
use crate::model::reserved::INTERNET;
use crate::net::{Header, dhcp};
use crate::simulate::{Hop, HopKind, Leg, Trace};
use crate::topology::Network;
use ipnet::IpNet;
use std::net::IpAddr;

/// A kind of traffic that AWS writes into no flow log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlindSpot {
    /// Its name, as `amazon-dns`.
    pub id: &'static str,
    /// What is not recorded, as the rest of "Flow logs never record …".
    pub what: &'static str,
    /// What records it instead, or how to see it; empty where nothing does.
    pub instead: &'static str,
}

impl BlindSpot {
    /// Something that nothing else records either.
    const fn new(id: &'static str, what: &'static str) -> Self {
        Self { id, what, instead: "" }
    }
}

/// Everything that AWS names, in the order in which it is shown.
pub const BLIND_SPOTS: &[BlindSpot] = &[
    AMAZON_DNS,
    METADATA,
    TIME,
    ACTIVATION,
    ROUTER,
    DHCP,
    BlindSpot::new("arp", "ARP"),
    BlindSpot {
        id: "mirrored",
        what: "mirrored traffic",
        instead: "The traffic that is mirrored is recorded at its own interface.",
    },
    BlindSpot::new(
        "endpoint-to-load-balancer",
        "traffic between the interface of a VPC endpoint and that of a Network Load Balancer",
    ),
];

const AMAZON_DNS: BlindSpot = BlindSpot {
    id: "amazon-dns",
    what: "queries to the Amazon resolver",
    instead: "Resolver query logs show them. Queries to a DNS server of your own are recorded.",
};
const METADATA: BlindSpot = BlindSpot::new(
    "instance-metadata",
    "traffic to and from the instance metadata service, 169.254.169.254 or fd00:ec2::254",
);
const TIME: BlindSpot = BlindSpot::new(
    "time-sync",
    "traffic to and from the Amazon Time Sync Service, 169.254.169.123 or fd00:ec2::123",
);
const ACTIVATION: BlindSpot =
    BlindSpot::new("windows-activation", "licence activation of Windows instances at Amazon");
const ROUTER: BlindSpot =
    BlindSpot::new("vpc-router", "traffic to the address that AWS keeps for the router of the VPC");
const DHCP: BlindSpot = BlindSpot::new("dhcp", "DHCP");

/// The blind spot that hides this packet, if one does.
pub(super) fn of_packet(
    network: &Network,
    trace: &Trace,
    crossings: &[Crossing<'_>],
) -> Option<&'static BlindSpot> {
    let first = trace.forward.first()?;
    let is_local_service = first.kind == HopKind::Deliver && network.subnets.contains_key(&first.component);
    let header = &first.header_in;
    let is_dhcp = dhcp::is_dhcp(header) && (dhcp::is_for_any_server(header) || is_taken_by_host(trace));
    if is_dhcp || is_local_service && dhcp::asks_dhcp(header) {
        return Some(&DHCP);
    }
    if is_local_service {
        return service(&first.header_in);
    }
    let is_for_router =
        crossings.first().is_some_and(|crossing| is_router(network, crossing, crossing.header.destination));
    is_for_router.then_some(&ROUTER)
}

/// Whether a host of the drawing takes the request. Two ports alone make no DHCP: a server, or who asked it, has to be there.
fn is_taken_by_host(trace: &Trace) -> bool {
    let arrives = |hop: &Hop| hop.kind == HopKind::Deliver && hop.component.as_str() != INTERNET;
    let is_stopped = trace.blockers.iter().any(|blocker| blocker.leg == Leg::Forward);
    !is_stopped && trace.forward.last().is_some_and(arrives)
}

/// The service at an address that every subnet has (R-SUB-6). Task metadata is not among what AWS names.
fn service(header: &Header) -> Option<&'static BlindSpot> {
    Some(match header.destination {
        IpAddr::V4(address) => match address.octets() {
            [169, 254, 169, 254] => &METADATA,
            [169, 254, 169, 123] => &TIME,
            [169, 254, 169, 250 | 251] => &ACTIVATION,
            [169, 254, 170, 2] => return None,
            _ => &AMAZON_DNS,
        },
        IpAddr::V6(address) => match address.segments().last() {
            Some(0x254) => &METADATA,
            Some(0x123) => &TIME,
            _ => &AMAZON_DNS,
        },
    })
}

/// Whether the address is the first one of a subnet of the VPC, which AWS keeps for the router (R-SUB-4).
fn is_router(network: &Network, crossing: &Crossing<'_>, address: IpAddr) -> bool {
    let Some(vpc) = crossing.tap.vpc else { return false };
    let of_vpc = network.subnets.values().filter(|subnet| subnet.vpc.as_ref() == Some(vpc));
    of_vpc.filter_map(|subnet| subnet.cidr).any(|cidr| match (cidr, address) {
        (IpNet::V4(net), IpAddr::V4(address)) => {
            u32::from(net.network()).wrapping_add(1) == u32::from(address)
        }
        _ => false,
    })
}
