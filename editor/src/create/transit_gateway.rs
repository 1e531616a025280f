//! A transit gateway with the route table that AWS makes with it: the default for associations and propagations
//! (R-TGW-23).

use netyard_core::model::{
    ResourceId, TransitGateway, TransitGatewayMulticastDomain, TransitGatewayRouteTable,
};

use super::{Made, Site};
use crate::draft::Draft;
use crate::facts;
use crate::frame::{Frame, place_in_frame};
use crate::geometry::Geometry;

pub(super) fn create(draft: &mut Draft<'_>, geometry: &Geometry, site: &Site) -> Made {
    let frame = Frame::of_new(draft.document(), geometry, site.key.as_ref());
    let name = facts::numbered_name(draft.document(), "tgw");
    let id = draft.add(TransitGateway {
        name: Some(name.clone()),
        owner_id: frame.owner(),
        region: frame.region.clone(),
        ..TransitGateway::default()
    });
    let table = add_table(draft, &id, true);
    let table = draft.document().display_name(table.as_str()).to_owned();
    if let Some(corner) = site.corner {
        place_in_frame(draft, geometry, &id, &frame, corner);
    }
    let place = frame.words(draft.document());
    Made::new(id, format!("{name} in {place}, with the route table {table}"))
}

/// A further table, for the transit gateway that it is dropped on.
pub(super) fn create_table(draft: &mut Draft<'_>, site: &Site) -> Result<Made, String> {
    let gateway = site.key.clone().filter(|key| draft.document().transit_gateway(key.as_str()).is_some());
    let gateway =
        gateway.ok_or("A transit gateway route table belongs to a transit gateway. Drop it on one.")?;
    let id = add_table(draft, &gateway, false);
    let document = draft.document();
    let (name, owner) = (document.display_name(id.as_str()), document.display_name(gateway.as_str()));
    let text = format!("{name} of {owner}. It decides for nothing until an attachment is associated with it");
    Ok(Made::new(id, text).inspected())
}

/// A multicast domain, for the transit gateway that it is dropped on. The gateway carries multicast from then on: one that
/// was made without it has no domains (R-TGW-39).
pub(super) fn create_domain(draft: &mut Draft<'_>, site: &Site) -> Result<Made, String> {
    let gateway = site.key.clone().filter(|key| draft.document().transit_gateway(key.as_str()).is_some());
    let gateway = gateway.ok_or("A multicast domain belongs to a transit gateway. Drop it on one.")?;
    let owner = draft.document().display_name(gateway.as_str()).to_owned();
    let name = facts::unique_name(draft.document(), &format!("multicast-{owner}"));
    let id = draft.add(TransitGatewayMulticastDomain {
        name: Some(name.clone()),
        transit_gateway_id: Some(gateway.clone()),
        ..TransitGatewayMulticastDomain::default()
    });
    draft.set(&gateway, "/options/multicastSupport", "enable");
    let text = format!("{name} of {owner}. It carries nothing until subnets are associated with it");
    Ok(Made::new(id, text).inspected())
}

/// Adds a route table to a transit gateway.
fn add_table(draft: &mut Draft<'_>, gateway: &ResourceId, is_default: bool) -> ResourceId {
    let wanted = format!("rtb-{}", draft.document().display_name(gateway.as_str()));
    let name = facts::unique_name(draft.document(), &wanted);
    draft.add(TransitGatewayRouteTable {
        name: Some(name),
        transit_gateway_id: Some(gateway.clone()),
        default_association_route_table: is_default,
        default_propagation_route_table: is_default,
        ..TransitGatewayRouteTable::default()
    })
}
