//! `cargo xtask docs`: the pages that are made from the catalogue of rules and its fixtures, what covers the rule book, and
//! the list of ready drawings with their pictures.
//!
//! They are put together by tests, which fail when one is stale; here they are told to write.

use super::{Command, unknown_argument};
use crate::support::{Outcome, Run};

/// The command.
pub(crate) const COMMAND: Command = Command {
    name: "docs",
    usage: "[--check]",
    about: "Writes docs/rules.md, docs/rules/*.md, docs/quotas.md, docs/coverage.md and assets/gallery.json. --check: fails if one is stale.",
    run,
};

fn run(arguments: &[String]) -> Outcome {
    let write = match arguments {
        [] => true,
        [one] if one == "--check" => false,
        [other, ..] => return Err(unknown_argument(&COMMAND, other)),
    };
    let tests = [["netyard-core", "rule_pages"], ["netyard-core", "coverage"], ["netyard-scene", "gallery"]];
    for [package, test] in tests {
        let test = Run::new("cargo").args(["test", "--quiet", "--package", package, "--test", test]);
        let test = if write {
            test.env("NETYARD_WRITE_PAGES", "1")
        } else {
            test.without_env("NETYARD_WRITE_PAGES")
        };
        test.run()?;
    }
    Ok(())
}
