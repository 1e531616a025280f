//! A managed service and a subnet: one more interface of the service there.

use netyard_core::model::{Attachment, Document, Resource, ResourceType};
use netyard_core::topology::ManagedServiceTraits;

use super::{Connected, NotConnected, name};
use crate::create;
use crate::draft::Draft;
use crate::facts;
use crate::session::Key;

/// Whether it is a managed service that opens no connections.
pub(super) fn only_answers(document: &Document, key: &Key) -> bool {
    let kind = document.resource(key.as_str()).and_then(Resource::resource_type);
    kind.and_then(ManagedServiceTraits::of).is_some_and(|traits| !traits.sends)
}

/// The service gets an interface in the subnet: the standby of a database, a further node of a cache.
///
/// # Errors
/// It has one there, has only one by its nature, belongs to another VPC, or the subnet is full.
pub(super) fn interface_in(
    draft: &mut Draft<'_>,
    service: &Key,
    subnet: &Key,
) -> Result<Connected, NotConnected> {
    let document = draft.document();
    let kind = document.resource(service.as_str()).and_then(Resource::resource_type);
    let (called, place) = (name(draft, service), name(draft, subnet));
    let own: Vec<_> = facts::interfaces_of(document, service.as_str());
    if own.iter().any(|(_, interface)| interface.subnet_id.as_ref() == Some(subnet)) {
        return Err(format!("{called} has an interface in {place} already.").into());
    }
    if let Some(kind) = kind.filter(|kind| has_one_interface(*kind) && !own.is_empty()) {
        let message = format!(
            "A {} has one interface, and {called} has it in another subnet. Move it there, or make a second one.",
            facts::kind_word(kind)
        );
        return Err(message.into());
    }
    let is_inspection = |resource: &Resource| resource.is_gateway_load_balancer_endpoint();
    if document.resource(service.as_str()).is_some_and(is_inspection) && !own.is_empty() {
        let message = format!(
            "A Gateway Load Balancer endpoint has one subnet, and {called} has its own. Make one more endpoint in {place}, or lead a route of {place} to {called} in its route table."
        );
        return Err(message.into());
    }
    super::same_vpc(document, service, subnet)?;
    refuse_same_zone(document, service, subnet)?;
    if document.load_balancer(service.as_str()).is_some() {
        create::load_balancer::add_node(draft, service, subnet, None)?;
        create::follow_subnet(draft, service, subnet);
        return Ok(Connected { text: format!("{called} has a node in {place}"), ..Connected::default() });
    }
    let own_is_empty = own.is_empty();
    let groups = own.first().map(|(_, interface)| interface.group_ids.clone());
    let index = own.iter().map(|(_, interface)| interface.device_index() + 1).max().unwrap_or(0);
    let is_ipv4_only =
        document.vpc_endpoint(service.as_str()).is_some_and(|own| own.ip_address_type == "ipv4")
            || document
                .resolver_endpoint(service.as_str())
                .is_some_and(|own| own.resolver_endpoint_type == "IPV4");
    let is_ipv4_only = is_ipv4_only
        || document.transfer_server(service.as_str()).is_some()
        || document.workspace_directory(service.as_str()).is_some();
    let mut interface = create::service_interface_in(draft, subnet)?;
    if is_ipv4_only {
        interface.ipv6_addresses.clear();
    }
    if let Some(groups) = groups {
        interface.group_ids = groups;
    }
    interface.attachment = Some(Attachment {
        instance_id: Some(service.clone()),
        device_index: Some(index),
        ..Attachment::default()
    });
    draft.add(interface);
    if own_is_empty {
        // The first interface decides where it stands.
        draft.unset(service, "/region");
        draft.unplace(service.as_str());
    }
    create::admit_to_subnet_group(draft, service, subnet);
    create::follow_subnet(draft, service, subnet);
    Ok(Connected { text: format!("{called} has an interface in {place}"), ..Connected::default() })
}

/// Mount targets and tasks have one interface each (R-LAM-7).
fn has_one_interface(kind: ResourceType) -> bool {
    matches!(kind, ResourceType::MountTarget | ResourceType::Task)
}

/// An endpoint and a load balancer have one subnet in a zone (R-IFE-1, R-ALB-1, R-NLB-1).
fn refuse_same_zone(document: &Document, service: &Key, subnet: &Key) -> Result<(), String> {
    let is_balancer = document.load_balancer(service.as_str()).is_some();
    if document.vpc_endpoint(service.as_str()).is_none() && !is_balancer {
        return Ok(());
    }
    let zone_of = |id: &str| document.subnet(id).and_then(|subnet| subnet.availability_zone.as_deref());
    let Some(zone) = zone_of(subnet.as_str()) else { return Ok(()) };
    let own = facts::interfaces_of(document, service.as_str());
    let mut places = own.iter().filter_map(|(_, interface)| interface.subnet_id.as_ref());
    match places.find(|other| zone_of(other.as_str()) == Some(zone)) {
        Some(other) if is_balancer => Err(format!(
            "{} has a node in {zone} already, in {}: AWS takes one subnet in a zone.",
            document.display_name(service.as_str()),
            document.display_name(other.as_str()),
        )),
        Some(other) => Err(format!(
            "{} has an interface in {zone} already, in {}: AWS takes one subnet in a zone. Hosts in {} use that one.",
            document.display_name(service.as_str()),
            document.display_name(other.as_str()),
            document.display_name(subnet.as_str()),
        )),
        None => Ok(()),
    }
}
