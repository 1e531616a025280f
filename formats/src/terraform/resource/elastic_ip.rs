use super::common::{name, region, tags};
use super::network_interface::primary_of;
use crate::declared::maker::Maker;
use crate::declared::own::Own;
use netyard_core::model::{AvailabilityZoneAddress, ElasticIp, NatGateway, Resource, ResourceId, RowId};
use netyard_core::net::Address;

/// Reads `aws_eip`. Where AWS has not picked the address yet, one of the ranges for documentation stands for it.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    for key in ["domain", "vpc", "allocation_id", "public_dns", "private_dns", "ptr_record"] {
        view.text(key);
    }
    let public = view.address("public_ip").unwrap_or_else(|| stand_in(maker, own));
    let elastic_ip = ElasticIp {
        name: Some(name(own)),
        tags: tags(own),
        public_ip: Some(public),
        network_border_group: view
            .text("network_border_group")
            .filter(|group| region(own).as_ref() != Some(group)),
        ..ElasticIp::default()
    };
    maker.insert(own, elastic_ip);
}

fn stand_in(maker: &Maker<'_>, own: &Own) -> Address {
    let free = maker.free_public();
    maker.note(own, &format!("AWS gives the address when it makes it; {free} stands for it."));
    free.into()
}

fn change(maker: &mut Maker<'_>, id: &ResourceId, change: impl FnOnce(&mut ElasticIp)) -> bool {
    maker.change(id, |resource| if let Resource::ElasticIp(it) = resource { Some(it) } else { None }, change)
}

/// Reads what an `aws_eip` is for, once interfaces and NAT gateways are there.
pub(super) fn target(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let (interface, instance) = (view.id("network_interface"), view.id("instance"));
    let written = view.address("associate_with_private_ip").or_else(|| view.address("private_ip"));
    view.address("private_ip");
    view.text("association_id");
    let is_taken = |it: &ElasticIp| it.nat_gateway_id.is_some() || it.network_interface_id.is_some();
    let is_taken = maker
        .document
        .resource(own.id.as_str())
        .is_some_and(|resource| matches!(resource, Resource::ElasticIp(it) if is_taken(it)));
    let is_open = view.is_unknown("network_interface") || view.is_unknown("instance");
    if is_taken || interface.is_none() && instance.is_none() && !is_open {
        return;
    }
    let found = interface
        .filter(|id| maker.document.network_interface(id.as_str()).is_some())
        .or_else(|| primary_of(maker, instance.as_ref()?));
    if let Some(interface) = found {
        let private = written.filter(|private| is_secondary(maker, &interface, private));
        change(maker, &own.id.clone(), |it| {
            it.network_interface_id = Some(interface);
            it.private_ip_address = private;
        });
    } else {
        maker.note(own, "What it stands for is not in the drawing; it is drawn as idle.");
        // Where nobody knows what has it, anything may.
        maker.doubts.insert(if is_open { "elasticIp" } else { "networkInterface" });
    }
}

/// Whether an address is another one than the first of its interface.
fn is_secondary(maker: &Maker<'_>, interface: &ResourceId, private: &Address) -> bool {
    let interface = maker.document.network_interface(interface.as_str());
    let first = interface.and_then(|it| it.private_ip_addresses.first()?.private_ip_address.as_ref());
    first.is_some_and(|first| first != private)
}

