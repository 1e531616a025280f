//! What an answer is about that does not say so itself: the name of its file tells, or there is only one such thing.

use super::item::Item;
use netyard_core::model::ResourceId;

/// The one of these things that an answer is about. Of two ids that the name of the file holds, the longer one is meant.
pub(super) fn of<'a>(
    item: &Item,
    things: impl Iterator<Item = &'a ResourceId> + Clone,
) -> Option<&'a ResourceId> {
    let named = things.clone().filter(|id| item.file.contains(id.as_str()));
    let mut all = things;
    let only = all.next().filter(|_| all.next().is_none());
    named.max_by_key(|id| id.as_str().len()).or(only)
}
