//! `cargo xtask dist`: the folder for a static host.

use super::{Command, unknown_argument};
use crate::support::{Outcome, page};

/// The command.
pub(crate) const COMMAND: Command = Command {
    name: "dist",
    usage: "",
    about: "Makes `dist/`, the finished page for any static host and any path on it, and prints its size.",
    run,
};

fn run(arguments: &[String]) -> Outcome {
    if let Some(argument) = arguments.first() {
        return Err(unknown_argument(&COMMAND, argument));
    }
    let folder = page::build(page::Mode::Release)?;
    page::check_size(&folder)?;
    println!("\nThe page is in {}. Put this folder on any static host.", folder.display());
    Ok(())
}
