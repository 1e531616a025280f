//! The internet and the Regional services: they exist without an entry, so making one gives it a place.

use netyard_core::model::reserved::{GatewayService, INTERNET};
use netyard_core::model::{Placement, ResourceId};
use netyard_scene::{Point, shape};

use super::{Made, Site};
use crate::draft::Draft;
use crate::frame::Frame;
use crate::geometry::Geometry;
use crate::part::PartId;

/// Room between the drawing and what is put beside it without a pointer.
const BESIDE: i32 = 40;

pub(super) fn create_internet(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    site: &Site,
) -> Result<Made, String> {
    if geometry.node(INTERNET).is_some() {
        return Err("The internet is in this drawing already: there is only one.".to_owned());
    }
    let corner = site.corner.unwrap_or_else(|| match geometry.bounds() {
        Some(bounds) => Point::new(
            bounds.center().x - shape::CARD_WIDTH / 2,
            bounds.y - shape::INTERNET_GAP - shape::CARD_HEIGHT,
        ),
        None => Point::default(),
    });
    draft.place(INTERNET, Placement::Box { x: corner.x, y: corner.y, w: None, h: None });
    Ok(Made::new(ResourceId::new(INTERNET), "The internet: every address that nothing in this drawing owns"))
}

pub(super) fn create_service(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    part: PartId,
    site: &Site,
) -> Result<Made, String> {
    let service = part.service().unwrap_or(GatewayService::S3);
    let frame = Frame::of_new(draft.document(), geometry, site.key.as_ref());
    let region = frame.region().to_owned();
    let id = service.id(&region);
    let label = service.label();
    // Its endpoints draw it in the account to which they belong.
    if let Some(account) = &frame.account {
        let account = draft.document().display_name(account.as_str());
        return Err(format!(
            "{label} does not belong to {account}. Drop it outside of accounts, or give a VPC of {account} a gateway endpoint."
        ));
    }
    if geometry.node(id.as_str()).is_some() {
        return Err(format!("{label} of {region} is in this drawing already: a Region has one."));
    }
    let at = match site.corner {
        Some(corner) => {
            let origin = geometry.node(&region).map(|node| node.origin);
            // The Region that is drawn for it begins at the service.
            origin.map_or(Point::default(), |origin| corner.moved(-origin.x, -origin.y))
        }
        None => beside_content(geometry, &region),
    };
    draft.place(id.as_str(), Placement::Box { x: at.x, y: at.y, w: None, h: None });
    if let Some(corner) = site.corner.filter(|_| geometry.node(&region).is_none()) {
        draft.place(
            &region,
            Placement::Box {
                x: corner.x - shape::REGION_PADDING,
                y: corner.y - shape::REGION_TOP,
                w: None,
                h: None,
            },
        );
    }
    Ok(Made::new(id, format!("{label} in {region}")))
}

/// The place right of everything in a Region.
fn beside_content(geometry: &Geometry, region: &str) -> Point {
    let Some(origin) = geometry.node(region).map(|node| node.origin) else { return Point::default() };
    let content = geometry.children(Some(region)).map(|node| node.rect).reduce(|all, rect| all.union(&rect));
    content.map_or(Point::default(), |all| Point::new(all.right() + BESIDE - origin.x, all.y - origin.y))
}
