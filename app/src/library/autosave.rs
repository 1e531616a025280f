//! Keeps the drawing: 300 ms after the last change, and at once when the page is hidden, goes away or breaks.

use super::Library;
use crate::platform::storage::{self, Record};
use crate::platform::{device, page, spare};
use crate::store::Saved;
use leptos::prelude::*;
use leptos::task::spawn_local;
use netyard_core::model::Document;
use netyard_core::schema;
use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

/// The quiet after a change before it is written.
const QUIET: Duration = Duration::from_millis(300);
/// Writing that takes longer is worth a word.
const SLOW: Duration = Duration::from_secs(1);

/// How far the open drawing is kept.
#[derive(Debug, Default)]
struct Kept {
    timer: Option<TimeoutHandle>,
    /// Its id on this device, its content, and the revision of the editor; `None` where it may not be written.
    latest: Option<(String, Arc<Document>, u64)>,
    /// What was handed to the browser last: the id and the revision of the editor.
    written: Option<(String, u64)>,
    /// What was handed to the browser and is not confirmed.
    unsure: Option<Record>,
    /// The revision of the record, which counts up over visits.
    revision: f64,
}

thread_local! {
    // No signal: a panic may come while signals are held, and the drawing is kept all the same.
    static KEPT: RefCell<Kept> = RefCell::default();
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
    page::on_leave(move || {
        flush(library);
        keep_unsure();
    });
}

/// Another drawing is open. `revision` is that of its record, as it was read just now; `None` for one without.
pub(super) fn begin(library: Library, revision: Option<f64>) {
    let id = library.id.get_untracked();
    let now = library.store.revision.get_untracked();
    KEPT.with_borrow_mut(|kept| {
        kept.revision = revision.unwrap_or_default();
        kept.written = revision.map(|_| (id, now));
        kept.latest = None;
    });
}

/// Writes after the quiet.
pub(super) fn plan(library: Library) {
    let latest = latest(library);
    let timer = set_timeout_with_handle(move || flush(library), QUIET).ok();
    let before = KEPT.with_borrow_mut(|kept| {
        kept.latest = latest;
        std::mem::replace(&mut kept.timer, timer)
    });
    if let Some(before) = before {
        before.clear();
    }
}

/// What is open, if it is to be kept.
fn latest(library: Library) -> Option<(String, Arc<Document>, u64)> {
    if !library.keeps.get_untracked() || !library.may_write() {
        return None;
    }
    let store = library.store;
    let document = store.document.get_untracked();
    Some((library.id.get_untracked(), document, store.revision.get_untracked()))
}

/// Writes at once what waits.
pub(super) fn flush(library: Library) {
    let latest = latest(library);
    let record = KEPT.with_borrow_mut(|kept| {
        if let Some(timer) = kept.timer.take() {
            timer.clear();
        }
        kept.latest = latest;
        kept.next()
    });
    if let Some(record) = record {
        device::remember(super::LAST_OPEN, Some(&record.id));
        write(library, record);
    }
}

impl Kept {
    /// What has to be written; nothing when the browser has it, or when there is nothing in a new drawing.
    fn next(&mut self) -> Option<Record> {
        let (id, document, revision) = self.latest.as_ref()?;
        let now = (id.clone(), *revision);
        let is_empty =
            document.resources.is_empty() && document.notes.is_empty() && document.title.is_empty();
        let was_kept = self.written.as_ref().is_some_and(|(kept, _)| kept == id);
        if self.written.as_ref() == Some(&now) || (is_empty && !was_kept) {
            return None;
        }
        self.written = Some(now);
        self.revision += 1.0;
        #[expect(clippy::cast_precision_loss, reason = "a count of parts")]
        let parts = document.resources.len() as f64;
        let record = Record {
            id: id.clone(),
            title: document.title.clone(),
            updated: page::now(),
            revision: self.revision,
            parts,
            text: schema::save(document),
        };
        self.unsure = Some(record.clone());
        Some(record)
    }
}

fn write(library: Library, record: Record) {
    let saved = library.store.interface.saved;
    let (id, revision) = (record.id.clone(), record.revision);
    let writing = storage::write(record);
    let is_unsure = move |kept: &Kept| {
        kept.unsure.as_ref().is_some_and(|unsure| unsure.id == id && unsure.revision <= revision)
    };
    let waits = is_unsure.clone();
    set_timeout(
        move || {
            if KEPT.with_borrow(&waits) && !matches!(saved.get_untracked(), Saved::Failed(_)) {
                saved.set(Saved::Saving);
            }
        },
        SLOW,
    );
    spawn_local(async move {
        match writing.await {
            Ok(()) => {
                if KEPT.with_borrow(is_unsure)
                    && let Some(record) = KEPT.with_borrow_mut(|kept| kept.unsure.take())
                {
                    spare::forget(&record.id);
                }
                device::remember(super::STOPPED, None);
                saved.set(Saved::Kept);
            }
            Err(error) => saved.set(Saved::Failed(error.words())),
        }
    });
}

/// The page goes away: what the browser may not have is kept where no answer has to be waited for.
fn keep_unsure() {
    KEPT.with_borrow(|kept| {
        if let Some(record) = &kept.unsure {
            spare::keep(record);
        }
    });
}

/// The page has broken. The last drawing that was whole is handed to the browser; nothing else is touched, because
/// nothing else can be trusted.
pub(crate) fn rescue() {
    let record = KEPT.with(|kept| {
        let mut kept = kept.try_borrow_mut().ok()?;
        let next = kept.next();
        next.or_else(|| kept.unsure.clone())
    });
    if let Some(record) = record {
        device::remember(super::LAST_OPEN, Some(&record.id));
        spare::keep(&record);
        drop(storage::write(record));
    }
}

/// Puts the drawings of pages that went away before they were written where they belong.
pub(super) async fn recover() {
    for record in spare::all() {
        let id = record.id.clone();
        let is_newer = match storage::read(&id).await {
            Ok(Some(kept)) => kept.revision < record.revision,
            Ok(None) => true,
            Err(_) => return,
        };
        if !is_newer || storage::write(record).await.is_ok() {
            spare::forget(&id);
        }
    }
}
