//! What a list of rules says about a packet: the matching that stages and fixes share.

pub(super) mod network_acl;
pub(super) mod reference;
pub(super) mod security_group;
pub(super) mod tracking;

use crate::net::{Header, Protocol};

/// Which way a packet goes through a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Inbound,
    Outbound,
}

impl Direction {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Inbound => "inbound",
            Self::Outbound => "outbound",
        }
    }

    /// The word before the far address: from, or to.
    pub(super) fn preposition(self) -> &'static str {
        match self {
            Self::Inbound => "from",
            Self::Outbound => "to",
        }
    }

    /// The address at the far end of the filter.
    pub(super) fn far(self, header: &Header) -> std::net::IpAddr {
        match self {
            Self::Inbound => header.source,
            Self::Outbound => header.destination,
        }
    }
}

/// Whether a rule's ICMP type or code speaks of a packet's; -1 and absent are any.
fn icmp_part_matches(rule: Option<i32>, packet: Option<u8>) -> bool {
    match rule {
        None | Some(-1) => true,
        Some(rule) => packet.is_some_and(|packet| i32::from(packet) == rule),
    }
}

/// Whether a rule's protocol speaks of a packet; absent is all.
fn protocol_matches(rule: Option<&Protocol>, header: &Header) -> bool {
    rule.is_none_or(|rule| rule.admits(&header.protocol))
}
