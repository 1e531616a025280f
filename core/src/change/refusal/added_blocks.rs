//! Which blocks an act adds to a VPC.

use super::Act;
use crate::change::{Change, apply};
use crate::model::{Document, ResourceId, Vpc};
use crate::net::CidrBlock;
use ipnet::IpNet;

/// The VPC whose blocks the change touches, as it is after the change alone.
pub(super) fn changed_vpc<'a>(act: &Act<'a>) -> Option<(&'a ResourceId, &'a Vpc, Vpc)> {
    let (Change::Set { id, path, .. } | Change::RemovePath { id, path }) = act.change else { return None };
    if !path.starts_with("/cidrBlocks") && !path.starts_with("/ipv6CidrBlocks") {
        return None;
    }
    let old = act.before.vpc(id.as_str())?;
    let mut alone = Document::default();
    alone.insert(id.clone(), old.clone());
    apply(&mut alone, act.change).ok()?;
    let new = alone.vpc(id.as_str())?.clone();
    Some((id, old, new))
}

/// The blocks of a VPC, of both families.
pub(super) fn blocks(vpc: &Vpc) -> Vec<IpNet> {
    vpc.cidr_blocks.iter().chain(&vpc.ipv6_cidr_blocks).filter_map(CidrBlock::net).collect()
}

/// The blocks that the change adds to a VPC.
pub(super) fn added_blocks<'a>(act: &Act<'a>) -> Option<(&'a ResourceId, Vec<IpNet>)> {
    let (id, old, new) = changed_vpc(act)?;
    let old = blocks(old);
    Some((id, blocks(&new).into_iter().filter(|net| !old.contains(net)).collect()))
}
