//! Collecting what is copied: the selection, its content, and what only exists with it.

use netyard_core::ordered::IntoOrdered;
use std::collections::{BTreeMap, BTreeSet};

use netyard_core::model::{Document, Placement, Resource, ResourceId};

use super::{Clip, KIND, VERSION};
use crate::facts;
use crate::geometry::Geometry;
use crate::session::Key;

/// The clip of these things; `None` if nothing of them can be copied.
pub(crate) fn copy(document: &Document, geometry: &Geometry, keys: &[Key]) -> Option<Clip> {
    let roots: Vec<Key> = keys
        .iter()
        .filter(|key| {
            !keys.iter().any(|other| other != *key && geometry.is_within(key.as_str(), other.as_str()))
        })
        .cloned()
        .collect();
    let mut taken: BTreeSet<ResourceId> = BTreeSet::new();
    for root in &roots {
        gather(document, geometry, root, &mut taken);
    }
    // A peering connection is copied with both of its VPCs, an attachment with both ends, an Elastic IP with its holder, a
    // flow log with what it watches.
    for (id, resource) in &document.resources {
        let follows = match resource.as_ref() {
            Resource::VpcPeeringConnection(peering) => {
                peering.vpc_ids().into_iter().all(|side| side.is_some_and(|vpc| taken.contains(vpc)))
            }
            Resource::TransitGatewayAttachment(attachment) => {
                let ends = [&attachment.transit_gateway_id, &attachment.resource_id];
                ends.into_iter().all(|end| end.as_ref().is_some_and(|id| taken.contains(id)))
            }
            Resource::VpnConnection(connection) => {
                let gateway = connection.vpn_gateway_id.as_ref().or(connection.transit_gateway_id.as_ref());
                let ends = [connection.customer_gateway_id.as_ref(), gateway];
                ends.into_iter().all(|end| end.is_some_and(|id| taken.contains(id)))
            }
            Resource::ElasticIp(address) => [&address.nat_gateway_id, &address.network_interface_id]
                .into_iter()
                .flatten()
                .any(|holder| taken.contains(holder)),
            Resource::FlowLog(log) => log.resource_id.as_ref().is_some_and(|watched| taken.contains(watched)),
            _ => false,
        };
        if follows {
            taken.insert(id.clone());
        }
    }
    let notes: BTreeMap<_, _> = roots
        .iter()
        .filter_map(|key| Some((key.to_string(), document.notes.get(key.as_str())?.clone())))
        .into_map();
    if taken.is_empty() && notes.is_empty() {
        return None;
    }
    let resources = taken
        .iter()
        .filter_map(|id| Some((id.to_string(), document.resource(id.as_str())?.to_value())))
        .into_map();
    let is_root = |key: &str| roots.iter().any(|root| root.as_str() == key);
    let placement = document
        .placement
        .iter()
        .filter(|(key, place)| {
            let of = key.split_once('/').map_or(key.as_str(), |(vpc, _)| vpc);
            taken.contains(of) && (!is_root(key) || !matches!(place, Placement::Box { .. }))
        })
        .filter_map(|(key, place)| Some((key.clone(), serde_json::to_value(place).ok()?)))
        .into_map();
    let frames = roots
        .iter()
        .filter_map(|key| {
            let (corner, rect) = (geometry.nominal_corner(key.as_str())?, geometry.rect(key.as_str())?);
            Some((key.to_string(), (corner.x, corner.y, rect.w, rect.h)))
        })
        .into_map();
    let roots = roots.iter().map(ToString::to_string).collect();
    Some(Clip { kind: KIND.to_owned(), version: VERSION, roots, resources, placement, frames, notes })
}

fn gather(document: &Document, geometry: &Geometry, key: &Key, taken: &mut BTreeSet<ResourceId>) {
    if let Some(resource) = document.resource(key.as_str()) {
        // A peering connection alone would join the same two VPCs again, an attachment the same VPC: AWS refuses both
        // (R-PEER-2, R-TGW-2). A flow log alone would write the same again.
        if matches!(
            resource,
            Resource::VpcPeeringConnection(_)
                | Resource::TransitGatewayAttachment(_)
                | Resource::TransitGatewayConnectPeer(_)
                | Resource::VpnConnection(_)
                | Resource::VpcBlockPublicAccessOptions(_)
                | Resource::FlowLog(_)
                | Resource::Account(_)
                | Resource::Region(_)
                | Resource::AvailabilityZone(_)
        ) {
            return;
        }
        if !taken.insert(key.clone()) {
            return;
        }
        match resource {
            Resource::Vpc(_) => {
                let own = |id: &Option<ResourceId>| id.as_ref() == Some(key);
                taken.extend(document.resources.iter().filter_map(
                    |(id, resource)| match resource.as_ref() {
                        Resource::RouteTable(table) if own(&table.vpc_id) => Some(id.clone()),
                        Resource::NetworkAcl(acl) if own(&acl.vpc_id) => Some(id.clone()),
                        Resource::SecurityGroup(group) if own(&group.vpc_id) => Some(id.clone()),
                        _ => None,
                    },
                ));
            }
            holder if holder.holds_interfaces() => {
                taken.extend(
                    facts::interfaces_of(document, key.as_str()).into_iter().map(|(id, _)| id.clone()),
                );
            }
            _ => {}
        }
    }
    let children: Vec<Key> = geometry.children(Some(key.as_str())).map(|node| node.key.clone()).collect();
    for child in children {
        gather(document, geometry, &child, taken);
    }
}
