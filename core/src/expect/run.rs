use super::check::{Check, DnsQuestion, ExpectedAnswer, ExpectedFinding, ExpectedTrace, Presence};
use super::request::{self, ExpectedResponse};
use super::with::Unready;
use super::{ExpectationResult, Fault, With};
use crate::model::{Document, Expectation, Resource};
use crate::ordered::Order;
use crate::routing::RoutedNetwork;
use crate::rules::{self, Finding};
use crate::simulate::{EndError, Faults, FlowSpec, Trace, resolve_name, trace_with};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What a drawing says of itself: its findings, and how its expectations came out.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Findings; `expected` is set on those that an expectation without `with` states as present.
    pub findings: Vec<Finding>,
    /// Results, in the order of the expectations.
    pub results: Vec<ExpectationResult>,
}

/// Checks a document: all rules, all expectations.
pub fn run(document: &Document) -> Report {
    run_on(&RoutedNetwork::build(document))
}

/// Checks a document whose network is at hand.
pub fn run_on(network: &RoutedNetwork) -> Report {
    run_under(network, &Faults::NONE)
}

/// The same while something has failed, besides what expectations let fail themselves: packets meet it, findings are those
/// of the drawing.
pub fn run_under(network: &RoutedNetwork, already: &Faults) -> Report {
    judge_all(network, network, already)
}

/// The findings of a drawing, and what its expectations say of the network that is left of it.
pub(super) fn judge_all(drawn: &RoutedNetwork, network: &RoutedNetwork, already: &Faults) -> Report {
    let mut findings = rules::check(drawn);
    let document = &network.network.document;
    mark_expected(document, &mut findings);
    let mut variants = Variants::new(document);
    let results = ordered(document)
        .into_iter()
        .map(|(id, expectation)| {
            if expectation.with.is_empty() {
                judge(id, expectation, network, already, || findings.clone())
            } else {
                match variants.of(&expectation.with) {
                    Ok((variant, faults)) => {
                        let faults = faults_with(already, faults);
                        judge(id, expectation, variant, &faults, || rules::check(variant))
                    }
                    Err(Unready::NotKnown(reason)) => not_checked(id, expectation, reason),
                    Err(Unready::Wrong(reason)) => failed(id, expectation, reason),
                }
            }
        })
        .collect();
    Report { findings, results }
}

/// Expectations in the order that people gave them: by `order`, those without one last, then by id.
pub(super) fn ordered(document: &Document) -> Vec<(&String, &Expectation)> {
    let mut list: Vec<_> = document.expectations.iter().collect();
    list.order_by_key(|(id, expectation)| {
        (expectation.order.is_none(), expectation.order.clone(), (*id).clone())
    });
    list
}

/// Copies of the drawing with changes applied, one per distinct `with`.
pub(super) struct Variants<'a> {
    document: &'a Document,
    prepared: BTreeMap<String, Result<(RoutedNetwork, Vec<Fault>), Unready>>,
}

impl<'a> Variants<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self { document, prepared: BTreeMap::new() }
    }

    /// What tells one `with` from another.
    pub(super) fn key(items: &[Value]) -> String {
        items.iter().map(Value::to_string).collect::<Vec<_>>().join("\n")
    }

    /// What was prepared before.
    pub(super) fn prepared(&self, items: &[Value]) -> Option<(&RoutedNetwork, &[Fault])> {
        let (network, faults) = self.prepared.get(&Self::key(items))?.as_ref().ok()?;
        Some((network, faults))
    }

    pub(super) fn of(&mut self, items: &[Value]) -> Result<(&RoutedNetwork, &[Fault]), &Unready> {
        let document = self.document;
        let entry = self.prepared.entry(Self::key(items)).or_insert_with(|| {
            With::prepare(document, items).map(|(copy, faults)| (RoutedNetwork::build(&copy), faults))
        });
        entry.as_ref().map(|(network, faults)| (network, faults.as_slice()))
    }
}

