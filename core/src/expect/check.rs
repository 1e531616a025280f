use super::arrival::Arrivals;
use super::request::{self, ExpectedResponse};
use super::with::Unready;
use crate::model::ResourceId;
use crate::model::read::read;
use crate::net::well_known;
use crate::rules::{Finding, Severity};
use crate::simulate::{FlowSpec, Leg, NameAnswer, Trace, Verdict};
use crate::topology::Network;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;

/// What an expectation checks.
#[derive(Clone, Debug, PartialEq)]
pub enum Check {
    /// A packet and its verdict.
    Packet(FlowSpec, ExpectedTrace),
    /// A request of HTTP and its answer.
    Request(FlowSpec, ExpectedResponse),
    /// A finding that is present or absent.
    Finding(ExpectedFinding, Presence),
    /// A name and what it gives.
    Dns(DnsQuestion, ExpectedAnswer),
    /// A kind, rule or field of a later version: the reason. Reported as not checked, never as passed.
    NotChecked(String),
    /// What no version can check, such as a verdict that is none: the reason. It fails.
    Wrong(String),
}

/// What a verdict may be, for people.
const VERDICTS: &str = "DELIVERED, DROPPED, REJECTED, PARTIAL or UNKNOWN";

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
    /// The addresses that are seen where it arrives, all of them, in any order.
    #[serde(default, rename = "arrivesFrom")]
    pub arrives_from: Option<Vec<String>>,
    /// How many of a thousand flows each end gets, by id or name, where a load balancer spreads them.
    #[serde(default)]
    pub shares: Option<BTreeMap<String, u64>>,
}

/// A question for DNS.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DnsQuestion {
    /// Who asks: the sender of a flow.
    pub from: String,
    /// The name.
    pub name: String,
    /// The type of the records; `A` where there is none.
    #[serde(default, rename = "type")]
    pub record_type: Option<String>,
}

/// The part of an answer that an expectation states. What is absent is not compared.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedAnswer {
    /// All addresses or values that come, in any order; `public` stands for any public address. Empty where none comes.
    #[serde(default)]
    pub answers: Option<Vec<String>>,
    /// How many of a thousand who ask get each answer, where one of several records is drawn.
    #[serde(default)]
    pub shares: Option<BTreeMap<String, u32>>,
    /// How many of the answers come at once.
    #[serde(default, rename = "atOnce")]
    pub at_once: Option<usize>,
    /// Why none comes: `NXDOMAIN`, or the code of what stops the question.
    #[serde(default)]
    pub code: Option<String>,
    /// The finer code.
    #[serde(default)]
    pub detail: Option<String>,
    /// Where the question ends without an answer, by id or name.
    #[serde(default)]
    pub at: Option<String>,
    /// Who is asked or answers, in this order, by id or name.
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
    /// Reads a check. Never fails: what cannot be read is [`Check::NotChecked`] or [`Check::Wrong`] with the reason.
    pub fn from_value(value: &Value) -> Self {
        match Self::read(value) {
            Ok(check) => check,
            Err(Unready::NotKnown(reason)) => Self::NotChecked(reason),
            Err(Unready::Wrong(reason)) => Self::Wrong(reason),
        }
    }

    fn read(value: &Value) -> Result<Self, Unready> {
        let expect = value.get("expect").unwrap_or(&Value::Null);
        if let Some(packet) = value.get("packet") {
            let verdict = expect.get("verdict").unwrap_or(&Value::Null);
            if Verdict::deserialize(verdict).is_err() {
                return Err(Unready::Wrong(match verdict {
                    Value::Null => format!("the expected result has no verdict: write {VERDICTS}"),
                    other => format!("{other} is no verdict: write {VERDICTS}"),
                }));
            }
            let flow = part("packet", packet)?;
            return Ok(Self::Packet(flow, part("expected result", expect)?));
        }
        if let Some(asked) = value.get("request") {
            let (own, rest) = request::halves(asked);
            let flow: FlowSpec = part("request", &rest)?;
            let flow = FlowSpec { request: Some(part("request", &own)?), ..flow };
            let expected: ExpectedResponse = part("expected result", expect)?;
            if expected == ExpectedResponse::NOTHING {
                let reason = "nothing is expected of the answer: write a status, a target or a verdict";
                return Err(Unready::Wrong(reason.to_owned()));
            }
            return Ok(Self::Request(flow, expected));
        }
        if let Some(finding) = value.get("finding") {
            let finding: ExpectedFinding = part("finding", finding)?;
            return Ok(Self::Finding(finding, part("expected result", expect)?));
        }
        if let Some(question) = value.get("dns") {
            let question = part("question", question)?;
            let expected: ExpectedAnswer = part("expected result", expect)?;
            if expected == ExpectedAnswer::NOTHING {
                let reason = "nothing is expected of the answer: write answers or a code";
                return Err(Unready::Wrong(reason.to_owned()));
            }
            return Ok(Self::Dns(question, expected));
        }
        let kind = value
            .as_object()
            .and_then(|object| object.keys().find(|key| *key != "expect"))
            .map_or("", String::as_str);
        Err(match kind {
            "" => Unready::Wrong(
                "nothing is checked: write a packet, a request, a name or a finding".to_owned(),
            ),
            kind => Unready::NotKnown(format!("this Netyard does not know checks of the kind \"{kind}\"")),
        })
    }
}

