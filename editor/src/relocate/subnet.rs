//! Moving a subnet to another zone or VPC: AWS makes it again there.

use netyard_core::model::ResourceId;

use super::{NotMoved, remake_subnet};
use crate::draft::Draft;
use crate::effect::Alternative;
use crate::facts;
use crate::geometry::Geometry;
use crate::session::Key;

/// A subnet keeps its VPC and zone for good (R-SUB-4); made again it may have others.
pub(super) fn move_subnet(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    key: &Key,
    target: &Key,
) -> Result<Option<(Key, String)>, NotMoved> {
    let document = draft.document();
    let Some(subnet) = document.subnet(key.as_str()) else { return Ok(None) };
    let Some(vpc) = facts::vpc_of(document, target.as_str()) else { return Ok(None) };
    let zone = target.as_str().split_once('/').map(|(_, zone)| zone.to_owned());
    let same_vpc = subnet.vpc_id.as_ref() == Some(&vpc);
    let own_zone = subnet.availability_zone.clone().unwrap_or_default();
    let wanted_zone = zone.unwrap_or_else(|| {
        if same_vpc {
            own_zone.clone()
        } else {
            let site = crate::create::Site { key: Some(vpc.clone()), corner: None };
            crate::create::zone_at(document, geometry, vpc.as_str(), &site)
        }
    });
    let container = || {
        let key = ResourceId::new(&format!("{vpc}/{wanted_zone}"));
        if geometry.node(key.as_str()).is_some() { key } else { vpc.clone() }
    };
    if same_vpc && own_zone == wanted_zone {
        return Ok(None);
    }
    let name = document.display_name(key.as_str()).to_owned();
    // What was never in a VPC or zone is given one freely.
    if subnet.vpc_id.as_ref().is_none_or(|own| document.vpc(own.as_str()).is_none())
        || (same_vpc && own_zone.is_empty())
    {
        let vpc_name = document.display_name(vpc.as_str()).to_owned();
        let container = container();
        remake_subnet(draft, key, &vpc, &wanted_zone, None);
        return Ok(Some((container, format!("into {vpc_name}, zone {wanted_zone}"))));
    }
    let message = if same_vpc {
        format!(
            "{name} stands in zone {own_zone}: AWS cannot move a subnet to another zone. Make it again there."
        )
    } else {
        let own = subnet.vpc_id.as_ref().map_or("", |own| document.display_name(own.as_str()));
        format!("{name} belongs to {own}: AWS cannot move a subnet to another VPC. Make it again there.")
    };
    let place = if same_vpc { wanted_zone.clone() } else { document.display_name(vpc.as_str()).to_owned() };
    let changes = draft.try_out(|draft| {
        remake_subnet(draft, key, &vpc, &wanted_zone, None);
        draft.unplace(key.as_str());
    });
    Err(NotMoved {
        message,
        alternatives: vec![Alternative { label: format!("Make {name} again in {place}"), changes }],
    })
}
