use super::places::Places;
use crate::model::ResourceId;
use std::borrow::Borrow;

/// Things by their id, sorted by it: built once in the order of the document, then only read.
///
/// Adding at the end takes no time, and adding elsewhere moves what is behind. Finding takes the logarithm of the count; in
/// a network that is built, what every packet looks up is found in the same time however many there are.
#[derive(Clone, Debug)]
pub struct ById<T> {
    things: Vec<(ResourceId, T)>,
    /// Where each id stands; nothing until somebody asks for it, and after something was added.
    places: Option<Places>,
}

impl<T: PartialEq> PartialEq for ById<T> {
    fn eq(&self, other: &Self) -> bool {
        self.things == other.things
    }
}

/// The entries of a [`ById`], in order.
pub type Entries<'a, T> =
    std::iter::Map<std::slice::Iter<'a, (ResourceId, T)>, fn(&(ResourceId, T)) -> (&ResourceId, &T)>;

impl<T> ById<T> {
    /// Nothing.
    pub const fn new() -> Self {
        Self { things: Vec::new(), places: None }
    }

    /// Adds a thing; what had its id is replaced.
    pub fn insert(&mut self, id: ResourceId, thing: T) {
        self.places = None;
        if self.things.last().is_none_or(|(last, _)| *last < id) {
            self.things.push((id, thing));
            return;
        }
        match self.halve(id.as_str()) {
            Ok(at) => {
                if let Some(slot) = self.things.get_mut(at) {
                    slot.1 = thing;
                }
            }
            Err(at) => self.things.insert(at, (id, thing)),
        }
    }

    /// Notes where each id stands, so that finding does not compare its way through them. To be called when all is added.
    pub(super) fn index(&mut self) {
        self.places = Places::of(self.things.len(), &mut self.things.iter().map(|(id, _)| id.as_str()));
    }

    fn place(&self, id: &str) -> Option<usize> {
        match &self.places {
            Some(places) => {
                places.find(id, &|at| self.things.get(at).is_some_and(|(own, _)| own.as_str() == id))
            }
            None => self.halve(id).ok(),
        }
    }

    fn halve(&self, id: &str) -> Result<usize, usize> {
        self.things.binary_search_by(|(own, _)| own.as_str().cmp(id))
    }

    /// The thing with that id.
    pub fn get<Q: Borrow<str> + ?Sized>(&self, id: &Q) -> Option<&T> {
        let at = self.place(id.borrow())?;
        self.things.get(at).map(|(_, thing)| thing)
    }

    /// The thing with that id, and the id as it stands here.
    pub fn get_key_value<Q: Borrow<str> + ?Sized>(&self, id: &Q) -> Option<(&ResourceId, &T)> {
        let at = self.place(id.borrow())?;
        self.things.get(at).map(|(id, thing)| (id, thing))
    }

    /// The thing with that id, to change it.
    pub fn get_mut<Q: Borrow<str> + ?Sized>(&mut self, id: &Q) -> Option<&mut T> {
        let at = self.place(id.borrow())?;
        self.things.get_mut(at).map(|(_, thing)| thing)
    }

    /// Whether there is a thing with that id.
    pub fn contains_key<Q: Borrow<str> + ?Sized>(&self, id: &Q) -> bool {
        self.place(id.borrow()).is_some()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.things.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.things.is_empty()
    }

    /// The ids and things, in order.
    pub fn iter(&self) -> Entries<'_, T> {
        self.things.iter().map(|(id, thing)| (id, thing))
    }

    /// The ids, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &ResourceId> + Clone {
        self.things.iter().map(|(id, _)| id)
    }

    /// The things, in the order of their ids.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator + Clone {
        self.things.iter().map(|(_, thing)| thing)
    }

    /// The things, in the order of their ids, to change them.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.things.iter_mut().map(|(_, thing)| thing)
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

    #[test]
    fn an_index_finds_the_same_and_goes_when_something_is_added() {
        let ids = || (0..100).map(|number| format!("i-{number:03}"));
        let mut things: ById<usize> = ById::new();
        ids().enumerate().for_each(|(number, id)| things.insert(ResourceId::new(&id), number));
        let halved = things.clone();
        things.index();
        for id in ids().chain(["i-100".to_owned(), String::new()]) {
            assert_eq!(things.get(id.as_str()), halved.get(id.as_str()), "{id}");
        }
        assert_eq!(things, halved);
        things.insert(ResourceId::new("i-0005"), 1_000);
        assert_eq!((things.get("i-0005"), things.get("i-001")), (Some(&1_000), Some(&1)));
        *things.get_mut("i-099").unwrap() = 7;
        assert_eq!(things.get("i-099"), Some(&7));
    }
}
