//! The clipboard, as far as the browser allows it.

use wasm_bindgen_futures::JsFuture;

/// Puts a text into the clipboard; false if the browser does not allow it.
pub(crate) async fn write(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    if !js_sys::Reflect::has(&window.navigator(), &"clipboard".into()).unwrap_or(false) {
        return false;
    }
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}

/// The text in the clipboard; nothing if the browser does not allow it.
pub(crate) async fn read() -> Option<String> {
    let window = web_sys::window()?;
    if !js_sys::Reflect::has(&window.navigator(), &"clipboard".into()).unwrap_or(false) {
        return None;
    }
    JsFuture::from(window.navigator().clipboard().read_text()).await.ok()?.as_string()
}
