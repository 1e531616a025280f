//! What is left when things go: associations end, addresses are free, content stands in the open.

use std::collections::BTreeSet;

use netyard_core::model::{Document, Placement, Resource, ResourceId};

use super::gather::content_of_subnet;
use crate::draft::Draft;
use crate::facts;
use crate::geometry::Geometry;
use crate::session::Key;

/// How many routes name what goes, in tables that stay.
pub(super) fn routes_to(document: &Document, doomed: &BTreeSet<ResourceId>) -> usize {
    let tables = document.resources.iter().filter(|(id, _)| !doomed.contains(*id));
    tables
        .filter_map(|(_, resource)| match resource.as_ref() {
            Resource::RouteTable(table) => Some(&table.routes),
            _ => None,
        })
        .flat_map(|routes| routes.values())
        .filter(|route| route.target().is_some_and(|target| doomed.contains(target)))
        .count()
}

/// Ends associations as AWS does: Elastic IPs are free again, interfaces are detached, subnets leave their tables.
/// Gives the names of addresses that stay.
pub(super) fn release(draft: &mut Draft<'_>, doomed: &BTreeSet<ResourceId>) -> Vec<String> {
    let mut left = Vec::new();
    let resources: Vec<(ResourceId, std::sync::Arc<Resource>)> = draft
        .document()
        .resources
        .iter()
        .filter(|(id, _)| !doomed.contains(*id))
        .map(|(id, resource)| (id.clone(), std::sync::Arc::clone(resource)))
        .collect();
    let goes = |id: Option<&ResourceId>| id.is_some_and(|id| doomed.contains(id));
    for (id, resource) in resources {
        match resource.as_ref() {
            Resource::ElasticIp(address)
                if goes(address.nat_gateway_id.as_ref()) || goes(address.network_interface_id.as_ref()) =>
            {
                crate::connect::associate::clear_holder(draft, &id);
                left.push(draft.document().display_name(id.as_str()).to_owned());
            }
            Resource::NetworkInterface(interface) if goes(interface.instance_id()) => {
                draft.unset(&id, "/attachment");
            }
            Resource::RouteTable(table) => leave(draft, &id, &table.subnet_ids, doomed),
            Resource::NetworkAcl(acl) => leave(draft, &id, &acl.subnet_ids, doomed),
            Resource::VpcEndpoint(endpoint)
                if endpoint.route_table_ids.iter().any(|table| doomed.contains(table)) =>
            {
                let kept: Vec<ResourceId> = endpoint
                    .route_table_ids
                    .iter()
                    .filter(|table| !doomed.contains(*table))
                    .cloned()
                    .collect();
                draft.set_ids(&id, "/routeTableIds", &kept);
            }
            Resource::InternetGateway(gateway) if goes(gateway.vpc_id.as_ref()) => draft.unset(&id, "/vpcId"),
            _ => {}
        }
    }
    left
}

fn leave(draft: &mut Draft<'_>, id: &ResourceId, subnets: &[ResourceId], doomed: &BTreeSet<ResourceId>) {
    if subnets.iter().any(|subnet| doomed.contains(subnet)) {
        let kept: Vec<ResourceId> =
            subnets.iter().filter(|subnet| !doomed.contains(*subnet)).cloned().collect();
        draft.set_ids(id, "/subnetIds", &kept);
    }
}

/// What stood directly in the containers stands in the open afterwards, where it was.
pub(super) fn free_content(draft: &mut Draft<'_>, geometry: &Geometry, keys: &[Key]) {
    for key in keys {
        match draft.document().resource(key.as_str()) {
            Some(Resource::Vpc(_)) => {
                let subnets: Vec<ResourceId> = facts::subnets_of(draft.document(), key.as_str())
                    .into_iter()
                    .map(|(id, _)| id.clone())
                    .collect();
                for subnet in subnets {
                    draft.unset(&subnet, "/vpcId");
                    place_in_the_open(draft, geometry, &subnet);
                }
            }
            Some(Resource::Subnet(_)) => {
                for id in content_of_subnet(draft.document(), key) {
                    if let Some(Resource::NetworkInterface(_) | Resource::NatGateway(_)) =
                        draft.document().resource(id.as_str())
                    {
                        draft.unset(&id, "/subnetId");
                    }
                    place_in_the_open(draft, geometry, &id);
                }
            }
            _ => {}
        }
    }
}

fn place_in_the_open(draft: &mut Draft<'_>, geometry: &Geometry, key: &Key) {
    if let Some(corner) = geometry.nominal_corner(key.as_str()) {
        draft.place(key.as_str(), Placement::Box { x: corner.x, y: corner.y, w: None, h: None });
    }
}

/// Zones of a VPC that is gone have no place any more.
pub(super) fn unplace_children(draft: &mut Draft<'_>, doomed: &BTreeSet<ResourceId>) {
    let keys: Vec<String> = draft
        .document()
        .placement
        .keys()
        .filter(|key| key.split_once('/').is_some_and(|(vpc, _)| doomed.contains(vpc)))
        .cloned()
        .collect();
    for key in keys {
        draft.unplace(&key);
    }
}
