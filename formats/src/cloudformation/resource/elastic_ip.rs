use crate::declared::maker::Maker;
use crate::declared::own::Own;
use netyard_core::model::{ElasticIp, Resource, ResourceId};
use netyard_core::net::Address;

/// Reads `AWS::EC2::EIP`. AWS picks the address; one of the ranges for documentation stands for it.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    // Every address is for a VPC these days.
    view.text("Domain");
    let public = own.given.get("PublicIp");
    if let Some(address) = public {
        maker.note(own, &format!("AWS gives the address when it makes it; {address} stands for it."));
    }
    let elastic_ip = ElasticIp {
        name: Some(own.name()),
        tags: own.tags(),
        public_ip: public.map(|address| Address::new(address)),
        network_border_group: view.text("NetworkBorderGroup"),
        ..ElasticIp::default()
    };
    maker.insert(own, elastic_ip);
}

/// Reads the instance of an `AWS::EC2::EIP`, once interfaces are there.
pub(super) fn instance(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    if !view.has("InstanceId") {
        return;
    }
    let instance = view.id("InstanceId");
    let interface = instance.as_ref().and_then(|instance| primary_of(maker, instance));
    if let Some(interface) = interface {
        give(maker, &own.id, interface, None);
    } else {
        maker.doubts.insert("elasticIp");
        maker.note(
            own,
            "The instance that it is for is not in the drawing: what has the address is not known.",
        );
    }
}

/// Reads `AWS::EC2::EIPAssociation`.
pub(super) fn association(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let allocation = view.id("AllocationId").or_else(|| by_address(maker, &view.text("EIP")?));
    let interface = view.id("NetworkInterfaceId");
    let instance = view.id("InstanceId");
    let private = view.address("PrivateIpAddress");
    let target = interface
        .filter(|interface| maker.document.network_interface(interface.as_str()).is_some())
        .or_else(|| primary_of(maker, instance.as_ref()?));
    let known = allocation.filter(|id| maker.document.elastic_ip(id.as_str()).is_some());
    let (Some(elastic_ip), Some(target)) = (known, target) else {
        maker.doubts.insert("elasticIp");
        maker.skip(own, "The address or the interface that it joins is not in the drawing: what has a public address is not known for certain.");
        return;
    };
    give(maker, &elastic_ip, target, private);
    maker.read(own);
}

fn by_address(maker: &Maker<'_>, address: &str) -> Option<ResourceId> {
    let wanted = Address::new(address).ip();
    let found = maker.document.resources.iter().find(|(_, resource)| {
        matches!(resource.as_ref(), Resource::ElasticIp(it) if it.public_ip.as_ref().and_then(Address::ip) == wanted)
    });
    found.map(|(id, _)| id.clone())
}

/// The primary interface of an instance.
pub(super) fn primary_of(maker: &Maker<'_>, instance: &ResourceId) -> Option<ResourceId> {
    let own = maker.document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::NetworkInterface(it) if it.instance_id() == Some(instance) => Some((it.device_index(), id)),
        _ => None,
    });
    own.min().map(|(_, id)| id.clone())
}

/// Puts an address on an interface.
pub(super) fn give(
    maker: &mut Maker<'_>,
    elastic_ip: &ResourceId,
    interface: ResourceId,
    private: Option<Address>,
) {
    maker.change(
        elastic_ip,
        |resource| if let Resource::ElasticIp(it) = resource { Some(it) } else { None },
        |it| {
            it.network_interface_id = Some(interface);
            it.private_ip_address = private;
        },
    );
}

/// Gives a NAT gateway its address; a public one has one always.
pub(super) fn to_nat_gateway(maker: &mut Maker<'_>, own: &Own, allocation: Option<ResourceId>) {
    let is_known = allocation.as_ref().is_some_and(|id| maker.document.elastic_ip(id.as_str()).is_some());
    let id = match allocation {
        Some(id) if is_known => id,
        other => {
            let id = other.map_or_else(|| format!("eipalloc-{}", own.id), |id| id.to_string());
            let free = maker.free_public();
            let why = format!("Its Elastic IP address is not among the resources; {free} stands for it.");
            maker.note(own, &why);
            let made = ElasticIp { public_ip: Some(free.into()), ..ElasticIp::default() };
            maker.insert_beside(own, &id, made)
        }
    };
    let nat = own.id.clone();
    maker.change(
        &id,
        |resource| if let Resource::ElasticIp(it) = resource { Some(it) } else { None },
        |it| it.nat_gateway_id = Some(nat),
    );
}
