use super::{Family, Protocol};
use serde::Serialize;
use std::net::IpAddr;

/// The header of a packet as a trace shows it. What the protocol has not is `None`, written `null`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Header {
    /// The address family.
    pub family: Family,
    /// The protocol; never [`Protocol::All`].
    pub protocol: Protocol,
    /// The source address.
    pub source: IpAddr,
    /// The source port, of TCP and UDP.
    pub source_port: Option<u16>,
    /// The destination address.
    pub destination: IpAddr,
    /// The destination port, of TCP and UDP.
    pub destination_port: Option<u16>,
    /// The ICMP type.
    pub icmp_type: Option<u8>,
    /// The ICMP code.
    pub icmp_code: Option<u8>,
}

impl Header {
    /// Whether a packet goes back between the same two addresses, whatever ports it has.
    pub fn is_answered_by(&self, reply: &Self) -> bool {
        self.protocol == reply.protocol
            && self.source == reply.destination
            && self.destination == reply.source
    }

    /// The header of the answer: addresses and ports change places, an echo request becomes an echo reply.
    #[must_use]
    pub fn reply(&self) -> Self {
        let icmp_type = match (&self.protocol, self.icmp_type) {
            (Protocol::Icmp, Some(8)) => Some(0),
            (Protocol::Icmpv6, Some(128)) => Some(129),
            (_, other) => other,
        };
        Self {
            family: self.family,
            protocol: self.protocol.clone(),
            source: self.destination,
            source_port: self.destination_port,
            destination: self.source,
            destination_port: self.source_port,
            icmp_type,
            icmp_code: self.icmp_code,
        }
    }
}
