//! The nodes of transit gateways.

use super::VpnPrefix;
use super::node::Source;
use crate::model::ResourceId;
use std::collections::{BTreeMap, BTreeSet};

/// A transit gateway.
#[derive(Clone, Debug)]
pub struct TransitGatewayNode {
    /// Its id.
    pub id: ResourceId,
    /// Its Region.
    pub region: Option<String>,
    /// Its state.
    pub state: String,
    /// What is attached to it, by id; a peering stands at both of its gateways.
    pub attachments: Vec<ResourceId>,
    /// Its drawn route tables, by id.
    pub tables: Vec<ResourceId>,
    /// The table that decides for what an attachment brings (R-TGW-13). `Implicit` is the default table that AWS makes
    /// and nobody drew; an attachment that is not here is associated with none.
    pub associations: BTreeMap<ResourceId, Source>,
    /// Whether attachments propagate to the default table that nobody drew; `None` where there is no such table.
    pub implicit_table: Option<bool>,
    /// Whether inbound rules may name groups of other attached VPCs (R-TGW-26).
    pub references_groups: bool,
    /// Whether equal routes over several VPN connections share the traffic (R-TGW-32).
    pub shares_vpn: bool,
    /// Attachments that AWS makes with a VPN connection and nobody drew: each has the id of its connection.
    pub unwritten: Vec<ResourceId>,
    /// The drawn table to which AWS lets new attachments propagate, and with it those that nobody drew.
    pub default_propagation: Option<ResourceId>,
    /// The AS number of the Amazon side.
    pub asn: i64,
    /// Kinds of resource that the importer did not see.
    pub unknown: BTreeSet<String>,
}

/// The AS number of a gateway that names none.
pub(super) const USUAL_ASN: i64 = 64512;

impl TransitGatewayNode {
    /// Whether it passes packets on.
    pub fn is_up(&self) -> bool {
        is_up(&self.state)
    }

    /// Whether AWS has taken it away, or is about to: a route to it is a blackhole.
    pub fn is_gone(&self) -> bool {
        matches!(self.state.as_str(), "deleted" | "deleting")
    }

    /// Whether an importer said that it saw nothing of this kind.
    pub fn does_not_know(&self, type_name: &str) -> bool {
        self.unknown.contains(type_name)
    }
}

/// What an attachment joins a transit gateway with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttachmentKind {
    /// A VPC.
    Vpc,
    /// A Site-to-Site VPN connection.
    Vpn,
    /// Another transit gateway.
    Peering,
    /// A Connect attachment, carried by another one.
    Connect,
    /// A firewall of AWS (R-TGW-34).
    NetworkFunction,
    /// Something else: a Direct Connect gateway, a Client VPN endpoint.
    Other,
}

impl AttachmentKind {
    pub(super) fn of(resource_type: &str) -> Self {
        match resource_type {
            "vpc" => Self::Vpc,
            "vpn" => Self::Vpn,
            "peering" | "tgw-peering" => Self::Peering,
            "connect" => Self::Connect,
            "network-function" => Self::NetworkFunction,
            _ => Self::Other,
        }
    }
}

/// An attachment of a transit gateway.
#[derive(Clone, Debug)]
pub struct TransitGatewayAttachmentNode {
    /// Its id.
    pub id: ResourceId,
    /// The transit gateway, if it names one that exists; of a peering the one that asked.
    pub gateway: Option<ResourceId>,
    /// What kind of thing is attached.
    pub kind: AttachmentKind,
    /// What is attached; a VPC or transit gateway only if it exists.
    pub resource: Option<ResourceId>,
    /// The subnets of a VPC attachment, one a zone.
    pub subnets: Vec<ResourceId>,
    /// What BGP is said to announce over a Connect attachment as a whole; `None` where nobody tells, and for every other
    /// kind.
    pub announced: Option<Vec<VpnPrefix>>,
    /// The Connect peers of a Connect attachment, by id.
    pub peers: Vec<ResourceId>,
    /// Its state; `failed` where AWS would not have made it.
    pub state: String,
    /// Whether both directions of a flow use one zone (R-TGW-25).
    pub appliance_mode: bool,
    /// Whether the IPv6 blocks of its VPC are propagated (R-TGW-20); no packet is filtered by it.
    pub propagates_ipv6: bool,
    /// Whether groups of its VPC may be named across the gateway (R-TGW-26).
    pub references_groups: bool,
}

impl TransitGatewayAttachmentNode {
    /// Whether packets may pass.
    pub fn is_up(&self) -> bool {
        is_up(&self.state)
    }

    /// Whether AWS has taken it away: a route to it is a blackhole.
    pub fn is_gone(&self) -> bool {
        matches!(self.state.as_str(), "deleted" | "deleting" | "rejected")
    }

    /// The VPC that is attached, if it is one that exists.
    pub fn vpc(&self) -> Option<&ResourceId> {
        self.resource.as_ref().filter(|_| self.kind == AttachmentKind::Vpc)
    }

    /// The firewall that is attached, if it is one.
    pub fn firewall(&self) -> Option<&ResourceId> {
        self.resource.as_ref().filter(|_| self.kind == AttachmentKind::NetworkFunction)
    }

    /// The VPN connection that is attached, if it is one.
    pub fn connection(&self) -> Option<&ResourceId> {
        self.resource.as_ref().filter(|_| self.kind == AttachmentKind::Vpn)
    }

    /// Whether it is attached to that gateway, on either side.
    pub fn is_at(&self, gateway: &str) -> bool {
        self.gateway.as_ref().is_some_and(|id| id.as_str() == gateway) || self.peer_of(gateway).is_some()
    }

    /// The gateway on the other side of a peering.
    pub fn peer_of(&self, gateway: &str) -> Option<&ResourceId> {
        if self.kind != AttachmentKind::Peering {
            return None;
        }
        match (&self.gateway, &self.resource) {
            (Some(own), other) if own.as_str() == gateway => other.as_ref(),
            (own, Some(other)) if other.as_str() == gateway => own.as_ref(),
            _ => None,
        }
    }
}

fn is_up(state: &str) -> bool {
    matches!(state, "available" | "modifying")
}
