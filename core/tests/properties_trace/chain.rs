//! Where proposed edits lead, one after another.

use netyard_core::change::{Change, apply_all};
use netyard_core::model::Document;
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::{DecidedBy, FlowSpec, Leg, Trace, Verdict, trace};

/// How many edits one after another are followed.
const STEPS: usize = 20;

/// The row of a table that an edit writes.
fn row_of(change: &Change) -> Option<(String, String)> {
    let Change::Set { id, path, .. } = change else { return None };
    let row = path.strip_prefix("/routes/")?.split('/').next()?;
    Some((id.to_string(), row.to_owned()))
}

/// Whether the packet goes round by one of these rows (R-FLOW-8): it decides again when the packet is there again.
fn goes_round_by(trace: &Trace, rows: &[(String, String)]) -> bool {
    let is_loop = |code: &str| code == "ROUTING_LOOP" || code == "HOP_LIMIT";
    let Some(loops) = trace.blockers.iter().find(|blocker| is_loop(blocker.code)) else { return false };
    let way = if loops.leg == Leg::Forward { &trace.forward } else { &trace.back };
    let hops = || way.iter().chain(trace.beyond_on(loops.leg)).map(|hop| &hop.decided_by);
    rows.iter().any(|(table, row)| {
        let decides = |decided: &&DecidedBy| {
            decided.resource.as_str() == table.as_str()
                && decided.row.as_ref().is_some_and(|own| *own == *row.as_str())
        };
        hops().filter(decides).count() > 1
    })
}

/// How far the flow gets.
fn hops(trace: &Trace) -> usize {
    let is_back = trace.leg != Some(Leg::Forward);
    trace.forward.len() + if is_back { trace.back.len() } else { 0 }
}

/// Applies the edit for what stops the packet first, again and again. Says how often, and what is wrong. A packet may get
/// as far as a circle that was there before; by a row that an edit wrote it never goes round.
pub(crate) fn mended(document: &Document, spec: &FlowSpec) -> (usize, Option<String>) {
    let mut now = document.clone();
    let mut before: Vec<Document> = Vec::new();
    let mut path: Vec<String> = Vec::new();
    let mut written: Vec<(String, String)> = Vec::new();
    let mut before_last = 0;
    for step in 0..=STEPS {
        let Ok(trace) = trace(&RoutedNetwork::build(&now), spec) else {
            return (step, (step > 0).then(|| format!("{path:?} leads to a flow that nobody can send")));
        };
        if goes_round_by(&trace, &written) {
            return (step, Some(format!("{path:?} leads round in a circle")));
        }
        let Some(blocker) = trace.blockers.first() else {
            // It may get further, to what the drawing never held; no edit makes something unknown on the way up to where it
            // was stopped, of which the last hop is no more.
            let is_lost = trace.verdict == Verdict::Unknown && hops(&trace) + 1 < before_last;
            return (step, is_lost.then(|| format!("{path:?} leads to the unknown: {:?}", trace.detail)));
        };
        before_last = hops(&trace);
        path.push(format!("{} at {}", blocker.code, blocker.at));
        let Some(fix) = &blocker.fix else { return (step, None) };
        path.push(fix.title.clone());
        written.extend(fix.changes.iter().filter_map(row_of));
        let mut next = now.clone();
        let changes: &[Change] = &fix.changes;
        if apply_all(&mut next, changes).is_err() {
            return (step, Some(format!("{path:?} cannot be applied")));
        }
        if next == now || before.contains(&next) {
            return (step, Some(format!("{path:?} goes round in a circle")));
        }
        before.push(std::mem::replace(&mut now, next));
    }
    (STEPS, Some(format!("{path:?} comes to no end")))
}
