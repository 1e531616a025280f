//! Associations: what belongs to what without a line between them.

use netyard_core::model::{Document, Resource, ResourceId};
use serde_json::json;

use crate::draft::Draft;
use crate::facts;
use crate::part::PartId;

/// The subnet uses this route table from now on, and no other (R-RT-16).
pub(crate) fn route_table(draft: &mut Draft<'_>, table: &ResourceId, subnet: &ResourceId) {
    let lists = draft.document().resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::RouteTable(own) => Some((id.clone(), own.subnet_ids.clone())),
        _ => None,
    });
    let lists: Vec<_> = lists.collect();
    move_to(draft, lists, table, subnet);
}

/// The subnet uses this network ACL from now on, and no other (R-NACL-6).
pub(crate) fn network_acl(draft: &mut Draft<'_>, acl: &ResourceId, subnet: &ResourceId) {
    let lists = draft.document().resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::NetworkAcl(own) => Some((id.clone(), own.subnet_ids.clone())),
        _ => None,
    });
    let lists: Vec<_> = lists.collect();
    move_to(draft, lists, acl, subnet);
}

fn move_to(
    draft: &mut Draft<'_>,
    lists: Vec<(ResourceId, Vec<ResourceId>)>,
    target: &ResourceId,
    subnet: &ResourceId,
) {
    for (id, mut subnets) in lists {
        let listed = subnets.contains(subnet);
        if id == *target && !listed {
            subnets.push(subnet.clone());
            draft.set_ids(&id, "/subnetIds", &subnets);
        } else if id != *target && listed {
            subnets.retain(|own| own != subnet);
            draft.set_ids(&id, "/subnetIds", &subnets);
        }
    }
}

/// The part joins the group.
pub(crate) fn security_group(draft: &mut Draft<'_>, group: &ResourceId, member: &ResourceId) {
    let Some((id, interface)) = facts::interface_of(draft.document(), member.as_str()) else { return };
    let (id, mut groups) = (id.clone(), interface.group_ids.clone());
    if !groups.contains(group) {
        groups.push(group.clone());
        draft.set_ids(&id, "/groupIds", &groups);
    }
}

/// Every part in the subnet joins the group; gives how many there are.
pub(crate) fn security_group_in_subnet(
    draft: &mut Draft<'_>,
    group: &ResourceId,
    subnet: &ResourceId,
) -> usize {
    let members: Vec<ResourceId> = draft
        .document()
        .resources
        .iter()
        .filter(|(_, resource)| {
            matches!(resource.as_ref(), Resource::NetworkInterface(own) if own.subnet_id.as_ref() == Some(subnet))
        })
        .map(|(id, _)| id.clone())
        .collect();
    for member in &members {
        security_group(draft, group, member);
    }
    members.len()
}

/// Whether the thing can have an Elastic IP.
pub(crate) fn can_hold_address(document: &Document, key: &str) -> bool {
    match document.resource(key) {
        Some(Resource::NatGateway(_)) => true,
        _ => facts::interface_of(document, key).is_some(),
    }
}

/// Whether a part is made for that thing rather than beside it: an address, a group or a flow log for its interface.
pub(crate) fn takes(document: &Document, key: &str, part: PartId) -> bool {
    match part {
        PartId::ElasticIp | PartId::SecurityGroup => can_hold_address(document, key),
        PartId::FlowLog => facts::interface_of(document, key).is_some(),
        _ => false,
    }
}

/// The address goes to the holder, away from where it was.
///
/// # Errors
/// A private NAT gateway takes none (R-NAT-1), and a private address has one public address (R-ENI-6).
pub(crate) fn elastic_ip(
    draft: &mut Draft<'_>,
    address: &ResourceId,
    holder: &ResourceId,
) -> Result<(), String> {
    let document = draft.document();
    let called = |id: &ResourceId| document.display_name(id.as_str()).to_owned();
    if let Some(nat) = document.nat_gateway(holder.as_str()) {
        if nat.connectivity_type == "private" {
            return Err(format!(
                "{} is a private NAT gateway: AWS gives it no public address.",
                called(holder)
            ));
        }
        if let Some(other) = facts::elastic_ip_of(document, holder.as_str()).filter(|other| other != address)
        {
            return Err(format!("{} has the address {} already.", called(holder), called(&other)));
        }
        clear_holder(draft, address);
        draft.set(address, "/natGatewayId", holder.as_str());
        return Ok(());
    }
    let Some((id, interface)) = facts::interface_of(document, holder.as_str()) else {
        return Err(format!("{} has no interface that could take an address.", called(holder)));
    };
    let id = id.clone();
    if let Some(other) = facts::elastic_ip_of(document, id.as_str()).filter(|other| other != address) {
        return Err(format!("{} has the address {} already.", called(holder), called(&other)));
    }
    let primary = interface.private_ip_addresses.iter().position(|entry| entry.primary).unwrap_or(0);
    let entry = interface.private_ip_addresses.get(primary).cloned();
    clear_holder(draft, address);
    draft.set(address, "/networkInterfaceId", id.as_str());
    if let Some(private) = entry.as_ref().and_then(|entry| entry.private_ip_address.as_ref()) {
        draft.set(address, "/privateIpAddress", private.to_string());
    }
    // AWS takes an auto-assigned address back when an Elastic IP comes.
    if entry.is_some_and(|entry| entry.public_ip.is_some()) {
        draft.unset(&id, &format!("/privateIpAddresses/{primary}/publicIp"));
    }
    Ok(())
}

