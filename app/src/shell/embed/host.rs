//! What this page and the one around it say to each other (docs/embed.md).
//!
//! Only the page right around this one is heard, and only words that are known. An answer goes to the origin that asked
//! and to no other; what a page is told is what it sent itself, or what is in the address that it gave this one.

use crate::library::{Library, Sent};
use crate::platform::page;
use crate::store::{Known, Store};
use crate::ui::react;
use gloo_events::EventListener;
use js_sys::{JSON, Object, Reflect};
use leptos::prelude::*;
use netyard_core::rules::Severity;
use netyard_core::schema::{self, RULES_DATE, caps};
use netyard_formats::link::{self, encode};
use netyard_formats::private::Private;
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window};

/// So many letters has what tells a question from others, at most.
const MOST_ID: usize = 100;
/// So many questions wait for a verdict at the same time.
const MOST_WAITING: usize = 32;

/// Who asks, and what the answer is tied to.
#[derive(Clone)]
struct Asker {
    origin: String,
    id: Option<String>,
}

/// Begins to listen, and says so.
pub(super) fn talk(store: Store, library: Library) {
    let Some(window) = web_sys::window() else { return };
    let Some(host) = window.parent().ok().flatten().filter(|host| !Object::is(host, &window)) else { return };
    let only = page::parameter("origin");
    let heard_from = only.clone();
    let waiting = RwSignal::new(Vec::<Asker>::new());
    answer_verdicts(store, waiting);
    EventListener::new(&window, "message", move |event| {
        let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
        let source = Reflect::get(event, &"source".into()).unwrap_or(JsValue::NULL);
        let origin = event.origin();
        let is_meant = Object::is(&source, &host)
            && origin != "null"
            && heard_from.as_ref().is_none_or(|only| *only == origin);
        if is_meant {
            hear(store, library, waiting, &event.data(), origin);
        }
    })
    .forget();
    tell_when_ready(store, library, only.unwrap_or_else(|| "*".to_owned()));
}

/// Says once that questions are answered: after the drawing in the address, if there is one, is open or refused. It tells
/// nothing that is not known outside, so everybody may hear it.
fn tell_when_ready(store: Store, library: Library, to: String) {
    let awaits_link = page::fragment().contains('=');
    let is_told = StoredValue::new(false);
    react(move || {
        let is_open = store.opened.get() > 0 || library.refused.with(Option::is_some);
        if (is_open || !awaits_link) && !is_told.get_value() {
            is_told.set_value(true);
            say(&to, &json!({ "type": "netyard:ready" }));
        }
    });
}

fn hear(store: Store, library: Library, waiting: RwSignal<Vec<Asker>>, data: &JsValue, origin: String) {
    let Some(kind) = text_of(data, "type") else { return };
    let id = text_of(data, "id").filter(|id| id.chars().count() <= MOST_ID);
    let asker = Asker { origin, id };
    match kind.as_str() {
        "netyard:load" => match sent(data) {
            Ok(sent) => library.open_sent(sent, move |outcome| match outcome {
                Ok(()) => asker.answer("netyard:loaded", json!({})),
                Err(reason) => asker.refuse(&reason),
            }),
            Err(reason) => asker.refuse(&reason),
        },
        "netyard:get" => {
            let document = store.document.get_untracked();
            let link = encode(&document, Private::default()).ok();
            asker.answer("netyard:document", json!({ "document": schema::save(&document), "link": link }));
        }
        "netyard:verdicts" if waiting.with_untracked(Vec::len) >= MOST_WAITING => {
            asker.refuse("Too many questions wait for an answer.");
        }
        "netyard:verdicts" => waiting.update(|waiting| waiting.push(asker)),
        // Words of other programs are not for this page.
        _ => {}
    }
}

/// What is to be loaded: one link, or one drawing as text or as an object.
fn sent(data: &JsValue) -> Result<Sent, String> {
    let get = |key: &str| Reflect::get(data, &key.into()).ok().filter(|value| !value.is_null_or_undefined());
    match (get("link"), get("document")) {
        (Some(link), None) => {
            let link = link.as_string().ok_or("link is no text.")?;
            if link.len() > link::caps::CHARACTERS {
                return Err(format!("The link is longer than {} characters.", link::caps::CHARACTERS));
            }
            match link.split_once('#') {
                Some((_, fragment)) => Ok(Sent::Link(format!("#{fragment}"))),
                None => Err("link is no link of Netyard: it has no part that begins with #.".to_owned()),
            }
        }
        (None, Some(document)) => {
            let text = document.as_string().or_else(|| {
                let is_object = document.is_object() && !document.is_function();
                is_object.then(|| JSON::stringify(&document).ok().map(String::from)).flatten()
            });
            let text = text.ok_or("document is neither text nor a plain object.")?;
            if text.len() > caps::FILE_BYTES {
                return Err(format!("The drawing is larger than {} bytes.", caps::FILE_BYTES));
            }
            Ok(Sent::Text(text))
        }
        _ => Err("netyard:load takes either link or document.".to_owned()),
    }
}

fn text_of(data: &JsValue, key: &str) -> Option<String> {
    if !data.is_object() {
        return None;
    }
    Reflect::get(data, &key.into()).ok()?.as_string()
}

/// Answers who waits for verdicts, as soon as they hold for the drawing as it is.
fn answer_verdicts(store: Store, waiting: RwSignal<Vec<Asker>>) {
    react(move || {
        if waiting.with(Vec::is_empty) || store.known.get() == Known::Soon {
            return;
        }
        let known = store.known.get_untracked();
        let askers = waiting.try_update_untracked(std::mem::take).unwrap_or_default();
        let verdicts = verdicts(store);
        for asker in askers {
            if known == Known::Never {
                asker.refuse("Nothing is checked: the rules could not be loaded.");
            } else {
                asker.answer("netyard:verdicts", verdicts.clone());
            }
        }
    });
}

fn verdicts(store: Store) -> Value {
    let count = |severity: Severity| {
        store.findings.with_untracked(|findings| {
            let counts = findings.iter().filter(|finding| !finding.accepted && !finding.expected);
            counts.filter(|finding| finding.severity == severity).count()
        })
    };
    let results =
        store.results.with_untracked(|results| serde_json::to_value(results.as_slice()).unwrap_or_default());
    json!({
        "findings": {
            "error": count(Severity::Error),
            "warning": count(Severity::Warning),
            "hint": count(Severity::Hint),
        },
        "expectations": results,
        "rulesDate": RULES_DATE,
    })
}

impl Asker {
    fn answer(&self, kind: &str, mut answer: Value) {
        if let Some(fields) = answer.as_object_mut() {
            fields.insert("type".to_owned(), kind.into());
            if let Some(id) = &self.id {
                fields.insert("id".to_owned(), id.as_str().into());
            }
        }
        say(&self.origin, &answer);
    }

    fn refuse(&self, reason: &str) {
        self.answer("netyard:error", json!({ "message": reason }));
    }
}

/// Tells the page around this one something, if it is of this origin.
fn say(origin: &str, message: &Value) {
    let host: Option<Window> = web_sys::window().and_then(|window| window.parent().ok().flatten());
    if let (Some(host), Ok(message)) = (host, JSON::parse(&message.to_string())) {
        let _ = host.post_message(&message, origin);
    }
}
