//! What comes in: links, files, folders, ready drawings, drawings of this device. What is open stays until it is read.

use super::given::{Given, Wishes};
use super::reading::{Busy, LARGE, Then, stop_waiting};
use super::{Library, Sharing, autosave, folds, new_id};
use crate::demand::{Opening, Sight};
use crate::dispatch::dispatch;
use crate::platform::{file, page, storage};
use crate::store::{Dialog, Saved};
use crate::worker::{self, NOT_LOADED, Read, is_ours};
use leptos::prelude::*;
use leptos::task::spawn_local;
use netyard_editor::{Event, NextFolds};
use netyard_formats::import::{PAGE_BYTES, SourceFile};
use std::cell::Cell;
use std::time::Duration;
use web_sys::DataTransfer;

/// What is said of a link while it is read.
pub(super) const LINK: &str = "the link";
/// Why something was not read.
const NO_WORKER: &str = "This browser does not let the page read so much: it allows no worker.";
/// So many files are found between two words about it.
const FOUND: usize = 50;
/// A link that unpacks to so many bytes takes about as long as a text of [`LARGE`], which it is when it is written out.
const LARGE_LINK: usize = 60_000;

thread_local! {
    static ASKED: Cell<u32> = const { Cell::new(0) };
}

/// Counts what a person asks to have open, and gives its number: what comes late does not replace what was asked for
/// after it. Whoever asks for something else than before does so by [`Library::ask`].
pub(super) fn asked() -> u32 {
    ASKED.set(ASKED.get().wrapping_add(1));
    ASKED.get()
}

/// Whether nothing was asked for after it.
pub(super) fn is_newest(number: u32) -> bool {
    ASKED.get() == number
}

/// What the page around this one sends.
pub(crate) enum Sent {
    /// A link to a drawing, or its fragment.
    Link(String),
    /// The text of a drawing.
    Text(String),
}

