//! A subnet is moved to another zone: impossible, it stays where it was created (R-SUB-4).

use super::{Act, Refusal};
use crate::change::Change;
use crate::message::say;

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let (id, path, to) = match act.change {
        Change::Set { id, path, to } => (id, path, Some(to)),
        Change::RemovePath { id, path } => (id, path, None),
        _ => return None,
    };
    if path != "/availabilityZone" {
        return None;
    }
    let old = act.before.subnet(id.as_str())?.availability_zone.as_deref().filter(|zone| !zone.is_empty())?;
    let message = match to {
        Some(to) => say!(
            "subnet-zone-changed",
            "{subnet} stays in {old}: AWS does not move a subnet to {new}. Make the subnet again there.",
            subnet = act.name(id),
            old = old,
            new = to.as_str().filter(|new| *new != old)?
        ),
        None => say!(
            "subnet-zone-changed.removed",
            "{subnet} stays in {old}: a subnet is always in one zone. Make the subnet again elsewhere.",
            subnet = act.name(id),
            old = old
        ),
    };
    Some(Refusal { rule: "subnet-zone-changed", book: vec!["R-SUB-4"], code: None, api_error: None, message })
}
