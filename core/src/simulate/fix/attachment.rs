//! An attachment that tables of a transit gateway are to name: a VPN connection ends at its gateway by one that nobody has
//! to draw, and that is written down before a table names it.

use super::free_id;
use crate::change::Change;
use crate::model::{ResourceId, TransitGatewayAttachment};
use crate::simulate::world::World;
use crate::topology::TransitGatewayAttachmentNode;

/// The id by which tables name the attachment, and the change that writes it down where it is not drawn.
pub(in crate::simulate) fn written(
    world: World<'_>,
    node: &TransitGatewayAttachmentNode,
) -> (ResourceId, Option<Change>) {
    if world.network.document.transit_gateway_attachment(node.id.as_str()).is_some() {
        return (node.id.clone(), None);
    }
    let id = free_id(world, "tgw-attach");
    let added = TransitGatewayAttachment {
        transit_gateway_id: node.gateway.clone(),
        resource_type: "vpn".to_owned(),
        resource_id: node.resource.clone(),
        ..TransitGatewayAttachment::default()
    };
    (id.clone(), Some(Change::add(id, added)))
}
