//! New addresses in another subnet. AWS cannot move an interface: it would be made again, with an address of its new
//! subnet, so that is what a move does, in one step.

use std::collections::BTreeSet;
use std::net::IpAddr;

use netyard_core::model::{Document, Resource, ResourceId};
use serde_json::{Value, json};

use crate::draft::Draft;
use crate::facts;
use crate::session::Key;

/// Moves an instance, interface or NAT gateway into a subnet and gives its new address.
///
/// # Errors
/// The subnet is full.
pub(crate) fn move_to_subnet(
    draft: &mut Draft<'_>,
    key: &Key,
    subnet: &ResourceId,
) -> Result<Option<String>, String> {
    match draft.document().resource(key.as_str()) {
        Some(Resource::NatGateway(_)) => move_nat_gateway(draft, key, subnet),
        Some(Resource::NetworkInterface(own)) => {
            if let Some(holder) = own.instance_id() {
                keep_apart(draft.document(), holder, std::slice::from_ref(key), subnet)?;
            }
            readdress(draft, key, subnet)
        }
        Some(holder) if holder.holds_interfaces() => {
            let old = facts::subnet_of(draft.document(), key.as_str());
            let interfaces: Vec<ResourceId> = facts::interfaces_of(draft.document(), key.as_str())
                .into_iter()
                .enumerate()
                // Further interfaces in other subnets stay where they are.
                .filter(|(nth, (_, interface))| *nth == 0 || interface.subnet_id == old)
                .map(|(_, (id, _))| id.clone())
                .collect();
            keep_apart(draft.document(), key, &interfaces, subnet)?;
            crate::create::follow_subnet(draft, key, subnet);
            if interfaces.is_empty() {
                return make_interface(draft, key, subnet);
            }
            let mut first = None;
            for id in &interfaces {
                let address = readdress(draft, id, subnet)?;
                first = first.or(address);
            }
            crate::create::admit_to_subnet_group(draft, key, subnet);
            Ok(first)
        }
        _ => Ok(None),
    }
}

/// An endpoint has one subnet in a zone, and all of them in one VPC (R-IFE-1): what moves must go together with what stays.
fn keep_apart(
    document: &Document,
    holder: &ResourceId,
    moving: &[ResourceId],
    subnet: &ResourceId,
) -> Result<(), String> {
    if document.vpc_endpoint(holder.as_str()).is_none() {
        return Ok(());
    }
    let subnet_of = |id: &ResourceId| document.subnet(id.as_str());
    let Some(target) = subnet_of(subnet) else { return Ok(()) };
    let name = document.display_name(holder.as_str());
    for (id, interface) in facts::interfaces_of(document, holder.as_str()) {
        let Some((place, own)) = interface.subnet_id.as_ref().and_then(|at| Some((at, subnet_of(at)?)))
        else {
            continue;
        };
        if moving.contains(id) {
            continue;
        }
        let place = document.display_name(place.as_str());
        if own.vpc_id != target.vpc_id {
            return Err(format!(
                "{name} also has an interface in {place}, and an endpoint stands in one VPC. Delete that interface first, or make another endpoint."
            ));
        }
        if let Some(zone) =
            own.availability_zone.as_ref().filter(|zone| target.availability_zone.as_ref() == Some(*zone))
        {
            return Err(format!(
                "{name} has an interface in {zone} already, in {place}: AWS takes one subnet in a zone."
            ));
        }
    }
    Ok(())
}

/// An instance without an interface gets one: every instance has at least one of its own.
fn make_interface(
    draft: &mut Draft<'_>,
    instance: &Key,
    subnet: &ResourceId,
) -> Result<Option<String>, String> {
    let mut interface = crate::create::new_interface_in(draft, subnet)?;
    interface.attachment = Some(netyard_core::model::Attachment {
        instance_id: Some(instance.clone()),
        device_index: Some(0),
        ..netyard_core::model::Attachment::default()
    });
    let address = interface
        .primary_address()
        .and_then(|entry| entry.private_ip_address.as_ref().map(ToString::to_string));
    draft.add(interface);
    Ok(address)
}

fn move_nat_gateway(draft: &mut Draft<'_>, key: &Key, subnet: &ResourceId) -> Result<Option<String>, String> {
    let none = BTreeSet::new();
    let address = facts::free_address(draft.document(), subnet.as_str(), &none);
    if address.is_none() && has_block(draft, subnet) {
        return Err(full(draft, subnet));
    }
    draft.set(key, "/subnetId", subnet.as_str());
    match facts::vpc_of(draft.document(), subnet.as_str()) {
        Some(vpc) => draft.set(key, "/vpcId", vpc.as_str()),
        None => draft.unset(key, "/vpcId"),
    }
    match address {
        Some(address) => draft.set(key, "/privateIp", address.to_string()),
        None => draft.unset(key, "/privateIp"),
    }
    Ok(address.map(|address| address.to_string()))
}

