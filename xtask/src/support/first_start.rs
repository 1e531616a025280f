//! The first start, as a newcomer has it.

use super::{Outcome, Run, root};
use std::path::Path;

/// Clones the last commit into a fresh folder, installs all tools there, none taken from this machine, and
/// opens the page that `cargo xtask serve` serves.
pub(crate) fn first_start() -> Outcome {
    let folder = std::env::temp_dir().join(format!("netyard-first-start-{}", std::process::id()));
    let outcome = start_in(&folder);
    let removed = std::fs::remove_dir_all(&folder);
    outcome?;
    removed.map_err(|error| format!("{} is left over: {error}", folder.display()))
}

fn start_in(folder: &Path) -> Outcome {
    Run::new("git").args(["clone", "--quiet"]).arg(root()).arg(folder).run()?;
    Run::new("cargo")
        .dir(folder)
        .env("NETYARD_OWN_TOOLS", "1")
        .without_env("CARGO_TARGET_DIR")
        .args(["xtask", "e2e", "tests/serve.spec.mjs"])
        .run()
}
