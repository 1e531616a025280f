use crate::model::ResourceId;
use crate::net::Header;

/// How many hops one way may have (R-FLOW-8).
pub(super) const MOST_HOPS: usize = 64;

/// Remembers where a packet was with which header: the same again is a loop (R-FLOW-8).
#[derive(Clone, Default)]
pub(super) struct LoopGuard {
    seen: Vec<(ResourceId, Option<ResourceId>, Header)>,
}

impl LoopGuard {
    /// Whether the packet was at this component with this very header before. Remembers that it is now.
    pub(super) fn is_seen(&mut self, component: &ResourceId, header: &Header) -> bool {
        self.is_seen_by(component, None, header)
    }

    /// The same of a component that decides by the side from which a packet comes.
    pub(super) fn is_seen_by(
        &mut self,
        component: &ResourceId,
        came_by: Option<&ResourceId>,
        header: &Header,
    ) -> bool {
        let here = |(at, by, before): &(ResourceId, Option<ResourceId>, Header)| {
            at == component && by.as_ref() == came_by && before == header
        };
        if self.seen.iter().any(here) {
            return true;
        }
        self.seen.push((component.clone(), came_by.cloned(), header.clone()));
        false
    }
}
