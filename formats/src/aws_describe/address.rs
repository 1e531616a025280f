use super::importer::Importer;
use super::item::{Item, address};
use netyard_core::model::{ElasticIp, ResourceId};
use netyard_core::net::Address;

/// Reads `Addresses`: Elastic IP addresses. One on the interface of a NAT gateway belongs to the gateway.
pub(super) fn read(importer: &mut Importer) {
    for item in importer.take("Addresses") {
        let Some(id) = item.id("AllocationId").or_else(|| item.text("PublicIp").map(id_of_address)) else {
            importer.skip(&item, "Elastic IP address", "It has no AllocationId and no PublicIp.");
            continue;
        };
        let interface = item.id("NetworkInterfaceId");
        let by_interface = interface.as_ref().and_then(|interface| importer.nat_by_interface.get(interface));
        // The answer's own interface says more than a NAT gateway that once had the address.
        let nat = by_interface.cloned().or_else(|| nat_of(importer, &id).filter(|_| interface.is_none()));
        let on_interface = interface.filter(|_| nat.is_none());
        let private = address(&item.value, "PrivateIpAddress").filter(|_| on_interface.is_some());
        if on_interface.is_none() && nat.is_none() && item.text("AssociationId").is_some() {
            let why = "It is associated with something that the answer does not name by an interface; it is drawn as idle.";
            importer.approximate(&item, "Elastic IP address", why);
        }
        let elastic_ip = ElasticIp {
            name: item.name(),
            tags: item.tags(),
            public_ip: address(&item.value, "PublicIp"),
            network_border_group: item.text("NetworkBorderGroup").map(str::to_owned),
            network_interface_id: on_interface,
            private_ip_address: private,
            nat_gateway_id: nat,
            ..ElasticIp::default()
        };
        importer.elastic_addresses.extend(elastic_ip.public_ip.clone());
        importer.insert(&item, id, elastic_ip);
    }
    for (nat, item) in std::mem::take(&mut importer.nat_addresses) {
        let elastic_ip =
            ElasticIp { public_ip: public_ip(&item), nat_gateway_id: Some(nat), ..ElasticIp::default() };
        from_association(importer, &item, elastic_ip);
    }
}

/// The NAT gateway that says itself that it has the address: a regional one has no interface to be found by.
fn nat_of(importer: &Importer, allocation: &ResourceId) -> Option<ResourceId> {
    let mut known = importer.nat_addresses.iter();
    let named = known.find(|(_, address)| address.text("AllocationId") == Some(allocation.as_str()));
    named.map(|(nat, _)| nat.clone())
}

/// Makes an Elastic IP address from the association of something else, where `Addresses` did not tell of it.
pub(super) fn from_association(importer: &mut Importer, item: &Item, elastic_ip: ElasticIp) {
    let Some(public_ip) = elastic_ip.public_ip.clone() else { return };
    if importer.elastic_addresses.contains(&public_ip) {
        return;
    }
    let id = item.id("AllocationId").unwrap_or_else(|| id_of_address(&public_ip.to_string()));
    let why = "No answer of describe-addresses tells of it; it is made from what it is associated with.";
    importer.approximate(item, "Elastic IP address", why);
    importer.elastic_addresses.insert(public_ip);
    importer.insert(item, id, elastic_ip);
}

/// Whether the association of an interface is with an Elastic IP address, not with an auto-assigned one.
pub(super) fn is_elastic(association: &Item) -> bool {
    association.text("AllocationId").is_some()
        || association.text("IpOwnerId").is_some_and(|owner| owner != "amazon")
}

/// The public address of an association.
pub(super) fn public_ip(association: &Item) -> Option<Address> {
    address(&association.value, "PublicIp")
}

fn id_of_address(public_ip: &str) -> ResourceId {
    ResourceId::new(&format!("eipalloc-{}", public_ip.replace(['.', ':'], "-")))
}
