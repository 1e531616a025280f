//! The last VPC of a private zone is taken away: impossible (R-VAL-36).

use super::{Act, Refusal, info::refusal};
use crate::change::{Change, apply};
use crate::message::say;
use crate::model::{HostedZone, ResourceId};

refusal! {
    /// # What it checks
    /// A private hosted zone loses the last VPC that it is associated with.
    ///
    /// # Why it matters
    /// A private zone answers its VPCs and nobody else. AWS does not take the last one away: a zone cannot become a public
    /// one.
    ///
    /// # How to fix
    /// Associate the zone with another VPC first, or delete the zone.
    ///
    /// # Limits
    /// A VPC that is deleted leaves its zones without being asked.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/Route53/latest/APIReference/API_DisassociateVPCFromHostedZone.html>
    RefusalInfo {
        id: "last-vpc-of-private-zone",
        title: "A private zone loses its last VPC",
        book: &["R-VAL-36"],
        api_error: "LastVPCAssociation",
    }
}

pub(super) fn check(act: &Act<'_>) -> Option<Refusal> {
    let (Change::Set { id, .. } | Change::RemovePath { id, .. }) = act.change else { return None };
    let before = act.before.hosted_zone(id.as_str()).filter(|zone| zone.config.private_zone)?;
    let last = vpcs(before).last().filter(|vpc| act.stays(Some(vpc)))?;
    let mut changed = act.before.clone();
    apply(&mut changed, act.change).ok()?;
    let after = changed.hosted_zone(id.as_str())?;
    if vpcs(after).next().is_some() || !after.config.private_zone {
        return None;
    }
    Some(RULE.refused(say!(
        "last-vpc-of-private-zone",
        "{zone} keeps {vpc}: AWS does not take the last VPC of a private zone away. Associate another one first, or delete the zone.",
        zone = act.name(id),
        vpc = act.name(last)
    )))
}

fn vpcs(zone: &HostedZone) -> impl Iterator<Item = &ResourceId> {
    zone.vpcs.iter().filter_map(|vpc| vpc.vpc_id.as_ref())
}
