use crate::change::Fix;
use crate::message::Message;
use crate::model::ResourceId;
use serde::Serialize;

/// What a rule found.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// The kebab-case id of the rule.
    pub rule: &'static str,
    /// The numbers of the rule book.
    pub book: Vec<&'static str>,
    /// The book's code, where it has one.
    pub code: Option<&'static str>,
    /// The error that the API would return, where the book names one.
    pub api_error: Option<&'static str>,
    /// How bad it is.
    pub severity: Severity,
    /// What it is about; never empty, the first is where it is shown.
    pub elements: Vec<ResourceId>,
    /// What is wrong, with the user's own names and numbers.
    pub message: Message,
    /// What to do.
    pub help: Message,
    /// A proposed edit.
    pub fix: Option<Fix>,
    /// Whether an expectation of the drawing states that it is present.
    pub expected: bool,
    /// Whether somebody decided to live with it.
    pub accepted: bool,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// AWS would refuse it, or it can never work.
    Error,
    /// Legal, but probably a mistake.
    Warning,
    /// Only about cost or style.
    Hint,
}
