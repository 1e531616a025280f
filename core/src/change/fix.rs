use super::Change;
use serde::Serialize;

/// A proposed edit: `{title, changes}`. Applied as one step, taken back by one undo.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fix {
    /// What it does, as a button says it: "Add route 0.0.0.0/0 to igw-shop".
    pub title: String,
    /// The changes, in order.
    pub changes: Vec<Change>,
}
