use super::line_rows::{LineRows, RowWords};
use leptos::prelude::*;
use netyard_editor::field::Row;
use serde_json::Value;

/// Rows that are a block each: entries of a prefix list, allocations of a pool, static routes.
#[component]
pub(super) fn BlockRows(
    /// The JSON pointer of the rows.
    path: &'static str,
    /// The field of a row that holds its block.
    field: &'static str,
    /// The letter of the ids of rows.
    letter: &'static str,
    /// The heading.
    title: &'static str,
    /// The words beside it.
    #[prop(optional)]
    note: &'static str,
    /// What the rows are called.
    words: RowWords,
    /// Reads a block.
    read: fn(&str) -> Result<Value, String>,
    /// What an empty field says.
    placeholder: &'static str,
) -> impl IntoView {
    let show =
        move |row: Value| row.get(field).and_then(Value::as_str).map(ToOwned::to_owned).unwrap_or_default();
    let read = move |text: String| Ok(Row::from_iter([(field.to_owned(), read(&text)?)]));
    view! { <LineRows path letter title note words show read placeholder/> }
}
