//! `cargo xtask cfn-lint`: what is written as CloudFormation templates, checked by cfn-lint.

use super::{Command, unknown_argument};
use crate::support::{Outcome, Run, root};
use crate::tool;

/// The command.
pub(crate) const COMMAND: Command = Command {
    name: "cfn-lint",
    usage: "",
    about: "Exports every ready drawing and every template of the fixtures as CloudFormation, and checks them with cfn-lint.",
    run,
};

/// Where the templates are written.
const FOLDER: &str = "target/cloudformation";

fn run(arguments: &[String]) -> Outcome {
    if let [argument, ..] = arguments {
        return Err(unknown_argument(&COMMAND, argument));
    }
    check()
}

/// Exports all drawings and checks what comes out. Where there is no Python it says so, and that is no fault.
pub(crate) fn check() -> Outcome {
    let Some(program) = tool::cfn_lint()? else {
        println!(
            "Skipped: there is no Python 3.9 or newer with venv and pip, which cfn-lint needs. Install it to check exported templates."
        );
        return Ok(());
    };
    let folder = root().join(FOLDER);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(|error| format!("{FOLDER} cannot be emptied: {error}"))?;
    }
    std::fs::create_dir_all(&folder).map_err(|error| format!("{FOLDER} cannot be made: {error}"))?;
    Run::new("cargo")
        .env("NETYARD_TEMPLATES", &folder)
        .args([
            "test",
            "--quiet",
            "--package",
            "netyard-formats",
            "--test",
            "formats",
            "templates_are_written",
        ])
        .run_quietly()?;
    Run::new(&program.display().to_string())
        .args([
            "--non-zero-exit-code",
            "error",
            "--ignore-checks",
            "W",
            "I",
            "--",
            &format!("{FOLDER}/*.yaml"),
        ])
        .run()
}
