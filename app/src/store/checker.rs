//! Large drawings are checked in a worker. The page shows the last answer until the next one comes.
//!
//! One question is under way at a time; the next one is about the newest drawing, whatever came between. The worker
//! is told what changed, and tells what of the findings is another than before, so that both cost what was edited.

use crate::demand::{Checks, Part};
use crate::platform::helper::Helper;
use crate::worker::{Telling, text};
use js_sys::Array;
use leptos::prelude::*;
use netyard_core::expect::{ExpectationResult, Fault};
use netyard_core::model::Document;
use netyard_core::routing::RoutedNetwork;
use netyard_core::rules::Finding;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Above so many resources the worker checks: it is where the rules take about half a frame in the page.
const LARGE: usize = 3_000;

/// What is known of a large drawing: findings and results.
pub(super) type Answer = (Arc<Vec<Finding>>, Arc<Vec<ExpectationResult>>);

/// The signals of the page that the checker sets.
#[derive(Clone, Copy)]
pub(super) struct Checker {
    /// The last answer.
    pub(super) answer: RwSignal<Answer>,
    /// Whether a newer one is awaited.
    pub(super) checking: RwSignal<bool>,
    /// Whether it is the worker that checks; else the page checks itself.
    pub(super) works: RwSignal<bool>,
    /// Whether a worker is asked at the next change.
    asks: StoredValue<bool>,
    /// The drawing that is open.
    network: Signal<Arc<RoutedNetwork>>,
    /// What is switched off in it.
    off: RwSignal<Arc<BTreeSet<Fault>>>,
    /// The words in which the page and the worker speak.
    checks: Part<Checks>,
}

/// The conversation with the worker.
#[derive(Default)]
struct Talk {
    helper: Option<Helper>,
    /// The drawing as the worker knows it.
    told: Option<Arc<RoutedNetwork>>,
    /// What is off in the answer that is awaited.
    off: Arc<BTreeSet<Fault>>,
    /// What waits to be told: the parts of a change, and the ids of what is gone.
    telling: Option<Telling>,
    /// The newest drawing, while a question about an older one is under way.
    next: Option<Arc<RoutedNetwork>>,
    /// Whether a question is under way.
    asked: bool,
    /// The findings that the worker said last, whether they were shown or not.
    said: Vec<Finding>,
}

thread_local! {
    static TALK: RefCell<Talk> = RefCell::default();
}

/// Whether a drawing is checked in the worker.
pub(super) fn is_large(network: &RoutedNetwork) -> bool {
    network.network.document.resources.len() > LARGE
}

impl Checker {
    /// Begins to follow the drawing.
    pub(super) fn follow(
        network: Signal<Arc<RoutedNetwork>>,
        off: RwSignal<Arc<BTreeSet<Fault>>>,
        checks: Part<Checks>,
    ) -> Self {
        let (checking, works) = (RwSignal::new(false), RwSignal::new(true));
        let asks = StoredValue::new(true);
        let checker = Self { answer: RwSignal::default(), checking, works, asks, network, off, checks };
        Effect::new(move |_| {
            let network = network.get();
            off.track();
            if is_large(&network) && checker.asks.get_value() {
                match checks.get() {
                    Some(_) => checker.ask(network),
                    None if checks.failed() => checker.give_up(true),
                    None => checker.checking.set(true),
                }
            } else if hang_up() {
                // The memory of a large drawing is given back.
                checker.answer.set(Answer::default());
                checker.checking.set(false);
            }
        });
        checker
    }

    /// Another drawing is opened: what was said of the last one is not shown for it.
    pub(super) fn forget(self) {
        if TALK.with_borrow(|talk| talk.helper.is_some()) {
            self.answer.set(Answer::default());
        }
    }

    fn ask(self, network: Arc<RoutedNetwork>) {
        self.checking.set(true);
        let is_busy = TALK.with_borrow_mut(|talk| {
            talk.next = Some(network);
            talk.asked
        });
        if is_busy {
            return;
        }
        if TALK.with_borrow(|talk| talk.helper.is_none()) {
            let helper = Helper::start(move |message| self.heard(&message), move || self.give_up(false));
            if helper.is_none() {
                return self.give_up(false);
            }
            TALK.with_borrow_mut(|talk| talk.helper = helper);
        }
        let off = self.off.get_untracked();
        let Some(checks) = self.checks.now() else { return self.give_up(true) };
        TALK.with_borrow_mut(|talk| talk.begin(off, checks));
        tell();
    }

