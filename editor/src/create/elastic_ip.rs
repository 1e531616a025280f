//! An Elastic IP address: for the part that it is dropped on, else idle.

use std::collections::BTreeSet;

use netyard_core::model::ElasticIp;

use super::{Made, Site};
use crate::connect::associate;
use crate::draft::Draft;
use crate::facts;

pub(super) fn create(draft: &mut Draft<'_>, site: &Site) -> Result<Made, String> {
    let address = facts::free_public_address(draft.document(), &BTreeSet::new());
    let name = facts::numbered_name(draft.document(), "eip");
    let id = draft.add(ElasticIp {
        name: Some(name.clone()),
        public_ip: Some(address.into()),
        ..ElasticIp::default()
    });
    let holder =
        site.key.as_ref().filter(|key| associate::can_hold_address(draft.document(), key.as_str())).cloned();
    let text = match holder {
        Some(holder) => {
            associate::elastic_ip(draft, &id, &holder)?;
            format!("{name}, {address}, on {}", draft.document().display_name(holder.as_str()))
        }
        None => format!("{name}, {address}, on nothing yet"),
    };
    Ok(Made::new(id, text).inspected())
}
