//! The command line as users and their CI see it: exit status, standard output, standard error.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod check;
mod import_export;
mod json_schema;
mod links;
mod rules;
mod schemas;
mod support;
mod trace;
mod usage;
