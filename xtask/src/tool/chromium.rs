//! The browser of the tests.

use crate::support::{Outcome, Run};
use std::path::{Path, PathBuf};

/// The names that Chromium and Chrome go by.
const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Where Chrome is on a Mac, which has no name for it in the search path.
const ON_A_MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// The browser: what `CHROMIUM` names, or one that is installed, or, as root on Debian, a new one.
pub(crate) fn chromium() -> Outcome<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        let named = PathBuf::from(named);
        if named.is_file() {
            return Ok(named);
        }
        return Err(format!("CHROMIUM names {}, which is not there", named.display()));
    }
    if let Some(found) = installed() {
        return Ok(found);
    }
    if !may_install() {
        return Err("install Chromium or Chrome, or set CHROMIUM to its program file".to_owned());
    }
    println!("Installing Chromium.");
    Run::new("apt-get").arg("update").run()?;
    Run::new("apt-get")
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["install", "--yes", "--no-install-recommends", "chromium", "fonts-dejavu-core"])
        .run()?;
    installed().ok_or_else(|| "Chromium was installed, but is not in the search path".to_owned())
}

fn installed() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let mac = Path::new(ON_A_MAC);
    NAMES
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
        .or_else(|| mac.is_file().then(|| mac.to_path_buf()))
}

/// Whether this is Debian or a relative, and we may install packages.
fn may_install() -> bool {
    let root = Run::new("id").arg("-u").output().as_deref() == Some("0");
    root && Path::new("/etc/debian_version").is_file()
}
