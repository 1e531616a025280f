//! Checks a drawing that the page keeps telling the changes of; says of the findings only what is another than before.

use super::{say, text};
use js_sys::Array;
use netyard_core::expect::{self, Fault, With};
use netyard_core::model::Document;
use netyard_core::routing::RoutedNetwork;
use netyard_core::rules::Finding;
use netyard_core::schema;
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeSet;
use wasm_bindgen::JsValue;

/// Findings of a message: read in a few milliseconds.
const IN_MESSAGE: usize = 200;

/// The drawing as the page told it, and what was said of it.
#[derive(Default)]
struct Checker {
    document: Document,
    said: Vec<Finding>,
}

thread_local! {
    static CHECKER: RefCell<Checker> = RefCell::default();
}

/// Hears what the page says of its drawing; answers when it is asked.
pub(crate) fn hear(message: &Array) {
    let rest = text(message, 1);
    CHECKER.with_borrow_mut(|checker| match text(message, 0).as_str() {
        "gone" => checker.gone(&rest),
        "change" => checker.change(&rest),
        "check" => checker.check(&rest),
        _ => {}
    });
}

impl Checker {
    /// Takes `["gone", ids]`: those resources are there no more. A change begins with it.
    fn gone(&mut self, ids: &str) {
        for id in ids.split('\n') {
            self.document.resources.remove(id);
        }
        self.document.expectations.clear();
        self.document.accepted.clear();
    }

    /// Takes `["change", part]`: its resources are new or other ones. The first part of a change has all
    /// expectations and accepted findings. Answers with `["failed", reason]` if it cannot be read: what is found
    /// without it would not be true.
    fn change(&mut self, part: &str) {
        let mut part = match schema::open(part) {
            Ok(opened) => opened.document,
            Err(error) => return say(&["failed".into(), error.to_string().into()]),
        };
        for (id, resource) in part.resources {
            self.document.resources.insert(id, resource);
        }
        self.document.expectations.append(&mut part.expectations);
        self.document.accepted.append(&mut part.accepted);
    }

    /// Answers `["check", JSON of the faults that are on trial]`: `["splice", at, how many go, JSON of those that come]` until the findings are
    /// those of the drawing, then `["checked", JSON of the results]`.
    fn check(&mut self, off: &str) {
        let report = expect::run_while(&RoutedNetwork::build(&self.document), &faults(off));
        let (before, now) = (&self.said, &report.findings);
        let same = before.iter().zip(now).take_while(|(before, now)| before == now).count();
        let (before, rest) = (before.get(same..).unwrap_or_default(), now.get(same..).unwrap_or_default());
        let tail =
            before.iter().rev().zip(rest.iter().rev()).take_while(|(before, now)| before == now).count();
        let mut gone = before.len() - tail;
        let mut at = same;
        let other = rest.get(..rest.len() - tail).unwrap_or_default();
        for piece in other.chunks(IN_MESSAGE).chain(other.is_empty().then_some(other)) {
            let json = serde_json::to_string(piece).unwrap_or_default();
            #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
            let (place, going) = (JsValue::from_f64(at as f64), JsValue::from_f64(gone as f64));
            say(&["splice".into(), place, going, json.into()]);
            at += piece.len();
            gone = 0;
        }
        let results = serde_json::to_string(&report.results).unwrap_or_default();
        say(&["checked".into(), results.into()]);
        self.said = report.findings;
    }
}

fn faults(json: &str) -> BTreeSet<Fault> {
    let items: Vec<Value> = serde_json::from_str(json).unwrap_or_default();
    let mut faults = BTreeSet::new();
    faults.extend(items.iter().filter_map(|item| match With::from_value(item) {
        Ok(With::Fault(fault)) => Some(fault),
        _ => None,
    }));
    faults
}
