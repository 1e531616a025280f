use crate::model::ResourceId;
use crate::model::read::read;
use crate::rules::{self, Finding, Severity};
use crate::simulate::{FlowSpec, Leg, Trace, Verdict};
use crate::topology::Network;
use serde::Deserialize;
use serde_json::Value;

/// What an expectation checks.
#[derive(Clone, Debug, PartialEq)]
pub enum Check {
    /// A packet and its verdict.
    Packet(FlowSpec, ExpectedTrace),
    /// A finding that is present or absent.
    Finding(ExpectedFinding, Presence),
    /// A kind of a later version, or one that cannot be read: the reason. Reported as not checked, never as passed.
    NotChecked(String),
}

/// The part of a trace that an expectation states. What is absent is not compared.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedTrace {
    /// The verdict.
    pub verdict: Verdict,
    /// The code of the first blocker.
    #[serde(default)]
    pub code: Option<String>,
    /// Its component, by id or name.
    #[serde(default)]
    pub at: Option<String>,
    /// On which way it stands.
    #[serde(default)]
    pub leg: Option<Leg>,
    /// Components that the request passes, in this order.
    #[serde(default)]
    pub through: Vec<String>,
}

/// The finding that an expectation names.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedFinding {
    /// The kebab-case id of the rule.
    pub rule: String,
    /// Elements that the finding has; it may have more.
    #[serde(default)]
    pub elements: Vec<ResourceId>,
}

/// Whether the finding is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Presence {
    /// Whether it is expected to be there.
    pub present: bool,
    /// With which severity.
    #[serde(default)]
    pub severity: Option<Severity>,
}

impl Check {
    /// Reads a check. Never fails: what cannot be read is [`Check::NotChecked`] with the reason.
    pub fn from_value(value: &Value) -> Self {
        let expect = value.get("expect").cloned().unwrap_or(Value::Null);
        if let Some(packet) = value.get("packet") {
            return match (read::<FlowSpec>(packet), read(&expect)) {
                (Ok(flow), Ok(expected)) => Self::Packet(flow, expected),
                (Err(error), _) => Self::NotChecked(format!("the packet cannot be read: {error}")),
                (_, Err(error)) => Self::NotChecked(format!("the expected result cannot be read: {error}")),
            };
        }
        if let Some(finding) = value.get("finding") {
            return match (read::<ExpectedFinding>(finding), read(&expect)) {
                (Ok(finding), Ok(_)) if !is_rule(&finding.rule) => {
                    Self::NotChecked(format!("this Netyard does not know the rule \"{}\"", finding.rule))
                }
                (Ok(finding), Ok(presence)) => Self::Finding(finding, presence),
                (Err(error), _) => Self::NotChecked(format!("the finding cannot be read: {error}")),
                (_, Err(error)) => Self::NotChecked(format!("the expected result cannot be read: {error}")),
            };
        }
        let kind = value
            .as_object()
            .and_then(|object| object.keys().find(|key| *key != "expect"))
            .map_or("", String::as_str);
        Self::NotChecked(format!("this Netyard does not know checks of the kind \"{kind}\""))
    }
}

fn is_rule(id: &str) -> bool {
    rules::catalogue().binary_search_by_key(&id, |rule| rule.id).is_ok()
}

impl ExpectedTrace {
    /// Whether a trace is what was expected.
    pub fn matches(&self, trace: &Trace, network: &Network) -> bool {
        let is = |id: &ResourceId, wanted: &str| {
            id == wanted || network.document.display_name(id.as_str()) == wanted
        };
        self.verdict == trace.verdict
            && self.code.as_deref().is_none_or(|code| trace.code == Some(code))
            && self.at.as_deref().is_none_or(|at| trace.at.as_ref().is_some_and(|id| is(id, at)))
            && self.leg.is_none_or(|leg| trace.leg == Some(leg))
            && passes_in_order(trace, &self.through, is)
    }
}

fn passes_in_order(trace: &Trace, through: &[String], is: impl Fn(&ResourceId, &str) -> bool) -> bool {
    let mut hops = trace.forward.iter();
    through.iter().all(|wanted| {
        hops.by_ref()
            .any(|hop| is(&hop.component, wanted) || hop.interface.as_ref().is_some_and(|id| is(id, wanted)))
    })
}

impl ExpectedFinding {
    /// Whether the finding is the one that is named.
    pub fn names(&self, finding: &Finding) -> bool {
        finding.rule == self.rule && self.elements.iter().all(|element| finding.elements.contains(element))
    }
}

impl Presence {
    /// Whether the findings are what was expected.
    pub fn matches(&self, named: &ExpectedFinding, findings: &[Finding]) -> bool {
        let found = findings.iter().any(|finding| {
            named.names(finding) && self.severity.is_none_or(|severity| finding.severity == severity)
        });
        found == self.present
    }
}
