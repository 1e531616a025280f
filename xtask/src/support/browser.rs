//! Tests and benchmarks in a real browser.

use super::{Outcome, Run, root};
use crate::tool;
use std::path::Path;

/// Runs the browser tests against the page in `folder`, with further arguments for the test runner.
pub(crate) fn test(folder: &Path, arguments: &[&str]) -> Outcome {
    playwright("playwright.config.mjs", folder, arguments)
}

/// Runs the benchmarks in the browser against the page in `folder`.
pub(crate) fn bench(folder: &Path) -> Outcome {
    playwright("bench.config.mjs", folder, &[])
}

/// Takes the pictures of the documentation from the page in `folder`.
pub(crate) fn pictures(folder: &Path) -> Outcome {
    playwright("pictures.config.mjs", folder, &[])
}

fn playwright(config: &str, folder: &Path, arguments: &[&str]) -> Outcome {
    tool::node_packages()?;
    let chromium = tool::chromium()?;
    Run::new("node")
        .dir(&root().join("e2e"))
        .env("CHROMIUM", chromium)
        .env("NETYARD_PAGE", folder)
        .args(["node_modules/@playwright/test/cli.js", "test", "--config", config])
        .args(arguments)
        .run()
}
