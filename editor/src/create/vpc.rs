//! A VPC with what AWS makes with it: the main route table, the default network ACL, the default security group.

use netyard_core::model::{NetworkAcl, ResourceId, RouteTable, SecurityGroup, Vpc};
use netyard_core::net::Protocol;
use serde_json::json;

use super::{Made, Site};
use crate::draft::Draft;
use crate::facts;
use crate::frame::{Frame, place_in_frame};
use crate::geometry::Geometry;

pub(super) fn create(draft: &mut Draft<'_>, geometry: &Geometry, site: &Site) -> Made {
    let frame = Frame::of_new(draft.document(), geometry, site.key.as_ref());
    let block = facts::free_vpc_block(draft.document());
    let name = facts::numbered_name(draft.document(), "vpc");
    let id = draft.add(Vpc {
        name: Some(name.clone()),
        owner_id: frame.owner(),
        region: frame.region.clone(),
        cidr_blocks: vec![block.clone()],
        ..Vpc::default()
    });
    add_companions(draft, &id, &name);
    if let Some(corner) = site.corner {
        place_in_frame(draft, geometry, &id, &frame, corner);
    }
    let place = frame.words(draft.document());
    Made::new(id, format!("{name} with {block} in {place}")).with_range(Some(block.to_string()))
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
