//! Making a subnet again under its old id: what AWS asks for when its range, zone or VPC is to be another.

use netyard_core::model::{Resource, ResourceId};
use netyard_core::net::CidrBlock;

use super::readdress::readdress;
use crate::draft::Draft;
use crate::facts;

/// Removes a subnet and adds it under the same id in that VPC and zone. Its range is the given one; else its old one
/// where that is free in the VPC, else the next free one. What stands in it gets addresses of the new range.
pub(crate) fn remake_subnet(
    draft: &mut Draft<'_>,
    id: &ResourceId,
    vpc: &ResourceId,
    zone: &str,
    block: Option<CidrBlock>,
) {
    let Some(old) = draft.document().subnet(id.as_str()).cloned() else { return };
    let placement = draft.document().placement.get(id.as_str()).copied();
    let moves_away = old.vpc_id.as_ref() != Some(vpc);
    draft.remove(id);
    let fits = |block: &CidrBlock| {
        let document = draft.document();
        let inside = document.vpc(vpc.as_str()).is_some_and(|vpc| {
            vpc.cidr_blocks
                .iter()
                .filter_map(CidrBlock::net)
                .any(|own| block.net().is_some_and(|net| own.contains(&net)))
        });
        let free = !facts::subnets_of(document, vpc.as_str()).iter().any(|(_, other)| {
            match (other.cidr_block.as_ref().and_then(CidrBlock::net), block.net()) {
                (Some(other), Some(own)) => netyard_core::net::cidrs_overlap(&other, &own),
                _ => false,
            }
        });
        inside && free
    };
    let new_block = block
        .or_else(|| old.cidr_block.clone().filter(fits))
        .or_else(|| facts::free_subnet_block(draft.document(), vpc.as_str()));
    let mut subnet = old;
    subnet.vpc_id = Some(vpc.clone());
    subnet.availability_zone = Some(zone.to_owned());
    subnet.availability_zone_id = None;
    subnet.cidr_block = new_block;
    if moves_away {
        subnet.ipv6_cidr_block = None;
        leave_associations(draft, id);
    }
    draft.add_as(id, subnet);
    if let Some(placement) = placement {
        draft.place(id.as_str(), placement);
    }
    readdress_content(draft, id);
}

/// A subnet that leaves its VPC is in none of its tables and ACLs any more.
fn leave_associations(draft: &mut Draft<'_>, subnet: &ResourceId) {
    let lists: Vec<(ResourceId, Vec<ResourceId>)> = draft
        .document()
        .resources
        .iter()
        .filter_map(|(id, resource)| match resource.as_ref() {
            Resource::RouteTable(table) => Some((id.clone(), table.subnet_ids.clone())),
            Resource::NetworkAcl(acl) => Some((id.clone(), acl.subnet_ids.clone())),
            _ => None,
        })
        .filter(|(_, subnets)| subnets.contains(subnet))
        .collect();
    for (id, mut subnets) in lists {
        subnets.retain(|own| own != subnet);
        draft.set_ids(&id, "/subnetIds", &subnets);
    }
}

fn readdress_content(draft: &mut Draft<'_>, subnet: &ResourceId) {
    let document = draft.document();
    let Some(block) = document.subnet(subnet.as_str()).and_then(|subnet| subnet.cidr_block.clone()) else {
        return;
    };
    let outside = |address: Option<&netyard_core::net::Address>| {
        address.and_then(netyard_core::net::Address::ip).is_none_or(|ip| !block.contains(ip))
    };
    let mut interfaces = Vec::new();
    let mut gateways = Vec::new();
    for (id, resource) in &document.resources {
        match resource.as_ref() {
            Resource::NetworkInterface(own)
                if own.subnet_id.as_ref() == Some(subnet)
                    && own
                        .private_ip_addresses
                        .iter()
                        .any(|entry| outside(entry.private_ip_address.as_ref())) =>
            {
                interfaces.push(id.clone());
            }
            Resource::NatGateway(own)
                if own.subnet_id.as_ref() == Some(subnet) && outside(own.private_ip.as_ref()) =>
            {
                gateways.push(id.clone());
            }
            _ => {}
        }
    }
    for id in interfaces {
        // A smaller range may not hold them all: what finds no address keeps the old one, and a finding says so.
        let _ = readdress(draft, &id, subnet);
    }
    for id in gateways {
        let _ = super::readdress::move_to_subnet(draft, &id, subnet);
    }
}
