//! A prefix list of the customer's own, a range and a pool of addresses: empty.

use netyard_core::model::{ByoipCidr, IpamPool, ManagedPrefixList};

use super::Made;
use crate::draft::Draft;
use crate::facts;

/// How many entries a new list may hold: what it counts against quotas.
const MAX_ENTRIES: u32 = 10;

pub(super) fn create(draft: &mut Draft<'_>) -> Made {
    let name = facts::numbered_name(draft.document(), "pl");
    let id = draft.add(ManagedPrefixList {
        name: Some(name.clone()),
        prefix_list_name: Some(name.clone()),
        max_entries: Some(MAX_ENTRIES),
        ..ManagedPrefixList::default()
    });
    Made::new(id, format!("{name}, a prefix list without entries")).inspected()
}

/// A range of public addresses of one's own.
pub(super) fn create_range(draft: &mut Draft<'_>) -> Made {
    let name = facts::numbered_name(draft.document(), "byoip");
    let id = draft.add(ByoipCidr { name: Some(name.clone()), ..ByoipCidr::default() });
    Made::new(id, format!("{name}, a range of public addresses. Give it its block")).inspected()
}

/// A pool of the IP Address Manager.
pub(super) fn create_pool(draft: &mut Draft<'_>) -> Made {
    let name = facts::numbered_name(draft.document(), "pool");
    let id = draft.add(IpamPool { name: Some(name.clone()), ..IpamPool::default() });
    Made::new(id, format!("{name}, a pool without blocks")).inspected()
}
