//! The developer commands: `cargo xtask COMMAND`.
//!
//! A command is one file in `command/` and its line in the list there. What a command needs from outside
//! (trunk, wasm-bindgen, node packages, a browser) it asks of `tool/`, which finds it or installs it.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a developer command talks on the terminal")]

mod command;
mod support;
mod tool;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(name) = arguments.next() else {
        println!("{}", command::help());
        return ExitCode::SUCCESS;
    };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        println!("{}", command::help());
        return ExitCode::SUCCESS;
    }
    let Some(found) = command::find(&name) else {
        eprintln!("There is no command `{name}`.\n\n{}", command::help());
        return ExitCode::from(2);
    };
    match (found.run)(&arguments.collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("\ncargo xtask {name}: {reason}");
            ExitCode::FAILURE
        }
    }
}
