//! What decided the hop that is looked at: the row that tables mark.

use super::desk::Desk;
use leptos::prelude::*;
use netyard_core::change::{Change, Fix};
use netyard_core::net::Header;
use netyard_core::simulate::{Hop, Leg, Outcome, Trace};

/// The decision of one hop, seen from the resource that decided.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Decided {
    /// The row, if a written one decided.
    pub(crate) row: Option<String>,
    /// The number of the hop, as the hop list shows it.
    pub(crate) hop: usize,
    /// Whether it is on the way back.
    pub(crate) is_reply: bool,
    /// What was said.
    pub(crate) outcome: Outcome,
    /// The packet that was judged.
    pub(crate) header: Header,
    /// Whether the packet was lost here.
    pub(crate) dropped: bool,
    /// The edit that would let it pass.
    pub(crate) fix: Option<Fix>,
}

impl Decided {
    /// "hop 2".
    pub(crate) fn label(&self) -> String {
        if self.is_reply { format!("reply {}", self.hop) } else { format!("hop {}", self.hop) }
    }

    /// The rows that the fix would add to a resource: their JSON.
    pub(crate) fn proposed(&self, id: &str) -> Vec<serde_json::Value> {
        let changes = self.fix.as_ref().map(|fix| fix.changes.as_slice()).unwrap_or_default();
        let added = changes.iter().filter_map(|change| match change {
            Change::Set { id: of, to, .. } if of == id && to.is_object() => Some(to.clone()),
            _ => None,
        });
        added.collect()
    }
}

/// One row of the hop list: which hop, and in which list of the trace it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct HopRow {
    /// The hop.
    pub(crate) hop: Hop,
    /// Its number on its way, from 1.
    pub(crate) number: usize,
    /// Whether it is on the way back.
    pub(crate) is_reply: bool,
    /// Whether it would have followed a drop.
    pub(crate) is_beyond: bool,
    /// The blocker that stands here, as place in the trace's list.
    pub(crate) blocker: Option<usize>,
}

/// All hops of a trace in the order of the hop list: the request and the reply, each with what would have followed.
pub(crate) fn hop_rows(trace: &Trace) -> Vec<HopRow> {
    let way = |hops: &[Hop], is_reply: bool, is_beyond: bool, first: usize| -> Vec<HopRow> {
        hops.iter()
            .enumerate()
            .map(|(index, hop)| HopRow {
                hop: hop.clone(),
                number: first + index,
                is_reply,
                is_beyond,
                blocker: blocker_at(trace, hop, is_reply),
            })
            .collect()
    };
    let mut rows = way(&trace.forward, false, false, 1);
    rows.extend(way(trace.beyond_on(Leg::Forward), false, true, trace.forward.len() + 1));
    rows.extend(way(&trace.back, true, trace.as_if, 1));
    rows.extend(way(trace.beyond_on(Leg::Return), true, true, trace.back.len() + 1));
    rows
}

fn blocker_at(trace: &Trace, hop: &Hop, is_reply: bool) -> Option<usize> {
    let leg = if is_reply { Leg::Return } else { Leg::Forward };
    trace.blockers.iter().position(|blocker| {
        blocker.leg == leg && blocker.at == hop.component && blocker.decided_by == hop.decided_by
    })
}

/// What decided the hop that is looked at, if this resource decided it. Without a hop that is looked at, the drop is.
pub(crate) fn decided(desk: Desk, id: &str) -> Option<Decided> {
    let trace = desk.trace()?;
    let rows = hop_rows(&trace);
    let looked_at = desk.store.hop.get();
    let is_here = |row: &&HopRow| row.hop.decided_by.resource == id;
    let row = match looked_at {
        Some(index) => rows.get(index).filter(is_here)?,
        None => rows.iter().filter(|row| row.blocker.is_some()).find(is_here)?,
    };
    let blocker = row.blocker.and_then(|index| trace.blockers.get(index));
    Some(Decided {
        row: row.hop.decided_by.row.as_ref().map(ToString::to_string),
        hop: row.number,
        is_reply: row.is_reply,
        outcome: row.hop.decided_by.outcome,
        header: row.hop.header_in.clone(),
        dropped: blocker.is_some(),
        fix: blocker.and_then(|blocker| blocker.fix.clone()),
    })
}
