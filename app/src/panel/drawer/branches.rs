//! The ways of a packet that may go several: one letter each, with its own verdict.

use super::verdict::{mark_of, verdict_word};
use crate::panel::desk::use_desk;
use crate::ui::{MarkIcon, When};
use leptos::prelude::*;
use netyard_core::simulate::{Branch, Trace, Verdict};
use std::sync::Arc;

/// With more branches than this only the failing ones are listed.
const LISTED: usize = 6;

/// The letter of a branch.
pub(crate) fn letter(at: usize) -> char {
    u8::try_from(at)
        .ok()
        .and_then(|at| b'A'.checked_add(at))
        .filter(u8::is_ascii_uppercase)
        .map_or('+', char::from)
}

/// The list of branches.
#[component]
pub(super) fn Branches(
    /// The whole trace.
    trace: Signal<Option<Arc<Trace>>>,
) -> impl IntoView {
    let chosen = use_desk().store.branch;
    let rows = move || {
        let Some(trace) = trace.get() else { return Vec::new() };
        let many = trace.branches.len() > LISTED;
        trace
            .branches
            .iter()
            .enumerate()
            .filter(|(_, branch)| !many || branch.trace.verdict != Verdict::Delivered)
            .map(|(at, branch)| view! { <OneBranch at branch=branch.clone() chosen/> })
            .collect()
    };
    let more = move || {
        let trace = trace.get()?;
        let delivered =
            trace.branches.iter().filter(|branch| branch.trace.verdict == Verdict::Delivered).count();
        (trace.branches.len() > LISTED && delivered > 0).then(|| format!("{delivered} more delivered"))
    };
    view! {
        <When holds=move || trace.get().is_some_and(|trace| !trace.branches.is_empty())>
            <ul class="plain-list branches" aria-label="Branches">{rows}</ul>
            <p class="quiet-text">{more}</p>
        </When>
    }
}

/// One branch; a press shows its hops, another one the whole again.
#[component]
fn OneBranch(
    /// Its place.
    at: usize,
    /// The branch.
    branch: Branch,
    /// The chosen one.
    chosen: RwSignal<Option<usize>>,
) -> impl IntoView {
    let desk = use_desk();
    let outcome = outcome(&branch.trace, branch.choice.percent());
    let ways = further(&branch);
    let is_chosen = move || chosen.get() == Some(at);
    let press = move |_| {
        desk.store.hop.set(None);
        chosen.update(|chosen| *chosen = if *chosen == Some(at) { None } else { Some(at) });
    };
    view! {
        <li>
            <button type="button" class="branch" aria-pressed=move || if is_chosen() { "true" } else { "false" } on:click=press>
                <span class="branch-letter">{letter(at).to_string()}</span>
                <MarkIcon id=mark_of(branch.trace.verdict) size=14/>
                <span class="branch-words">{branch.choice.picked}<span class="quiet">{format!(" {outcome}: {}", branch.choice.reason)}</span></span>
            </button>
            {ways}
        </li>
    }
}

/// What becomes of a way: its verdict, the status of an answer, and its share.
fn outcome(trace: &Trace, share: Option<String>) -> String {
    let verdict = serde_json::to_value(trace.verdict).ok();
    let verdict = verdict_word(verdict.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default());
    let status = trace.response.as_ref().map(|response| format!(", {}", response.status)).unwrap_or_default();
    let share = share.map(|share| format!(", {share}")).unwrap_or_default();
    format!("{verdict}{status}{share}")
}

/// The ways into which a branch parts further, as the targets behind a node of a load balancer.
fn further(branch: &Branch) -> Option<impl IntoView + use<>> {
    let ways = branch.ways();
    let rows: Vec<_> = ways
        .iter()
        .take(LISTED)
        .map(|way| {
            let (id, picked) = (mark_of(way.trace.verdict), way.picked());
            let words = format!(" {}", outcome(way.trace, way.percent()));
            view! {
                <li class="way">
                    <MarkIcon id size=14/>
                    <span class="branch-words">{picked}<span class="quiet">{words}</span></span>
                </li>
            }
        })
        .collect();
    let more = ways.len().saturating_sub(LISTED);
    let more = (more > 0).then(|| view! { <li class="way quiet">{format!("and {more} more")}</li> });
    (!ways.is_empty()).then(|| view! { <ul class="plain-list ways" aria-label="Its ways">{rows}{more}</ul> })
}
