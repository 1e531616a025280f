//! What becomes of a flow, as coarse as two evaluators can be asked to agree on.

use std::fmt;

/// Why a packet is stopped: the family of the codes of the rule book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reason {
    NoRoute,
    Blackhole,
    Group,
    Acl,
    NoPublicAddress,
    PrivateDestination,
    Spoofed,
    NotAttached,
    CannotRoute,
    PeeringScope,
    AmbiguousReturn,
    Disconnected,
    SourceCheck,
    NoSuchAddress,
    State,
    NatUnsolicited,
    NatScope,
    EgressOnly,
    Protocol,
    ServiceScope,
    Loop,
    Listener,
    /// The packet is lost, and the book has no code for how.
    Lost,
}

/// Request or reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Way {
    Forward,
    Return,
}

/// Where and why a packet is stopped.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stop {
    pub(crate) reason: Reason,
    pub(crate) at: String,
    pub(crate) leg: Way,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Opinion {
    Delivered,
    Dropped(Stop),
    Rejected(Stop),
    /// Some ports of the client get a reply; the stop is that of the lowest one without.
    Partial(Stop),
    /// Not known, or no such flow.
    Other(String),
}

impl Reason {
    /// The family of a code.
    pub(crate) fn of(code: &str) -> Option<Self> {
        Some(match code {
            "NO_ROUTE_TO_DESTINATION" => Self::NoRoute,
            "BAD_STATE_ROUTE" => Self::Blackhole,
            "ENI_SG_RULES_MISMATCH" | "SG_HAS_NO_RULES" => Self::Group,
            "SUBNET_ACL_RESTRICTION" => Self::Acl,
            "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS" | "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS" => {
                Self::NoPublicAddress
            }
            "IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS"
            | "IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS" => Self::PrivateDestination,
            "GATEWAY_REJECTS_SPOOFED_TRAFFIC" => Self::Spoofed,
            "GATEWAY_NOT_ATTACHED" => Self::NotAttached,
            "CANNOT_ROUTE" => Self::CannotRoute,
            "PCX_REQUIRES_ADDRESS_IN_VPC_CIDR" => Self::PeeringScope,
            "PCX_AMBIGUOUS_RETURN" => Self::AmbiguousReturn,
            "DISCONNECTED_VPCS" => Self::Disconnected,
            "ENI_ADDRESS_RESTRICTION" | "ENI_SOURCE_DEST_CHECK_RESTRICTION" => Self::SourceCheck,
            "NO_SUCH_ADDRESS" => Self::NoSuchAddress,
            "BAD_STATE" => Self::State,
            "NAT_INBOUND_UNSOLICITED" => Self::NatUnsolicited,
            "NGW_REQUIRES_SOURCE_IN_VPC" => Self::NatScope,
            "EIGW_INBOUND_BLOCKED" => Self::EgressOnly,
            "PROTOCOL_RESTRICTION" | "VPCE_GATEWAY_PROTOCOL_RESTRICTION" => Self::Protocol,
            "VPCE_GATEWAY_SOURCE_OUTSIDE_VPC" => Self::ServiceScope,
            "ROUTING_LOOP" | "HOP_LIMIT" => Self::Loop,
            "NO_LISTENER" => Self::Listener,
            _ => return None,
        })
    }
}

impl Opinion {
    /// Whether two answers agree: the same verdict, reason and leg, and the same place. A loop may be seen at any of its
    /// places, and what is lost without a code in the book may be lost anywhere and by any name.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Dropped(one), Self::Dropped(two)) | (Self::Partial(one), Self::Partial(two)) => {
                match (one.reason, two.reason) {
                    (Reason::Lost, _) | (_, Reason::Lost) | (Reason::Loop, Reason::Loop) => {
                        one.leg == two.leg
                    }
                    _ => one == two,
                }
            }
            _ => self == other,
        }
    }
}

impl fmt::Display for Opinion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Delivered => formatter.write_str("delivered"),
            Self::Dropped(stop) => write!(formatter, "dropped {stop}"),
            Self::Rejected(stop) => write!(formatter, "rejected {stop}"),
            Self::Partial(stop) => write!(formatter, "partial, else {stop}"),
            Self::Other(text) => formatter.write_str(text),
        }
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?} at {} on {:?}", self.reason, self.at, self.leg)
    }
}
