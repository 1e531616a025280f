//! How the name that the packet is sent to became addresses, above the hops.

use crate::panel::desk::use_desk;
use leptos::prelude::*;
use netyard_core::simulate::Trace;
use std::sync::Arc;

/// Who was asked for the name, and what each one answered.
#[component]
pub(super) fn NameSteps(
    /// The trace.
    trace: Signal<Option<Arc<Trace>>>,
) -> impl IntoView {
    let desk = use_desk();
    let steps = move || {
        let trace = trace.get()?;
        let resolution = trace.resolution.as_ref()?;
        let rows = resolution.steps.iter().map(|step| {
            let who = desk.name(step.component.as_str());
            let values = step.answer.values.join(", ");
            let says = format!("{} {}: ", step.question.name, step.question.record_type);
            let why = step.decided_by.text.clone();
            view! {
                <li class="trace-note">
                    <b>{who}</b>" "{says}<code class="code-text">{step.answer.status.word()}</code>" "{values}" "
                    <span class="quiet-text">{why}</span>
                </li>
            }
        });
        Some(view! {
            <section aria-label="How the name was resolved">
                <ol class="plain-list">{rows.collect_view()}</ol>
            </section>
        })
    };
    view! { {steps} }
}
