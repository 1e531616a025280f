//! An Availability Zone in a VPC: a place for subnets. AWS has it already; it is only drawn.

use netyard_core::model::{Placement, ResourceId};

use super::{Made, Site, subnet, vpc_at};
use crate::draft::Draft;
use crate::facts;

pub(super) fn create(draft: &mut Draft<'_>, site: &Site) -> Result<Made, String> {
    let vpc = vpc_at(draft, site).ok_or("An Availability Zone lies in a VPC. Draw a VPC first.")?;
    let region = facts::region_of_vpc(draft.document(), vpc.as_str()).to_owned();
    let used = subnet::zones_of(draft.document(), vpc.as_str());
    let zone = subnet::zone_names(&region)
        .find(|zone| !used.contains(zone))
        .ok_or_else(|| format!("Every zone of {region} is drawn in it already."))?;
    let key = format!("{vpc}/{zone}");
    // A place keeps an empty zone in the drawing; the layout makes columns of zones, so it is the next column's.
    let x = i32::try_from(used.len()).unwrap_or(0) * ZONE_STEP;
    draft.place(&key, Placement::Box { x, y: 0, w: None, h: None });
    Ok(Made::new(
        ResourceId::new(&key),
        format!("Zone {zone} in {}", draft.document().display_name(vpc.as_str())),
    ))
}

/// Distance of the left edges of two zones: a zone with one column of cards, and the gutter between.
const ZONE_STEP: i32 = 346;
