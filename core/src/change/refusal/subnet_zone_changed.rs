//! A subnet is moved to another zone: impossible, it stays where it was created (R-SUB-4).

use super::{Act, Refusal, info::refusal};
use crate::change::Change;
use crate::message::say;

refusal! {
    /// # What it checks
    /// The Availability Zone of a subnet is changed or taken away.
    ///
    /// # Why it matters
    /// AWS fixes the zone when it makes the subnet.
    ///
    /// # How to fix
    /// Make a subnet in the other zone, and move what is in it.
    ///
    /// # Limits
    /// A subnet without a zone may get one.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html>
    RefusalInfo {
        id: "subnet-zone-changed",
        title: "A subnet is moved to another zone",
        book: &["R-SUB-4"],
    }
}

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
    Some(RULE.refused(message))
}
