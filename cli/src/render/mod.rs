//! Results as text for people and as JSON for programs.

pub(crate) mod check_text;
pub(crate) mod explained;
pub(crate) mod flow_log_text;
pub(crate) mod json;
pub(crate) mod sarif;
pub(crate) mod table;
pub(crate) mod trace_text;
pub(crate) mod words;
