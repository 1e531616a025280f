use serde::{Deserialize, Serialize};

/// What becomes of a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Verdict {
    /// The request arrives and the reply returns.
    Delivered,
    /// The request or the reply is lost.
    Dropped,
    /// Actively refused: the request arrives, and nothing listens.
    Rejected,
    /// Some branches are delivered and some fail.
    Partial,
    /// The drawing does not hold what decides.
    Unknown,
}
