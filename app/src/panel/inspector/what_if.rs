use crate::panel::desk::use_desk;
use crate::ui::{Button, When};
use leptos::prelude::*;
use netyard_editor::Request;

/// Switches a zone or an instance off to see what happens. Shown where that means something.
#[component]
pub(super) fn WhatIfSwitch(
    /// Its key.
    id: String,
) -> impl IntoView {
    let desk = use_desk();
    let failure = Memo::new(move |_| {
        desk.store.network.track();
        desk.store.ask(|editor| editor.failure_of(&id))
    });
    let is_off = Memo::new(move |_| {
        failure.with(|failure| {
            failure.as_ref().is_some_and(|failure| desk.store.session.off.with(|off| off.contains(failure)))
        })
    });
    let press = move |()| {
        if let Some(fault) = failure.get_untracked() {
            desk.request(Request::WhatIf { fault, off: !is_off.get_untracked() });
        }
    };
    view! {
        <When holds=move || failure.with(Option::is_some)>
            <div class="section">
                <Button on_press=press>{move || if is_off.get() { "Switch on again" } else { "Switch off (what if)" }}</Button>
                <p class="quiet-text">"A trial: packets and expectations follow, the drawing stays as it is."</p>
            </div>
        </When>
    }
}
