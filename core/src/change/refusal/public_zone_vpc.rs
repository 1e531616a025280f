//! A public zone is associated with a VPC: impossible (R-VAL-36).

use super::{Act, Refusal, info::refusal};
use crate::change::{Change, apply};
use crate::message::say;

refusal! {
    /// # What it checks
    /// A VPC is associated with a public hosted zone.
    ///
    /// # Why it matters
    /// A public zone answers everybody, also the hosts of the VPC. AWS associates VPCs with private zones only.
    ///
    /// # How to fix
    /// Make a private zone of the same name and associate that one. Inside its VPCs it hides the public one.
    ///
    /// # Limits
    /// A zone that comes with VPCs, as from a file, is a finding (`public-zone-with-vpcs`).
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/Route53/latest/APIReference/API_AssociateVPCWithHostedZone.html>
    RefusalInfo {
        id: "public-zone-associated",
        title: "A public zone is associated with a VPC",
        book: &["R-VAL-36"],
        api_error: "PublicZoneVPCAssociation",
    }
}

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let Change::Set { id, .. } = act.change else { return None };
    let before = act.before.hosted_zone(id.as_str()).filter(|zone| !zone.config.private_zone)?;
    let mut changed = act.before.clone();
    apply(&mut changed, act.change).ok()?;
    let after = changed.hosted_zone(id.as_str())?;
    // What the whole list makes of the zone counts: it may become a private one by the next change.
    let end = act.after.hosted_zone(id.as_str())?;
    if after.vpcs.len() <= before.vpcs.len() || end.config.private_zone {
        return None;
    }
    let vpc = after.vpcs.last().and_then(|vpc| vpc.vpc_id.as_ref())?;
    Some(RULE.refused(say!(
        "public-zone-associated",
        "{zone} is a public zone: AWS associates {vpc} with private ones only. Make a private zone of that name.",
        zone = act.name(id),
        vpc = act.name(vpc)
    )))
}
