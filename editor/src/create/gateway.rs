//! Gateways to the internet on the border of a VPC, attached at once.

use netyard_core::model::{
    Document, EgressOnlyInternetGateway, InternetGateway, Placement, Resource, ResourceId, Side, VpnGateway,
};
use netyard_scene::Point;

use super::{Made, Site, vpc_at};
use crate::draft::Draft;
use crate::facts;
use crate::geometry::Geometry;

pub(super) fn create_internet_gateway(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    site: &Site,
) -> Result<Made, String> {
    let Some(vpc) = vpc_at(draft, site) else {
        let name = facts::numbered_name(draft.document(), "igw");
        let id = draft.add(InternetGateway { name: Some(name.clone()), ..InternetGateway::default() });
        if let Some(corner) = site.corner {
            draft.place(id.as_str(), Placement::Box { x: corner.x, y: corner.y, w: None, h: None });
        }
        return Ok(Made::new(id, format!("{name}, attached to no VPC")));
    };
    // One internet gateway a VPC (R-IGW-1).
    if let Some(other) = facts::internet_gateway_of(draft.document(), vpc.as_str()) {
        return Err(one_only(draft.document(), vpc.as_str(), other.as_str(), "internet gateway"));
    }
    let vpc_name = draft.document().display_name(vpc.as_str()).to_owned();
    let name = facts::unique_name(draft.document(), &format!("igw-{vpc_name}"));
    let id = draft.add(InternetGateway {
        name: Some(name.clone()),
        vpc_id: Some(vpc.clone()),
        ..InternetGateway::default()
    });
    place_on_border(draft, geometry, &id, &vpc, site.corner);
    Ok(Made::new(id, format!("{name}, attached to {vpc_name}")))
}

/// A virtual private gateway, on the border of the VPC that it is dropped on.
pub(super) fn create_vpn_gateway(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    site: &Site,
) -> Result<Made, String> {
    let Some(vpc) = vpc_at(draft, site) else {
        let name = facts::numbered_name(draft.document(), "vgw");
        let id = draft.add(VpnGateway { name: Some(name.clone()), ..VpnGateway::default() });
        if let Some(corner) = site.corner {
            draft.place(id.as_str(), Placement::Box { x: corner.x, y: corner.y, w: None, h: None });
        }
        return Ok(Made::new(id, format!("{name}, attached to no VPC")));
    };
    // One virtual private gateway a VPC (R-VGW-1).
    if let Some(other) = facts::vpn_gateway_of(draft.document(), vpc.as_str()) {
        return Err(one_only(draft.document(), vpc.as_str(), other.as_str(), "virtual private gateway"));
    }
    let vpc_name = draft.document().display_name(vpc.as_str()).to_owned();
    let name = facts::unique_name(draft.document(), &format!("vgw-{vpc_name}"));
    let id = draft.add(VpnGateway {
        name: Some(name.clone()),
        vpc_id: Some(vpc.clone()),
        ..VpnGateway::default()
    });
    place_on_border(draft, geometry, &id, &vpc, site.corner);
    Ok(Made::new(id, format!("{name}, attached to {vpc_name}")))
}

pub(crate) fn create_egress_only(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    site: &Site,
) -> Result<Made, String> {
    let vpc =
        vpc_at(draft, site).ok_or("An egress-only internet gateway belongs to a VPC. Draw a VPC first.")?;
    // One egress-only gateway a VPC (R-EIGW-1).
    let other = draft.document().resources.iter().find_map(|(id, resource)| match resource.as_ref() {
        Resource::EgressOnlyInternetGateway(gateway) if gateway.vpc_id.as_ref() == Some(&vpc) => {
            Some(id.clone())
        }
        _ => None,
    });
    if let Some(other) = other {
        return Err(one_only(draft.document(), vpc.as_str(), other.as_str(), "egress-only internet gateway"));
    }
    let vpc_name = draft.document().display_name(vpc.as_str()).to_owned();
    let name = facts::unique_name(draft.document(), &format!("eigw-{vpc_name}"));
    let id = draft.add(EgressOnlyInternetGateway {
        name: Some(name.clone()),
        vpc_id: Some(vpc.clone()),
        ..EgressOnlyInternetGateway::default()
    });
    place_on_border(draft, geometry, &id, &vpc, site.corner);
    Ok(Made::new(id, format!("{name}, attached to {vpc_name}")))
}

fn one_only(document: &Document, vpc: &str, other: &str, what: &str) -> String {
    format!(
        "{} has the {what} {} already: AWS allows one for each VPC.",
        document.display_name(vpc),
        document.display_name(other)
    )
}

/// Puts a tile on the border of a VPC, at the side and share nearest to where it was dropped; dropped inside, the
/// layout chooses.
pub(super) fn place_on_border(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    id: &ResourceId,
    vpc: &ResourceId,
    corner: Option<Point>,
) {
    let half = netyard_scene::shape::BORDER_TILE / 2;
    if let Some((rect, corner)) = geometry.rect(vpc.as_str()).zip(corner)
        && let Some((side, at)) = near_border(rect, corner.moved(half, half))
    {
        draft.place(id.as_str(), Placement::Border { side, at });
    }
}

/// How near to a border a drop must be to mean it.
const NEAR: i32 = 28;

/// The side that a point is near to, and where along it, in thousandths.
fn near_border(rect: netyard_scene::Rect, point: Point) -> Option<(Side, i32)> {
    let (side, distance) = nearest_side(rect, point);
    (distance <= NEAR).then(|| (side, share_along(rect, side, point)))
}

/// The side that a point is nearest to, and how far away it is.
pub(crate) fn nearest_side(rect: netyard_scene::Rect, point: Point) -> (Side, i32) {
    let others = [
        (Side::Right, (point.x - rect.right()).abs()),
        (Side::Bottom, (point.y - rect.bottom()).abs()),
        (Side::Left, (point.x - rect.x).abs()),
    ];
    let nearer = |best: (Side, i32), side: (Side, i32)| if side.1 < best.1 { side } else { best };
    others.into_iter().fold((Side::Top, (point.y - rect.y).abs()), nearer)
}

/// Where along a side a point lies, in thousandths.
pub(crate) fn share_along(rect: netyard_scene::Rect, side: Side, point: Point) -> i32 {
    let (from, length) = match side {
        Side::Top | Side::Bottom => (point.x - rect.x, rect.w),
        Side::Left | Side::Right => (point.y - rect.y, rect.h),
    };
    let share = i64::from(from) * 1000 / i64::from(length.max(1));
    i32::try_from(share.clamp(0, 1000)).unwrap_or(0)
}
