//! What an expectation asks for, and what came out, in a few words.

use netyard_core::model::Document;
use serde_json::Value;

/// A verdict, a finding or an answer as a result states it: `DROPPED NO_ROUTE_TO_DESTINATION at private-a`.
pub fn outcome_words(document: &Document, value: &Value) -> String {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    if let Some(text) = value.as_str() {
        return text.to_owned();
    }
    if let Some(reason) = text("notChecked").or_else(|| text("error")) {
        return reason.to_owned();
    }
    if let Some(verdict) = text("verdict") {
        let mut words = vec![verdict.to_owned()];
        words.extend(text("code").map(str::to_owned));
        words.extend(text("at").map(|at| format!("at {}", document.display_name(at))));
        words.extend(text("leg").map(|leg| format!("({leg})")));
        let through = value.get("through").and_then(Value::as_array).into_iter().flatten();
        let through: Vec<&str> =
            through.filter_map(Value::as_str).map(|id| document.display_name(id)).collect();
        if !through.is_empty() {
            words.push(format!("through {}", through.join(", ")));
        }
        return words.join(" ");
    }
    if let Some(present) = value.get("present").and_then(Value::as_bool) {
        let severity = text("severity").map_or_else(String::new, |severity| format!(" as {severity}"));
        return format!("{}{severity}", if present { "present" } else { "absent" });
    }
    value.to_string()
}
