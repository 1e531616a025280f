//! `cargo xtask docs`: the pages that are made from the catalogue of rules and its fixtures.
//!
//! The text is put together by a test of the core, which fails when a page is stale; here it is told to write.

use super::{Command, unknown_argument};
use crate::support::{Outcome, Run};

/// The command.
pub(crate) const COMMAND: Command = Command {
    name: "docs",
    usage: "[--check]",
    about: "Writes docs/rules.md and docs/rules/*.md. --check: fails if one of them is stale.",
    run,
};

fn run(arguments: &[String]) -> Outcome {
    let test =
        || Run::new("cargo").args(["test", "--quiet", "--package", "netyard-core", "--test", "rule_pages"]);
    match arguments {
        [] => test().env("NETYARD_WRITE_PAGES", "1").run(),
        [one] if one == "--check" => test().without_env("NETYARD_WRITE_PAGES").run(),
        [other, ..] => Err(unknown_argument(&COMMAND, other)),
    }
}
