//! A VPC in another Region: AWS moves none there, so it is made again, with the zones and services of that Region.

use netyard_core::model::{Resource, ResourceId};

use super::account::give;
use super::{Move, NotMoved};
use crate::draft::Draft;
use crate::effect::Alternative;
use crate::facts;
use crate::frame::{Frame, place_in_frame};
use crate::geometry::Geometry;
use crate::session::Key;

/// Why a VPC cannot be dragged to another Region, with the network made again there as what can be done instead.
pub(super) fn refused(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    asked: &Move<'_>,
    vpc: &Key,
    own: &Frame,
    to: &Frame,
) -> NotMoved {
    let name = draft.document().display_name(vpc.as_str()).to_owned();
    let place = draft.document().display_name(to.region()).to_owned();
    let own_region = own.region();
    let corner = geometry.nominal_corner(vpc.as_str()).map(|corner| corner.moved(asked.dx, asked.dy));
    let changes = draft.try_out(|draft| {
        move_to_region(draft, vpc, to.region());
        if to.account != own.account {
            give(draft, vpc, to);
        }
        if let Some(corner) = corner {
            place_in_frame(draft, geometry, vpc, to, corner);
        }
    });
    NotMoved {
        message: format!(
            "{name} stands in {own_region}: AWS cannot move a VPC to another Region. Make it again there, or copy it."
        ),
        alternatives: vec![Alternative { label: format!("Make {name} again in {place}"), changes }],
    }
}

/// Gives a VPC another Region: its subnets get the zones with the same letters, its gateway endpoints lead to the
/// services there, its addresses are announced from there. Ranges and rules stay.
pub(crate) fn move_to_region(draft: &mut Draft<'_>, vpc: &ResourceId, region: &str) {
    draft.set(vpc, "/region", region);
    let resources: Vec<_> = draft
        .document()
        .resources
        .iter()
        .map(|(id, resource)| (id.clone(), std::sync::Arc::clone(resource)))
        .collect();
    let own = |id: Option<&ResourceId>| id == Some(vpc);
    for (id, resource) in resources {
        match resource.as_ref() {
            Resource::Subnet(subnet) if own(subnet.vpc_id.as_ref()) => {
                let mut moved = subnet.clone();
                facts::move_to_region(&mut moved, region);
                if let Some(zone) =
                    moved.availability_zone.filter(|zone| Some(zone) != subnet.availability_zone.as_ref())
                {
                    draft.set(&id, "/availabilityZone", zone);
                    draft.unset(&id, "/availabilityZoneId");
                }
            }
            Resource::VpcEndpoint(endpoint) if own(endpoint.vpc_id.as_ref()) => {
                let mut moved = endpoint.clone();
                facts::lead_to_region(&mut moved, region);
                if let Some(service) = moved.service_name {
                    draft.set(&id, "/serviceName", service);
                }
            }
            Resource::ElasticIp(address) if address.network_border_group.is_some() => {
                let holders = [&address.nat_gateway_id, &address.network_interface_id].into_iter().flatten();
                let mut vpcs = holders.map(|holder| facts::vpc_of(draft.document(), holder.as_str()));
                if vpcs.any(|holder| own(holder.as_ref())) {
                    draft.unset(&id, "/networkBorderGroup");
                }
            }
            // A VPC is attached in its own Region only (R-TGW-1).
            Resource::TransitGatewayAttachment(attachment) if attachment.vpc_id() == Some(vpc) => {
                crate::delete::end_attachment(draft, &id);
            }
            Resource::VpcPeeringConnection(peering) => {
                let sides =
                    [("requester", &peering.requester_vpc_info), ("accepter", &peering.accepter_vpc_info)];
                for (side, info) in sides {
                    let info =
                        info.as_ref().filter(|info| own(info.vpc_id.as_ref()) && info.region.is_some());
                    if info.is_some() {
                        draft.set(&id, &format!("/{side}VpcInfo/region"), region);
                    }
                }
            }
            _ => {}
        }
    }
    move_zones(draft, vpc, region);
}

/// The places of zones go by their names.
fn move_zones(draft: &mut Draft<'_>, vpc: &ResourceId, region: &str) {
    let zones: Vec<_> = draft
        .document()
        .placement
        .iter()
        .filter_map(|(key, place)| {
            let (_, zone) = key.split_once('/').filter(|(own, _)| *own == vpc.as_str())?;
            Some((zone.to_owned(), *place))
        })
        .collect();
    for (zone, place) in zones {
        let there = facts::zone_in(&zone, region);
        if there != zone {
            draft.unplace(&format!("{vpc}/{zone}"));
            draft.place(&format!("{vpc}/{there}"), place);
        }
    }
}
