//! An instance with its primary interface: a free address, the default group, a public address where the subnet gives
//! one.

use std::collections::BTreeSet;

use netyard_core::model::{
    Attachment, Instance, Ipv6Address, NetworkInterface, PrivateIpAddress, ResourceId,
};

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
    let name = facts::numbered_name(draft.document(), &stem_for(draft, subnet.as_ref()));
    let id = draft.add(Instance { name: Some(name.clone()), ..Instance::default() });
    interface.attachment =
        Some(Attachment { instance_id: Some(id.clone()), device_index: Some(0), ..Attachment::default() });
    let address = address_text(&interface);
    let range = address_of(&interface);
    draft.add(interface);
    if let Some(corner) = site.corner {
        draft.place(id.as_str(), inside(geometry, subnet.as_ref().map(ResourceId::as_str), corner));
    }
    let text = match &subnet {
        Some(subnet) => format!("{name} in {}{address}", draft.document().display_name(subnet.as_str())),
        None => format!("{name}, not placed"),
    };
    Ok(Made::new(id, text).with_range(range))
}

/// An instance of that name with its interface in the subnet.
///
/// # Errors
/// The subnet is full.
pub(super) fn add_instance(
    draft: &mut Draft<'_>,
    name: String,
    subnet: &ResourceId,
) -> Result<ResourceId, String> {
    let mut interface = new_interface_in(draft, subnet)?;
    let id = draft.add(Instance { name: Some(name), ..Instance::default() });
    interface.attachment =
        Some(Attachment { instance_id: Some(id.clone()), device_index: Some(0), ..Attachment::default() });
    draft.add(interface);
    Ok(id)
}

/// `web` in subnets with an everyday name, else the subnet's own word: `app-1` in `app-a`.
fn stem_for(draft: &Draft<'_>, subnet: Option<&ResourceId>) -> String {
    let name = subnet.map_or("", |subnet| facts::stem(draft.document().display_name(subnet.as_str())));
    // The second subnet-a is subnet-a-2.
    match facts::stem(name) {
        "" | "subnet" | "public" | "private" => "web".to_owned(),
        _ => name.to_owned(),
    }
}

/// An interface as AWS makes it in a subnet: the next free address, the default group of the VPC, public and IPv6
/// addresses where the subnet gives them. Not yet in the document.
///
/// # Errors
/// The subnet is full.
pub(crate) fn new_interface_in(
    draft: &Draft<'_>,
    subnet_id: &ResourceId,
) -> Result<NetworkInterface, String> {
    let document = draft.document();
    let Some(subnet) = document.subnet(subnet_id.as_str()) else { return Ok(NetworkInterface::default()) };
    let none = BTreeSet::new();
    let private = facts::free_address(document, subnet_id.as_str(), &none);
    if private.is_none() && subnet.cidr_block.as_ref().is_some_and(|block| block.net().is_some()) {
        return Err(format!("{} has no free address left.", document.display_name(subnet_id.as_str())));
    }
    let public = subnet.map_public_ip_on_launch.then(|| facts::free_public_address(document, &none).into());
    let private_ip_addresses = private.map(|address| PrivateIpAddress {
        private_ip_address: Some(address.into()),
        primary: true,
        public_ip: public,
        ..PrivateIpAddress::default()
    });
    let six = subnet
        .assign_ipv6_address_on_creation
        .then(|| facts::free_address_v6(document, subnet_id.as_str(), &none))
        .flatten();
    let ipv6_addresses = six.map(|address| Ipv6Address {
        ipv6_address: address.into(),
        extra: std::collections::BTreeMap::default(),
    });
    let group = subnet.vpc_id.as_ref().and_then(|vpc| facts::default_group(document, vpc.as_str()));
    Ok(NetworkInterface {
        subnet_id: Some(subnet_id.clone()),
        private_ip_addresses: private_ip_addresses.into_iter().collect(),
        ipv6_addresses: ipv6_addresses.into_iter().collect(),
        group_ids: group.into_iter().collect(),
        ..NetworkInterface::default()
    })
}

/// The primary address as text.
pub(super) fn address_of(interface: &NetworkInterface) -> Option<String> {
    interface.primary_address().and_then(|entry| entry.private_ip_address.as_ref()).map(ToString::to_string)
}

/// ", 10.0.1.10" or nothing.
pub(super) fn address_text(interface: &NetworkInterface) -> String {
    address_of(interface).map_or_else(String::new, |address| format!(", {address}"))
}
