//! The command line as users and their CI see it: exit status, standard output, standard error.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod import_export;
mod links;
mod rules;
mod support;
mod usage;
