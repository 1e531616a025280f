use super::{Document, ResourceId, ResourceType, RowId};

/// Makes new ids: prefix and five base-32 characters, as in `subnet-9k2fa`.
///
/// Core has no randomness of its own: the host seeds the generator. The same seed and document give the same ids.
#[derive(Clone, Debug)]
pub struct IdGenerator {
    state: u64,
}

/// Letters and digits that are not mistaken for one another.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: usize = 5;

impl IdGenerator {
    /// A generator that starts from a seed.
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// A new id for a resource of that type, not in use in the document.
    pub fn resource(&mut self, resource_type: ResourceType, document: &Document) -> ResourceId {
        let prefix = resource_type.id_prefix();
        loop {
            let id = ResourceId::new(&format!("{prefix}-{}", self.suffix()));
            if !document.resources.contains_key(&id) {
                return id;
            }
        }
    }

    /// A new row id with a one-letter prefix, for which `taken` says no.
    pub fn row(&mut self, prefix: &str, taken: impl Fn(&str) -> bool) -> RowId {
        loop {
            let id = format!("{prefix}{}", self.suffix());
            if !taken(&id) {
                return RowId::new(&id);
            }
        }
    }

    /// A new key with that prefix for a map of the document (expectations, notes, accepted findings).
    pub fn key(&mut self, prefix: &str, taken: impl Fn(&str) -> bool) -> String {
        loop {
            let id = format!("{prefix}-{}", self.suffix());
            if !taken(&id) {
                return id;
            }
        }
    }

    fn suffix(&mut self) -> String {
        let mut bits = self.next();
        let mut text = String::with_capacity(LENGTH);
        for _ in 0..LENGTH {
            let index = usize::try_from(bits & 31).unwrap_or(0);
            text.push(char::from(ALPHABET.get(index).copied().unwrap_or(b'0')));
            bits >>= 5;
        }
        text
    }

    /// SplitMix64: small, well spread, and the same everywhere.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
