//! Every number of the rule book for which this version answers is covered, and `docs/coverage.md` says by what.
//!
//! `cargo xtask docs` sets `NETYARD_WRITE_PAGES` and so writes the page; otherwise a stale one fails. `cargo xtask
//! coverage` names in `NETYARD_COVERAGE` the file that takes what it prints.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

mod evidence;
mod fixture;
mod path_fixture;

use evidence::{FACTS, Kind, covering, evidence, is_covered, page, report, shown};
use netyard_core::rules::book::{self, sections};
use std::path::Path;

#[test]
fn what_is_promised_is_covered() {
    let promised = || sections().iter().flat_map(|section| &section.rules).filter(|rule| rule.is_served);
    let gaps: Vec<String> = promised()
        .filter(|rule| !is_covered(rule))
        .map(|rule| format!("{} {}", rule.number, rule.summary))
        .collect();
    assert!(gaps.is_empty(), "no fixture shows, and rules/evidence.rs does not list:\n{}", gaps.join("\n"));
    let blind: Vec<&str> = promised()
        .filter(|rule| rule.kinds.contains('S'))
        .filter(|rule| covering(rule).iter().all(|witness| matches!(witness.kind, Kind::Finding | Kind::Act)))
        .map(|rule| rule.number)
        .collect();
    assert!(blind.is_empty(), "they decide about packets, and no packet shows them: {blind:?}");
}

#[test]
fn what_aws_calls_a_promised_rule_is_said_by_a_packet() {
    let promised = sections().iter().flat_map(|section| &section.rules).filter(|rule| rule.is_served);
    let gaps: Vec<String> = promised
        .flat_map(|rule| rule.codes.iter().map(move |code| (rule, code)))
        .filter(|(_, code)| code.is_served)
        .filter(|(rule, code)| shown(rule, code).is_none())
        .map(|(rule, code)| format!("{} {}", rule.number, code.name))
        .collect();
    assert!(gaps.is_empty(), "no packet of core/fixtures/paths is told so: {gaps:?}");
}

#[test]
fn what_is_shown_is_in_the_book() {
    let unknown: Vec<&String> = evidence().keys().filter(|number| book::find(number).is_none()).collect();
    assert!(unknown.is_empty(), "not in core/src/rules/book/numbers.txt: {unknown:?}");
}

#[test]
fn what_no_drawing_shows_is_shown_by_none() {
    for (number, witnesses) in evidence() {
        let both = witnesses.len() > 1 && witnesses.contains_key(&Kind::Exception);
        assert!(!both, "{number} is listed as what no drawing shows: {witnesses:?}");
    }
}

/// The most that may be listed so is a twentieth of a section.
#[test]
fn few_numbers_are_listed_as_what_no_drawing_shows() {
    for section in sections() {
        let is_listed =
            |rule: &&book::Numbered| covering(rule).iter().any(|witness| witness.kind == Kind::Exception);
        let listed = section.rules.iter().filter(is_listed).count();
        assert!(listed * 20 <= section.rules.len(), "section {}: {listed}", section.number);
    }
}

#[test]
fn every_fact_holds() {
    for fact in FACTS {
        assert!(book::find(fact.number).is_some(), "{}", fact.number);
        (fact.holds)();
    }
}

#[test]
fn the_page_is_current() {
    if let Some(file) = std::env::var_os("NETYARD_COVERAGE") {
        std::fs::write(file, report()).unwrap();
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/coverage.md");
    let page = page();
    if std::env::var_os("NETYARD_WRITE_PAGES").is_some() {
        std::fs::write(path, page).unwrap();
        return;
    }
    assert!(
        std::fs::read_to_string(path).ok() == Some(page),
        "run `cargo xtask docs`: docs/coverage.md is stale"
    );
}
