//! An attachment of a transit gateway without a subnet in a zone (R-TGW-5): it gets one.

use crate::change::{Change, Fix};
use crate::simulate::world::World;
use crate::topology::{SubnetNode, TransitGatewayAttachmentNode};

/// Adds the subnet to an attachment; where it has no IPv4 block another one of its VPC in the same zone that has one, for AWS
/// attaches no subnet that is for IPv6 only.
pub(in crate::simulate) fn add(
    world: World<'_>,
    attachment: &TransitGatewayAttachmentNode,
    subnet: &SubnetNode,
) -> Option<Fix> {
    let others = world.vpc(attachment.vpc()).into_iter().flat_map(|vpc| &vpc.subnets);
    let others =
        others.filter_map(|id| world.network.subnets.get(id)).filter(|other| other.zone == subnet.zone);
    let added = std::iter::once(subnet).chain(others).find(|subnet| subnet.cidr.is_some())?;
    let drawn = world.network.document.transit_gateway_attachment(attachment.id.as_str())?;
    let path = format!("/subnetIds/{}", drawn.subnet_ids.len());
    Some(Fix {
        title: format!("Add {} to {}", world.name(&added.id), world.name(&attachment.id)),
        changes: vec![Change::set(&attachment.id, &path, added.id.as_str())],
    })
}
