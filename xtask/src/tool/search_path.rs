//! The search path of every program that is started here.

use crate::support::root;
use std::ffi::OsString;
use std::path::PathBuf;

/// The project's own tools, then those of the node packages, then the machine's.
pub(crate) fn search_path() -> OsString {
    let own = [own_bin(), root().join("e2e/node_modules/.bin")];
    let machine = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = own.into_iter().chain(std::env::split_paths(&machine)).collect();
    // Joining fails only for a folder with the separator in its name; then the machine's path must do.
    std::env::join_paths(folders).unwrap_or(machine)
}

/// The folder of the project's own programs.
pub(super) fn own_bin() -> PathBuf {
    root().join(".tools/bin")
}
