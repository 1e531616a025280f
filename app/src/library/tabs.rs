//! Several tabs with one drawing: the second one asks what to do, and only one writes.

use super::{Library, autosave};
use crate::platform::{channel, storage};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use std::cell::Cell;
use std::time::Duration;
use web_sys::BroadcastChannel;

/// Whether another tab has the drawing open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sharing {
    /// No other tab has it.
    Alone,
    /// Another tab had it first: this one does not write until a person decides.
    Asked,
    /// A person chose to look only.
    ReadOnly,
    /// Another tab took it over.
    TakenOver,
}

impl Sharing {
    /// What the page says about it; nothing while no other tab has the drawing.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Alone => "",
            Self::Asked => "This drawing is open in another tab.",
            Self::ReadOnly => "For reading only: another tab has this drawing.",
            Self::TakenOver => "Another tab goes on with this drawing. Here it is for reading only.",
        }
    }
}

/// While another tab has the drawing, nothing is changed in this one: it would be lost.
pub(super) fn lock(library: Library) {
    Effect::new(move |_| {
        let sharing = library.sharing.get();
        // What is opened is open to changes: the lock comes after it.
        library.id.track();
        let reason = (sharing != Sharing::Alone)
            .then(|| format!("{} Take over or make a copy to change it.", sharing.words()));
        crate::dispatch::dispatch(library.store, netyard_editor::Event::Lock(reason));
    });
}

/// The way to the other tabs, if the browser has one.
pub(super) type Slot = StoredValue<Option<BroadcastChannel>, LocalStorage>;

/// What happened to changes that two tabs made at once.
const COPIED: &str =
    "This drawing is open in another tab, too. What was changed here goes on as a copy beside it.";
/// A tab that is there answers sooner.
const PATIENCE: Duration = Duration::from_millis(500);

/// Begins to talk with the other tabs.
pub(super) fn talk(library: Library) {
    library.channel.set_value(channel::open(move |text| hear(library, &text)));
}

/// How often a record that another tab has handed over is looked for, ten times a second.
const TRIES: u32 = 15;

thread_local! {
    /// Whether a take-over is under way.
    static TAKING: Cell<bool> = const { Cell::new(false) };
}

/// Takes a word, the id of a drawing, and the revision of its record as the tab knows it that speaks.
fn hear(library: Library, text: &str) {
    let mut parts = text.split(' ');
    let (Some(word), Some(id)) = (parts.next(), parts.next()) else { return };
    if library.id.with_untracked(|own| own != id) {
        return;
    }
    let theirs: u32 = parts.next().and_then(|number| number.parse().ok()).unwrap_or_default();
    let theirs = f64::from(theirs);
    let is_alone = library.sharing.get_untracked() == Sharing::Alone;
    match word {
        "open" if is_alone => say(library, "here"),
        // A tab that slept while this one wrote has an older drawing: it must not write over the newer one.
        "here" if is_alone && theirs < autosave::revision() => say(library, "mine"),
        "here" if is_alone && !copies_changes(library) => library.sharing.set(Sharing::Asked),
        "mine" => {
            let is_behind = theirs > autosave::revision();
            if !(is_alone && is_behind && copies_changes(library)) {
                if is_alone {
                    autosave::let_go(library);
                }
                library.sharing.set(Sharing::TakenOver);
                say(library, "yours");
            }
        }
        "yours" if !is_alone || theirs > autosave::revision() => library.take_newest(theirs),
        _ => {}
    }
}

/// Goes on with a copy if something was changed here that is not written: it is neither lost nor written over what
/// the other tab has.
fn copies_changes(library: Library) -> bool {
    let is_due = autosave::is_due(library);
    if is_due {
        library.go_on_with_copy();
        library.store.interface.toast(COPIED, None);
    }
    is_due
}

/// Tells the other tabs a word about the open drawing.
fn say(library: Library, word: &str) {
    let id = library.id.get_untracked();
    library.channel.with_value(|channel| {
        if let Some(channel) = channel {
            channel::say(channel, &format!("{word} {id} {}", autosave::revision()));
        }
    });
}

/// Asks whether another tab has the drawing that was opened just now.
pub(super) fn announce(library: Library) {
    say(library, "open");
}

impl Library {
    /// This tab goes on with the drawing; the others stop writing.
    pub(crate) fn take_over(self) {
        // Locked until the newest record is shown: what this tab has may be older. The tab that has it answers when
        // what it had is written; one that is not there any more does not.
        say(self, "mine");
        let id = self.id.get_untracked();
        set_timeout(
            move || {
                let is_same = self.id.with_untracked(|now| *now == id);
                if is_same && !TAKING.get() && self.sharing.get_untracked() != Sharing::Alone {
                    self.take_newest(0.0);
                }
            },
            PATIENCE,
        );
    }

    /// Shows the newest record of the open drawing: that of this revision at least. What another tab has handed over
    /// may reach this one a moment after its word, and is waited for.
    fn take_newest(self, revision: f64) {
        if copies_changes(self) {
            return;
        }
        let id = self.id.get_untracked();
        leptos::task::spawn_local(async move {
            TAKING.set(true);
            for _ in 0..TRIES {
                autosave::recover().await;
                let kept = storage::read(&id).await.ok().flatten();
                if kept.map_or(0.0, |record| record.revision) >= revision {
                    break;
                }
                TimeoutFuture::new(100).await;
            }
            self.open_kept(&id).await;
            TAKING.set(false);
        });
    }
}
