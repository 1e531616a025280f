//! Building and serving the page.

use super::squeeze::squeeze;
use super::{Outcome, Run, root};
use crate::tool;
use std::path::{Path, PathBuf};

/// Which of the two builds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Quick to make.
    Development,
    /// Small and fast, as users get it.
    Release,
}

impl Mode {
    /// The folder of the finished page, below the root.
    fn folder(self) -> &'static str {
        match self {
            Self::Development => "target/page",
            Self::Release => "dist",
        }
    }
}

/// Builds the page and gives the folder that holds it.
pub(crate) fn build(mode: Mode) -> Outcome<PathBuf> {
    tool::for_the_page(mode)?;
    trunk("build", mode).run()?;
    let folder = root().join(mode.folder());
    if mode == Mode::Release {
        squeeze(&folder)?;
    }
    Ok(folder)
}

/// Builds the page, serves it, and builds it again on every change, until it is stopped.
pub(crate) fn serve(mode: Mode, port: u16, open: bool) -> Outcome {
    tool::for_the_page(mode)?;
    println!("Building Netyard. Then it is at http://127.0.0.1:{port}/ until you press Ctrl+C.");
    let run = trunk("serve", mode).arg("--port").arg(port.to_string());
    if open { run.arg("--open").run() } else { run.run() }
}

/// Prints the size of the first load, raw and compressed; an error above the budget.
pub(crate) fn check_size(folder: &Path) -> Outcome {
    Run::new("node").arg("e2e/support/page-size.mjs").arg(folder).run()
}

fn trunk(verb: &str, mode: Mode) -> Run {
    let run = Run::new("trunk").args([verb, "--dist", mode.folder(), "--skip-version-check"]);
    // Some tools read NO_COLOR as a word, and trunk refuses anything but true and false.
    let run = run.without_env("NO_COLOR");
    match mode {
        Mode::Development => run,
        Mode::Release => run.env("RUSTFLAGS", release_flags()).arg("--release"),
    }
}

/// What the compiler is told for the release build, after what the environment tells it: leptos then keeps one
/// type for all views, instead of one for each, which makes the file a tenth smaller.
fn release_flags() -> String {
    let given = std::env::var("RUSTFLAGS").unwrap_or_default();
    format!("{given} --cfg erase_components").trim_start().to_owned()
}
