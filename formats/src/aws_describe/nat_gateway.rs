use super::importer::Importer;
use super::item::{Item, address};
use netyard_core::model::{AvailabilityZoneAddress, NatGateway, ResourceId, RowId};
use std::collections::BTreeMap;

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
            availability_mode: item.text("AvailabilityMode").unwrap_or("zonal").to_owned(),
            auto_provision_zones: item.text("AutoProvisionZones").map(str::to_owned),
            route_table_id: item.id("RouteTableId"),
            state: item.text("State").unwrap_or("available").to_owned(),
            ..NatGateway::default()
        };
        let is_regional = gateway.is_regional();
        let is_gone = matches!(gateway.state.as_str(), "deleted" | "failed");
        let gateway = if is_regional {
            let availability_zone_addresses = zones(importer, &addresses);
            NatGateway { private_ip: None, availability_zone_addresses, ..gateway }
        } else {
            NatGateway { auto_provision_zones: None, route_table_id: None, ..gateway }
        };
        importer.insert(&item, id.clone(), gateway);
        if is_gone && !addresses.is_empty() {
            let why = "Its addresses are those that it had: AWS has taken them back, and something else may have them.";
            importer.approximate(&item, "NAT gateway", why);
            continue;
        }
        addresses_of(importer, &id, &addresses, is_regional);
    }
}

/// The addresses of a regional NAT gateway by zone, in the order of the answer.
fn zones(importer: &mut Importer, addresses: &[Item]) -> BTreeMap<RowId, AvailabilityZoneAddress> {
    let mut zones: Vec<AvailabilityZoneAddress> = Vec::new();
    for address in addresses {
        let Some(zone) = address.text("AvailabilityZone") else {
            importer.approximate(address, "Address of a NAT gateway", "It names no zone.");
            continue;
        };
        let known = zones.iter().position(|known| known.availability_zone.as_deref() == Some(zone));
        let at = known.unwrap_or_else(|| {
            let availability_zone = Some(zone.to_owned());
            zones.push(AvailabilityZoneAddress { availability_zone, ..AvailabilityZoneAddress::default() });
            zones.len() - 1
        });
        if let Some(zone) = zones.get_mut(at) {
            zone.allocation_ids.extend(address.id("AllocationId"));
        }
    }
    let row = |(index, zone)| (RowId::new(&format!("z{}", index + 1)), zone);
    zones.into_iter().enumerate().map(row).collect()
}

fn addresses_of(importer: &mut Importer, id: &ResourceId, addresses: &[Item], is_regional: bool) {
    for address in addresses {
        if let Some(interface) = address.id("NetworkInterfaceId") {
            importer.nat_by_interface.insert(interface, id.clone());
        }
        importer.nat_addresses.push((id.clone(), address.clone()));
    }
    for address in addresses.iter().skip(1).filter(|_| !is_regional) {
        let why = "Netyard knows one private address of a NAT gateway so far; a further one is left out.";
        importer.approximate(address, "Address of a NAT gateway", why);
    }
}
