//! What the layout must know of a document beyond single resources: who holds which interface and which address.

use netyard_core::ordered::Order;
use std::collections::BTreeMap;

use netyard_core::model::{Document, NetworkInterface, Resource, ResourceId};

use super::owner::Owners;

/// Lookups made once for each layout.
pub(super) struct Facts<'a> {
    /// Interfaces of each instance in the order of their place at it.
    interfaces: BTreeMap<&'a ResourceId, Vec<(&'a ResourceId, &'a NetworkInterface)>>,
    /// Public address of interfaces and NAT gateways from Elastic IPs.
    elastic: BTreeMap<&'a ResourceId, String>,
    /// The VPCs that have a DHCP option set.
    with_options: BTreeMap<&'a ResourceId, Vec<&'a ResourceId>>,
    /// Whose things are.
    pub(super) owners: Owners,
}

impl<'a> Facts<'a> {
    /// Reads the document once.
    pub(super) fn of(document: &'a Document) -> Self {
        let mut interfaces: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let mut elastic = BTreeMap::new();
        let mut with_options: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (id, resource) in &document.resources {
            match resource.as_ref() {
                Resource::NetworkInterface(interface) => {
                    if let Some(instance) = interface.instance_id() {
                        interfaces.entry(instance).or_default().push((id, interface));
                    }
                }
                Resource::ElasticIp(address) => {
                    let public =
                        address.public_ip.as_ref().map_or_else(|| id.to_string(), ToString::to_string);
                    for holder in
                        [&address.network_interface_id, &address.nat_gateway_id].into_iter().flatten()
                    {
                        elastic.entry(holder).or_insert_with(|| public.clone());
                    }
                }
                Resource::Vpc(vpc) => {
                    if let Some(options) = &vpc.dhcp_options_id {
                        with_options.entry(options).or_default().push(id);
                    }
                }
                _ => {}
            }
        }
        for list in interfaces.values_mut() {
            list.order_by_key(|(id, interface)| (interface.device_index(), *id));
        }
        Self { interfaces, elastic, with_options, owners: Owners::of(document) }
    }

    /// The interfaces of an instance, the primary one first.
    pub(super) fn interfaces_of(&self, instance: &ResourceId) -> &[(&'a ResourceId, &'a NetworkInterface)] {
        self.interfaces.get(instance).map_or(&[], Vec::as_slice)
    }

    /// The VPCs that have this DHCP option set.
    pub(super) fn vpcs_with_options(&self, options: &ResourceId) -> &[&'a ResourceId] {
        self.with_options.get(options).map_or(&[], Vec::as_slice)
    }

    /// The public address that an Elastic IP gives to an interface or NAT gateway.
    pub(super) fn elastic_address_of(&self, holder: &ResourceId) -> Option<&str> {
        self.elastic.get(holder).map(String::as_str)
    }

    /// Whether the interface has a public address, fixed or auto-assigned.
    pub(super) fn is_public(&self, id: &ResourceId, interface: &NetworkInterface) -> bool {
        self.elastic.contains_key(id)
            || interface.private_ip_addresses.iter().any(|entry| entry.public_ip.is_some())
    }
}

/// The address that stands for an interface on a card: its primary IPv4 address, else its first IPv6 one.
pub(super) fn address_of(interface: &NetworkInterface) -> Option<String> {
    let four = interface.primary_address().and_then(|entry| entry.private_ip_address.as_ref());
    four.map(ToString::to_string)
        .or_else(|| interface.ipv6_addresses.first().map(|entry| entry.ipv6_address.to_string()))
}
