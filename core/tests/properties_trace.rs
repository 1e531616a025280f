//! What holds for every trace through an organisation at random, whole or with something taken out: who is answered, when a
//! verdict is partial, what a failure may do, and where proposed edits lead.
//!
//! Each run takes some dozens of drawings. `NETYARD_DRAWINGS=2000` takes so many, `NETYARD_SEED` begins with another one.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by a panic, in its helpers too"
)]

#[path = "properties_trace/drawing.rs"]
mod drawing;
#[path = "second_opinion/organisation.rs"]
mod organisation;
#[path = "second_opinion/organisation_extras.rs"]
mod organisation_extras;
#[path = "second_opinion/organisation_routes.rs"]
mod organisation_routes;
mod random_network;
mod taken_out;

use drawing::{Drawing, failures, flow_in_words, leaves};
use netyard_core::change::{Change, apply_all};
use netyard_core::model::Document;
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::{DecidedBy, FlowSpec, HopKind, Leg, Trace, Verdict, trace, trace_with};
use std::collections::BTreeMap;

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

fn drawings(count: u64) -> impl Iterator<Item = Drawing> {
    let first = number("NETYARD_SEED", 0);
    (first..first + number("NETYARD_DRAWINGS", count)).map(Drawing::new)
}

/// Everything that is wrong, by itself.
fn report(faults: &[String]) {
    let shown: Vec<&str> = faults.iter().take(20).map(String::as_str).collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), shown.join("\n"));
}

