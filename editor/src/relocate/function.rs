//! Moving a function: into a subnet it gets an interface there, out of its VPC it loses them all (R-LAM-1, R-LAM-2). A
//! transfer server moves in the same way: outside of its VPC it has a public endpoint.

use netyard_core::model::{Document, Resource, ResourceId, ResourceType};
use netyard_scene::Point;

use super::account::{frame_under, give_to_account, words};
use super::{Move, NotMoved, ground_of, move_inside, new_container, place_inside, with_article};
use crate::connect::associate::clear_holder;
use crate::containment::{self, Ground, Home};
use crate::draft::Draft;
use crate::facts;
use crate::frame::{Frame, account_of, place_in_frame};
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
    let kind = draft.document().resource(key.as_str()).and_then(Resource::resource_type);
    let kind = kind.unwrap_or(ResourceType::Function);
    if !asked.reparents {
        move_inside(draft, geometry, key, corner);
        return Ok(String::new());
    }
    match ground {
        Ground::Subnet => {
            let moved = new_container(draft, geometry, asked, key, Home::Subnet, kind)?;
            let Some((container, text)) = moved else {
                move_inside(draft, geometry, key, corner);
                return Ok(String::new());
            };
            draft.unset(key, "/region");
            inherit_owner(draft, key, &container);
            place_inside(draft, geometry, key, Some(container.as_str()), corner);
            Ok(text)
        }
        Ground::Open | Ground::Account | Ground::Region => {
            Ok(stand_outside(draft, geometry, asked, key, corner))
        }
        Ground::Vpc | Ground::Zone | Ground::Site | Ground::Part => {
            let what = (Home::SubnetOrRegion, Some(kind));
            let thing = with_article(kind);
            let target = asked.target.map(ResourceId::as_str);
            Err(containment::refusal(draft.document(), &thing, what, ground, target).into())
        }
    }
}

/// It is in no VPC from now on.
fn stand_outside(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    asked: &Move<'_>,
    key: &Key,
    corner: Point,
) -> String {
    let before = frame_of(draft.document(), key);
    let own = facts::interfaces_of(draft.document(), key.as_str());
    let own: Vec<ResourceId> = own.into_iter().map(|(id, _)| id.clone()).collect();
    for id in &own {
        // Its Elastic IP addresses stay, on nothing.
        while let Some(address) = facts::elastic_ip_of(draft.document(), id.as_str()) {
            clear_holder(draft, &address);
        }
        draft.remove(id);
    }
    if draft.document().transfer_server(key.as_str()).is_some_and(|own| !own.is_public()) {
        draft.unset(key, "/endpointType");
    }
    let to = frame_under(draft, geometry, asked, &before).unwrap_or_default();
    let to = match asked.target {
        // In the open it stays in the frame of its VPC, or leaves an account in which it stood itself.
        None if !own.is_empty() => before.clone(),
        Some(target) if to.region.is_none() => Frame::of_new(draft.document(), geometry, Some(target)),
        _ => to,
    };
    if let Some(region) = &to.region {
        draft.set(key, "/region", region.as_str());
    }
    let text = if to.account == before.account && own.is_empty() {
        String::new()
    } else {
        give_to_account(draft, geometry, key, &before, &to);
        if own.is_empty() { words(draft, &before, &to) } else { "out of every VPC".to_owned() }
    };
    match to.key() {
        // In the open it stands where it was dropped; it is drawn in its Region, which grows.
        Some(_) if to.account.is_some() => place_in_frame(draft, geometry, key, &to, corner),
        Some(region) => place_inside(draft, geometry, key, Some(region.as_str()), corner),
        None => move_inside(draft, geometry, key, corner),
    }
    text
}

/// Where a function is, in a VPC or outside of every one.
fn frame_of(document: &Document, key: &Key) -> Frame {
    let vpc = facts::vpc_of(document, key.as_str());
    let of_vpc = vpc.and_then(|vpc| Frame::of_thing(document, vpc.as_str()));
    of_vpc.or_else(|| Frame::of_thing(document, key.as_str())).unwrap_or_default()
}

/// In a VPC of its own account it need not say whose it is.
fn inherit_owner(draft: &mut Draft<'_>, key: &Key, subnet: &ResourceId) {
    let document = draft.document();
    let owner = |id: &ResourceId| account_of(document, document.resource(id.as_str())?.owner_id());
    let vpc = facts::vpc_of(document, subnet.as_str());
    if owner(key).is_some() && owner(key) == vpc.and_then(|vpc| owner(&vpc)) {
        draft.unset(key, "/ownerId");
    }
}
