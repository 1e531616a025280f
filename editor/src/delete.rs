//! Removing things as AWS does: what is part of a thing goes with it, what only names it keeps the name.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use netyard_core::change::Change;
use netyard_core::model::{Document, Placement, Resource, ResourceId, reserved};

use crate::draft::Draft;
use crate::edge::remove_line;
use crate::facts;
use crate::geometry::Geometry;
use crate::session::Key;

/// Removes lines, and things with what belongs to them, and says so: "Deleted app-a with 4 parts. 2 routes to it are
/// left as blackholes." With `keep_content`, what stands in a container stays, outside of it.
///
/// # Errors
/// AWS would refuse, or the thing is drawn because others need it.
pub(crate) fn delete(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    lines: &[Key],
    things: &[Key],
    keep_content: bool,
) -> Result<String, String> {
    let mut told = Vec::new();
    for line in lines {
        told.push(remove_line(draft, line)?);
    }
    if !things.is_empty() {
        told.push(delete_things(draft, geometry, things, keep_content)?);
    }
    Ok(told.join(". "))
}

fn delete_things(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    keys: &[Key],
    keep_content: bool,
) -> Result<String, String> {
    let names = facts::name_list(
        keys.iter().map(|key| label(draft.document(), key)).collect::<Vec<_>>().iter().map(String::as_str),
        "and",
    );
    let mut doomed: BTreeSet<ResourceId> = BTreeSet::new();
    for key in keys {
        gather(draft, geometry, key, keep_content, &mut doomed)?;
    }
    for key in keys {
        refuse_primary_interface(draft.document(), key, &doomed)?;
    }
    let parts = doomed.iter().filter(|id| !keys.contains(id) && geometry.node(id.as_str()).is_some()).count();
    if keep_content {
        free_content(draft, geometry, keys);
    }
    let routes = routes_to(draft.document(), &doomed);
    let addresses = release(draft, &doomed);
    for id in &doomed {
        if draft.document().resources.contains_key(id) {
            draft.remove(id);
        }
    }
    unplace_children(draft, &doomed);
    let mut text = format!("Deleted {names}");
    push_count(&mut text, parts, " with 1 part", |many| format!(" with {many} parts"));
    push_count(&mut text, routes, ". 1 route to it is left as a blackhole", |many| {
        format!(". {many} routes to it are left as blackholes")
    });
    if !addresses.is_empty() {
        let list = facts::name_list(addresses.iter().map(String::as_str), "and");
        let verb = if addresses.len() == 1 { "stays" } else { "stay" };
        let _ = write!(text, ". {list} {verb}, on nothing");
    }
    Ok(text)
}

/// Says how many there are, if any.
fn push_count(text: &mut String, count: usize, one: &str, many: impl Fn(usize) -> String) {
    match count {
        0 => {}
        1 => text.push_str(one),
        count => text.push_str(&many(count)),
    }
}

fn label(document: &Document, key: &Key) -> String {
    if document.notes.contains_key(key.as_str()) {
        return "a note".to_owned();
    }
    let name = key.as_str().split_once('/').map_or(key.as_str(), |(_, zone)| zone);
    document.display_name(name).to_owned()
}

/// Collects what goes with a thing. Notes, zones and reserved ids are removed from the draft at once: no resources.
fn gather(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    key: &Key,
    keep_content: bool,
    doomed: &mut BTreeSet<ResourceId>,
) -> Result<(), String> {
    if draft.document().notes.contains_key(key.as_str()) {
        draft.change(Change::Note { id: key.to_string(), to: None });
        return Ok(());
    }
    if let Some((vpc, zone)) = key.as_str().split_once('/') {
        let subnets: Vec<ResourceId> = facts::subnets_of(draft.document(), vpc)
            .into_iter()
            .filter(|(_, subnet)| subnet.availability_zone.as_deref() == Some(zone))
            .map(|(id, _)| id.clone())
            .collect();
        if keep_content && !subnets.is_empty() {
            return Err(format!(
                "Zone {zone} is drawn because subnets are in it. Delete them, or delete it with its content."
            ));
        }
        draft.unplace(key.as_str());
        for subnet in &subnets {
            gather(draft, geometry, subnet, false, doomed)?;
        }
        return Ok(());
    }
    let Some(resource) = draft.document().resources.get(key).cloned() else {
        return remove_reserved(draft, geometry, key, keep_content, doomed);
    };
    doomed.insert(key.clone());
    let content: Vec<ResourceId> = match resource.as_ref() {
        Resource::Region(_) => return remove_region(draft, geometry, key, keep_content, doomed),
        Resource::Vpc(_) => content_of_vpc(draft.document(), key, keep_content),
        Resource::Subnet(_) if keep_content => Vec::new(),
        Resource::Subnet(_) => content_of_subnet(draft.document(), key),
        // The primary interface is made and removed with its instance; others are only detached.
        Resource::Instance(_) => facts::interfaces_of(draft.document(), key.as_str())
            .into_iter()
            .filter(|(_, interface)| interface.device_index() == 0)
            .map(|(id, _)| id.clone())
            .collect(),
        _ => Vec::new(),
    };
    for id in content {
        if !doomed.contains(&id) {
            gather(draft, geometry, &id, false, doomed)?;
        }
    }
    Ok(())
}

