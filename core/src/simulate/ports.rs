use super::packet::PortChooser;
use crate::model::ResourceId;
use crate::net::PortRange;
use std::collections::BTreeMap;

/// The range of a Linux client (R-NACL-3).
pub(super) const LINUX: PortRange = PortRange { from: 32768, to: 61000 };
/// The range of a Windows client (R-NACL-3).
pub(super) const WINDOWS: PortRange = PortRange { from: 49152, to: 65535 };
/// The range of load balancers, NAT gateways, functions and internet hosts (R-NACL-3).
pub(super) const WIDE: PortRange = PortRange { from: 1024, to: 65535 };
/// What headers show for a whole range: it lies in every one of them.
const SHOWN: u16 = 49152;

/// Which ports the clients of a walk may have chosen: whole ranges at first, sub-ranges in branches.
#[derive(Clone, Debug)]
pub(super) struct Ports {
    client: PortRange,
    /// The client's range before it was narrowed.
    whole_client: PortRange,
    nat: BTreeMap<ResourceId, PortRange>,
    narrowed: bool,
}

impl Ports {
    pub(super) fn new(client: PortRange) -> Self {
        Self { client, whole_client: client, nat: BTreeMap::new(), narrowed: false }
    }

    pub(super) fn range(&self, chooser: &PortChooser) -> PortRange {
        match chooser {
            PortChooser::Client => self.client,
            PortChooser::Nat(id) => self.nat.get(id).copied().unwrap_or(WIDE),
        }
    }

    /// The same, but with one chooser held to a part of its range.
    pub(super) fn narrowed(&self, chooser: &PortChooser, range: PortRange) -> Self {
        let mut ports = self.clone();
        ports.narrowed = true;
        match chooser {
            PortChooser::Client => ports.client = range,
            PortChooser::Nat(id) => {
                ports.nat.insert(id.clone(), range);
            }
        }
        ports
    }

    /// The range as it was before any narrowing: what a rule has to admit.
    pub(super) fn whole(&self, chooser: &PortChooser) -> PortRange {
        match chooser {
            PortChooser::Client => self.whole_client,
            PortChooser::Nat(_) => WIDE,
        }
    }

    /// Whether this is a branch.
    pub(super) fn is_narrowed(&self) -> bool {
        self.narrowed
    }

    /// The port that a header shows: 49152 for a whole range, in a branch the lowest of its part.
    pub(super) fn shown(&self, chooser: &PortChooser) -> u16 {
        let range = self.range(chooser);
        let whole = match chooser {
            PortChooser::Client => range == self.whole_client,
            PortChooser::Nat(id) => !self.nat.contains_key(id),
        };
        if whole && range.contains(SHOWN) { SHOWN } else { range.from }
    }
}
