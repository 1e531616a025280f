//! Netyard on the command line: the same engine, for terminals and CI.
//!
//! Exit status: 0 well; 1 an error finding, a failed expectation, or a verdict other than `DELIVERED`; 2 input that
//! could not be read, with file, place and reason on standard error.

mod arguments;
mod command;
mod failure;
mod input;
mod output;
mod places;
mod render;

use arguments::{Arguments, Command};
use clap::{CommandFactory, FromArgMatches};
use failure::Failure;
use netyard_core::schema::RULES_DATE;
use std::process::ExitCode;

/// What a command found, as an exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Everything is as it should be.
    Well,
    /// An error finding, a failed expectation, a packet that is not delivered.
    NotWell,
    /// Some of the input could not be read.
    Unreadable,
}

fn main() -> ExitCode {
    let version = format!("{} (rules of {RULES_DATE})", env!("CARGO_PKG_VERSION"));
    let command = Arguments::command().version(version);
    let arguments = match command.try_get_matches().and_then(|matches| Arguments::from_arg_matches(&matches))
    {
        Ok(arguments) => arguments,
        Err(error) => {
            // Clap writes help to standard output with status 0 and everything else to standard error with status 2.
            let status = u8::try_from(error.exit_code()).unwrap_or(2);
            let _ = error.print();
            return ExitCode::from(status);
        }
    };
    match run(arguments.command) {
        Ok(Outcome::NotWell) => ExitCode::from(1),
        Ok(Outcome::Unreadable) => ExitCode::from(2),
        Ok(Outcome::Well) | Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Err(failure) => {
            output::error(&failure);
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> Result<Outcome, Failure> {
    match command {
        Command::Check(arguments) => command::check::run(&arguments),
        Command::Trace(arguments) => command::trace::run(&arguments),
        Command::Import(arguments) => command::import::run(&arguments),
        Command::Export(arguments) => command::export::run(&arguments),
        Command::Link(arguments) => command::link::run(&arguments),
        Command::Open(arguments) => command::open::run(&arguments),
        Command::Rules(arguments) => command::rules::run(&arguments),
    }
}
