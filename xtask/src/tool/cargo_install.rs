//! Programs that come from the crate registry.

use super::{may_use_installed, search_path::own_bin};
use crate::support::{Outcome, Run, root};
use std::path::PathBuf;

/// A program of an exact version.
pub(super) struct Program<'a> {
    /// The file's name.
    pub(super) name: &'a str,
    /// The package that holds it.
    pub(super) package: &'a str,
    /// The version, exactly.
    pub(super) version: &'a str,
    /// The fewest features that will do, as arguments of `cargo install`.
    pub(super) features: &'a [&'a str],
    /// Whether it answers to `--version`. Of one that does not, only the project's own copy is used.
    pub(super) tells_version: bool,
}

impl Program<'_> {
    /// Finds the program in its version, or builds it into the project's own folder.
    pub(super) fn ensure(&self) -> Outcome {
        if self.is_there() {
            return Ok(());
        }
        println!("Installing {} {} into .tools (once, a few minutes).", self.package, self.version);
        Run::new("cargo")
            // The tools run for seconds: a quick build matters more than a quick program.
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
            .env("CARGO_PROFILE_RELEASE_STRIP", "true")
            .args(["install", "--locked", "--force", "--no-track"])
            .args([self.package, "--version", self.version])
            .args(self.features)
            .arg("--root")
            .arg(root().join(".tools"))
            .run()?;
        if !self.tells_version {
            std::fs::write(self.note(), self.version)
                .map_err(|error| format!("{} cannot be written: {error}", self.note().display()))?;
        }
        if self.is_there() {
            return Ok(());
        }
        Err(format!("{} {} was installed, but does not run", self.package, self.version))
    }

    /// Whether a program of that name answers with that version.
    fn is_there(&self) -> bool {
        let own = own_bin().join(self.name);
        if !self.tells_version {
            return own.with_extension(std::env::consts::EXE_EXTENSION).exists()
                && std::fs::read_to_string(self.note()).is_ok_and(|version| version == self.version);
        }
        let program = if may_use_installed() { self.name.to_owned() } else { own.display().to_string() };
        let answer = Run::new(&program).arg("--version").output();
        answer.as_deref().and_then(|text| text.split_whitespace().nth(1)) == Some(self.version)
    }

    /// The file beside a program that does not tell its version, with that version in it.
    fn note(&self) -> PathBuf {
        own_bin().join(format!("{}.version", self.name))
    }
}
