//! A subnet is moved to another zone: impossible, it stays where it was created (R-SUB-4).

use super::{Act, Refusal};
use crate::change::Change;
use crate::message::say;

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let Change::Set { id, path, to } = act.change else { return None };
    let old = act.before.subnet(id.as_str())?.availability_zone.as_deref().filter(|zone| !zone.is_empty())?;
    let new = to.as_str().filter(|new| path == "/availabilityZone" && *new != old)?;
    Some(Refusal {
        rule: "subnet-zone-changed",
        book: vec!["R-SUB-4"],
        code: None,
        api_error: None,
        message: say!(
            "subnet-zone-changed",
            "{subnet} stays in {old}: AWS does not move a subnet to {new}. Make the subnet again there.",
            subnet = act.name(id),
            old = old,
            new = new
        ),
    })
}
