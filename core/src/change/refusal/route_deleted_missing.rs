//! A route is deleted that is not there (R-VAL-12).

use super::{Act, Refusal, info::refusal};
use crate::change::Change;
use crate::message::say;

refusal! {
    /// # What it checks
    /// A route is removed from a table that has no such route.
    ///
    /// # Why it matters
    /// AWS answers that there is no such route. Nothing is lost by it: what was to be gone is gone.
    ///
    /// # How to fix
    /// Leave it.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteRoute.html>
    RefusalInfo {
        id: "route-deleted-that-is-missing",
        title: "A route is deleted that is not there",
        book: &["R-VAL-12"],
        api_error: "InvalidRoute.NotFound",
    }
}

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let Change::RemovePath { id, path } = act.change else { return None };
    let rest = path.strip_prefix("/routes/")?;
    let row = rest.split_once('/').map_or(rest, |(row, _)| row);
    if act.before.route_table(id.as_str())?.routes.contains_key(row) {
        return None;
    }
    Some(RULE.refused(say!(
        "route-deleted-that-is-missing",
        "{table} has no route {row}: it is removed already.",
        table = act.name(id),
        row = row
    )))
}
