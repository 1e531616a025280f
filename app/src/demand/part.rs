use leptos::prelude::*;
use std::future::poll_fn;
use std::task::{Poll, Waker};

/// A part of the program: the functions of it that others call, once it is loaded.
///
/// Copying it copies an address.
pub(crate) struct Part<T: 'static>(RwSignal<State<T>>);

impl<T> Clone for Part<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Part<T> {}

/// How far a part is.
struct State<T: 'static> {
    load: fn(Part<T>),
    loaded: Option<T>,
    asked: bool,
    failed: bool,
    /// Who waits for it to come.
    waiting: Vec<Waker>,
}

impl<T: Copy + Send + Sync> Part<T> {
    /// A part that is not loaded. `load` brings it and ends with [`Part::came`].
    pub(super) fn new(load: fn(Self)) -> Self {
        Self(RwSignal::new(State { load, loaded: None, asked: false, failed: false, waiting: Vec::new() }))
    }

    /// The part, once it is there. Whoever asks and does not get it makes it come, and is woken then.
    pub(crate) fn get(self) -> Option<T> {
        self.want();
        self.0.with(|state| state.loaded)
    }

    /// The part if it is there. Nobody is woken, and nothing is loaded.
    pub(crate) fn now(self) -> Option<T> {
        self.0.with_untracked(|state| state.loaded)
    }

    /// The part, when it has come. What could not be loaded before is asked for once more; if it still cannot be, this
    /// waits until somebody asks again.
    pub(crate) async fn come(self) -> T {
        if self.0.with_untracked(|state| state.failed) {
            self.again();
        } else {
            self.want();
        }
        poll_fn(|context| {
            let loaded = self.0.try_update_untracked(|state| {
                if state.loaded.is_none() {
                    state.waiting.push(context.waker().clone());
                }
                state.loaded
            });
            loaded.flatten().map_or(Poll::Pending, Poll::Ready)
        })
        .await
    }

    /// Whether it could not be loaded.
    pub(crate) fn failed(self) -> bool {
        self.0.with(|state| state.failed)
    }

    /// Whether it is neither there nor known to stay away.
    pub(crate) fn is_awaited(self) -> bool {
        self.0.with(|state| state.loaded.is_none() && !state.failed)
    }

    /// Makes it come, unless it is there, on its way, or could not be loaded.
    pub(crate) fn want(self) {
        let load = self.0.try_update_untracked(|state| {
            let begins = !state.asked;
            state.asked = true;
            begins.then_some(state.load)
        });
        if let Some(Some(load)) = load {
            load(self);
        }
    }

    /// Asks once more for what could not be loaded.
    pub(crate) fn again(self) {
        self.0.update(|state| {
            state.failed = false;
            state.asked = false;
        });
        self.want();
    }

    /// It came, or it could not be loaded.
    pub(super) fn came(self, loaded: Option<T>) {
        let mut waiting = Vec::new();
        self.0.update(|state| {
            state.failed = loaded.is_none();
            state.loaded = loaded;
            waiting = std::mem::take(&mut state.waiting);
        });
        waiting.into_iter().for_each(Waker::wake);
    }
}
