//! What holds for every trace through an organisation at random, whole or with something taken out, and through drawings
//! made by hand in which one thing is altered: who is answered, when a verdict is partial, what a failure may do, where
//! proposed edits lead, and that the order in which things are written down means nothing.
//!
//! Each run takes some dozens of drawings. `NETYARD_DRAWINGS=2000` takes so many at random and as many rounds of those made
//! by hand as `NETYARD_ROUNDS` says, `NETYARD_SEED` begins with another one.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by a panic, in its helpers too"
)]
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by a panic, in its helpers too")]

#[path = "second_opinion/altered.rs"]
mod altered;
mod by_hand;
#[path = "properties_trace/chain.rs"]
mod chain;
#[path = "properties_trace/drawing.rs"]
mod drawing;
#[path = "properties_trace/failures.rs"]
mod failures;
#[path = "second_opinion/organisation.rs"]
mod organisation;
#[path = "second_opinion/organisation_extras.rs"]
mod organisation_extras;
#[path = "second_opinion/organisation_routes.rs"]
mod organisation_routes;
mod path_fixture;
mod random_network;
#[path = "properties_trace/shuffled.rs"]
mod shuffled;
mod taken_out;
#[path = "properties_trace/verdicts.rs"]
mod verdicts;

use chain::mended;
use drawing::{Drawing, flow_in_words, leaves};
use netyard_core::model::Document;
use netyard_core::net::cidrs_overlap;
use netyard_core::routing::RoutedNetwork;
use netyard_core::rules;
use netyard_core::simulate::{FlowSpec, Trace, Verdict, trace};
use random_network::Dice;
use shuffled::Shuffled;
use std::collections::{BTreeMap, BTreeSet};
use verdicts::{arrives, fails, first_port, of_first_port, wrong_branches, wrong_reply};

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

fn drawings(count: u64) -> impl Iterator<Item = Drawing> {
    let first = number("NETYARD_SEED", 0);
    (first..first + number("NETYARD_DRAWINGS", count)).map(Drawing::new)
}

/// Every so many drawings made by hand, each altered in one way; with `NETYARD_ROUNDS` all of them, so often.
fn altered_drawings(every: u64) -> Vec<Drawing> {
    let mut asked = by_hand::ready_drawings();
    asked.extend(by_hand::path_fixtures());
    let (rounds, first) = (number("NETYARD_ROUNDS", 0), number("NETYARD_SEED", 0));
    let every = if rounds == 0 { every } else { 1 };
    let altered = |round: u64| {
        let chosen = asked.iter().filter(|one| one.seed() % every == 0).collect::<Vec<_>>();
        chosen.into_iter().map(move |one| Drawing::altered(one.seed().wrapping_add(first + round), one))
    };
    (0..rounds.max(1)).flat_map(altered).collect()
}

/// Everything that is wrong, by itself.
fn report(faults: &[String]) {
    let shown: Vec<&str> = faults.iter().take(20).map(String::as_str).collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), shown.join("\n"));
}

