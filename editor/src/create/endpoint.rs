//! A gateway endpoint: on the main route table of its VPC, so that it does something at once (R-GWE-2).

use netyard_core::model::VpcEndpoint;

use super::gateway::place_on_border;
use super::{Made, Site, vpc_at};
use crate::draft::Draft;
use crate::facts;
use crate::geometry::Geometry;
use crate::part::PartId;

pub(super) fn create(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    part: PartId,
    site: &Site,
) -> Result<Made, String> {
    let vpc = vpc_at(draft, site).ok_or("A gateway endpoint belongs to a VPC. Draw a VPC first.")?;
    let word = part.service().map_or("s3", netyard_core::model::reserved::GatewayService::word);
    let document = draft.document();
    let region = facts::region_of_vpc(document, vpc.as_str());
    let service_name = format!("com.amazonaws.{region}.{word}");
    let vpc_name = document.display_name(vpc.as_str()).to_owned();
    // Dropped on a subnet, its table; on the VPC, the main one. A table takes one endpoint of a service (R-GWE-3).
    let by_subnet = site.key.as_ref().and_then(|key| facts::effective_table(document, key.as_str()));
    let main = || facts::tables_of(document, vpc.as_str()).into_iter().find(|(_, table)| table.main);
    let table = by_subnet.or_else(main).map(|(id, _)| id.clone());
    let has_one_already = |table: &netyard_core::model::ResourceId| {
        document.resources.values().any(|resource| {
            matches!(resource.as_ref(), netyard_core::model::Resource::VpcEndpoint(endpoint)
                if endpoint.service_name.as_deref() == Some(&service_name) && endpoint.route_table_ids.contains(table))
        })
    };
    let table = table.filter(|table| !has_one_already(table));
    let table_name = table.as_ref().map(|table| document.display_name(table.as_str()).to_owned());
    let name = facts::unique_name(document, &format!("{word}-endpoint"));
    let id = draft.add(VpcEndpoint {
        name: Some(name.clone()),
        vpc_id: Some(vpc.clone()),
        service_name: Some(service_name),
        route_table_ids: table.into_iter().collect(),
        ..VpcEndpoint::default()
    });
    place_on_border(draft, geometry, &id, &vpc, site.corner);
    let text = match table_name {
        Some(table) => format!("{name} in {vpc_name}, with its route in {table}"),
        None => format!("{name} in {vpc_name}, in no route table yet"),
    };
    Ok(Made::new(id, text))
}
