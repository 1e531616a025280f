//! What comes in: links, files, folders, ready drawings, drawings of this device. What is open stays until it is read.

use super::reading::{LARGE, Then};
use super::{Library, Sharing, autosave, folds, new_id};
use crate::demand::Sight;
use crate::dispatch::dispatch;
use crate::platform::file::PickedFile;
use crate::platform::{file, page, storage};
use crate::store::{Dialog, Saved};
use crate::worker::{self, NOT_LOADED, Read};
use leptos::prelude::*;
use leptos::task::spawn_local;
use netyard_editor::{Event, NextFolds};
use netyard_formats::import::{PAGE_BYTES, SourceFile};
use std::cell::Cell;
use wasm_bindgen::JsValue;

/// What is said of a link while it is read.
pub(super) const LINK: &str = "the link";
/// A link that unpacks to so many bytes takes about as long as a text of [`LARGE`], which it is when it is written out.
const LARGE_LINK: usize = 60_000;

thread_local! {
    static ASKED: Cell<u32> = const { Cell::new(0) };
}

/// Counts what a person asks to have open, and gives its number: what comes late does not replace what was asked for
/// after it.
pub(super) fn asked() -> u32 {
    ASKED.set(ASKED.get().wrapping_add(1));
    ASKED.get()
}

/// Whether nothing was asked for after it.
pub(super) fn is_newest(number: u32) -> bool {
    ASKED.get() == number
}

/// Why something was not opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    /// What it was: "This link", or the path of the file.
    pub(crate) what: String,
    /// The reason, in lines.
    pub(crate) reason: String,
}

impl Library {
    /// Says why something was not opened. The open drawing is untouched.
    pub(crate) fn refuse(self, what: impl Into<String>, reason: impl Into<String>) {
        self.refused.set(Some(Refused { what: what.into(), reason: reason.into() }));
        self.store.interface.dialog.set(Some(Dialog::Refused));
    }

    /// Opens the drawing in the address of the page, as a new one that is not kept before it is changed.
    pub(super) fn open_fragment(self) {
        let fragment = page::fragment();
        if !fragment.contains('=') {
            return;
        }
        let then = move |outcome: Result<Read, (String, String)>| match outcome {
            Ok(read) => {
                autosave::flush(self);
                self.show(read.document, new_id(), false, None);
            }
            Err((_, reason)) => {
                // The drawing may be nowhere else: a link that is not to blame stays in the address.
                if reason != NOT_LOADED {
                    page::clear_fragment();
                }
                self.refuse("This link", reason);
            }
        };
        // A link says what it unpacks to; what it says too little of is refused.
        let unpacked = fragment.split('.').nth(1).and_then(|bytes| bytes.parse().ok());
        let is_large = unpacked.is_some_and(|bytes: usize| bytes > LARGE_LINK);
        self.read_text(asked(), LINK, String::new(), fragment, is_large, Box::new(then));
    }

    /// Opens a drawing of this device.
    pub(crate) async fn open_kept(self, id: &str) {
        let number = asked();
        let record = match storage::read(id).await {
            Ok(Some(record)) => record,
            Ok(None) => return,
            Err(error) => {
                self.store.interface.saved.set(Saved::Failed(error.words()));
                return;
            }
        };
        let storage::Record { id, title, revision, text, .. } = record;
        let title = super::title_or_untitled(&title).to_owned();
        let then = move |outcome: Result<Read, (String, String)>| match outcome {
            Ok(read) => {
                // Two may ask for one drawing at once, as when a tab takes it over: what was changed since is kept.
                if self.has_open(&id, revision) {
                    return;
                }
                autosave::flush(self);
                dispatch(self.store, Event::FoldNext(folds::recall(&id)));
                self.show(read.document, id, true, Some(revision));
            }
            Err((what, reason)) => self.refuse(what, reason),
        };
        self.read_whole(number, title, text, Box::new(then));
    }

    /// Whether this drawing is open to changes, and not older than its record of this revision.
    fn has_open(self, id: &str, revision: f64) -> bool {
        self.sharing.get_untracked() == Sharing::Alone
            && self.id.with_untracked(|own| own == id)
            && revision <= autosave::revision()
    }

