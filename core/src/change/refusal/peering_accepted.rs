//! A peering connection is accepted that is not pending (R-VAL-20).

use super::{Act, Refusal};
use crate::change::{Change, apply};
use crate::message::say;
use crate::model::Document;

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let (Change::Set { id, path, .. } | Change::RemovePath { id, path }) = act.change else { return None };
    let old = act.before.vpc_peering_connection(id.as_str()).filter(|_| path.starts_with("/status"))?;
    let is_over = matches!(old.status_code(), "expired" | "rejected" | "failed" | "deleted" | "deleting");
    let mut alone = Document::default();
    alone.insert(id.clone(), old.clone());
    apply(&mut alone, act.change).ok()?;
    let is_accepted = alone.vpc_peering_connection(id.as_str())?.status_code() == "active";
    if !is_over || !is_accepted {
        return None;
    }
    Some(Refusal {
        rule: "peering-accepted-in-wrong-state",
        book: vec!["R-VAL-20"],
        code: None,
        api_error: Some("InvalidStateTransition"),
        message: say!(
            "peering-accepted-in-wrong-state",
            "{peering} is {status}: AWS lets only a pending request be accepted. Remove it, and ask anew.",
            peering = act.name(id),
            status = old.status_code()
        ),
    })
}
