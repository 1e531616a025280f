//! Keeps the drawing: 300 ms after the last change, and at once when the page is hidden.

use super::Library;
use crate::platform::{page, storage};
use crate::store::Saved;
use leptos::prelude::*;
use leptos::task::spawn_local;
use netyard_core::schema;
use std::time::Duration;

/// The quiet after a change before it is written.
const QUIET: Duration = Duration::from_millis(300);
/// Writing that takes longer is worth a word.
const SLOW: Duration = Duration::from_secs(1);

/// What waits to be written.
#[derive(Clone, Copy)]
pub(super) struct Waiting {
    timer: StoredValue<Option<TimeoutHandle>>,
    revision: StoredValue<f64>,
    /// The revision of the editor that was written last.
    written: StoredValue<Option<(String, u64)>>,
}

impl Waiting {
    /// Nothing waits.
    pub(super) fn new() -> Self {
        Self {
            timer: StoredValue::new(None),
            revision: StoredValue::new(0.0),
            written: StoredValue::new(None),
        }
    }
}

/// Follows every change of the drawing.
pub(super) fn keep(library: Library) {
    let store = library.store;
    Effect::new(move |before: Option<u64>| {
        let now = store.revision.get();
        if before.is_some_and(|before| before != now) {
            library.keeps.set(true);
            plan(library);
        }
        now
    });
    page::on_leave(move || flush(library));
}

/// Writes after the quiet.
pub(super) fn plan(library: Library) {
    let waiting = library.waiting;
    if let Some(timer) = waiting.timer.get_value() {
        timer.clear();
    }
    let timer = set_timeout_with_handle(move || flush(library), QUIET).ok();
    waiting.timer.set_value(timer);
}

/// Writes at once what waits.
pub(super) fn flush(library: Library) {
    let waiting = library.waiting;
    if let Some(timer) = waiting.timer.get_value() {
        timer.clear();
        waiting.timer.set_value(None);
    }
    if !library.keeps.get_untracked() || !library.may_write() {
        return;
    }
    let store = library.store;
    let document = store.document.get_untracked();
    let id = library.id.get_untracked();
    let now = (id.clone(), store.revision.get_untracked());
    let is_empty = document.resources.is_empty() && document.notes.is_empty() && document.title.is_empty();
    let was_kept =
        waiting.written.with_value(|written| written.as_ref().is_some_and(|(kept, _)| *kept == id));
    if waiting.written.with_value(|written| written.as_ref() == Some(&now)) || (is_empty && !was_kept) {
        return;
    }
    waiting.written.set_value(Some(now));
    let revision = waiting.revision.get_value() + 1.0;
    waiting.revision.set_value(revision);
    #[expect(clippy::cast_precision_loss, reason = "a count of parts")]
    let parts = document.resources.len() as f64;
    let record = storage::Record {
        id,
        title: document.title.clone(),
        updated: page::now(),
        revision,
        parts,
        text: schema::save(&document),
    };
    crate::platform::device::remember(super::LAST_OPEN, Some(&record.id));
    let saved = store.interface.saved;
    let done = StoredValue::new(false);
    set_timeout(
        move || {
            if done.try_get_value() == Some(false) {
                saved.set(Saved::Saving);
            }
        },
        SLOW,
    );
    spawn_local(async move {
        let outcome = storage::write(&record).await;
        done.set_value(true);
        saved.set(match outcome {
            Ok(()) => Saved::Kept,
            Err(error) => Saved::Failed(error.words()),
        });
    });
}
