//! Proposed edits are right: each alone is taken by AWS, takes away what it is proposed for, lets the packet through where
//! nothing else stops it, and breaks nothing that held before. For drawings as they are, and for drawings from which one
//! thing was taken.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by a panic, in its helpers too"
)]

mod fix_trial;
mod fixture;
mod path_fixture;
mod taken_out;

use fix_trial::{Drawing, Packet, Said};
use netyard_core::change::{Change, apply};
use netyard_core::expect::{Check, With, faults_of};
use netyard_core::model::Document;
use netyard_core::routing::RoutedNetwork;
use netyard_core::sample::{organisation, site_host_id, spoke_host_id};
use netyard_core::schema::open;
use netyard_core::simulate::{Faults, FlowSpec, Trace, Verdict, trace_with};
use std::path::PathBuf;
use std::rc::Rc;

/// How many edits were tried, and what is wrong with them.
#[derive(Default)]
struct Tried {
    edits: usize,
    faults: Vec<String>,
}

impl Tried {
    /// Every fault by itself; and no test that tries nothing.
    fn report(self, at_least: usize) {
        let Self { edits, faults } = self;
        assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
        assert!(edits >= at_least / every(), "only {edits} edits are proposed");
    }
}

/// Of what can be taken out of a drawing every so manieth is; all with `NETYARD_EVERY=1`.
fn every() -> usize {
    std::env::var("NETYARD_EVERY").map_or(EVERY, |text| text.parse().unwrap())
}

/// Keeps the tests in a few seconds. A prime, so that no kind of row is left out of every table.
const EVERY: usize = 7;

fn ready_drawings() -> Vec<(String, Document)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../assets/scenarios");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    let read = |path: &PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, open(&std::fs::read_to_string(path).unwrap()).unwrap().document)
    };
    files.iter().map(read).collect()
}

/// The packets of a drawing's expectations, each with the drawing under its conditions.
fn packets(document: &Document) -> Vec<(String, Document, FlowSpec, Faults)> {
    let ready = document.expectations.values().filter_map(|expectation| {
        let Check::Packet(flow, _) = Check::from_value(&expectation.check) else { return None };
        let (copy, faults) = With::prepare(document, &expectation.with).ok()?;
        Some((expectation.title.clone(), copy, flow, faults_of(&faults)))
    });
    ready.collect()
}

#[test]
fn edits_for_packets_of_fixtures_are_right() {
    let mut tried = Tried::default();
    for case in path_fixture::cases() {
        let network = RoutedNetwork::build(&case.document);
        let Ok(trace) = trace_with(&network, &case.spec, &case.faults) else { continue };
        if trace.verdict != Verdict::Delivered {
            let packet = Packet { spec: &case.spec, faults: &case.faults, whole: None };
            tried.edits +=
                Drawing::new(case.document.clone()).try_packet(&case.place(), &packet, &mut tried.faults);
        }
    }
    tried.report(150 * every());
}

#[test]
fn edits_for_packets_of_ready_drawings_are_right() {
    let mut tried = Tried::default();
    for (name, document) in ready_drawings() {
        for (title, copy, spec, failed) in packets(&document) {
            let packet = Packet { spec: &spec, faults: &failed, whole: None };
            let place = format!("{name}: {title}");
            tried.edits += Drawing::new(copy).try_packet(&place, &packet, &mut tried.faults);
        }
    }
    tried.report(40 * every());
}

/// A drawing of which something is taken out, and packets that arrive while it is whole.
struct Whole {
    name: String,
    document: Document,
    said: Rc<Said>,
    packets: Vec<(String, FlowSpec, Trace)>,
}

impl Whole {
    fn new(name: &str, document: Document, packets: Vec<(String, FlowSpec)>) -> Self {
        let network = RoutedNetwork::build(&document);
        let arriving = packets.into_iter().filter_map(|(title, spec)| {
            let trace = trace_with(&network, &spec, &Faults::NONE).ok()?;
            (trace.verdict == Verdict::Delivered).then_some((title, spec, trace))
        });
        let packets = arriving.collect();
        Self { name: name.to_owned(), said: Rc::new(Said::of(&network)), packets, document }
    }

    /// The edits for packets that are lost without this.
    fn without(&self, change: &Change, tried: &mut Tried) {
        let mut copy = self.document.clone();
        if apply(&mut copy, change).is_err() {
            return;
        }
        let network = RoutedNetwork::build(&copy);
        let is_lost = |spec: &FlowSpec| {
            let trace = trace_with(&network, spec, &Faults::NONE);
            trace.is_ok_and(|trace| trace.verdict != Verdict::Delivered)
        };
        let lost: Vec<_> = self.packets.iter().filter(|(_, spec, _)| is_lost(spec)).collect();
        if lost.is_empty() {
            return;
        }
        let mut drawing = Drawing::part_of(Rc::clone(&self.said), copy);
        for (title, spec, trace) in lost {
            let packet = Packet { spec, faults: &Faults::NONE, whole: Some(trace) };
            let place = format!("{} without {}: {title}", self.name, taken_out::words(change));
            tried.edits += drawing.try_packet(&place, &packet, &mut tried.faults);
        }
    }

