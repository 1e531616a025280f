//! A network interface on its own, attached to nothing yet.

use netyard_core::model::{NetworkInterface, ResourceId};

use super::instance::{address_of, address_text, new_interface_in};
use super::{Made, Site, inside, subnet_at};
use crate::draft::Draft;
use crate::facts;
use crate::geometry::Geometry;

pub(super) fn create(draft: &mut Draft<'_>, geometry: &Geometry, site: &Site) -> Result<Made, String> {
    let subnet = subnet_at(draft, site);
    let mut interface = match &subnet {
        Some(subnet) => new_interface_in(draft, subnet)?,
        None => NetworkInterface::default(),
    };
    // AWS gives public addresses to interfaces that it makes with an instance, not to those made alone.
    for entry in &mut interface.private_ip_addresses {
        entry.public_ip = None;
    }
    let name = facts::numbered_name(draft.document(), "eni");
    interface.name = Some(name.clone());
    let address = address_text(&interface);
    let range = address_of(&interface);
    let id = draft.add(interface);
    if let Some(corner) = site.corner {
        draft.place(id.as_str(), inside(geometry, subnet.as_ref().map(ResourceId::as_str), corner));
    }
    let text = match &subnet {
        Some(subnet) => format!("{name} in {}{address}", draft.document().display_name(subnet.as_str())),
        None => format!("{name}, not placed"),
    };
    Ok(Made::new(id, text).with_range(range))
}
