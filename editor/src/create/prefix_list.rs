//! A prefix list of the customer's own, empty.

use netyard_core::model::ManagedPrefixList;

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