/// Fields of a later version may be there; a field that this version knows has its form.
fn part<T: DeserializeOwned>(what: &str, value: &Value) -> Result<T, Unready> {
    read(value).map_err(|wrong| {
        let reason = format!("the {what} cannot be read: {wrong}");
        let is_later =
            T::deserialize(value).is_err_and(|error| error.to_string().starts_with("unknown field"));
        if is_later { Unready::NotKnown(reason) } else { Unready::Wrong(reason) }
    })
}

/// Whether a text is the id of a component, or its name.
pub(super) fn is_called(network: &Network, id: &ResourceId, wanted: &str) -> bool {
    id == wanted || network.document.display_name(id.as_str()) == wanted
}

/// The first blocker of a trace, as far as an expectation states it.
pub(super) struct ExpectedStop<'e> {
    pub(super) code: Option<&'e str>,
    pub(super) at: Option<&'e str>,
    pub(super) leg: Option<Leg>,
}

impl ExpectedStop<'_> {
    /// Whether a trace stops so.
    pub(super) fn matches(&self, trace: &Trace, network: &Network) -> bool {
        let is_there = |at: &str| trace.at.as_ref().is_some_and(|id| is_called(network, id, at));
        self.code.is_none_or(|code| trace.code == Some(code))
            && self.at.is_none_or(is_there)
            && self.leg.is_none_or(|leg| trace.leg == Some(leg))
    }
}

impl ExpectedTrace {
    /// Whether a trace is what was expected.
    pub fn matches(&self, trace: &Trace, network: &Network) -> bool {
        let stop = ExpectedStop { code: self.code.as_deref(), at: self.at.as_deref(), leg: self.leg };
        self.verdict == trace.verdict
            && stop.matches(trace, network)
            && passes_in_order(trace, &self.through, |id, wanted| is_called(network, id, wanted))
            && self.arrivals(trace).is_none_or(|arrivals| {
                self.arrives_from.as_deref().is_none_or(|wanted| arrivals.come_from(wanted))
                    && self.shares.as_ref().is_none_or(|wanted| arrivals.are_shared(wanted, network))
            })
    }

    /// Where its flows end, if that is asked for.
    pub(super) fn arrivals(&self, trace: &Trace) -> Option<Arrivals> {
        (self.arrives_from.is_some() || self.shares.is_some()).then(|| Arrivals::of(trace))
    }
}

fn passes_in_order(trace: &Trace, through: &[String], is: impl Fn(&ResourceId, &str) -> bool) -> bool {
    let mut hops = trace.forward.iter();
    through.iter().all(|wanted| {
        hops.by_ref()
            .any(|hop| is(&hop.component, wanted) || hop.interface.as_ref().is_some_and(|id| is(id, wanted)))
    })
}

impl ExpectedAnswer {
    const NOTHING: Self = Self {
        answers: None,
        shares: None,
        at_once: None,
        code: None,
        detail: None,
        at: None,
        through: Vec::new(),
    };

    /// Whether an answer is what was expected.
    pub fn matches(&self, answer: &NameAnswer, network: &Network) -> bool {
        let is = |id: &ResourceId, wanted: &str| is_called(network, id, wanted);
        let first = answer.blockers.first();
        let mut steps = answer.resolution.steps.iter();
        answer.unknown.is_none()
            && self.answers.as_deref().is_none_or(|wanted| same_answers(wanted, &answer.resolution.answers))
            && self.shares.as_ref().is_none_or(|wanted| *wanted == answer.resolution.shares)
            && self.at_once.is_none_or(|wanted| {
                let all = answer.resolution.answers.len();
                answer.resolution.at_once.unwrap_or(all) == wanted
            })
            && self.code.as_deref().is_none_or(|code| first.is_some_and(|first| first.code == code))
            && self.detail.as_deref().is_none_or(|code| first.is_some_and(|first| first.detail == Some(code)))
            && self.at.as_deref().is_none_or(|at| first.is_some_and(|first| is(&first.at, at)))
            && self.through.iter().all(|wanted| steps.any(|step| is(&step.component, wanted)))
    }
}

/// Whether every answer is wanted and every wanted one came.
fn same_answers(wanted: &[String], found: &[String]) -> bool {
    let fits = |wanted: &String, found: &String| {
        let public = || found.parse().is_ok_and(well_known::is_public);
        wanted == found || (wanted == "public" && public())
    };
    found.iter().all(|one| wanted.iter().any(|other| fits(other, one)))
        && wanted.iter().all(|one| found.iter().any(|other| fits(one, other)))
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
