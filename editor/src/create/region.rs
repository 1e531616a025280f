//! A Region: its id is its AWS name, so the next one that the drawing does not use.

use netyard_core::model::{Document, Placement, Region, Resource, ResourceId};

use netyard_scene::{Point, region_key, shape};

use super::{Made, Site};
use crate::draft::Draft;
use crate::frame::Frame;
use crate::geometry::Geometry;

/// Regions in the order in which they are offered.
const NAMES: [&str; 8] = [
    "eu-west-1",
    "us-east-1",
    "eu-central-1",
    "us-west-2",
    "ap-southeast-1",
    "ap-northeast-1",
    "eu-north-1",
    "sa-east-1",
];

pub(super) fn create(draft: &mut Draft<'_>, geometry: &Geometry, site: &Site) -> Made {
    let frame = site.key.as_ref();
    let frame = frame.and_then(|key| Frame::of_container(draft.document(), geometry, key.as_str()));
    if let Some(account) = frame.and_then(|frame| frame.account) {
        return create_in_account(draft, geometry, &account, site);
    }
    let name = NAMES.into_iter().find(|name| !is_used(draft.document(), name)).unwrap_or("ca-central-1");
    let id = ResourceId::new(name);
    draft.add_as(&id, Region::default());
    if let Some(corner) = site.corner {
        draft.place(name, Placement::Box { x: corner.x, y: corner.y, w: None, h: None });
    }
    Made::new(id, format!("Region {name}"))
}

/// In an account a Region has no entry: its place draws it.
fn create_in_account(draft: &mut Draft<'_>, geometry: &Geometry, account: &ResourceId, site: &Site) -> Made {
    let key_of = |name: &str| region_key(account.as_str(), name);
    let is_free = |name: &&str| geometry.node(key_of(name).as_str()).is_none();
    let name = NAMES.into_iter().find(is_free).unwrap_or("ca-central-1");
    let origin = geometry.node(account.as_str()).map(|node| node.origin).unwrap_or_default();
    let content = geometry.children(Some(account.as_str())).map(|node| node.rect);
    let beside =
        || content.reduce(|all, rect| all.union(&rect)).map(|all| Point::new(all.right() + BESIDE, all.y));
    let corner = site.corner.or_else(beside).unwrap_or(origin);
    let at = corner.moved(-origin.x, -origin.y);
    let key = key_of(name);
    draft.place(key.as_str(), Placement::Box { x: at.x, y: at.y, w: None, h: None });
    let owner = draft.document().display_name(account.as_str()).to_owned();
    Made::new(key, format!("Region {name} in {owner}"))
}

/// Space between two Regions of an account.
const BESIDE: i32 = shape::REGION_GAP_IN_ACCOUNT;

fn is_used(document: &Document, name: &str) -> bool {
    document.resources.contains_key(name)
        || document.resources.values().any(
            |resource| matches!(resource.as_ref(), Resource::Vpc(vpc) if vpc.region.as_deref() == Some(name)),
        )
}
