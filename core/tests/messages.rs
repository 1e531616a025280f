//! What people read of a packet: every sentence is reached by a flow of `fixtures/paths`, and has no hole in it.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

mod path_fixture;

use netyard_core::message::Message;
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::{Trace, trace_with};
use path_fixture::cases;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Sentences that no flow of the fixtures reaches, and why.
const NOT_REACHED: &[(&str, &str)] = &[];

fn messages(trace: &Trace, found: &mut Vec<Message>) {
    found.extend(trace.blockers.iter().map(|blocker| blocker.message.clone()));
    found.extend(trace.notes.iter().map(|note| note.message.clone()));
    found.extend(trace.response.iter().map(|response| response.message.clone()));
    found.extend(trace.mtu.iter().map(|mtu| mtu.message.clone()));
    for branch in &trace.branches {
        messages(&branch.trace, found);
    }
}

fn said() -> Vec<(String, Message)> {
    let mut all = Vec::new();
    for case in cases() {
        let Ok(trace) = trace_with(&RoutedNetwork::build(&case.document), &case.spec, &case.faults) else {
            continue;
        };
        let mut found = Vec::new();
        messages(&trace, &mut found);
        all.extend(found.into_iter().map(|message| (case.place(), message)));
    }
    all
}

/// The keys that the source of the simulation holds: texts such as `acl.denied`.
fn keys(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            keys(&path, found);
        } else if !["ec2_name.rs", "aws_service.rs"].iter().any(|names| path.ends_with(names)) {
            let text = std::fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap();
            let is_key = |text: &&str| {
                let parts: Vec<&str> = text.split('.').collect();
                let is_word = |part: &&str| {
                    !part.is_empty()
                        && part.chars().all(|letter| {
                            letter.is_ascii_lowercase() || letter == '-' || letter.is_ascii_digit()
                        })
                };
                parts.len() == 2 && parts.iter().all(is_word)
            };
            found.extend(code.split('"').filter(is_key).map(str::to_owned));
        }
    }
}

#[test]
fn every_sentence_is_reached_by_a_flow() {
    let mut known = BTreeSet::new();
    keys(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/simulate"), &mut known);
    let reached: BTreeSet<String> = said().into_iter().map(|(_, message)| message.key.to_owned()).collect();
    let missing: Vec<&String> = known
        .iter()
        .filter(|key| !reached.contains(*key) && !NOT_REACHED.iter().any(|(listed, _)| listed == key))
        .collect();
    assert!(missing.is_empty(), "no flow of the fixtures reaches {missing:#?}");
    let idle: Vec<_> =
        NOT_REACHED.iter().filter(|(key, _)| reached.contains(*key) || !known.contains(*key)).collect();
    assert!(idle.is_empty(), "listed for nothing: {idle:?}");
}

#[test]
fn no_sentence_has_a_hole() {
    let mut texts: BTreeMap<&str, &Message> = BTreeMap::new();
    let all = said();
    for (place, message) in &all {
        let text = &message.text;
        assert!(!text.contains(['{', '}']) && !text.contains("  "), "{place}: {text}");
        assert!(text.ends_with('.') && !text.ends_with(".."), "{place}: {text}");
        texts.entry(message.key).or_insert(message);
    }
    assert!(texts.len() > 50, "{} sentences", texts.len());
}
