//! Netyard in the browser: mounts the page; in a worker, which has no window, does what takes long.
#![expect(unreachable_pub, reason = "the component macro declares the props of every component `pub`")]
#![expect(clippy::needless_pass_by_value, reason = "components own their props")]

mod app;
mod bench;
mod canvas;
mod demand;
mod dialog;
mod dispatch;
mod exports;
mod library;
mod panel;
mod platform;
mod shell;
mod store;
mod ui;
mod worker;

use leptos::mount::mount_to;
use wasm_bindgen::JsCast;

/// The element of `index.html` that the page is mounted into.
const MOUNT_ID: &str = "netyard";

fn main() {
    if web_sys::window().is_none() {
        console_error_panic_hook::set_once();
        worker::serve();
        return;
    }
    std::panic::set_hook(Box::new(|information| {
        library::rescue();
        console_error_panic_hook::hook(information);
    }));
    let place = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id(MOUNT_ID))
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    let Some(place) = place else { return };
    place.set_text_content(None);
    mount_to(place, app::App).forget();
}
