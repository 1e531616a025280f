//! The strip that says what is switched off, and how to have it on again.

use crate::dispatch::{command, dispatch};
use crate::store::{Store, use_store};
use crate::ui::{Button, When};
use leptos::prelude::*;
use netyard_core::expect::Fault;
use netyard_editor::{CommandId, Event, Request, fault_words};

/// So many names are said; what is off beyond them is counted.
const NAMED: usize = 4;

/// The strip, while something is off.
#[component]
pub(super) fn WhatIf() -> impl IntoView {
    let store = use_store();
    let off = store.session.off;
    let chips = move || {
        let off = off.get();
        let more = off.len().saturating_sub(NAMED);
        let chips = off.iter().take(NAMED).map(|fault| chip(store, fault.clone())).collect_view();
        view! { {chips} {(more > 0).then(|| view! { <span>{format!("and {more} more")}</span> })} }
    };
    view! {
        <When holds=move || off.with(|off| !off.is_empty())>
            <div class="what-if" role="group" aria-label="What if">
                <strong>"What if"</strong>
                {chips}
                <span class="what-if-verdict">{move || verdict(store)}</span>
                <Button on_press=move |()| command(store, CommandId::AllOn)>"All on again"</Button>
            </div>
        </When>
    }
}

/// What is off, as a button that switches it on.
fn chip(store: Store, fault: Fault) -> impl IntoView {
    let words = failure_words(store, &fault);
    let label = format!("{words}. Switch it on again");
    let press = move |_| {
        let request = Request::WhatIf { fault: fault.clone(), off: false };
        dispatch(store, Event::Request(request));
    };
    view! { <button type="button" class="what-if-chip" aria-label=label on:click=press>{words}<span aria-hidden="true">" ×"</span></button> }
}

fn failure_words(store: Store, fault: &Fault) -> String {
    store.document.with_untracked(|document| fault_words(document, fault))
}

/// "2 of 5 expectations fall".
fn verdict(store: Store) -> String {
    let (fall, all) = store.results.with(|results| {
        (results.iter().filter(|result| result.passed == Some(false)).count(), results.len())
    });
    match (fall, all) {
        (_, 0) => String::new(),
        (0, _) => "no expectation falls".to_owned(),
        (fall, 1) => format!("{fall} of 1 expectation falls"),
        (1, all) => format!("1 of {all} expectations falls"),
        (fall, all) => format!("{fall} of {all} expectations fall"),
    }
}
