//! wasm-bindgen, which writes the script between the page and the WebAssembly file.

use super::cargo_install::Program;
use crate::support::{Outcome, root};

/// Makes sure of the version that the code was compiled with: any other refuses the file.
pub(super) fn ensure() -> Outcome {
    let lock = std::fs::read_to_string(root().join("Cargo.lock"))
        .map_err(|error| format!("Cargo.lock cannot be read: {error}"))?;
    let version = locked_version(&lock, "wasm-bindgen").ok_or("Cargo.lock does not name wasm-bindgen")?;
    let features = &["--no-default-features", "--bin", "wasm-bindgen"];
    Program { name: "wasm-bindgen", package: "wasm-bindgen-cli", version, features, tells_version: true }
        .ensure()
}

/// The version of a package in the text of a lock file.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.1.0\"\n\n\
                        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.3\"\n";

    #[test]
    fn the_version_is_that_of_the_very_package() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen"), Some("0.2.3"));
    }

    #[test]
    fn a_package_that_is_not_locked_has_none() {
        assert_eq!(locked_version(LOCK, "trunk"), None);
    }
}
