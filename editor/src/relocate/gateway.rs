//! Moving tiles on borders: along their VPC, to another one, away from it.

use netyard_core::model::{Document, Placement, ResourceId};
use netyard_scene::{NodeKind, Point};

use super::{Move, NotMoved, move_inside};
use crate::create::{nearest_side, share_along};
use crate::draft::Draft;
use crate::facts;
use crate::geometry::Geometry;
use crate::session::Key;

/// A gateway slides along the border of its VPC, goes to the border of another, or away from it.
pub(super) fn move_gateway(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    asked: &Move<'_>,
    key: &Key,
    corner: Point,
    loose: bool,
) -> Result<String, NotMoved> {
    let half = netyard_scene::shape::BORDER_TILE / 2;
    let middle = corner.moved(half, half);
    let own = facts::vpc_of(draft.document(), key.as_str());
    let target_vpc = asked.target.and_then(|target| facts::vpc_of(draft.document(), target.as_str()));
    let near = |vpc: &ResourceId| {
        geometry.rect(vpc.as_str()).is_some_and(|rect| rect.grown(DETACH).contains(middle))
    };
    if let Some(own) =
        own.clone().filter(|own| !asked.reparents || near(own) || !loose && target_vpc.is_none())
    {
        let stays = !asked.reparents || target_vpc.as_ref().is_none_or(|target| *target == own);
        if stays {
            slide(draft, geometry, key, &own, middle);
            return Ok(String::new());
        }
    }
    match (target_vpc, own) {
        (Some(target), own) if own.as_ref() != Some(&target) => {
            if !loose {
                let name = draft.document().display_name(key.as_str());
                return Err(format!(
                    "{name} belongs to its VPC for good. Make a new one on {}.",
                    draft.document().display_name(target.as_str())
                )
                .into());
            }
            if own.is_some() {
                draft.unset(key, "/vpcId");
            }
            crate::connect::associate::gateway(draft, key, &target)?;
            slide(draft, geometry, key, &target, middle);
            Ok(format!("onto {}", draft.document().display_name(target.as_str())))
        }
        (None, Some(own)) if loose && asked.reparents => {
            draft.unset(key, "/vpcId");
            draft.place(key.as_str(), Placement::Box { x: corner.x, y: corner.y, w: None, h: None });
            Ok(format!("detached from {}", draft.document().display_name(own.as_str())))
        }
        (_, Some(own)) => {
            slide(draft, geometry, key, &own, middle);
            Ok(String::new())
        }
        (_, None) => {
            move_inside(draft, geometry, key, corner);
            Ok(String::new())
        }
    }
}

/// Whether a tile on the border of a VPC would be too far from it, moved by so much, to stay there.
pub(crate) fn leaves_its_vpc(document: &Document, geometry: &Geometry, key: &Key, by: (i32, i32)) -> bool {
    let Some(node) =
        geometry.node(key.as_str()).filter(|node| matches!(node.kind, NodeKind::BorderTile { .. }))
    else {
        return false;
    };
    let middle = node.rect.center().moved(by.0, by.1);
    facts::vpc_of(document, key.as_str())
        .and_then(|vpc| geometry.rect(vpc.as_str()))
        .is_some_and(|rect| !rect.grown(DETACH).contains(middle))
}

/// How far from its VPC a gateway must be let go to be detached.
const DETACH: i32 = 60;

/// Puts a tile on the side of its VPC or site that is nearest.
pub(super) fn slide(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    key: &Key,
    container: &ResourceId,
    middle: Point,
) {
    let Some(rect) = geometry.rect(container.as_str()) else { return };
    let (side, _) = nearest_side(rect, middle);
    draft.place(key.as_str(), Placement::Border { side, at: share_along(rect, side, middle) });
}
