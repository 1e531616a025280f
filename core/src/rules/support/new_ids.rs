use crate::model::{Document, IdGenerator, ResourceId, ResourceType, RowId};
use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr};

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

/// A public address of the documentation ranges that nothing in the drawing has, for an Elastic IP that a fix adds.
pub(in crate::rules) fn free_public_address(document: &Document) -> Option<IpAddr> {
    let mut taken: BTreeSet<IpAddr> = BTreeSet::new();
    for id in document.resources.keys() {
        if let Some(elastic) = document.elastic_ip(id.as_str()) {
            taken.extend(elastic.public_ip.as_ref().and_then(crate::net::Address::ip));
        }
        if let Some(interface) = document.network_interface(id.as_str()) {
            let entries = interface.private_ip_addresses.iter();
            taken.extend(entries.filter_map(|entry| entry.public_ip.as_ref()?.ip()));
        }
    }
    let candidates = [[203, 0, 113], [198, 51, 100], [192, 0, 2]]
        .into_iter()
        .flat_map(|[a, b, c]| (50..=250).map(move |last| IpAddr::V4(Ipv4Addr::new(a, b, c, last))));
    candidates.into_iter().find(|address| !taken.contains(address))
}