fn remove_region(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    key: &Key,
    keep_content: bool,
    doomed: &mut BTreeSet<ResourceId>,
) -> Result<(), String> {
    let vpcs: Vec<ResourceId> = draft
        .document()
        .resources
        .iter()
        .filter(|(_, resource)| {
            matches!(resource.as_ref(), Resource::Vpc(vpc) if vpc.region.as_deref() == Some(key.as_str()))
        })
        .map(|(id, _)| id.clone())
        .collect();
    if keep_content && !vpcs.is_empty() {
        return Err(format!(
            "{key} is drawn because VPCs are in it. Delete them, or delete it with its content."
        ));
    }
    draft.unplace(key.as_str());
    for vpc in vpcs {
        gather(draft, geometry, &vpc, false, doomed)?;
    }
    Ok(())
}

/// The internet, services and Regions without an entry are drawn while something needs them.
fn remove_reserved(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    key: &Key,
    keep_content: bool,
    doomed: &mut BTreeSet<ResourceId>,
) -> Result<(), String> {
    let node = geometry.node(key.as_str());
    if node.is_some_and(|node| node.kind.is_container()) {
        return remove_region(draft, geometry, key, keep_content, doomed);
    }
    let needed = draft.document().resources.values().any(|resource| match resource.as_ref() {
        Resource::InternetGateway(_) | Resource::EgressOnlyInternetGateway(_) => {
            key.as_str() == reserved::INTERNET
        }
        Resource::VpcEndpoint(_) => key.as_str() != reserved::INTERNET,
        _ => false,
    });
    if needed {
        let what = if key.as_str() == reserved::INTERNET { "The internet" } else { "The service" };
        return Err(format!("{what} is drawn while a gateway leads to it. Delete the gateway first."));
    }
    draft.unplace(key.as_str());
    Ok(())
}

/// Everything that is part of a VPC. Its internet gateway stands on its border and goes with it; with `keep_content`
/// only what cannot be without a VPC does.
fn content_of_vpc(document: &Document, vpc: &ResourceId, keep_content: bool) -> Vec<ResourceId> {
    let own = |id: &Option<ResourceId>| id.as_ref() == Some(vpc);
    let belongs = |resource: &Resource| match resource {
        Resource::RouteTable(table) => own(&table.vpc_id),
        Resource::NetworkAcl(acl) => own(&acl.vpc_id),
        Resource::SecurityGroup(group) => own(&group.vpc_id),
        Resource::VpcEndpoint(endpoint) => own(&endpoint.vpc_id),
        Resource::EgressOnlyInternetGateway(gateway) => own(&gateway.vpc_id),
        // A peering connection ends with either of its VPCs.
        Resource::VpcPeeringConnection(peering) => {
            peering.vpc_ids().into_iter().flatten().any(|side| side == vpc)
        }
        Resource::InternetGateway(gateway) => !keep_content && own(&gateway.vpc_id),
        Resource::Subnet(subnet) => !keep_content && own(&subnet.vpc_id),
        Resource::NatGateway(nat) => !keep_content && nat.subnet_id.is_none() && own(&nat.vpc_id),
        _ => false,
    };
    document.resources.iter().filter(|(_, resource)| belongs(resource)).map(|(id, _)| id.clone()).collect()
}

fn content_of_subnet(document: &Document, subnet: &ResourceId) -> Vec<ResourceId> {
    let here = |id: &Option<ResourceId>| id.as_ref() == Some(subnet);
    let mut content = Vec::new();
    for (id, resource) in &document.resources {
        match resource.as_ref() {
            Resource::NetworkInterface(interface) if here(&interface.subnet_id) => {
                content.push(id.clone());
                // An instance stands where its primary interface does.
                if interface.device_index() == 0 {
                    content.extend(interface.instance_id().cloned());
                }
            }
            Resource::NatGateway(nat) if here(&nat.subnet_id) => content.push(id.clone()),
            _ => {}
        }
    }
    content
}

/// A primary interface goes only with its instance. What else AWS keeps while it is used, core tells.
fn refuse_primary_interface(
    document: &Document,
    key: &Key,
    doomed: &BTreeSet<ResourceId>,
) -> Result<(), String> {
    let Some(interface) = document.network_interface(key.as_str()).filter(|own| own.device_index() == 0)
    else {
        return Ok(());
    };
    let stays = |id: &&ResourceId| document.instance(id.as_str()).is_some() && !doomed.contains(*id);
    let Some(holder) = interface.instance_id().filter(stays) else { return Ok(()) };
    let (name, holder) = (document.display_name(key.as_str()), document.display_name(holder.as_str()));
    Err(format!("{name} is the primary interface of {holder}: it goes only with it. Delete {holder}."))
}

/// How many routes name what goes, in tables that stay.
fn routes_to(document: &Document, doomed: &BTreeSet<ResourceId>) -> usize {
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
fn release(draft: &mut Draft<'_>, doomed: &BTreeSet<ResourceId>) -> Vec<String> {
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
fn free_content(draft: &mut Draft<'_>, geometry: &Geometry, keys: &[Key]) {
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
fn unplace_children(draft: &mut Draft<'_>, doomed: &BTreeSet<ResourceId>) {
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
