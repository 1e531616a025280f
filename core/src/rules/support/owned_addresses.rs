use crate::change::{Change, Fix};
use crate::model::ResourceId;
use crate::net::Address;
use crate::rules::context::Context;
use crate::rules::support::pointer;
use crate::topology::SubnetNode;
use std::net::IpAddr;

/// An address that something in a subnet has.
pub(in crate::rules) struct OwnedAddress<'a> {
    /// The interface or NAT gateway.
    pub(in crate::rules) owner: &'a ResourceId,
    place: Place,
    /// The address.
    pub(in crate::rules) address: IpAddr,
}

/// Where an address is written.
#[derive(Clone, Copy)]
enum Place {
    Private(usize),
    Ipv6(usize),
    NatGateway,
}

impl OwnedAddress<'_> {
    /// The field that says so, as a JSON pointer.
    pub(in crate::rules) fn path(&self) -> String {
        match self.place {
            Place::Private(index) => pointer(&["privateIpAddresses", &index.to_string(), "privateIpAddress"]),
            Place::Ipv6(index) => pointer(&["ipv6Addresses", &index.to_string(), "ipv6Address"]),
            Place::NatGateway => "/privateIp".to_owned(),
        }
    }
}

/// Every address that is written for an interface or NAT gateway of a subnet.
pub(in crate::rules) fn owned_addresses<'a>(
    context: &Context<'a>,
    subnet: &'a SubnetNode,
) -> Vec<OwnedAddress<'a>> {
    let document = context.document;
    let mut owned = Vec::new();
    for owner in &subnet.interfaces {
        let Some(interface) = document.network_interface(owner.as_str()) else { continue };
        for (index, entry) in interface.private_ip_addresses.iter().enumerate() {
            let Some(address) = entry.private_ip_address.as_ref().and_then(Address::ip) else { continue };
            owned.push(OwnedAddress { owner, place: Place::Private(index), address });
        }
        for (index, entry) in interface.ipv6_addresses.iter().enumerate() {
            let Some(address) = entry.ipv6_address.ip() else { continue };
            owned.push(OwnedAddress { owner, place: Place::Ipv6(index), address });
        }
    }
    for owner in &subnet.nat_gateways {
        let Some(address) =
            document.nat_gateway(owner.as_str()).and_then(|nat| nat.private_ip.as_ref()?.ip())
        else {
            continue;
        };
        owned.push(OwnedAddress { owner, place: Place::NatGateway, address });
    }
    owned
}

/// The fix that gives an IPv4 address of an interface or NAT gateway the next free value in its subnet. An Elastic IP
/// that stands for the address goes along.
pub(in crate::rules) fn readdress_fix(
    context: &Context<'_>,
    subnet: &SubnetNode,
    owned: &OwnedAddress<'_>,
) -> Option<Fix> {
    if owned.address.is_ipv6() {
        return None;
    }
    let free = context.blocks.host(&subnet.id)?;
    let mut changes = vec![Change::set(owned.owner, &owned.path(), free.to_string())];
    for (id, elastic) in context.elastic_ips.iter().copied() {
        let is_for = elastic.network_interface_id.as_ref() == Some(owned.owner)
            && elastic.private_ip_address.as_ref().and_then(Address::ip) == Some(owned.address);
        if is_for {
            changes.push(Change::set(id, "/privateIpAddress", free.to_string()));
        }
    }
    Some(Fix { title: format!("Give {} {free}", context.name(owned.owner)), changes })
}
