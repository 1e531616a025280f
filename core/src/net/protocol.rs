use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// The protocol of a packet, a rule or a listener: `tcp`, `udp`, `icmp`, `icmpv6`, `all`, else the number as text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Protocol {
    /// Every protocol (rules only; AWS writes `-1`).
    All,
    /// TCP, protocol 6.
    Tcp,
    /// UDP, protocol 17.
    Udp,
    /// ICMP for IPv4, protocol 1.
    Icmp,
    /// ICMP for IPv6, protocol 58.
    Icmpv6,
    /// Any other protocol by its number.
    Number(u8),
    /// Text that names no protocol, kept as written; it matches nothing.
    Unknown(String),
}

impl Protocol {
    /// Reads a protocol name or number. `-1` is `all`; numbers with a name become that name.
    pub fn new(text: &str) -> Self {
        match text.trim().to_ascii_lowercase().as_str() {
            "all" | "-1" => Self::All,
            "tcp" => Self::Tcp,
            "udp" => Self::Udp,
            "icmp" => Self::Icmp,
            "icmpv6" => Self::Icmpv6,
            other => other.parse().map_or_else(|_| Self::Unknown(text.to_owned()), Self::from_number),
        }
    }

    /// The protocol with that IANA number.
    pub fn from_number(number: u8) -> Self {
        match number {
            1 => Self::Icmp,
            6 => Self::Tcp,
            17 => Self::Udp,
            58 => Self::Icmpv6,
            other => Self::Number(other),
        }
    }

    /// Its IANA number; none for every protocol, and for text that names none.
    pub fn number(&self) -> Option<u8> {
        match self {
            Self::Icmp => Some(1),
            Self::Tcp => Some(6),
            Self::Udp => Some(17),
            Self::Icmpv6 => Some(58),
            Self::Number(number) => Some(*number),
            Self::All | Self::Unknown(_) => None,
        }
    }

    /// Whether a rule written for `self` speaks of packets of `packet`.
    pub fn admits(&self, packet: &Self) -> bool {
        *self == Self::All || (self == packet && !matches!(self, Self::Unknown(_)))
    }

    /// Whether packets of this protocol carry ports.
    pub fn has_ports(&self) -> bool {
        matches!(self, Self::Tcp | Self::Udp)
    }

    /// Whether this is ICMP of either family.
    pub fn is_icmp(&self) -> bool {
        matches!(self, Self::Icmp | Self::Icmpv6)
    }
}

impl fmt::Display for Protocol {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => formatter.write_str("all"),
            Self::Tcp => formatter.write_str("tcp"),
            Self::Udp => formatter.write_str("udp"),
            Self::Icmp => formatter.write_str("icmp"),
            Self::Icmpv6 => formatter.write_str("icmpv6"),
            Self::Number(number) => write!(formatter, "{number}"),
            Self::Unknown(text) => formatter.write_str(text),
        }
    }
}

impl Serialize for Protocol {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Protocol {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "the name or number of a protocol")]
        enum Written {
            Text(String),
            Number(i64),
        }
        Ok(match Written::deserialize(deserializer)? {
            Written::Text(text) => Self::new(&text),
            Written::Number(number) => Self::new(&number.to_string()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Protocol;

    #[test]
    fn a_number_is_that_of_its_protocol_and_what_is_none_has_none() {
        for number in 0..=u8::MAX {
            assert_eq!(Protocol::from_number(number).number(), Some(number));
        }
        assert_eq!(Protocol::All.number(), None);
        assert_eq!(Protocol::new("carrier pigeons").number(), None);
    }
}
