//! A route is replaced that is not there (R-VAL-11).

use super::{Act, Refusal, info::refusal};
use crate::change::Change;
use crate::message::say;

refusal! {
    /// # What it checks
    /// A field of a route is set, and the table has no such route.
    ///
    /// # Why it matters
    /// AWS replaces only what is there.
    ///
    /// # How to fix
    /// Add it as a new route.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceRoute.html>
    RefusalInfo {
        id: "route-replaced-that-is-missing",
        title: "A route is replaced that is not there",
        book: &["R-VAL-11"],
        api_error: "InvalidParameterValue",
    }
}

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let Change::Set { id, path, .. } = act.change else { return None };
    // A whole row that is not there yet is a new route.
    let (row, _) = path.strip_prefix("/routes/")?.split_once('/')?;
    if act.before.route_table(id.as_str())?.routes.contains_key(row) {
        return None;
    }
    Some(RULE.refused(say!(
        "route-replaced-that-is-missing",
        "{table} has no route {row} to replace. Add it as a new route.",
        table = act.name(id),
        row = row
    )))
}
