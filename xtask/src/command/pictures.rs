//! `cargo xtask pictures`: the pictures of the page in the documentation.

use super::{Command, unknown_argument};
use crate::support::{Outcome, browser, page};

/// The command.
pub(crate) const COMMAND: Command = Command {
    name: "pictures",
    usage: "",
    about: "Takes the pictures in docs/pictures anew, in both themes. Look at each before you commit them.",
    run,
};

fn run(arguments: &[String]) -> Outcome {
    if let Some(argument) = arguments.first() {
        return Err(unknown_argument(&COMMAND, argument));
    }
    let folder = page::build(page::Mode::Development)?;
    browser::pictures(&folder)
}
