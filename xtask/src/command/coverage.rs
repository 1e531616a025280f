//! `cargo xtask coverage`: what covers each numbered rule of the rule book.
//!
//! A test of the core finds it out by running the fixtures; here it is told where to write it down.

use super::{Command, unknown_argument};
use crate::support::{Outcome, Run, root};
use std::fs;

/// The command.
pub(crate) const COMMAND: Command = Command {
    name: "coverage",
    usage: "",
    about: "Prints for every numbered rule of the rule book what covers it, and how many are still without.",
    run,
};

fn run(arguments: &[String]) -> Outcome {
    if let [other, ..] = arguments {
        return Err(unknown_argument(&COMMAND, other));
    }
    let folder = root().join("target");
    let file = folder.join("coverage.txt");
    let failed = |error| format!("{}: {error}", file.display());
    fs::create_dir_all(&folder).map_err(failed)?;
    // What an earlier run wrote must not pass for what this one found.
    if file.exists() {
        fs::remove_file(&file).map_err(failed)?;
    }
    let tested = Run::new("cargo")
        .args(["test", "--quiet", "--package", "netyard-core", "--test", "coverage"])
        .without_env("NETYARD_WRITE_PAGES")
        .env("NETYARD_COVERAGE", &file)
        .run_quietly();
    if let Ok(report) = fs::read_to_string(&file) {
        println!("{report}");
    }
    tested
}
