//! Moving what stands outside of the cloud: hosts between sites, customer gateways along the border of a site.

use netyard_core::model::{Placement, ResourceId};
use netyard_scene::{NodeKind, Point};

use super::gateway::slide;
use super::{Move, NotMoved, move_inside, place_inside};
use crate::draft::Draft;
use crate::facts;
use crate::geometry::Geometry;
use crate::session::Key;

/// How far from its site a customer gateway must be let go to belong to it no longer.
const DETACH: i32 = 60;

/// A customer gateway slides along the border of its site, goes to another one, or stands in the open.
pub(super) fn move_customer_gateway(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    asked: &Move<'_>,
    key: &Key,
    corner: Point,
) -> String {
    let half = netyard_scene::shape::BORDER_TILE / 2;
    let is_tile =
        geometry.node(key.as_str()).is_some_and(|node| matches!(node.kind, NodeKind::BorderTile { .. }));
    let middle = if is_tile { corner.moved(half, half) } else { corner };
    let own = facts::site_of(draft.document(), key.as_str());
    let target = asked.target.and_then(|target| facts::site_of(draft.document(), target.as_str()));
    let is_near = |site: &ResourceId| {
        geometry.rect(site.as_str()).is_some_and(|rect| rect.grown(DETACH).contains(middle))
    };
    let named =
        |draft: &Draft<'_>, site: &ResourceId| draft.document().display_name(site.as_str()).to_owned();
    match (own, target) {
        (Some(own), target)
            if !asked.reparents || is_near(&own) && target.as_ref().is_none_or(|target| *target == own) =>
        {
            slide(draft, geometry, key, &own, middle);
            String::new()
        }
        (_, Some(target)) if asked.reparents => {
            draft.set(key, "/onPremisesSiteId", target.as_str());
            slide(draft, geometry, key, &target, middle);
            format!("onto {}", named(draft, &target))
        }
        (Some(own), None) => {
            draft.unset(key, "/onPremisesSiteId");
            draft.place(key.as_str(), Placement::Box { x: corner.x, y: corner.y, w: None, h: None });
            format!("away from {}", named(draft, &own))
        }
        _ => {
            move_inside(draft, geometry, key, corner);
            String::new()
        }
    }
}

/// A host that comes to another site gets an address there.
pub(super) fn move_host(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    asked: &Move<'_>,
    key: &Key,
    corner: Point,
) -> Result<String, NotMoved> {
    let own = facts::site_of(draft.document(), key.as_str());
    let target = asked.target.filter(|_| asked.reparents);
    let Some(target) = target.and_then(|target| facts::site_of(draft.document(), target.as_str())) else {
        move_inside(draft, geometry, key, corner);
        return Ok(String::new());
    };
    if own.as_ref() == Some(&target) {
        move_inside(draft, geometry, key, corner);
        return Ok(String::new());
    }
    let name = draft.document().display_name(target.as_str()).to_owned();
    let Some(address) = facts::free_site_address(draft.document(), target.as_str()) else {
        return Err(format!("{name} has no network with a free IPv4 address. Add a network to it.").into());
    };
    draft.set(key, "/onPremisesSiteId", target.as_str());
    draft.set(key, "/ipAddresses", vec![address.to_string()]);
    place_inside(draft, geometry, key, Some(target.as_str()), corner);
    Ok(format!("into {name} as {address}"))
}
