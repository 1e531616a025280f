//! A container service: it starts tasks on Fargate, in the subnet that it is dropped on or in the private ones of a VPC.

use netyard_core::model::{AwsvpcConfiguration, EcsNetworkConfiguration, EcsService, ResourceId};

use super::managed_service::one_subnet_in_each_zone;
use super::{Made, Site, inside, subnet_at, vpc_at};
use crate::draft::Draft;
use crate::facts;
use crate::geometry::Geometry;

/// Makes a service without tasks.
///
/// # Errors
/// It is dropped on no VPC, or on one without a subnet.
pub(super) fn create(draft: &mut Draft<'_>, geometry: &Geometry, site: &Site) -> Result<Made, String> {
    let document = draft.document();
    let vpc = vpc_at(draft, site).ok_or("A container service belongs to a VPC. Drop it on one.")?;
    let subnets = match subnet_at(draft, site) {
        Some(subnet) => vec![subnet],
        None => one_subnet_in_each_zone(document, vpc.as_str()),
    };
    let called = document.display_name(vpc.as_str()).to_owned();
    if subnets.is_empty() {
        return Err(format!(
            "A container service starts tasks in subnets, and {called} has none. Add one first."
        ));
    }
    let name = facts::numbered_name(document, "service");
    let config = AwsvpcConfiguration { subnets, ..AwsvpcConfiguration::default() };
    let network =
        EcsNetworkConfiguration { awsvpc_configuration: Some(config), ..EcsNetworkConfiguration::default() };
    let id = draft.add(EcsService {
        name: Some(name.clone()),
        launch_type: Some("FARGATE".to_owned()),
        network_configuration: Some(network),
        ..EcsService::default()
    });
    if let Some(corner) = site.corner {
        draft.place(id.as_str(), inside(geometry, Some(vpc.as_str()), corner));
    }
    Ok(Made::new(ResourceId::clone(&id), format!("{name} in {called}")))
}
