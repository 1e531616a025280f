//! What this device remembers of the interface: never part of a drawing.

use super::page::is_embedded;
use web_sys::Storage;

/// A page inside of another one neither keeps anything nor knows what is kept.
fn storage() -> Option<Storage> {
    if is_embedded() {
        return None;
    }
    web_sys::window()?.local_storage().ok().flatten()
}

/// What was kept under this name; nothing where storage is switched off.
pub(crate) fn recall(name: &str) -> Option<String> {
    storage()?.get_item(&format!("netyard.{name}")).ok().flatten()
}

/// Keeps a word for the next visit. Without storage the choice lasts for this visit.
pub(crate) fn remember(name: &str, value: Option<&str>) {
    let Some(storage) = storage() else { return };
    let key = format!("netyard.{name}");
    let _ = match value {
        Some(value) => storage.set_item(&key, value),
        None => storage.remove_item(&key),
    };
}
