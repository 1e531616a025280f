//! Where flows end, and which address is seen there.

use super::check::is_called;
use crate::model::ResourceId;
use crate::simulate::{Trace, Verdict};
use crate::topology::Network;
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

/// What comes of a packet over all its branches.
#[derive(Debug)]
pub(super) struct Arrivals {
    /// How many of a million flows each end gets; nothing where one of the choices has no share. A thousand would not do:
    /// halves of a third are added up.
    millionths: Option<BTreeMap<ResourceId, u64>>,
    /// The addresses from which they come, as the ends see them.
    pub(super) sources: BTreeSet<IpAddr>,
}

impl Arrivals {
    /// Those of a trace. What is not delivered arrives nowhere.
    pub(super) fn of(trace: &Trace) -> Self {
        let mut arrivals = Self { millionths: Some(BTreeMap::new()), sources: BTreeSet::new() };
        arrivals.follow(trace, Some(1_000_000));
        arrivals
    }

    fn follow(&mut self, trace: &Trace, millionths: Option<u64>) {
        for branch in &trace.branches {
            let share = branch.choice.share.map(u64::from);
            self.follow(&branch.trace, millionths.zip(share).map(|(all, share)| all * share / 1000));
        }
        let Some(hop) = trace.forward.last().filter(|_| trace.verdict == Verdict::Delivered) else { return };
        if trace.branches.is_empty() {
            self.sources.insert(hop.header_out.source);
            self.millionths = self.millionths.take().zip(millionths).map(|(mut ends, share)| {
                *ends.entry(hop.component.clone()).or_default() += share;
                ends
            });
        }
    }

    /// How many of a thousand flows each end gets, where that can be said.
    pub(super) fn shares(&self) -> Option<BTreeMap<&ResourceId, u64>> {
        self.millionths.as_ref().map(|ends| ends.iter().map(|(end, share)| (end, share / 1000)).collect())
    }

    /// Whether every end gets what is wanted, and nobody else gets anything.
    pub(super) fn are_shared(&self, wanted: &BTreeMap<String, u64>, network: &Network) -> bool {
        let Some(found) = self.shares() else { return false };
        let gets = |(end, share): (&String, &u64)| {
            found.iter().any(|(id, found)| is_called(network, id, end) && found == share)
        };
        wanted.len() == found.len() && wanted.iter().all(gets)
    }

    /// Whether they come from these addresses, each of them.
    pub(super) fn come_from(&self, wanted: &[String]) -> bool {
        let wanted: BTreeSet<Option<IpAddr>> = wanted.iter().map(|text| text.parse().ok()).collect();
        let found: BTreeSet<Option<IpAddr>> = self.sources.iter().copied().map(Some).collect();
        wanted == found
    }
}
