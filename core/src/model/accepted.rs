use super::record::Record;
use super::{Extra, ResourceId};

/// A finding that somebody decided to live with: shown grey, not counted, listed in reports.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct Accepted {
    /// The kebab-case id of the rule.
    pub rule: String,
    /// The elements of the finding, in its order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub elements: Vec<ResourceId>,
    /// Why it is accepted.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}
