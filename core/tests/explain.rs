//! The catalogue of packet decisions and the flows of `fixtures/paths` know the same codes and numbers.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

mod path_fixture;

use netyard_core::change::refusal;
use netyard_core::routing::RoutedNetwork;
use netyard_core::rules::{self, book};
use netyard_core::simulate::explain::{Entry, find, topics};
use netyard_core::simulate::trace_with;
use path_fixture::{cases, codes};
use std::collections::BTreeSet;

/// For each trace of a fixture, what it carries.
fn carried() -> Vec<BTreeSet<String>> {
    let traces = cases()
        .into_iter()
        .filter_map(|case| trace_with(&RoutedNetwork::build(&case.document), &case.spec, &case.faults).ok());
    traces.map(|trace| codes(&trace).into_iter().chain(path_fixture::book(&trace)).collect()).collect()
}

fn entries() -> Vec<&'static Entry> {
    topics().iter().flat_map(|topic| topic.entries).collect()
}

#[test]
fn what_traces_carry_and_what_is_explained_are_the_same() {
    let carried: BTreeSet<String> = carried().into_iter().flatten().collect();
    let explained: BTreeSet<String> = entries().iter().map(|entry| entry.name.to_owned()).collect();
    let missing: Vec<&String> = carried.difference(&explained).collect();
    let idle: Vec<&String> = explained.difference(&carried).collect();
    assert!(missing.is_empty(), "no entry in core/src/simulate/explain: {missing:?}");
    assert!(idle.is_empty(), "carried by no flow of core/fixtures/paths: {idle:?}");
    assert_eq!(explained.len(), entries().len(), "an entry stands in one place only");
}

#[test]
fn the_numbers_behind_a_code_come_with_it() {
    let carried = carried();
    let mut gaps = Vec::new();
    for entry in entries() {
        for number in entry.book {
            if !carried.iter().any(|trace| trace.contains(entry.name) && trace.contains(*number)) {
                gaps.push(format!("{} with {number}", entry.name));
            }
        }
    }
    assert!(gaps.is_empty(), "no flow shows {gaps:?}");
}

#[test]
fn entries_are_found_by_code_by_number_by_the_word_of_aws_and_by_place() {
    let names = |query: &str| -> Vec<&str> {
        find(query).into_iter().flat_map(|(_, entries)| entries).map(|entry| entry.name).collect()
    };
    assert_eq!(names("subnet_acl_restriction"), ["SUBNET_ACL_RESTRICTION"]);
    assert_eq!(names(" R-NACL-2 "), ["SUBNET_ACL_RESTRICTION", "R-NACL-2"]);
    assert_eq!(names("REMAP_EPHEMERAL_PORT"), ["R-NAT-4", "REMAP_EPHEMERAL_PORT"]);
    assert!(names("packet-network-acl").len() > 5);
    assert!(names("nothing-of-the-kind").is_empty());
}

#[test]
fn every_entry_is_told_in_sentences_and_has_a_page_of_aws() {
    for topic in topics() {
        assert!(topic.id.starts_with("packet-") && topic.place.ends_with('.'), "{}", topic.id);
        assert!(
            topic.references.iter().all(|it| it.starts_with("https://docs.aws.amazon.com/")),
            "{}",
            topic.id
        );
        assert!(!topic.references.is_empty() && !topic.entries.is_empty(), "{}", topic.id);
        for entry in topic.entries {
            assert!(entry.meaning.ends_with('.') && entry.advice.ends_with('.'), "{}", entry.name);
            assert_eq!(entry.is_code, !entry.name.starts_with("R-"), "{}", entry.name);
        }
    }
}

#[test]
fn every_number_is_explained_or_listed_as_what_no_drawing_shows() {
    let explained: BTreeSet<&str> = rules::catalogue()
        .iter()
        .flat_map(|rule| rule.book)
        .chain(refusal::catalogue().iter().flat_map(|act| act.book))
        .chain(entries().iter().flat_map(|entry| entry.book))
        .chain(rules::quotas().iter().flat_map(|(_, quotas)| *quotas).flat_map(|quota| quota.book))
        .copied()
        .collect();
    let exceptions: BTreeSet<&str> = rules::EXCEPTIONS.iter().map(|exception| exception.number).collect();
    assert!(exceptions.is_disjoint(&explained), "explained after all: {exceptions:?}");
    let served = book::sections().iter().flat_map(|section| &section.rules).filter(|rule| rule.is_served);
    let gaps: Vec<&str> = served
        .map(|rule| rule.number)
        .filter(|number| !explained.contains(number) && !exceptions.contains(number))
        .collect();
    assert!(gaps.is_empty(), "neither explained nor listed: {gaps:?}");
    let all: Vec<&str> = explained.iter().chain(&exceptions).copied().collect();
    for (number, part) in rules::unconfirmed(&all) {
        assert!(explained.contains(number) && !part.is_empty(), "{number}");
    }
}
