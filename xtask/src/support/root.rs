//! Where the project is.

use std::path::Path;

/// The root of the working copy that this program was built in.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}
