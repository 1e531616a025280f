//! A flow log is changed: impossible, but for its name, its tags, and who is drawn as its owner.

use super::{Act, Refusal, info::refusal};
use crate::change::{Change, apply};
use crate::message::say;
use crate::model::{Document, FlowLog, ResourceId, Tags};

refusal! {
    /// # What it checks
    /// A field of a flow log is set or taken away: what it watches, what it takes, where it writes, its format, its interval,
    /// or anything else but its name, its tags and its owner.
    ///
    /// # Why it matters
    /// AWS offers no act for it: a flow log stays as it was made.
    ///
    /// # How to fix
    /// Delete it and make a new one.
    ///
    /// # Limits
    /// A log that watches nothing that is there may be given something to watch. Which account made it may be corrected, as
    /// of everything.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-limitations.html>
    RefusalInfo {
        id: "flow-log-changed",
        title: "A flow log is changed after it was made",
        book: &[],
    }
}

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let (Change::Set { id, .. } | Change::RemovePath { id, .. }) = act.change else { return None };
    let before = act.before.flow_log(id.as_str())?;
    let mut changed = act.before.clone();
    apply(&mut changed, act.change).ok()?;
    let after = changed.flow_log(id.as_str())?;
    let what = difference(act.before, before, after)?;
    Some(RULE.refused(say!(
        "flow-log-changed",
        "{log} keeps {what}: AWS never changes a flow log. Delete it and make a new one.",
        log = act.name(id),
        what = what
    )))
}

/// What AWS would have to change; `None` where nothing but the name, the tags and the owner is another.
fn difference(document: &Document, before: &FlowLog, after: &FlowLog) -> Option<&'static str> {
    let is_there = |id: &ResourceId| document.resource(id.as_str()).is_some();
    let watches = before.resource_id.as_ref().is_some_and(is_there);
    let pairs = [
        (before.resource_id != after.resource_id && watches, "what it watches"),
        (before.traffic_type != after.traffic_type, "the traffic that it takes"),
        (before.log_destination_type != after.log_destination_type, "the place that it writes to"),
        (before.log_destination != after.log_destination, "the place that it writes to"),
        (before.log_group_name != after.log_group_name, "the place that it writes to"),
        (before.log_format != after.log_format, "its format"),
        (before.max_aggregation_interval != after.max_aggregation_interval, "its interval"),
    ];
    if let Some((_, what)) = pairs.into_iter().find(|(is_another, _)| *is_another) {
        return Some(what);
    }
    let bare = |log: &FlowLog| FlowLog {
        name: None,
        tags: Tags::new(),
        owner_id: None,
        resource_id: None,
        ..log.clone()
    };
    (bare(before) != bare(after)).then_some("its settings")
}
