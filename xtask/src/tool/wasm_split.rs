//! wasm-split-cli, which cuts the WebAssembly file of the release page into parts that come when they are needed.

use super::cargo_install::Program;
use crate::support::Outcome;

/// The version that reads what the locked `wasm_split_helpers` writes: it has the same number.
const VERSION: &str = "0.2.3";

/// Makes sure of it.
pub(super) fn ensure() -> Outcome {
    Program {
        name: "wasm-split-cli",
        package: "wasm_split_cli_support",
        version: VERSION,
        features: &["--features", "build-binary", "--bin", "wasm-split-cli"],
        tells_version: false,
    }
    .ensure()
}

#[cfg(test)]
mod tests {
    use super::VERSION;

    #[test]
    fn the_version_is_that_of_the_locked_helpers() {
        let lock = include_str!("../../../Cargo.lock");
        assert!(lock.contains(&format!("name = \"wasm_split_helpers\"\nversion = \"{VERSION}\"")));
    }
}
