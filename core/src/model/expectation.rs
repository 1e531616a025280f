use super::Extra;
use super::record::Record;
use serde_json::Value;

/// A test that stays with the drawing: a packet or a finding with its expected result.
///
/// `with` and `check` are kept raw, so that kinds of a later version survive; `expect` reads them.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct Expectation {
    /// What it promises, in a sentence.
    pub title: String,
    /// Its place in the list; fractional, see [`super::order_between`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// Changes and faults that are applied to a copy first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<Value>,
    /// What is checked and what should come out.
    #[serde(skip_serializing_if = "Value::is_null")]
    pub check: Value,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}
