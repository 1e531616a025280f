//! A peering connection is accepted that is not pending (R-VAL-20).

use super::{Act, Refusal, info::refusal};
use crate::change::{Change, apply};
use crate::message::say;
use crate::model::Document;

refusal! {
    /// # What it checks
    /// A request that is expired, rejected, failed or deleted becomes active.
    ///
    /// # Why it matters
    /// AWS accepts a request only while it is pending.
    ///
    /// # How to fix
    /// Remove the connection, and ask anew.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html>
    RefusalInfo {
        id: "peering-accepted-in-wrong-state",
        title: "A peering connection is accepted that is over",
        book: &["R-VAL-20"],
        api_error: "InvalidStateTransition",
    }
}

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
    Some(RULE.refused(say!(
        "peering-accepted-in-wrong-state",
        "{peering} is {status}: AWS lets only a pending request be accepted. Remove it, and ask anew.",
        peering = act.name(id),
        status = old.status_code()
    )))
}
