//! cfn-lint, which checks templates of CloudFormation: a package of Python, in an environment of its own.

use crate::support::{Outcome, Run, root};
use std::path::PathBuf;

/// The version, exactly: another one may find other faults.
const VERSION: &str = "1.58.0";

/// The names that Python goes by.
const PYTHONS: [&str; 2] = ["python3", "python"];

/// cfn-lint, from `.tools`; installed there once. Nothing where there is no Python of 3.9 or newer.
pub(crate) fn cfn_lint() -> Outcome<Option<PathBuf>> {
    let folder = root().join(".tools/cfn-lint");
    let bin = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let program = bin.join("cfn-lint").with_extension(std::env::consts::EXE_EXTENSION);
    if is_there(&program) {
        return Ok(Some(program));
    }
    let Some(python) = PYTHONS.into_iter().find(|name| is_new_enough(name)) else { return Ok(None) };
    println!("Installing cfn-lint {VERSION} into .tools (once).");
    Run::new(python).args(["-m", "venv", "--clear"]).arg(&folder).run_quietly()?;
    let pip = bin.join("pip").display().to_string();
    Run::new(&pip)
        .args(["install", "--quiet", "--disable-pip-version-check"])
        .arg(format!("cfn-lint=={VERSION}"))
        .run_quietly()?;
    if is_there(&program) {
        return Ok(Some(program));
    }
    Err(format!("cfn-lint {VERSION} was installed, but does not run"))
}

fn is_there(program: &std::path::Path) -> bool {
    let answer =
        program.is_file().then(|| Run::new(&program.display().to_string()).arg("--version").output());
    answer.flatten().is_some_and(|text| text.ends_with(VERSION))
}

fn is_new_enough(python: &str) -> bool {
    // Debian parts `ensurepip` from Python: without it no environment gets pip.
    let asked = "import sys, venv, ensurepip; print(sys.version_info >= (3, 9))";
    Run::new(python).args(["-c", asked]).output().as_deref() == Some("True")
}
