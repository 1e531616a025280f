//! What the tables of routes, rules and entries share: the mark on the row that decided.

use crate::panel::decided::Decided;
use leptos::prelude::*;

/// The class of a row: the one that decided is tinted, in the colour of what it did.
pub(super) fn row_class(is_decider: bool, decided: Option<&Decided>) -> &'static str {
    match (is_decider, decided) {
        (true, Some(decided)) if decided.dropped => "row-dropped",
        (true, _) => "row-decided",
        (false, _) => "",
    }
}

/// "hop 2": which hop the row decided.
#[component]
pub(super) fn Pill(
    /// The decision.
    decided: Memo<Option<Decided>>,
) -> impl IntoView {
    let class = move || {
        if decided.get().is_some_and(|decided| decided.dropped) {
            "hop-pill hop-pill-dropped"
        } else {
            "hop-pill"
        }
    };
    view! { <span class=class>{move || decided.get().map(|decided| decided.label())}</span> }
}
