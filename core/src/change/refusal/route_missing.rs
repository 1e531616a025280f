//! A route is replaced or deleted that is not there (R-VAL-11, R-VAL-12).

use super::{Act, Refusal};
use crate::change::Change;
use crate::message::say;

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let (Change::Set { id, path, .. } | Change::RemovePath { id, path }) = act.change else { return None };
    let rest = path.strip_prefix("/routes/")?;
    let (row, is_whole) = rest.split_once('/').map_or((rest, true), |(row, _)| (row, false));
    let table = act.before.route_table(id.as_str())?;
    if table.routes.contains_key(row) {
        return None;
    }
    match act.change {
        // A whole row that is not there yet is a new route.
        Change::Set { .. } if is_whole => None,
        Change::Set { .. } => Some(Refusal {
            rule: "route-replaced-that-is-missing",
            book: vec!["R-VAL-11"],
            code: None,
            api_error: Some("InvalidParameterValue"),
            message: say!(
                "route-replaced-that-is-missing",
                "{table} has no route {row} to replace. Add it as a new route.",
                table = act.name(id),
                row = row
            ),
        }),
        _ => Some(Refusal {
            rule: "route-deleted-that-is-missing",
            book: vec!["R-VAL-12"],
            code: None,
            api_error: Some("InvalidRoute.NotFound"),
            message: say!(
                "route-deleted-that-is-missing",
                "{table} has no route {row}: it is removed already.",
                table = act.name(id),
                row = row
            ),
        }),
    }
}
