//! Several proposed edits as one step.

use super::{Blocker, Faults, FlowSpec, Leg, Trace, trace_with};
use crate::change::{Change, apply_all};
use crate::model::{Document, ResourceId};
use crate::ordered::IntoOrdered;
use crate::routing::RoutedNetwork;
use std::collections::BTreeSet;

/// The changes that take away all blockers of a flow for which an edit is proposed, to be applied as one step.
///
/// Edits are worked out one by one, each for the drawing as it is: two of them may write the same row or take the same
/// rule number. So the packet is sent again after each, through a copy with what was done so far. Blockers that only
/// show up by then are left to the person. Takes one trace, and one build of the network, for each edit.
pub fn fixes_together(document: &Document, spec: &FlowSpec, faults: &Faults) -> Vec<Change> {
    let mut copy = document.clone();
    let mut wanted: Option<BTreeSet<Place>> = None;
    let mut all = Vec::new();
    loop {
        let Ok(trace) = trace_with(&RoutedNetwork::build(&copy), spec, faults) else { return all };
        let wanted = wanted.get_or_insert_with(|| blockers(&trace).into_iter().map(place).into_set());
        let next = blockers(&trace).into_iter().find(|blocker| wanted.contains(&place(blocker)));
        let Some(blocker) = next else { return all };
        // Once for each, whether it helps or not.
        wanted.remove(&place(blocker));
        let changes = blocker.fix.as_ref().map(|fix| fix.changes.as_slice()).unwrap_or_default();
        if apply_all(&mut copy, changes).is_ok() {
            all.extend(changes.iter().cloned());
        }
    }
}

/// What makes two blockers the same: the code, the component, whether the reply is meant, and what decided: one component
/// may stop a packet on its way in and on its way out.
type Place = (&'static str, ResourceId, bool, String);

fn place(blocker: &Blocker) -> Place {
    (blocker.code, blocker.at.clone(), blocker.leg == Leg::Return, blocker.decided_by.text.clone())
}

/// The blockers that have a proposed edit, those of branches too.
fn blockers(trace: &Trace) -> Vec<&Blocker> {
    let own = trace.blockers.iter().filter(|blocker| blocker.fix.is_some());
    own.chain(trace.branches.iter().flat_map(|branch| blockers(&branch.trace))).collect()
}
