//! Whether a rule matches: yes, no, or what nobody knows.

use crate::net::{Header, PortRange, Protocol};
use crate::simulate::packet::Packet;
use crate::simulate::walk::Walk;

/// What a rule says to a packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Match {
    Yes,
    No,
    /// It depends on what the drawing does not hold, and on what.
    Perhaps(String),
}

impl From<bool> for Match {
    fn from(is_match: bool) -> Self {
        if is_match { Self::Yes } else { Self::No }
    }
}

impl Match {
    /// Both match.
    pub(super) fn and(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::No => Self::No,
            Self::Yes => other(),
            Self::Perhaps(why) => {
                if other() == Self::No {
                    Self::No
                } else {
                    Self::Perhaps(why)
                }
            }
        }
    }

    /// One of them matches.
    pub(super) fn or(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::Yes => Self::Yes,
            Self::No => other(),
            Self::Perhaps(why) => {
                if other() == Self::Yes {
                    Self::Yes
                } else {
                    Self::Perhaps(why)
                }
            }
        }
    }

    /// The opposite.
    pub(super) fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            perhaps @ Self::Perhaps(_) => perhaps,
        }
    }
}

/// A packet as rules read it: of the port that a client chooses the whole range.
pub(super) struct Read<'p> {
    pub(super) header: &'p Header,
    pub(super) source_ports: Option<PortRange>,
    pub(super) destination_ports: Option<PortRange>,
}

impl<'p> Read<'p> {
    pub(super) fn of(walk: &Walk<'_>, packet: &'p Packet<'_>) -> Self {
        let header = &packet.header;
        let single = |port: Option<u16>| port.map(PortRange::single);
        let (mut source_ports, mut destination_ports) =
            (single(header.source_port), single(header.destination_port));
        let chosen = header.protocol.has_ports().then(|| walk.settled.ports.range(&packet.chooser));
        if walk.is_return() {
            destination_ports = chosen.or(destination_ports);
        } else {
            source_ports = chosen.or(source_ports);
        }
        Self { header, source_ports, destination_ports }
    }

    /// The port that tells what travels inside: that of the server.
    pub(super) fn server_port(&self) -> Option<u16> {
        let port = self.destination_ports.filter(|ports| ports.from == ports.to)?;
        (self.header.protocol == Protocol::Tcp || self.header.protocol == Protocol::Udp).then_some(port.from)
    }
}

/// Whether a range of ports is asked for by another one.
pub(super) fn ports_match(asked: PortRange, ports: Option<PortRange>) -> Match {
    let Some(ports) = ports else { return Match::No };
    if asked.covers(ports) {
        return Match::Yes;
    }
    match asked.intersect(ports) {
        None => Match::No,
        Some(_) => Match::Perhaps(format!("which of its ports {ports} the client chooses is not known")),
    }
}
