//! Moving a function: into a subnet it gets an interface there, out of its VPC it loses them all (R-LAM-1, R-LAM-2).

use netyard_core::model::{ResourceId, ResourceType};
use netyard_scene::Point;

use super::{Move, NotMoved, ground_of, move_inside, new_container, place_inside, with_article};
use crate::containment::{self, Ground, Home};
use crate::draft::Draft;
use crate::facts;
use crate::geometry::Geometry;
use crate::session::Key;

/// Says where the function is attached now, or nothing for a mere move.
pub(super) fn move_function(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    asked: &Move<'_>,
    key: &Key,
    corner: Point,
) -> Result<String, NotMoved> {
    let ground = ground_of(geometry, asked.target);
    if !asked.reparents {
        move_inside(draft, geometry, key, corner);
        return Ok(String::new());
    }
    match ground {
        Ground::Subnet => {
            let moved = new_container(draft, geometry, asked, key, Home::Subnet, ResourceType::Function)?;
            let Some((container, text)) = moved else {
                move_inside(draft, geometry, key, corner);
                return Ok(String::new());
            };
            draft.unset(key, "/region");
            place_inside(draft, geometry, key, Some(container.as_str()), corner);
            Ok(text)
        }
        Ground::Open | Ground::Region => Ok(stand_outside(draft, geometry, asked.target, key, corner)),
        Ground::Vpc | Ground::Zone | Ground::Site | Ground::Part => {
            let what = (Home::SubnetOrRegion, Some(ResourceType::Function));
            let thing = with_article(ResourceType::Function);
            let target = asked.target.map(ResourceId::as_str);
            Err(containment::refusal(draft.document(), &thing, what, ground, target).into())
        }
    }
}

/// The function is in no VPC from now on.
fn stand_outside(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    target: Option<&Key>,
    key: &Key,
    corner: Point,
) -> String {
    let own = facts::interfaces_of(draft.document(), key.as_str());
    let own: Vec<ResourceId> = own.into_iter().map(|(id, _)| id.clone()).collect();
    let vpc = facts::vpc_of(draft.document(), key.as_str());
    let of_vpc = vpc.map(|vpc| facts::region_of_vpc(draft.document(), vpc.as_str()).to_owned());
    for id in &own {
        draft.remove(id);
    }
    let region = target.map(ToString::to_string).or(of_vpc);
    if let Some(region) = &region {
        draft.set(key, "/region", region.as_str());
        // In the open it stands where it was dropped; it is drawn in its Region, which grows.
        place_inside(draft, geometry, key, Some(region.as_str()), corner);
    } else {
        move_inside(draft, geometry, key, corner);
    }
    if own.is_empty() { String::new() } else { "out of every VPC".to_owned() }
}
