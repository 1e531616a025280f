//! Keys and modifiers of the browser as the editor knows them.

use netyard_editor::{KeyEvent, Modifiers};
use web_sys::{KeyboardEvent, MouseEvent};

/// Whether the main modifier is Cmd.
pub(crate) fn is_macos() -> bool {
    web_sys::window()
        .and_then(|window| window.navigator().platform().ok())
        .is_some_and(|platform| platform.starts_with("Mac") || platform.starts_with("iP"))
}

/// Now, on the clock of events.
pub(crate) fn now() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// The modifiers held during a mouse or pointer event.
pub(crate) fn modifiers_of_mouse(event: &MouseEvent) -> Modifiers {
    let primary = if is_macos() { event.meta_key() } else { event.ctrl_key() };
    Modifiers { primary, shift: event.shift_key(), alt: event.alt_key() }
}

/// A key event as the editor knows it.
pub(crate) fn key_event(event: &KeyboardEvent, down: bool) -> KeyEvent {
    let primary = if is_macos() { event.meta_key() } else { event.ctrl_key() };
    KeyEvent {
        down,
        key: event.key(),
        code: event.code(),
        modifiers: Modifiers { primary, shift: event.shift_key(), alt: event.alt_key() },
        time: event.time_stamp(),
    }
}