    /// The edits of findings that are there without this.
    fn findings_without(&self, change: &Change, tried: &mut Tried) {
        let mut copy = self.document.clone();
        if apply(&mut copy, change).is_err() {
            return;
        }
        let mut drawing = Drawing::part_of(Rc::clone(&self.said), copy);
        let place = format!("{} without {}", self.name, taken_out::words(change));
        for finding in drawing.findings().iter().filter(|finding| !self.said.has(finding)) {
            tried.edits += drawing.try_finding(&place, finding, &mut tried.faults);
        }
    }
}

fn whole_drawings() -> Vec<Whole> {
    let asked = |document: &Document| {
        packets(document).into_iter().map(|(title, _, spec, _)| (title, spec)).collect()
    };
    let drawings = ready_drawings().into_iter();
    drawings.map(|(name, document)| Whole::new(&name, document.clone(), asked(&document))).collect()
}

#[test]
fn edits_mend_what_is_taken_out_of_ready_drawings() {
    let mut tried = Tried::default();
    let wholes = whole_drawings();
    let all = wholes
        .iter()
        .flat_map(|whole| taken_out::all(&whole.document).into_iter().map(move |change| (whole, change)));
    for (whole, change) in all.step_by(every()) {
        whole.without(&change, &mut tried);
    }
    tried.report(500);
}

#[test]
fn edits_of_findings_mend_what_is_taken_out_of_ready_drawings() {
    let mut tried = Tried::default();
    let wholes = whole_drawings();
    let all = wholes
        .iter()
        .flat_map(|whole| taken_out::all(&whole.document).into_iter().map(move |change| (whole, change)));
    for (whole, change) in all.step_by(every()) {
        whole.findings_without(&change, &mut tried);
    }
    tried.report(150);
}

#[test]
fn edits_mend_what_is_taken_out_of_fixtures() {
    let mut tried = Tried::default();
    let mut wholes: Vec<Whole> = Vec::new();
    for case in path_fixture::cases().into_iter().filter(|case| case.faults == Faults::NONE) {
        // Cases that follow one another often ask for packets through one drawing.
        let packet = (case.title.clone(), case.spec.clone());
        match wholes.last_mut().filter(|last| last.name == case.file && last.document == case.document) {
            Some(last) => last.packets.extend(Whole::new("", case.document, vec![packet]).packets),
            None => wholes.push(Whole::new(&case.file, case.document, vec![packet])),
        }
    }
    let all = wholes
        .iter()
        .filter(|whole| !whole.packets.is_empty())
        .flat_map(|whole| taken_out::all(&whole.document).into_iter().map(move |change| (whole, change)));
    for (whole, change) in all.step_by(every()) {
        whole.without(&change, &mut tried);
    }
    tried.report(900);
}

/// Packets between Regions, through inspection, and between sites and spokes.
fn packets_of_organisation() -> Vec<(String, FlowSpec)> {
    let spokes = [(0, 3), (0, 1), (1, 0), (1, 4), (1, 2), (2, 0)];
    let mut ends: Vec<_> =
        spokes.iter().map(|(one, other)| (spoke_host_id(*one, 0), spoke_host_id(*other, 7))).collect();
    for (site, spoke) in [(0, 0), (1, 1), (0, 2)] {
        ends.push((site_host_id(site), spoke_host_id(spoke, 3)));
        ends.push((spoke_host_id(spoke, 3), site_host_id(site)));
    }
    let packet = |(from, to): &(netyard_core::model::ResourceId, netyard_core::model::ResourceId)| {
        (format!("{from} to {to}"), FlowSpec::new(from.as_str(), to.as_str()))
    };
    ends.iter().map(packet).collect()
}

#[test]
fn edits_mend_what_is_taken_out_of_a_generated_organisation() {
    let mut tried = Tried::default();
    let asked = packets_of_organisation();
    let count = asked.len();
    let whole = Whole::new("organisation", organisation(5), asked);
    assert_eq!(whole.packets.len(), count);
    for change in taken_out::all(&whole.document).iter().step_by(every()) {
        whole.without(change, &mut tried);
    }
    tried.report(150);
}

#[test]
fn edits_of_findings_are_right() {
    let mut tried = Tried::default();
    for (file, fixture) in fixture::all("rules") {
        for case in fixture.cases.iter().filter(|case| !case.passes) {
            let mut drawing = Drawing::new(case.document());
            let place = format!("{file}.md, {}", case.title);
            for finding in drawing.findings().iter().filter(|finding| finding.rule == file) {
                tried.edits += drawing.try_finding(&place, finding, &mut tried.faults);
            }
        }
    }
    for (name, document) in ready_drawings() {
        let mut drawing = Drawing::new(document);
        for finding in &drawing.findings() {
            tried.edits += drawing.try_finding(&name, finding, &mut tried.faults);
        }
    }
    tried.report(200 * every());
}