/// Reads `aws_eip_association`.
pub(super) fn association(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let allocation = view.id("allocation_id").or_else(|| by_address(maker, &view.address("public_ip")?));
    view.address("public_ip");
    let private = view.address("private_ip_address");
    let (interface, instance) = (view.id("network_interface_id"), view.id("instance_id"));
    let target = interface
        .filter(|interface| maker.document.network_interface(interface.as_str()).is_some())
        .or_else(|| primary_of(maker, instance.as_ref()?));
    let (Some(allocation), Some(target)) = (allocation, target) else {
        maker.skip(own, "The address or the interface that it joins is not in the drawing: what has a public address is not known for certain.");
        let keys = ["allocation_id", "public_ip", "network_interface_id", "instance_id"];
        maker.doubts.insert(if view.is_any_unknown(&keys) { "elasticIp" } else { "networkInterface" });
        return;
    };
    let private = private.filter(|private| is_secondary(maker, &target, private));
    let joined = change(maker, &allocation, |it| {
        it.network_interface_id = Some(target);
        it.private_ip_address = private;
    });
    if joined {
        maker.read(own);
    } else {
        // An address that exists, and is told elsewhere.
        maker.cannot_join(own, "allocation_id", Some(&allocation), "elasticIp");
    }
}

/// Takes an address away from what a plan takes it away from.
pub(super) fn association_gone(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let allocation = view.id("allocation_id").or_else(|| by_address(maker, &view.address("public_ip")?));
    let Some(allocation) = allocation else { return };
    change(maker, &allocation, |it| {
        it.network_interface_id = None;
        it.private_ip_address = None;
    });
}

fn by_address(maker: &Maker<'_>, wanted: &Address) -> Option<ResourceId> {
    let found = maker.document.resources.iter().find(|(_, resource)| {
        matches!(resource.as_ref(), Resource::ElasticIp(it) if it.public_ip.as_ref() == Some(wanted))
    });
    found.map(|(id, _)| id.clone())
}

/// Reads `aws_nat_gateway`, after the Elastic IP addresses that it names.
pub(super) fn nat_gateway(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let usual = NatGateway::default();
    view.text("association_id");
    let mut gateway = NatGateway {
        name: Some(name(own)),
        tags: tags(own),
        subnet_id: view.id("subnet_id"),
        vpc_id: view.id("vpc_id"),
        connectivity_type: view.text("connectivity_type").unwrap_or(usual.connectivity_type),
        private_ip: view.address("private_ip"),
        availability_mode: view.text("availability_mode").unwrap_or(usual.availability_mode),
        ..NatGateway::default()
    };
    let is_regional = gateway.is_regional();
    if !is_regional {
        gateway.vpc_id = None;
    }
    for part in view.list("availability_zone_address").into_iter().filter(|_| is_regional) {
        let address = AvailabilityZoneAddress {
            availability_zone: part.text("availability_zone"),
            allocation_ids: part.ids("allocation_ids"),
            ..AvailabilityZoneAddress::default()
        };
        let row = RowId::new(&format!("z{}", gateway.availability_zone_addresses.len() + 1));
        gateway.availability_zone_addresses.insert(row, address);
    }
    if gateway.subnet_id.is_none() && !is_regional {
        maker.note(own, "Nothing tells its subnet: a packet that comes there ends UNKNOWN.");
        maker.insert(own, gateway);
        maker.make_unknown(&own.id);
        maker.doubts.insert("natGateway");
        return;
    }
    let is_public = !is_regional && gateway.connectivity_type != "private";
    maker.insert(own, gateway);
    let allocation = view.id("allocation_id");
    let public = view.address("public_ip");
    if is_public {
        give(maker, own, allocation, public);
    }
}

/// Gives a NAT gateway its address; a public one has one always.
fn give(maker: &mut Maker<'_>, own: &Own, allocation: Option<ResourceId>, public: Option<Address>) {
    let nat = own.id.clone();
    if let Some(id) = &allocation
        && change(maker, id, |it| it.nat_gateway_id = Some(nat.clone()))
    {
        return;
    }
    let id = allocation.map_or_else(|| format!("eipalloc-{}", own.id), |id| id.to_string());
    let address = match public {
        Some(public) => public,
        None => stand_in(maker, own),
    };
    let made = ElasticIp { public_ip: Some(address), nat_gateway_id: Some(nat), ..ElasticIp::default() };
    maker.insert_beside(own, &id, made);
}
