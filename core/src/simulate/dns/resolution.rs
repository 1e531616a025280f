use crate::model::ResourceId;
use crate::simulate::{DecidedBy, Trace};
use serde::Serialize;
use std::collections::BTreeMap;

/// How a name became addresses: every question on the way, in front of the first packet.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Resolution {
    /// The name that was asked for.
    pub name: String,
    /// The type of the records that were asked for: `A`, `AAAA`, …
    #[serde(rename = "type")]
    pub record_type: String,
    /// What each place answered.
    pub steps: Vec<ResolutionStep>,
    /// What came out: addresses, or the values of another type; none where nothing did.
    pub answers: Vec<String>,
    /// How many of a thousand askers get each of them, where one of several records is drawn.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub shares: BTreeMap<String, u32>,
    /// How many of them one answer holds, where it does not hold all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_once: Option<usize>,
}

/// What one place said about a name.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ResolutionStep {
    /// Who answers: a zone, a VPC for its resolver, a host, an endpoint, `internet`.
    pub component: ResourceId,
    /// What it is asked.
    pub question: Question,
    /// What it says.
    pub answer: StepAnswer,
    /// What decided.
    pub decided_by: DecidedBy,
    /// The packet that carried the question there, where it left the resolver of the VPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flow: Option<Box<Trace>>,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The name.
    pub name: String,
    /// The type of record.
    #[serde(rename = "type")]
    pub record_type: String,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepAnswer {
    /// What kind of answer it is.
    pub status: Status,
    /// Addresses and other values; for `ASKS` whom, for `ALIAS` the other name.
    pub values: Vec<String>,
}

/// The kinds of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Status {
    /// The values.
    NoError,
    /// There is no such name.
    NxDomain,
    /// The name exists, without a record of that type.
    NoData,
    /// The name stands for another one.
    Alias,
    /// Somebody else is asked.
    Asks,
    /// No answer comes.
    Timeout,
    /// The question is blocked.
    Blocked,
    /// The question comes by again, or too often.
    Loop,
}

impl Status {
    /// The word as the JSON writes it.
    pub fn word(self) -> &'static str {
        match self {
            Self::NoError => "NOERROR",
            Self::NxDomain => "NXDOMAIN",
            Self::NoData => "NODATA",
            Self::Alias => "ALIAS",
            Self::Asks => "ASKS",
            Self::Timeout => "TIMEOUT",
            Self::Blocked => "BLOCKED",
            Self::Loop => "LOOP",
        }
    }
}
