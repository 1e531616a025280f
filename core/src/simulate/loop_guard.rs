use crate::model::ResourceId;
use crate::net::Header;

/// How many hops one way may have (R-FLOW-8).
pub(super) const MOST_HOPS: usize = 64;

/// Remembers where a packet was with which header: the same again is a loop (R-FLOW-8).
#[derive(Default)]
pub(super) struct LoopGuard {
    seen: Vec<(ResourceId, Header)>,
}

impl LoopGuard {
    /// Whether the packet was at this component with this very header before. Remembers that it is now.
    pub(super) fn is_seen(&mut self, component: &ResourceId, header: &Header) -> bool {
        if self.seen.iter().any(|(at, before)| at == component && before == header) {
            return true;
        }
        self.seen.push((component.clone(), header.clone()));
        false
    }
}
