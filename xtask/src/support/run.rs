//! Running other programs.

use super::{Outcome, root};
use crate::tool;
use std::ffi::OsStr;
use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// A program to run, in the project's root unless told otherwise, with the project's own tools first in
/// its search path.
pub(crate) struct Run {
    command: Command,
    line: String,
}

impl Run {
    /// A run of the program with no arguments yet.
    pub(crate) fn new(program: &str) -> Self {
        let mut command = Command::new(program);
        command.current_dir(root()).env("PATH", tool::search_path());
        // What cargo says of this program would otherwise look to the next cargo like a changed setting.
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"]
                .iter()
                .any(|start| text.starts_with(start))
            {
                command.env_remove(&name);
            }
        }
        Self { command, line: program.to_owned() }
    }

    /// With one more argument.
    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        let _ = write!(self.line, " {}", argument.as_ref().to_string_lossy());
        self.command.arg(argument);
        self
    }

    /// With more arguments.
    pub(crate) fn args(self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        arguments.into_iter().fold(self, Self::arg)
    }

    /// With an environment variable set.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Without an environment variable.
    pub(crate) fn without_env(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// In another folder.
    pub(crate) fn dir(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Shows the command line and runs it; an error unless it ends well.
    pub(crate) fn run(mut self) -> Outcome {
        println!("    $ {}", self.line);
        let status =
            self.command.status().map_err(|error| format!("`{}` does not start: {error}", self.line))?;
        if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", self.line)) }
    }

    /// The same, but what it prints is shown only if it does not end well.
    pub(crate) fn run_quietly(mut self) -> Outcome {
        println!("    $ {}", self.line);
        let output =
            self.command.output().map_err(|error| format!("`{}` does not start: {error}", self.line))?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(format!("`{}` failed ({}): {said}", self.line, output.status))
    }

    /// Runs it unseen and gives what it prints, or nothing if it is not there or fails.
    pub(crate) fn output(mut self) -> Option<String> {
        let output = self.command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }
}
