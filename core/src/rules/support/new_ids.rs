use crate::model::{Document, IdGenerator, ResourceId, ResourceType, RowId};

/// An id for a resource that a fix adds: the same for the same drawing and place, and free.
pub(in crate::rules) fn new_id(
    document: &Document,
    resource_type: ResourceType,
    place: &ResourceId,
) -> ResourceId {
    generator(place).resource(resource_type, document)
}

/// An id for a row that a fix adds.
pub(in crate::rules) fn new_row(place: &ResourceId, prefix: &str, taken: impl Fn(&str) -> bool) -> RowId {
    generator(place).row(prefix, taken)
}

/// A generator that is seeded by an id (FNV-1a), since a rule has no randomness.
fn generator(place: &ResourceId) -> IdGenerator {
    let seed = place.as_str().bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    IdGenerator::new(seed)
}
