//! Runs every flow of `fixtures/paths`: verdict, code, place, leg, hops and numbers of the book, all written by hand.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

mod crowded;
mod path_fixture;

use netyard_core::change::apply_all;
use netyard_core::model::Document;
use netyard_core::net::well_known;
use netyard_core::routing::RoutedNetwork;
use netyard_core::rules::{self, Severity};
use netyard_core::simulate::{
    Blocker, EndError, Hop, ResolutionStep, Trace, Verdict, fixes_together, trace_with,
};
use path_fixture::{Case, book, cases, hop, verdict};
use std::collections::BTreeSet;

fn run(case: &Case) -> Result<Trace, EndError> {
    trace_with(&RoutedNetwork::build(&case.document), &case.spec, &case.faults)
}

#[test]
fn every_flow_goes_as_its_fixture_says() {
    let mut faults = Vec::new();
    for case in cases() {
        match run(&case) {
            Ok(trace) => compare(&case, &trace, &mut faults),
            Err(error) => expect(&case, "error", &error.to_string(), case.line("error"), &mut faults),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

fn expect(case: &Case, what: &str, found: &str, expected: Option<&str>, faults: &mut Vec<String>) {
    if expected != Some(found) {
        faults.push(format!(
            "{}\n  {what}\n    expected: {}\n    found:    {found}",
            case.place(),
            expected.unwrap_or("nothing")
        ));
    }
}

fn compare(case: &Case, trace: &Trace, faults: &mut Vec<String>) {
    expect(case, "verdict", &verdict(trace), case.line("verdict"), faults);
    let listed = |hops: &[Hop]| match hops {
        [] => "-".to_owned(),
        hops => hops.iter().map(hop).collect::<Vec<_>>().join(", "),
    };
    expect(case, "forward", &listed(&trace.forward), case.line("forward"), faults);
    expect(case, "return", &listed(&trace.back), case.line("return"), faults);
    expect(case, "beyond", &listed(&trace.beyond), case.line("beyond").or(Some("-")), faults);
    // A fixture about something else need not say how a name was resolved.
    let says = case.line("steps").is_some() || case.file.starts_with("dns-");
    if let Some(resolution) = trace.resolution.as_ref().filter(|_| says) {
        let listed = |all: Vec<String>| if all.is_empty() { "-".to_owned() } else { all.join(", ") };
        let steps = listed(resolution.steps.iter().map(ResolutionStep::word).collect());
        expect(case, "steps", &steps, case.line("steps"), faults);
        expect(case, "answers", &listed(resolution.answers.clone()), case.line("answers"), faults);
    }
    let detail = trace.detail.clone().unwrap_or_else(|| "-".to_owned());
    expect(case, "detail", &detail, case.line("detail").or(Some("-")), faults);
    compare_blockers(case, trace, faults);
    compare_optional(case, trace, faults);
    compare_response(case, trace, faults);
    let numbers = book(trace);
    for number in case.list("book").unwrap_or_default() {
        if !numbers.contains(&number) {
            faults.push(format!("{}: the trace lacks {number}, it has {numbers:?}", case.place()));
        }
    }
    for number in case.list("not").unwrap_or_default() {
        if numbers.contains(&number) {
            faults.push(format!("{}: the trace carries {number}", case.place()));
        }
    }
}

/// All blockers are listed where there are more than the one that the verdict names.
fn compare_blockers(case: &Case, trace: &Trace, faults: &mut Vec<String>) {
    let found: Vec<String> = trace
        .blockers
        .iter()
        .map(|blocker| {
            let leg = serde_json::to_value(blocker.leg).unwrap();
            format!("{} at {} on {}", blocker.code, blocker.at, leg.as_str().unwrap())
        })
        .collect();
    if found.len() > 1 || case.line("blockers").is_some() {
        expect(case, "blockers", &found.join(", "), case.line("blockers"), faults);
    }
}

fn compare_optional(case: &Case, trace: &Trace, faults: &mut Vec<String>) {
    let notes: Vec<&str> = trace.notes.iter().map(|note| note.code).collect();
    expect(case, "notes", &notes.join(", "), case.line("notes").or(Some("")), faults);
    let branches: Vec<String> = trace
        .branches
        .iter()
        .map(|branch| {
            let share = branch.choice.share.map(|share| format!(" {share}")).unwrap_or_default();
            format!("{}{share}: {}", branch.choice.picked, verdict(&branch.trace))
        })
        .collect();
    expect(case, "branches", &branches.join("\n"), Some(&case.all("branch").join("\n")), faults);
    compare_size(case, trace, faults);
    let Some(blocker) = trace.blockers.first() else { return };
    if let Some(fix) = case.line("fix") {
        let found = blocker.fix.as_ref().map_or("-", |fix| fix.title.as_str());
        expect(case, "fix", found, Some(fix), faults);
    }
    if let Some(message) = case.line("message") {
        expect(case, "message", &blocker.message.text, Some(message), faults);
    }
}

/// Who answers a request and how is always told.
fn compare_response(case: &Case, trace: &Trace, faults: &mut Vec<String>) {
    let response = trace.response.as_ref();
    let status = response.map(|response| format!("{} by {}", response.status, response.by));
    let location = response.and_then(|response| response.location.as_deref());
    let default = |key: &str| case.line(key).or(Some("-"));
    expect(case, "status", status.as_deref().unwrap_or("-"), default("status"), faults);
    expect(case, "location", location.unwrap_or("-"), default("location"), faults);
    if let Some(line) = case.line("says") {
        expect(case, "says", response.map_or("-", |response| &response.message.text), Some(line), faults);
    }
}

fn compare_size(case: &Case, trace: &Trace, faults: &mut Vec<String>) {
    let (mtu, note) = (trace.mtu.as_ref(), trace.notes.last());
    let found = mtu.map(|mtu| {
        let leg = serde_json::to_value(mtu.leg).unwrap();
        format!("{} by {} on {}", mtu.bytes, mtu.set_by, leg.as_str().unwrap())
    });
    let lines = [
        ("mtu", found.as_deref()),
        ("size", mtu.map(|mtu| mtu.message.text.as_str())),
        ("note", note.map(|note| note.message.text.as_str())),
    ];
    for (key, found) in lines {
        if let Some(line) = case.line(key) {
            expect(case, key, found.unwrap_or("-"), Some(line), faults);
        }
    }
}

/// The rules that find something that AWS refuses.
fn error_rules(document: &Document) -> BTreeSet<String> {
    let findings = rules::check(&RoutedNetwork::build(document)).into_iter();
    findings
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding.rule.to_owned())
        .collect()
}

/// A proposed edit can be carried out, takes away the blocker that it is proposed for, and makes nothing that AWS refuses.
#[test]
fn every_proposed_edit_helps() {
    let mut tried = 0;
    for case in cases() {
        let Ok(trace) = run(&case) else { continue };
        for blocker in &trace.blockers {
            let Some(fix) = &blocker.fix else { continue };
            let mut document = case.document.clone();
            let done = apply_all(&mut document, &fix.changes);
            assert!(done.is_ok(), "{}: {} cannot be carried out: {done:?}", case.place(), fix.title);
            let after = trace_with(&RoutedNetwork::build(&document), &case.spec, &case.faults).unwrap();
            let (before, left) = (stops(&trace, blocker), stops(&after, blocker));
            assert!(left < before, "{}: {} does not help: {:?}", case.place(), fix.title, after.blockers);
            let new: Vec<String> =
                error_rules(&document).difference(&error_rules(&case.document)).cloned().collect();
            assert!(new.is_empty(), "{}: {} makes new errors: {new:?}", case.place(), fix.title);
            tried += 1;
        }
    }
    assert!(tried > 0, "no edit is proposed anywhere");
}

/// How often a packet is stopped as by this blocker: one component may stop it twice, on its way in and on its way out.
fn stops(trace: &Trace, blocker: &Blocker) -> usize {
    let is_alike = |one: &&Blocker| (one.code, &one.at, one.leg) == (blocker.code, &blocker.at, blocker.leg);
    trace.blockers.iter().filter(is_alike).count()
}

/// All proposed edits of a packet, applied as one step, take away all the blockers that they are proposed for.
#[test]
fn all_proposed_edits_help_together() {
    let mut tried = 0;
    for case in cases() {
        let Ok(trace) = run(&case) else { continue };
        let fixable: Vec<_> = trace.blockers.iter().filter(|blocker| blocker.fix.is_some()).collect();
        if fixable.len() < 2 {
            continue;
        }
        let mut document = case.document.clone();
        let changes = fixes_together(&document, &case.spec, &case.faults);
        let done = apply_all(&mut document, &changes);
        assert!(done.is_ok(), "{}: {done:?}", case.place());
        let after = trace_with(&RoutedNetwork::build(&document), &case.spec, &case.faults).unwrap();
        for blocker in &trace.blockers {
            let alike =
                |one: &&&Blocker| (one.code, &one.at, one.leg) == (blocker.code, &blocker.at, blocker.leg);
            let fixed = fixable.iter().filter(alike).count();
            let (before, left) = (stops(&trace, blocker), stops(&after, blocker));
            assert!(left + fixed <= before, "{}: {} is left", case.place(), blocker.message.text);
        }
        tried += 1;
    }
    assert!(tried > 5, "{tried} packets with several proposed edits");
}

/// What is walked as if says so: nothing is put in place of itself, and no private address is known on the internet.
#[test]
fn no_hop_says_what_cannot_be() {
    for case in cases() {
        let Ok(trace) = run(&case) else { continue };
        for hop in [&trace.forward, &trace.beyond, &trace.back].into_iter().flatten() {
            let text = &hop.decided_by.text;
            if let Some((before, after)) = text.split_once(" in place of ") {
                let put = before.rsplit(' ').next().unwrap();
                assert_ne!(put, after.split(' ').next().unwrap(), "{}: {text}", case.place());
            }
            if let Some((address, _)) = text.split_once(" is an address of ") {
                let address = address.parse().unwrap();
                assert!(well_known::is_public(address), "{}: {text}", case.place());
            }
        }
    }
}

/// The same document and flow give the same bytes.
#[test]
fn traces_are_the_same_every_time() {
    for case in cases() {
        let Ok(one) = run(&case) else { continue };
        let other = run(&case).unwrap();
        assert_eq!(
            serde_json::to_string(&one).unwrap(),
            serde_json::to_string(&other).unwrap(),
            "{}",
            case.place()
        );
    }
}

/// Over two gateways a packet takes one of the zones three times, twice there and once back: every way is followed.
#[test]
fn every_zone_of_two_gateways_is_followed() {
    let trace = crowded::trace_over(2, 3);
    assert_eq!(trace.verdict, Verdict::Delivered, "{:?}", trace.detail);
    assert_eq!(crowded::branches(&trace), 3 + 9 + 27);
}

/// Branches multiply at every gateway. With too many of them the packet ends unknown, and says so; the number that is
/// kept counts, since time depends on the machine.
#[test]
fn a_packet_that_parts_too_often_ends_unknown() {
    for (gateways, zones) in [(1, 600), (2, 8), (3, 12)] {
        let trace = crowded::trace_over(gateways, zones);
        let place = format!("{gateways} gateways with {zones} zones");
        assert_eq!(trace.verdict, Verdict::Unknown, "{place}");
        assert!(crowded::branches(&trace) <= 512, "{place}: {} branches", crowded::branches(&trace));
        let detail = trace.detail.clone().unwrap();
        assert!(detail.contains("parts too often"), "{place}: {detail}");
        assert_eq!(trace, crowded::trace_over(gateways, zones), "{place}");
    }
}

/// What AWS gives a regional NAT gateway is not in the drawing: stand-ins are, and there are only so many of them. Without
/// one nothing is said about the packet, least of all that the zone has no address, as in manual mode.
#[test]
fn many_regional_nat_gateways_have_addresses() {
    for gateways in [55, 56, 300] {
        let trace = crowded::trace_behind_regional_nat(gateways);
        assert_eq!((trace.verdict, trace.code), (Verdict::Delivered, None), "{gateways} gateways");
    }
    let trace = crowded::trace_behind_regional_nat(400);
    assert_eq!((trace.verdict, trace.code), (Verdict::Unknown, None), "{:?}", trace.blockers);
    assert!(trace.detail.clone().unwrap().contains("public address of nat-0400"), "{:?}", trace.detail);
}
