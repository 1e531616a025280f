//! Zones, rules of the resolver, groups of DNS Firewall and DHCP option sets: they stand outside of VPCs, and let go on one
//! they count for that.

use netyard_core::model::Document;
use netyard_scene::Point;

use super::{Move, NotMoved, move_inside};
use crate::connect::names;
use crate::containment::{self, Home};
use crate::draft::Draft;
use crate::facts;
use crate::geometry::Geometry;
use crate::session::Key;

/// Whether all that moves is let go on a VPC and stays where it stands.
pub(super) fn only_associates(document: &Document, asked: &Move<'_>) -> bool {
    let target = asked.target.filter(|_| asked.reparents);
    let is_name = |key: &Key| {
        let resource = document.resource(key.as_str());
        resource.and_then(containment::home_of_resource) == Some(Home::Name)
    };
    target.is_some_and(|target| facts::vpc_of(document, target.as_str()).is_some())
        && asked.keys.iter().all(is_name)
}

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
