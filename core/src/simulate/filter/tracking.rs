//! Whether the groups of an interface keep track of a flow, and for how long (R-SG-7 to R-SG-11).
//!
//! <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-connection-tracking.html>. A packet at a time shows
//! no flow that grows old: what would become of it is said at its reply.

use super::security_group::Question;
use super::{Direction, protocol_matches};
use crate::model::reserved::GatewayService;
use crate::model::{IpPermission, LoadBalancer, LoadBalancerKind};
use crate::net::{CidrBlock, Family, Protocol};
use crate::routing::{Lookup, Target};
use crate::simulate::packet::Identity;
use crate::simulate::world::Receiver;
use crate::topology::{GroupSource, InterfaceNode, faults_of_rule, ports_of_row};

/// How the groups of an interface remember a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::simulate) enum Tracking {
    /// Rules admit it from everywhere both ways: they are asked for each packet (R-SG-7).
    Untracked,
    /// Whatever the rules say, because of what it is or goes through (R-SG-8): what is always tracked.
    Always(&'static str),
    /// Because rules do not admit everybody both ways.
    Rules,
    /// Neither tcp nor udp nor icmp: by its addresses (R-SG-10).
    Addresses,
}

impl Tracking {
    /// How the groups remember the flow that begins with this packet.
    pub(in crate::simulate) fn of(question: &Question<'_, '_>) -> Self {
        let protocol = &question.header.protocol;
        if protocol.is_icmp() {
            return Self::Always("icmp");
        }
        if !protocol.has_ports() {
            return Self::Addresses;
        }
        if let Some(by) = automatic(question) {
            return Self::Always(by);
        }
        let other = match question.direction {
            Direction::Inbound => Direction::Outbound,
            Direction::Outbound => Direction::Inbound,
        };
        let is_open = admits_all(question, question.direction, false) && admits_all(question, other, true);
        if is_open { Self::Untracked } else { Self::Rules }
    }

    /// What is said of the reply, with the numbers of the book.
    pub(in crate::simulate) fn of_reply(self, protocol: &Protocol) -> (String, Vec<&'static str>) {
        let outlives = match protocol {
            Protocol::Tcp => "nothing has passed for 5 days (350 seconds on the newest types of instance)",
            Protocol::Udp => "nothing has passed for 180 seconds (30 after a single packet)",
            _ => "nothing has passed for some time",
        };
        match self {
            Self::Untracked => (
                "it is not tracked, since rules admit everybody both ways: it ends at once when one of them is taken away"
                    .to_owned(),
                vec!["R-SG-7"],
            ),
            Self::Always("icmp") => ("icmp is always tracked".to_owned(), vec!["R-SG-8"]),
            Self::Always(by) => {
                (format!("{by} is always tracked: without its rules it goes on until {outlives}"), vec!["R-SG-8", "R-SG-9"])
            }
            Self::Rules => {
                (format!("it is tracked: without its rules it goes on until {outlives}"), vec!["R-SG-9"])
            }
            Self::Addresses => {
                ("it is tracked by its addresses, for 600 seconds".to_owned(), vec!["R-SG-10"])
            }
        }
    }
}

/// What is for an interface endpoint.
const ENDPOINT: &str = "what goes to an interface endpoint";

/// What comes from a Network Load Balancer, or goes there.
const NETWORK_BALANCER: &str = "what passes a Network Load Balancer";

/// Whether an interface is a node of a Network Load Balancer.
fn is_of_network_balancer(question: &Question<'_, '_>, interface: &InterfaceNode) -> bool {
    let world = question.world;
    let balancer = world.load_balancer(interface);
    let written = balancer.and_then(|own| world.network.document.load_balancer(own.id.as_str()));
    written.and_then(LoadBalancer::kind) == Some(LoadBalancerKind::Network)
}

/// What the flow leaves by or is for, if that makes it tracked whatever the rules say. Not modelled: accelerators,
/// functions and firewalls.
fn automatic(question: &Question<'_, '_>) -> Option<&'static str> {
    let world = question.world;
    if world.endpoint(question.interface).is_some() {
        return Some(ENDPOINT);
    }
    let sender = match question.identity {
        Identity::Of(sender) => Some(sender),
        _ => None,
    };
    let mut ends = [Some(question.interface), sender].into_iter().flatten();
    if ends.any(|end| is_of_network_balancer(question, end)) {
        return Some(NETWORK_BALANCER);
    }
    if question.direction == Direction::Inbound {
        return None;
    }
    let vpc = world.vpc(question.interface.vpc.as_ref());
    let receiver = vpc.and_then(|vpc| world.receiver(vpc, question.header.destination));
    if let Some((_, Receiver::Interface(interface))) = receiver {
        if world.endpoint(interface).is_some() {
            return Some(ENDPOINT);
        }
        if is_of_network_balancer(question, interface) {
            return Some(NETWORK_BALANCER);
        }
    }
    let subnet = world.subnet(question.interface.subnet.as_ref())?;
    if subnet.contains(question.header.destination) {
        return None;
    }
    let Lookup::Route { winner, .. } = world.routed.table_of(subnet)?.look_up(question.header.destination)
    else {
        return None;
    };
    match &winner.target {
        Target::NatGateway(_) => Some("what leaves by a NAT gateway"),
        Target::EgressOnlyInternetGateway(_) => Some("what leaves by an egress-only internet gateway"),
        Target::GatewayEndpoint(id) => {
            let service = world.network.endpoints.get(id)?.service.as_ref();
            let is_dynamodb = service.is_some_and(|(service, _)| *service == GatewayService::DynamoDb);
            is_dynamodb.then_some("what leaves by a gateway endpoint of DynamoDB")
        }
        _ => None,
    }
}

/// Whether a rule of one direction admits everybody: the port of the packet, or with `every_port` all of them.
fn admits_all(question: &Question<'_, '_>, direction: Direction, every_port: bool) -> bool {
    let question = Question { direction, ..*question };
    match question.interface.group_source {
        // A load balancer knows its connections itself.
        GroupSource::Unknown | GroupSource::Open => return false,
        GroupSource::Implicit => {
            return direction == Direction::Outbound && question.admitted_by_default();
        }
        GroupSource::Named | GroupSource::DefaultGroup => {}
    }
    let document = &question.world.network.document;
    let mut groups = question.interface.groups.iter().filter_map(|id| document.security_group(id.as_str()));
    groups.any(|group| match question.rules(group) {
        None => question.admitted_by_default(),
        Some(rules) => rules.values().any(|rule| is_open(&question, rule, every_port)),
    })
}

fn is_open(question: &Question<'_, '_>, rule: &IpPermission, every_port: bool) -> bool {
    let block = match question.header.family {
        Family::Ipv4 => &rule.cidr_ip,
        Family::Ipv6 => &rule.cidr_ipv6,
    };
    let is_everybody = block.as_ref().and_then(CidrBlock::net).is_some_and(|block| block.prefix_len() == 0);
    let is_of_protocol = protocol_matches(rule.ip_protocol.as_ref(), question.header);
    if !is_everybody || !is_of_protocol || !faults_of_rule(rule).is_empty() {
        return false;
    }
    if !rule.ip_protocol.as_ref().is_some_and(Protocol::has_ports) {
        return true;
    }
    let Some(ports) = ports_of_row(rule.from_port, rule.to_port) else { return false };
    if every_port {
        (ports.from, ports.to) == (0, u16::MAX)
    } else {
        question.header.destination_port.is_some_and(|port| ports.contains(port))
    }
}
