//! Acts that AWS refuses, whatever the state that would follow: one file per act.

use super::Change;
use crate::message::Message;
use crate::model::Document;
use serde::Serialize;

mod cidr_resized;

/// What AWS answers to an act that it does not allow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Refusal {
    /// The kebab-case id of the rule.
    pub rule: &'static str,
    /// The numbers of the rule book.
    pub book: Vec<&'static str>,
    /// The book's code, where it has one.
    pub code: Option<&'static str>,
    /// The error that the API returns, where the book names one.
    pub api_error: Option<&'static str>,
    /// Who refuses what, and what to do instead.
    pub message: Message,
}

type Check = fn(&Document, &Change) -> Option<Refusal>;

/// Every refusal, in the order in which they are asked.
const CHECKS: &[Check] = &[cidr_resized::check];

/// Whether AWS would refuse the act, and why. Says nothing of changes that cannot be carried out at all.
pub fn refuse(document: &Document, change: &Change) -> Option<Refusal> {
    CHECKS.iter().find_map(|check| check(document, change))
}
