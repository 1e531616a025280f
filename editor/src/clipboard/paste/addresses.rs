//! Addresses for what stands in a subnet that was not copied along, or whose range did not simply shift.

use netyard_core::model::{Document, Resource, ResourceId};
use netyard_core::net::{Address, CidrBlock};

use super::Pasting;
use crate::draft::Draft;
use crate::relocate::{move_to_subnet, readdress};

impl Pasting {
    pub(super) fn give_addresses(&self, draft: &mut Draft<'_>) -> Result<(), String> {
        for (old_id, old) in &self.old {
            let Some(new) = self.ids.get(old_id) else { continue };
            let subnet = match draft.document().resource(new.as_str()) {
                Some(Resource::NetworkInterface(own)) => own.subnet_id.clone(),
                Some(Resource::NatGateway(own)) => own.subnet_id.clone(),
                _ => None,
            };
            let Some(subnet) = subnet.filter(|subnet| draft.document().subnet(subnet.as_str()).is_some())
            else {
                continue;
            };
            let moved_along = !self.homes.contains_key(old_id) && fits_subnet(draft.document(), new, &subnet);
            if moved_along {
                continue;
            }
            if matches!(old, Resource::NatGateway(_)) {
                move_to_subnet(draft, new, &subnet)?;
            } else {
                readdress(draft, new, &subnet)?;
            }
        }
        Ok(())
    }
}

/// Whether all addresses of a part lie in its subnet.
fn fits_subnet(document: &Document, id: &ResourceId, subnet: &ResourceId) -> bool {
    let Some(subnet) = document.subnet(subnet.as_str()) else { return true };
    let inside = |block: Option<&CidrBlock>, address: &Address| {
        block.is_none_or(|block| address.ip().is_some_and(|ip| block.contains(ip)))
    };
    let four = subnet.cidr_block.as_ref();
    match document.resource(id.as_str()) {
        Some(Resource::NetworkInterface(own)) => {
            let mut private =
                own.private_ip_addresses.iter().filter_map(|entry| entry.private_ip_address.as_ref());
            // Without an IPv6 block the subnet gives no such address.
            let six = subnet.ipv6_cidr_block.as_ref();
            private.all(|address| inside(four, address))
                && own.ipv6_addresses.iter().all(|entry| six.is_some() && inside(six, &entry.ipv6_address))
        }
        Some(Resource::NatGateway(own)) => {
            own.private_ip.as_ref().is_none_or(|address| inside(four, address))
        }
        _ => true,
    }
}
