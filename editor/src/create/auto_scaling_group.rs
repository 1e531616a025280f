//! An Auto Scaling group with the instances that AWS starts for it: one in each of two zones.

use netyard_core::model::{AutoScalingGroup, ResourceId};

use super::instance::add_instance;
use super::load_balancer::subnets_for;
use super::{Made, Site, place_in_vpc, subnet_at, vpc_at};
use crate::draft::Draft;
use crate::facts;
use crate::geometry::Geometry;

/// A group in the subnet, or in private ones of two zones.
///
/// # Errors
/// There is no subnet, or all are full.
pub(super) fn create(draft: &mut Draft<'_>, geometry: &Geometry, site: &Site) -> Result<Made, String> {
    let Some(vpc) = vpc_at(draft, site) else {
        return Err(
            "An Auto Scaling group starts instances in the subnets of a VPC. Drop it on one.".to_owned()
        );
    };
    let subnets = match subnet_at(draft, site) {
        Some(subnet) => vec![subnet],
        None => subnets_for(draft, &vpc, None, false),
    };
    if subnets.is_empty() {
        return Err(format!(
            "An Auto Scaling group starts instances in subnets, and {} has none with a free address. Draw one first.",
            draft.document().display_name(vpc.as_str())
        ));
    }
    let name = facts::numbered_name(draft.document(), "asg");
    let mut instances: Vec<ResourceId> = Vec::new();
    for subnet in &subnets {
        let called = facts::numbered_name(draft.document(), &name);
        instances.push(add_instance(draft, called, subnet)?);
    }
    let capacity = u32::try_from(instances.len()).ok();
    let text = {
        let document = draft.document();
        let places = facts::name_list(subnets.iter().map(|id| document.display_name(id.as_str())), "and");
        let plural = if instances.len() == 1 { "" } else { "s" };
        format!("{name} with {} instance{plural} in {places}. Connect it to a target group", instances.len())
    };
    let id = draft.add(AutoScalingGroup {
        name: Some(name),
        min_size: capacity,
        max_size: capacity,
        desired_capacity: capacity,
        vpc_zone_identifier: subnets,
        instances,
        ..AutoScalingGroup::default()
    });
    place_in_vpc(draft, geometry, site, &id, &vpc);
    Ok(Made::new(id, text).inspected())
}