/// The address is on nothing any more.
pub(crate) fn clear_holder(draft: &mut Draft<'_>, address: &ResourceId) {
    let Some(own) = draft.document().elastic_ip(address.as_str()).cloned() else { return };
    for (path, is_set) in [
        ("/natGatewayId", own.nat_gateway_id.is_some()),
        ("/networkInterfaceId", own.network_interface_id.is_some()),
        ("/privateIpAddress", own.private_ip_address.is_some()),
    ] {
        if is_set {
            draft.unset(address, path);
        }
    }
}

/// The table holds the route of the endpoint.
///
/// # Errors
/// They belong to different VPCs, or the table has an endpoint of that service (R-GWE-3).
pub(crate) fn endpoint(
    draft: &mut Draft<'_>,
    table: &ResourceId,
    endpoint: &ResourceId,
) -> Result<String, String> {
    let document = draft.document();
    let called = |id: &ResourceId| document.display_name(id.as_str()).to_owned();
    let Some(own) = document.vpc_endpoint(endpoint.as_str()) else {
        return Err("Nothing to connect.".to_owned());
    };
    super::same_vpc(document, table, endpoint)?;
    if own.route_table_ids.contains(table) {
        return Err(format!("{} holds the route of {} already.", called(table), called(endpoint)));
    }
    let other = document.resources.iter().find(|(id, resource)| {
        *id != endpoint
            && matches!(resource.as_ref(), Resource::VpcEndpoint(other)
                if other.service_name == own.service_name && other.route_table_ids.contains(table))
    });
    if let Some((other, _)) = other {
        return Err(format!(
            "{} holds the route of {} already, and a table takes one endpoint of a service.",
            called(table),
            called(other)
        ));
    }
    let text = format!("{} holds the route of {}", called(table), called(endpoint));
    let mut tables = own.route_table_ids.clone();
    tables.push(table.clone());
    draft.set_ids(endpoint, "/routeTableIds", &tables);
    Ok(text)
}

/// The gateway, to the internet or to sites, is attached to the VPC.
///
/// # Errors
/// One of them is attached already (R-IGW-1, R-VGW-1).
pub(crate) fn gateway(
    draft: &mut Draft<'_>,
    gateway: &ResourceId,
    vpc: &ResourceId,
) -> Result<String, String> {
    let document = draft.document();
    let called = |id: &ResourceId| document.display_name(id.as_str()).to_owned();
    let to_sites = document.vpn_gateway(gateway.as_str()).is_some();
    match facts::vpc_of(document, gateway.as_str()) {
        Some(own) if own == *vpc => {
            return Err(format!(
                "{} is attached to {} already. Connect a subnet to it to give the subnet a route.",
                called(gateway),
                called(vpc)
            ));
        }
        Some(own) => {
            return Err(format!(
                "{} is attached to {}. Detach it there first.",
                called(gateway),
                called(&own)
            ));
        }
        None => {}
    }
    let (what, other) = if to_sites {
        ("virtual private gateway", facts::vpn_gateway_of(document, vpc.as_str()))
    } else {
        ("internet gateway", facts::internet_gateway_of(document, vpc.as_str()))
    };
    if let Some(other) = other {
        return Err(format!(
            "{} has the {what} {} already: AWS allows one for each VPC.",
            called(vpc),
            called(&other)
        ));
    }
    let text = format!("{} is attached to {}", called(gateway), called(vpc));
    draft.set(gateway, "/vpcId", vpc.as_str());
    draft.unplace(gateway.as_str());
    Ok(text)
}

/// The interface is attached to the instance, as its next one.
///
/// # Errors
/// It is attached already, or stands in another zone (R-ENI-3).
pub(crate) fn interface(
    draft: &mut Draft<'_>,
    interface: &ResourceId,
    instance: &ResourceId,
) -> Result<String, String> {
    let document = draft.document();
    let called = |id: &ResourceId| document.display_name(id.as_str()).to_owned();
    let own = document.network_interface(interface.as_str());
    if let Some(holder) = own.and_then(netyard_core::model::NetworkInterface::instance_id) {
        return Err(format!("{} is attached to {} already.", called(interface), called(holder)));
    }
    let zone = |subnet: Option<&ResourceId>| {
        subnet.and_then(|id| document.subnet(id.as_str())).and_then(|subnet| subnet.availability_zone.clone())
    };
    let here = zone(own.and_then(|own| own.subnet_id.as_ref()));
    let there = zone(facts::subnet_of(document, instance.as_str()).as_ref());
    if let (Some(here), Some(there)) = (&here, &there)
        && here != there
    {
        return Err(format!(
            "{} stands in zone {here}, {} in zone {there}. An interface and its instance stand in one zone.",
            called(interface),
            called(instance)
        ));
    }
    let index = facts::interfaces_of(document, instance.as_str())
        .iter()
        .map(|(_, own)| own.device_index() + 1)
        .max()
        .unwrap_or(0);
    let text = format!("{} is an interface of {}", called(interface), called(instance));
    draft.set(interface, "/attachment", json!({"instanceId": instance.as_str(), "deviceIndex": index}));
    draft.unplace(interface.as_str());
    Ok(text)
}
