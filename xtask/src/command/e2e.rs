//! `cargo xtask e2e`: the browser tests alone.

use super::Command;
use crate::support::{Outcome, browser, page};

/// The command.
pub(crate) const COMMAND: Command = Command {
    name: "e2e",
    usage: "[--release] [arguments of `playwright test`...]",
    about: "Runs the browser tests against a development build (quick to make) or, with --release, the finished page.",
    run,
};

fn run(arguments: &[String]) -> Outcome {
    let release = arguments.iter().any(|argument| argument == "--release");
    let mode = if release { page::Mode::Release } else { page::Mode::Development };
    let others: Vec<&str> = arguments
        .iter()
        .map(String::as_str)
        .filter(|argument| !["--release", "--"].contains(argument))
        .collect();
    let folder = page::build(mode)?;
    browser::test(&folder, &others)
}
