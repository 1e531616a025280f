//! The address of the page, and when it goes away.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// The fragment of the address, with its `#`; empty for none.
pub(crate) fn fragment() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Takes the fragment away without leaving a step in the history.
pub(crate) fn clear_fragment() {
    let Some(window) = web_sys::window().filter(|_| !fragment().is_empty()) else { return };
    let location = window.location();
    let address =
        format!("{}{}", location.pathname().unwrap_or_default(), location.search().unwrap_or_default());
    if let Ok(history) = window.history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// A value of the query.
pub(crate) fn parameter(name: &str) -> Option<String> {
    let search = web_sys::window()?.location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

thread_local! {
    static EMBEDDED: bool = parameter("embed").as_deref() == Some("1");
}

/// Whether the page is one that others show in theirs (`?embed=1`): it is for reading only, and keeps nothing.
pub(crate) fn is_embedded() -> bool {
    EMBEDDED.with(|embedded| *embedded)
}

/// The address of the page without query and fragment.
pub(crate) fn base() -> String {
    let Some(window) = web_sys::window() else { return String::new() };
    let location = window.location();
    format!("{}{}", location.origin().unwrap_or_default(), location.pathname().unwrap_or_default())
}

/// Whether others cannot open this address: it leads to this computer only.
pub(crate) fn is_local() -> bool {
    let Some(window) = web_sys::window() else { return false };
    let location = window.location();
    let host = location.hostname().unwrap_or_default();
    location.protocol().is_ok_and(|protocol| protocol == "file:")
        || ["localhost", "127.0.0.1", "[::1]"].contains(&host.as_str())
}

/// Calls when the page is hidden or closed: the last moment to keep something.
pub(crate) fn on_leave(leave: impl Fn() + Clone + 'static) {
    let Some(window) = web_sys::window() else { return };
    let hide = leave.clone();
    EventListener::new(&window, "pagehide", move |_| leave()).forget();
    if let Some(document) = window.document() {
        let hidden = document.clone();
        EventListener::new(&document, "visibilitychange", move |_| {
            if hidden.hidden() {
                hide();
            }
        })
        .forget();
    }
}

/// Calls when the fragment changes: a link was pasted into the address of the open page.
pub(crate) fn on_fragment(changed: impl Fn() + 'static) {
    if let Some(window) = web_sys::window() {
        EventListener::new(&window, "hashchange", move |_| changed()).forget();
    }
}

/// Fetches a file that lies beside the page.
pub(crate) async fn fetch(path: &str) -> Result<String, String> {
    let window = web_sys::window().ok_or("there is no page")?;
    let words = |_| format!("{path} does not load");
    let response = JsFuture::from(window.fetch_with_str(path)).await.map_err(words)?;
    let response: web_sys::Response = response.dyn_into().map_err(words)?;
    if !response.ok() {
        return Err(format!("{path} does not load: the host answers {}", response.status()));
    }
    let text = JsFuture::from(response.text().map_err(words)?).await.map_err(words)?;
    Ok(text.as_string().unwrap_or_default())
}

/// Milliseconds since 1970.
pub(crate) fn now() -> f64 {
    js_sys::Date::now()
}

/// A moment in words of the person's own place: date and time.
pub(crate) fn moment(milliseconds: f64) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(milliseconds));
    String::from(date.to_locale_string("en-GB", &JsValue::UNDEFINED))
}
