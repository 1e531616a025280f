//! Runs every fixture of `fixtures/rules`: just the rule that the file is named for, every case, every word.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by a panic, in its helpers too")]

mod fixture;

use fixture::{Case, listed};
use netyard_core::change::{apply_all, refuse_all};
use netyard_core::model::Document;
use netyard_core::routing::RoutedNetwork;
use netyard_core::rules::{self, Finding, Severity};
use std::collections::{BTreeMap, BTreeSet};

fn run(document: &Document, rule: &str) -> Vec<Finding> {
    rules::check_rule(&RoutedNetwork::build(document), rule)
}

/// What a fixture says of a finding, as far as the expectation asks for it.
fn described(finding: &Finding, asked: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let elements: Vec<String> = finding.elements.iter().map(|id| format!("`{id}`")).collect();
    let mut said = BTreeMap::from([
        ("elements".to_owned(), elements.join(", ")),
        ("message".to_owned(), finding.message.text.clone()),
        ("help".to_owned(), finding.help.text.clone()),
    ]);
    if let Some(fix) = &finding.fix {
        said.insert("fix".to_owned(), fix.title.clone());
    }
    let optional = [
        ("book", finding.book.join(", ")),
        ("code", finding.code.unwrap_or("none").to_owned()),
        ("api error", finding.api_error.unwrap_or("none").to_owned()),
        ("key", finding.message.key.to_owned()),
    ];
    said.extend(
        optional
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .filter(|(key, _)| asked.contains_key(key)),
    );
    said
}

fn compare(place: &str, findings: &[Finding], case: &Case, faults: &mut Vec<String>) {
    if findings.len() != case.expected.len() {
        let texts: Vec<String> =
            findings.iter().map(|finding| format!("{:#?}", described(finding, &BTreeMap::new()))).collect();
        faults.push(format!(
            "{place}: {} expected, {} found: {}",
            case.expected.len(),
            findings.len(),
            texts.join("\n")
        ));
        return;
    }
    for (finding, expected) in findings.iter().zip(&case.expected) {
        let said = described(finding, expected);
        for key in said.keys().chain(expected.keys()).collect::<BTreeSet<_>>() {
            if said.get(key) != expected.get(key) {
                faults.push(format!(
                    "{place}: {key}\n  expected: {}\n  found:    {}",
                    expected.get(key).map_or("(nothing)", String::as_str),
                    said.get(key).map_or("(nothing)", String::as_str)
                ));
            }
        }
    }
}

/// A fix can be carried out, also at AWS, takes its finding away, and makes no new error.
fn try_fix(place: &str, document: &Document, finding: &Finding, faults: &mut Vec<String>) {
    let Some(fix) = &finding.fix else { return };
    // What AWS would have refused from the start never was: it may be put right by any act.
    let was_taken = finding.severity != Severity::Error;
    if let Some((refusal, _)) = refuse_all(document, &fix.changes).filter(|_| was_taken) {
        faults.push(format!("{place}: AWS refuses the fix, {}: {}", refusal.rule, refusal.message.text));
    }
    let mut fixed = document.clone();
    if let Err(error) = apply_all(&mut fixed, &fix.changes) {
        faults.push(format!("{place}: the fix cannot be carried out: {error}"));
        return;
    }
    let left = run(&fixed, finding.rule);
    if left.iter().any(|other| other.message == finding.message && other.elements == finding.elements) {
        faults.push(format!("{place}: the fix does not take the finding away: {}", finding.message.text));
    }
    let before = error_rules(document);
    for (rule, text) in errors(&fixed).into_iter().filter(|(rule, _)| !before.contains(rule)) {
        faults.push(format!("{place}: the fix makes a new error, {rule}: {text}"));
    }
}

/// The fixes of all findings of a rule, ticked and applied as one step: they can be carried out, each takes its finding
/// away, and together they make no new error.
fn try_together(place: &str, document: &Document, findings: &[Finding], faults: &mut Vec<String>) {
    let mut fixed = document.clone();
    if let Err(error) = apply_all(&mut fixed, &rules::fixes_together(document, findings)) {
        faults.push(format!("{place}: the fixes cannot be carried out together: {error}"));
        return;
    }
    let Some(rule) = findings.first().map(|finding| finding.rule) else { return };
    let left = run(&fixed, rule);
    for finding in findings.iter().filter(|finding| finding.fix.is_some()) {
        if left.iter().any(|it| it.message == finding.message && it.elements == finding.elements) {
            faults.push(format!("{place}: together the fixes leave: {}", finding.message.text));
        }
    }
    let before = error_rules(document);
    for (rule, text) in errors(&fixed).into_iter().filter(|(rule, _)| !before.contains(rule)) {
        faults.push(format!("{place}: together the fixes make a new error, {rule}: {text}"));
    }
    if left.iter().any(|finding| finding.fix.is_some())
        && findings.iter().all(|finding| finding.fix.is_some())
    {
        let texts: Vec<&str> = left.iter().map(|finding| finding.message.text.as_str()).collect();
        faults.push(format!("{place}: after all fixes the rule finds: {texts:?}"));
    }
}

fn errors(document: &Document) -> BTreeSet<(String, String)> {
    let all = rules::check(&RoutedNetwork::build(document));
    let errors = all.into_iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| (finding.rule.to_owned(), finding.message.text)).collect()
}

