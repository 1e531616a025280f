//! Instances and network interfaces, with the security groups that count for each.

use super::Network;
use super::node::{GroupSource, InstanceNode, InterfaceAddress, InterfaceNode, Source};
use crate::model::{Document, NetworkInterface, Resource, ResourceId, ResourceType};
use crate::net::Address;
use crate::ordered::Order;

impl Network {
    pub(super) fn add_instances(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::Instance(instance) = resource.as_ref() else { continue };
            let node =
                InstanceNode { id: id.clone(), interfaces: Vec::new(), running: instance.state == "running" };
            self.instances.insert(id.clone(), node);
        }
    }

    pub(super) fn add_interfaces(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::NetworkInterface(interface) = resource.as_ref() else { continue };
            let subnet = self.resolve(id, "/subnetId", interface.subnet_id.as_ref(), ResourceType::Subnet);
            let instance =
                self.resolve(id, "/attachment/instanceId", interface.instance_id(), ResourceType::Instance);
            let vpc = subnet
                .as_ref()
                .and_then(|subnet| self.subnets.get(subnet))
                .and_then(|subnet| subnet.vpc.clone());
            let (groups, group_source) = self.groups_of(id, interface, vpc.as_ref());
            if let Some(subnet) = subnet.as_ref().and_then(|subnet| self.subnets.get_mut(subnet)) {
                subnet.interfaces.push(id.clone());
            }
            if let Some(instance) = instance.as_ref().and_then(|instance| self.instances.get_mut(instance)) {
                instance.interfaces.push(id.clone());
            }
            let node = InterfaceNode {
                id: id.clone(),
                subnet,
                vpc,
                addresses: addresses_of(interface),
                ipv6: interface.ipv6_addresses.iter().filter_map(|entry| entry.ipv6_address.ip()).collect(),
                groups,
                group_source,
                source_dest_check: interface.source_dest_check,
                instance,
                device_index: interface.device_index(),
                is_attached: interface.attachment.is_some(),
            };
            self.interfaces.insert(id.clone(), node);
        }
        let interfaces = &self.interfaces;
        for instance in self.instances.values_mut() {
            instance
                .interfaces
                .order_by_key(|id| (interfaces.get(id).map_or(0, |node| node.device_index), id.clone()));
        }
    }

    fn groups_of(
        &mut self,
        id: &ResourceId,
        interface: &NetworkInterface,
        vpc: Option<&ResourceId>,
    ) -> (Vec<ResourceId>, GroupSource) {
        if !interface.group_ids.is_empty() {
            let mut groups = Vec::new();
            for (index, group) in interface.group_ids.iter().enumerate() {
                let path = format!("/groupIds/{index}");
                groups.extend(self.resolve(id, &path, Some(group), ResourceType::SecurityGroup));
            }
            // None of them is there: what they would admit is not known.
            let source = if groups.is_empty() { GroupSource::Unknown } else { GroupSource::Named };
            return (groups, source);
        }
        match vpc.and_then(|vpc| self.vpcs.get(vpc)).map(|vpc| &vpc.default_security_group) {
            Some(Source::Default(group) | Source::Explicit(group)) => {
                (vec![group.clone()], GroupSource::DefaultGroup)
            }
            Some(Source::Unknown) => (Vec::new(), GroupSource::Unknown),
            Some(Source::Implicit) | None => (Vec::new(), GroupSource::Implicit),
        }
    }
}

fn addresses_of(interface: &NetworkInterface) -> Vec<InterfaceAddress> {
    let primary = interface.primary_address();
    let others = interface.private_ip_addresses.iter().filter(|entry| Some(*entry) != primary);
    primary
        .into_iter()
        .chain(others)
        .filter_map(|entry| {
            let private = entry.private_ip_address.as_ref()?.ip()?;
            Some(InterfaceAddress {
                private,
                public: entry.public_ip.as_ref().and_then(Address::ip),
                elastic_ip: None,
            })
        })
        .collect()
}
