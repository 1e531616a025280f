//! The verdict in words, with its mark.

use crate::panel::desk::{Desk, use_desk};
use crate::panel::words::count;
use crate::ui::{MarkIcon, When};
use leptos::prelude::*;
use netyard_core::simulate::{Leg, Trace, Verdict};

/// The mark of a verdict.
pub(super) fn mark_of(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Delivered => "delivered",
        Verdict::Dropped => "dropped",
        Verdict::Rejected => "rejected",
        Verdict::Partial => "partial",
        Verdict::Unknown => "unknown",
    }
}

/// The banner over the acts: what became of the packet.
#[component]
pub(super) fn VerdictBanner(
    /// The trace.
    trace: Signal<Option<std::sync::Arc<Trace>>>,
) -> impl IntoView {
    let desk = use_desk();
    let class = move || {
        let verdict = trace.get().map(|trace| trace.verdict);
        format!(
            "verdict verdict-{}",
            verdict.map_or("none", |verdict| match verdict {
                Verdict::Rejected => "dropped",
                other => mark_of(other),
            })
        )
    };
    view! {
        <When holds=move || trace.get().is_some()>
            <div class=class role="status">
                {move || trace.get().map(|trace| view! { <MarkIcon id=mark_of(trace.verdict) size=18/> })}
                <div>
                    <p class="verdict-title">{move || trace.get().map(|trace| title(desk, &trace))}</p>
                    <p class="verdict-note">{move || trace.get().map(|trace| note(&trace))}</p>
                </div>
            </div>
        </When>
    }
}

/// "Dropped at orders-db", "Arrives, but the reply is lost at data-a".
pub(super) fn title(desk: Desk, trace: &Trace) -> String {
    let at = trace.at.as_ref().map(|id| desk.name(id.as_str())).unwrap_or_default();
    match (trace.verdict, trace.leg) {
        (Verdict::Delivered, _) => "Delivered, and the reply too".to_owned(),
        (Verdict::Dropped, Some(Leg::Return)) => format!("Arrives, but the reply is lost at {at}"),
        (Verdict::Dropped, _) => format!("Dropped at {at}"),
        (Verdict::Rejected, _) => format!("Rejected by {at}"),
        (Verdict::Partial, _) => "Partly delivered".to_owned(),
        (Verdict::Unknown, _) => "Cannot tell".to_owned(),
    }
}

/// "7 hops out, 6 back, one path", "2 blockers, both can be fixed".
pub(super) fn note(trace: &Trace) -> String {
    let fixable = trace.blockers.iter().filter(|blocker| blocker.fix.is_some()).count();
    match trace.verdict {
        Verdict::Delivered => {
            let paths = if trace.branches.is_empty() {
                "one path".to_owned()
            } else {
                count(trace.branches.len(), "path")
            };
            format!("{} out, {} back, {paths}", count(trace.forward.len(), "hop"), trace.back.len())
        }
        Verdict::Unknown => trace.detail.clone().unwrap_or_default(),
        Verdict::Partial => {
            let failing =
                trace.branches.iter().filter(|branch| branch.trace.verdict != Verdict::Delivered).count();
            format!("{failing} of {} fail", count(trace.branches.len(), "branch"))
        }
        Verdict::Dropped | Verdict::Rejected => {
            let all = count(trace.blockers.len(), "blocker");
            match (trace.blockers.len(), fixable) {
                (_, 0) => all,
                (1, _) => format!("{all}, it can be fixed"),
                (2, 2) => format!("{all}, both can be fixed"),
                (total, fixable) if total == fixable => format!("{all}, all can be fixed"),
                (_, fixable) => format!("{all}, {fixable} can be fixed"),
            }
        }
    }
}

/// A verdict as the document writes it, in a word.
pub(super) fn verdict_word(verdict: &str) -> &'static str {
    match verdict {
        "DELIVERED" => "delivered",
        "DROPPED" => "dropped",
        "REJECTED" => "rejected",
        "PARTIAL" => "partly delivered",
        _ => "cannot tell",
    }
}
