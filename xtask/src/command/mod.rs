//! The list of commands. To add one: a file here with a `COMMAND`, and its lines below.

mod bench;
mod cfn_lint;
mod coverage;
mod dist;
mod docs;
mod e2e;
mod new_rule;
mod pictures;
mod serve;
mod test;

use crate::support::Outcome;
use std::fmt::Write;

/// One developer command.
pub(crate) struct Command {
    /// What is typed after `cargo xtask`.
    pub(crate) name: &'static str,
    /// Its options, as shown in the help.
    pub(crate) usage: &'static str,
    /// What it does, in one line.
    pub(crate) about: &'static str,
    /// Does it, with the arguments that follow the name.
    pub(crate) run: fn(&[String]) -> Outcome,
}

/// All commands, in the order of the help.
const COMMANDS: &[Command] = &[
    serve::COMMAND,
    test::COMMAND,
    e2e::COMMAND,
    dist::COMMAND,
    bench::COMMAND,
    cfn_lint::COMMAND,
    docs::COMMAND,
    coverage::COMMAND,
    new_rule::COMMAND,
    pictures::COMMAND,
];

/// The command of that name.
pub(crate) fn find(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}

/// The text of `cargo xtask help`.
pub(crate) fn help() -> String {
    let mut text = String::from("Developer commands of Netyard\n");
    for command in COMMANDS {
        let line = format!("{} {}", command.name, command.usage);
        let _ = write!(text, "\n  cargo xtask {}\n      {}", line.trim_end(), command.about);
    }
    text
}

/// The answer to an argument that a command does not know.
pub(crate) fn unknown_argument(command: &Command, argument: &str) -> String {
    format!("`{argument}` is no option here. Usage: cargo xtask {} {}", command.name, command.usage)
}

#[cfg(test)]
mod tests {
    use super::{COMMANDS, find, help};

    #[test]
    fn each_command_is_found_by_its_name_alone() {
        for command in COMMANDS {
            assert!(find(command.name).is_some_and(|found| found.about == command.about), "{}", command.name);
        }
        assert!(find("serv").is_none());
    }

    #[test]
    fn the_help_lists_every_command_with_its_options() {
        for command in COMMANDS {
            let line = format!("cargo xtask {} {}", command.name, command.usage);
            assert!(help().contains(line.trim_end()), "{}", command.name);
        }
    }

    #[test]
    fn an_option_that_a_command_does_not_have_is_refused() {
        for command in COMMANDS.iter().filter(|command| command.name != "e2e") {
            let answer = (command.run)(&["--not-an-option".to_owned()]);
            assert!(answer.is_err_and(|reason| reason.contains("--not-an-option")), "{}", command.name);
        }
    }
}
