//! The standard library for WebAssembly.

use crate::support::{Outcome, Run};
use std::path::Path;

/// The target that the page is compiled for.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Makes sure of it.
pub(super) fn ensure() -> Outcome {
    if is_there() {
        return Ok(());
    }
    println!("Installing the Rust target {WASM_TARGET}.");
    Run::new("rustup")
        .args(["target", "add", WASM_TARGET])
        .run()
        .map_err(|error| format!("{error}. Install the standard library for {WASM_TARGET}."))
}

fn is_there() -> bool {
    Run::new("rustc")
        .args(["--print", "target-libdir", "--target", WASM_TARGET])
        .output()
        .is_some_and(|folder| Path::new(&folder).is_dir())
}
