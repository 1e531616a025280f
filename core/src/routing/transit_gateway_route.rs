use crate::model::{ResourceId, RowId};
use crate::topology::ConnectPeerNode;
use ipnet::IpNet;

/// Where a route of a transit gateway comes from; the order is the order of preference among equal prefixes (R-TGW-15).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HubOrigin {
    /// A row that somebody wrote, with a CIDR as destination.
    Static,
    /// A row with a prefix list as destination.
    PrefixList,
    /// A VPC attachment brings it (R-TGW-20).
    Vpc,
    /// A Connect attachment brings it.
    Connect,
    /// A VPN connection brings it.
    Vpn,
    /// A VPN connection at a VPN Concentrator brings it.
    VpnConcentrator,
}

/// What a route of a transit gateway leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HubTarget {
    /// An attachment.
    Attachment(ResourceId),
    /// Nothing: what matches is dropped (R-TGW-18). The attachment that the row names, if it names one that is gone.
    Blackhole(Option<ResourceId>),
    /// An attachment of which an importer saw nothing: nobody knows.
    Unread(ResourceId),
}

/// One route of a transit gateway, down to a single block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubRoute {
    /// The block.
    pub destination: IpNet,
    /// The prefix list that the block comes from.
    pub prefix_list: Option<ResourceId>,
    /// What it leads to.
    pub target: HubTarget,
    /// Where it comes from.
    pub origin: HubOrigin,
    /// The row; `None` for what an attachment brings.
    pub row: Option<RowId>,
    /// The way by which BGP brought it; `None` for what BGP did not bring.
    pub path: Option<BgpPath>,
    /// Whether it is brought by an attachment that is not up, or by a VPN connection without a tunnel: AWS has no such
    /// route. It says only whom to blame where no other route leads to the address.
    pub is_idle: bool,
}

/// What BGP tells of a route beside its block: of one kind of attachment and one block the shorter path wins, then the
/// lower discriminator, then what comes from another autonomous system (R-TGW-16).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BgpPath {
    /// The autonomous systems on the way, the nearest first.
    pub as_path: Vec<u32>,
    /// The multi-exit discriminator; 100 where none was told.
    pub med: u32,
    /// Whether the other side has the gateway's own AS number.
    pub is_internal: bool,
}

impl HubRoute {
    /// The place among routes to one block: the lowest wins, and equal ones may share the traffic (R-TGW-15, R-TGW-16).
    pub(super) fn rank(&self) -> (HubOrigin, usize, u32, bool) {
        let path = self.path.as_ref().map(|path| (path.as_path.len(), path.med, path.is_internal));
        let (length, med, is_internal) = path.unwrap_or_default();
        (self.origin, length, med, is_internal)
    }

    /// Whether a Connect peer is one of those that announce it.
    pub fn is_told_by(&self, peer: &ConnectPeerNode) -> bool {
        let Some(path) = &self.path else { return false };
        let mut prefixes = peer.announced.iter().flatten();
        prefixes.any(|own| own.net == self.destination && own.as_path == path.as_path && own.med == path.med)
    }

    /// Whether a Connect peer announces its block by a path that ranks as its own does: of one length, with one
    /// discriminator.
    pub fn is_told_alike_by(&self, peer: &ConnectPeerNode) -> bool {
        let Some(path) = &self.path else { return false };
        let mut prefixes = peer.announced.iter().flatten();
        prefixes.any(|own| {
            own.net == self.destination && own.as_path.len() == path.as_path.len() && own.med == path.med
        })
    }

    /// The attachment that it leads to.
    pub fn attachment(&self) -> Option<&ResourceId> {
        match &self.target {
            HubTarget::Attachment(id) | HubTarget::Unread(id) => Some(id),
            HubTarget::Blackhole(_) => None,
        }
    }
}
