//! trunk, which turns the crate `app` into a page.

use super::cargo_install::Program;
use crate::support::Outcome;

/// The last version that Rust 1.95 compiles; `Trunk.toml` asks for it too.
const VERSION: &str = "0.21.14";

/// Makes sure of it.
pub(super) fn ensure() -> Outcome {
    // With `rustls` it asks nothing of the machine's own TLS library.
    let features = &["--no-default-features", "--features", "rustls"];
    Program { name: "trunk", package: "trunk", version: VERSION, features, tells_version: true }.ensure()
}