/// What is wrong about the reply of a delivered flow; nothing if it ends at the sender, as the answer to what was asked
/// (R-FLOW-6).
fn wrong_reply(trace: &Trace) -> Option<String> {
    let (Some(first), Some(end)) = (trace.forward.first(), trace.forward.last()) else {
        return Some("no request".to_owned());
    };
    if !matches!(end.kind, HopKind::Deliver) {
        return Some(format!("the request ends with {}/{}", end.component, end.kind.word()));
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

#[test]
fn a_delivered_flow_is_answered_at_its_sender() {
    let (mut faults, mut seen) = (Vec::new(), BTreeMap::new());
    for drawing in drawings(60) {
        let network = RoutedNetwork::build(&drawing.document);
        for (spec, trace) in drawing.traces(&network) {
            for leaf in leaves(&trace).into_iter().filter(|leaf| leaf.verdict == Verdict::Delivered) {
                let start = leaf.forward.first().map(|hop| hop.component.to_string()).unwrap_or_default();
                let end = leaf.back.last().map(|hop| hop.component.to_string()).unwrap_or_default();
                *seen.entry((kind(&drawing.document, &start), kind(&drawing.document, &end))).or_insert(0) +=
                    1;
                if let Some(wrong) = wrong_reply(leaf) {
                    faults.push(format!("{} {}: {wrong}", drawing.name, flow_in_words(&spec)));
                }
            }
        }
    }
    report(&faults);
    let total: usize = seen.values().sum();
    assert!(total >= 300 && seen.len() >= 5, "{seen:#?}");
}

fn kind(document: &Document, id: &str) -> String {
    document.resource(id).map_or_else(|| id.to_owned(), |resource| resource.type_name().to_owned())
}

fn fails(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Dropped | Verdict::Rejected)
}

/// What is wrong about the branches of a trace.
fn wrong_branches(trace: &Trace) -> Option<String> {
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

#[test]
fn partial_is_what_has_branches_that_differ() {
    let (mut faults, mut partial, mut pinned) = (Vec::new(), 0, 0);
    for drawing in drawings(140) {
        let network = RoutedNetwork::build(&drawing.document);
        for (spec, whole) in drawing.traces(&network) {
            partial += usize::from(whole.verdict == Verdict::Partial);
            let mut say =
                |wrong: String| faults.push(format!("{} {}: {wrong}", drawing.name, flow_in_words(&spec)));
            if let Some(wrong) = wrong_branches(&whole) {
                say(wrong);
            }
            // Who pins the port down gets the branch of that port.
            for branch in &whole.branches {
                let Some(port) = first_port(&branch.choice.picked) else { continue };
                let alone = FlowSpec { source_port: Some(port), ..spec.clone() };
                let Ok(alone) = trace(&network, &alone) else { continue };
                pinned += 1;
                let said = |trace: &Trace| (trace.verdict, trace.code, trace.at.clone(), trace.leg);
                let Some(told) = of_first_port(&branch.trace) else { continue };
                if said(&alone) != said(told) {
                    say(format!("port {port} alone: {:?}, as a branch {:?}", said(&alone), said(told)));
                }
            }
        }
    }
    report(&faults);
    println!("{partial} partial, {pinned} pinned");
    assert!(partial >= 10 && pinned >= 20, "{partial} partial, {pinned} pinned");
}

/// What becomes of the first port of a branch, where it parts by ports of the client only.
fn of_first_port(trace: &Trace) -> Option<&Trace> {
    match trace.branches.first() {
        None => Some(trace),
        Some(first) => first_port(&first.choice.picked).and_then(|_| of_first_port(&first.trace)),
    }
}

/// The first port of a range of the client.
fn first_port(picked: &str) -> Option<u16> {
    let range = picked.strip_prefix("ports ").filter(|range| !range.contains(' '))?;
    range.split('-').next()?.parse().ok()
}

/// Whether a flow arrives at least on some way.
fn arrives(trace: &Trace) -> bool {
    matches!(trace.verdict, Verdict::Delivered | Verdict::Partial)
}

#[test]
fn what_stands_still_opens_no_path() {
    let (mut faults, mut tried) = (Vec::new(), 0);
    for drawing in drawings(30) {
        let network = RoutedNetwork::build(&drawing.document);
        let lost: Vec<_> =
            drawing.traces(&network).into_iter().filter(|(_, trace)| fails(trace.verdict)).collect();
        for (name, failed) in failures::standing_still(&drawing.document) {
            for (spec, was) in &lost {
                tried += 1;
                let Ok(is) = trace_with(&network, spec, &failed) else { continue };
                if arrives(&is) {
                    faults.push(format!(
                        "{} {}: {name} opens what was {:?}",
                        drawing.name,
                        flow_in_words(spec),
                        was.code
                    ));
                }
            }
        }
    }
    println!("{tried} tried");
    report(&faults);
    assert!(tried >= 5_000, "{tried}");
}

#[test]
fn what_withdraws_routes_opens_only_what_it_was_in_the_way_of() {
    let (mut faults, mut opened) = (Vec::new(), BTreeMap::new());
    for drawing in drawings(30) {
        let network = RoutedNetwork::build(&drawing.document);
        let lost: Vec<_> =
            drawing.traces(&network).into_iter().filter(|(_, trace)| fails(trace.verdict)).collect();
        if lost.is_empty() {
            continue;
        }
        for failure in failures::withdrawing(&drawing.document) {
            let changed = failure.changed(&drawing.document).map(|document| RoutedNetwork::build(&document));
            let after = changed.as_ref().unwrap_or(&network);
            for (spec, was) in &lost {
                let Ok(is) = trace_with(after, spec, &failure.faults) else { continue };
                if !arrives(&is) {
                    continue;
                }
                *opened.entry(failure.kind).or_insert(0) += 1;
                if !failure.is_told_of(was) {
                    faults.push(format!(
                        "{} {}: without {} it arrives, which {:?} at {:?} says nothing of",
                        drawing.name,
                        flow_in_words(spec),
                        failure.name,
                        was.code,
                        was.at
                    ));
                }
            }
        }
    }
    println!("{opened:#?}");
    report(&faults);
    assert!(opened.values().sum::<usize>() >= 3, "{opened:?}");
}

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

/// Applies the edit for what stops the packet first, again and again. Says how often, and what is wrong. A packet may get
/// as far as a circle that was there before; by a row that an edit wrote it never goes round.
fn mended(document: &Document, spec: &FlowSpec) -> (usize, Option<String>) {
    let mut now = document.clone();
    let mut before: Vec<Document> = Vec::new();
    let mut path: Vec<String> = Vec::new();
    let mut written: Vec<(String, String)> = Vec::new();
    for step in 0..=STEPS {
        let Ok(trace) = trace(&RoutedNetwork::build(&now), spec) else {
            return (step, (step > 0).then(|| format!("{path:?} leads to a flow that nobody can send")));
        };
        if goes_round_by(&trace, &written) {
            return (step, Some(format!("{path:?} leads round in a circle")));
        }
        let Some(blocker) = trace.blockers.first() else {
            let is_lost = trace.verdict == Verdict::Unknown && step > 0;
            return (step, is_lost.then(|| format!("{path:?} leads to the unknown: {:?}", trace.detail)));
        };
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

#[test]
fn edits_one_after_another_come_to_an_end() {
    let (mut faults, mut chains) = (Vec::new(), BTreeMap::new());
    // The last ones hold lists with blocks that are narrower than those of peering connections.
    for drawing in drawings(60).chain([9169, 9196].map(Drawing::new)) {
        let network = RoutedNetwork::build(&drawing.document);
        for (spec, was) in drawing.traces(&network) {
            if was.blockers.is_empty() {
                continue;
            }
            let (steps, wrong) = mended(&drawing.document, &spec);
            *chains.entry(steps).or_insert(0) += 1;
            faults.extend(wrong.map(|wrong| format!("{} {}: {wrong}", drawing.name, flow_in_words(&spec))));
        }
    }
    println!("{chains:?}");
    report(&faults);
    assert!(chains.range(2..).map(|(_, count)| count).sum::<usize>() >= 20, "{chains:?}");
}