    /// Reads a text; one that would hold the page up in a worker. Without a worker the page stands still for a while:
    /// better than a drawing that nobody gets at. If something else was asked for meanwhile, nothing is done.
    fn read_text(self, number: u32, name: &str, path: String, text: String, is_large: bool, then: Then) {
        let name = name.to_owned();
        spawn_local(async move {
            let Sight { open, .. } = self.store.demand.sight.come().await;
            if !is_newest(number) {
                return;
            }
            let mut then = then;
            if is_large {
                match self.read_aside(&name, &[(path.clone(), text.as_str().into())], then) {
                    Ok(()) => return,
                    Err(back) => then = back,
                }
            }
            let outcome = worker::open(vec![SourceFile { path, text }], open).await;
            if is_newest(number) {
                then(outcome);
            }
        });
    }

    /// Reads a saved drawing.
    fn read_whole(self, number: u32, name: String, text: String, then: Then) {
        #[expect(clippy::cast_precision_loss, reason = "a length is far below 2^52")]
        let is_large = text.len() as f64 > LARGE;
        self.read_text(number, &name.clone(), name, text, is_large, then);
    }

    /// Opens a ready drawing that lies beside the page.
    pub(crate) fn open_ready(self, path: String) {
        let number = asked();
        spawn_local(async move {
            match page::fetch(&path).await {
                Ok(text) => {
                    self.read_whole(number, path, text, Box::new(move |outcome| self.take_read(outcome)));
                }
                Err(reason) => self.refuse(path, reason),
            }
        });
    }

    /// Asks for a file and opens it.
    pub(crate) fn choose_file(self) {
        file::choose(false, true, move |files| spawn_local(self.take(files)));
    }

    /// Asks for a folder of describe output.
    pub(crate) fn choose_folder(self) {
        file::choose(true, true, move |files| spawn_local(self.take(files)));
    }

    /// Takes files, however they came: one drawing is opened, describe output is imported.
    pub(crate) async fn take(self, files: Vec<PickedFile>) {
        let number = asked();
        let bytes: f64 = files.iter().map(PickedFile::size).sum();
        #[expect(clippy::cast_precision_loss, reason = "the cap is far below 2^52")]
        if bytes > PAGE_BYTES as f64 {
            let reason = format!(
                "{} megabytes; the page reads up to {}. The command line reads more: netyard import --from aws-describe PATH.",
                crate::panel::grouped_megabytes(bytes),
                PAGE_BYTES / 1024 / 1024
            );
            self.refuse(name_of(&files), reason);
            return;
        }
        let Sight { open, .. } = self.store.demand.sight.come().await;
        if !is_newest(number) {
            return;
        }
        if bytes > LARGE {
            let sources: Vec<(String, JsValue)> =
                files.iter().map(|picked| (picked.path.clone(), picked.handle())).collect();
            return self.open_large(&name_of(&files), &sources);
        }
        let mut sources = Vec::new();
        for picked in &files {
            match picked.text().await {
                Ok(text) => sources.push(SourceFile { path: picked.path.clone(), text }),
                Err(reason) => return self.refuse(picked.path.clone(), reason),
            }
        }
        let outcome = worker::open(sources, open).await;
        if is_newest(number) {
            self.take_read(outcome);
        }
    }

    /// Reads in a worker. Without one nothing as large is opened: the page would stand still.
    fn open_large(self, name: &str, sources: &[(String, JsValue)]) {
        let then = Box::new(move |outcome| self.take_read(outcome));
        if self.read_aside(name, sources, then).is_err() {
            self.refuse(name, "This browser does not let the page read so much: it allows no worker.");
        }
    }

    /// Shows what was read as a new drawing of this device, or says why it was refused.
    fn take_read(self, outcome: Result<Read, (String, String)>) {
        let Read { document, unknown, report } = match outcome {
            Ok(read) => read,
            Err((what, reason)) => return self.refuse(what, reason),
        };
        autosave::flush(self);
        dispatch(self.store, Event::FoldNext(NextFolds::IfLarge));
        self.show(document, new_id(), true, None);
        if unknown > 0 {
            let parts = crate::panel::count(unknown, "part");
            let text = format!("{parts} not known to this Netyard: kept as in the file.");
            self.store.interface.toast(text, None);
        }
        if let Some(report) = report {
            self.report.set(Some(report));
            self.store.interface.dialog.set(None);
        }
    }
}

fn name_of(files: &[PickedFile]) -> String {
    match files {
        [one] => one.path.clone(),
        many => format!("{} files", many.len()),
    }
}
