use crate::panel::desk::use_desk;
use crate::ui::{Button, Checkbox, Each, Section, When};
use leptos::prelude::*;
use netyard_core::expect::Fault;
use netyard_editor::Request;

/// Switches a thing off, or the routes of a line, to see what happens. Shown where that means something.
#[component]
pub(super) fn WhatIfSwitch(
    /// Its key.
    id: String,
) -> impl IntoView {
    let desk = use_desk();
    let id = StoredValue::new(id);
    let failures = Memo::new(move |_| {
        desk.store.network.track();
        desk.store.ask(|editor| id.with_value(|id| editor.failures_of(id)))
    });
    let is_off = Memo::new(move |_| {
        desk.store.session.off.track();
        desk.store.network.track();
        desk.store.ask(|editor| id.with_value(|id| editor.is_off(id)))
    });
    let press = move |()| {
        let off = !is_off.get_untracked();
        for fault in failures.get_untracked() {
            desk.request(Request::WhatIf { fault, off });
        }
    };
    view! {
        <When holds=move || failures.with(|failures| !failures.is_empty())>
            <div class="section">
                <Button on_press=press>{move || if is_off.get() { "Switch on again" } else { "Switch off (what if)" }}</Button>
                <p class="quiet-text">"A trial: packets and expectations follow, the drawing stays as it is."</p>
            </div>
        </When>
    }
}

/// What can fail of a thing that goes on all the same, each part as a switch of its own: of a VPN connection its tunnels and
/// sessions, of an instance its connection table, of a zone the records that are checked.
#[component]
pub(super) fn WhatIfParts(
    /// The key of the thing.
    id: String,
) -> impl IntoView {
    let desk = use_desk();
    let parts = Memo::new(move |_| {
        desk.store.network.track();
        desk.store.ask(|editor| editor.failures_within(&id))
    });
    let words = Memo::new(move |_| {
        parts.with(|parts| parts.iter().map(|(_, words)| words.clone()).collect::<Vec<String>>())
    });
    let fault_of = move |words: &str| -> Option<Fault> {
        parts.with(|parts| parts.iter().find(|(_, own)| own == words).map(|(fault, _)| fault.clone()))
    };
    let row = move |words: String| {
        let label = Signal::stored(words.clone());
        let checked = {
            let words = words.clone();
            Signal::derive(move || {
                let fault = fault_of(&words);
                fault.is_some_and(|fault| desk.store.session.off.with(|off| off.contains(&fault)))
            })
        };
        let change = move |off: bool| {
            if let Some(fault) = fault_of(&words) {
                desk.request(Request::WhatIf { fault, off });
            }
        };
        view! { <Checkbox label checked on_change=change/> }.into_any()
    };
    view! {
        <When holds=move || words.with(|words| !words.is_empty())>
            <Section title="What if" note="the drawing stays as it is">
                <div class="stack"><Each keys=words row/></div>
            </Section>
        </When>
    }
}
