use crate::declared::maker::Maker;
use crate::declared::own::{Own, View};
use crate::declared::undrawn;
use netyard_core::model::{
    Attachment, Extra, Ipv6Address, NetworkInterface, PrivateIpAddress, Resource, ResourceId,
};
use netyard_core::net::Address;

/// Reads `AWS::EC2::NetworkInterface`. What its addresses are is told by AWS where the template does not.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let interface = NetworkInterface {
        name: Some(own.name()),
        tags: own.tags(),
        group_ids: maker.groups(own, &view, "GroupSet"),
        source_dest_check: view.flag("SourceDestCheck").unwrap_or(true),
        ..addresses(&view)
    };
    // Made by itself, it gets no public address.
    maker.wants_no_public.insert(own.id.clone());
    maker.insert(own, interface);
    maker.ask_for_ipv6(own, &view, "Ipv6AddressCount", &own.id.clone());
    maker.doubt(own, &view, "SourceDestCheck", "sourceDestCheck");
}

/// Reads the blocks of addresses of `AWS::EC2::NetworkInterface`, once subnets are there.
pub(super) fn prefixes(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let prefixes = ["Ipv4PrefixCount", "Ipv4Prefixes", "Ipv6PrefixCount", "Ipv6Prefixes"];
    undrawn::prefixes(maker, own, &view, &prefixes, view.id("SubnetId"));
}

/// The subnet and the addresses of an interface, or of an instance with one.
pub(super) fn addresses(view: &View<'_>) -> NetworkInterface {
    let mut private: Vec<PrivateIpAddress> = Vec::new();
    if let Some(address) = view.address("PrivateIpAddress") {
        private.push(entry(address, true));
    }
    for part in view.list("PrivateIpAddresses") {
        let primary = part.flag("Primary").unwrap_or(false);
        if let Some(address) = part.address("PrivateIpAddress") {
            private.push(entry(address, primary));
        }
    }
    let ipv6 = view.list("Ipv6Addresses");
    let ipv6 = ipv6.iter().filter_map(|part| part.address("Ipv6Address"));
    NetworkInterface {
        subnet_id: view.id("SubnetId"),
        private_ip_addresses: private,
        ipv6_addresses: ipv6.map(|ipv6_address| Ipv6Address { ipv6_address, extra: Extra::new() }).collect(),
        ..NetworkInterface::default()
    }
}

fn entry(address: Address, primary: bool) -> PrivateIpAddress {
    PrivateIpAddress { private_ip_address: Some(address), primary, ..PrivateIpAddress::default() }
}

/// Reads `AWS::EC2::NetworkInterfaceAttachment`.
pub(super) fn attachment(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let (interface, instance) = (view.id("NetworkInterfaceId"), view.id("InstanceId"));
    let Some(instance) = instance else {
        maker.cannot_join(own, "InstanceId", None, "networkInterface");
        return;
    };
    if let (Some(why), Some(interface)) = (&own.perhaps, &interface) {
        // Who has its addresses is not known, if anybody.
        maker.document.resources.remove(interface);
        maker.doubts.insert("networkInterface");
        maker.skip(own, &format!("Nobody knows whether it is made. {why} {interface} is not drawn, and packets to its addresses end UNKNOWN."));
        return;
    }
    let index = view.small("DeviceIndex");
    let joined = interface.as_ref().is_some_and(|interface| attach(maker, interface, &instance, index));
    if joined {
        maker.read(own);
    } else {
        maker.cannot_join(own, "NetworkInterfaceId", interface.as_ref(), "networkInterface");
    }
}

/// Attaches an interface to an instance.
pub(super) fn attach(
    maker: &mut Maker<'_>,
    interface: &ResourceId,
    instance: &ResourceId,
    device_index: Option<u32>,
) -> bool {
    let attachment =
        Attachment { instance_id: Some(instance.clone()), device_index, ..Attachment::default() };
    maker.change(
        interface,
        |resource| if let Resource::NetworkInterface(it) = resource { Some(it) } else { None },
        |interface| interface.attachment = Some(attachment),
    )
}