fn mark_expected(document: &Document, findings: &mut [Finding]) {
    for expectation in document.expectations.values().filter(|expectation| expectation.with.is_empty()) {
        if let Check::Finding(named, Presence { present: true, .. }) = Check::from_value(&expectation.check) {
            for finding in findings.iter_mut().filter(|finding| named.names(finding)) {
                finding.expected = true;
            }
        }
    }
}

fn judge(
    id: &str,
    expectation: &Expectation,
    network: &RoutedNetwork,
    faults: &Faults,
    findings: impl FnOnce() -> Vec<Finding>,
) -> ExpectationResult {
    match Check::from_value(&expectation.check) {
        Check::Packet(flow, expected) => judge_packet(id, expectation, network, faults, &flow, &expected),
        Check::Request(flow, expected) => judge_request(id, expectation, network, faults, &flow, &expected),
        Check::Dns(question, expected) => judge_dns(id, expectation, network, faults, &question, &expected),
        // Asked here, not where a check is read: whoever only reads one does without the rules.
        Check::Finding(named, _) if !is_rule(&named.rule) => {
            not_checked(id, expectation, &format!("this Netyard does not know the rule \"{}\"", named.rule))
        }
        Check::Finding(named, presence) => judge_finding(id, expectation, &findings(), &named, presence),
        Check::NotChecked(reason) => not_checked(id, expectation, &reason),
        Check::Wrong(reason) => failed(id, expectation, &reason),
    }
}

fn is_rule(id: &str) -> bool {
    rules::catalogue().binary_search_by_key(&id, |rule| rule.id).is_ok()
}

fn judge_packet(
    id: &str,
    expectation: &Expectation,
    network: &RoutedNetwork,
    faults: &Faults,
    flow: &FlowSpec,
    expected: &ExpectedTrace,
) -> ExpectationResult {
    match trace_with(network, flow, faults) {
        Ok(trace) => ExpectationResult {
            passed: Some(expected.matches(&trace, &network.network)),
            actual: actual_of(&trace, expected),
            code: trace.code.map(str::to_owned),
            ..blank(id, expectation)
        },
        // What this version does not know may be an end of a packet all the same.
        Err(error) if is_of_later_version(&network.network.document, &error) => {
            not_checked(id, expectation, &error.to_string())
        }
        Err(error) => failed(id, expectation, &error.to_string()),
    }
}

/// What came out of a packet, in the form of an expected result.
fn actual_of(trace: &Trace, expected: &ExpectedTrace) -> Value {
    let mut value = json!({"verdict": trace.verdict, "code": trace.code, "at": trace.at, "leg": trace.leg});
    if let (Some(arrivals), Some(fields)) = (expected.arrivals(trace), value.as_object_mut()) {
        fields.insert("arrivesFrom".to_owned(), json!(arrivals.sources));
        fields.insert("shares".to_owned(), json!(arrivals.shares()));
    }
    value
}

fn judge_request(
    id: &str,
    expectation: &Expectation,
    network: &RoutedNetwork,
    faults: &Faults,
    flow: &FlowSpec,
    expected: &ExpectedResponse,
) -> ExpectationResult {
    match trace_with(network, flow, faults) {
        Ok(trace) => ExpectationResult {
            passed: Some(expected.matches(&trace, &network.network)),
            actual: request::actual(&trace),
            code: trace.code.map(str::to_owned),
            ..blank(id, expectation)
        },
        Err(error) if is_of_later_version(&network.network.document, &error) => {
            not_checked(id, expectation, &error.to_string())
        }
        Err(error) => failed(id, expectation, &error.to_string()),
    }
}

