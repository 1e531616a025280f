//! Zones, rules of the resolver, groups of DNS Firewall and DHCP option sets: they stand outside of VPCs, and let go on one
//! they count for that.

use netyard_scene::Point;

use super::{Move, NotMoved, move_inside};
use crate::connect::names;
use crate::draft::Draft;
use crate::facts;
use crate::geometry::Geometry;
use crate::session::Key;

/// Moves such a thing where it stands, or associates it with the VPC that it is let go on.
///
/// # Errors
/// It counts for the VPC already, or is a public zone.
pub(super) fn move_name(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    asked: &Move<'_>,
    key: &Key,
    corner: Point,
) -> Result<String, NotMoved> {
    let target = asked.target.filter(|_| asked.reparents);
    let Some(vpc) = target.and_then(|target| facts::vpc_of(draft.document(), target.as_str())) else {
        move_inside(draft, geometry, key, corner);
        return Ok(String::new());
    };
    match names::associate(draft, key, &vpc) {
        Some(said) => said.map_err(Into::into),
        None => Ok(String::new()),
    }
}
