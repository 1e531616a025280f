//! Plays the packet: one hop after the other lights up, here and on the canvas.

use crate::panel::decided::hop_rows;
use crate::panel::desk::Desk;
use leptos::prelude::*;
use netyard_editor::{AppAct, Effect};
use std::time::Duration;

/// The time of one hop.
const HOP: Duration = Duration::from_millis(260);

/// Whether the packet is on its way.
#[derive(Clone, Copy)]
pub(super) struct Player {
    desk: Desk,
    handle: StoredValue<Option<IntervalHandle>>,
    /// Whether it plays now.
    pub(super) playing: RwSignal<bool>,
}

/// The player of this page.
pub(super) fn use_player() -> Player {
    expect_context::<Player>()
}

/// Makes the player known to the drawer, and hears the commands that drive it.
pub(super) fn listen(desk: Desk) {
    let player = Player { desk, handle: StoredValue::new(None), playing: RwSignal::new(false) };
    provide_context(player);
    desk.store.listen(move |effect| match effect {
        Effect::App(AppAct::PlayPause) => player.play_or_pause(),
        Effect::App(AppAct::StepForward) => player.step(1),
        Effect::App(AppAct::StepBack) => player.step(-1),
        Effect::App(AppAct::ResetRun) => player.reset(),
        _ => {}
    });
}

impl Player {
    fn count(self) -> usize {
        untrack(|| self.desk.trace())
            .map_or(0, |trace| hop_rows(&trace).iter().filter(|row| !row.is_beyond).count())
    }

    /// One hop on or back.
    pub(super) fn step(self, by: isize) {
        let count = self.count();
        if count == 0 {
            return;
        }
        let next = match self.desk.store.hop.get_untracked() {
            None if by > 0 => 0,
            None => count - 1,
            Some(index) => index.saturating_add_signed(by).min(count - 1),
        };
        self.desk.store.hop.set(Some(next));
    }

    /// Back to before the first hop.
    pub(super) fn reset(self) {
        self.stop();
        self.desk.store.hop.set(None);
    }

    /// Starts from the first hop or goes on; or stops.
    pub(super) fn play_or_pause(self) {
        if self.playing.get_untracked() {
            self.stop();
            return;
        }
        let last = self.count().saturating_sub(1);
        let at_end = self.desk.store.hop.get_untracked().is_none_or(|hop| hop >= last);
        if at_end {
            self.desk.store.hop.set(None);
        }
        self.playing.set(true);
        self.step(1);
        let handle = set_interval_with_handle(move || self.tick(), HOP).ok();
        self.handle.set_value(handle);
    }

    fn tick(self) {
        let last = self.count().saturating_sub(1);
        if self.desk.store.hop.get_untracked().is_some_and(|hop| hop >= last) {
            self.stop();
        } else {
            self.step(1);
        }
    }

    fn stop(self) {
        if let Some(handle) = self.handle.get_value() {
            handle.clear();
        }
        self.handle.set_value(None);
        self.playing.set(false);
    }
}
