//! Sorting, and ordered collections from iterators, with one copy of the sorting code for all types.
//!
//! The standard library writes its sorts out for every type that is sorted, about 5 KB each in the browser's file, and
//! collecting into a `BTreeMap` or a `BTreeSet` sorts, too. Here the places 0, 1, 2 ... are sorted instead, by code that
//! is the same for every type, and then the items are swapped to where they belong. Slices of plain numbers may as
//! well use the standard library's sorts: those exist once anyway.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Up to this many items are sorted where they are, without a list of places.
const FEW: usize = 8;

/// Sorting of slices. Every sort is stable: what compares equal keeps its order.
pub trait Order<T> {
    /// Sorts by a comparison, which has to be a total order. Takes n log n comparisons.
    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering);

    /// Sorts by the items' own order, the smallest first.
    fn order(&mut self)
    where
        T: Ord,
    {
        self.order_by(T::cmp);
    }

    /// Sorts by a key of each item, the smallest first. The key is computed for every comparison.
    fn order_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        self.order_by(|one, other| key(one).cmp(&key(other)));
    }
}

impl<T> Order<T> for [T] {
    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        if self.len() <= FEW {
            insert_each(self, &compare);
            return;
        }
        let items = &*self;
        let places = sorted_places(items.len(), &|one, other| match (items.get(one), items.get(other)) {
            (Some(one), Some(other)) => compare(one, other),
            _ => Ordering::Equal,
        });
        for (one, other) in swaps(places) {
            self.swap(one, other);
        }
    }
}

/// Sorts a few items by moving each down to its place.
fn insert_each<T>(items: &mut [T], compare: &impl Fn(&T, &T) -> Ordering) {
    for end in 1..items.len() {
        let mut at = end;
        while let Some([before, item]) = at.checked_sub(1).and_then(|from| items.get(from..=at)) {
            if compare(item, before) != Ordering::Less {
                break;
            }
            items.swap(at - 1, at);
            at -= 1;
        }
    }
}

/// The places 0 to `count`, sorted by what is compared at them.
fn sorted_places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|one, other| compare(*one, *other));
    places
}

/// The swaps, in order, that bring to each place the item that `places` names for it.
fn swaps(mut places: Vec<usize>) -> Vec<(usize, usize)> {
    let mut swaps = Vec::with_capacity(places.len());
    for start in 0..places.len() {
        // Each cycle of the permutation is walked once; a place that is done names itself.
        let mut at = start;
        while let Some(from) = places.get_mut(at).map(|place| std::mem::replace(place, at)) {
            if from == start || from == at {
                break;
            }
            swaps.push((at, from));
            at = from;
        }
    }
    swaps
}

/// Ordered collections from iterators, by one insertion after the other.
pub trait IntoOrdered: Iterator + Sized {
    /// The items as a set.
    fn into_set(self) -> BTreeSet<Self::Item>
    where
        Self::Item: Ord,
    {
        let mut set = BTreeSet::new();
        set.extend(self);
        set
    }

    /// The pairs as a map. Of several values for one key the last one stays.
    fn into_map<K: Ord, V>(self) -> BTreeMap<K, V>
    where
        Self: Iterator<Item = (K, V)>,
    {
        let mut map = BTreeMap::new();
        map.extend(self);
        map
    }
}

impl<I: Iterator> IntoOrdered for I {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(keys in proptest::collection::vec(0_u8..20, 0..60)) {
            let mut ours: Vec<(u8, usize)> = keys.iter().copied().zip(0..).collect();
            let mut theirs = ours.clone();
            ours.order_by_key(|(key, _)| *key);
            theirs.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn collects_as_the_standard_library_does(pairs in proptest::collection::vec((0_u8..20, 0_u8..9), 0..40)) {
            let theirs: BTreeMap<u8, u8> = pairs.iter().copied().collect();
            prop_assert_eq!(pairs.iter().copied().into_map(), theirs);
            let theirs: BTreeSet<(u8, u8)> = pairs.iter().copied().collect();
            prop_assert_eq!(pairs.into_iter().into_set(), theirs);
        }
    }
}
