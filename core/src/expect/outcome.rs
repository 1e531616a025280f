use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How an expectation came out.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct ExpectationResult {
    /// The id of the expectation.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whether it holds; `None` if it was not checked, which is printed and is no failure.
    pub passed: Option<bool>,
    /// What was expected, as the expectation states it.
    pub expected: Value,
    /// What came out, in the same form; for one that was not checked the reason as
    /// `notChecked`, for one that nothing can meet the reason as `error`.
    pub actual: Value,
    /// The code that came out.
    pub code: Option<String>,
}
