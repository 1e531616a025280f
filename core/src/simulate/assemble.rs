//! From the two walks of a flow to its trace.

use super::flow_plan::ServiceEnd;
use super::settled::Split;
use super::walk::{Record, Walk};
use super::{Hop, PathMtu, Trace, Verdict};
use crate::message::Message;
use crate::model::ResourceId;
use crate::schema::RULES_DATE;
use crate::topology::PLACEHOLDER_NOTE;

/// What the request and the reply wrote down.
pub(super) struct Runs {
    pub(super) forward: Record,
    pub(super) back: Option<Record>,
}

impl Runs {
    /// Where the flow parts, if it does.
    pub(super) fn split(&self) -> Option<Split> {
        let back = || self.back.as_ref().and_then(|back| back.split.clone());
        self.forward.split.clone().or_else(back)
    }
}

/// A trace without anything in it.
pub(super) fn nothing() -> Trace {
    Trace {
        verdict: Verdict::Unknown,
        code: None,
        detail: None,
        at: None,
        leg: None,
        forward: Vec::new(),
        beyond: Vec::new(),
        back: Vec::new(),
        as_if: false,
        blockers: Vec::new(),
        notes: Vec::new(),
        branches: Vec::new(),
        mtu: None,
        resolution: None,
        response: None,
        rules_date: RULES_DATE,
    }
}

/// The trace of a flow that ends before it starts.
pub(super) fn unclear(at: ResourceId, missing: String) -> Trace {
    Trace { detail: Some(missing), at: Some(at), ..nothing() }
}

/// Joins request and reply. A request that drops ends `forward` there; a reply that drops ends `return` there. What would
/// have followed is `beyond`. After a dropped request the reply is walked to its end, as if.
pub(super) fn trace(runs: Runs, mtu: Option<PathMtu>) -> Trace {
    let Runs { forward, back } = runs;
    let mut trace = Trace { mtu, ..nothing() };
    let mut unknown = forward.unknown;
    let (hops, mut beyond) = parted(forward.hops, forward.dropped_after);
    trace.forward = hops;
    trace.blockers = forward.blockers;
    trace.notes = forward.notes;
    if let Some(back) = back {
        trace.as_if = !trace.blockers.is_empty();
        if trace.as_if {
            trace.back = back.hops;
        } else {
            (trace.back, beyond) = parted(back.hops, back.dropped_after);
        }
        trace.blockers.extend(back.blockers);
        for note in back.notes {
            if !trace.notes.contains(&note) {
                trace.notes.push(note);
            }
        }
        unknown = unknown.or(back.unknown);
    }
    trace.beyond = beyond;
    conclude(&mut trace, unknown);
    debug_assert!(is_sound(&trace), "{trace:?}");
    trace
}

fn parted(mut hops: Vec<Hop>, dropped_after: Option<usize>) -> (Vec<Hop>, Vec<Hop>) {
    let beyond = hops.split_off(dropped_after.unwrap_or(hops.len()).min(hops.len()));
    (hops, beyond)
}

fn conclude(trace: &mut Trace, unknown: Option<(ResourceId, String)>) {
    if let Some(first) = trace.blockers.first() {
        trace.verdict = if first.is_refusal() { Verdict::Rejected } else { Verdict::Dropped };
        trace.code = Some(first.code);
        trace.detail = first.detail.map(str::to_owned);
        trace.at = Some(first.at.clone());
        trace.leg = Some(first.leg);
    } else if let Some((at, missing)) = unknown {
        trace.verdict = Verdict::Unknown;
        trace.detail = Some(missing);
        trace.at = Some(at);
    } else {
        trace.verdict = Verdict::Delivered;
    }
}

/// Which verdict fills which field.
fn is_sound(trace: &Trace) -> bool {
    match trace.verdict {
        Verdict::Delivered => trace.code.is_none() && trace.at.is_none() && trace.leg.is_none(),
        Verdict::Unknown => trace.code.is_none() && trace.at.is_some() && trace.detail.is_some(),
        Verdict::Dropped | Verdict::Rejected | Verdict::Partial => {
            trace.code.is_some() && trace.at.is_some() && trace.leg.is_some()
        }
    }
}

/// Says that the addresses of a service are a documented placeholder.
pub(super) fn note_placeholder(walk: &mut Walk<'_>, service: &ServiceEnd) {
    let message = Message::new(
        "note.service-placeholder",
        "The addresses of {service} in {region} are a placeholder: this version holds no list of that Region.",
        [("service", service.service.label().to_owned()), ("region", service.region.clone())],
    );
    walk.note(PLACEHOLDER_NOTE, Some(&service.id), message);
}
