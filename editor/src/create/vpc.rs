//! A VPC with what AWS makes with it: the main route table, the default network ACL, the default security group.

use netyard_core::model::{NetworkAcl, Placement, ResourceId, RouteTable, SecurityGroup, Vpc};
use netyard_core::net::Protocol;
use netyard_scene::Point;
use serde_json::json;

use super::{Made, Site, inside};
use crate::draft::Draft;
use crate::facts::{self, HOME_REGION};
use crate::geometry::Geometry;

/// Room between the border of a Region and the inside corner where its first VPC stands.
const REGION_INSET: (i32, i32) = (netyard_scene::shape::REGION_PADDING, netyard_scene::shape::REGION_TOP);

pub(super) fn create(draft: &mut Draft<'_>, geometry: &Geometry, site: &Site) -> Made {
    let region = match &site.key {
        Some(key) if geometry.node(key.as_str()).is_some() => key.as_str().to_owned(),
        _ => only_region(geometry).unwrap_or_else(|| HOME_REGION.to_owned()),
    };
    let block = facts::free_vpc_block(draft.document());
    let name = facts::numbered_name(draft.document(), "vpc");
    let id = draft.add(Vpc {
        name: Some(name.clone()),
        region: Some(region.clone()),
        cidr_blocks: vec![block.clone()],
        ..Vpc::default()
    });
    add_companions(draft, &id, &name);
    if let Some(corner) = site.corner {
        place_in_region(draft, geometry, &id, &region, corner);
    }
    Made::new(id, format!("{name} with {block} in {region}")).with_range(Some(block.to_string()))
}

/// Puts a thing where it was dropped in its Region; one that is not drawn yet begins there.
pub(super) fn place_in_region(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    id: &ResourceId,
    region: &str,
    corner: Point,
) {
    if let Some(origin) = geometry.node(region).map(|node| node.origin) {
        let at = corner.moved(-origin.x, -origin.y);
        draft.place(id.as_str(), Placement::Box { x: at.x, y: at.y, w: None, h: None });
    } else {
        let at = corner.moved(-REGION_INSET.0, -REGION_INSET.1);
        draft.place(region, Placement::Box { x: at.x, y: at.y, w: None, h: None });
        draft.place(id.as_str(), inside(geometry, None, Point::default()));
    }
}

/// The Region of the drawing, if it has exactly one.
pub(super) fn only_region(geometry: &Geometry) -> Option<String> {
    let mut regions = geometry
        .nodes()
        .iter()
        .filter(|node| node.kind == netyard_scene::NodeKind::Region)
        .map(|node| &node.key);
    let first = regions.next()?;
    regions.next().is_none().then(|| first.to_string())
}

/// What AWS makes with every VPC.
fn add_companions(draft: &mut Draft<'_>, vpc: &ResourceId, vpc_name: &str) {
    let name = |draft: &Draft<'_>, wanted: &str| {
        Some(facts::unique_name(draft.document(), &format!("{wanted}-{vpc_name}")))
    };
    draft.add(RouteTable {
        name: name(draft, "rtb"),
        vpc_id: Some(vpc.clone()),
        main: true,
        ..RouteTable::default()
    });
    draft.add(NetworkAcl {
        name: name(draft, "acl"),
        vpc_id: Some(vpc.clone()),
        is_default: true,
        ..NetworkAcl::default()
    });
    let group = draft.add(SecurityGroup {
        name: name(draft, "default"),
        vpc_id: Some(vpc.clone()),
        group_name: Some("default".to_owned()),
        description: Some("default VPC security group".to_owned()),
        ..SecurityGroup::default()
    });
    // The default group admits its own members and lets everything out (R-SG-3).
    draft.set(&group, "/ipPermissions/g1", json!({"ipProtocol": Protocol::All, "groupId": group}));
}
