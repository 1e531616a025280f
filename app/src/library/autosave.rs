//! Keeps the drawing: 300 ms after the last change, and at once when the page is hidden, goes away or breaks.

use super::Library;
use crate::demand::{Writing as Writer, Written};
use crate::platform::storage::{self, Record};
use crate::platform::{device, keys, page, spare};
use crate::store::Saved;
use crate::ui::react;
use leptos::prelude::*;
use leptos::task::spawn_local;
use netyard_core::model::Document;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

/// The quiet after a change before it is written.
const QUIET: Duration = Duration::from_millis(300);
/// Writing that takes longer is worth a word.
const SLOW: Duration = Duration::from_secs(1);
/// Milliseconds for which a large drawing is written down before the page may do something else.
const SLICE: f64 = 8.0;

/// How far the open drawing is kept.
#[derive(Default)]
struct Kept {
    timer: Option<TimeoutHandle>,
    /// Its id on this device, its content, and the revision of the editor; `None` where it may not be written.
    latest: Option<(String, Arc<Document>, u64)>,
    /// The revision of the editor with which it was opened: at any other one a person has changed something.
    opened: u64,
    /// What writes it down; it comes with what changes drawings.
    writer: Option<Writer>,
    /// What is being written down.
    writing: Option<Writing>,
    /// What was handed to the browser last: the id and the revision of the editor.
    written: Option<(String, u64)>,
    /// What was handed to the browser and is not confirmed.
    unsure: Option<Rc<Record>>,
    /// The revision of the record, which counts up over visits.
    revision: f64,
}

/// A drawing that becomes text, piece by piece.
struct Writing {
    pieces: Written,
    /// What is written of it so far.
    record: Record,
    /// The revision of the editor.
    revision: u64,
}

thread_local! {
    // No signal: a panic may come while signals are held, and the drawing is kept all the same.
    static KEPT: RefCell<Kept> = RefCell::default();
}

/// Follows every change of the drawing.
pub(super) fn keep(library: Library) {
    let store = library.store;
    Effect::new(move |_| {
        let now = store.revision.get();
        if KEPT.with_borrow(|kept| kept.opened) == now {
            return;
        }
        if !library.keeps.get_untracked() {
            // From here on the drawing is another one than that of the link in the address.
            library.keeps.set(true);
            page::clear_fragment();
        }
        plan(library);
    });
    react(move || {
        let Some(tools) = store.demand.hands.get() else { return };
        KEPT.with_borrow_mut(|kept| kept.writer = Some(tools.writing));
        // What was opened meanwhile waits to be kept.
        untrack(|| plan(library));
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
        kept.opened = now;
        kept.latest = None;
        kept.writing = None;
    });
}