    fn heard(self, message: &Array) {
        match text(message, 0).as_str() {
            "splice" => {
                let checks = self.checks.now();
                let taken = TALK.with_borrow_mut(|talk| talk.splice(message, checks?));
                if taken.is_none() {
                    self.fail("what it found cannot be read");
                }
            }
            "checked" => {
                // An answer about a drawing that has changed since, or is not open any more, is not shown.
                let (now, off) = (self.network.get_untracked(), self.off.get_untracked());
                let (findings, next) = TALK.with_borrow_mut(|talk| {
                    talk.asked = false;
                    let is_current =
                        talk.off == off && talk.told.as_ref().is_some_and(|told| Arc::ptr_eq(told, &now));
                    (is_current.then(|| talk.said.clone()), talk.next.take())
                });
                if let Some(findings) = findings {
                    let results = serde_json::from_str(&text(message, 1)).unwrap_or_default();
                    self.answer.set((Arc::new(findings), Arc::new(results)));
                    self.checking.set(false);
                    self.works.set(true);
                }
                if let Some(network) = next {
                    self.ask(network);
                }
            }
            "missing" => self.give_up(true),
            "failed" => self.fail(&text(message, 1)),
            _ => {}
        }
    }

    fn fail(self, reason: &str) {
        leptos::logging::error!("the drawing is checked without a worker: {reason}");
        self.give_up(false);
    }

    /// There is no worker, it broke, or it could not load the rules: the page checks itself. Rules that could not be
    /// loaded once may come the next time: a worker is then asked `again` at the next change.
    fn give_up(self, again: bool) {
        hang_up();
        self.asks.set_value(again);
        self.works.set(false);
        self.checking.set(false);
    }
}

/// Ends the conversation, if there is one. What the worker has said and nobody has heard yet is never heard: it would
/// be taken for a part of the next one.
fn hang_up() -> bool {
    let helper = TALK.take().helper;
    let was_there = helper.is_some();
    if let Some(helper) = helper {
        helper.end();
    }
    was_there
}

/// Tells the next part of a change, each in a task of its own, and asks at the end.
fn tell() {
    if TALK.with_borrow_mut(Talk::tell) {
        set_timeout(tell, std::time::Duration::ZERO);
    }
}

impl Talk {
    /// Looks what is another in the newest drawing. Resources are shared, so that the same address is the same thing.
    fn begin(&mut self, off: Arc<BTreeSet<Fault>>, checks: Checks) {
        let Some(network) = self.next.take() else { return };
        self.off = off;
        let before = self.told.replace(Arc::clone(&network));
        let told = before.as_ref().map(|before| &before.network.document.resources);
        let now = &network.network.document;
        let mut part = Document {
            expectations: now.expectations.clone(),
            accepted: now.accepted.clone(),
            ..Document::default()
        };
        for (id, resource) in &now.resources {
            if told.and_then(|told| told.get(id)).is_none_or(|before| !Arc::ptr_eq(before, resource)) {
                part.resources.insert(id.clone(), Arc::clone(resource));
            }
        }
        let mut gone = String::new();
        for id in told.into_iter().flat_map(|told| told.keys()).filter(|id| !now.resources.contains_key(*id))
        {
            gone.push_str(id.as_str());
            gone.push('\n');
        }
        self.asked = true;
        self.telling = Some((checks.parts)(part));
        self.say(&["gone".into(), gone.into()]);
    }

    /// Tells one part; whether there is more.
    fn tell(&mut self) -> bool {
        if let Some((part, _)) = self.telling.as_mut().and_then(Iterator::next) {
            self.say(&["change".into(), part.into()]);
            return true;
        }
        if self.telling.take().is_some() {
            let off: Vec<_> = self.off.iter().map(Fault::to_value).collect();
            self.say(&["check".into(), serde_json::Value::Array(off).to_string().into()]);
        }
        false
    }

    fn say(&self, items: &[wasm_bindgen::JsValue]) {
        if let Some(helper) = &self.helper {
            helper.say(&items.iter().collect());
        }
    }

    /// Takes `["splice", at, how many go, JSON of those that come]`; `None` if they cannot be read.
    fn splice(&mut self, message: &Array, checks: Checks) -> Option<()> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index")]
        let whole = |at: u32| message.get(at).as_f64().unwrap_or_default() as usize;
        let at = whole(1).min(self.said.len());
        let end = (at + whole(2)).min(self.said.len());
        let come = (checks.findings)(&text(message, 3))?;
        self.said.splice(at..end, come);
        Some(())
    }
}