fn judge_dns(
    id: &str,
    expectation: &Expectation,
    network: &RoutedNetwork,
    faults: &Faults,
    question: &DnsQuestion,
    expected: &ExpectedAnswer,
) -> ExpectationResult {
    let record_type = question.record_type.as_deref().unwrap_or("A");
    match resolve_name(network, &question.from, &question.name, record_type, faults) {
        Ok(answer) => {
            let first = answer.blockers.first();
            let actual = match &answer.unknown {
                Some((at, missing)) => json!({"unknown": missing, "at": at}),
                None if expected.shares.is_some() || expected.at_once.is_some() => json!({
                    "answers": answer.resolution.answers,
                    "shares": answer.resolution.shares,
                    "atOnce": answer.resolution.at_once,
                    "code": first.map(|first| first.code),
                }),
                None => json!({
                    "answers": answer.resolution.answers,
                    "code": first.map(|first| first.code),
                    "detail": first.and_then(|first| first.detail),
                    "at": first.map(|first| &first.at),
                }),
            };
            ExpectationResult {
                passed: Some(expected.matches(&answer, &network.network)),
                actual,
                code: first.map(|first| first.code.to_owned()),
                ..blank(id, expectation)
            }
        }
        Err(error) if is_of_later_version(&network.network.document, &error) => {
            not_checked(id, expectation, &error.to_string())
        }
        Err(error) => failed(id, expectation, &error.to_string()),
    }
}

/// These faults, for a trace or a run under them.
pub fn faults_of<'f>(faults: impl IntoIterator<Item = &'f Fault>) -> Faults {
    faults_with(&Faults::NONE, faults)
}

/// What has failed, and these faults too.
pub(super) fn faults_with<'f>(already: &Faults, faults: impl IntoIterator<Item = &'f Fault>) -> Faults {
    let mut all = already.clone();
    for fault in faults {
        match fault {
            Fault::ZoneDown(zone) => all.zones_down.insert(zone.clone()),
            Fault::Stopped(instance) => all.stopped.insert(instance.clone()),
            Fault::TunnelDown(tunnel) => all.tunnels_down.insert(tunnel.clone()),
            Fault::BgpSessionDown(session) => all.bgp_sessions_down.insert(session.clone()),
            Fault::LineDown(line) => line.split_once('/').is_some_and(|(one, other)| {
                all.lines_down.insert((one.min(other).into(), one.max(other).into()))
            }),
            Fault::TableFull(instance) => all.tables_full.insert(instance.clone()),
            Fault::Unhealthy(target) => all.unhealthy.insert(target.clone()),
            // Nothing that a packet meets: the network is another one (`without_deleted`).
            Fault::Deleted(_) => false,
        };
    }
    all
}

fn judge_finding(
    id: &str,
    expectation: &Expectation,
    findings: &[Finding],
    named: &ExpectedFinding,
    presence: Presence,
) -> ExpectationResult {
    let found: Vec<&Finding> = findings.iter().filter(|finding| named.names(finding)).collect();
    let severity = found.first().map(|finding| finding.severity);
    ExpectationResult {
        passed: Some(presence.matches(named, findings)),
        actual: json!({"present": !found.is_empty(), "severity": severity}),
        code: found.first().and_then(|finding| finding.code).map(str::to_owned),
        ..blank(id, expectation)
    }
}

/// Whether the end that is none is a resource of a type that this version does not know.
fn is_of_later_version(document: &Document, error: &EndError) -> bool {
    let EndError::NotAnEnd { text, .. } = error else { return false };
    document.resources.iter().any(|(id, resource)| {
        matches!(resource.as_ref(), Resource::Other(_))
            && (id == text.as_str() || resource.name() == Some(text.as_str()))
    })
}

/// What no packet or rule can meet: it does not hold, and here is why.
fn failed(id: &str, expectation: &Expectation, reason: &str) -> ExpectationResult {
    ExpectationResult { passed: Some(false), actual: json!({"error": reason}), ..blank(id, expectation) }
}

fn not_checked(id: &str, expectation: &Expectation, reason: &str) -> ExpectationResult {
    ExpectationResult { actual: json!({"notChecked": reason}), ..blank(id, expectation) }
}

fn blank(id: &str, expectation: &Expectation) -> ExpectationResult {
    ExpectationResult {
        id: id.to_owned(),
        title: expectation.title.clone(),
        passed: None,
        expected: expectation.check.get("expect").cloned().unwrap_or(Value::Null),
        actual: Value::Null,
        code: None,
    }
}
