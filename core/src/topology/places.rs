use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// Where each id of a list stands, by its hash. It holds numbers only, so that there is one copy of this code for lists of
/// all kinds.
#[derive(Clone)]
pub(super) struct Places {
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Places {
    /// The places of that many ids, in their order; `None` of an empty list, and of one that is too long to number.
    pub(super) fn of(count: usize, ids: &mut dyn Iterator<Item = &str>) -> Option<Self> {
        u32::try_from(count).ok().filter(|count| *count > 0)?;
        let hasher = DefaultHashBuilder::default();
        let values: Vec<u64> = ids.map(|id| hasher.hash_one(id)).collect();
        let mut table = HashTable::with_capacity(values.len());
        for (place, hash) in (0u32..).zip(&values) {
            table.insert_unique(*hash, place, |place| {
                usize::try_from(*place).ok().and_then(|place| values.get(place)).copied().unwrap_or_default()
            });
        }
        Some(Self { table, hasher })
    }

    /// Where an id stands, if it does; `is` tells whether it is the one at a place.
    pub(super) fn find(&self, id: &str, is: &dyn Fn(usize) -> bool) -> Option<usize> {
        let is = |place: &u32| usize::try_from(*place).is_ok_and(is);
        let place = self.table.find(self.hasher.hash_one(id), is)?;
        usize::try_from(*place).ok()
    }
}

impl std::fmt::Debug for Places {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Places").field("count", &self.table.len()).finish_non_exhaustive()
    }
}
