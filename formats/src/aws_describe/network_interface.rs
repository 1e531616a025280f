use super::address::{from_association, is_elastic, public_ip};
use super::importer::Importer;
use super::item::{Item, address, number};
use netyard_core::model::{
    Attachment, ElasticIp, Extra, Ipv6Address, NetworkInterface, PrivateIpAddress, ResourceId,
};
use serde_json::Value;

/// Reads `NetworkInterfaces`. The interface of a NAT gateway is part of the gateway; those of other services stand for
/// themselves.
pub(super) fn read(importer: &mut Importer) {
    for item in importer.take("NetworkInterfaces") {
        let Some(id) = importer.id(&item, "NetworkInterfaceId", "Network interface") else { continue };
        if let Some(nat) = importer.nat_by_interface.get(&id).cloned() {
            nat_addresses(importer, &item, &nat);
            let why = "It is the interface of a NAT gateway and is drawn as part of it.";
            importer.approximate(&item, "Network interface", why);
            continue;
        }
        let mut interface = from_item(importer, &item, &id);
        if item.flag("RequesterManaged")
            && let Some(description) = item.text("Description")
        {
            importer.managed.insert(id.clone(), description.to_owned());
        }
        // What a service made is called by what AWS says of it; transit gateways say that it is not managed.
        let is_of_service = item.flag("RequesterManaged")
            || item
                .text("InterfaceType")
                .is_some_and(|kind| !matches!(kind, "interface" | "efa" | "efa-only"));
        if is_of_service {
            interface.name = interface.name.or_else(|| item.text("Description").map(str::to_owned));
        }
        importer.note_owner(&id, item.text("OwnerId"));
        importer.insert(&item, id, interface);
    }
}

/// The interface of an object of `NetworkInterfaces` or of an instance.
pub(super) fn from_item(importer: &mut Importer, item: &Item, id: &ResourceId) -> NetworkInterface {
    for prefixes in ["Ipv4Prefixes", "Ipv6Prefixes"] {
        for prefix in item.list(prefixes) {
            importer.skip(
                &prefix,
                "Delegated prefix",
                "Netyard knows single addresses of an interface so far: a packet to an address in the subnet that nothing of the drawing has ends UNKNOWN.",
            );
            importer.does_not_know(item.id("VpcId"), "networkInterface");
        }
    }
    NetworkInterface {
        name: item.name(),
        tags: item.tags(),
        subnet_id: item.id("SubnetId"),
        private_ip_addresses: private_addresses(importer, item, id),
        ipv6_addresses: ipv6_addresses(item),
        group_ids: item.list("Groups").iter().filter_map(|group| group.id("GroupId")).collect(),
        source_dest_check: item.value.get("SourceDestCheck").and_then(Value::as_bool).unwrap_or(true),
        attachment: attachment(item),
        ..NetworkInterface::default()
    }
}

fn private_addresses(importer: &mut Importer, item: &Item, id: &ResourceId) -> Vec<PrivateIpAddress> {
    let mut entries = item.list("PrivateIpAddresses");
    if entries.is_empty() && item.text("PrivateIpAddress").is_some() {
        entries.push(item.clone());
    }
    let mut addresses = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let private_ip_address = address(&entry.value, "PrivateIpAddress");
        let association = entry.object("Association").filter(|association| public_ip(association).is_some());
        let elastic = association.as_ref().filter(|association| is_elastic(association));
        if let Some(association) = elastic {
            let elastic_ip = ElasticIp {
                public_ip: public_ip(association),
                network_interface_id: Some(id.clone()),
                private_ip_address: private_ip_address.clone(),
                ..ElasticIp::default()
            };
            from_association(importer, association, elastic_ip);
        }
        let auto_assigned = association.as_ref().filter(|association| !is_elastic(association));
        addresses.push(PrivateIpAddress {
            private_ip_address,
            primary: entry
                .value
                .get("Primary")
                .and_then(Value::as_bool)
                .unwrap_or(index == 0 && entries.len() == 1),
            public_ip: auto_assigned.and_then(public_ip),
            ..PrivateIpAddress::default()
        });
    }
    addresses
}

fn ipv6_addresses(item: &Item) -> Vec<Ipv6Address> {
    let addresses = item.list("Ipv6Addresses");
    let addresses = addresses.iter().filter_map(|entry| address(&entry.value, "Ipv6Address"));
    addresses.map(|ipv6_address| Ipv6Address { ipv6_address, extra: Extra::new() }).collect()
}

fn attachment(item: &Item) -> Option<Attachment> {
    let Some(attachment) = item.object("Attachment") else {
        // Only AWS's own word makes an interface one that nobody uses.
        let is_free = item.text("Status").is_some_and(|status| status == "available");
        return (!is_free).then(Attachment::default);
    };
    let Some(instance_id) = attachment.id("InstanceId") else {
        // A managed service holds it: nobody says with what, but it is in use.
        return Some(Attachment::default());
    };
    let device_index = number(&attachment.value, "DeviceIndex").and_then(|index| u32::try_from(index).ok());
    Some(Attachment { instance_id: Some(instance_id), device_index, ..Attachment::default() })
}

fn nat_addresses(importer: &mut Importer, item: &Item, nat: &ResourceId) {
    for entry in item.list("PrivateIpAddresses") {
        let Some(association) = entry.object("Association") else { continue };
        let elastic_ip = ElasticIp {
            public_ip: public_ip(&association),
            nat_gateway_id: Some(nat.clone()),
            ..ElasticIp::default()
        };
        from_association(importer, &association, elastic_ip);
    }
}
