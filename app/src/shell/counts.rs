//! Counts in the top bar: findings by severity. A click shows them in the drawer.

use crate::store::{DrawerTab, use_store};
use crate::ui::{MarkIcon, When};
use leptos::prelude::*;
use netyard_core::rules::Severity;

/// Severity, mark, one and many of it.
const SEVERITIES: [(Severity, &str, &str, &str); 3] = [
    (Severity::Error, "error", "error", "errors"),
    (Severity::Warning, "warning", "warning", "warnings"),
    (Severity::Hint, "hint", "hint", "hints"),
];

/// How many findings of each severity there are; nothing where there are none.
#[component]
pub(super) fn FindingCounts() -> impl IntoView {
    let store = use_store();
    let counts = SEVERITIES.map(|(severity, mark, one, many)| {
        let count = Memo::new(move |_| {
            store.findings.with(|findings| {
                let counted = |finding: &&netyard_core::rules::Finding| {
                    finding.severity == severity && !finding.accepted && !finding.expected
                };
                findings.iter().filter(counted).count()
            })
        });
        let words = move || match count.get() {
            1 => format!("1 {one}, show"),
            number => format!("{number} {many}, show"),
        };
        view! {
            <When holds=move || count.get() != 0>
                <button
                    type="button"
                    class="top-count"
                    aria-label=words
                    on:click=move |_| store.interface.show_drawer(DrawerTab::Findings)
                >
                    <MarkIcon id=mark/>
                    {count}
                </button>
            </When>
        }
    });
    view! { {counts.into_iter().collect_view()} }
}

/// How many expectations hold, out of how many. A click shows them in the drawer.
#[component]
pub(super) fn ExpectationCount() -> impl IntoView {
    let store = use_store();
    let counts = Memo::new(move |_| {
        store.results.with(|results| {
            let count = |passed| results.iter().filter(|result| result.passed == passed).count();
            let mark = match (count(Some(false)), count(None)) {
                (0, 0) => "delivered",
                (0, _) => "unknown",
                _ => "dropped",
            };
            (count(Some(true)), results.len(), mark)
        })
    });
    let words = move || {
        let (held, all, _) = counts.get();
        format!("{held} of {all} expectations hold, show")
    };
    view! {
        <When holds=move || counts.with(|(_, all, _)| *all > 0)>
            <button
                type="button"
                class="top-count"
                aria-label=words
                on:click=move |_| store.interface.show_drawer(DrawerTab::Expectations)
            >
                {move || counts.with(|(_, _, mark)| view! { <MarkIcon id=*mark/> })}
                {move || counts.with(|(held, all, _)| format!("{held} of {all}"))}
            </button>
        </When>
    }
}
