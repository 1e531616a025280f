//! What the tabs of this browser say to each other.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

const NAME: &str = "netyard";

/// Opens the channel and hears every message of the other tabs.
pub(crate) fn open(heard: impl Fn(String) + 'static) -> Option<BroadcastChannel> {
    let channel = BroadcastChannel::new(NAME).ok()?;
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(text) = event.data().as_string() {
            heard(text);
        }
    });
    channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    Some(channel)
}

/// Tells the other tabs something.
pub(crate) fn say(channel: &BroadcastChannel, text: &str) {
    let _ = channel.post_message(&text.into());
}