/// Writes after the quiet.
pub(super) fn plan(library: Library) {
    let latest = latest(library);
    let timer = set_timeout_with_handle(move || after_quiet(library), QUIET).ok();
    let (before, is_due) = KEPT.with_borrow_mut(|kept| {
        kept.latest = latest;
        (std::mem::replace(&mut kept.timer, timer), kept.is_due())
    });
    if let Some(before) = before {
        before.clear();
    }
    library.store.interface.unsaved.set(is_due);
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

fn after_quiet(library: Library) {
    let latest = latest(library);
    let is_writing = KEPT.with_borrow_mut(|kept| {
        kept.timer = None;
        kept.latest = latest;
        kept.writing.is_some()
    });
    // What is being written down is finished first: who never rests for long is kept all the same.
    if !is_writing {
        go_on(library);
    }
}

/// Writes down one slice, and plans the next one.
fn go_on(library: Library) {
    let record = KEPT.with_borrow_mut(|kept| kept.next(keys::now() + SLICE));
    if let Some(record) = record {
        write(library, record);
    }
    let is_left = KEPT.with_borrow(Kept::has_more);
    if is_left {
        set_timeout(move || go_on(library), Duration::ZERO);
    }
}

/// Writes at once what waits.
pub(super) fn flush(library: Library) {
    let latest = latest(library);
    let record = KEPT.with_borrow_mut(|kept| {
        if let Some(timer) = kept.timer.take() {
            timer.clear();
        }
        kept.latest = latest;
        kept.last()
    });
    if let Some(record) = record {
        write(library, record);
    }
}

/// Whether something was changed here that the browser does not have yet.
pub(super) fn is_due(library: Library) -> bool {
    let latest = latest(library);
    KEPT.with_borrow_mut(|kept| {
        kept.latest = latest;
        kept.is_due()
    })
}

/// The revision of the record of the open drawing, as far as this tab knows.
pub(super) fn revision() -> f64 {
    KEPT.with_borrow(|kept| kept.revision)
}

/// Another tab goes on with the drawing: it gets what this one has, and from then on this one writes nothing of it,
/// not even when it is closed.
pub(super) fn let_go(library: Library) {
    flush(library);
    keep_unsure();
    KEPT.with_borrow_mut(|kept| kept.unsure = None);
}

impl Kept {
    /// Whether something has to be written: not when the browser has it, or when there is nothing in a new drawing.
    fn is_due(&self) -> bool {
        let Some((id, document, revision)) = &self.latest else { return false };
        let was_kept = self.written.as_ref().filter(|(kept, _)| kept == id);
        match was_kept {
            Some((_, written)) => written != revision,
            None => {
                !(document.resources.is_empty() && document.notes.is_empty() && document.title.is_empty())
            }
        }
    }

    /// Whether there is something to write down now: not while a change is so young that the next one may come.
    fn has_more(&self) -> bool {
        self.writing.is_some() || (self.timer.is_none() && self.writer.is_some() && self.is_due())
    }

    /// Writes down for a while, until this moment; a record when one is whole.
    fn next(&mut self, until: f64) -> Option<Rc<Record>> {
        if self.writing.is_none() {
            self.begin();
        }
        let writing = self.writing.as_mut()?;
        for piece in &mut writing.pieces {
            writing.record.text.push_str(&piece);
            if keys::now() > until {
                return None;
            }
        }
        let Writing { mut record, revision, .. } = self.writing.take()?;
        self.written = Some((record.id.clone(), revision));
        self.revision += 1.0;
        record.revision = self.revision;
        record.updated = page::now();
        let record = Rc::new(record);
        self.unsure = Some(Rc::clone(&record));
        Some(record)
    }

    /// The record of the newest drawing, whole, if it has to be written.
    fn last(&mut self) -> Option<Rc<Record>> {
        let newest = self.latest.as_ref().map(|(_, _, revision)| *revision);
        if self.writing.as_ref().map(|writing| writing.revision) != newest {
            self.writing = None;
        }
        self.next(f64::MAX)
    }

    fn begin(&mut self) {
        let Some(writer) = self.writer else { return };
        let Some((id, document, revision)) = self.latest.as_ref().filter(|_| self.is_due()) else { return };
        #[expect(clippy::cast_precision_loss, reason = "a count of parts")]
        let parts = document.resources.len() as f64;
        let record = Record {
            id: id.clone(),
            title: document.title.clone(),
            updated: 0.0,
            revision: 0.0,
            parts,
            text: String::new(),
        };
        self.writing = Some(Writing { pieces: (writer.pieces)(document), record, revision: *revision });
    }
}

fn write(library: Library, record: Rc<Record>) {
    device::remember(super::LAST_OPEN, Some(&record.id));
    let interface = library.store.interface;
    let saved = interface.saved;
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
                interface.unsaved.set(KEPT.with_borrow(|kept| kept.unsure.is_some() || kept.is_due()));
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
        let last = kept.last();
        last.or_else(|| kept.unsure.clone())
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
        if storage::write_if_newer(&record).await.is_ok() {
            spare::forget(&record.id);
        }
    }
}
