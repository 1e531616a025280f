use super::importer::Importer;
use super::item::{Item, address};
use netyard_core::model::{NatGateway, ResourceId};

/// Reads `NatGateways`. The interface of a NAT gateway is part of it, its public addresses are Elastic IP addresses.
pub(super) fn read(importer: &mut Importer) {
    for item in importer.take("NatGateways") {
        let Some(id) = importer.id(&item, "NatGatewayId", "NAT gateway") else { continue };
        let addresses = item.list("NatGatewayAddresses");
        let primary = addresses.iter().find(|address| address.flag("IsPrimary")).or(addresses.first());
        let gateway = NatGateway {
            name: item.name(),
            tags: item.tags(),
            subnet_id: item.id("SubnetId"),
            vpc_id: item.id("VpcId"),
            connectivity_type: item.text("ConnectivityType").unwrap_or("public").to_owned(),
            private_ip: primary.and_then(|primary| address(&primary.value, "PrivateIp")),
            state: item.text("State").unwrap_or("available").to_owned(),
            ..NatGateway::default()
        };
        if gateway.subnet_id.is_none() {
            let why = "It names no subnet, as a Regional NAT gateway does; Netyard knows zonal ones so far.";
            importer.approximate(&item, "NAT gateway", why);
        }
        importer.insert(&item, id.clone(), gateway);
        addresses_of(importer, &id, &addresses);
    }
}

fn addresses_of(importer: &mut Importer, id: &ResourceId, addresses: &[Item]) {
    for address in addresses {
        if let Some(interface) = address.id("NetworkInterfaceId") {
            importer.nat_by_interface.insert(interface, id.clone());
        }
        importer.nat_addresses.push((id.clone(), address.clone()));
    }
    for address in addresses.iter().skip(1) {
        let why = "Netyard knows one private address of a NAT gateway so far; a further one is left out.";
        importer.approximate(address, "Address of a NAT gateway", why);
    }
}
