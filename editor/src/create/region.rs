//! A Region: its id is its AWS name, so the next one that the drawing does not use.

use netyard_core::model::{Document, Placement, Region, Resource, ResourceId};

use super::{Made, Site};
use crate::draft::Draft;

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

pub(super) fn create(draft: &mut Draft<'_>, site: &Site) -> Made {
    let name = NAMES.into_iter().find(|name| !is_used(draft.document(), name)).unwrap_or("ca-central-1");
    let id = ResourceId::new(name);
    draft.add_as(&id, Region::default());
    if let Some(corner) = site.corner {
        draft.place(name, Placement::Box { x: corner.x, y: corner.y, w: None, h: None });
    }
    Made::new(id, format!("Region {name}"))
}

fn is_used(document: &Document, name: &str) -> bool {
    document.resources.contains_key(name)
        || document.resources.values().any(
            |resource| matches!(resource.as_ref(), Resource::Vpc(vpc) if vpc.region.as_deref() == Some(name)),
        )
}
