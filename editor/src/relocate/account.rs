//! Things of an account: dragged into another one they belong to it, dragged out of it to nobody.

use netyard_core::model::{Resource, ResourceId};
use netyard_scene::Point;

use super::Move;
use crate::draft::Draft;
use crate::facts;
use crate::frame::{Frame, account_of, place_in_frame};
use crate::geometry::Geometry;
use crate::session::Key;

/// The frame that a Regional thing is let go in: an account means the Region of the thing in it, the open drawing that
/// Region outside of accounts. `None` where it is let go on something else.
pub(super) fn frame_under(
    draft: &Draft<'_>,
    geometry: &Geometry,
    asked: &Move<'_>,
    own: &Frame,
) -> Option<Frame> {
    let Some(target) = asked.target else { return Some(Frame { account: None, region: own.region.clone() }) };
    let Frame { account, region } = Frame::of_container(draft.document(), geometry, target.as_str())?;
    Some(Frame { account, region: region.or_else(|| own.region.clone()) })
}

/// Gives a Regional thing to the account that it is dragged into, in its own Region, and says so. `None` where it keeps
/// its account, or would come to another Region.
pub(super) fn change_account(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    asked: &Move<'_>,
    key: &Key,
    corner: Point,
) -> Option<String> {
    let own = Frame::of_thing(draft.document(), key.as_str())?;
    let to = frame_under(draft, geometry, asked, &own).filter(|_| asked.reparents)?;
    if to.account == own.account || to.region != own.region {
        return None;
    }
    give_to_account(draft, geometry, key, &own, &to);
    place_in_frame(draft, geometry, key, &to, corner);
    Some(words(draft, &own, &to))
}

/// Gives a thing to the account of another frame, and forgets the Region that it leaves empty.
pub(crate) fn give_to_account(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    key: &Key,
    own: &Frame,
    to: &Frame,
) {
    give(draft, key, to);
    leave(draft, geometry, key, own);
}

/// "into payments", "out of network".
pub(super) fn words(draft: &Draft<'_>, own: &Frame, to: &Frame) -> String {
    let name = |account: &ResourceId| draft.document().display_name(account.as_str()).to_owned();
    match (&to.account, &own.account) {
        (Some(account), _) => format!("into {}", name(account)),
        (None, Some(account)) => format!("out of {}", name(account)),
        (None, None) => String::new(),
    }
}

/// Lets a thing name the account of a frame as its owner, or none. What in a VPC named the owner that it had belongs to
/// the new one, too.
pub(super) fn give(draft: &mut Draft<'_>, key: &Key, to: &Frame) {
    let document = draft.document();
    let before =
        document.resource(key.as_str()).and_then(|resource| account_of(document, resource.owner_id()));
    let is_inside = |id: &ResourceId, resource: &Resource| {
        let vpc = match resource {
            Resource::TransitGatewayAttachment(attachment) => attachment.vpc_id().cloned(),
            Resource::Vpc(_) => None,
            _ => facts::vpc_of(document, id.as_str()),
        };
        vpc.as_ref() == Some(key) && account_of(document, resource.owner_id()) == before
    };
    let named: Vec<(ResourceId, &'static str)> = document
        .resources
        .iter()
        .filter(|(id, resource)| before.is_some() && is_inside(id, resource))
        .filter_map(|(id, resource)| Some((id.clone(), owner_field(resource)?)))
        .collect();
    for (id, field) in named {
        draft.unset(&id, field);
    }
    match to.owner() {
        Some(owner) => draft.set(key, "/ownerId", owner),
        None => draft.unset(key, "/ownerId"),
    }
}

/// Where a resource names its owner, if it does.
fn owner_field(resource: &Resource) -> Option<&'static str> {
    resource.owner_id()?;
    Some(match resource {
        Resource::TransitGatewayAttachment(_) => "/resourceOwnerId",
        Resource::ResourceShare(_) => "/owningAccountId",
        _ => "/ownerId",
    })
}

/// A Region of an account that is empty now is drawn no longer.
fn leave(draft: &mut Draft<'_>, geometry: &Geometry, key: &Key, own: &Frame) {
    let Some(region) = own.account.as_ref().and_then(|_| own.key()) else { return };
    let others = geometry.children(Some(region.as_str())).filter(|node| node.key != *key).count();
    if others == 0 && draft.document().placement.contains_key(region.as_str()) {
        draft.unplace(region.as_str());
    }
}
