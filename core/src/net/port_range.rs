use serde::{Deserialize, Serialize};
use std::fmt;

/// A closed range of ports; `from` is never above `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PortRange {
    /// The lowest port.
    pub from: u16,
    /// The highest port.
    pub to: u16,
}

impl PortRange {
    /// Every port.
    pub const ALL: Self = Self { from: 0, to: u16::MAX };

    /// The range between two ports, in whichever order they come.
    pub fn new(one: u16, other: u16) -> Self {
        Self { from: one.min(other), to: one.max(other) }
    }

    /// The range that holds one port.
    pub fn single(port: u16) -> Self {
        Self { from: port, to: port }
    }

    /// Whether the port lies in the range.
    pub fn contains(self, port: u16) -> bool {
        self.from <= port && port <= self.to
    }

    /// Whether every port of `other` lies in this range.
    pub fn covers(self, other: Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// The ports that lie in both, or `None`.
    pub fn intersect(self, other: Self) -> Option<Self> {
        let (from, to) = (self.from.max(other.from), self.to.min(other.to));
        (from <= to).then_some(Self { from, to })
    }
}

impl fmt::Display for PortRange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.from == self.to {
            write!(formatter, "{}", self.from)
        } else {
            write!(formatter, "{}-{}", self.from, self.to)
        }
    }
}
