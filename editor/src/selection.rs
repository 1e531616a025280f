//! What is selected, in the order in which it was.

use crate::session::Key;
use netyard_core::ordered::IntoOrdered;

/// An ordered set of keys. The last one is the main one: it is what the inspector shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    keys: Vec<Key>,
}

impl Selection {
    /// The keys, first selected first.
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// The key that was selected last.
    pub fn main(&self) -> Option<&Key> {
        self.keys.last()
    }

    /// The only key, if there is exactly one.
    pub fn only(&self) -> Option<&Key> {
        match self.keys.as_slice() {
            [key] => Some(key),
            _ => None,
        }
    }

    /// Whether this key is selected.
    pub fn contains(&self, key: &str) -> bool {
        self.keys.iter().any(|candidate| candidate.as_str() == key)
    }

    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// How much is selected.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Selects exactly these.
    pub fn replace(&mut self, keys: impl IntoIterator<Item = Key>) {
        self.keys.clear();
        self.add(keys);
    }

    /// Selects these as well.
    pub fn add(&mut self, keys: impl IntoIterator<Item = Key>) {
        // A set beside the list keeps marquees over thousands of things linear.
        let mut seen: std::collections::BTreeSet<Key> = self.keys.iter().cloned().into_set();
        for key in keys {
            if seen.insert(key.clone()) {
                self.keys.push(key);
            }
        }
    }

    /// Selects the key, or takes it out if it is selected.
    pub fn toggle(&mut self, key: &Key) {
        if let Some(index) = self.keys.iter().position(|candidate| candidate == key) {
            self.keys.remove(index);
        } else {
            self.keys.push(key.clone());
        }
    }

    /// Selects nothing.
    pub fn clear(&mut self) {
        self.keys.clear();
    }

    /// Keeps what the test says yes to.
    pub fn retain(&mut self, keep: impl FnMut(&Key) -> bool) {
        self.keys.retain(keep);
    }
}
