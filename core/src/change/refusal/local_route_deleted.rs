//! A local route is removed, or gets another destination: impossible, only its target is replaced (R-RT-6).

use super::{Act, Refusal, info::refusal};
use crate::change::Change;
use crate::message::say;

refusal! {
    /// # What it checks
    /// A local route is removed, or gets another destination.
    ///
    /// # Why it matters
    /// The local route keeps a VPC together: AWS makes one for each block. Only its target can be replaced.
    ///
    /// # How to fix
    /// Replace its target by an interface, a NAT gateway or a Gateway Load Balancer endpoint, or leave it.
    ///
    /// # Limits
    /// Local routes that nobody wrote down are no rows and cannot be removed at all.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html>
    RefusalInfo {
        id: "local-route-deleted",
        title: "A local route is deleted",
        book: &["R-RT-6"],
        code: "LOCAL_ROUTE_IMMUTABLE",
    }
}

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let (Change::Set { id, path, .. } | Change::RemovePath { id, path }) = act.change else { return None };
    let mut parts = path.strip_prefix("/routes/")?.split('/');
    let row = parts.next()?;
    let field = parts.next();
    let table = act.before.route_table(id.as_str())?;
    let route =
        table.routes.get(row).filter(|route| route.gateway_id.as_ref().is_some_and(|id| id == "local"))?;
    let is_allowed = match (act.change, field) {
        (Change::RemovePath { .. }, None) => !act.stays(Some(id)),
        (_, Some(field)) => !field.starts_with("destination"),
        _ => true,
    };
    if is_allowed {
        return None;
    }
    Some(RULE.refused(say!(
            "local-route-deleted",
            "{table} keeps its local route to {destination}: AWS lets only its target be replaced, by an interface, a NAT gateway or a Gateway Load Balancer endpoint.",
            table = act.name(id),
            destination = route.destination_text()
        )))
}
