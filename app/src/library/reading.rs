//! What takes long is read in a worker: the page stays usable, says how far it is, and can give up.

use super::Library;
use super::open::{LINK, asked};
use crate::demand::Sight;
use crate::dispatch::dispatch;
use crate::platform::helper::Helper;
use crate::platform::page;
use crate::worker::{Read, merge, text};
use js_sys::Array;
use leptos::prelude::*;
use netyard_core::model::Document;
use netyard_editor::{Editor, Event, NextFolds};
use netyard_formats::report::ImportReport;
use std::cell::{Cell, RefCell};
use std::time::Duration;
use wasm_bindgen::JsValue;

/// A drawing of so many bytes takes about 50 ms to read; more is read in a worker, and so is whatever is no drawing.
pub(super) const LARGE: f64 = 400_000.0;
/// So long a worker waits for what it was started for.
const PATIENCE: Duration = Duration::from_mins(1);

/// What is going on that takes a while.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Busy {
    /// What, in words.
    pub(crate) words: String,
    /// How many things of how many, where they are counted. It changes too often to be read out.
    pub(crate) count: String,
    /// How far it is, from 0 to 1, where that is known.
    pub(crate) share: Option<f64>,
}

impl Busy {
    /// In words alone.
    pub(super) fn with(words: String) -> Self {
        Self { words, count: String::new(), share: None }
    }
}

/// What is done with what was read.
pub(super) type Then = Box<dyn FnOnce(Result<Read, (String, String)>)>;

/// A file that is being read.
struct Reading {
    /// Tells it from those before: what was planned for one of them does not concern it.
    number: u32,
    helper: Helper,
    name: String,
    document: Option<Document>,
    arrived: f64,
    /// What of it is folded when it is opened, if it is.
    folds: Option<NextFolds>,
    then: Then,
}

thread_local! {
    // One at a time: what is asked last counts.
    static READING: RefCell<Option<Reading>> = const { RefCell::new(None) };
    static COUNT: Cell<u32> = const { Cell::new(0) };
    // Has loaded what reads, and waits.
    static READY: RefCell<Option<Helper>> = const { RefCell::new(None) };
}

impl Library {
    /// Reads files, or texts, in a worker, to open them with that much folded; without it they are not opened. Gives back
    /// what is to be done then where there is no worker.
    pub(super) fn read_aside(
        self,
        name: &str,
        wishes: &str,
        sources: &[(String, JsValue)],
        folds: Option<NextFolds>,
        then: Then,
    ) -> Result<(), Then> {
        let Some(helper) = READY.take().or_else(|| self.reader()) else { return Err(then) };
        let message = Array::of2(&"read".into(), &wishes.into());
        for (path, source) in sources {
            message.push(&path.as_str().into());
            message.push(source);
        }
        helper.say(&message);
        self.busy.set(Some(Busy::with(format!("Reading {name}…"))));
        COUNT.set(COUNT.get().wrapping_add(1));
        let (number, name) = (COUNT.get(), name.to_owned());
        READING.set(Some(Reading { number, helper, name, document: None, arrived: 0.0, folds, then }));
        Ok(())
    }

    fn reader(self) -> Option<Helper> {
        let failed = move || {
            if let Some(helper) = READY.take() {
                helper.end();
            }
            end(self, Err((String::new(), "the browser ended it, probably for want of memory".to_owned())));
        };
        Helper::start(move |message| self.heard(&message), failed)
    }

    /// Starts what reads, for somebody who is about to choose or to drop files: until they have, it is ready.
    pub(crate) fn begin_to_read(self) {
        if READING.with_borrow(Option::is_some) || READY.with_borrow(Option::is_some) {
            return;
        }
        let Some(helper) = self.reader() else { return };
        helper.say(&Array::of1(&"prepare".into()));
        READY.set(Some(helper));
        COUNT.set(COUNT.get().wrapping_add(1));
        let number = COUNT.get();
        // Its memory is given back. Whoever was started since counted on.
        let give_back = move || {
            if COUNT.get() == number {
                READY.take();
            }
        };
        set_timeout(give_back, PATIENCE);
    }

    /// Counts what a person asks to have open, and gives its number. What was asked for before it is given up.
    pub(super) fn ask(self) -> u32 {
        READING.take();
        self.busy.set(None);
        asked()
    }

    /// Gives up what is being read. What is open stays.
    pub(crate) fn give_up_reading(self) {
        asked();
        let reading = READING.take();
        // It may have been given up before anything was read.
        stop_waiting();
        self.busy.set(None);
        if reading.is_some_and(|reading| reading.name == LINK) {
            page::clear_fragment();
        }
    }

