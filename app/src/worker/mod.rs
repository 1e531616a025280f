//! What takes long, in a worker: the same script and the same WebAssembly file as the page, without a window.
//!
//! Messages are lists whose first item is a word; what else is in them stands with each. Documents go in parts, each a
//! small drawing of its own, so that neither side is held up by one message.

mod answer;
mod check;
mod parts;
mod read;

pub(crate) use answer::findings;
pub(crate) use check::hear;
pub(crate) use parts::{Telling, merge, parts_of};
pub(crate) use read::{NOT_LOADED, Read, is_ours, open};

use crate::demand::{Missing, checks_here};
use js_sys::{Array, Function, Reflect};
use std::cell::{Cell, RefCell};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

/// Hears what the page asks, for as long as the page lets it live.
pub(crate) fn serve() {
    let hear = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        let Ok(message) = event.data().dyn_into::<Array>() else { return };
        match text(&message, 0).as_str() {
            "read" => spawn_local(read::read(message)),
            "more" => read::more(),
            "prepare" => spawn_local(read::prepare()),
            _ => of_checks(message),
        }
    });
    let _ = Reflect::set(&js_sys::global(), &"onmessage".into(), hear.as_ref());
    hear.forget();
}

thread_local! {
    /// What the page said and nobody has heard yet.
    static WAITING: RefCell<Vec<Array>> = const { RefCell::new(Vec::new()) };
    /// Whether what hears it is on its way.
    static FETCHING: Cell<bool> = const { Cell::new(false) };
}

/// Keeps what is said of a drawing until the rules are there, in its order. Answers with `["missing"]` if they could
/// not be loaded.
fn of_checks(message: Array) {
    WAITING.with_borrow_mut(|waiting| waiting.push(message));
    if FETCHING.replace(true) {
        return;
    }
    spawn_local(async {
        let checks = checks_here().await;
        FETCHING.set(false);
        let waiting = WAITING.take();
        match checks {
            Ok(checks) => waiting.iter().for_each(checks.hear),
            Err(Missing) => say(&["missing".into()]),
        }
    });
}

/// Tells the page something.
fn say(items: &[JsValue]) {
    let scope = js_sys::global();
    let post =
        Reflect::get(&scope, &"postMessage".into()).ok().and_then(|post| post.dyn_into::<Function>().ok());
    if let Some(post) = post {
        let _ = post.call1(&scope, &items.iter().collect::<Array>());
    }
}

/// An item of a message as text; empty where it is none.
pub(crate) fn text(message: &Array, at: u32) -> String {
    message.get(at).as_string().unwrap_or_default()
}
