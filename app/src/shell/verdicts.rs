//! Verdicts change with words: what became of the shown packet is said once for each change.

use crate::store::Store;
use leptos::prelude::*;
use netyard_core::simulate::{Trace, Verdict};

/// Says what becomes of the packet, whenever that is something else.
pub(super) fn announce(store: Store) {
    Effect::new(move |before: Option<Option<String>>| {
        let now = store.trace.with(|trace| trace.as_ref().map(|trace| words(store, trace)));
        if let Some(words) = now.as_ref().filter(|_| before.flatten() != now) {
            store.interface.announce(words.clone());
        }
        now
    });
}

fn words(store: Store, trace: &Trace) -> String {
    let at = trace
        .at
        .as_ref()
        .map(|at| store.document.with_untracked(|document| document.display_name(at.as_str()).to_owned()));
    let place = at.map(|at| format!(" at {at}")).unwrap_or_default();
    let reason = trace.blockers.first().map(|blocker| blocker.message.text.as_str()).unwrap_or_default();
    match trace.verdict {
        Verdict::Delivered => "Delivered, and the reply too".to_owned(),
        Verdict::Dropped => format!("Dropped{place}: {reason}"),
        Verdict::Rejected => format!("Rejected{place}: {reason}"),
        Verdict::Partial => format!("Partial: some branches are delivered, some fail. {reason}"),
        Verdict::Unknown => {
            let missing = trace.detail.as_deref().unwrap_or_default();
            format!("Cannot tell{place}: {missing}")
        }
    }
}
