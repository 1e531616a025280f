//! What a page that goes away keeps at once: `IndexedDB` answers later, and nobody is there any more to hear it.

use super::page::is_embedded;
use super::storage::{Record, from_value, to_value};
use web_sys::Storage;

/// Each drawing has a name of its own, so that tabs do not write over each other.
const PREFIX: &str = "netyard.unsaved.";
/// Bytes of a drawing that is kept at most: the browser gives all drawings together about five million characters.
const MOST: usize = 2_000_000;

fn storage() -> Option<Storage> {
    if is_embedded() {
        return None;
    }
    web_sys::window()?.local_storage().ok().flatten()
}

/// Keeps a drawing that may not have been written. Where there is no room for it, what was kept before stays.
pub(crate) fn keep(record: &Record) {
    if record.text.len() > MOST {
        return;
    }
    let text = to_value(record).and_then(|value| js_sys::JSON::stringify(&value));
    if let (Some(storage), Ok(text)) = (storage(), text) {
        let _ = storage.set_item(&format!("{PREFIX}{}", record.id), &String::from(text));
    }
}

/// Forgets a drawing: it is written, or it is deleted.
pub(crate) fn forget(id: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&format!("{PREFIX}{id}"));
    }
}

/// Every drawing that was kept so.
pub(crate) fn all() -> Vec<Record> {
    let Some(storage) = storage() else { return Vec::new() };
    let names = (0..storage.length().unwrap_or_default()).filter_map(|at| storage.key(at).ok().flatten());
    names
        .filter(|name| name.starts_with(PREFIX))
        .filter_map(|name| storage.get_item(&name).ok().flatten())
        .filter_map(|text| from_value(&js_sys::JSON::parse(&text).ok()?))
        .collect()
}