    fn heard(self, message: &Array) {
        match text(message, 0).as_str() {
            "at" => {
                let of = |at: u32| message.get(at).as_f64().unwrap_or_default();
                let (file, files) = (of(2), of(3));
                // One file is no share of anything, and neither is a step that has none.
                let is_counted = files > 1.0;
                let count = if is_counted { format!("{file} of {files}") } else { String::new() };
                self.tell(&text(message, 1), count, is_counted.then(|| (file - 1.0) / files));
            }
            "part" => self.take_part(message),
            "refused" => end(self, Err((text(message, 1), text(message, 2)))),
            "read" => {
                let unknown = message.get(1).as_f64().unwrap_or_default();
                let report = message.get(2).as_string().and_then(|json| report_of(&json));
                self.tell("Laying out", String::new(), Some(1.0));
                let number = COUNT.get();
                // The words are shown before the page is busy with the drawing.
                set_timeout(move || prepare(self, number, unknown, report), Duration::from_millis(30));
            }
            _ => {}
        }
    }

    fn tell(self, doing: &str, count: String, share: Option<f64>) {
        let name = READING.with_borrow(|reading| reading.as_ref().map(|reading| reading.name.clone()));
        if let Some(name) = name {
            self.busy.set(Some(Busy { words: format!("{doing} {name}…"), count, share }));
        }
    }

    fn take_part(self, message: &Array) {
        let of = |at: u32| message.get(at).as_f64().unwrap_or_default();
        let (count, all) = (of(2), of(3));
        // Whoever reads in a worker has it.
        let Some(Sight { open, .. }) = self.store.demand.sight.now() else { return };
        let outcome = READING.with_borrow_mut(|reading| {
            let reading = reading.as_mut()?;
            reading.arrived += count;
            reading.helper.say(&Array::of1(&"more".into()));
            Some((merge(&mut reading.document, &text(message, 1), open), reading.arrived / all.max(1.0)))
        });
        match outcome {
            Some((Ok(()), share)) => self.tell("Opening", String::new(), Some(share)),
            Some((Err(reason), _)) => end(self, Err((String::new(), reason))),
            None => {}
        }
    }
}

/// Ends the worker that waits for something to read: there is nothing for it.
pub(super) fn stop_waiting() {
    READY.take();
}

/// The first part of opening, in a task of its own: people get their turn in between.
fn prepare(library: Library, number: u32, unknown: f64, report: Option<ImportReport>) {
    let next = READING.with_borrow_mut(|reading| {
        let reading = reading.as_mut().filter(|reading| reading.number == number)?;
        Some((reading.document.clone()?, reading.folds.take()))
    });
    let Some((document, folds)) = next else { return };
    if let Some(folds) = folds {
        dispatch(library.store, Event::Prepare(Some(Box::new((document, folds)))));
    }
    set_timeout(move || go_on(library, number, unknown, report), Duration::ZERO);
}

/// The other parts, each in a task, and then the last.
fn go_on(library: Library, number: u32, unknown: f64, report: Option<ImportReport>) {
    let is_wanted =
        READING.with_borrow(|reading| reading.as_ref().is_some_and(|reading| reading.number == number));
    if !is_wanted || !library.store.ask(Editor::prepares_more) {
        return finish(library, number, unknown, report);
    }
    dispatch(library.store, Event::PrepareMore);
    set_timeout(move || go_on(library, number, unknown, report), Duration::ZERO);
}

fn finish(library: Library, number: u32, unknown: f64, report: Option<ImportReport>) {
    let document = READING.with_borrow_mut(|reading| {
        reading.as_mut().filter(|reading| reading.number == number)?.document.take()
    });
    // It was given up since then: what that worked out is as large as the drawing.
    let Some(document) = document else { return dispatch(library.store, Event::Prepare(None)) };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
    let unknown = unknown as usize;
    end(library, Ok(Read { document, unknown, report }));
}

fn end(library: Library, outcome: Result<Read, (String, String)>) {
    let reading = READING.take();
    library.busy.set(None);
    let Some(Reading { helper, name, then, .. }) = reading else { return };
    helper.end();
    then(outcome.map_err(|(what, reason)| (if what.is_empty() { name } else { what }, reason)));
}

fn report_of(json: &str) -> Option<ImportReport> {
    serde_json::from_str(json).ok()
}
