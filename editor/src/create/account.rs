//! Accounts, and what they share with each other (R-SHR-1).

use netyard_core::model::{Account, Placement, Resource, ResourceShare};

use super::{Made, Site};
use crate::draft::Draft;
use crate::facts;

pub(super) fn create(draft: &mut Draft<'_>, site: &Site) -> Made {
    let name = facts::numbered_name(draft.document(), "account");
    let id = draft.add(Account { name: Some(name.clone()), ..Account::default() });
    if let Some(corner) = site.corner {
        draft.place(id.as_str(), Placement::Box { x: corner.x, y: corner.y, w: None, h: None });
    }
    Made::new(id, format!("{name}, which owns nothing yet"))
}

/// A share of the subnet, security group or transit gateway that it is dropped on, with nobody yet.
pub(super) fn create_share(draft: &mut Draft<'_>, site: &Site) -> Made {
    let document = draft.document();
    let shared = site.key.clone().filter(|key| {
        matches!(
            document.resource(key.as_str()),
            Some(Resource::Subnet(_) | Resource::SecurityGroup(_) | Resource::TransitGateway(_))
        )
    });
    let (name, text) = if let Some(shared) = &shared {
        let shared = document.display_name(shared.as_str());
        let name = facts::unique_name(document, &format!("share-{shared}"));
        let text = format!("{name} shares {shared}, with nobody yet");
        (name, text)
    } else {
        let name = facts::numbered_name(document, "share");
        let text = format!("{name}, in which nothing is yet");
        (name, text)
    };
    let id = draft.add(ResourceShare {
        name: Some(name),
        resource_ids: shared.into_iter().collect(),
        ..ResourceShare::default()
    });
    Made::new(id, text).inspected()
}
