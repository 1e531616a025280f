//! The node packages: the test runner for the browser, the accessibility checker, wasm-opt.

use crate::support::{Outcome, Run, root};

/// The oldest Node that all packages support.
const OLDEST_NODE: u32 = 20;

/// Makes sure that the packages of the lock file are installed.
pub(crate) fn node_packages() -> Outcome {
    check_node()?;
    let folder = root().join("e2e");
    let lock = std::fs::read_to_string(folder.join("package-lock.json"))
        .map_err(|error| format!("e2e/package-lock.json cannot be read: {error}"))?;
    // A copy of the lock file beside the packages tells which ones they are.
    let copy = folder.join("node_modules/.netyard-lock.json");
    if std::fs::read_to_string(&copy).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    println!("Installing the node packages into e2e/node_modules.");
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    Run::new(npm).dir(&folder).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1").arg("ci").run()?;
    std::fs::write(&copy, lock).map_err(|error| format!("{} cannot be written: {error}", copy.display()))
}

fn check_node() -> Outcome {
    let need = format!("install Node {OLDEST_NODE} or newer, with npm");
    let version = Run::new("node").arg("--version").output().ok_or_else(|| need.clone())?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|text| text.parse::<u32>().ok());
    match major {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        _ => Err(format!("Node {version} is too old: {need}")),
    }
}
