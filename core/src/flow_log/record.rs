use super::crossing::Crossing;
use super::format::{NOT_COMPUTED, RecordFormat};
use crate::model::{Resource, ResourceId};
use crate::net::{Header, Protocol};
use crate::simulate::Leg;
use crate::topology::Network;
use serde::Serialize;
use std::net::IpAddr;

/// What security groups and network ACLs do at an interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum FlowAction {
    /// They let it pass.
    Accept,
    /// One of them drops it, or VPC Block Public Access does.
    Reject,
}

impl FlowAction {
    /// The word in a record.
    pub fn word(self) -> &'static str {
        match self {
            Self::Accept => "ACCEPT",
            Self::Reject => "REJECT",
        }
    }
}

/// Whether a packet comes to an interface or leaves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FlowDirection {
    /// It comes.
    Ingress,
    /// It leaves.
    Egress,
}

impl FlowDirection {
    /// The word in a record.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ingress => "ingress",
            Self::Egress => "egress",
        }
    }
}

/// One line of a flow log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FlowRecord {
    /// The values, in the order of the format.
    pub values: Vec<String>,
    /// What has the interface: an instance, an interface by itself, a NAT gateway, an attachment of a transit gateway.
    pub component: ResourceId,
    /// The interface, if the drawing holds it.
    pub interface: Option<ResourceId>,
    /// Whether it is of the request or of the reply.
    pub leg: Leg,
    /// Whether the packet comes or leaves.
    pub direction: FlowDirection,
    /// What becomes of it here.
    pub action: FlowAction,
    /// What decided, in words.
    pub decided_by: String,
}

impl FlowRecord {
    /// The line as AWS writes it.
    pub fn line(&self) -> String {
        self.values.join(" ")
    }

    pub(super) fn new(network: &Network, format: &RecordFormat, crossing: &Crossing<'_>) -> Self {
        let value = |field: &String| value(network, format, crossing, field);
        Self {
            values: format.fields().iter().map(value).collect(),
            component: crossing.tap.component.clone(),
            interface: crossing.tap.interface.cloned(),
            leg: crossing.leg,
            direction: crossing.direction,
            action: crossing.action,
            decided_by: crossing.decided_by.clone(),
        }
    }
}

fn value(network: &Network, format: &RecordFormat, crossing: &Crossing<'_>, field: &str) -> String {
    let (tap, header) = (&crossing.tap, &crossing.header);
    let own = tap.address(header.family);
    let comes = crossing.direction == FlowDirection::Ingress;
    let known = match field {
        "version" => Some(format.version().to_string()),
        "account-id" => account(network, crossing),
        "interface-id" => tap.interface.map(ToString::to_string),
        "srcaddr" => if comes { Some(header.source) } else { own }.map(|address| address.to_string()),
        "dstaddr" => if comes { own } else { Some(header.destination) }.map(|address| address.to_string()),
        "pkt-srcaddr" => Some(header.source.to_string()),
        "pkt-dstaddr" => Some(header.destination.to_string()),
        "srcport" => Some(header.source_port.unwrap_or(0).to_string()),
        "dstport" => Some(header.destination_port.unwrap_or(0).to_string()),
        "protocol" => Some(number(&header.protocol)),
        "action" => Some(crossing.action.word().to_owned()),
        "log-status" => Some("OK".to_owned()),
        "type" => Some(kind(header)),
        "flow-direction" => Some(crossing.direction.word().to_owned()),
        "reject-reason" => crossing.reason.map(str::to_owned),
        "vpc-id" => tap.vpc.map(ToString::to_string),
        "subnet-id" => tap.subnet.map(ToString::to_string),
        "instance-id" => tap.instance.map(ToString::to_string),
        "region" => tap.vpc.and_then(|vpc| network.vpcs.get(vpc)).and_then(|vpc| vpc.region.clone()),
        _ => None,
    };
    known.unwrap_or_else(|| NOT_COMPUTED.to_owned())
}

/// The account id of the owner of the interface, where the drawing says it.
fn account(network: &Network, crossing: &Crossing<'_>) -> Option<String> {
    let tap = &crossing.tap;
    let owner = network.owner_of(tap.interface.unwrap_or(tap.component).as_str())?;
    let id = match network.document.resource(owner) {
        Some(Resource::Account(account)) => account.account_id.as_deref()?,
        _ => owner,
    };
    let is_account_id = id.len() == 12 && id.bytes().all(|digit| digit.is_ascii_digit());
    is_account_id.then(|| id.to_owned())
}

/// The number of a protocol, as IANA gives it.
fn number(protocol: &Protocol) -> String {
    match protocol {
        Protocol::Tcp => "6".to_owned(),
        Protocol::Udp => "17".to_owned(),
        Protocol::Icmp => "1".to_owned(),
        Protocol::Icmpv6 => "58".to_owned(),
        Protocol::Number(number) => number.to_string(),
        Protocol::All | Protocol::Unknown(_) => NOT_COMPUTED.to_owned(),
    }
}

fn kind(header: &Header) -> String {
    match header.source {
        IpAddr::V4(_) => "IPv4",
        IpAddr::V6(_) => "IPv6",
    }
    .to_owned()
}
