//! Findings as SARIF 2.1.0, which code scanning reads.

use crate::command::check::Checked;
use netyard_core::expect::ExpectationResult;
use netyard_core::rules::{Finding, RuleInfo, Severity, catalogue};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// The rule id under which failed expectations stand.
const EXPECTATION: &str = "expectation";

/// The rule id under which files stand that cannot be read.
const UNREADABLE: &str = "unreadable";

/// The log of a run over all files: those that were checked, and those that could not be read, with the reason. Without
/// the latter code scanning would take what it knew of them to be mended.
pub(crate) fn log(checked: &[Checked], unreadable: &[(String, String)]) -> Value {
    let unread = unreadable.iter().map(|(file, reason)| unreadable_result(file, reason));
    let results: Vec<Value> = unread.chain(checked.iter().flat_map(results)).collect();
    let unread = json!({
        "id": UNREADABLE,
        "shortDescription": {"text": "A drawing cannot be read"},
        "defaultConfiguration": {"level": "error"},
    });
    let expectation = json!({
        "id": EXPECTATION,
        "shortDescription": {"text": "An expectation of the drawing does not hold"},
        "defaultConfiguration": {"level": "error"},
    });
    let rules: Vec<Value> = catalogue().iter().map(rule).chain([expectation, unread]).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "netyard", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "invocations": [{"executionSuccessful": unreadable.is_empty()}],
            "results": results,
        }],
    })
}

fn rule(rule: &RuleInfo) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "help": {"text": rule.section("How to fix")},
        "defaultConfiguration": {"level": level(rule.severity)},
    })
}

fn unreadable_result(file: &str, reason: &str) -> Value {
    json!({
        "ruleId": UNREADABLE,
        "level": "error",
        "message": {"text": reason},
        "locations": [{
            "physicalLocation": {"artifactLocation": {"uri": uri(file)}, "region": {"startLine": 1}},
        }],
    })
}

fn results(checked: &Checked) -> Vec<Value> {
    let findings = checked.findings.iter().map(|finding| finding_result(checked, finding));
    findings.chain(checked.failed().map(|result| expectation_result(checked, result))).collect()
}

fn finding_result(checked: &Checked, finding: &Finding) -> Value {
    let elements: Vec<&str> = finding.elements.iter().map(netyard_core::model::ResourceId::as_str).collect();
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": {"text": finding.message.text},
        "locations": [location(checked, "resources", &elements)],
    });
    let suppression = match (finding.accepted, finding.expected) {
        (true, _) => Some("Accepted in the drawing."),
        (_, true) => Some("An expectation of the drawing states it."),
        _ => None,
    };
    if let (Some(reason), Some(object)) = (suppression, result.as_object_mut()) {
        object.insert("suppressions".to_owned(), json!([{"kind": "inSource", "justification": reason}]));
    }
    result
}

fn expectation_result(checked: &Checked, result: &ExpectationResult) -> Value {
    let text = format!("{}: expected {}, but it is {}", result.title, result.expected, result.actual);
    json!({
        "ruleId": EXPECTATION,
        "level": "error",
        "message": {"text": text},
        "locations": [location(checked, "expectations", &[&result.id])],
    })
}

fn location(checked: &Checked, map: &'static str, ids: &[&str]) -> Value {
    let logical: Vec<Value> =
        ids.iter().map(|id| json!({"name": id, "fullyQualifiedName": format!("{map}.{id}")})).collect();
    // A finding about nothing that stands in the file is about the file: code review wants a line all the same.
    let line = ids.iter().find_map(|id| checked.places.line_of(map, id)).unwrap_or(1);
    json!({
        "physicalLocation": {
            "artifactLocation": {"uri": uri(&checked.file)},
            "region": {"startLine": line},
        },
        "logicalLocations": logical,
    })
}

/// A path as a relative reference: what no URI may hold is written by its bytes.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut uri = String::with_capacity(path.len());
    for byte in path.strip_prefix("./").unwrap_or(&path).bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b':' | b'@' => {
                uri.push(char::from(byte));
            }
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}
