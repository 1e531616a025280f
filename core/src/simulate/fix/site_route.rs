//! A route in the router of a site.

use super::{free_row, row_path};
use crate::change::{Change, Fix};
use crate::model::OnPremisesRoute;
use crate::net::CidrBlock;
use crate::simulate::world::World;
use crate::topology::{SiteNode, VpnConnectionNode};
use ipnet::IpNet;

/// Adds a row that sends a block over a VPN connection.
pub(in crate::simulate) fn add(
    world: World<'_>,
    site: &SiteNode,
    connection: &VpnConnectionNode,
    block: IpNet,
) -> Option<Fix> {
    let document = &world.network.document;
    let mut route =
        OnPremisesRoute { vpn_connection_id: Some(connection.id.clone()), ..OnPremisesRoute::default() };
    match block {
        IpNet::V4(_) => route.destination_cidr_block = Some(CidrBlock::from(block)),
        IpNet::V6(_) => route.destination_ipv6_cidr_block = Some(CidrBlock::from(block)),
    }
    let row = free_row(&document.on_premises_site(site.id.as_str())?.routes, "r");
    let title = format!(
        "Add route {block} over {} to {}",
        document.display_name(connection.id.as_str()),
        document.display_name(site.id.as_str())
    );
    let change = Change::set(&site.id, &row_path("routes", &row), serde_json::to_value(&route).ok()?);
    Some(Fix { title, changes: vec![change] })
}
