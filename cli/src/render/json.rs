use serde::Serialize;

/// JSON with two-space indentation and a final line feed, as drawings are saved.
pub(crate) fn pretty(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
