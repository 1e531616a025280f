//! Requests of HTTP: a flow and what it carries as one value of a check, and what is expected of the answer.

use super::check::{ExpectedStop, is_called};
use crate::model::ResourceId;
use crate::simulate::{FlowSpec, Leg, Response, Trace, Verdict};
use crate::topology::Network;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The fields of a check that are the request's own; the others are those of a flow.
const OWN: [&str; 6] = ["headers", "host", "method", "path", "query", "scheme"];

/// The part of an answer that an expectation states. What is absent is not compared.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedResponse {
    /// The status that the client reads.
    #[serde(default)]
    pub status: Option<u16>,
    /// The target or the target group that answers, by id or name.
    #[serde(default)]
    pub target: Option<String>,
    /// Where a redirect leads.
    #[serde(default)]
    pub location: Option<String>,
    /// The verdict of the packets.
    #[serde(default)]
    pub verdict: Option<Verdict>,
    /// The code of the first blocker.
    #[serde(default)]
    pub code: Option<String>,
    /// Its component, by id or name.
    #[serde(default)]
    pub at: Option<String>,
    /// On which way it stands.
    #[serde(default)]
    pub leg: Option<Leg>,
}

/// The two halves of a check: the request's own fields, and those of the flow.
pub(super) fn halves(value: &Value) -> (Value, Value) {
    let Some(fields) = value.as_object() else { return (Value::Object(Map::new()), value.clone()) };
    let (own, rest): (Map<String, Value>, Map<String, Value>) =
        fields.clone().into_iter().partition(|(key, _)| OWN.contains(&key.as_str()));
    (Value::Object(own), Value::Object(rest))
}

/// A flow as a check writes it: with a request under `request`, else under `packet`.
pub fn asked_value(flow: &FlowSpec) -> (&'static str, Value) {
    let mut value = json!(flow);
    let Some(request) = &flow.request else { return ("packet", value) };
    if let (Some(all), Value::Object(own)) = (value.as_object_mut(), json!(request)) {
        all.extend(own);
    }
    ("request", value)
}

impl ExpectedResponse {
    pub(super) const NOTHING: Self =
        Self { status: None, target: None, location: None, verdict: None, code: None, at: None, leg: None };

    /// Whether a trace is what was expected. Where its branches differ, all of them have to answer as expected, unless that
    /// is what is expected.
    pub fn matches(&self, trace: &Trace, network: &Network) -> bool {
        let is = |id: &ResourceId, wanted: &str| is_called(network, id, wanted);
        let stop = ExpectedStop { code: self.code.as_deref(), at: self.at.as_deref(), leg: self.leg };
        let answers = |trace: &Trace| self.answers(trace.response.as_ref(), &is);
        self.verdict.is_none_or(|verdict| trace.verdict == verdict)
            && stop.matches(trace, network)
            && if self.verdict == Some(Verdict::Partial) {
                answers(trace)
            } else {
                everywhere(trace, &answers)
            }
    }

    fn answers(&self, response: Option<&Response>, is: &dyn Fn(&ResourceId, &str) -> bool) -> bool {
        let by = |response: &Response, wanted: &str| {
            is(&response.by, wanted) || response.target_group.as_ref().is_some_and(|group| is(group, wanted))
        };
        let has = |holds: &dyn Fn(&Response) -> bool| response.is_some_and(holds);
        self.status.is_none_or(|status| has(&|response| response.status == status))
            && self.target.as_deref().is_none_or(|target| has(&|response| by(response, target)))
            && self
                .location
                .as_deref()
                .is_none_or(|location| has(&|response| response.location.as_deref() == Some(location)))
    }
}

fn everywhere(trace: &Trace, holds: &dyn Fn(&Trace) -> bool) -> bool {
    if trace.branches.is_empty() {
        return holds(trace);
    }
    trace.branches.iter().all(|branch| everywhere(&branch.trace, holds))
}

/// What came out of a request, in the form of an expected result.
pub(super) fn actual(trace: &Trace) -> Value {
    let response = trace.response.as_ref();
    let mut value = json!({
        "status": response.map(|response| response.status),
        "by": response.map(|response| &response.by),
        "verdict": trace.verdict,
        "code": trace.code,
        "at": trace.at,
        "leg": trace.leg,
    });
    let mut all = BTreeSet::new();
    statuses(trace, &mut all);
    if let Some(fields) = value.as_object_mut() {
        if let Some(group) = response.and_then(|response| response.target_group.as_ref()) {
            fields.insert("targetGroup".to_owned(), json!(group));
        }
        if let Some(location) = response.and_then(|response| response.location.as_ref()) {
            fields.insert("location".to_owned(), json!(location));
        }
        if all.len() > 1 {
            fields.insert("statuses".to_owned(), json!(all));
        }
    }
    value
}

/// The statuses of all branches.
fn statuses(trace: &Trace, all: &mut BTreeSet<Option<u16>>) {
    if trace.branches.is_empty() {
        all.insert(trace.response.as_ref().map(|response| response.status));
    }
    for branch in &trace.branches {
        statuses(&branch.trace, all);
    }
}
