//! What is folded in the drawings of this device: kept beside them, never in them.

use super::Library;
use crate::platform::device;
use crate::ui::react;
use leptos::prelude::*;
use netyard_core::ordered::IntoOrdered;
use netyard_editor::{Key, NextFolds};

/// A list that would take more room than this, in bytes, is not kept.
const MOST: usize = 20_000;

fn name(id: &str) -> String {
    format!("folded.{id}")
}

/// Keeps what is folded in the open drawing, from now on.
pub(super) fn keep(library: Library) {
    react(move || {
        let folded = library.store.session.folded.get();
        if !library.keeps.get_untracked() {
            return;
        }
        let keys: Vec<&str> = folded.iter().map(Key::as_str).collect();
        let text = serde_json::to_string(&keys).ok().filter(|text| !keys.is_empty() && text.len() <= MOST);
        library.id.with_untracked(|id| device::remember(&name(id), text.as_deref()));
    });
}

/// What was folded in a drawing of this device.
pub(super) fn recall(id: &str) -> NextFolds {
    let keys = device::recall(&name(id)).and_then(|text| serde_json::from_str::<Vec<String>>(&text).ok());
    keys.map_or(NextFolds::Nothing, |keys| NextFolds::These(keys.iter().map(|key| Key::new(key)).into_set()))
}

/// Forgets what was folded in a drawing that is gone.
pub(crate) fn forget(id: &str) {
    device::remember(&name(id), None);
}
