//! Where pasted parts stand.

use std::collections::BTreeMap;

use netyard_core::model::{Note, Placement, Resource, ResourceId};
use netyard_scene::Point;

use super::{Offset, Target};
use crate::clipboard::Clip;
use crate::draft::Draft;
use crate::facts;
use crate::frame::Frame;
use crate::geometry::Geometry;
use crate::session::Key;

/// Room between a part and its copy.
const GAP: i32 = 20;
/// About the frame of a note.
const NOTE: (i32, i32, i32, i32) = (0, 0, 120, 28);

fn distance(offset: Offset, frame: (i32, i32, i32, i32), container: bool) -> (i32, i32) {
    match offset {
        Offset::InPlace => (0, 0),
        Offset::By(dx, dy) => (dx, dy),
        Offset::Beside if container => (frame.2.saturating_add(2 * GAP), 0),
        Offset::Beside => (0, frame.3.saturating_add(GAP / 2)),
    }
}

/// Adds a copy of a note and gives its key.
pub(super) fn place_note(draft: &mut Draft<'_>, note: &Note, target: &Target) -> Key {
    let (dx, dy) = distance(target.offset, NOTE, false);
    let mut note = note.clone();
    note.x = note.x.saturating_add(dx);
    note.y = note.y.saturating_add(dy);
    draft.add_note(note)
}

/// Gives a pasted root its place in the container that it has by now.
pub(super) fn place_root(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    clip: &Clip,
    old: &str,
    new: &ResourceId,
    target: &Target,
) {
    let Some(frame) = clip.frames.get(old).copied() else { return };
    let document = draft.document();
    let around = || Frame::of_thing(document, new.as_str())?.key();
    let (is_border, is_container, parent) = match document.resource(new.as_str()) {
        Some(Resource::Vpc(_)) => (false, true, around()),
        Some(Resource::Subnet(subnet)) => {
            let zone = subnet.vpc_id.as_ref().zip(subnet.availability_zone.as_ref());
            (false, true, zone.map(|(vpc, zone)| ResourceId::new(&format!("{vpc}/{zone}"))))
        }
        Some(Resource::InternetGateway(gateway)) => (gateway.vpc_id.is_some(), false, None),
        Some(Resource::VpnGateway(gateway)) => (gateway.vpc_id.is_some(), false, None),
        Some(Resource::EgressOnlyInternetGateway(_)) => (true, false, None),
        Some(endpoint @ Resource::VpcEndpoint(_)) => {
            let subnet =
                facts::subnet_of(document, new.as_str()).filter(|_| endpoint.is_interface_endpoint());
            (subnet.is_none(), false, subnet)
        }
        Some(Resource::NetworkInterface(_) | Resource::NatGateway(_)) => {
            (false, false, facts::subnet_of(document, new.as_str()))
        }
        Some(Resource::Function(_) | Resource::TransferServer(_)) => {
            (false, false, facts::subnet_of(document, new.as_str()).or_else(around))
        }
        Some(holder) if holder.holds_interfaces() => (false, false, facts::subnet_of(document, new.as_str())),
        _ => return,
    };
    // Tiles find a free spot on their border by themselves.
    if is_border {
        return;
    }
    let parent = parent.filter(|parent| geometry.node(parent.as_str()).is_some());
    // In another container than before, the layout finds the place.
    let same_parent = geometry.parent(old).map(|node| node.key.clone()) == parent;
    if !same_parent && !matches!(target.offset, Offset::By(..)) {
        return;
    }
    let (dx, dy) = distance(target.offset, frame, is_container);
    let origin = parent
        .as_ref()
        .and_then(|key| geometry.node(key.as_str()))
        .map(|node| node.origin)
        .unwrap_or_default();
    let corner = Point::new(frame.0, frame.1).moved(dx, dy).moved(-origin.x, -origin.y);
    if let Some(parent) = &parent {
        crate::relocate::pin_siblings(draft, geometry, Some(parent.as_str()), std::slice::from_ref(new));
    }
    draft.place(new.as_str(), Placement::Box { x: corner.x, y: corner.y, w: None, h: None });
}

/// Places inside copied containers are kept; zones have the names of their new Region.
pub(super) fn place_content(draft: &mut Draft<'_>, clip: &Clip, ids: &BTreeMap<ResourceId, ResourceId>) {
    for (key, place) in &clip.placement {
        let Ok(place) = serde_json::from_value::<Placement>(place.clone()) else { continue };
        let new = match key.split_once('/') {
            Some((vpc, zone)) => ids.get(vpc).map(|vpc| {
                let region = facts::region_of_vpc(draft.document(), vpc.as_str());
                format!("{vpc}/{}", facts::zone_in(zone, region))
            }),
            None => ids.get(key.as_str()).map(ToString::to_string),
        };
        let is_root_tile = clip.roots.contains(key);
        if let Some(new) = new.filter(|_| !is_root_tile) {
            draft.place(&new, place);
        }
    }
}
