//! A local route is removed, or gets another destination: impossible, only its target is replaced (R-RT-6).

use super::{Act, Refusal};
use crate::change::Change;
use crate::message::say;

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
    Some(Refusal {
        rule: "local-route-deleted",
        book: vec!["R-RT-6"],
        code: Some("LOCAL_ROUTE_IMMUTABLE"),
        api_error: None,
        message: say!(
            "local-route-deleted",
            "{table} keeps its local route to {destination}: AWS lets only its target be replaced, by an interface, a NAT gateway or a Gateway Load Balancer endpoint.",
            table = act.name(id),
            destination = route.destination_text()
        ),
    })
}
