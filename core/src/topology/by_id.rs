use crate::model::ResourceId;
use std::borrow::Borrow;

/// Things by their id, sorted by it: built once in the order of the document, then only read.
///
/// Finding takes the logarithm of the count; adding at the end takes no time, and adding elsewhere moves what is behind.
#[derive(Clone, Debug, PartialEq)]
pub struct ById<T>(Vec<(ResourceId, T)>);

/// The entries of a [`ById`], in order.
pub type Entries<'a, T> =
    std::iter::Map<std::slice::Iter<'a, (ResourceId, T)>, fn(&(ResourceId, T)) -> (&ResourceId, &T)>;

impl<T> ById<T> {
    /// Nothing.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a thing; what had its id is replaced.
    pub fn insert(&mut self, id: ResourceId, thing: T) {
        if self.0.last().is_none_or(|(last, _)| *last < id) {
            self.0.push((id, thing));
            return;
        }
        match self.place(id.as_str()) {
            Ok(at) => {
                if let Some(slot) = self.0.get_mut(at) {
                    slot.1 = thing;
                }
            }
            Err(at) => self.0.insert(at, (id, thing)),
        }
    }

    fn place(&self, id: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(own, _)| own.as_str().cmp(id))
    }

    /// The thing with that id.
    pub fn get<Q: Borrow<str> + ?Sized>(&self, id: &Q) -> Option<&T> {
        let at = self.place(id.borrow()).ok()?;
        self.0.get(at).map(|(_, thing)| thing)
    }

    /// The thing with that id, and the id as it stands here.
    pub fn get_key_value<Q: Borrow<str> + ?Sized>(&self, id: &Q) -> Option<(&ResourceId, &T)> {
        let at = self.place(id.borrow()).ok()?;
        self.0.get(at).map(|(id, thing)| (id, thing))
    }

    /// The thing with that id, to change it.
    pub fn get_mut<Q: Borrow<str> + ?Sized>(&mut self, id: &Q) -> Option<&mut T> {
        let at = self.place(id.borrow()).ok()?;
        self.0.get_mut(at).map(|(_, thing)| thing)
    }

    /// Whether there is a thing with that id.
    pub fn contains_key<Q: Borrow<str> + ?Sized>(&self, id: &Q) -> bool {
        self.place(id.borrow()).is_ok()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The ids and things, in order.
    pub fn iter(&self) -> Entries<'_, T> {
        self.0.iter().map(|(id, thing)| (id, thing))
    }

    /// The ids, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &ResourceId> + Clone {
        self.0.iter().map(|(id, _)| id)
    }

    /// The things, in the order of their ids.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator + Clone {
        self.0.iter().map(|(_, thing)| thing)
    }

    /// The things, in the order of their ids, to change them.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.iter_mut().map(|(_, thing)| thing)
    }
}

impl<T> Default for ById<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'a, T> IntoIterator for &'a ById<T> {
    type Item = (&'a ResourceId, &'a T);
    type IntoIter = Entries<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_found_by_id_and_stand_in_its_order() {
        let mut things = ById::new();
        for (id, thing) in [("b", 1), ("d", 2), ("a", 3), ("c", 4), ("b", 5)] {
            things.insert(ResourceId::new(id), thing);
        }
        assert_eq!(things.values().copied().collect::<Vec<_>>(), [3, 5, 4, 2]);
        assert_eq!(things.keys().map(ResourceId::as_str).collect::<String>(), "abcd");
        assert_eq!(things.get("c"), Some(&4));
        assert_eq!(things.get(&ResourceId::new("e")), None);
        assert_eq!((things.len(), things.contains_key("a"), things.is_empty()), (4, true, false));
    }
}
