//! The two ends of a Connect peer.

use netyard_core::model::{Document, NetworkInterface, Resource, ResourceId, TransitGatewayConnectPeer};
use netyard_core::net::Address;

/// The transit gateway of a Connect peer: that of its attachment.
pub(crate) fn hub_of_peer<'a>(
    document: &'a Document,
    peer: &TransitGatewayConnectPeer,
) -> Option<&'a ResourceId> {
    let attachment = peer.transit_gateway_attachment_id.as_ref()?;
    document.transit_gateway_attachment(attachment.as_str())?.transit_gateway_id.as_ref()
}

/// The interface that has the address of the appliance's end, in the VPC that carries the tunnel.
pub(crate) fn appliance_of_peer<'a>(
    document: &'a Document,
    peer: &TransitGatewayConnectPeer,
) -> Option<&'a ResourceId> {
    let attachment = peer.transit_gateway_attachment_id.as_ref()?;
    let carrier = document.transit_gateway_attachment(attachment.as_str())?.resource_id.as_ref()?;
    let vpc = document.transit_gateway_attachment(carrier.as_str())?.vpc_id()?;
    let end = peer.connect_peer_configuration.peer_address.as_ref().and_then(Address::ip)?;
    let is_end = |interface: &NetworkInterface| {
        let v4 = interface.private_ip_addresses.iter().filter_map(|entry| entry.private_ip_address.as_ref());
        let v6 = interface.ipv6_addresses.iter().map(|entry| &entry.ipv6_address);
        let subnet = interface.subnet_id.as_ref().and_then(|id| document.subnet(id.as_str()));
        let is_there = subnet.is_some_and(|subnet| subnet.vpc_id.as_ref() == Some(vpc));
        is_there && v4.chain(v6).any(|address| address.ip() == Some(end))
    };
    document.resources.iter().find_map(|(id, resource)| match resource.as_ref() {
        Resource::NetworkInterface(interface) if is_end(interface) => Some(id),
        _ => None,
    })
}
