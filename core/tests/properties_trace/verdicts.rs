//! What is right about a verdict: the reply of what is delivered, and the branches of what parts.

use super::drawing::leaves;
use netyard_core::simulate::{HopKind, Trace, Verdict};
use std::net::IpAddr;

/// What is wrong about the reply of a delivered flow; nothing if it ends at the sender, as the answer to what was asked
/// (R-FLOW-6).
pub(crate) fn wrong_reply(trace: &Trace) -> Option<String> {
    let (Some(first), Some(end)) = (trace.forward.first(), trace.forward.last()) else {
        return Some("no request".to_owned());
    };
    if !matches!(end.kind, HopKind::Deliver) {
        return Some(format!("the request ends with {}/{}", end.component, end.kind.word()));
    }
    // Nobody answers a group of many (R-TGW-39), and a broadcast is answered by whoever hears it.
    let is_to_many = first.header_in.destination.is_multicast()
        || matches!(first.header_in.destination, IpAddr::V4(address) if address.is_broadcast());
    if is_to_many {
        return None;
    }
    let Some(last) = trace.back.last() else {
        // Who sends to itself has its answer at once.
        return (first.component != end.component).then(|| "no reply".to_owned());
    };
    let (asked, answer) = (&first.header_in, &last.header_out);
    let is_answer = answer.source == asked.destination
        && answer.destination == asked.source
        && answer.source_port == asked.destination_port
        && answer.destination_port == asked.source_port
        && answer.protocol == asked.protocol;
    if !is_answer {
        return Some(format!("{answer:?} answers {asked:?}"));
    }
    let is_there = last.kind == HopKind::Deliver && !trace.as_if;
    (!is_there).then(|| format!("the reply ends with {}/{}", last.component, last.kind.word()))
}

/// Whether a flow arrives on no way.
pub(crate) fn fails(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Dropped | Verdict::Rejected)
}

/// What is wrong about the branches of a trace.
pub(crate) fn wrong_branches(trace: &Trace) -> Option<String> {
    let ends = leaves(trace);
    let delivered = ends.iter().any(|leaf| leaf.verdict == Verdict::Delivered);
    let failing: Vec<&&Trace> = ends.iter().filter(|leaf| fails(leaf.verdict)).collect();
    if (trace.verdict == Verdict::Partial) != (delivered && !failing.is_empty()) {
        return Some(format!(
            "{:?} of {:?}",
            trace.verdict,
            ends.iter().map(|leaf| leaf.verdict).collect::<Vec<_>>()
        ));
    }
    for leaf in &ends {
        let is_whole = match leaf.verdict {
            Verdict::Delivered => wrong_reply(leaf).is_none() && leaf.blockers.is_empty(),
            Verdict::Dropped | Verdict::Rejected => leaf.blockers.first().is_some_and(|first| {
                Some(first.code) == leaf.code
                    && Some(&first.at) == leaf.at.as_ref()
                    && Some(first.leg) == leaf.leg
            }),
            Verdict::Unknown => leaf.detail.is_some() && leaf.at.is_some(),
            Verdict::Partial => false,
        };
        if !is_whole {
            return Some(format!("a branch is {:?}, and not whole", leaf.verdict));
        }
    }
    // The trace itself tells of the first branch that fails.
    if let Some(first) = failing.first()
        && (trace.code, &trace.at, trace.leg) != (first.code, &first.at, first.leg)
    {
        return Some(format!("{:?} is told of, and {:?} fails first", trace.code, first.code));
    }
    wrong_choices(trace)
}

/// Branches of one choice are picked differently, and part of one packet.
fn wrong_choices(trace: &Trace) -> Option<String> {
    let picked: Vec<&str> = trace.branches.iter().map(|branch| branch.choice.picked.as_str()).collect();
    let mut sorted = picked.clone();
    sorted.sort_unstable();
    sorted.dedup();
    if trace.branches.len() == 1 || sorted.len() != picked.len() {
        return Some(format!("the ways are {picked:?}"));
    }
    trace.branches.iter().find_map(|branch| wrong_choices(&branch.trace))
}

/// What becomes of the first port of a branch, where it parts by ports of the client only.
pub(crate) fn of_first_port(trace: &Trace) -> Option<&Trace> {
    match trace.branches.first() {
        None => Some(trace),
        Some(first) => first_port(&first.choice.picked).and_then(|_| of_first_port(&first.trace)),
    }
}

/// The first port of a range of the client.
pub(crate) fn first_port(picked: &str) -> Option<u16> {
    let range = picked.strip_prefix("ports ").filter(|range| !range.contains(' '))?;
    range.split('-').next()?.parse().ok()
}

/// Whether a flow arrives at least on some way.
pub(crate) fn arrives(trace: &Trace) -> bool {
    matches!(trace.verdict, Verdict::Delivered | Verdict::Partial)
}
