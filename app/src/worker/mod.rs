//! What takes long, in a worker: the same script and the same WebAssembly file as the page, without a window.
//!
//! Messages are lists whose first item is a word; what else is in them stands with each. Documents go in parts, each a
//! small drawing of its own, so that neither side is held up by one message.

mod check;
mod parts;
mod read;

pub(crate) use parts::{Parts, merge};
pub(crate) use read::{NOT_LOADED, Read, open};

use crate::demand::{Missing, checks_here};
use js_sys::{Array, Function, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

/// Hears what the page asks, for as long as the page lets it live.
pub(crate) fn serve() {
    let checker = Rc::new(RefCell::new(check::Checker::default()));
    let hear = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        let Ok(message) = event.data().dyn_into::<Array>() else { return };
        match text(&message, 0).as_str() {
            "read" => spawn_local(read::read(message)),
            "more" => read::more(),
            "gone" => checker.borrow_mut().gone(&text(&message, 1)),
            "change" => checker.borrow_mut().change(&text(&message, 1)),
            "check" => spawn_local(check(Rc::clone(&checker), text(&message, 1))),
            _ => {}
        }
    });
    let _ = Reflect::set(&js_sys::global(), &"onmessage".into(), hear.as_ref());
    hear.forget();
}

/// Checks once the rules are there; answers with `["missing"]` if they could not be loaded. The page asks nothing else
/// before it has the answer.
async fn check(checker: Rc<RefCell<check::Checker>>, off: String) {
    match checks_here().await {
        Ok(checks) => checker.borrow_mut().check(checks, &off),
        Err(Missing) => say(&["missing".into()]),
    }
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