/// Whether a link unpacks to much. It says how much itself; one that says too little is refused.
fn is_large_link(fragment: &str) -> bool {
    let unpacked = fragment.split('.').nth(1).and_then(|bytes| bytes.parse().ok());
    unpacked.is_some_and(|bytes: usize| bytes > LARGE_LINK)
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
        let is_large = is_large_link(&fragment);
        self.read_text(
            self.ask(),
            LINK,
            (String::new(), fragment),
            is_large,
            NextFolds::Nothing,
            Box::new(then),
        );
    }

    /// Opens what the page around this one sends: a link, or the text of a drawing. It is kept nowhere.
    pub(crate) fn open_sent(self, sent: Sent, done: impl FnOnce(Result<(), String>) + 'static) {
        let then = move |outcome: Result<Read, (String, String)>| match outcome {
            Ok(Read { report: Some(_), .. }) => done(Err("It is no drawing of Netyard.".to_owned())),
            Ok(Read { document, .. }) => {
                dispatch(self.store, Event::FoldNext(NextFolds::IfLarge));
                self.show(document, new_id(), false, None);
                done(Ok(()));
            }
            Err((_, reason)) => done(Err(reason)),
        };
        match sent {
            Sent::Link(link) => {
                let is_large = is_large_link(&link);
                self.read_text(
                    self.ask(),
                    LINK,
                    (String::new(), link),
                    is_large,
                    NextFolds::IfLarge,
                    Box::new(then),
                );
            }
            Sent::Text(text) => self.read_whole(
                self.ask(),
                "the drawing".to_owned(),
                text,
                NextFolds::IfLarge,
                Box::new(then),
            ),
        }
    }

    /// Opens a drawing of this device.
    pub(crate) async fn open_kept(self, id: &str) {
        let number = self.ask();
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
        let folds = folds::recall(&id);
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
        self.read_whole(number, title, text, folds, Box::new(then));
    }

    /// Whether this drawing is open to changes, and not older than its record of this revision.
    fn has_open(self, id: &str, revision: f64) -> bool {
        self.sharing.get_untracked() == Sharing::Alone
            && self.id.with_untracked(|own| own == id)
            && revision <= autosave::revision()
    }

    /// Reads a text; one that would hold the page up in a worker. Without a worker the page stands still for a while:
    /// better than a drawing that nobody gets at. If something else was asked for meanwhile, nothing is done.
    fn read_text(
        self,
        number: u32,
        name: &str,
        (path, text): (String, String),
        is_large: bool,
        folds: NextFolds,
        then: Then,
    ) {
        let name = name.to_owned();
        spawn_local(async move {
            let Sight { open, .. } = self.store.demand.sight.come().await;
            if !is_newest(number) {
                return;
            }
            let mut then = then;
            if is_large {
                let sources = [(path.clone(), text.as_str().into())];
                match self.read_aside(&name, "", &sources, Some(folds), then) {
                    Ok(()) => return,
                    Err(back) => then = back,
                }
            }
            let outcome = worker::open(vec![SourceFile { path, text }], open, "", &mut |_| ()).await;
            if is_newest(number) {
                then(outcome);
            }
        });
    }

    /// Reads a saved drawing.
    fn read_whole(self, number: u32, name: String, text: String, folds: NextFolds, then: Then) {
        #[expect(clippy::cast_precision_loss, reason = "a length is far below 2^52")]
        let is_large = text.len() as f64 > LARGE;
        self.read_text(number, &name.clone(), (name, text), is_large, folds, then);
    }

    /// Opens a ready drawing that lies beside the page.
    pub(crate) fn open_ready(self, path: String) {
        let number = self.ask();
        spawn_local(async move {
            match page::fetch(&path).await {
                Ok(text) => {
                    let then = Box::new(move |outcome| self.take_read(outcome));
                    self.read_whole(number, path, text, NextFolds::IfLarge, then);
                }
                Err(reason) => self.refuse(path, reason),
            }
        });
    }

    /// Asks for a file and opens it.
    pub(crate) fn choose_file(self) {
        self.begin_to_read();
        file::choose(false, true, move |files| spawn_local(self.take(Given::files(files))));
    }

    /// Asks for a folder of describe output.
    pub(crate) fn choose_folder(self) {
        self.begin_to_read();
        file::choose(true, true, move |files| spawn_local(self.take(Given::files(files))));
    }

    /// What is wished of what is read now: the dialog says it, while it is open.
    fn wishes_now(self) -> Wishes {
        let is_asked = self.store.interface.dialog.with_untracked(|dialog| *dialog == Some(Dialog::Import));
        if is_asked { self.wishes.get_untracked() } else { Wishes::default() }
    }

    /// Reads once more what was imported last, as it is wished now.
    pub(crate) fn import_again(self) {
        if let Some(given) = self.imported.get_value() {
            spawn_local(self.take(given));
        }
    }

    /// What was imported last, as people know it.
    pub(crate) fn imported_name(self) -> Option<String> {
        self.imported.with_value(|given| given.as_ref().map(Given::name))
    }

    /// Takes files or a text, however they came: one drawing is opened, other forms are imported.
    pub(crate) async fn take(self, given: Given) {
        let number = self.ask();
        let wishes = self.wishes_now();
        let bytes = given.bytes();
        #[expect(clippy::cast_precision_loss, reason = "the cap is far below 2^52")]
        if bytes > PAGE_BYTES as f64 {
            let reason = format!(
                "{} megabytes; the page reads up to {}. The command line reads more: netyard import --from aws-describe PATH.",
                crate::panel::grouped_megabytes(bytes),
                PAGE_BYTES / 1024 / 1024
            );
            self.refuse(given.name(), reason);
            return;
        }
        // What says how far it is, and gives it up, lies under a dialog.
        self.store.interface.dialog.set(None);
        self.busy.set(Some(Busy::with(format!("Reading {}…", given.name()))));
        let Sight { open, .. } = self.store.demand.sight.come().await;
        if !is_newest(number) {
            return;
        }
        if bytes > LARGE {
            self.take_aside(number, given, wishes, open);
        } else {
            self.take_small(number, given, wishes, open, true).await;
        }
    }

    /// Takes what the page could read by itself without standing still for long.
    async fn take_small(self, number: u32, given: Given, wishes: Wishes, open: Opening, has_worker: bool) {
        let outcome = match given.texts().await {
            // The first import of a page takes long, however small it is: its code is made ready then.
            Ok(sources) if has_worker && !is_ours(&sources) => {
                if is_newest(number) {
                    self.take_aside(number, given, wishes, open);
                }
                return;
            }
            Ok(sources) => worker::open(sources, open, &wishes.asked(), &mut |_| ()).await,
            Err(refused) => Err(refused),
        };
        if is_newest(number) {
            stop_waiting();
            self.take_given(outcome, given, &wishes);
        }
    }

    /// Reads in a worker. Where there is none, or where it cannot fetch what the page may have, the page reads by itself;
    /// nothing, though, with which it would stand still.
    fn take_aside(self, number: u32, given: Given, wishes: Wishes, open: Opening) {
        let (name, sources, asked) = (given.name(), given.handles(), wishes.asked());
        let is_large = given.bytes() > LARGE;
        // What is merged is shown as a plan first.
        let folds = (!self.merges(&wishes)).then_some(NextFolds::IfLarge);
        let then = Box::new(move |outcome: Result<Read, (String, String)>| match outcome {
            Err((_, reason)) if !is_large && (reason == NOT_LOADED || reason == NO_WORKER) => {
                spawn_local(self.take_small(number, given, wishes, open, false));
            }
            outcome => self.take_given(outcome, given, &wishes),
        });
        if let Err(then) = self.read_aside(&name, &asked, &sources, folds, then) {
            then(Err((name, NO_WORKER.to_owned())));
        }
    }

    /// Looks for the files in what was dropped, and takes them.
    pub(crate) fn take_dropped(self, data: &DataTransfer) {
        let number = self.ask();
        let tell = move |found: usize| {
            if is_newest(number) && found > 0 && found.is_multiple_of(FOUND) {
                let count = crate::panel::grouped(found);
                self.busy.set(Some(Busy { count, ..Busy::with("Looking for files…".to_owned()) }));
            }
            is_newest(number)
        };
        let files = file::dropped(data, tell);
        spawn_local(async move {
            if let Some(files) = files.await {
                self.take(Given::files(files)).await;
            }
        });
    }

    /// Shows what was given, or what it would change in the open drawing.
    fn take_given(self, outcome: Result<Read, (String, String)>, given: Given, wishes: &Wishes) {
        self.busy.set(None);
        let name = given.name();
        if outcome.as_ref().is_ok_and(|read| read.report.is_some()) {
            self.imported.set_value(Some(given));
        }
        match outcome {
            Ok(read) if self.merges(wishes) => spawn_local(self.propose(name, read)),
            outcome => self.take_read(outcome.map_err(|(what, reason)| {
                // A link has no path.
                (if what.is_empty() { name } else { what }, reason)
            })),
        }
    }

    /// Whether what is read comes into the open drawing.
    fn merges(self, wishes: &Wishes) -> bool {
        wishes.merges && self.store.document.with_untracked(|document| !document.resources.is_empty())
    }

    /// Shows what was read as a new drawing of this device, or says why it was refused.
    pub(super) fn take_read(self, outcome: Result<Read, (String, String)>) {
        let Read { document, unknown, report } = match outcome {
            Ok(read) => read,
            Err((what, reason)) => return self.refuse(what, reason),
        };
        autosave::flush(self);
        dispatch(self.store, Event::FoldNext(NextFolds::IfLarge));
        self.show(document, new_id(), true, None);
        self.tell_unknown(unknown);
        if let Some(report) = report {
            self.store.interface.dialog.set(None);
            // In a turn of its own: the drawing is shown first. It is said of this drawing alone.
            let id = self.id.get_untracked();
            let tell = move || {
                if self.id.with_untracked(|own| *own == id) {
                    self.report.set(Some(report));
                }
            };
            set_timeout(tell, Duration::ZERO);
        }
    }

    /// Says what of a drawing is not known.
    pub(super) fn tell_unknown(self, unknown: usize) {
        if unknown > 0 {
            let parts = crate::panel::count(unknown, "part");
            let text = format!("{parts} not known to this Netyard: kept as in the file.");
            self.store.interface.toast(text, None);
        }
    }
}
