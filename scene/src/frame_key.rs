//! The keys of what is drawn inside of something without an entry of its own: a zone in a VPC (`vpc-…/eu-west-1a`), a
//! Region in an account (`account-…/eu-west-1`).

use netyard_core::model::{Document, Resource, ResourceId};
use netyard_core::topology::Network;

/// What such a key means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrameKey<'a> {
    /// An Availability Zone in a VPC.
    Zone {
        /// The VPC.
        vpc: &'a str,
        /// The name of the zone.
        zone: &'a str,
    },
    /// A Region in an account.
    Region {
        /// The account.
        account: &'a str,
        /// The name of the Region.
        region: &'a str,
    },
}

impl<'a> FrameKey<'a> {
    /// Reads a key; `None` for the key of a resource, of a Region outside of accounts, or of anything else.
    pub fn of(document: &Document, key: &'a str) -> Option<Self> {
        let (around, name) = key.split_once('/')?;
        if document.resource(key).is_some() {
            return None;
        }
        Some(match document.resource(around) {
            Some(Resource::Account(_)) => Self::Region { account: around, region: name },
            _ => Self::Zone { vpc: around, zone: name },
        })
    }

    /// The name of the zone or Region.
    pub fn name(self) -> &'a str {
        match self {
            Self::Zone { zone, .. } => zone,
            Self::Region { region, .. } => region,
        }
    }
}

/// The key of a zone inside a VPC, as placements use it.
pub fn zone_key(vpc: &str, zone: &str) -> ResourceId {
    ResourceId::new(&format!("{vpc}/{zone}"))
}

/// The key of a Region inside an account, as placements use it.
pub fn region_key(account: &str, region: &str) -> ResourceId {
    ResourceId::new(&format!("{account}/{region}"))
}

/// The drawn account round a thing that no VPC or subnet holds: the one that owns it.
pub fn account_round<'a>(network: &'a Network, id: &str) -> Option<&'a str> {
    let owner = network.owner_of(id)?;
    matches!(network.document.resource(owner), Some(Resource::Account(_))).then_some(owner)
}
