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

/// The objects of each answer by themselves: what stood in one list is about one thing.
pub(super) fn answers(items: Vec<Item>) -> Vec<Vec<Item>> {
    let list = |item: &Item| {
        let place = item.place.rsplit_once('[').map_or(item.place.as_str(), |(list, _)| list);
        (item.file.clone(), place.to_owned())
    };
    let mut all: Vec<Vec<Item>> = Vec::new();
    for item in items {
        match all.last_mut().filter(|own| own.first().is_some_and(|first| list(first) == list(&item))) {
            Some(own) => own.push(item),
            None => all.push(vec![item]),
        }
    }
    all
}