#[test]
fn a_delivered_flow_is_answered_at_its_sender() {
    let (mut faults, mut seen) = (Vec::new(), BTreeMap::new());
    for drawing in drawings(60).chain(altered_drawings(1)) {
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

#[test]
fn partial_is_what_has_branches_that_differ() {
    let (mut faults, mut partial, mut pinned) = (Vec::new(), 0, 0);
    for drawing in drawings(140).chain(altered_drawings(1)) {
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

#[test]
fn edits_one_after_another_come_to_an_end() {
    let (mut faults, mut chains) = (Vec::new(), BTreeMap::new());
    // The last ones hold lists with blocks that are narrower than those of peering connections.
    for drawing in drawings(60).chain([9169, 9196].map(Drawing::new)).chain(altered_drawings(1)) {
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

#[test]
fn a_failure_opens_no_path_but_by_failover() {
    let (mut faults, mut tried, mut opened) = (Vec::new(), 0, BTreeMap::new());
    for drawing in drawings(24).chain(altered_drawings(3)) {
        let network = RoutedNetwork::build(&drawing.document);
        let traces = drawing.traces(&network).into_iter();
        let lost: Vec<_> = traces.filter(|(_, trace)| fails(trace.verdict)).collect();
        if lost.is_empty() {
            continue;
        }
        for failure in failures::all(&drawing.document) {
            let after = failure.traces(&network, lost.iter().map(|(spec, _)| spec));
            tried += after.len();
            for ((spec, was), is) in lost.iter().zip(&after) {
                let Some(is) = is.as_ref().filter(|is| arrives(is)) else { continue };
                *opened.entry(failure.kind()).or_insert(0) += 1;
                let lost = leaves(was);
                let is_explained =
                    |delivered: &&Trace| lost.iter().any(|lost| failure.explains(lost, delivered));
                let delivered = leaves(is).into_iter().filter(|leaf| leaf.verdict == Verdict::Delivered);
                if !delivered.into_iter().all(|leaf| is_explained(&leaf)) {
                    faults.push(format!(
                        "{} {}: {:?} opens what was {:?} at {:?}",
                        drawing.name,
                        flow_in_words(spec),
                        failure.fault,
                        was.code,
                        was.at
                    ));
                }
            }
        }
    }
    println!("{tried} tried, {opened:?}");
    report(&faults);
    assert!(tried >= 15_000 && opened.values().sum::<usize>() >= 5, "{tried} {opened:?}");
}

/// A verdict, and what becomes of each way, in any order: of ways that all fail either may be told of first.
fn said(trace: &Trace, of: impl Fn(&str) -> String) -> (Verdict, BTreeSet<String>) {
    let end = |leaf: &Trace| {
        let at = leaf.at.as_ref().map(|at| of(at.as_str())).unwrap_or_default();
        format!("{:?} {:?} at {at} on {:?}", leaf.verdict, leaf.code, leaf.leg)
    };
    (trace.verdict, leaves(trace).into_iter().map(end).collect())
}

/// What AWS refuses because there is one already: the first by its id counts.
const TWICE: &[&str] = &[
    "address-in-use",
    "elastic-ip-not-one-to-one",
    "gateway-in-two-route-tables",
    "nacl-rule-number-duplicate",
    "route-duplicate",
    "subnet-in-two-network-acls",
    "subnet-in-two-route-tables",
    "subnet-overlap",
];

/// Whether the order decides: of two VPCs at one gateway with blocks that overlap either may have been attached first
/// (R-TGW-21), and the order of the branches is that of their names; of two where there may be one the first one counts.
fn has_first_come(network: &RoutedNetwork) -> bool {
    let vpcs: Vec<_> = network.network.vpcs.values().collect();
    let overlaps = vpcs.iter().enumerate().any(|(nth, one)| {
        let others = || vpcs[..nth].iter().flat_map(|other| &other.cidrs);
        one.cidrs.iter().any(|block| others().any(|other| cidrs_overlap(block, other)))
    });
    let is_twice = |rule: &str| rule.starts_with("second-") || TWICE.contains(&rule);
    overlaps || rules::check(network).iter().any(|finding| is_twice(finding.rule))
}

#[test]
fn the_order_of_things_means_nothing() {
    let (mut faults, mut tried) = (Vec::new(), 0);
    for (nth, drawing) in drawings(40).chain(altered_drawings(1)).enumerate() {
        let network = RoutedNetwork::build(&drawing.document);
        if has_first_come(&network) {
            continue;
        }
        let shuffled = Shuffled::new(&mut Dice::new(nth as u64), &drawing.document);
        let other = RoutedNetwork::build(&shuffled.document);
        for (spec, was) in drawing.traces(&network) {
            let is = trace(&other, &shuffled.flow(&spec));
            tried += 1;
            let was = said(&was, |id| shuffled.of(id));
            let is = is.map(|is| said(&is, str::to_owned));
            if is.as_ref().ok() != Some(&was) {
                faults.push(format!("{} {}: {was:?}, then {is:?}", drawing.name, flow_in_words(&spec)));
            }
        }
    }
    println!("{tried} tried");
    report(&faults);
    assert!(tried >= 2_000, "{tried}");
}
