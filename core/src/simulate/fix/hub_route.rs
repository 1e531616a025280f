//! A static route in a table of a transit gateway.

use super::{free_row, row_path};
use crate::change::{Change, Fix};
use crate::model::TransitGatewayRoute;
use crate::net::CidrBlock;
use crate::routing::HubTable;
use crate::simulate::world::World;
use crate::topology::TransitGatewayAttachmentNode;
use std::net::IpAddr;

/// Adds a row that leads to an attachment, for the block behind it that holds the address. `None` for a table that nobody
/// drew.
pub(in crate::simulate) fn add(
    world: World<'_>,
    table: &HubTable,
    attachment: &TransitGatewayAttachmentNode,
    address: IpAddr,
) -> Option<Fix> {
    let document = &world.network.document;
    let id = table.id.as_ref()?;
    let block = world.network.block_behind(attachment, address)?;
    let row = free_row(&document.transit_gateway_route_table(id.as_str())?.routes, "r");
    let (named, added) = super::attachment::written(world, attachment);
    let route = TransitGatewayRoute {
        destination_cidr_block: Some(CidrBlock::from(block)),
        transit_gateway_attachment_id: Some(named),
        ..TransitGatewayRoute::default()
    };
    let title = format!(
        "Add route {block} over {} to {}",
        document.display_name(attachment.id.as_str()),
        document.display_name(id.as_str())
    );
    let change = Change::set(id, &row_path("routes", &row), serde_json::to_value(&route).ok()?);
    Some(Fix { title, changes: added.into_iter().chain([change]).collect() })
}
