//! Several tabs with one drawing: the second one asks what to do, and only one writes.

use super::Library;
use crate::platform::channel;
use leptos::prelude::*;
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

/// Begins to talk with the other tabs.
pub(super) fn talk(library: Library) {
    let slot = library.channel;
    let opened = channel::open(move |text| {
        let Some((word, id)) = text.split_once(' ') else { return };
        if id != library.id.get_untracked() {
            return;
        }
        match (word, library.sharing.get_untracked()) {
            ("open", Sharing::Alone) => say(slot, "here", id),
            ("here", Sharing::Alone) => library.sharing.set(Sharing::Asked),
            ("mine", _) => library.sharing.set(Sharing::TakenOver),
            _ => {}
        }
    });
    slot.set_value(opened);
}

fn say(slot: Slot, word: &str, id: &str) {
    slot.with_value(|channel| {
        if let Some(channel) = channel {
            channel::say(channel, &format!("{word} {id}"));
        }
    });
}

/// Asks whether another tab has the drawing that was opened just now.
pub(super) fn announce(library: Library) {
    say(library.channel, "open", &library.id.get_untracked());
}

impl Library {
    /// This tab goes on with the drawing; the others stop writing.
    pub(crate) fn take_over(self) {
        // Locked until the newest record is shown: what this tab has may be older.
        let id = self.id.get_untracked();
        say(self.channel, "mine", &id);
        leptos::task::spawn_local(async move { self.open_kept(&id).await });
    }
}
