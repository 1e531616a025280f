//! The ready drawings keep their promises: every expectation holds, and nothing is found that is not expected.
#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

use netyard_core::expect::{self, Check};
use netyard_core::routing::RoutedNetwork;
use netyard_core::rules::Severity;
use netyard_core::schema::{open, save};
use netyard_core::simulate::Faults;
use serde_json::json;
use std::path::PathBuf;

fn drawings() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../assets/scenarios");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .filter(|path| path.file_stem().is_some_and(|stem| stem != "index"))
        .collect();
    files.sort();
    files
        .iter()
        .map(|path| {
            (path.file_stem().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// What is shown of an expectation is what it was judged by: the packet under its conditions.
#[test]
fn every_packet_is_shown_as_it_is_judged() {
    let mut conditions = 0;
    for (name, text) in drawings() {
        let network = RoutedNetwork::build(&open(&text).unwrap().document);
        let document = &network.network.document;
        for result in expect::run_on(&network).results {
            let expectation = &document.expectations[&result.id];
            let Check::Packet(flow, _) = Check::from_value(&expectation.check) else { continue };
            let shown = expect::trace_under(&network, &flow, &expectation.with, &Faults::NONE).unwrap();
            let mut told =
                json!({"verdict": shown.verdict, "code": shown.code, "at": shown.at, "leg": shown.leg});
            // Said where it is expected only: `packet_expectations.rs`.
            for also in ["arrivesFrom", "shares"] {
                if let Some(found) = result.actual.get(also) {
                    told[also] = found.clone();
                }
            }
            assert_eq!(told, result.actual, "{name}: {}", result.title);
            if !expectation.with.is_empty() {
                conditions += 1;
                assert!(
                    shown.blockers.iter().all(|blocker| blocker.fix.is_none()),
                    "{name}: {}",
                    result.title
                );
            }
        }
    }
    assert!(conditions > 20, "{conditions} packets have conditions");
}

#[test]
fn there_are_drawings() {
    assert!(drawings().len() >= 12);
}

#[test]
fn every_drawing_is_saved_as_we_save_it() {
    for (name, text) in drawings() {
        let opened = open(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(save(&opened.document), text, "{name}");
        assert!(opened.unknown_fields.is_empty() && opened.unknown_types.is_empty(), "{name}: {opened:?}");
    }
}

#[test]
fn every_expectation_holds() {
    let mut failures = Vec::new();
    for (name, text) in drawings() {
        let report = expect::run(&open(&text).unwrap().document);
        assert!(!report.results.is_empty(), "{name} promises nothing");
        for result in report.results.iter().filter(|result| result.passed != Some(true)) {
            failures.push(format!(
                "{name} {} \"{}\": expected {}, got {}",
                result.id, result.title, result.expected, result.actual
            ));
        }
        for finding in
            report.findings.iter().filter(|finding| finding.severity == Severity::Error && !finding.expected)
        {
            failures.push(format!("{name}: {} {}", finding.rule, finding.message.text));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}
