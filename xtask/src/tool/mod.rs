//! What the page is built and tested with: found on this machine in the right version, or installed into
//! `.tools`, the project's own folder.

mod cargo_install;
mod cfn_lint;
mod chromium;
mod node_packages;
mod search_path;
mod trunk;
mod wasm_bindgen;
mod wasm_split;
mod wasm_target;

pub(crate) use cfn_lint::cfn_lint;
pub(crate) use chromium::chromium;
pub(crate) use node_packages::node_packages;
pub(crate) use search_path::search_path;
pub(crate) use wasm_target::WASM_TARGET;

use crate::support::{Outcome, page::Mode};

/// Makes sure of everything that a build of the page needs.
pub(crate) fn for_the_page(mode: Mode) -> Outcome {
    wasm_target::ensure()?;
    trunk::ensure()?;
    wasm_bindgen::ensure()?;
    if mode == Mode::Release {
        wasm_split::ensure()?;
        // They bring wasm-opt.
        node_packages()?;
    }
    Ok(())
}

/// Whether tools that are installed on this machine may be used: not in the test of the first start.
fn may_use_installed() -> bool {
    std::env::var_os("NETYARD_OWN_TOOLS").is_none()
}