/// Moves an interface into a subnet: as many addresses as it had, all of the new subnet; groups of another VPC give
/// way to the default group.
///
/// # Errors
/// The subnet is full.
pub(crate) fn readdress(
    draft: &mut Draft<'_>,
    interface: &ResourceId,
    subnet: &ResourceId,
) -> Result<Option<String>, String> {
    let document = draft.document();
    let Some(own) = document.network_interface(interface.as_str()).cloned() else { return Ok(None) };
    let Some(new_home) = document.subnet(subnet.as_str()).cloned() else { return Ok(None) };
    let mut given: BTreeSet<IpAddr> = BTreeSet::new();
    let mut addresses: Vec<Value> = Vec::new();
    let mut renamed: Vec<(String, String)> = Vec::new();
    let mut first = None;
    let wanted = own.private_ip_addresses.len().max(1);
    for nth in 0..wanted {
        let Some(address) = facts::free_address(document, subnet.as_str(), &given) else {
            if has_block(draft, subnet) {
                return Err(full(draft, subnet));
            }
            break;
        };
        given.insert(address);
        first = first.or(Some(address.to_string()));
        let old = own.private_ip_addresses.get(nth);
        let mut entry = json!({"privateIpAddress": address.to_string()});
        let primary = old.map_or(nth == 0, |old| old.primary);
        let public = old.and_then(|old| old.public_ip.as_ref()).map(ToString::to_string);
        if let Some(object) = entry.as_object_mut() {
            if primary {
                object.insert("primary".to_owned(), Value::Bool(true));
            }
            if new_home.map_public_ip_on_launch && (nth == 0 || public.is_some()) {
                let holds_elastic = facts::elastic_ip_of(document, interface.as_str()).is_some();
                let fresh = || facts::free_public_address(document, &given).to_string();
                if !holds_elastic && own.attachment.is_some() {
                    object.insert("publicIp".to_owned(), Value::from(public.unwrap_or_else(fresh)));
                }
            }
        }
        if let Some(old) = old.and_then(|old| old.private_ip_address.as_ref()) {
            renamed.push((old.to_string(), address.to_string()));
        }
        addresses.push(entry);
    }
    let six = (!own.ipv6_addresses.is_empty())
        .then(|| facts::free_address_v6(document, subnet.as_str(), &given))
        .flatten();
    let groups = groups_in(draft, &own.group_ids, new_home.vpc_id.as_ref());
    draft.set(interface, "/subnetId", subnet.as_str());
    set_or_unset(draft, interface, "/privateIpAddresses", addresses);
    set_or_unset(
        draft,
        interface,
        "/ipv6Addresses",
        six.map(|six| json!({"ipv6Address": six.to_string()})).into_iter().collect(),
    );
    if groups != own.group_ids {
        draft.set_ids(interface, "/groupIds", &groups);
    }
    update_elastic_ips(draft, interface, &renamed);
    Ok(first)
}

fn set_or_unset(draft: &mut Draft<'_>, id: &ResourceId, path: &str, list: Vec<Value>) {
    if list.is_empty() {
        draft.unset(id, path);
    } else {
        draft.set(id, path, list);
    }
}

/// The groups that exist in the VPC, else its default group.
fn groups_in(draft: &Draft<'_>, groups: &[ResourceId], vpc: Option<&ResourceId>) -> Vec<ResourceId> {
    let document = draft.document();
    let Some(vpc) = vpc else { return groups.to_vec() };
    let of_vpc = |id: &&ResourceId| {
        document.security_group(id.as_str()).is_none_or(|group| group.vpc_id.as_ref() == Some(vpc))
    };
    let kept: Vec<ResourceId> = groups.iter().filter(of_vpc).cloned().collect();
    if kept.is_empty() && !groups.is_empty() {
        return facts::default_group(document, vpc.as_str()).into_iter().collect();
    }
    kept
}

/// An Elastic IP names the private address that it stands for.
fn update_elastic_ips(draft: &mut Draft<'_>, interface: &ResourceId, renamed: &[(String, String)]) {
    let held: Vec<(ResourceId, String)> = draft
        .document()
        .resources
        .iter()
        .filter_map(|(id, resource)| match resource.as_ref() {
            Resource::ElasticIp(address) if address.network_interface_id.as_ref() == Some(interface) => {
                Some((id.clone(), address.private_ip_address.as_ref()?.to_string()))
            }
            _ => None,
        })
        .collect();
    for (id, old) in held {
        if let Some((_, new)) = renamed.iter().find(|(from, _)| *from == old) {
            draft.set(&id, "/privateIpAddress", new.as_str());
        }
    }
}

fn has_block(draft: &Draft<'_>, subnet: &ResourceId) -> bool {
    draft.document().subnet(subnet.as_str()).and_then(|subnet| subnet.cidr_block.as_ref()?.net()).is_some()
}

fn full(draft: &Draft<'_>, subnet: &ResourceId) -> String {
    format!("{} has no free address left.", draft.document().display_name(subnet.as_str()))
}
