//! A fix tried on a copy: what becomes of the shown packet, of the expectations, and of the findings.

use super::counts;
use crate::panel::desk::Desk;
use crate::panel::words::count;
use leptos::prelude::*;
use netyard_core::change::{self, Change};
use netyard_core::expect;
use netyard_core::model::Document;
use netyard_core::routing::RoutedNetwork;
use netyard_core::rules::{self, Finding};
use netyard_core::simulate::Verdict;

/// Above so many resources trying takes longer than a glance, and is left out.
const MOST: usize = 2_000;

/// "Tried on a copy: the packet is delivered and the reply returns. The other 5 expectations stay green."
pub(super) fn tried(desk: Desk, changes: &[Change]) -> Option<String> {
    try_out(desk, changes, false)
}

/// The same for the fix of a finding: first how many findings go and come.
pub(super) fn tried_on_findings(desk: Desk, changes: &[Change]) -> Option<String> {
    try_out(desk, changes, true)
}

fn try_out(desk: Desk, changes: &[Change], with_findings: bool) -> Option<String> {
    let document = desk.document();
    if document.resources.len() > MOST {
        return None;
    }
    let mut copy = Document::clone(&document);
    if let Err(error) = change::apply_all(&mut copy, changes) {
        return Some(format!("Tried on a copy: it cannot be done now, {error}."));
    }
    let network = RoutedNetwork::build(&copy);
    let mut sentences = Vec::new();
    if with_findings {
        sentences.push(findings(desk, &network));
    }
    let before = desk.store.trace.get_untracked().map(|trace| (trace.verdict, trace.blockers.len()));
    if let Some(spec) = desk.store.packet.get_untracked() {
        match expect::trace_while(&network, &spec, &[], &desk.off())
            .map(|trace| (trace.verdict, trace.blockers.len()))
        {
            // The fix of a finding may have nothing to do with the shown packet.
            Ok(after) if with_findings && before == Some(after) => {}
            Ok((Verdict::Delivered, _)) => {
                sentences.push("the packet is delivered and the reply returns".to_owned());
            }
            Ok((_, 0)) => {}
            Ok((_, left)) => sentences.push(format!("{} left", count(left, "blocker"))),
            Err(error) => sentences.push(error.to_string()),
        }
    }
    sentences.extend(expectations(desk, &network));
    (!sentences.is_empty()).then(|| format!("Tried on a copy: {}.", sentences.join("; ")))
}

/// How many findings go, and how many come.
fn findings(desk: Desk, network: &RoutedNetwork) -> String {
    let before = desk.findings();
    let after = rules::check(network);
    let is_in = |finding: &Finding, all: &[Finding]| {
        all.iter().any(|other| other.rule == finding.rule && other.elements == finding.elements)
    };
    let gone = before.iter().filter(|finding| counts(finding) && !is_in(finding, &after)).count();
    let new = after.iter().filter(|finding| counts(finding) && !is_in(finding, &before)).count();
    match (gone, new) {
        (0, 0) => "no finding changes".to_owned(),
        (gone, 0) => format!("{} gone", count(gone, "finding")),
        (0, new) => format!("{} new", count(new, "finding")),
        (gone, new) => format!("{} gone, {new} new", count(gone, "finding")),
    }
}

/// Which expectations change, or that all stay.
fn expectations(desk: Desk, network: &RoutedNetwork) -> Option<String> {
    let before = desk.results();
    if before.is_empty() {
        return None;
    }
    let after = expect::run_while(network, &desk.off()).results;
    let changed = |to: bool| {
        before
            .iter()
            .zip(&after)
            .filter(|(old, new)| old.passed == Some(!to) && new.passed == Some(to))
            .count()
    };
    let (green, red) = (changed(true), changed(false));
    Some(match (green, red) {
        (0, 0) if before.iter().all(|result| result.passed != Some(false)) => {
            "all expectations stay green".to_owned()
        }
        (0, 0) => "no expectation changes".to_owned(),
        (1, 0) => "1 expectation turns green".to_owned(),
        (green, 0) => format!("{green} expectations turn green"),
        (0, 1) => "1 expectation turns red".to_owned(),
        (0, red) => format!("{red} expectations turn red"),
        (green, red) => format!("{green} of the expectations turn green, {red} turn red"),
    })
}