fn error_rules(document: &Document) -> BTreeSet<String> {
    errors(document).into_iter().map(|(rule, _)| rule).collect()
}

/// The words of a message are its arguments in its template, and say so.
fn check_words(place: &str, finding: &Finding, faults: &mut Vec<String>) {
    for message in [&finding.message, &finding.help] {
        for (name, value) in &message.args {
            if !message.text.contains(value.as_str()) {
                faults.push(format!("{place}: `{}` does not show its argument {name}", message.key));
            }
        }
        if message.text.contains('{') || message.text.contains("  ") || !message.text.ends_with(['.', '`']) {
            faults.push(format!("{place}: `{}` is no clean sentence: {}", message.key, message.text));
        }
        for word in ["please", "oops", "invalid", "!"] {
            if message.text.to_lowercase().contains(word) {
                faults.push(format!("{place}: `{}` says `{word}`", message.key));
            }
        }
    }
    if finding.elements.is_empty() {
        faults.push(format!("{place}: a finding without elements"));
    }
}

#[test]
fn every_fixture_holds() {
    let mut faults = Vec::new();
    for (file, fixture) in fixture::all("rules") {
        if fixture.id != file {
            faults.push(format!("{file}.md: the heading says {}", fixture.id));
        }
        for case in &fixture.cases {
            let place = format!("{file}.md, {}", case.title);
            let document = case.document();
            let findings = run(&document, &file);
            if case.passes && !case.expected.is_empty() || !case.passes && case.expected.is_empty() {
                faults.push(format!("{place}: a failing case states its findings, a passing one none"));
            }
            compare(&place, &findings, case, &mut faults);
            try_together(&place, &document, &findings, &mut faults);
            for finding in &findings {
                try_fix(&place, &document, finding, &mut faults);
                check_words(&place, finding, &mut faults);
            }
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// Whatever is ticked in the list of findings, the changes can be carried out as one step.
#[test]
fn all_fixes_of_a_drawing_can_be_applied_at_once() {
    let mut faults = Vec::new();
    for (file, fixture) in fixture::all("rules") {
        for case in &fixture.cases {
            let mut document = case.document();
            let findings = rules::check(&RoutedNetwork::build(&document));
            let changes = rules::fixes_together(&document, &findings);
            if let Err(error) = apply_all(&mut document, &changes) {
                faults.push(format!("{file}.md, {}: {error}", case.title));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_number_code_and_api_error_is_carried_by_a_finding_of_a_fixture() {
    let mut gaps = Vec::new();
    let fixtures: BTreeMap<_, _> = fixture::all("rules").into_iter().collect();
    for rule in rules::catalogue() {
        let Some(fixture) = fixtures.get(rule.id) else { continue };
        let findings: Vec<Finding> =
            fixture.cases.iter().flat_map(|case| run(&case.document(), rule.id)).collect();
        let carried: BTreeSet<&str> = findings
            .iter()
            .flat_map(|it| it.book.iter().copied().chain(it.code).chain(it.api_error))
            .collect();
        let stated = rule.book.iter().chain(rule.codes).chain(rule.api_errors);
        gaps.extend(stated.filter(|it| !carried.contains(**it)).map(|it| format!("{}: {it}", rule.id)));
    }
    assert!(gaps.is_empty(), "no failing case shows:\n{}", gaps.join("\n"));
}

#[test]
fn accepted_findings_are_marked_and_the_worst_come_first() {
    let case = fixture::parse(
        "# x\n## Fails: y\n```json\n{\"resources\":{\
         \"vpc-1\":{\"type\":\"vpc\",\"cidrBlocks\":[\"10.0.0.0/16\",\"10.0.3.7/24\"]}},\
         \"accepted\":{\"a\":{\"rule\":\"vpc-cidr-overlap\",\"elements\":[\"vpc-1\"],\"reason\":\"old\"}}}\n```\n",
    )
    .unwrap();
    let findings = rules::check(&RoutedNetwork::build(&case.cases[0].document()));
    let overlap = findings.iter().find(|finding| finding.rule == "vpc-cidr-overlap").unwrap();
    assert!(overlap.accepted && !overlap.expected);
    assert!(
        findings.iter().filter(|finding| finding.rule != "vpc-cidr-overlap").all(|finding| !finding.accepted)
    );
    let severities: Vec<Severity> = findings.iter().map(|finding| finding.severity).collect();
    assert!(severities.is_sorted(), "{severities:?}");
    assert!(findings.iter().any(|finding| finding.rule == "cidr-normalised"));
}

#[test]
fn rules_are_found_by_id_code_api_error_and_number() {
    let ids = |query: &str| rules::find(query).into_iter().map(|rule| rule.id).collect::<Vec<_>>();
    assert_eq!(ids("second-igw"), ["second-igw"]);
    assert_eq!(ids("ROUTE_DUPLICATE"), ["route-duplicate"]);
    assert!(ids(" routealreadyexists ").contains(&"route-duplicate"));
    assert_eq!(ids("R-PEER-1"), ["peering-cidr-overlap"]);
    assert!(ids("nothing-of-the-kind").is_empty());
    assert_eq!(listed("`a`, `b`"), ["a", "b"]);
}
