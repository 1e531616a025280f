//! A worker that runs the files of the page. The start script makes it: it has what the page was compiled from.

use js_sys::{Array, Function, Reflect};
use leptos::prelude::set_timeout;
use std::time::Duration;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker};

/// A worker, and what hears it.
pub(crate) struct Helper {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut()>,
}

impl Helper {
    /// Starts a worker. `heard` is called with each of its messages, `failed` when it cannot go on.
    pub(crate) fn start(
        mut heard: impl FnMut(Array) + 'static,
        failed: impl FnMut() + 'static,
    ) -> Option<Self> {
        let make =
            Reflect::get(&js_sys::global(), &"netyardWorker".into()).ok()?.dyn_into::<Function>().ok()?;
        let worker: Worker = make.call0(&JsValue::NULL).ok()?.dyn_into().ok()?;
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Ok(message) = event.data().dyn_into::<Array>() {
                heard(message);
            }
        });
        let on_error = Closure::<dyn FnMut()>::new(failed);
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Some(Self { worker, _on_message: on_message, _on_error: on_error })
    }

    /// Tells the worker something.
    pub(crate) fn say(&self, message: &Array) {
        let _ = self.worker.post_message(message);
    }
}

impl Helper {
    /// Ends the worker, also from within one of its messages: nothing is heard of it from here on.
    pub(crate) fn end(self) {
        self.silence();
        set_timeout(move || drop(self), Duration::ZERO);
    }

    fn silence(&self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        self.silence();
    }
}
